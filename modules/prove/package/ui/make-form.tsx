// Making a package: what it is about, from when to when, how it stands as of when; and what will be in it before it is made.
import { Checkbox, Group, Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { dayEnd, dayStart } from '@holdfast/roles/ui/give-role';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewPackage, PackageScope } from '../schema.ts';
import { MakePreview } from './make-preview.tsx';
import { ScopeFields } from './scope-fields.tsx';

const api = createClient();
const scopeKinds = ['site', 'requirement', 'acts', 'zone', 'conduit', 'asset', 'person', 'evidence'] as const;
export type ScopeKind = (typeof scopeKinds)[number];
/** `chosen`: ids, or kinds of acts. */
export type Wanted = {
  kind: ScopeKind;
  chosen: string[];
  from: string;
  until: string;
  as_of: string;
  epoch: number | null;
  complete: boolean;
  with_texts: boolean;
  with_files: boolean;
};
const everything: Wanted = {
  kind: 'site',
  chosen: [],
  from: '',
  until: '',
  as_of: '',
  epoch: null,
  complete: true,
  with_texts: true,
  with_files: true,
};

function scopeOf({ kind, chosen }: Wanted): PackageScope | null {
  if (kind === 'site') return { type: 'site' };
  const [id] = chosen;
  if (id === undefined) return null;
  if (kind === 'acts') return { type: 'acts', kinds: chosen };
  if (kind === 'evidence') return { type: 'evidence', ids: chosen };
  if (kind === 'requirement') return { type: 'requirement', id };
  return kind === 'person' ? { type: 'person', id } : { type: 'subject', subject_type: kind, id };
}

function orderOf(it: Wanted, zone: string): NewPackage | null {
  const scope = scopeOf(it);
  if (scope === null || (it.from !== '' && it.until !== '' && it.from > it.until)) return null;
  return {
    scope,
    epoch: it.epoch,
    from: it.from === '' ? null : dayStart(it.from, zone),
    until: it.until === '' ? null : dayEnd(it.until, zone),
    as_of: it.as_of === '' ? null : dayEnd(it.as_of, zone),
    complete: it.complete,
    with_texts: it.with_texts,
    with_files: it.with_files,
    max_file_bytes: null,
  };
}

export function MakeForm({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('package');
  const { site_id, time_zone } = usePlace();
  const [it, setIt] = useState<Wanted>(everything);
  const set = (change: Partial<Wanted>): void => setIt((old) => ({ ...old, ...change }));
  const wanted = orderOf(it, time_zone);
  const make = useAct(
    async (body: NewPackage) => {
      const made = await take(api.POST('/api/v1/sites/{site_id}/packages', { params: { path: { site_id } }, body }));
      onMade(made.id);
    },
    { done: t('make.done') },
  );
  return (
    <Form submit={t('make.act')} busy={make.busy} disabled={wanted === null} onCancel={onClose} onSubmit={() => void make.run(wanted!)}>
      <Select
        label={t('make.scope')}
        required
        allowDeselect={false}
        data-autofocus
        data={scopeKinds.map((value) => ({ value, label: t(`scope.${value}`) }))}
        value={it.kind}
        onChange={(kind) => set({ kind: kind as ScopeKind, chosen: [] })}
      />
      <ScopeFields it={it} set={set} />
      <Epoch it={it} set={set} />
      <Dates it={it} set={set} />
      <Contents it={it} set={set} />
      <MakePreview of={wanted} />
    </Form>
  );
}

type PartProps = { it: Wanted; set: (change: Partial<Wanted>) => void };

/** Nothing while the site's log has one epoch. */
function Epoch({ it, set }: PartProps) {
  const { t } = useTranslation('package');
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['packages', site_id, 'epoch'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/ledger', { params: { path: { site_id } } })),
  });
  const latest = asked.data?.epoch ?? 1;
  if (latest === 1) return null;
  const epochs = Array.from({ length: latest }, (_, at) => String(latest - at));
  return (
    <Select
      label={t('make.epoch')}
      description={t('make.epoch_note')}
      allowDeselect={false}
      data={epochs.map((value, at) => ({ value, label: at === 0 ? t('make.epoch_latest', { epoch: value }) : value }))}
      value={String(it.epoch ?? latest)}
      onChange={(value) => set({ epoch: value === null || Number(value) === latest ? null : Number(value) })}
    />
  );
}

function Dates({ it, set }: PartProps) {
  const { t } = useTranslation('package');
  const day = (key: 'from' | 'until' | 'as_of', description?: string) => (
    <TextInput
      type="date"
      label={t(`make.${key}`)}
      {...(description === undefined ? {} : { description })}
      value={it[key]}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <Group grow align="start">
        {day('from')}
        {day('until')}
      </Group>
      {day('as_of', t('make.as_of_note'))}
    </>
  );
}

function Contents({ it, set }: PartProps) {
  const { t } = useTranslation('package');
  const box = (key: 'complete' | 'with_texts' | 'with_files') => (
    <Checkbox
      label={t(`make.${key}`)}
      description={t(`make.${key}_note`)}
      checked={it[key]}
      onChange={(event) => set({ [key]: event.currentTarget.checked })}
    />
  );
  return (
    <>
      {box('complete')}
      {box('with_texts')}
      {box('with_files')}
    </>
  );
}
