// The same word for many assets: one field, one value, taken back as one act.
import { createClient, take } from '@holdfast/client';
import { useBulk } from '@holdfast/design/bulk';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import type { Chosen } from '@holdfast/design/table';
import { Button, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkWord, bulkWord } from '../schema.ts';
import { useChoices } from './choices.tsx';
import { type FieldName, fields } from './fields.ts';
import { useAssetOptions } from './names.tsx';

const api = createClient();
type Name = Exclude<keyof BulkWord & FieldName, 'rto_hours'>;
const names = (Object.keys(bulkWord.shape.word.shape) as (keyof BulkWord)[]).filter((it): it is Name => it !== 'rto_hours' && it in fields);

type WordsProps = { chosen: Chosen; onDone: () => void };

/** Renders nothing when the person may not word assets. */
export function BulkWords({ chosen, onDone }: WordsProps) {
  const { t } = useTranslation('assets');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  if (!may('assets.word')) return null;
  const finish = (): void => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('words.button')}
      </Button>
      <Dialog title={t('words.title', { count: chosen.count })} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <WordsForm chosen={chosen} onClose={() => setOpen(false)} onDone={finish} />}
      </Dialog>
    </>
  );
}

function WordsForm({ chosen, onClose, onDone }: WordsProps & { onClose: () => void }) {
  const { t } = useTranslation('assets');
  const [name, setName] = useState<Name | null>(null);
  const [value, setValue] = useState<string | null>(null);
  const say = useSay();
  const send = async (): Promise<void> => {
    if (name !== null && (await say.run(chosen, { [name]: value === '' ? null : value } as BulkWord))) onDone();
  };
  return (
    <Form
      submit={t('words.submit')}
      busy={say.busy}
      disabled={name === null || (name === 'lifecycle' && value === null)}
      onCancel={onClose}
      onSubmit={send}
    >
      <Text>{t('words.says')}</Text>
      <Select
        label={t('words.field')}
        required
        searchable
        data-autofocus
        data={names.map((it) => ({ value: it, label: t(`field.${it}`) }))}
        value={name}
        onChange={(next) => {
          setName(next as Name | null);
          setValue(null);
        }}
      />
      {name !== null && <ValueEntry name={name} value={value} onChange={setValue} />}
    </Form>
  );
}

type EntryProps = { name: Name; value: string | null; onChange: (value: string | null) => void };

function ValueEntry({ name, value, onChange }: EntryProps) {
  const { t } = useTranslation('assets');
  const options: Record<string, { value: string; label: string }[]> = { ...useAssetOptions(), ...useChoices() };
  const data = options[fields[name].entry];
  const label = t('words.value');
  if (data === undefined)
    return (
      <TextInput
        label={label}
        description={t('words.empty')}
        maxLength={200}
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <Select
      label={label}
      description={name === 'lifecycle' ? undefined : t('words.empty')}
      clearable
      searchable
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}

function useSay() {
  const { t } = useTranslation('assets');
  const { site_id } = usePlace();
  return useBulk(
    async (asset_ids, word: BulkWord) => {
      const body = { asset_ids, word };
      const answer = await take(api.POST('/api/v1/sites/{site_id}/assets/words', { params: { path: { site_id } }, body }));
      return { ...answer, done: answer.changed };
    },
    { done: (count) => t('words.done', { count }) },
  );
}
