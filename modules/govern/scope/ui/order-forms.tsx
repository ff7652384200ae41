// Writing down an order, its measures, and closing a measure by an entry of the ledger.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { timeText } from '@holdfast/design/time';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Order, orderKind } from '../schema.ts';
import { api, useEntities } from './use-scope.ts';

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export function OrderForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('scope');
  const entities = (useEntities().data?.rows ?? []).filter((it) => it.state === 'active');
  const [it, setIt] = useState({
    entity_id: entities[0]?.id ?? null,
    authority: '',
    kind: 'information' as Order['kind'],
    title: '',
    reference: '',
    received_on: '',
    deadline_on: '',
  });
  const set = (patch: Partial<typeof it>): void => setIt((now) => ({ ...now, ...patch }));
  const save = useAct(
    (body: {
      entity_id: string;
      authority: string;
      kind: Order['kind'];
      title: string;
      reference: string | null;
      received_on: string;
      deadline_on: string | null;
    }) => take(api.POST('/api/v1/authority-orders', { body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    const body = {
      ...it,
      entity_id: it.entity_id ?? '',
      reference: orNull(it.reference),
      deadline_on: it.deadline_on === '' ? null : it.deadline_on,
    };
    if (await save.run(body)) onClose();
  };
  const isWhole = it.entity_id !== null && it.authority.trim() !== '' && it.title.trim() !== '' && it.received_on !== '';
  return (
    <Form submit={t('order.add')} busy={save.busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('column.name')}
        required
        data={entities.map(({ id, name }) => ({ value: id, label: name }))}
        value={it.entity_id}
        onChange={(entity_id) => set({ entity_id })}
      />
      <TextInput
        label={t('column.authority')}
        required
        maxLength={200}
        value={it.authority}
        onChange={({ currentTarget: { value } }) => set({ authority: value })}
      />
      <Select
        label={t('column.kind')}
        allowDeselect={false}
        data={orderKind.options.map((value) => ({ value, label: t(`order_kind.${value}`) }))}
        value={it.kind}
        onChange={(kind) => kind !== null && set({ kind: kind as Order['kind'] })}
      />
      <TextInput
        label={t('field.order_title')}
        description={t('field_note.order_title')}
        required
        maxLength={200}
        value={it.title}
        onChange={({ currentTarget: { value } }) => set({ title: value })}
      />
      <TextInput
        label={t('field.reference')}
        maxLength={200}
        value={it.reference}
        onChange={({ currentTarget: { value } }) => set({ reference: value })}
      />
      <Group grow>
        <TextInput
          type="date"
          label={t('field.received_on')}
          required
          value={it.received_on}
          onChange={({ currentTarget: { value } }) => set({ received_on: value })}
        />
        <TextInput
          type="date"
          label={t('column.deadline')}
          value={it.deadline_on}
          onChange={({ currentTarget: { value } }) => set({ deadline_on: value })}
        />
      </Group>
    </Form>
  );
}

export function MeasureForm({ order_id, onClose }: { order_id: string; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const people = usePeople();
  const [title, setTitle] = useState('');
  const [owner_id, setOwner] = useState<string | null>(null);
  const [due_on, setDue] = useState('');
  const save = useAct(
    (body: { title: string; owner_id: string | null; due_on: string | null }) =>
      take(api.POST('/api/v1/authority-orders/{order_id}/measures', { params: { path: { order_id } }, body })),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run({ title: title.trim(), owner_id, due_on: due_on === '' ? null : due_on })) onClose();
  };
  return (
    <Form submit={t('order.add_measure')} busy={save.busy} disabled={title.trim() === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('field.measure')}
        required
        maxLength={200}
        value={title}
        onChange={({ currentTarget: { value } }) => setTitle(value)}
      />
      <Select label={t('field.owner')} searchable clearable data={people} value={owner_id} onChange={setOwner} />
      <TextInput type="date" label={t('field.due_on')} value={due_on} onChange={({ currentTarget: { value } }) => setDue(value)} />
    </Form>
  );
}

/** The newest entries of the site's and the organisation's ledger, worded, for a choice. */
function useRecentEntries(): { value: string; label: string }[] {
  const { t: tell, i18n } = useTranslation('ledger');
  const { site_id, time_zone, may } = usePlace();
  const query = { limit: 200, sort: '-at' };
  const here = useQuery({
    queryKey: ['ledger', site_id, 'recent'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger/entries', { params: { path: { site_id }, query } })),
    enabled: may('ledger.read'),
  });
  const above = useQuery({
    queryKey: ['ledger', null, 'recent'],
    queryFn: () => take(api.GET('/api/v1/ledger/entries', { params: { query } })),
    enabled: may('ledger.read_organisation'),
  });
  const rows = [...(here.data?.rows ?? []), ...(above.data?.rows ?? [])].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return rows.map((it) => ({
    value: it.id,
    label: `${tell(`kind.${it.kind.replaceAll('.', '_')}`)} · ${timeText(it.at, time_zone, i18n.language)} · ${it.actor_name ?? ''} · ${it.id.slice(-6)}`,
  }));
}

type CloseProps = { order_id: string; measure_id: string; onClose: () => void };

export function CloseMeasureForm({ order_id, measure_id, onClose }: CloseProps) {
  const { t } = useTranslation('scope');
  const entries = useRecentEntries();
  const [entry_id, setEntry] = useState<string | null>(null);
  const [remark, setRemark] = useState('');
  const save = useAct(
    (body: { entry_id: string; remark: string | null }) =>
      take(
        api.POST('/api/v1/authority-orders/{order_id}/measures/{measure_id}/closure', { params: { path: { order_id, measure_id } }, body }),
      ),
    { done: t('measure.closed_done') },
  );
  const send = async (): Promise<void> => {
    if (entry_id !== null && (await save.run({ entry_id, remark: orNull(remark) }))) onClose();
  };
  return (
    <Form submit={t('measure.close')} busy={save.busy} disabled={entry_id === null} onCancel={onClose} onSubmit={send}>
      <Text>{t('measure.close_says')}</Text>
      <Select
        label={t('field.entry')}
        required
        searchable
        limit={100}
        nothingFoundMessage={t('measure.no_entry')}
        data={entries}
        value={entry_id}
        onChange={setEntry}
      />
      <Textarea
        label={t('field.remark')}
        autosize
        minRows={2}
        maxLength={2000}
        value={remark}
        onChange={({ currentTarget: { value } }) => setRemark(value)}
      />
    </Form>
  );
}
