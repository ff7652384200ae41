// Sites beside each other, the worst first: a level in each area.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { Go } from '@holdfast/design/go';
import { Answer } from '@holdfast/design/states';
import { useOwnWords } from '@holdfast/requirements/ui/state-badge';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../schema.ts';
import { LevelBadge } from './level-badge.tsx';

const api = createClient();

export function SitesView() {
  const { as_of } = useAsOf();
  const asked = useQuery({
    queryKey: ['maturity', 'sites', as_of],
    queryFn: () => take(api.GET('/api/v1/maturity', { params: { query: as_of === undefined ? {} : { as_of } } })),
  });
  return <Answer of={asked}>{(it) => <Sites it={it} />}</Answer>;
}

function Sites({ it }: { it: Comparison }) {
  const { t } = useTranslation('maturity');
  const own = useOwnWords();
  return (
    <div className="hf-scroll" tabIndex={0} role="region" aria-label={t('view.sites')}>
      <table className="hf-levels">
        <thead>
          <tr>
            <th scope="col">{t('area')}</th>
            {it.sites.map(({ id, name }) => (
              <th key={id} scope="col">
                <Go to={`/sites/${id}/maturity`}>{name}</Go>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('site_level')}</th>
            {it.sites.map(({ id, level }) => (
              <td key={id}>
                <LevelBadge level={level} />
              </td>
            ))}
          </tr>
          {it.areas.map((area) => (
            <tr key={area.id}>
              <th scope="row">{own(area.title)}</th>
              {it.sites.map((site) => {
                const found = site.areas.find(({ id }) => id === area.id);
                return (
                  <td key={site.id}>
                    <LevelBadge level={found?.level ?? 0} />
                    {found !== undefined && found.claimed !== null && found.claimed > found.level && (
                      <div className="hf-claimed">{t('claimed', { level: found.claimed })}</div>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
