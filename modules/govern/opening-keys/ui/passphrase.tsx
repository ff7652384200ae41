// Fields for a passphrase: one to agree with, two to choose.
import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Field = { value: string; onChange: (value: string) => void };

/** Typed to agree with. Browsers are asked not to keep it. */
export function Passphrase({ value, onChange, label }: Field & { label?: string }) {
  const { t } = useTranslation('opening-keys');
  return (
    <PasswordInput
      label={label ?? t('passphrase')}
      required
      autoComplete="off"
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export const shortest = 14;

/** Chosen twice. */
export function NewPassphrase({ value, onChange, again, onAgain }: Field & { again: string; onAgain: (value: string) => void }) {
  const { t } = useTranslation('opening-keys');
  return (
    <>
      <PasswordInput
        label={t('new_passphrase')}
        required
        autoComplete="new-password"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('again')}
        required
        autoComplete="new-password"
        error={again !== '' && again !== value ? t('not_same') : null}
        value={again}
        onChange={(event) => onAgain(event.currentTarget.value)}
      />
    </>
  );
}
