// What the owner sees and does about how a person signs in: sessions, second factor, a forgotten password.
import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Dialog, ReasonDialog } from '@holdfast/design/form';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../schema.account.ts';
import { SessionList } from './account-page.tsx';

const api = createClient();
type Reset = { code: string; expires_at: string | null };
type Help = 'password' | 'factor' | 'sessions' | null;

export function PersonSignIn({ person_id, is_me }: { person_id: string; is_me: boolean }) {
  const { t } = useTranslation('people');
  const account = useQuery({
    queryKey: ['account', person_id],
    queryFn: (): Promise<Account> => take(api.GET('/api/v1/people/{person_id}/account', { params: { path: { person_id } } })),
  });
  return (
    <Stack gap="sm" mt="lg">
      <Title order={3}>{t('help.title')}</Title>
      <Answer of={account}>
        {(it) => (
          <>
            <Ways account={it} />
            <SessionList sessions={it.sessions} />
            {!is_me && <HelpButtons person_id={person_id} account={it} />}
          </>
        )}
      </Answer>
    </Stack>
  );
}

function Ways({ account: it }: { account: Account }) {
  const { t } = useTranslation('people');
  const ways = [
    ...(it.has_password ? [t('help.password')] : []),
    ...(it.factor.on ? [t('factor.title')] : []),
    ...(it.passkeys.length > 0 ? [t('help.passkeys', { count: it.passkeys.length })] : []),
    ...it.directories,
  ];
  return <Text>{ways.length === 0 ? t('help.no_way') : t('help.ways', { ways: ways.join(', ') })}</Text>;
}

function HelpButtons({ person_id, account }: { person_id: string; account: Account }) {
  const { t } = useTranslation('people');
  const [asks, setAsks] = useState<Help>(null);
  const [reset, setReset] = useState<Reset | null>(null);
  const params = { path: { person_id } };
  const resetPassword = useAct(async (reason: string) =>
    setReset(await take(api.POST('/api/v1/people/{person_id}/password-reset', { params, body: { reason } }))),
  );
  const resetFactor = useAct(
    (reason: string) => take(api.POST('/api/v1/people/{person_id}/second-factor/reset', { params, body: { reason } })),
    { done: t('help.factor_done') },
  );
  const endSessions = useAct(
    (reason: string) => take(api.POST('/api/v1/people/{person_id}/sessions/ending', { params, body: { reason } })),
    {
      done: t('session.ended'),
    },
  );
  const acts = { password: resetPassword, factor: resetFactor, sessions: endSessions };
  const offered = [
    'password' as const,
    ...(account.factor.on || account.passkeys.length > 0 ? (['factor'] as const) : []),
    ...(account.sessions.length > 0 ? (['sessions'] as const) : []),
  ];
  return (
    <Group gap="sm">
      {offered.map((it) => (
        <Button key={it} variant="default" onClick={() => setAsks(it)}>
          {t(`help.act.${it}`)}
        </Button>
      ))}
      {asks !== null && (
        <ReasonDialog
          title={t(`help.act.${asks}`)}
          says={t(`help.says.${asks}`)}
          submit={t(`help.act.${asks}`)}
          opened
          danger
          onClose={() => setAsks(null)}
          onReason={acts[asks].run}
        />
      )}
      <Dialog title={t('help.code_title')} opened={reset !== null} onClose={() => setReset(null)}>
        {reset !== null && <ResetCode it={reset} />}
      </Dialog>
    </Group>
  );
}

function ResetCode({ it }: { it: Reset }) {
  const { t } = useTranslation('people');
  return (
    <Stack gap="sm">
      <Text>{t('help.code_says')}</Text>
      <Code block aria-label={t('help.code_title')}>
        {it.code}
      </Code>
      <Text c="dimmed">
        {t('help.code_until')} <Time at={it.expires_at} />
      </Text>
    </Stack>
  );
}
