// Home's share of meetings: actions that are open, the overdue ones first.
import './meetings.css';
import { Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionLine } from './minutes-panel.tsx';

const api = createClient();

/** Nothing where no action is open: Home shows what needs somebody. */
export function ActionsPanel() {
  const { t } = useTranslation('meetings');
  const { site_id, path, may } = usePlace();
  const open = useQuery({
    queryKey: ['meeting-actions', site_id, 'home'],
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/meeting-actions', { params: { path: { site_id }, query: { state: 'open', limit: 6 } } })),
    enabled: may('meetings.see'),
    refetchInterval: 300_000,
  });
  const { rows = [], total = 0 } = open.data ?? {};
  if (rows.length === 0) return null;
  return (
    <Panel title={t('actions.home')} aside={<Go to={path('meeting-actions')}>{t('actions.all')}</Go>} flush>
      <ul className="hf-meeting-list">
        {rows.map((it) => (
          <ActionLine key={it.id} action={it} />
        ))}
      </ul>
      {total > rows.length && (
        <Text size="sm" c="dimmed" p="sm">
          {t('of', { part: rows.length, all: total })}
        </Text>
      )}
    </Panel>
  );
}
