// One act on an item: what it does, what it asks, done.
import { Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useChoices } from '@holdfast/assets/ui/choices';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { saveBlob } from '@holdfast/design/save-file';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DoneTo, labelOf } from '../rules.ts';
import type { ItemDetail } from '../schema.ts';
import { openContent } from './send-file.ts';

const api = createClient();
type Said = { to: string | null; place: string; tool: string; seal_number: string; seal_intact: boolean; remark: string; title: string };

/** What each act asks beside place and remark. */
const asks: Partial<Record<DoneTo, readonly (keyof Said)[]>> = {
  sealed: ['seal_number'],
  handed_over: ['to'],
  copied: ['title', 'tool', 'seal_number'],
};
/** What must be said. */
const needs: Partial<Record<DoneTo, readonly (keyof Said)[]>> = {
  sealed: ['seal_number'],
  handed_over: ['to'],
  accessed: ['remark'],
  copied: ['title', 'tool', 'place'],
  returned: ['remark'],
  destruction_asked: ['remark'],
};

export function ActForm({ item, act, onClose }: { item: ItemDetail; act: DoneTo; onClose: () => void }) {
  const { t } = useTranslation('evidence');
  const isSealed = item.seal_number !== null;
  const [it, setIt] = useState<Said>({ to: null, place: '', tool: '', seal_number: '', seal_intact: true, remark: '', title: item.title });
  const set = (change: Partial<Said>): void => setIt((old) => ({ ...old, ...change }));
  const run = useDo(item, act);
  const isMissing = (needs[act] ?? []).some((key) => !isSaid(it[key], key === 'remark' ? 3 : 1));
  const line = (key: 'place' | 'tool' | 'seal_number' | 'title', label: string) => (
    <TextInput
      label={label}
      required={needs[act]?.includes(key) ?? false}
      value={it[key]}
      onChange={({ currentTarget: { value } }) => set({ [key]: value })}
    />
  );
  const asked = asks[act] ?? [];
  const isPlain = act !== 'destruction_asked' && act !== 'accessed';
  return (
    <Form
      submit={t(`do.${act}`)}
      busy={run.busy}
      disabled={isMissing}
      danger={act === 'destruction_asked'}
      onCancel={onClose}
      onSubmit={() => void run.run(it).then((isDone) => isDone && onClose())}
    >
      <Text>{t(`says.${act}`)}</Text>
      {asked.includes('title') && line('title', t('field.title'))}
      {asked.includes('to') && <ToWhom item={item} value={it.to} onChange={(to) => set({ to })} />}
      {asked.includes('tool') && line('tool', t('field.method'))}
      {asked.includes('seal_number') && line('seal_number', t('field.seal'))}
      {isPlain && line('place', t('field.place'))}
      {isPlain && isSealed && (
        <Switch
          label={t('field.seal_intact')}
          checked={it.seal_intact}
          onChange={(event) => set({ seal_intact: event.currentTarget.checked })}
        />
      )}
      <Textarea
        label={act === 'accessed' ? t('field.purpose') : t('field.remark')}
        required={needs[act]?.includes('remark') ?? false}
        autosize
        minRows={2}
        value={it.remark}
        onChange={(event) => set({ remark: event.currentTarget.value })}
      />
    </Form>
  );
}

const isSaid = (value: string | boolean | null, least: number): boolean =>
  typeof value === 'boolean' || (value ?? '').trim().length >= least;

function ToWhom({ item, value, onChange }: { item: ItemDetail; value: string | null; onChange: (to: string | null) => void }) {
  const { t } = useTranslation('evidence');
  const { people } = useChoices();
  return (
    <Select
      label={t('field.to')}
      required
      searchable
      data={people.filter((person) => person.value !== item.custodian_id)}
      value={value}
      onChange={onChange}
    />
  );
}

const words = {
  sealed: 'sealing',
  handed_over: 'hand-over',
  taken_back: 'taking-back',
  received: 'receipt',
  verified: 'verification',
  returned: 'return',
} as const;

function useDo(item: ItemDetail, act: DoneTo) {
  const { t } = useTranslation('evidence');
  const { site_id } = usePlace();
  const path = { params: { path: { site_id, item_id: item.id } } };
  return useAct(
    async (it: Said) => {
      const orNull = (text: string): string | null => text.trim() || null;
      const seen = {
        place: orNull(it.place),
        remark: orNull(it.remark),
        seal_intact: item.seal_number !== null && act !== 'sealed' ? it.seal_intact : null,
      };
      const base = '/api/v1/sites/{site_id}/evidence/{item_id}';
      if (act === 'accessed')
        return saveBlob(item.file_name ?? labelOf(item.number), await openContent(site_id, item.id, { remark: it.remark }));
      if (act === 'destruction_asked') return take(api.POST(`${base}/destruction`, { ...path, body: { reason: it.remark } }));
      if (act === 'copied') {
        const body = { title: it.title, place: it.place, method: it.tool, seal_number: orNull(it.seal_number), remark: seen.remark };
        return take(api.POST(`${base}/copies`, { ...path, body }));
      }
      if (act === 'sealed') return take(api.POST(`${base}/sealing`, { ...path, body: { ...seen, seal_number: it.seal_number } }));
      if (act === 'handed_over') return take(api.POST(`${base}/hand-over`, { ...path, body: { ...seen, to: it.to! } }));
      if (act === 'returned') return take(api.POST(`${base}/return`, { ...path, body: { ...seen, remark: it.remark } }));
      return take(api.POST(`${base}/${words[act]}`, { ...path, body: seen }));
    },
    { done: t('done') },
  );
}
