// Calling a meeting: which one, for which period, who decides.
import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MeetingKind, meetingKind } from '../schema.ts';
import { usePeople } from './meeting-words.tsx';

const api = createClient();

export function CallDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  return (
    <Dialog title={t('call.act')} opened={opened} onClose={onClose} size="lg">
      {opened && <CallForm onClose={onClose} />}
    </Dialog>
  );
}

type Draft = {
  kind: MeetingKind;
  period_from: string;
  period_until: string;
  planned_at: string;
  members: string[];
  guests: string[];
  quorum: number | null;
};
const iso = (ms: number): string => new Date(ms).toISOString();

/** The month, quarter or year that ends now. */
function periodOf(kind: MeetingKind): { period_from: string; period_until: string } {
  const now = new Date();
  const months = { monthly_review: 1, resilience_committee: 3, board_day: 12 }[kind];
  return {
    period_from: iso(Date.UTC(now.getFullYear(), now.getMonth() - months, now.getDate() + 1)).slice(0, 10),
    period_until: iso(now.getTime()).slice(0, 10),
  };
}

function draftOf(kind: MeetingKind): Draft {
  const soon = new Date(Date.now() + 86_400_000);
  return { kind, ...periodOf(kind), planned_at: `${iso(soon.getTime()).slice(0, 10)}T09:00`, members: [], guests: [], quorum: null };
}

function CallForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const { may } = usePlace();
  const people = usePeople();
  const kinds = meetingKind.options.filter((it) => (it === 'monthly_review' ? may('meetings.keep') : may('meetings.keep_organisation')));
  const [it, setIt] = useState<Draft>(() => draftOf(kinds[0] ?? 'monthly_review'));
  const patch = (change: Partial<Draft>): void => setIt({ ...it, ...change });
  const call = useCall();
  const isMissing = it.members.length === 0 || it.planned_at === '' || it.period_from === '' || it.period_until < it.period_from;
  const send = async (): Promise<void> => {
    if (await call.run(it)) onClose();
  };
  return (
    <Form submit={t('call.submit')} busy={call.busy} disabled={isMissing} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('call.kind')}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        allowDeselect={false}
        value={it.kind}
        onChange={(kind) => patch({ kind: kind as MeetingKind, ...periodOf(kind as MeetingKind) })}
      />
      <TextInput
        type="date"
        label={t('call.from')}
        required
        value={it.period_from}
        onChange={({ currentTarget: { value } }) => patch({ period_from: value })}
      />
      <TextInput
        type="date"
        label={t('call.until')}
        required
        value={it.period_until}
        onChange={({ currentTarget: { value } }) => patch({ period_until: value })}
      />
      <TextInput
        type="datetime-local"
        label={t('call.planned_at')}
        required
        value={it.planned_at}
        onChange={({ currentTarget: { value } }) => patch({ planned_at: value })}
      />
      <MultiSelect
        label={t('call.members')}
        description={t('call.members_note')}
        required
        data={people}
        searchable
        value={it.members}
        onChange={(members) => patch({ members })}
      />
      <MultiSelect
        label={t('call.guests')}
        data={people.filter(({ value }) => !it.members.includes(value))}
        searchable
        value={it.guests}
        onChange={(guests) => patch({ guests })}
      />
      <NumberInput
        label={t('call.quorum')}
        description={t('call.quorum_note')}
        min={1}
        max={Math.max(1, it.members.length)}
        allowDecimal={false}
        value={it.quorum ?? ''}
        onChange={(value) => patch({ quorum: value === '' ? null : Number(value) })}
      />
    </Form>
  );
}

function useCall() {
  const { t } = useTranslation('meetings');
  const { site_id, path } = usePlace();
  const go = useGo();
  return useAct(
    async (it: Draft) => {
      const body = { ...it, planned_at: new Date(it.planned_at).toISOString() };
      const { id } =
        it.kind === 'monthly_review'
          ? await take(api.POST('/api/v1/sites/{site_id}/meetings', { params: { path: { site_id } }, body }))
          : await take(api.POST('/api/v1/meetings', { body }));
      go(path(`meetings/${id}`));
    },
    { done: t('call.done') },
  );
}
