// Where entries of the ledger are told to: webhooks and syslog receivers.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Subscription } from '../schema.ts';
import { NewSubscription } from './new-subscription.tsx';
import { ShownOnce } from './tokens-panel.tsx';

const api = createClient();

export function SubscriptionsPanel() {
  const { t } = useTranslation('integrations');
  const { may } = usePlace();
  const all = useQuery({ queryKey: ['subscriptions'], refetchInterval: 10_000, queryFn: () => take(api.GET('/api/v1/subscriptions')) });
  return (
    <Panel title={t('subscriptions')} aside={may('integrations.keep') && <NewSubscription />}>
      <Answer of={all}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('no_subscriptions')}>{t('no_subscriptions_text')}</Empty>
          ) : (
            <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
              {rows.map((it) => (
                <OneSubscription key={it.id} it={it} />
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  );
}

function OneSubscription({ it }: { it: Subscription }) {
  const { t } = useTranslation('integrations');
  const { may } = usePlace();
  const state = !it.active ? 'paused' : it.dead > 0 ? 'dead' : it.last_fault === null ? 'fine' : 'trying';
  const tone = { paused: 'off', dead: 'alarm', fine: 'good', trying: 'attention' } as const;
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="sm">
            <Text fw={600}>{it.name}</Text>
            <Badge tone={tone[state]}>{t(`sub_state.${state}`, { count: it.dead })}</Badge>
          </Group>
          <Text size="sm" className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
            {it.url}
          </Text>
          <Text size="sm">
            {t(`format.${it.format}`)} · {it.kinds.length === 0 ? t('all_kinds') : it.kinds.join(', ')} · {it.site_name ?? t('everywhere')}
            {it.private_host !== null && ` · ${t('private_allowed')}`}
          </Text>
          <Text size="xs" c="dimmed">
            {it.delivered_at === null ? (
              t('nothing_arrived')
            ) : (
              <>
                {t('last_arrived')} <Time at={it.delivered_at} style="second" />
              </>
            )}
            {it.waiting > 0 && ` · ${t('waiting', { count: it.waiting })}`}
            {it.last_fault !== null && ` · ${t([`fault.${it.last_fault}`, 'fault.other'], { fault: it.last_fault })}`}
          </Text>
        </div>
        {may('integrations.keep') && <Acts it={it} />}
      </Group>
    </li>
  );
}

function Acts({ it }: { it: Subscription }) {
  const { t } = useTranslation('integrations');
  const [asking, setAsking] = useState<'toggle' | 'end' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const params = { path: { subscription_id: it.id } };
  const trial = useAct(() => take(api.POST('/api/v1/subscriptions/{subscription_id}/trial', { params })), { done: t('trial_sent') });
  const turn = useAct(async () => setSecret((await take(api.POST('/api/v1/subscriptions/{subscription_id}/secret', { params }))).secret));
  const toggle = useAct((reason: string) =>
    take(api.PATCH('/api/v1/subscriptions/{subscription_id}', { params, body: { active: !it.active, reason } })),
  );
  const end = useAct((reason: string) => take(api.POST('/api/v1/subscriptions/{subscription_id}/end', { params, body: { reason } })), {
    done: t('ended'),
  });
  const word = t(it.active ? 'pause' : 'resume');
  return (
    <Group gap="sm">
      <Button variant="default" loading={trial.busy} onClick={() => void trial.run(undefined)}>
        {t('trial')}
      </Button>
      {it.way === 'webhook' && (
        <Button variant="default" loading={turn.busy} onClick={() => void turn.run(undefined)}>
          {t('new_secret')}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsking('toggle')}>
        {word}
      </Button>
      <Button variant="default" onClick={() => setAsking('end')}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={`${word}: ${it.name}`}
        submit={word}
        opened={asking === 'toggle'}
        onClose={() => setAsking(null)}
        onReason={toggle.run}
      />
      <ReasonDialog
        title={t('end_token', { name: it.name })}
        says={t('end_sub_says')}
        submit={t('end')}
        opened={asking === 'end'}
        onClose={() => setAsking(null)}
        onReason={end.run}
        danger
      />
      <Dialog title={t('new_secret')} opened={secret !== null} onClose={() => setSecret(null)}>
        {secret !== null && <ShownOnce secret={secret} says={t('secret_once')} onClose={() => setSecret(null)} />}
      </Dialog>
    </Group>
  );
}
