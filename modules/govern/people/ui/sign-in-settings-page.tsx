// How people sign in, for the owner: who needs a second factor, which directories vouch for people, who is locked out.
import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { roleName } from '@holdfast/roles/schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LockRow } from '../schema.account.ts';
import { Providers } from './providers.tsx';

const api = createClient();

export function SignInSettingsPage() {
  const { t } = useTranslation('people');
  const { path } = usePlace();
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')} crumbs={[{ to: path('people'), text: t('title') }]}>
      <Stack gap="md" maw={860}>
        <FactorPolicy />
        <Providers />
        <Locks />
      </Stack>
    </Page>
  );
}

function FactorPolicy() {
  const { t } = useTranslation(['people', 'roles']);
  const policy = useQuery({ queryKey: ['sign-in', 'policy'], queryFn: () => take(api.GET('/api/v1/sign-in/policy')) });
  const change = useAct(
    (body: { second_factor_roles: (typeof roleName.options)[number][] }) => take(api.PUT('/api/v1/sign-in/policy', { body })),
    {
      done: t('changed'),
    },
  );
  return (
    <Panel title={t('settings.factor')}>
      <Answer of={policy}>
        {({ second_factor_roles: needed }) => (
          <Stack gap="sm">
            <Text c="dimmed">{t('settings.factor_says')}</Text>
            {roleName.options.map((role) => (
              <Switch
                key={role}
                label={t(`roles:role.${role}`)}
                checked={needed.includes(role)}
                disabled={change.busy}
                onChange={({ currentTarget: { checked } }) =>
                  void change.run({ second_factor_roles: checked ? [...needed, role] : needed.filter((it) => it !== role) })
                }
              />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function Locks() {
  const { t } = useTranslation('people');
  const locks = useQuery({
    queryKey: ['sign-in', 'locks'],
    queryFn: () => take(api.GET('/api/v1/sign-in/locks')),
    refetchInterval: 15_000,
  });
  return (
    <Panel title={t('lock.title')}>
      <Answer of={locks}>
        {({ rows }) => (
          <Stack gap="sm">
            <Text c="dimmed">{t(rows.length === 0 ? 'lock.none' : 'lock.says')}</Text>
            {rows.map((it) => (
              <OneLock key={it.id} it={it} />
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  );
}

function OneLock({ it }: { it: LockRow }) {
  const { t } = useTranslation('people');
  const end = useAct(() => take(api.DELETE('/api/v1/sign-in/locks/{lock_id}', { params: { path: { lock_id: it.id } } })), {
    done: t('lock.ended'),
  });
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Group gap="xs">
          <Text fw={600}>{it.address ?? it.person_name ?? t('lock.nobody')}</Text>
          {it.locked_until !== null && <Badge tone="attention">{t('lock.locked')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {t(`lock.kind.${it.kind}`)} · {t('lock.failures', { count: it.failures })} · <Time at={it.last_at} style="second" />
          {it.locked_until !== null && (
            <>
              {' · '}
              {t('lock.until')} <Time at={it.locked_until} style="second" />
            </>
          )}
        </Text>
      </div>
      <Button variant="default" style={{ flexShrink: 0 }} loading={end.busy} onClick={() => void end.run(undefined)}>
        {t('lock.end')}
      </Button>
    </Group>
  );
}
