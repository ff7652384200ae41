// Where the lines are that the MES names: by their name, or as somebody says.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useNumbers } from '@holdfast/design/time';
import { useZoneName } from '@holdfast/zones/ui/zone-name';
import { useZones } from '@holdfast/zones/ui/zones-page';
import { Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Line } from '../schema.ts';

const api = createClient();

export function LinesPanel() {
  const { t } = useTranslation('line-messages');
  const { site_id } = usePlace();
  const lines = useQuery({
    queryKey: ['line-messages', site_id, 'lines'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/message-lines', { params: { path: { site_id } } })),
  });
  return (
    <Answer of={lines}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <Panel title={t('lines.title')}>
            <Text c="dimmed" mb="sm">
              {t('lines.says')}
            </Text>
            <Stack gap="sm">
              {rows.map((it) => (
                <LineRow key={it.line} line={it} />
              ))}
            </Stack>
          </Panel>
        )
      }
    </Answer>
  );
}

function LineRow({ line: it }: { line: Line }) {
  const { t } = useTranslation('line-messages');
  const { site_id, may } = usePlace();
  const { count } = useNumbers();
  const zones = useZones();
  const say = useZoneName();
  const place = useAct(
    (zone_id: string | null) =>
      take(api.PUT('/api/v1/sites/{site_id}/message-lines', { params: { path: { site_id } }, body: { line: it.line, zone_id } })),
    { done: t('lines.done') },
  );
  const says = it.zone_name === null ? t('lines.unknown') : it.is_said ? t('lines.said') : t('lines.by_name');
  return (
    <Select
      label={`${it.line} (${t('lines.messages', { count: it.messages, shown: count(it.messages) })})`}
      description={says}
      error={it.zone_name === null ? t('lines.missing') : undefined}
      placeholder={t('lines.choose')}
      searchable
      clearable={it.is_said}
      disabled={!may('line_messages.place') || place.busy}
      maw={480}
      data={(zones.data?.rows ?? []).map((zone) => ({ value: zone.id, label: say(zone.name) }))}
      value={it.zone_id}
      onChange={(zone_id) => void place.run(zone_id)}
    />
  );
}
