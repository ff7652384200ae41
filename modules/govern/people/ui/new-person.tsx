// A new account.
import { PasswordInput, Select, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { useGo } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
type Values = { name: string; email: string; language: 'en' | 'de'; password: string };

export function NewPersonButton() {
  const { t } = useTranslation('people');
  return <FormButton label={t('new.act')}>{(close) => <NewPersonForm onClose={close} />}</FormButton>;
}

function NewPersonForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const [it, setIt] = useState<Values>({ name: '', email: '', language: 'en', password: '' });
  const { path } = usePlace();
  const go = useGo();
  const add = useAct(
    async (body: Values) => {
      const person = await take(api.POST('/api/v1/people', { body }));
      go(path('people'), { open: person.id });
    },
    { done: t('new.done') },
  );
  const send = async (): Promise<void> => {
    if (await add.run(it)) onClose();
  };
  const text = (field: 'name' | 'email' | 'password') => ({
    label: t(`new.${field}`),
    required: true,
    value: it[field],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setIt((before) => ({ ...before, [field]: value })),
  });
  const isReady = it.name.trim() !== '' && it.email.includes('@') && it.password.length >= 12;
  return (
    <Form submit={t('new.submit')} busy={add.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <TextInput {...text('name')} data-autofocus autoComplete="off" />
      <TextInput {...text('email')} type="email" autoComplete="off" />
      <Select
        label={t('new.language')}
        allowDeselect={false}
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        value={it.language}
        onChange={(language) => setIt((before) => ({ ...before, language: language === 'de' ? 'de' : 'en' }))}
      />
      <PasswordInput
        {...text('password')}
        description={t('new.password_note')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('new.show_password') }}
      />
    </Form>
  );
}
