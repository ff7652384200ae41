// Setting a legal hold: what it covers, and why.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { dayEnd, dayStart } from '@holdfast/roles/ui/give-role';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewHold } from '../schema.erasure.ts';

const api = createClient();
const scopes = ['site', 'person', 'period', 'evidence_item'] as const;
type Wanted = {
  scope: (typeof scopes)[number];
  person_id: string | null;
  item_id: string | null;
  from: string;
  until: string;
  reason: string;
};

function holdOf({ scope, person_id, item_id, from, until, reason: said }: Wanted, zone: string): NewHold | null {
  const reason = said.trim();
  if (reason.length < 3) return null;
  if (scope === 'site') return { scope, reason };
  if (scope === 'person') return person_id === null ? null : { scope, person_id, reason };
  if (scope === 'evidence_item') return item_id === null ? null : { scope, item_id, reason };
  return from === '' || until === '' || from > until
    ? null
    : { scope, from_at: dayStart(from, zone), until_at: dayEnd(until, zone), reason };
}

export function HoldForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('personal-data');
  const { site_id, time_zone } = usePlace();
  const [it, setIt] = useState<Wanted>({ scope: 'site', person_id: null, item_id: null, from: '', until: '', reason: '' });
  const set = (patch: Partial<Wanted>): void => setIt((before) => ({ ...before, ...patch }));
  const wanted = holdOf(it, time_zone);
  const keep = useAct((body: NewHold) => take(api.POST('/api/v1/sites/{site_id}/legal-holds', { params: { path: { site_id } }, body })), {
    done: t('holds.set_done'),
  });
  const send = async (): Promise<void> => {
    if (wanted !== null && (await keep.run(wanted))) onClose();
  };
  return (
    <Form submit={t('holds.submit')} busy={keep.busy} disabled={wanted === null} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('holds.scope')}
        required
        data-autofocus
        allowDeselect={false}
        data={scopes.map((value) => ({ value, label: t(`holds.scopes.${value}`) }))}
        value={it.scope}
        onChange={(value) => set({ scope: value as Wanted['scope'] })}
      />
      <Covered it={it} set={set} />
      <Textarea
        label={t('holds.reason')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={it.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </Form>
  );
}

function Covered({ it, set }: { it: Wanted; set: (patch: Partial<Wanted>) => void }) {
  const { t } = useTranslation('personal-data');
  const { site_id } = usePlace();
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')), enabled: it.scope === 'person' });
  const items = useQuery({
    queryKey: ['evidence', site_id, 'to-hold'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/evidence', { params: { path: { site_id }, query: { limit: 2000 } } })),
    enabled: it.scope === 'evidence_item',
  });
  if (it.scope === 'person') {
    const data = (people.data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }));
    return (
      <Select
        label={t('erasures.which')}
        required
        searchable
        data={data}
        value={it.person_id}
        onChange={(person_id) => set({ person_id })}
      />
    );
  }
  if (it.scope === 'evidence_item') {
    const data = (items.data?.rows ?? []).map((row) => ({ value: row.id, label: `E-${row.number} ${row.title}` }));
    return <Select label={t('holds.item')} required searchable data={data} value={it.item_id} onChange={(item_id) => set({ item_id })} />;
  }
  if (it.scope === 'site') return null;
  return (
    <>
      <TextInput
        type="date"
        label={t('holds.from')}
        required
        value={it.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('holds.until')}
        required
        value={it.until}
        onChange={(event) => set({ until: event.currentTarget.value })}
      />
    </>
  );
}
