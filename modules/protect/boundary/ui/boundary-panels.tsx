// What the checklist rests on beside paths: services at each boundary, clear text, protection.
import { Badge, type Tone } from '@holdfast/design/badge';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { HoldBadge } from '@holdfast/enforcement/ui/enforcer-words';
import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Boundary, Protection, ServiceRow } from '../schema.ts';
import { isPast, ProtectionForm } from './boundary-forms.tsx';

type Row<T> = T & { id: string };

const serviceTones: Readonly<Record<ServiceRow['state'], Tone>> = {
  blocked: 'good',
  not_held: 'attention',
  allowed: 'alarm',
  excepted: 'attention',
  open: 'unknown',
};

export function Services({ rows }: { rows: Boundary['services'] }) {
  const { t } = useTranslation('boundary');
  const { site_id, path } = usePlace();
  const stateText = (it: ServiceRow): string =>
    [t(`service_states.${it.state}`), ...it.exceptions.map((number) => `X-${number}`)].join(' ');
  const columns: Column<Row<ServiceRow>>[] = [
    { key: 'service', header: t('service'), width: 130, cell: (it) => it.service, text: (it) => it.service },
    {
      key: 'conduit_name',
      header: t('conduit'),
      width: 300,
      cell: (it) => <Go to={path(`conduits/${it.conduit_id}`)}>{it.conduit_name}</Go>,
      text: (it) => it.conduit_name,
    },
    {
      key: 'state',
      header: t('service_state'),
      width: 300,
      cell: (it) => <Badge tone={serviceTones[it.state]}>{stateText(it)}</Badge>,
      text: stateText,
    },
    {
      key: 'flows_seen',
      header: t('seen'),
      width: 130,
      align: 'right',
      cell: (it) =>
        it.flows_seen === 0 ? (
          0
        ) : (
          <Go to={path('flows')} search={{ conduit_id: it.conduit_id }}>
            {it.flows_seen}
          </Go>
        ),
      text: (it) => String(it.flows_seen),
    },
  ];
  return (
    <Panel title={t('services')}>
      <DataTable<Row<ServiceRow>>
        label={t('services')}
        name={['boundary', site_id, 'services', String(rows.length)]}
        isWhole
        height={360}
        columns={columns}
        load={sliced(() => Promise.resolve({ rows: rows.map((row) => ({ ...row, id: `${row.conduit_id} ${row.service}` })) }))}
        empty={<Empty title={t('services_none')}>{t('services_none_text')}</Empty>}
      />
    </Panel>
  );
}

type Clear = Boundary['clear_text'][number];

export function ClearText({ rows }: { rows: Boundary['clear_text'] }) {
  const { t } = useTranslation('boundary');
  const { site_id, path } = usePlace();
  const columns: Column<Row<Clear>>[] = [
    {
      key: 'service',
      header: t('service'),
      width: 190,
      cell: (it) => (
        <Group gap="xs">
          {it.service}
          {it.is_outdated && <Badge tone="attention">{t('outdated')}</Badge>}
        </Group>
      ),
      text: (it) => (it.is_outdated ? `${it.service} (${t('outdated')})` : it.service),
    },
    {
      key: 'place',
      header: t('place'),
      width: 320,
      cell: (it) => (it.conduit_id === null ? it.place : <Go to={path(`conduits/${it.conduit_id}`)}>{it.place}</Go>),
      text: (it) => it.place,
    },
    { key: 'flows', header: t('flows'), width: 120, align: 'right', cell: (it) => it.flows, text: (it) => String(it.flows) },
    {
      key: 'last_seen',
      header: t('last_seen'),
      width: 160,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen,
    },
  ];
  return (
    <Panel title={t('clear')}>
      <DataTable<Row<Clear>>
        label={t('clear')}
        name={['boundary', site_id, 'clear', String(rows.length)]}
        isWhole
        height={300}
        columns={columns}
        load={sliced(() => Promise.resolve({ rows: rows.map((row) => ({ ...row, id: `${row.service} ${row.place}` })) }))}
        empty={<Empty title={t('clear_none')}>{t('clear_none_text')}</Empty>}
      />
    </Panel>
  );
}

const resultTones = { held: 'good', failed: 'alarm', not_tested: 'attention' } as const;

export function Protections({ rows }: { rows: Boundary['protections'] }) {
  const { t } = useTranslation('boundary');
  return (
    <Panel title={t('protection')}>
      {rows.length === 0 && <Text size="sm">{t('protection_none')}</Text>}
      <Stack gap="md">
        {rows.map((it) => (
          <ProtectionRow key={it.conduit_id} it={it} />
        ))}
      </Stack>
    </Panel>
  );
}

function ProtectionRow({ it }: { it: Protection }) {
  const { t } = useTranslation('boundary');
  const { path, may } = usePlace();
  const isDue = it.next_test_on !== null && isPast(it.next_test_on);
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Go to={path(`conduits/${it.conduit_id}`)}>{it.conduit_name}</Go>
        <HoldBadge code={it.hold} />
        <Badge tone={it.result === null ? 'unknown' : resultTones[it.result]}>
          {it.result === null ? t('protection_missing') : t(`results.${it.result}`)}
        </Badge>
        {isDue && <Badge tone="alarm">{t('test_due')}</Badge>}
        {may('boundary.look') && (
          <FormButton label={t('record')} title={it.conduit_name} as="change">
            {(close) => <ProtectionForm of={it} onClose={close} />}
          </FormButton>
        )}
      </Group>
      {it.means !== null && (
        <Text size="sm">
          {[it.means, it.provider, it.tested_on && `${t('tested_on')} ${it.tested_on}`, `${t('next_test_on')} ${it.next_test_on}`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      )}
    </Stack>
  );
}
