// Saying who one is at a terminal: badge number (a reader types it and Enter) or name, then the PIN.
import { createClient, ProblemError, take } from '@holdfast/client';
import { Form } from '@holdfast/design/form';
import { useProblemWord } from '@holdfast/design/problem';
import { Anchor, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();

export type Named = { token: string; person: { id: string; name: string }; once: boolean; expires_at: string };
type Asked = { badge: string; person_id: string | null; pin: string; new_pin: string; again: string };

/** What a PIN field is, everywhere: digits, never kept by the browser. */
export const pinInput = { inputMode: 'numeric', autoComplete: 'off', maxLength: 12 } as const;

export function NamePerson({ onNamed, onCancel }: { onNamed: (named: Named) => void; onCancel: () => void }) {
  const { t } = useTranslation('terminals');
  const [it, setIt] = useState<Asked>({ badge: '', person_id: null, pin: '', new_pin: '', again: '' });
  const [byName, setByName] = useState(false);
  const [isFirst, setFirst] = useState(false);
  const send = useNaming(it, byName, isFirst, { onNamed, onFirst: () => setFirst(true) });
  const isChosen = byName ? it.person_id !== null : it.badge.trim() !== '';
  const isNewReady = !isFirst || (it.new_pin.length >= 6 && it.new_pin === it.again);
  const pin = useRef<HTMLInputElement>(null);
  const put = (field: 'badge' | 'pin' | 'new_pin' | 'again') => ({
    value: it[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setIt((before) => ({ ...before, [field]: value })),
  });
  // A badge reader ends with Enter: it leads to the PIN, not to an empty try.
  const toPin = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || it.pin !== '') return;
    event.preventDefault();
    pin.current?.focus();
  };
  return (
    <Form
      submit={t('confirm')}
      busy={send.busy}
      disabled={!isChosen || it.pin === '' || !isNewReady}
      onCancel={onCancel}
      onSubmit={send.run}
    >
      {byName ? (
        <NameSelect value={it.person_id} onChange={(person_id) => setIt((before) => ({ ...before, person_id }))} />
      ) : (
        <TextInput {...put('badge')} label={t('badge')} description={t('badge_note')} autoComplete="off" data-autofocus onKeyDown={toPin} />
      )}
      <PasswordInput {...put('pin')} {...pinInput} ref={pin} label={t('pin')} visible={false} rightSection={<span />} />
      {isFirst && (
        <>
          <Text>{t('first_pin')}</Text>
          <PasswordInput
            {...put('new_pin')}
            {...pinInput}
            label={t('new_pin')}
            description={t('pin_rule')}
            visible={false}
            rightSection={<span />}
          />
          <PasswordInput {...put('again')} {...pinInput} label={t('pin_again')} visible={false} rightSection={<span />} />
        </>
      )}
      {send.fault !== null && (
        <Text role="alert" c="var(--hf-alarm)">
          {send.fault}
        </Text>
      )}
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setByName(!byName)}>
        {t(byName ? 'by_badge' : 'by_name')}
      </Anchor>
    </Form>
  );
}

function NameSelect({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('terminals');
  const people = useQuery({ queryKey: ['terminal', 'people'], queryFn: () => take(api.GET('/api/v1/terminal/people')) });
  return (
    <Select
      label={t('name')}
      searchable
      data-autofocus
      nothingFoundMessage={t('nobody_found')}
      comboboxProps={{ zIndex: 500 }}
      data={people.data?.rows.map((it) => ({ value: it.id, label: it.name })) ?? []}
      value={value}
      onChange={onChange}
    />
  );
}

type Then = { onNamed: (named: Named) => void; onFirst: () => void };

function useNaming(it: Asked, byName: boolean, isFirst: boolean, { onNamed, onFirst }: Then) {
  const word = useProblemWord();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    const who = byName ? { person_id: it.person_id ?? '' } : { badge: it.badge };
    const body = { ...who, pin: it.pin, ...(isFirst ? { new_pin: it.new_pin } : {}) };
    try {
      onNamed(await take(api.POST('/api/v1/terminal/person', { body })));
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'pin_change_needed') onFirst();
      else setFault(word(error));
    }
    setBusy(false);
  };
  return { run, busy, fault };
}
