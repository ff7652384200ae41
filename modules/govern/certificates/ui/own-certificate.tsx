// Bringing a certificate of one's own: two PEM texts or files, looked at before they are taken.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Time } from '@holdfast/design/time';
import { Button, FileButton, Group, List, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckedCertificate } from '../schema.ts';

const api = createClient();
type Brought = { certificate_pem: string; key_pem: string };

export function OwnCertificate({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('certificates');
  return (
    <Dialog title={t('own.bring')} opened={opened} onClose={onClose} size="lg">
      {opened && <Bringing onClose={onClose} />}
    </Dialog>
  );
}

function Bringing({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('certificates');
  const [brought, set] = useState<Brought>({ certificate_pem: '', key_pem: '' });
  const [checked, keep] = useState<CheckedCertificate | null>(null);
  const change = (part: Partial<Brought>): void => {
    set({ ...brought, ...part });
    keep(null);
  };
  const check = useAct(async () => keep(await take(api.POST('/api/v1/certificates/own/check', { body: brought }))));
  const replace = useAct(() => take(api.PUT('/api/v1/certificates/own', { body: brought })), { done: t('own.taken') });
  const isReady = checked !== null && checked.faults.length === 0;
  const isFilled = brought.certificate_pem.trim().length >= 20 && brought.key_pem.trim().length >= 20;
  const submit = async (): Promise<void> => {
    if (!isReady) return void (await check.run(undefined));
    if (await replace.run(undefined)) onClose();
  };
  return (
    <Form
      submit={t(isReady ? 'own.take' : 'own.check')}
      busy={check.busy || replace.busy}
      disabled={!isFilled}
      onCancel={onClose}
      onSubmit={submit}
    >
      <Text size="sm">{t('own.says')}</Text>
      <PemField label={t('own.certificate')} value={brought.certificate_pem} onText={(certificate_pem) => change({ certificate_pem })} />
      <PemField label={t('own.key')} value={brought.key_pem} onText={(key_pem) => change({ key_pem })} />
      {checked !== null && <Checked checked={checked} />}
    </Form>
  );
}

function PemField({ label, value, onText }: { label: string; value: string; onText: (text: string) => void }) {
  const { t } = useTranslation('certificates');
  return (
    <div>
      <Textarea
        label={label}
        required
        rows={4}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        placeholder="-----BEGIN ..."
        value={value}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <FileButton accept=".pem,.crt,.cer,.key,.txt" onChange={(file) => void file?.text().then(onText)}>
        {(props) => (
          <Button variant="subtle" size="compact-sm" mt={4} {...props}>
            {t('own.file')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function Checked({ checked }: { checked: CheckedCertificate }) {
  const { t } = useTranslation('certificates');
  return (
    <div role="status">
      {checked.faults.length === 0 && (
        <Group gap="sm">
          <Badge tone="good">{t('own.fine', { names: checked.names.join(', ') })}</Badge>
          <Text size="sm">
            {t('shown.until')} <Time at={checked.not_after} style="day" />
          </Text>
        </Group>
      )}
      <List listStyleType="none" spacing={4} mt="xs">
        {checked.faults.map((it) => (
          <List.Item key={it.code}>
            <Badge tone="alarm">{t(`failure:${it.code}`, it.params)}</Badge>
          </List.Item>
        ))}
        {checked.warnings.map((it) => (
          <List.Item key={it.code}>
            <Badge tone="attention">{t(`failure:${it.code}`, it.params)}</Badge>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
