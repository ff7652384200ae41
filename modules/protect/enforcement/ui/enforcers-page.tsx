// The firewalls that hold conduits: what each is, what needs somebody, and the key their orders are signed with.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { ReasonDialog } from '@holdfast/design/form';
import { Go } from '@holdfast/design/go';
import { Page, Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Answer, Empty } from '@holdfast/design/states';
import { Time } from '@holdfast/design/time';
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Enforcer } from '../schema.ts';
import { NewEnforcer } from './enforcer-form.tsx';
import { EnforcerStateBadge } from './enforcer-words.tsx';

const api = createClient();

export function EnforcersPage() {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const enforcers = useQuery({
    queryKey: ['enforcers', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/enforcers', { params: { path: { site_id } } })),
    refetchInterval: 5000,
  });
  return (
    <Page title={t('title')} lead={t('lead')} actions={may('enforcement.keep') && <NewEnforcer />}>
      <Stack gap="lg" maw={960}>
        <Panel title={t('list')}>
          <Answer of={enforcers}>
            {({ rows }) =>
              rows.length === 0 ? (
                <Empty title={t('none')}>{t('none_text')}</Empty>
              ) : (
                <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
                  {rows.map((it) => (
                    <OneEnforcer key={it.id} enforcer={it} />
                  ))}
                </Stack>
              )
            }
          </Answer>
        </Panel>
        <PolicyKey />
      </Stack>
    </Page>
  );
}

function OneEnforcer({ enforcer: it }: { enforcer: Enforcer }) {
  const { t } = useTranslation('enforcement');
  const { path } = usePlace();
  return (
    <li>
      <Group gap="sm">
        <Go to={path(`enforcers/${it.id}`)}>{it.name}</Go>
        <EnforcerStateBadge state={it.state} />
      </Group>
      <Text size="sm">
        {t(it.kind === 'enforcer' ? `layout.${it.layout}` : `kind.${it.kind}`)} · {it.zones.map(({ name }) => name).join(', ')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('conduits_held', { count: it.conduits })}
        {it.closed > 0 && ` · ${t('closed', { count: it.closed })}`}
        {it.set_here > 0 && ` · ${t('set_here', { count: it.set_here })}`}
        {it.seen_at !== null && (
          <>
            {' · '}
            {t('seen')} <Time at={it.seen_at} />
          </>
        )}
      </Text>
    </li>
  );
}

/** For paper and for the console of an enforcer: the fingerprint both show. */
function PolicyKey() {
  const { t } = useTranslation('enforcement');
  const { site_id, may } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const key = useQuery({
    queryKey: ['policy-key', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/policy-key', { params: { path: { site_id } } })),
  });
  const replace = useAct(
    (reason: string) => take(api.POST('/api/v1/sites/{site_id}/policy-key/rotation', { params: { path: { site_id } }, body: { reason } })),
    { done: t('key.replaced') },
  );
  return (
    <Panel
      title={t('key.title')}
      aside={
        may('enforcement.keep') && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
            {t('key.replace')}
          </Button>
        )
      }
    >
      <Text size="sm" mb="sm">
        {t('key.says')}
      </Text>
      <Answer of={key}>
        {(it) => (
          <Facts
            rows={[
              [t('key.fingerprint'), <Fingerprint key="f" hex={it.fingerprint} />],
              [t('key.id'), <Code key="i">{it.key_id}</Code>],
              [t('key.made_at'), <Time key="t" at={it.made_at} />],
              ...(it.former_fingerprint === null ? [] : [[t('key.former'), <Fingerprint key="o" hex={it.former_fingerprint} />] as const]),
            ]}
          />
        )}
      </Answer>
      <ReasonDialog
        title={t('key.replace')}
        says={t('key.replace_says')}
        submit={t('key.replace')}
        opened={isOpen}
        onClose={() => setOpen(false)}
        onReason={replace.run}
      />
    </Panel>
  );
}

/** In groups of four, as the enforcer prints it. */
function Fingerprint({ hex }: { hex: string }) {
  const groups = hex.toUpperCase().match(/.{4}/g) ?? [];
  return (
    <Code block tabIndex={0}>
      {groups.slice(0, 8).join(' ')}
      {'\n'}
      {groups.slice(8).join(' ')}
    </Code>
  );
}
