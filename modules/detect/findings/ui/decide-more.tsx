// Decisions that need more than a reason: who bears or mends a finding until when, or which incident it is part of.
import { Select, Text, Textarea, TextInput } from '@mantine/core';
import { Dialog, Form } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { dayEnd, usePeople } from '@holdfast/roles/ui/give-role';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type More = { reason: string; owner_id?: string; due_at?: string; reference?: string };
type Decision = 'tolerate' | 'fix' | 'incident';
export const needsMore = (decision: string): decision is Decision => ['tolerate', 'fix', 'incident'].includes(decision);

type Props = { decision: Decision; count: number; onClose: () => void; onDecide: (it: More) => Promise<boolean> };

export function DecideMore({ decision, count, onClose, onDecide }: Props) {
  const { t } = useTranslation('findings');
  return (
    <Dialog title={t('decide.title', { decision: t(`decide.${decision}`), count })} opened onClose={onClose}>
      <MoreForm decision={decision} onClose={onClose} onDecide={onDecide} />
    </Dialog>
  );
}

function MoreForm({ decision, onClose, onDecide }: Omit<Props, 'count'>) {
  const { t } = useTranslation('findings');
  const { time_zone } = usePlace();
  const people = usePeople();
  const [it, setIt] = useState({ owner_id: '', until: '', reference: '', reason: '' });
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<typeof it>): void => setIt({ ...it, ...part });
  const isIncident = decision === 'incident';
  const isWhole = it.reason.trim().length >= 3 && (isIncident ? it.reference.trim() !== '' : it.owner_id !== '' && it.until !== '');
  const send = async (): Promise<void> => {
    setBusy(true);
    const more = isIncident ? { reference: it.reference.trim() } : { owner_id: it.owner_id, due_at: dayEnd(it.until, time_zone) };
    const isDone = await onDecide({ reason: it.reason.trim(), ...more });
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Form submit={t(`decide.${decision}`)} busy={busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      <Text>{t(`decide.${decision}_says`)}</Text>
      {isIncident ? (
        <TextInput
          label={t('decide.reference')}
          required
          maxLength={200}
          data-autofocus
          value={it.reference}
          onChange={({ currentTarget: { value } }) => set({ reference: value })}
        />
      ) : (
        <>
          <Select
            label={t('decide.owner')}
            required
            searchable
            data={people}
            value={it.owner_id === '' ? null : it.owner_id}
            onChange={(owner_id) => set({ owner_id: owner_id ?? '' })}
          />
          <TextInput
            type="date"
            label={t('decide.until')}
            required
            value={it.until}
            onChange={({ currentTarget: { value } }) => set({ until: value })}
          />
        </>
      )}
      <Textarea
        label={t('decide.reason')}
        required
        autosize
        minRows={2}
        maxLength={2000}
        value={it.reason}
        onChange={({ currentTarget: { value } }) => set({ reason: value })}
      />
    </Form>
  );
}
