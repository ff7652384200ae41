// What was sent, what waits, and what did not arrive and can be sent again.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '../schema.ts';

const api = createClient();
const states = ['dead', 'waiting', 'delivered'] as const;
const tones = { dead: 'alarm', waiting: 'waiting', delivered: 'good' } as const;

export function DeliveriesPanel() {
  const { t } = useTranslation('integrations');
  const [state, setState] = useState<(typeof states)[number]>('dead');
  const found = useQuery({
    queryKey: ['deliveries', state],
    refetchInterval: 10_000,
    queryFn: () => take(api.GET('/api/v1/deliveries', { params: { query: { state, limit: 100 } } })),
  });
  const control = (
    <SegmentedControl
      aria-label={t('deliveries')}
      value={state}
      onChange={(next) => setState(states.find((it) => it === next) ?? 'dead')}
      data={states.map((value) => ({ value, label: t(`delivery.${value}`) }))}
    />
  );
  return (
    <Panel title={t('deliveries')} aside={control}>
      <Answer of={found}>
        {({ rows, total }) => (
          <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
            {rows.length === 0 && (
              <Text component="li" c="dimmed">
                {t(`no_${state}`)}
              </Text>
            )}
            {rows.map((it) => (
              <OneDelivery key={it.id} it={it} />
            ))}
            {total > rows.length && (
              <Text component="li" c="dimmed">
                {t('more', { count: total - rows.length })}
              </Text>
            )}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function OneDelivery({ it }: { it: Delivery }) {
  const { t } = useTranslation('integrations');
  const { may } = usePlace();
  const again = useAct(() => take(api.POST('/api/v1/deliveries/{delivery_id}/again', { params: { path: { delivery_id: it.id } } })), {
    done: t('sent_again'),
  });
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <div>
          <Group gap="sm">
            <Text className="hf-mono">{it.kind}</Text>
            <Badge tone={tones[it.state]}>{t(`delivery.${it.state}`)}</Badge>
          </Group>
          <Text size="xs" c="dimmed">
            {it.subscription_name} · <Time at={it.at} style="second" /> · {t('tries', { count: it.attempts })}
            {it.last_fault !== null &&
              ` · ${t([`fault.${it.last_fault}`, 'fault.other'], { fault: it.last_fault })}${it.last_status === null ? '' : ` (${it.last_status})`}`}
          </Text>
        </div>
        {it.state === 'dead' && may('integrations.keep') && (
          <Button variant="default" loading={again.busy} onClick={() => void again.run(undefined)}>
            {t('send_again')}
          </Button>
        )}
      </Group>
    </li>
  );
}
