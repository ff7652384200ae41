// Directories people sign in by: listed, tried step by step, put in use, removed.
import { Button, Code, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge, ToneIcon } from '@holdfast/design/badge';
import { Dialog } from '@holdfast/design/form';
import { Panel } from '@holdfast/design/page';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderRow, TestResult } from '../schema.account.ts';
import { ProviderForm } from './provider-form.tsx';

const api = createClient();

export function Providers() {
  const { t } = useTranslation('people');
  const [adding, setAdding] = useState<ProviderRow['kind'] | null>(null);
  const providers = useQuery({ queryKey: ['sign-in', 'providers'], queryFn: () => take(api.GET('/api/v1/sign-in/providers')) });
  return (
    <Panel
      title={t('provider.title')}
      aside={
        <Group gap="sm">
          <Button variant="default" onClick={() => setAdding('oidc')}>
            {t('provider.add_oidc')}
          </Button>
          <Button variant="default" onClick={() => setAdding('ldap')}>
            {t('provider.add_ldap')}
          </Button>
        </Group>
      }
    >
      <Stack gap="md">
        <Text c="dimmed">{t('provider.says')}</Text>
        <Answer of={providers}>
          {({ rows }) => (
            <>
              {rows.map((it) => (
                <OneProvider key={it.id} it={it} />
              ))}
            </>
          )}
        </Answer>
      </Stack>
      <Dialog title={t(`provider.add_${adding ?? 'oidc'}`)} opened={adding !== null} onClose={() => setAdding(null)} size="lg">
        {adding !== null && <ProviderForm kind={adding} known={null} onClose={() => setAdding(null)} />}
      </Dialog>
    </Panel>
  );
}

function OneProvider({ it }: { it: ProviderRow }) {
  const { t } = useTranslation('people');
  const [isChanging, setChanging] = useState(false);
  const path = { path: { provider_id: it.id } };
  const { kind, name, settings, enabled } = it;
  const toggle = useAct(
    () =>
      take(
        api.PUT('/api/v1/sign-in/providers/{provider_id}', { params: path, body: { kind, name, settings, enabled: !enabled } as never }),
      ),
    { done: t('changed') },
  );
  const remove = useAct(() => take(api.DELETE('/api/v1/sign-in/providers/{provider_id}', { params: path })), {
    done: t('provider.removed'),
  });
  return (
    <Stack gap="xs" component="section" aria-label={name}>
      <Group gap="xs">
        <Text fw={600}>{name}</Text>
        <Badge tone={enabled ? 'good' : 'off'}>{t(enabled ? 'provider.enabled' : 'provider.disabled')}</Badge>
      </Group>
      <Text size="xs" c="dimmed">
        {t(`provider.kind.${kind}`)} · {kind === 'oidc' ? it.settings.issuer : it.settings.url} ·{' '}
        {t('provider.roles', { count: settings.group_roles.length })}
      </Text>
      {kind === 'oidc' && (
        <Text size="xs">
          {t('provider.callback')} <Code style={{ overflowWrap: 'anywhere' }}>{it.callback_url}</Code>
        </Text>
      )}
      <Group gap="sm">
        <Button variant="default" loading={toggle.busy} onClick={() => void toggle.run(undefined)}>
          {t(enabled ? 'provider.disable' : 'provider.enable')}
        </Button>
        <Button variant="default" onClick={() => setChanging(true)}>
          {t('provider.change')}
        </Button>
        {!enabled && (
          <Button variant="default" loading={remove.busy} onClick={() => void remove.run(undefined)}>
            {t('provider.remove')}
          </Button>
        )}
      </Group>
      <TryProvider it={it} />
      <Dialog title={name} opened={isChanging} onClose={() => setChanging(false)} size="lg">
        {isChanging && <ProviderForm kind={kind} known={it} onClose={() => setChanging(false)} />}
      </Dialog>
    </Stack>
  );
}

/** Tries the settings and says which step fails; with a directory also whom a name finds. */
function TryProvider({ it }: { it: ProviderRow }) {
  const { t } = useTranslation('people');
  const [name, setName] = useState('');
  const [result, setResult] = useState<TestResult | null>(null);
  const test = useAct(async () => {
    const params = { path: { provider_id: it.id } };
    setResult(await take(api.POST('/api/v1/sign-in/providers/{provider_id}/test', { params, body: { name } })));
  });
  return (
    <>
      <Group gap="sm" align="flex-end">
        {it.kind === 'ldap' && (
          <TextInput label={t('provider.test_name')} size="xs" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        )}
        <Button variant="default" loading={test.busy} onClick={() => void test.run(undefined)}>
          {t('provider.test')}
        </Button>
      </Group>
      {result !== null && (
        <List size="sm" listStyleType="none" aria-label={t('provider.test_result')} role="list">
          {result.steps.map(({ step, ok, detail }) => (
            <List.Item key={step} icon={<ToneIcon tone={ok ? 'good' : 'alarm'} />}>
              {t(ok ? `provider.step.${step}` : `provider.step_failed.${step}`)}
              {detail !== null && (
                <Text span size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {' '}
                  {detail}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
      )}
    </>
  );
}
