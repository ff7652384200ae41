// The dialog in which a person changes their own password.
import { Button, PasswordInput, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, Form } from '@holdfast/design/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const api = createClient();
const shortest = 12;
const nothing = { current: '', wanted: '', again: '' };

export function ChangePasswordButton() {
  const { t } = useTranslation('people');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('password.title')}
      </Button>
      <Dialog title={t('password.title')} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <PasswordForm onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const [it, setIt] = useState(nothing);
  const change = useAct(() => take(api.POST('/api/v1/me/password', { body: { current_password: it.current, new_password: it.wanted } })), {
    done: t('password.done'),
  });
  const send = async (): Promise<void> => {
    if (await change.run(undefined)) onClose();
  };
  const isReady = it.current !== '' && [...it.wanted].length >= shortest && it.again === it.wanted;
  return (
    <Form submit={t('password.submit')} busy={change.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Text>{t('password.says')}</Text>
      <PasswordInput
        label={t('password.current')}
        required
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': t('new.show_password') }}
        value={it.current}
        onChange={({ currentTarget: { value } }) => setIt((before) => ({ ...before, current: value }))}
      />
      <NewPassword it={it} onChange={(patch) => setIt((before) => ({ ...before, ...patch }))} />
    </Form>
  );
}

type Wanted = { wanted: string; again: string };

/** A new password, twice. */
export function NewPassword({ it, onChange }: { it: Wanted; onChange: (patch: Partial<Wanted>) => void }) {
  const { t } = useTranslation('people');
  const field = (name: keyof Wanted) => ({
    label: t(`password.${name}`),
    required: true,
    autoComplete: 'new-password',
    visibilityToggleButtonProps: { 'aria-label': t('new.show_password') },
    value: it[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => onChange({ [name]: value }),
  });
  const differs = it.again !== '' && it.again !== it.wanted;
  return (
    <>
      <PasswordInput {...field('wanted')} description={t('password.rules')} />
      <PasswordInput {...field('again')} error={differs ? t('password.differs') : undefined} />
    </>
  );
}
