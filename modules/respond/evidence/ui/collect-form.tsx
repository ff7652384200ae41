// Taking something into evidence: a file, a capture that is here, or a thing. One act, no draft.
import { Checkbox, FileButton, Button, Group, NumberInput, SegmentedControl, Select, Text, Textarea, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useNumbers } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReceivedFile, itemKind } from '../schema.ts';
import { sendFile } from './send-file.ts';

const api = createClient();
type Of = 'file' | 'capture' | 'object';
type Said = {
  of: Of;
  file: File | null;
  capture_id: string | null;
  seal_number: string;
  kind: string | null;
  title: string;
  asset_id: string | null;
} & {
  place: string;
  method: string;
  clock: number | '';
  sensitive: boolean;
  remark: string;
};
const nothing: Said = {
  of: 'file',
  file: null,
  capture_id: null,
  seal_number: '',
  kind: null,
  title: '',
  asset_id: null,
  place: '',
  method: '',
  clock: '',
  sensitive: false,
  remark: '',
};

type CollectFormProps = { capture_id: string | null; asset_id: string | null; onClose: () => void };

/** `capture_id`, `asset_id`: what is chosen already. */
export function CollectForm({ capture_id, asset_id, onClose }: CollectFormProps) {
  const { t } = useTranslation('evidence');
  const { path } = usePlace();
  const go = useGo();
  const given = capture_id === null ? {} : { of: 'capture' as const, kind: 'capture', capture_id };
  const [it, setIt] = useState<Said>({ ...nothing, asset_id, ...given });
  const set = (change: Partial<Said>): void => setIt((old) => ({ ...old, ...change }));
  const collect = useCollect((id) => {
    go(path(`evidence/${id}`));
  });
  const missing = missingOf(it).map((key) => t(key));
  const line = (key: 'title' | 'place' | 'method', label: string) => (
    <TextInput
      label={label}
      required
      placeholder={t(`collect.${key}_example`)}
      value={it[key]}
      onChange={({ currentTarget: { value } }) => set({ [key]: value })}
    />
  );
  return (
    <Form
      submit={t('collect.act')}
      busy={collect.busy}
      disabled={missing.length > 0}
      onCancel={onClose}
      onSubmit={() => void collect.run(it)}
    >
      <Source it={it} set={set} />
      <Select
        label={t('field.kind')}
        required
        data={itemKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={it.kind}
        onChange={(kind) => set({ kind })}
      />
      {line('title', t('field.title'))}
      <AssetSelect value={it.asset_id} onChange={(asset_id) => set({ asset_id })} />
      {line('place', t('collect.place'))}
      {line('method', t('collect.method'))}
      <NumberInput
        label={t('collect.clock')}
        description={t('collect.clock_note')}
        value={it.clock}
        onChange={(clock) => set({ clock: typeof clock === 'number' ? clock : '' })}
      />
      <Checkbox
        label={t('collect.sensitive')}
        description={t('collect.sensitive_note')}
        checked={it.sensitive}
        onChange={(event) => set({ sensitive: event.currentTarget.checked })}
      />
      <Textarea
        label={t('field.remark')}
        autosize
        minRows={2}
        value={it.remark}
        onChange={(event) => set({ remark: event.currentTarget.value })}
      />
      {missing.length > 0 && <Text c="dimmed">{t('collect.missing', { what: missing.join(', ') })}</Text>}
      {collect.busy && it.of === 'file' && <Text role="status">{t('collect.bringing')}</Text>}
    </Form>
  );
}

/** Words of what is not said yet. */
function missingOf(it: Said): string[] {
  const source = {
    file: it.file === null && 'collect.of.file',
    capture: it.capture_id === null && 'collect.capture',
    object: false as const,
  };
  return [
    source[it.of],
    it.kind === null && 'field.kind',
    it.title.trim() === '' && 'field.title',
    it.place.trim() === '' && 'collect.place',
    it.method.trim() === '' && 'collect.method',
  ].filter((key) => key !== false);
}

function Source({ it, set }: { it: Said; set: (change: Partial<Said>) => void }) {
  const { t } = useTranslation('evidence');
  const { bytes } = useNumbers();
  const { site_id } = usePlace();
  const captures = useQuery({
    queryKey: ['captures', site_id, 'whole'],
    enabled: it.of === 'capture',
    queryFn: () =>
      take(api.GET('/api/v1/sites/{site_id}/captures', { params: { path: { site_id }, query: { state: 'done', limit: 500 } } })),
  });
  return (
    <>
      <SegmentedControl
        aria-label={t('collect.source')}
        data={(['file', 'capture', 'object'] as const).map((value) => ({ value, label: t(`collect.of.${value}`) }))}
        value={it.of}
        onChange={(of) => set({ of: of as Of, kind: of === 'capture' ? 'capture' : it.kind })}
      />
      {it.of === 'file' && (
        <Group gap="sm">
          <FileButton onChange={(file) => set({ file, title: it.title === '' ? (file?.name ?? '') : it.title })}>
            {(props) => (
              <Button variant="default" {...props}>
                {t('collect.choose')}
              </Button>
            )}
          </FileButton>
          {it.file !== null && <Text>{t('collect.chosen', { name: it.file.name, size: bytes(it.file.size) })}</Text>}
        </Group>
      )}
      {it.of === 'capture' && (
        <Select
          label={t('collect.capture')}
          required
          searchable
          data={(captures.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={it.capture_id}
          onChange={(capture_id) => set({ capture_id })}
        />
      )}
      {it.of === 'object' && (
        <TextInput
          label={t('collect.seal')}
          description={t('collect.seal_note')}
          value={it.seal_number}
          onChange={(event) => set({ seal_number: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function AssetSelect({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('evidence');
  const { site_id } = usePlace();
  const [search, setSearch] = useState('');
  const path = { site_id };
  const assets = useQuery({
    queryKey: ['assets', site_id, 'choose', search],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path, query: { search, limit: 50, sort: 'name' } } })),
    placeholderData: (old) => old,
  });
  const chosen = useQuery({
    queryKey: ['assets', site_id, 'one', value],
    enabled: value !== null,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets/{asset_id}', { params: { path: { site_id, asset_id: value! } } })),
  });
  const rows = new Map([...(assets.data?.rows ?? []), ...(chosen.data === undefined ? [] : [chosen.data])].map((it) => [it.id, it]));
  return (
    <Select
      label={t('field.asset')}
      searchable
      clearable
      filter={({ options }) => options}
      data={[...rows.values()].map(({ id, name, ips }) => ({ value: id, label: [name, ips[0]].filter(Boolean).join(' · ') }))}
      onSearchChange={setSearch}
      value={value}
      onChange={onChange}
    />
  );
}

function useCollect(onDone: (id: string) => void) {
  const { t } = useTranslation('evidence');
  const { site_id } = usePlace();
  return useAct(
    async (it: Said) => {
      const received: ReceivedFile | null = it.of === 'file' ? await sendFile(site_id, it.file!, it.sensitive) : null;
      const source = {
        file: { of: 'file' as const, file: received!, name: it.file?.name ?? '', type: it.file?.type || null },
        capture: { of: 'capture' as const, capture_id: it.capture_id! },
        object: { of: 'object' as const, seal_number: it.seal_number.trim() || null },
      }[it.of];
      const { title, asset_id, place, method, sensitive } = it;
      const body = { source, kind: itemKind.parse(it.kind), title, asset_id, place, method, sensitive };
      const more = { clock_offset_s: it.clock === '' ? null : it.clock, remark: it.remark.trim() || null };
      const made = await take(api.POST('/api/v1/sites/{site_id}/evidence', { params: { path: { site_id } }, body: { ...body, ...more } }));
      onDone(made.id);
    },
    { done: t('collect.done') },
  );
}
