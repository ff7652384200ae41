// Passkeys of one's own account: make one on this device, name it, remove it.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Dialog, Form } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Time } from '@holdfast/design/time';
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Passkey } from '../schema.account.ts';
import { type Proof, ProveSelf } from './prove-self.tsx';

const api = createClient();
type Question = { options: Record<string, unknown>; token: string };

export function AccountPasskeys({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  const [isProving, setProving] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useAct(async (body: Proof) => setQuestion(await take(api.POST('/api/v1/me/passkeys/question', { body }))));
  return (
    <Panel
      title={t('passkey.title')}
      aside={
        browserSupportsWebAuthn() && (
          <Button variant="default" onClick={() => setProving(true)}>
            {t('passkey.add')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text c="dimmed">{t('passkey.says')}</Text>
        {!browserSupportsWebAuthn() && <Text>{t('passkey.unsupported')}</Text>}
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {account.passkeys.map((it) => (
            <OnePasskey key={it.id} it={it} />
          ))}
        </Stack>
        <ProveSelf
          account={account}
          opened={isProving}
          onClose={() => setProving(false)}
          title={t('passkey.add')}
          submit={t('factor.next')}
          onProof={ask.run}
        />
        <Dialog title={t('passkey.add')} opened={question !== null} onClose={() => setQuestion(null)}>
          {question !== null && <NameForm question={question} onClose={() => setQuestion(null)} />}
        </Dialog>
      </Stack>
    </Panel>
  );
}

function OnePasskey({ it }: { it: Passkey }) {
  const { t } = useTranslation('people');
  const remove = useAct(() => take(api.DELETE('/api/v1/me/passkeys/{passkey_id}', { params: { path: { passkey_id: it.id } } })), {
    done: t('passkey.removed'),
  });
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Group gap="xs">
          <Text fw={600}>{it.name}</Text>
          {!it.bound_here && <Badge tone="attention">{t('passkey.other_name')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {t(it.synced ? 'passkey.synced' : 'passkey.one_device')} · {t('passkey.made')} <Time at={it.created_at} style="day" /> ·{' '}
          {it.last_used_at === null ? t('passkey.unused') : t('passkey.used')} {it.last_used_at !== null && <Time at={it.last_used_at} />}
        </Text>
      </div>
      <Button
        variant="default"
        style={{ flexShrink: 0 }}
        loading={remove.busy}
        onClick={() => void remove.run(undefined)}
        aria-label={t('passkey.remove_one', { name: it.name })}
      >
        {t('passkey.remove')}
      </Button>
    </Group>
  );
}

function NameForm({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation('people');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const keep = useAct((body: { name: string; token: string; response: never }) => take(api.POST('/api/v1/me/passkeys', { body })), {
    done: t('passkey.added'),
  });
  const send = async (): Promise<void> => {
    setFault(null);
    const made = await startRegistration({ optionsJSON: question.options as never }).catch(() => null);
    if (made === null) return setFault(t('passkey.not_made'));
    await keep.run({ name: name.trim(), token: question.token, response: made as never });
    onClose();
  };
  return (
    <Form submit={t('passkey.make')} busy={keep.busy} disabled={name.trim() === ''} onCancel={onClose} onSubmit={send}>
      <TextInput
        label={t('passkey.name')}
        description={t('passkey.name_note')}
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {fault !== null && (
        <Text role="alert" c="var(--hf-alarm)">
          {fault}
        </Text>
      )}
    </Form>
  );
}
