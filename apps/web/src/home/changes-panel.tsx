// What was done at the site since the person was last here, counted from the ledger.
import { take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, askMe } from '../data.ts';

const week_ms = 7 * 24 * 3600 * 1000;

export function ChangesPanel() {
  const { t } = useTranslation('web');
  const { site_id } = usePlace();
  const me = useQuery(askMe);
  const [lastWeek] = useState(() => new Date(Date.now() - week_ms).toISOString());
  const visited = me.data?.previous_visit_at ?? null;
  const since = visited ?? lastWeek;
  const changes = useQuery({
    queryKey: ['ledger', site_id, 'changes', since],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/changes', { params: { path: { site_id }, query: { since } } })),
  });
  const when = (
    <Text c="dimmed" size="xs">
      {t(visited === null ? 'changes.week' : 'changes.since')} <Time at={since} />
    </Text>
  );
  return (
    <Panel title={t('changes.title')} aside={when} flush>
      <Answer of={changes}>
        {({ kinds }) => (kinds.length === 0 ? <Empty title={t('changes.none')} /> : <Kinds kinds={kinds} since={since} />)}
      </Answer>
    </Panel>
  );
}

function Kinds({ kinds, since }: { kinds: readonly { kind: string; count: number; latest: string }[]; since: string }) {
  const { t } = useTranslation(['web', 'ledger']);
  const { path } = usePlace();
  const { count } = useNumbers();
  return (
    <ul className="hf-lines hf-change-lines">
      {kinds.map((it) => (
        <li key={it.kind}>
          <Go plain to={path('ledger')} search={{ kind: it.kind, since }}>
            <span className="hf-count-value">{count(it.count)}</span>
            <span>{t([`ledger:kind.${it.kind.replaceAll('.', '_')}`, 'changes.other'], { kind: it.kind })}</span>
          </Go>
          <span className="hf-flow-what">
            <Time at={it.latest} />
          </span>
        </li>
      ))}
    </ul>
  );
}
