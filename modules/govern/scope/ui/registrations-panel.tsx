// Registration with each country's authority: the day it is due, number and date, and the quarterly look whether it is right.
import { take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, type Tone } from '@holdfast/design/badge';
import { Form, ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityDetail, Registration } from '../schema.ts';
import { useCountries } from './entity-form.tsx';
import { Day, LawFold, LawTextView } from './law-words.tsx';
import { api } from './use-scope.ts';

const tones: Record<Registration['state'], Tone> = {
  registered: 'good',
  due: 'waiting',
  late: 'alarm',
  not_due: 'neutral',
  ask: 'attention',
};

export function RegistrationsPanel({ it, mayKeep }: { it: EntityDetail; mayKeep: boolean }) {
  const { t } = useTranslation('scope');
  if (it.registrations.length === 0) {
    return (
      <Panel title={t('registration.title')}>
        <Text>{t(it.decisions.length === 0 ? 'registration.undecided' : 'registration.none')}</Text>
      </Panel>
    );
  }
  const isWhole = it.registrations.every((each) => each.state === 'registered' || each.state === 'not_due');
  return (
    <Panel title={t('registration.title')} aside={mayKeep && isWhole && <Check entity_id={it.id} />}>
      <Stack gap="md">
        {it.registrations.map((each) => (
          <OneRegistration key={each.country} it={each} entity_id={it.id} mayKeep={mayKeep} />
        ))}
        <Text size="sm">
          {t('registration.checked')}{' '}
          {it.registration_checked_at === null ? t('registration.never_checked') : <Time at={it.registration_checked_at} />}
        </Text>
      </Stack>
    </Panel>
  );
}

type OneProps = { it: Registration; entity_id: string; mayKeep: boolean };

function OneRegistration({ it, entity_id, mayKeep }: OneProps) {
  const { t } = useTranslation('scope');
  const countries = useCountries();
  const name = countries.find(({ value }) => value === it.country)?.label ?? it.country;
  return (
    <div>
      <Group gap="sm">
        <Text fw={600}>{name}</Text>
        <Badge tone={tones[it.state]}>{t(`registration_state.${it.state}`)}</Badge>
        {it.due.due_on !== null && it.state !== 'registered' && (
          <Text component="span">
            {t('due')} <Day on={it.due.due_on} />
          </Text>
        )}
        {it.due.confirm && <Badge tone="attention">{t('confirm')}</Badge>}
        {mayKeep && (
          <FormButton as="change" label={t(it.state === 'registered' ? 'registration.change' : 'registration.enter')}>
            {(close) => <RegisterForm entity_id={entity_id} it={it} onClose={close} />}
          </FormButton>
        )}
      </Group>
      {it.number !== null && (
        <Text>
          {it.authority} · {t('registration.number')} {it.number} · <Day on={it.registered_on} />
        </Text>
      )}
      {it.state === 'registered' ? <LawFold of={it.due.fact} /> : <LawTextView of={it.due.fact} />}
    </div>
  );
}

function RegisterForm({ entity_id, it, onClose }: { entity_id: string; it: Registration; onClose: () => void }) {
  const { t } = useTranslation('scope');
  const [values, setValues] = useState({ authority: it.authority ?? '', number: it.number ?? '', registered_on: it.registered_on ?? '' });
  const set = (patch: Partial<typeof values>): void => setValues((now) => ({ ...now, ...patch }));
  const save = useAct(
    (body: { authority: string | null; number: string; registered_on: string }) =>
      take(
        api.PUT('/api/v1/legal-entities/{entity_id}/registrations/{country}', {
          params: { path: { entity_id, country: it.country } },
          body,
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await save.run({ ...values, authority: values.authority.trim() === '' ? null : values.authority.trim() })) onClose();
  };
  return (
    <Form
      submit={t('save')}
      busy={save.busy}
      disabled={values.number.trim() === '' || values.registered_on === ''}
      onCancel={onClose}
      onSubmit={send}
    >
      <TextInput
        label={t('field.authority')}
        maxLength={200}
        value={values.authority}
        onChange={({ currentTarget: { value } }) => set({ authority: value })}
      />
      <TextInput
        label={t('field.number')}
        required
        maxLength={100}
        value={values.number}
        onChange={({ currentTarget: { value } }) => set({ number: value })}
      />
      <TextInput
        type="date"
        label={t('field.registered_on')}
        required
        value={values.registered_on}
        onChange={({ currentTarget: { value } }) => set({ registered_on: value })}
      />
    </Form>
  );
}

function Check({ entity_id }: { entity_id: string }) {
  const { t } = useTranslation('scope');
  const [isOpen, setOpen] = useState(false);
  const check = useAct(
    (reason: string) =>
      take(api.POST('/api/v1/legal-entities/{entity_id}/registration-check', { params: { path: { entity_id } }, body: { reason } })),
    {
      done: t('registration.check_done'),
    },
  );
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => setOpen(true)}>
        {t('registration.check')}
      </Button>
      <ReasonDialog
        title={t('registration.check')}
        says={t('registration.check_says')}
        submit={t('registration.check')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={(reason) => check.run(reason)}
      />
    </>
  );
}
