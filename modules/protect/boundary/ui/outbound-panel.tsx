// What leaves the plant for the office, the company or the internet, and who answers for it.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Empty } from '@holdfast/design/states';
import { type Column, DataTable, sliced } from '@holdfast/design/table';
import { Time } from '@holdfast/design/time';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Group, Select, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outbound } from '../schema.remote.ts';

const api = createClient();
type Row = Outbound & { id: string };

export function OutboundPanel({ rows }: { rows: Outbound[] }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const columns = useColumns();
  const open = rows.filter((it) => it.source === 'nobody').length;
  // Names change without a row more or less.
  const stand = `${rows.length} ${open} ${rows.map((it) => `${it.owner_id} ${it.purpose} ${it.named?.at ?? ''}`).join()}`;
  return (
    <Panel title={t('outbound')}>
      <Text size="sm">{open === 0 ? t('outbound_lead') : t('outbound_open', { count: open })}</Text>
      <DataTable<Row>
        label={t('outbound')}
        name={['boundary', site_id, 'outbound', stand]}
        isWhole
        height={300}
        columns={columns}
        load={sliced(() => Promise.resolve({ rows: rows.map((row) => ({ ...row, id: `${row.conduit_id} ${row.service}` })) }))}
        empty={<Empty title={t('outbound_none')}>{t('outbound_none_text')}</Empty>}
      />
    </Panel>
  );
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('boundary');
  const { path, may } = usePlace();
  const because = ({ named }: Row): string =>
    named === null || named.reason === null ? '' : t('named_because', { name: named.by_name, reason: named.reason });
  const owner = (it: Row): string => it.owner_name ?? t('nobody_answers');
  const name = (it: Row) =>
    may('boundary.register') && (
      <FormButton label={it.source === 'nobody' ? t('name_owner') : t('change')} title={`${it.service}: ${it.conduit_name}`} as="change">
        {(close) => <AnswerForm of={it} onClose={close} />}
      </FormButton>
    );
  return [
    { key: 'service', header: t('service'), width: 110, cell: (it) => it.service, text: (it) => it.service },
    {
      key: 'conduit_name',
      header: t('conduit'),
      width: 250,
      cell: (it) => <Go to={path(`conduits/${it.conduit_id}`)}>{it.conduit_name}</Go>,
      text: (it) => it.conduit_name,
    },
    {
      key: 'owner_name',
      header: t('owner'),
      width: 230,
      cell: (it) => (
        <Group gap="xs">
          {it.source === 'nobody' ? <Badge tone="alarm">{t('nobody_answers')}</Badge> : it.owner_name}
          {name(it)}
        </Group>
      ),
      text: owner,
    },
    {
      key: 'purpose',
      header: t('purpose'),
      width: 240,
      narrow: false,
      cell: (it) => (it.purpose === null ? '' : `${it.purpose} (${t(`answer_source.${it.source}`)})`),
      text: (it) => it.purpose ?? '',
    },
    {
      key: 'reason',
      header: t('outbound_reason'),
      width: 240,
      narrow: false,
      cell: (it) => <span title={because(it)}>{because(it)}</span>,
      text: because,
    },
    { key: 'to_zone_name', header: t('to'), width: 150, narrow: false, cell: (it) => it.to_zone_name, text: (it) => it.to_zone_name },
    { key: 'flows', header: t('flows'), width: 90, align: 'right', narrow: false, cell: (it) => it.flows, text: (it) => String(it.flows) },
    {
      key: 'last_seen',
      header: t('last_seen'),
      width: 150,
      narrow: false,
      cell: (it) => <Time at={it.last_seen} />,
      text: (it) => it.last_seen,
    },
  ];
}

function AnswerForm({ of, onClose }: { of: Outbound; onClose: () => void }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const people = usePeople();
  const [owner_id, setOwner] = useState<string | null>(of.owner_id);
  const [purpose, setPurpose] = useState(of.purpose ?? '');
  const [reason, setReason] = useState('');
  const save = useAct(
    (chosen: string) => {
      const params = { path: { site_id, conduit_id: of.conduit_id } };
      const body = { service: of.service, owner_id: chosen, purpose, reason };
      return take(api.PUT('/api/v1/sites/{site_id}/boundary/outbound/{conduit_id}', { params, body }));
    },
    { done: t('answer_kept') },
  );
  const send = async (): Promise<void> => {
    if (owner_id !== null && (await save.run(owner_id))) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={owner_id === null || Math.min(purpose.trim().length, reason.trim().length) < 3}
      onCancel={onClose}
      onSubmit={send}
    >
      {of.named !== null && of.named.reason !== null && (
        <Text size="sm" c="dimmed">
          {t('named_because', { name: of.named.by_name, reason: of.named.reason })} (<Time at={of.named.at} />)
        </Text>
      )}
      <Select label={t('owner')} required searchable data={people} value={owner_id} onChange={setOwner} />
      <Textarea
        label={t('purpose')}
        description={t('outbound_note')}
        required
        autosize
        value={purpose}
        onChange={({ currentTarget: { value } }) => setPurpose(value)}
      />
      <Textarea
        label={t('outbound_reason')}
        description={t('outbound_reason_note')}
        required
        autosize
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
    </Form>
  );
}
