// Zones whose isolation drill is due: each needs a window, so the list of windows says so.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

const api = createClient();
/** A window is planned weeks ahead. */
const aheadDays = 60;
const mostNamed = 4;

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export function DrillsDue() {
  const { t } = useTranslation('windows');
  const { site_id, path, may } = usePlace();
  const asked = useQuery({
    queryKey: ['isolation-cards', site_id, 'due'],
    queryFn: () =>
      take(
        api.GET('/api/v1/sites/{site_id}/isolation-cards', { params: { path: { site_id }, query: { sort: 'next_drill_on', limit: 500 } } }),
      ),
    enabled: may('isolation.see'),
  });
  const [today, until] = [dayIn(0), dayIn(aheadDays)];
  const due = (asked.data?.rows ?? []).flatMap(({ id, zone_name, next_drill_on: day }) =>
    day !== null && day <= until ? [{ id, zone_name, day }] : [],
  );
  if (due.length === 0) return null;
  return (
    <Stack gap={4} component="section" aria-label={t('drills_due')}>
      <Text size="sm">{t('drills_due')}</Text>
      <Group gap="md">
        {due.slice(0, mostNamed).map(({ id, zone_name, day }) => (
          <Group key={id} gap="xs">
            <Go to={path(`isolation/${id}`)}>{zone_name}</Go>
            <Text size="sm" c="dimmed">
              <Time at={`${day}T12:00:00Z`} style="day" />
            </Text>
            {day < today && <Badge tone="attention">{t('drill_overdue')}</Badge>}
          </Group>
        ))}
        {due.length > mostNamed && <Go to={path('isolation')}>{t('drills_more', { count: due.length - mostNamed })}</Go>}
      </Group>
    </Stack>
  );
}
