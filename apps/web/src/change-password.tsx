// The dialog in which a person changes their own password.
import { PasswordInput, Text } from '@mantine/core';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from './data.ts';

type DialogProps = { opened: boolean; onClose: () => void };
const shortest = 12;
const nothing = { current: '', wanted: '', again: '' };

export function ChangePassword({ opened, onClose }: DialogProps) {
  const { t } = useTranslation('web');
  return (
    <Dialog title={t('password.title')} opened={opened} onClose={onClose}>
      {opened && <PasswordForm onClose={onClose} />}
    </Dialog>
  );
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('web');
  const [it, setIt] = useState(nothing);
  const change = useAct(() => changePassword(it.current, it.wanted), { done: t('password.done') });
  const differs = it.again !== '' && it.again !== it.wanted;
  const send = async (): Promise<void> => {
    if (await change.run(undefined)) onClose();
  };
  const field = (name: keyof typeof nothing) => ({
    label: t(`password.${name}`),
    required: true,
    visibilityToggleButtonProps: { 'aria-label': t('sign_in.show_password') },
    value: it[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => setIt((before) => ({ ...before, [name]: value })),
  });
  return (
    <Form
      submit={t('password.submit')}
      busy={change.busy}
      disabled={it.current === '' || [...it.wanted].length < shortest || it.again !== it.wanted}
      onCancel={onClose}
      onSubmit={send}
    >
      <Text>{t('password.says')}</Text>
      <PasswordInput {...field('current')} autoComplete="current-password" data-autofocus />
      <PasswordInput {...field('wanted')} autoComplete="new-password" description={t('password.rules')} />
      <PasswordInput {...field('again')} autoComplete="new-password" error={differs ? t('password.differs') : undefined} />
    </Form>
  );
}
