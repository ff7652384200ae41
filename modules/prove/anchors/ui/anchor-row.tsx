// One witness, time stamp authority, log collector or bucket: what it is, try it now, end it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anchor, Trial } from '../schema.ts';
import { FaultText } from './outside-card.tsx';

const api = createClient();

export function OneAnchor({ it }: { it: Anchor }) {
  const { t } = useTranslation('anchors');
  const { may } = usePlace();
  const [tried, setTried] = useState<Trial | null>(null);
  const [isEnding, setEnding] = useState(false);
  const params = { path: { anchor_id: it.id } };
  const attempt = useAct(async () => setTried(await take(api.POST('/api/v1/anchors/{anchor_id}/trial', { params, body: {} }))));
  const end = useAct((reason: string) => take(api.POST('/api/v1/anchors/{anchor_id}/end', { params, body: { reason } })), {
    done: t('list.ended'),
  });
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="sm">
            <Text fw={600}>{it.name}</Text>
            <Badge tone="neutral">{t(`kind.${it.kind}`)}</Badge>
          </Group>
          <Text size="sm" className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
            {it.url}
          </Text>
          <Text size="sm">
            <Details it={it} /> {it.private_host !== null && t('list.private')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('list.since')} <Time at={it.added_at} />
          </Text>
        </div>
        {may('anchors.keep') && (
          <Group gap="sm">
            <Button variant="default" loading={attempt.busy} onClick={() => void attempt.run(undefined)}>
              {t('list.try')}
            </Button>
            <Button variant="default" onClick={() => setEnding(true)}>
              {t('list.end')}
            </Button>
          </Group>
        )}
      </Group>
      <div aria-live="polite">{tried !== null && <Results of={tried} />}</div>
      <ReasonDialog
        title={t('list.end_title', { name: it.name })}
        says={t('list.end_says')}
        submit={t('list.end')}
        opened={isEnding}
        onClose={() => setEnding(false)}
        onReason={end.run}
        danger
      />
    </li>
  );
}

function Details({ it: { kind, settings } }: { it: Anchor }) {
  const { t } = useTranslation('anchors');
  const text = (name: string): string => String(settings[name] ?? '');
  if (kind === 'witness') return <>{t('list.witness', { name: text('key_name') })}</>;
  if (kind === 'time_stamp') return <>{t('list.time_stamp', { minutes: text('every_minutes') })}</>;
  if (kind === 'worm') return <>{t('list.worm', { bucket: text('bucket'), days: text('retain_days'), minutes: text('every_minutes') })}</>;
  return <>{t('list.syslog')}</>;
}

function Results({ of: { results } }: { of: Trial }) {
  const { t } = useTranslation('anchors');
  if (results.length === 0) return <Text size="sm">{t('list.nothing_yet')}</Text>;
  return (
    <ul style={{ margin: '8px 0 0', padding: 0, listStyle: 'none', display: 'grid', gap: 4 }}>
      {results.map(({ origin, size, fault, status }) => (
        <li key={origin} style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 8 }}>
          <Badge tone={fault === null ? 'good' : 'alarm'}>{t(fault === null ? 'list.arrived' : 'list.failed')}</Badge>
          <div style={{ minWidth: 0 }}>
            <Text size="sm" className="hf-mono" style={{ overflowWrap: 'anywhere' }}>
              {origin} {size}
            </Text>
            {fault !== null && <FaultText fault={fault} status={status} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
