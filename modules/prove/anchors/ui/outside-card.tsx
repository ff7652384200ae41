// Who outside has seen the ledger: witnesses, time stamp, log collector and copy nobody can delete; each fault in words, and what is not protected.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { Go, GoButton } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, useNumbers } from '@holdfast/design/time';
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AnchorAlarm, Anchoring, AnchorStanding } from '../schema.ts';
import { Ago } from './ago.tsx';

const api = createClient();

export function OutsideCard() {
  const { t } = useTranslation('anchors');
  const { site_id, path, may } = usePlace();
  const asked = useQuery({
    queryKey: ['ledger', site_id, 'anchors'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/anchors', { params: { path: { site_id } } })),
    refetchInterval: 10_000,
  });
  return (
    <Panel
      title={t('card.title')}
      aside={
        <Group gap="sm">
          <GoButton variant="default" to={path('fingerprint')}>
            {t('paper.title')}
          </GoButton>
          {may('anchors.see') && (
            <GoButton variant="default" to={path('anchors')}>
              {t('card.settings')}
            </GoButton>
          )}
        </Group>
      }
    >
      <Answer of={asked}>{(it) => <Standing it={it} nowMs={asked.dataUpdatedAt} />}</Answer>
    </Panel>
  );
}

function Standing({ it, nowMs }: { it: Anchoring; nowMs: number }) {
  const { t } = useTranslation('anchors');
  const { path, may } = usePlace();
  const names = new Map(it.rows.map(({ id, name }) => [id, name]));
  if (it.rows.length === 0)
    return (
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Badge tone="attention">{t('card.nobody')}</Badge>
        <div>
          <Text fw={600}>{t('card.nobody_says')}</Text>
          <Text size="sm">{t('card.nobody_why')}</Text>
          {may('anchors.keep') && <Go to={path('anchors')}>{t('card.nobody_do')}</Go>}
        </div>
      </Group>
    );
  return (
    <Stack gap="md">
      {it.alarms.map((alarm) => (
        <Alarm key={alarm.code + alarm.about} alarm={alarm} name={names.get(alarm.about) ?? ''} ahead={it.rows} />
      ))}
      <Witnessed it={it} nowMs={nowMs} />
      <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
        {it.rows.map((row) => (
          <Row key={row.id} row={row} size={it.size} nowMs={nowMs} />
        ))}
      </ul>
    </Stack>
  );
}

function Alarm({ alarm, name, ahead }: { alarm: AnchorAlarm; name: string; ahead: readonly AnchorStanding[] }) {
  const { t } = useTranslation('anchors');
  const seconds = ahead.find(({ id }) => id === alarm.about)?.clock_ahead_s ?? 0;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap" role="alert">
      <Badge tone="alarm">{t(`alarm.${alarm.code}.title`)}</Badge>
      <div>
        <Text fw={600}>{t(`alarm.${alarm.code}.says`, { name, seconds: Math.abs(seconds) })}</Text>
        <Text size="sm">{t(`alarm.${alarm.code}.do`)}</Text>
        <Text size="xs" c="dimmed">
          {t('alarm.since')} <Time at={alarm.since} style="second" />
        </Text>
      </div>
    </Group>
  );
}

function Witnessed({ it, nowMs }: { it: Anchoring; nowMs: number }) {
  const { t } = useTranslation('anchors');
  const { count } = useNumbers();
  if (it.of === 0) return <Text size="sm">{t('card.no_witness')}</Text>;
  const signed = it.rows.filter(({ kind, size }) => kind === 'witness' && size !== null).length;
  if (it.met === null)
    return (
      <Group gap="sm">
        <Badge tone="attention">{t('card.not_met')}</Badge>
        <Text>{t('card.not_met_says', { count: signed, of: it.of, needed: it.threshold })}</Text>
      </Group>
    );
  const behind = it.size - it.met.size;
  return (
    <Group gap="sm">
      <Badge tone="good">{t('card.met')}</Badge>
      <Text>
        <strong>{t('card.witnessed_by', { count: it.met.count, of: it.of })}</strong>, <Ago at={it.met.at} nowMs={nowMs} />.{' '}
        {behind === 0 ? t('card.all') : t('card.behind', { count: behind, shown: count(behind) })}
      </Text>
    </Group>
  );
}

function Row({ row, size, nowMs }: { row: AnchorStanding; size: number; nowMs: number }) {
  const { t } = useTranslation('anchors');
  const { count } = useNumbers();
  const tone =
    row.fault !== null
      ? row.fault === 'older' || row.fault === 'differs'
        ? 'alarm'
        : 'attention'
      : row.size === null
        ? 'waiting'
        : 'good';
  return (
    <li style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 8 }}>
      <Badge tone={tone}>{t(`kind.${row.kind}`)}</Badge>
      <div style={{ minWidth: 0 }}>
        <Text size="sm">
          <strong>{row.name}</strong>
          {': '}
          {row.size === null
            ? t('row.never')
            : t(`row.${row.kind}`, { size: count(row.size), count: row.size, newest: row.size === size ? 1 : 0 })}
          {row.size !== null && (
            <>
              {', '}
              <Ago at={(row.kind === 'witness' ? row.at : row.done_at) ?? row.done_at!} nowMs={nowMs} />
            </>
          )}
          {row.retain_until !== null && (
            <>
              {' · '}
              {t('row.retain_until')} <Time at={row.retain_until} style="day" />
            </>
          )}
        </Text>
        {row.fault !== null && <FaultText fault={row.fault} status={row.fault_status} next_at={row.next_at} />}
      </div>
    </li>
  );
}

/** Why nothing arrived, in words, and when it is tried again. */
export function FaultText({ fault, status, next_at }: { fault: string; status: number | null; next_at?: string | null }) {
  const { t } = useTranslation('anchors');
  return (
    <Text size="sm" c="dimmed">
      {t([`fault.${fault}`, 'fault.other'], { fault, status: status ?? '' })}
      {next_at !== null && next_at !== undefined && (
        <>
          {' '}
          {t('row.again')} <Time at={next_at} style="second" />
        </>
      )}
    </Text>
  );
}
