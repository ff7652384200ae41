// The two steps of a second factor, alike at sign-in and in the account: read the key and type its first code; keep the recovery codes.
import { Button, Checkbox, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { Form } from '@holdfast/design/form';
import { WaitingButton } from '@holdfast/design/waiting-button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QrCode } from './qr-code.tsx';

type EnrolProps = { secret: string; uri: string; busy: boolean; onCode: (code: string) => unknown; onCancel?: () => void };

/** The key as picture and as text, and the field for its first code. */
export function EnrolForm({ secret, uri, busy, onCode, onCancel }: EnrolProps) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  return (
    <Form
      submit={t('factor.confirm')}
      busy={busy}
      disabled={!/^\s*\d{3}\s?\d{3}\s*$/.test(code)}
      {...(onCancel === undefined ? {} : { onCancel })}
      onSubmit={() => onCode(code)}
    >
      <Text>{t('factor.scan')}</Text>
      <Group justify="center">
        <QrCode text={uri} label={t('factor.qr')} />
      </Group>
      <div>
        <Text size="xs" c="dimmed">
          {t('factor.type_instead')}
        </Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </Code>
      </div>
      <CodeInput value={code} onChange={setCode} />
    </Form>
  );
}

/** Six digits; phones offer the code of the message or app themselves. */
export function CodeInput({ value, onChange, label }: { value: string; onChange: (code: string) => void; label?: string }) {
  const { t } = useTranslation('people');
  return (
    <TextInput
      label={label ?? t('factor.code')}
      autoComplete="one-time-code"
      inputMode="text"
      autoFocus
      data-autofocus
      maxLength={40}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Shown once; closed only by saying that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => unknown }) {
  const { t } = useTranslation('people');
  const [isKept, setKept] = useState(false);
  return (
    <Stack gap="md">
      <Text>{t('factor.codes_says')}</Text>
      <Code block aria-label={t('factor.codes')}>
        {codes.join('\n')}
      </Code>
      <Group gap="sm">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'factor.copied' : 'factor.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Checkbox label={t('factor.codes_kept')} checked={isKept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Group justify="flex-end">
        <WaitingButton missing={isKept ? null : t('factor.codes_missing')} onClick={() => onKept()}>
          {t('factor.codes_done')}
        </WaitingButton>
      </Group>
    </Stack>
  );
}
