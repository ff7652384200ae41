// The conversations no list allows: how many, and the newest of them.
import { take } from '@holdfast/client';
import { ClassNames, PortName } from '@holdfast/flows/ui/names';
import { Figure } from '@holdfast/design/facts';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../data.ts';

const shown = 5;

export function UnapprovedPanel() {
  const { t } = useTranslation('web');
  const { site_id, path } = usePlace();
  const flows = useQuery({
    queryKey: ['flows', site_id, 'unapproved'],
    refetchInterval: 30_000,
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/flows', {
          params: { path: { site_id }, query: { verdict: 'unapproved', sort: '-last_seen', limit: shown } },
        }),
      ),
  });
  return (
    <Panel title={t('unapproved.title')} flush>
      <Answer of={flows}>
        {({ rows, total }) => (
          <>
            <div className="hf-home-figure">
              <Figure
                value={total}
                label={t('unapproved.figure', { count: total })}
                to={path('flows')}
                search={{ verdict: 'unapproved' }}
                tone="alarm"
              />
            </div>
            <ul className="hf-lines hf-flow-lines">
              {rows.map((it) => (
                <li key={it.id}>
                  <Go to={path('flows')} search={{ verdict: 'unapproved', open: it.id }}>
                    {it.client.name} → {it.server.name}
                  </Go>
                  <span className="hf-flow-what">
                    {it.protocol}, <PortName flow={it} /> · <ClassNames classes={it.classes} />
                  </span>
                  <span className="hf-flow-what">
                    <Time at={it.last_seen} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Panel>
  );
}
