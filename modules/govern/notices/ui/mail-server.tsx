// The owner's mail server: set it, try it, see its last fault.
import { Button, Group, NumberInput, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailSetting } from '../schema.ts';

const api = createClient();

export function MailServerPanel() {
  const { t } = useTranslation('notices');
  const asked = useQuery({ queryKey: ['notices', 'mail'], queryFn: () => take(api.GET('/api/v1/mail')) });
  return (
    <Panel title={t('mail.title')}>
      <Answer of={asked}>{({ setting }) => <MailForm key={setting?.host ?? ''} setting={setting} />}</Answer>
    </Panel>
  );
}

const ports = { tls: 465, starttls: 587, none: 25 } as const;
type Security = MailSetting['security'];

function MailForm({ setting }: { setting: MailSetting | null }) {
  const { t } = useTranslation('notices');
  const [it, setIt] = useState({
    host: setting?.host ?? '',
    port: setting?.port ?? ports.starttls,
    security: setting?.security ?? ('starttls' as Security),
    username: setting?.username ?? '',
    password: '',
    sender: setting?.sender ?? '',
  });
  const set = (change: Partial<typeof it>): void => setIt((old) => ({ ...old, ...change }));
  const save = useAct(
    () => {
      const { password, username, ...rest } = it;
      return take(api.PUT('/api/v1/mail', { body: { ...rest, username: username || null, ...(password === '' ? {} : { password }) } }));
    },
    { done: t('mail.saved') },
  );
  const field = (key: 'host' | 'username' | 'sender', more: object = {}) => (
    <TextInput label={t(`mail.${key}`)} value={it[key]} onChange={(event) => set({ [key]: event.currentTarget.value })} {...more} />
  );
  return (
    <>
      <Text c="dimmed">{t('mail.says')}</Text>
      {setting !== null && <LastMail setting={setting} />}
      <div className="hf-mail-form">
        <Form
          submit={t('mail.save')}
          busy={save.busy}
          disabled={it.host === '' || !it.sender.includes('@')}
          onSubmit={() => void save.run(undefined)}
        >
          {field('host', { required: true })}
          <Select
            label={t('mail.security')}
            data={(['starttls', 'tls', 'none'] as const).map((value) => ({ value, label: t(`mail.${value}`) }))}
            value={it.security}
            allowDeselect={false}
            onChange={(security) => set({ security: security as Security, port: ports[security as Security] })}
          />
          <NumberInput label={t('mail.port')} min={1} max={65_535} value={it.port} onChange={(port) => set({ port: Number(port) || 0 })} />
          {field('username', { description: t('mail.username_note'), autoComplete: 'off' })}
          <PasswordInput
            label={t('mail.password')}
            {...(setting?.has_password ? { description: t('mail.password_kept') } : {})}
            autoComplete="new-password"
            value={it.password}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
          {field('sender', { required: true, type: 'email', placeholder: 'holdfast@plant.example' })}
        </Form>
      </div>
      {setting !== null && <TestButton />}
    </>
  );
}

function LastMail({ setting: it }: { setting: MailSetting }) {
  const { t } = useTranslation('notices');
  const fault = it.last_fault === null ? null : t([`fault.${it.last_fault}`, 'fault.refused']);
  return (
    <Facts
      rows={[
        [t('mail.last_sent'), it.last_sent_at === null ? t('mail.none_sent') : <Time key="sent" at={it.last_sent_at} />],
        ...(fault === null ? [] : [[t('mail.last_fault'), fault] as const]),
      ]}
    />
  );
}

function TestButton() {
  const { t } = useTranslation('notices');
  const test = useAct(() => take(api.POST('/api/v1/mail/test', { body: {} })), {
    done: ({ sent_to }) => t('mail.tested', { address: sent_to }),
  });
  return (
    <Group mt="md">
      <Button variant="default" loading={test.busy} onClick={() => void test.run(undefined)}>
        {t('mail.test')}
      </Button>
    </Group>
  );
}
