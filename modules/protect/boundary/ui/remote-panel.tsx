// Remote access: the ways that were seen, and the register of those that are permitted.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Badge } from '@holdfast/design/badge';
import { ReasonDialog } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { Go } from '@holdfast/design/go';
import { Panel } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteAccess, RemotePath } from '../schema.remote.ts';
import type { Boundary } from '../schema.ts';
import { ChangePathForm, emptyPath, proposalOf, RegisterForm } from './remote-form.tsx';

const api = createClient();

export function RemotePanel({ it: { remote, register, register_begun, solutions } }: { it: Boundary }) {
  const { t } = useTranslation('boundary');
  const { may } = usePlace();
  const unknown = remote.filter((way) => way.unexplained > 0);
  const add = may('boundary.register') && (
    <FormButton label={t('register_other')} as="aside">
      {(close) => <RegisterForm start={emptyPath()} onClose={close} />}
    </FormButton>
  );
  return (
    <Panel title={t('remote')} aside={add}>
      <Stack gap="md">
        <Text size="sm">{solutions === 0 ? t('remote_says_zero') : t('remote_says', { count: solutions })}</Text>
        {unknown.length > 0 && (
          <Stack gap="xs">
            <Title order={3} size="sm">
              {t('unregistered')}
            </Title>
            {register_begun ? (
              <Text size="sm" c="dimmed">
                {t('unregistered_text')}
              </Text>
            ) : (
              <Alert color="yellow">
                <Text size="sm" fw={600}>
                  {t('register_begin')}
                </Text>
                <Text size="sm">{t('register_empty')}</Text>
              </Alert>
            )}
            {unknown.map((way) => (
              <Way key={way.asset_id ?? way.name} it={way} />
            ))}
          </Stack>
        )}
        {register.length > 0 && (
          <Stack gap="sm">
            <Title order={3} size="sm">
              {t('registered')}
            </Title>
            {register.map((entry) => (
              <Entry
                key={entry.id}
                it={entry}
                flows={remote.find((way) => (way.asset_id ?? way.service) === (entry.asset_id ?? entry.service))?.flows ?? 0}
              />
            ))}
          </Stack>
        )}
      </Stack>
    </Panel>
  );
}

/** A way that was seen and that nobody registered. */
function Way({ it }: { it: RemoteAccess }) {
  const { t } = useTranslation('boundary');
  const { path, may } = usePlace();
  return (
    <Group gap="sm">
      {it.asset_id === null ? (
        <Go to={path('flows')} search={{ protocol: it.name }}>
          {it.name}
        </Go>
      ) : (
        <Go to={path(`assets/${it.asset_id}`)}>{it.name}</Go>
      )}
      <Badge tone="alarm">{t('not_registered')}</Badge>
      <Text size="sm">{t('remote_flows', { count: it.unexplained })}</Text>
      {it.past_dmz > 0 && <Badge tone="alarm">{t('remote_past', { count: it.past_dmz })}</Badge>}
      {may('boundary.register') && (
        <FormButton label={t('register')} title={t('register_title', { name: it.name })} as="change">
          {(close) => <RegisterForm start={proposalOf(it)} onClose={close} />}
        </FormButton>
      )}
    </Group>
  );
}

function Entry({ it, flows }: { it: RemotePath; flows: number }) {
  const { t } = useTranslation('boundary');
  const { path, may } = usePlace();
  const way = it.asset_name ?? it.service ?? '';
  const from = it.from_zone_name ?? t('from_anywhere');
  return (
    <Stack gap={2}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {it.name}
        </Text>
        {it.is_door && <Badge tone="good">{t('door')}</Badge>}
        {it.state === 'escalated' && <Badge tone="alarm">{t('review_due', { day: it.reviewed_until })}</Badge>}
        {may('boundary.register') && (
          <>
            <FormButton label={it.state === 'escalated' ? t('review') : t('change')} title={it.name} as="change">
              {(close) => <ChangePathForm of={it} onClose={close} />}
            </FormButton>
            <EndPath it={it} />
          </>
        )}
      </Group>
      <Text size="sm">
        {it.asset_id === null ? way : <Go to={path(`assets/${it.asset_id}`)}>{way}</Go>}: {from} → {it.to_names.join(', ')}
      </Text>
      <Text size="sm" c="dimmed">
        {[it.solution, t('answers', { name: it.owner_name }), it.purpose, t('until_day', { day: it.reviewed_until })].join(' · ')}
        {' · '}
        {flows === 0 ? t('path_unused') : t('remote_flows', { count: flows })}
      </Text>
    </Stack>
  );
}

function EndPath({ it }: { it: RemotePath }) {
  const { t } = useTranslation('boundary');
  const { site_id } = usePlace();
  const [opened, setOpened] = useState(false);
  const end = useAct(
    (reason: string) =>
      take(
        api.POST('/api/v1/sites/{site_id}/boundary/remote-paths/{path_id}/ending', {
          params: { path: { site_id, path_id: it.id } },
          body: { reason },
        }),
      ),
    { done: t('path_ended') },
  );
  return (
    <>
      <Button variant="default" size="compact-xs" onClick={() => setOpened(true)}>
        {t('end_path')}
      </Button>
      <ReasonDialog
        title={t('end_path_title', { name: it.name })}
        says={t('end_path_says')}
        submit={t('end_path')}
        opened={opened}
        onClose={() => setOpened(false)}
        onReason={end.run}
        danger
      />
    </>
  );
}
