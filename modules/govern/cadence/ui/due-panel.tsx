// Home's share of cadence: what is overdue, due and soon due, with whose it is; what was missed and what has no date.
import './cadence.css';
import { Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ActivityRow } from '../schema.ts';
import { StateBadge, useTitleWords } from './rhythm-words.tsx';

const api = createClient();
const most = 6;

/** Who must do what by when: nothing when the person may not see it. */
export function DuePanel() {
  const { t } = useTranslation('cadence');
  const { site_id, path, may } = usePlace();
  const all = useQuery({
    queryKey: ['activities', site_id, 'home'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/activities', { params: { path: { site_id }, query: { limit: 500 } } })),
    enabled: may('cadence.see'),
    refetchInterval: 300_000,
  });
  if (!may('cadence.see')) return null;
  return (
    <Panel title={t('home.title')} aside={<Go to={path('activities')}>{t('home.all')}</Go>} flush>
      <Answer of={all}>{({ rows }) => <Due rows={rows} />}</Answer>
    </Panel>
  );
}

function Due({ rows }: { rows: readonly ActivityRow[] }) {
  const { t } = useTranslation('cadence');
  const { path } = usePlace();
  const titleWords = useTitleWords();
  const due = rows.filter((it) => it.state === 'overdue' || it.state === 'due' || it.state === 'due_soon');
  const without = rows.filter((it) => it.state === 'no_date').length;
  return (
    <ul className="hf-lines">
      {due.length === 0 && (
        <li>
          <Text c="dimmed">{t('home.none')}</Text>
        </li>
      )}
      {due.slice(0, most).map((it) => (
        <li key={it.id} className="hf-due-line">
          <div>
            <Go to={path(`activities/${it.id}`)}>{titleWords(it.title)}</Go>
            <Text size="xs" c="dimmed">
              {it.person_name ?? t('nobody')} · <Time at={it.next?.at ?? null} style="day" />
              {it.missed.length > 0 && ` · ${t('home.missed', { count: it.missed.length })}`}
            </Text>
          </div>
          <StateBadge row={it} />
        </li>
      ))}
      {without > 0 && (
        <li>
          <Go to={path('activities')} search={{ state: 'no_date' }}>
            <Badge tone="attention">{t('home.no_date', { count: without })}</Badge>
          </Go>
        </li>
      )}
    </ul>
  );
}
