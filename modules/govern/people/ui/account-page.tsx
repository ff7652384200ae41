// Your account: password, second factor, passkeys, sessions, language.
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { OwnRolesAndNumbers } from '@holdfast/appointments/ui/own-roles';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Page, Panel } from '@holdfast/design/page';
import { type Place, usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time, timeText } from '@holdfast/design/time';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Account } from '../schema.account.ts';
import { AccountFactor } from './account-factor.tsx';
import { AccountPasskeys } from './account-passkeys.tsx';
import { ChangePasswordButton } from './account-password.tsx';

const api = createClient();
const askAccount = { queryKey: ['account'], queryFn: (): Promise<Account> => take(api.GET('/api/v1/me/account')) };

export function AccountPage() {
  const { t } = useTranslation('people');
  const account = useQuery(askAccount);
  return (
    <Page title={t('account.title')} lead={t('account.lead')}>
      <Answer of={account}>
        {(it) => (
          <Stack gap="md" maw={760}>
            <PasswordPanel account={it} />
            <AccountFactor account={it} />
            <AccountPasskeys account={it} />
            <OwnRolesAndNumbers />
            <SessionsPanel account={it} />
            <LanguagePanel />
            <TimesPanel />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function PasswordPanel({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  return (
    <Panel title={t('account.sign_in')}>
      <Stack gap="sm" align="flex-start">
        <Text>{account.email}</Text>
        {account.directories.length > 0 && <Text c="dimmed">{t('account.directories', { names: account.directories.join(', ') })}</Text>}
        {account.has_password ? <ChangePasswordButton /> : <Text c="dimmed">{t('account.no_password')}</Text>}
      </Stack>
    </Panel>
  );
}

function SessionsPanel({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  const endOthers = useAct(() => take(api.POST('/api/v1/me/sessions/ending')), { done: t('session.ended') });
  return (
    <Panel
      title={t('session.title')}
      aside={
        account.sessions.length > 1 && (
          <Button variant="default" loading={endOthers.busy} onClick={() => void endOthers.run(undefined)}>
            {t('session.end_others')}
          </Button>
        )
      }
    >
      <SessionList sessions={account.sessions} canEnd />
    </Panel>
  );
}

/** Each session: device, how and since when; `canEnd` for one's own. */
export function SessionList({ sessions, canEnd = false }: { sessions: Account['sessions']; canEnd?: boolean }) {
  const { t } = useTranslation('people');
  const end = useAct((session_id: string) => take(api.DELETE('/api/v1/me/sessions/{session_id}', { params: { path: { session_id } } })), {
    done: t('session.ended'),
  });
  if (sessions.length === 0) return <Text c="dimmed">{t('session.none')}</Text>;
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {sessions.map((it) => (
        <Group component="li" key={it.id} justify="space-between" wrap="nowrap" gap="sm">
          <div>
            <Group gap="xs">
              <Text fw={600}>{it.device ?? t('session.unknown_device')}</Text>
              {it.own && <Badge tone="good">{t('session.this')}</Badge>}
            </Group>
            <Text size="xs" c="dimmed">
              {t(`session.kind.${it.kind}`)}
              {it.second_factor && it.kind !== 'passkey' && ` ${t('session.with_factor')}`}
              {it.network !== null && ` · ${t(`session.network.${it.network}`)}`}
              {' · '}
              {t('session.since')} <Time at={it.started_at} /> {' · '}
              {t('session.used')} <Time at={it.used_at} />
            </Text>
          </div>
          {canEnd && !it.own && (
            <Button variant="default" style={{ flexShrink: 0 }} onClick={() => void end.run(it.id)}>
              {t('session.end')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function LanguagePanel() {
  const { t, i18n } = useTranslation('people');
  const change = useAct(async (language: 'en' | 'de') => {
    await take(api.PATCH('/api/v1/me', { body: { language } }));
    location.reload();
  });
  const choose = (value: string): void => {
    const language = value === 'de' ? 'de' : 'en';
    localStorage.setItem('holdfast.language', language);
    void change.run(language);
  };
  return (
    <Panel title={t('new.language')}>
      <SegmentedControl
        aria-label={t('new.language')}
        data={[
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        value={i18n.language === 'de' ? 'de' : 'en'}
        onChange={choose}
      />
    </Panel>
  );
}

type Times = NonNullable<Place['times']>;
/** An afternoon, so that both clocks look different. */
const sampleTime = '2026-06-15T14:05:00Z';

function TimesPanel() {
  const { t, i18n } = useTranslation('people');
  const { times = { times_in: 'plant', clock: 'h23' }, time_zone } = usePlace();
  const change = useAct((body: Partial<Times>) => take(api.PATCH('/api/v1/me', { body })));
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Panel title={t('times.title')}>
      <Stack gap="sm" align="flex-start">
        <Text c="dimmed">{t('times.says')}</Text>
        <SegmentedControl
          aria-label={t('times.zone')}
          orientation="vertical"
          maw="100%"
          styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', height: 'auto' } }}
          data={[
            { value: 'plant', label: t('times.plant', { zone: time_zone }) },
            { value: 'own', label: t('times.own', { zone: own }) },
          ]}
          value={times.times_in}
          onChange={(value) => void change.run({ times_in: value === 'own' ? 'own' : 'plant' })}
        />
        <SegmentedControl
          aria-label={t('times.clock')}
          data={(['h23', 'h12'] as const).map((clock) => ({
            value: clock,
            label: timeText(sampleTime, times.times_in === 'own' ? own : time_zone, i18n.language, 'minute', clock),
          }))}
          value={times.clock}
          onChange={(value) => void change.run({ clock: value === 'h12' ? 'h12' : 'h23' })}
        />
      </Stack>
    </Panel>
  );
}
