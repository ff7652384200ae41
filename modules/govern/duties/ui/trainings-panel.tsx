// Trainings in the duties of a role, and recording one.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { Button, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DutyRoleName, Training } from '../schema.ts';

const api = createClient();

export function TrainingsPanel({ trainings, role }: { trainings: readonly Training[]; role: DutyRoleName }) {
  const { t } = useTranslation('duties');
  const { may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title={t('trainings')}
      aside={
        may('duties.train') && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('record')}
          </Button>
        )
      }
    >
      {trainings.length === 0 ? (
        <Text c="dimmed">{t('trainings_none')}</Text>
      ) : (
        <ul className="hf-duty-people">
          {trainings.map((it) => (
            <li key={it.id}>
              <div>
                <Text>{it.person_name}</Text>
                <Text size="sm" c="dimmed">
                  {[it.title, it.provider, t('hours', { count: it.hours })].filter(Boolean).join(' · ')}
                </Text>
              </div>
              <Text size="sm">
                <Time at={`${it.held_on}T12:00:00Z`} style="day" /> · {t('counts_until')}{' '}
                <Time at={`${it.valid_until}T12:00:00Z`} style="day" />
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Dialog title={t('record')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <TrainingForm role={role} onClose={() => setOpen(false)} />}
      </Dialog>
    </Panel>
  );
}

const plusYear = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
};

function TrainingForm({ role, onClose }: { role: DutyRoleName; onClose: () => void }) {
  const { t } = useTranslation('duties');
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const people = useQuery({ queryKey: ['people', 'choices'], queryFn: () => take(api.GET('/api/v1/people')) }).data?.rows ?? [];
  const [person_id, setPerson] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [provider, setProvider] = useState('');
  const [hours, setHours] = useState<number>(4);
  const [held_on, setHeld] = useState(today);
  const [valid_until, setUntil] = useState(plusYear(today));
  const save = useAct(
    () =>
      take(
        api.POST('/api/v1/duties/trainings', {
          body: { person_id: person_id!, role, title: title.trim(), provider: provider.trim() || null, hours, held_on, valid_until },
        }),
      ),
    { done: t('recorded') },
  );
  const send = async (): Promise<void> => {
    if (await save.run(undefined)) onClose();
  };
  const isWhole = person_id !== null && title.trim() !== '' && held_on !== '' && valid_until !== '';
  return (
    <Form submit={t('record')} busy={save.busy} disabled={!isWhole} onCancel={onClose} onSubmit={send}>
      <Text size="sm">{t('record_says', { role: t(`role.${role}`) })}</Text>
      <Select
        label={t('person')}
        required
        searchable
        data={people.filter((it) => it.active).map((it) => ({ value: it.id, label: it.name }))}
        value={person_id}
        onChange={setPerson}
      />
      <TextInput label={t('course')} required maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <TextInput label={t('provider')} maxLength={200} value={provider} onChange={(event) => setProvider(event.currentTarget.value)} />
      <NumberInput
        label={t('hours_label')}
        min={0.25}
        max={200}
        step={0.5}
        value={hours}
        onChange={(next) => setHours(Number(next) || 1)}
      />
      <TextInput
        label={t('held_on')}
        type="date"
        required
        max={today}
        value={held_on}
        onChange={(event) => setHeld(event.currentTarget.value)}
      />
      <TextInput
        label={t('valid_until')}
        type="date"
        required
        value={valid_until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
    </Form>
  );
}
