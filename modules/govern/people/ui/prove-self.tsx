// Before how somebody signs in is changed, they show again that it is them: a found browser must not be enough.
import { PasswordInput, Text, TextInput } from '@mantine/core';
import { Dialog, Form } from '@holdfast/design/form';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../schema.account.ts';

export type Proof = { password?: string; code?: string };
type ProveProps = {
  account: Account;
  title: string;
  says?: ReactNode;
  submit: string;
  danger?: boolean;
  opened: boolean;
  onClose: () => void;
  /** Resolves to whether it was done; then the dialog closes. */
  onProof: (proof: Proof) => Promise<boolean>;
};

/** Asks for the password, or without one for a code; with neither it only asks whether to go on. */
export function ProveSelf({ opened, onClose, title, ...rest }: ProveProps) {
  return (
    <Dialog title={title} opened={opened} onClose={onClose}>
      {opened && <ProofForm onClose={onClose} {...rest} />}
    </Dialog>
  );
}

function ProofForm({ account, says, submit, danger = false, onClose, onProof }: Omit<ProveProps, 'opened' | 'title'>) {
  const { t } = useTranslation('people');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const asks = account.has_password ? 'password' : account.factor.on ? 'code' : null;
  const send = async (): Promise<void> => {
    setBusy(true);
    const isDone = await onProof(asks === null ? {} : { [asks]: text });
    setBusy(false);
    if (isDone) onClose();
  };
  const field = { value: text, onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value) };
  return (
    <Form submit={submit} busy={busy} danger={danger} disabled={asks !== null && text === ''} onCancel={onClose} onSubmit={send}>
      {says !== undefined && <Text component="div">{says}</Text>}
      {asks === 'password' && (
        <PasswordInput
          label={t('account.password_again')}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': t('new.show_password') }}
          {...field}
        />
      )}
      {asks === 'code' && <TextInput label={t('factor.code')} autoComplete="one-time-code" data-autofocus {...field} />}
    </Form>
  );
}
