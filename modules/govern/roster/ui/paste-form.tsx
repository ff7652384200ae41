// A roster out of a spreadsheet: paste the rows or choose a CSV file; what can be read is counted, what cannot is named, then it is set.
import { roles } from '@holdfast/appointments/rules';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { usePeople } from '@holdfast/roles/ui/give-role';
import { FileInput, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPasted } from '../rules.paste.ts';
import type { Shift } from '../schema.ts';

const api = createClient();
/** As many days as the route takes at once. */
const most = 150;
const shown = 8;

export function PasteForm({ shifts, onClose }: { shifts: readonly Shift[]; onClose: () => void }) {
  const { t } = useTranslation('roster');
  const { site_id } = usePlace();
  const people = usePeople().map(({ value, label }) => ({ id: value, name: label }));
  const [text, setText] = useState('');
  const named = roles.map(({ id, title }) => ({ id, names: [title.en, title.de] }));
  const { entries, faults, missing } = readPasted(text, { shifts, people, roles: named });
  const set = useAct(
    async () => {
      for (let at = 0; at < entries.length; at += most)
        await take(
          api.POST('/api/v1/sites/{site_id}/roster/entries', {
            params: { path: { site_id } },
            body: { entries: entries.slice(at, at + most) },
          }),
        );
      return entries.length;
    },
    { done: (count) => t('paste.done', { count }) },
  );
  const send = async (): Promise<void> => {
    if (await set.run(undefined)) onClose();
  };
  const isEmpty = text.trim() === '';
  return (
    <Form
      submit={t('paste.set', { count: entries.length })}
      busy={set.busy}
      disabled={entries.length === 0}
      onCancel={onClose}
      onSubmit={send}
    >
      <Text c="dimmed">{t('paste.note')}</Text>
      <Textarea
        label={t('paste.rows')}
        autosize
        minRows={5}
        maxRows={14}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <FileInput label={t('paste.file')} accept=".csv,.txt,text/csv" onChange={(file) => void file?.text().then(setText)} />
      {!isEmpty && missing.length > 0 && (
        <Text role="alert">{t('paste.missing', { columns: missing.map((it) => t(`paste.column.${it}`)).join(', ') })}</Text>
      )}
      {!isEmpty && missing.length === 0 && <Text role="status">{t('paste.read', { count: entries.length })}</Text>}
      {faults.slice(0, shown).map((it) => (
        <Text key={it.line} size="sm">
          {t('paste.line', { line: it.line })}: {t(`paste.fault.${it.code}`, { value: it.value })}
        </Text>
      ))}
      {faults.length > shown && <Text size="sm">{t('paste.more', { count: faults.length - shown })}</Text>}
    </Form>
  );
}
