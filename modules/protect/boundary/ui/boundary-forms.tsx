// What people record of the boundary: that they looked, and what protects an exposed conduit.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Protection, protectionResult } from '../schema.ts';

const api = createClient();
/** A day a year ahead, YYYY-MM-DD. */
export const inOneYear = (): string => new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

/** Whether a day (YYYY-MM-DD) is over. */
export const isPast = (day: string): boolean => day < new Date().toISOString().slice(0, 10);

export function LookForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const [reason, setReason] = useState('');
  const [next_due_on, setDay] = useState(inOneYear);
  const save = useAct(
    () => take(api.POST('/api/v1/sites/{site_id}/boundary/looks', { params: { path: { site_id } }, body: { reason, next_due_on } })),
    { done: t('looked') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  return (
    <Form submit={t('look')} busy={save.busy} disabled={reason.trim().length < 3 || next_due_on === ''} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('look_says')}</Text>
      <Textarea
        label={t('look_reason')}
        required
        autosize
        minRows={3}
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <TextInput
        type="date"
        label={t('next_due_on')}
        required
        value={next_due_on}
        onChange={({ currentTarget: { value } }) => setDay(value)}
      />
    </Form>
  );
}

type Draft = { means: string; provider: string; tested_on: string; result: 'held' | 'failed' | 'not_tested'; next_test_on: string };
const draftOf = (it: Protection): Draft => ({
  means: it.means ?? '',
  provider: it.provider ?? '',
  tested_on: it.tested_on ?? '',
  result: it.result ?? 'not_tested',
  next_test_on: it.next_test_on ?? inOneYear(),
});

export function ProtectionForm({ of, onClose }: { of: Protection; onClose: () => void }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const [it, setIt] = useState<Draft>(() => draftOf(of));
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const save = useAct(
    () => {
      const params = { path: { site_id, conduit_id: of.conduit_id } };
      const tested_on = it.result === 'not_tested' ? null : it.tested_on;
      const body = { ...it, tested_on, provider: it.provider.trim() === '' ? null : it.provider };
      return take(api.PUT('/api/v1/sites/{site_id}/boundary/protections/{conduit_id}', { params, body }));
    },
    { done: t('recorded') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  const lacksDay = it.result !== 'not_tested' && it.tested_on === '';
  return (
    <Form
      submit={t('record')}
      busy={save.busy}
      disabled={it.means.trim().length < 3 || lacksDay || it.next_test_on === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <Textarea
        label={t('means')}
        description={t('means_note')}
        required
        autosize
        minRows={2}
        value={it.means}
        onChange={({ currentTarget: { value } }) => patch({ means: value })}
      />
      <TextInput label={t('provider')} value={it.provider} onChange={({ currentTarget: { value } }) => patch({ provider: value })} />
      <Select
        label={t('result')}
        allowDeselect={false}
        value={it.result}
        data={protectionResult.options.map((value) => ({ value, label: t(`results.${value}`) }))}
        onChange={(value) => patch({ result: protectionResult.parse(value) })}
      />
      {it.result !== 'not_tested' && (
        <TextInput
          type="date"
          label={t('tested_on')}
          required
          value={it.tested_on}
          onChange={({ currentTarget: { value } }) => patch({ tested_on: value })}
        />
      )}
      <TextInput
        type="date"
        label={t('next_test_on')}
        required
        value={it.next_test_on}
        onChange={({ currentTarget: { value } }) => patch({ next_test_on: value })}
      />
    </Form>
  );
}
