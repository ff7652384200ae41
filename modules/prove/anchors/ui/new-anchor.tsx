// A new witness, time stamp authority, log collector or bucket: what it needs to know, and nothing else.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { Button, Checkbox, NumberInput, PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnchorKind } from '../schema.ts';

const api = createClient();
const kinds: readonly AnchorKind[] = ['witness', 'time_stamp', 'syslog', 'worm'];

type Wanted = {
  kind: AnchorKind;
  allow_private: boolean;
  texts: Partial<Record<TextField, string>>;
  numbers: { every_minutes: number; retain_days: number };
};
type TextField = 'name' | 'url' | 'vkeys' | 'chain_pem' | 'bucket' | 'region' | 'prefix' | 'access_key_id' | 'secret_access_key' | 'ca_pem';

const needed: Record<AnchorKind, readonly TextField[]> = {
  witness: ['name', 'url', 'vkeys'],
  time_stamp: ['name', 'url', 'chain_pem'],
  syslog: ['name', 'url'],
  worm: ['name', 'url', 'bucket', 'access_key_id', 'secret_access_key'],
};

export function NewAnchor() {
  const { t } = useTranslation('anchors');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('new.title')}</Button>
      <Dialog title={t('new.title')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <AnchorForm onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function bodyOf({ kind, allow_private, texts, numbers }: Wanted) {
  const { name = '', url = '', vkeys = '', chain_pem = '', ca_pem, bucket = '', region, prefix = '' } = texts;
  const shared = { name, url: url.trim(), allow_private, ca_pem: ca_pem === undefined || ca_pem.trim() === '' ? null : ca_pem };
  if (kind === 'witness') return { ...shared, kind, vkeys };
  if (kind === 'syslog') return { ...shared, kind };
  if (kind === 'time_stamp') return { ...shared, kind, chain_pem, every_minutes: numbers.every_minutes };
  const { access_key_id = '', secret_access_key = '' } = texts;
  const at = region === undefined || region.trim() === '' ? {} : { region: region.trim() };
  return { ...shared, kind, bucket, ...at, prefix, ...numbers, access_key_id, secret_access_key };
}

function AnchorForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('anchors');
  const [it, setIt] = useState<Wanted>({
    kind: 'witness',
    allow_private: true,
    texts: {},
    numbers: { every_minutes: 60, retain_days: 3650 },
  });
  const set = (patch: Partial<Wanted>): void => setIt((before) => ({ ...before, ...patch }));
  const add = useAct(
    async () => {
      await take(api.POST('/api/v1/anchors', { body: bodyOf(it) }));
      onClose();
    },
    { done: t('new.added') },
  );
  const field = (name: TextField) => ({
    label: t(`new.${name}`),
    required: needed[it.kind].includes(name),
    value: it.texts[name] ?? '',
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => set({ texts: { ...it.texts, [name]: value } }),
  });
  return (
    <Form
      submit={t('new.add')}
      busy={add.busy}
      disabled={needed[it.kind].some((name) => (it.texts[name] ?? '').trim() === '')}
      onCancel={onClose}
      onSubmit={() => void add.run(undefined)}
    >
      <Select
        label={t('new.kind')}
        description={t(`new.about.${it.kind}`)}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={it.kind}
        onChange={(kind) => set({ kind: (kind ?? 'witness') as AnchorKind })}
      />
      <TextInput {...field('name')} />
      <TextInput {...field('url')} description={t(`new.url_of.${it.kind}`)} />
      {it.kind === 'witness' && <Textarea {...field('vkeys')} description={t('new.vkeys_says')} autosize minRows={2} maxRows={6} />}
      {it.kind === 'time_stamp' && <Textarea {...field('chain_pem')} description={t('new.chain_says')} autosize minRows={2} maxRows={6} />}
      {it.kind === 'worm' && <BucketFields field={field} it={it} set={set} />}
      {(it.kind === 'time_stamp' || it.kind === 'worm') && (
        <NumberInput
          label={t('new.every_minutes')}
          min={1}
          max={1440}
          value={it.numbers.every_minutes}
          onChange={(value) => set({ numbers: { ...it.numbers, every_minutes: Number(value) || 60 } })}
        />
      )}
      {/^(https|tls):/.test(it.texts.url ?? '') && (
        <Textarea {...field('ca_pem')} description={t('new.ca_says')} autosize minRows={2} maxRows={6} />
      )}
      <Checkbox
        label={t('new.allow_private')}
        description={t('new.allow_private_says')}
        checked={it.allow_private}
        onChange={({ currentTarget: { checked } }) => set({ allow_private: checked })}
      />
    </Form>
  );
}

type FieldsOf = { field: (name: TextField) => object; it: Wanted; set: (patch: Partial<Wanted>) => void };

function BucketFields({ field, it, set }: FieldsOf) {
  const { t } = useTranslation('anchors');
  return (
    <>
      <TextInput {...field('bucket')} description={t('new.bucket_says')} />
      <TextInput {...field('region')} placeholder="us-east-1" />
      <TextInput {...field('prefix')} />
      <TextInput {...field('access_key_id')} autoComplete="off" />
      <PasswordInput {...field('secret_access_key')} description={t('new.secret_says')} autoComplete="off" />
      <NumberInput
        label={t('new.retain_days')}
        description={t('new.retain_says')}
        min={1}
        max={36_500}
        value={it.numbers.retain_days}
        onChange={(value) => set({ numbers: { ...it.numbers, retain_days: Number(value) || 3650 } })}
      />
    </>
  );
}
