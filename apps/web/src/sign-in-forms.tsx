// The forms of the sign-in, one for each thing that can be asked for.
import { PasswordInput, Text, TextInput } from '@mantine/core';
import { Form } from '@holdfast/design/form';
import { useProblemWord } from '@holdfast/design/problem';
import { NewPassword } from '@holdfast/people/ui/account-password';
import { CodeInput, EnrolForm, RecoveryCodes } from '@holdfast/people/ui/second-factor-steps';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginEnrolment, chooseOwnPassword, confirmEnrolment, type Entered, giveCode, giveResetCode, signIn } from './sign-in-calls.ts';
import type { Entering } from './sign-in-page.tsx';

type FormProps = { enter: Entering };
const shortest = 12;

export function PasswordForm({ enter, directories }: FormProps & { directories: readonly string[] }) {
  const { t } = useTranslation(['web', 'people']);
  const [asked, setAsked] = useState({ email: '', password: '' });
  const label = directories.length === 0 ? t('sign_in.email') : t('people:enter.directory', { names: directories.join(', ') });
  return (
    <Form submit={t('sign_in.submit')} busy={enter.busy} onSubmit={() => enter.run(() => signIn(asked.email, asked.password))}>
      <TextInput
        label={label}
        type={directories.length === 0 ? 'email' : 'text'}
        autoComplete="username webauthn"
        size="sm"
        data-autofocus
        autoFocus
        value={asked.email}
        onChange={({ currentTarget: { value } }) => setAsked((it) => ({ ...it, email: value }))}
      />
      <PasswordInput
        label={t('sign_in.password')}
        autoComplete="current-password"
        size="sm"
        visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show_password') }}
        value={asked.password}
        onChange={({ currentTarget: { value } }) => setAsked((it) => ({ ...it, password: value }))}
      />
    </Form>
  );
}

export function CodeForm({ enter }: FormProps) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  return (
    <Form submit={t('enter.next')} busy={enter.busy} disabled={code.trim() === ''} onSubmit={() => enter.run(() => giveCode(code))}>
      <Text>{t('enter.code_says')}</Text>
      <CodeInput value={code} onChange={setCode} />
    </Form>
  );
}

const isGood = (it: { wanted: string; again: string }): boolean => [...it.wanted].length >= shortest && it.wanted === it.again;

export function NewPasswordForm({ enter }: FormProps) {
  const { t } = useTranslation('people');
  const [it, setIt] = useState({ wanted: '', again: '' });
  return (
    <Form
      submit={t('password.choose_submit')}
      busy={enter.busy}
      disabled={!isGood(it)}
      onSubmit={() => enter.run(() => chooseOwnPassword(it.wanted))}
    >
      <Text>{t('password.choose_says')}</Text>
      <NewPassword it={it} onChange={(patch) => setIt((before) => ({ ...before, ...patch }))} />
    </Form>
  );
}

export function ResetForm({ enter }: FormProps) {
  const { t } = useTranslation(['people', 'web']);
  const [it, setIt] = useState({ email: '', code: '', wanted: '', again: '' });
  const text = (field: 'email' | 'code') => ({
    value: it[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setIt((before) => ({ ...before, [field]: value })),
  });
  const send = () => enter.run(() => giveResetCode({ email: it.email, code: it.code, password: it.wanted }));
  return (
    <Form submit={t('password.choose_submit')} busy={enter.busy} disabled={!isGood(it) || it.code.trim() === ''} onSubmit={send}>
      <Text>{t('enter.reset_says')}</Text>
      <TextInput label={t('web:sign_in.email')} type="email" autoComplete="username" data-autofocus {...text('email')} />
      <TextInput label={t('enter.one_time_code')} autoComplete="off" {...text('code')} />
      <NewPassword it={it} onChange={(patch) => setIt((before) => ({ ...before, ...patch }))} />
    </Form>
  );
}

/** The key, its first code, and the recovery codes; only when those are kept the way leads on. */
export function EnrolmentForm({ enter }: FormProps) {
  const { t } = useTranslation('people');
  const word = useProblemWord();
  const [kept, setKept] = useState<(Entered & { recovery_codes: string[] }) | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const key = useQuery({ queryKey: ['enrolment'], queryFn: beginEnrolment, retry: false, staleTime: Infinity, gcTime: 0 });
  const confirm = async (code: string): Promise<void> => {
    setFault(null);
    await confirmEnrolment(code).then(setKept, (error: unknown) => setFault(word(error)));
  };
  if (kept !== null) return <RecoveryCodes codes={kept.recovery_codes} onKept={() => enter.run(async () => kept)} />;
  const told = fault ?? (key.error ? word(key.error) : null);
  return (
    <>
      <Text mb="md">{t('enter.enrol_says')}</Text>
      {key.data !== undefined && <EnrolForm {...key.data} busy={enter.busy} onCode={confirm} />}
      {told !== null && (
        <Text role="alert" c="var(--hf-alarm)" mt="md">
          {told}
        </Text>
      )}
    </>
  );
}
