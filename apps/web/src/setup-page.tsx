// First start of an empty Holdfast: the code from the console makes the owner's account and the first site.
import { Autocomplete, Group, PasswordInput, Text, TextInput } from '@mantine/core';
import { take } from '@holdfast/client';
import { Form } from '@holdfast/design/form';
import { useTitle } from '@holdfast/design/page';
import { useProblemWord } from '@holdfast/design/problem';
import { Answer, Empty } from '@holdfast/design/states';
import { GoButton } from '@holdfast/design/go';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from './data.ts';
import { signIn } from './sign-in-calls.ts';
import { Gate } from './sign-in-page.tsx';

const fields = ['code', 'organisation_name', 'site_name', 'time_zone', 'name', 'email', 'password'] as const;
type Values = Record<(typeof fields)[number], string>;

export function SetupPage() {
  const { t } = useTranslation('web');
  useTitle(t('setup.title'));
  const state = useQuery({ queryKey: ['setup'], queryFn: () => take(api.GET('/api/v1/setup')) });
  return (
    <Gate title={t('setup.title')}>
      <Answer of={state}>
        {({ needed }) =>
          needed ? <SetupForm /> : <Empty title={t('setup.over')} action={<GoButton to="/sign-in">{t('sign_in.submit')}</GoButton>} />
        }
      </Answer>
    </Gate>
  );
}

function SetupForm() {
  const { t } = useTranslation('web');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [values, setValues] = useState<Values>({
    code: '',
    organisation_name: '',
    site_name: '',
    time_zone: here,
    name: '',
    email: '',
    password: '',
  });
  const found = useFound(values);
  const input = (field: keyof Values) => ({
    label: t(`setup.${field}`),
    required: true,
    withAsterisk: false,
    value: values[field],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((it) => ({ ...it, [field]: value }));
    },
  });
  return (
    <Form submit={t('setup.submit')} busy={found.busy} disabled={fields.some((field) => values[field] === '')} onSubmit={found.run}>
      <Text c="dimmed">{t('setup.lead')}</Text>
      <TextInput {...input('code')} autoComplete="off" autoFocus />
      <Group grow align="flex-end">
        <TextInput {...input('organisation_name')} autoComplete="organization" />
        <TextInput {...input('site_name')} />
      </Group>
      <Autocomplete
        {...input('time_zone')}
        size="xs"
        limit={20}
        data={Intl.supportedValuesOf('timeZone')}
        onChange={(time_zone) => setValues((it) => ({ ...it, time_zone }))}
      />
      <TextInput {...input('name')} autoComplete="name" />
      <TextInput {...input('email')} type="email" autoComplete="username" />
      <PasswordInput
        {...input('password')}
        description={t('setup.password_length')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show_password') }}
      />
      {found.fault !== null && (
        <Text role="alert" c="var(--hf-alarm)">
          {found.fault}
        </Text>
      )}
    </Form>
  );
}

function useFound(values: Values) {
  const { i18n } = useTranslation();
  const word = useProblemWord();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await take(
        api.POST('/api/v1/setup', { body: { ...values, code: values.code.trim(), language: i18n.language === 'de' ? 'de' : 'en' } }),
      );
      await signIn(values.email, values.password);
      queries.clear();
      await navigate({ to: '/', replace: true });
    } catch (error) {
      setFault(word(error));
    }
    setBusy(false);
  };
  return { run, busy, fault };
}
