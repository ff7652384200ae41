// Who is to come, who was there, who has signed.
import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Attendee, type MeetingDetail, presence } from '../schema.ts';
import { useHold, useKeeps } from './meeting-acts.ts';

export function AttendancePanel({ meeting: it }: { meeting: MeetingDetail }) {
  const { t } = useTranslation('meetings');
  const keeps = useKeeps(it);
  const [isOpen, setOpen] = useState(false);
  const mayHold = keeps && (it.state === 'planned' || it.state === 'held');
  const act = mayHold && (
    <Button variant={it.state === 'planned' ? 'filled' : 'default'} onClick={() => setOpen(true)}>
      {t(it.state === 'planned' ? 'there.act' : 'there.change')}
    </Button>
  );
  return (
    <Panel title={t(it.held_at === null ? 'there.title' : 'there.held_title')} aside={act} flush>
      <ul className="hf-meeting-list">
        {it.attendees.map((one) => (
          <li key={one.person_id}>
            <span>
              {one.name}{' '}
              <Text span c="dimmed" size="sm">
                {t(`there.${one.part}`)}
              </Text>
            </span>
            <Mark attendee={one} isSigning={it.state === 'signing' || it.state === 'closed'} />
          </li>
        ))}
      </ul>
      <Dialog title={t('there.held_title')} opened={isOpen} onClose={() => setOpen(false)} size="lg">
        {isOpen && <HeldForm meeting={it} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

function Mark({ attendee: it, isSigning }: { attendee: Attendee; isSigning: boolean }) {
  const { t } = useTranslation('meetings');
  if (it.presence === null) return <Badge tone="waiting">{t('there.unknown')}</Badge>;
  if (it.presence !== 'present') return <Badge tone="off">{t(`there.${it.presence}`)}</Badge>;
  if (it.signed_at !== null)
    return (
      <span>
        <Badge tone="good">{t('there.signed')}</Badge> <Time at={it.signed_at} />
      </span>
    );
  return <Badge tone={isSigning ? 'attention' : 'good'}>{t(isSigning ? 'there.not_signed' : 'there.present')}</Badge>;
}

function HeldForm({ meeting: it, onClose }: { meeting: MeetingDetail; onClose: () => void }) {
  const { t } = useTranslation('meetings');
  const hold = useHold(it);
  const [at, setAt] = useState(() => localOf(it.held_at ?? new Date().toISOString()));
  const [there, setThere] = useState<Record<string, Attendee['presence']>>(() =>
    Object.fromEntries(it.attendees.map((one) => [one.person_id, one.presence ?? 'present'])),
  );
  const send = async (): Promise<void> => {
    const all = it.attendees.map(({ person_id }) => ({ person_id, presence: there[person_id] ?? 'absent' }));
    if (await hold.run({ held_at: new Date(at).toISOString(), presence: all })) onClose();
  };
  return (
    <Form submit={t('there.submit')} busy={hold.busy} disabled={at === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        type="datetime-local"
        label={t('there.at')}
        required
        value={at}
        onChange={({ currentTarget: { value } }) => setAt(value)}
      />
      {it.attendees.map((one) => (
        <Group key={one.person_id} justify="space-between">
          <Text>{one.name}</Text>
          <SegmentedControl
            aria-label={one.name ?? ''}
            data={presence.options.map((value) => ({ value, label: t(`there.${value}`) }))}
            value={there[one.person_id] ?? 'absent'}
            onChange={(value) => setThere({ ...there, [one.person_id]: value as Attendee['presence'] })}
          />
        </Group>
      ))}
    </Form>
  );
}

/** An instant as a field of date and time shows it here. */
function localOf(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
