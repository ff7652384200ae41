// Openings in which it is the person's turn: to agree or refuse as a holder, or to read what both sides opened for them.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Opening } from '../schema.ts';

const api = createClient();

/** Of the site, oldest first. */
export function useOwnOpenings(): Opening[] {
  const { site_id, may } = usePlace();
  const asked = useQuery({
    queryKey: ['openings', site_id, 'own'],
    refetchInterval: 30_000,
    enabled: may('opening_keys.see'),
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/openings', { params: { path: { site_id }, query: { state: 'waiting,open', limit: 100 } } })),
  });
  return (asked.data?.rows ?? [])
    .filter((it) => it.mine_to_decide || it.mine_to_read)
    .toSorted((a, b) => a.asked_at.localeCompare(b.asked_at));
}

/** Nothing while it is nobody's turn. */
export function OwnOpeningsPanel() {
  const { t } = useTranslation('opening-keys');
  const openings = useOwnOpenings();
  return openings.length === 0 ? null : (
    <Panel title={t('waiting.title')}>
      <OwnOpenings openings={openings} />
    </Panel>
  );
}

export function OwnOpenings({ openings }: { openings: readonly Opening[] }) {
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {openings.map((it) => (
        <One key={it.id} it={it} />
      ))}
    </Stack>
  );
}

function One({ it }: { it: Opening }) {
  const { t } = useTranslation('opening-keys');
  const { path } = usePlace();
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Go to={it.mine_to_read ? path(`evidence/${it.subject_id}`) : path('opening-keys')}>{it.title}</Go>
          <Text size="xs" c="dimmed">
            {t('openings.asked_by', { name: it.asked_by_name })} <Time at={it.asked_at} />
          </Text>
          <Text size="xs" c="dimmed" lineClamp={2}>
            <q>{it.reason}</q>
          </Text>
        </div>
        <Badge tone="attention">{t(it.mine_to_read ? 'waiting.read' : 'waiting.decide')}</Badge>
      </Group>
    </li>
  );
}
