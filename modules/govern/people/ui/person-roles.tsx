// A person's roles: what for, until when; the owner gives and ends them.
import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form, ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { type GrantRow, grantScope, type NewGrant, roleName } from '@holdfast/roles/schema';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../schema.ts';

const api = createClient();

/** A role with its reach, in words. */
export function useGrantText(): (grant: GrantRow) => string {
  const { t } = useTranslation('roles');
  return (grant) => {
    const name = grant.scope === 'zone' ? grant.zone_name : grant.site_name;
    return `${t(`role.${grant.role}`)}, ${t(`scope.${grant.scope}`, { name })}`;
  };
}

export function PersonRoles({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'roles']);
  const { may } = usePlace();
  const grantText = useGrantText();
  return (
    <Stack gap="md">
      <div>
        <Title order={2}>{person.name}</Title>
        {person.email !== null && <Text c="dimmed">{person.email}</Text>}
      </div>
      <Title order={3}>{t('column.roles')}</Title>
      {person.grants.length === 0 && <Text c="dimmed">{t('no_role')}</Text>}
      {person.grants.map((grant) => (
        <Group key={grant.id} justify="space-between" wrap="nowrap">
          <div>
            <Text>{grantText(grant)}</Text>
            <Text size="xs" c="dimmed">
              {t('roles:since')} <Time at={grant.granted_at} style="day" />
              {grant.expires_at !== null && (
                <>
                  {' · '}
                  {t('roles:until')} <Time at={grant.expires_at} style="day" />
                </>
              )}
            </Text>
          </div>
          {may('roles.give') && <EndRole grant={grant} />}
        </Group>
      ))}
      {may('roles.give') && <GiveRole person={person} />}
    </Stack>
  );
}

function EndRole({ grant }: { grant: GrantRow }) {
  const { t } = useTranslation('roles');
  const grantText = useGrantText();
  const [isAsking, setAsking] = useState(false);
  const end = useAct(
    (reason: string) => take(api.DELETE('/api/v1/grants/{grant_id}', { params: { path: { grant_id: grant.id }, query: { reason } } })),
    {
      done: t('ended'),
    },
  );
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('end')}
      </Button>
      <ReasonDialog
        title={t('end_title', { role: grantText(grant) })}
        says={t('end_says')}
        submit={t('end')}
        opened={isAsking}
        onClose={() => setAsking(false)}
        onReason={end.run}
      />
    </>
  );
}

type Wanted = { role: NewGrant['role'] | null; scope: NewGrant['scope']; zone_id: string | null };

function GiveRole({ person }: { person: Person }) {
  const { t } = useTranslation('roles');
  const { site_id, site_name } = usePlace();
  const [it, setIt] = useState<Wanted>({ role: null, scope: 'site', zone_id: null });
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
    enabled: it.scope === 'zone',
  });
  const give = useAct((body: NewGrant) => take(api.POST('/api/v1/grants', { body })), { done: t('given') });
  const send = () =>
    it.role !== null &&
    give.run({
      person_id: person.id,
      role: it.role,
      scope: it.scope,
      site_id: it.scope === 'organisation' ? null : site_id,
      zone_id: it.scope === 'zone' ? it.zone_id : null,
      expires_at: null,
    });
  return (
    <Form submit={t('give')} busy={give.busy} disabled={it.role === null || (it.scope === 'zone' && it.zone_id === null)} onSubmit={send}>
      <Title order={3}>{t('give_title')}</Title>
      <Select
        label={t('role_label')}
        data={roleName.options.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={it.role}
        onChange={(role) => setIt({ ...it, role: role as Wanted['role'] })}
      />
      {it.role !== null && (
        <Text size="xs" c="dimmed">
          {t(`may.${it.role}`)}
        </Text>
      )}
      <Select
        label={t('scope_label')}
        allowDeselect={false}
        data={grantScope.options.map((value) => ({
          value,
          label: value === 'zone' ? t('scope_zone') : t(`scope.${value}`, { name: site_name }),
        }))}
        value={it.scope}
        onChange={(scope) => setIt({ ...it, scope: (scope ?? 'site') as Wanted['scope'] })}
      />
      {it.scope === 'zone' && (
        <Select
          label={t('zone_label')}
          searchable
          data={zones.data?.rows.map((zone) => ({ value: zone.id, label: zone.name })) ?? []}
          value={it.zone_id}
          onChange={(zone_id) => setIt({ ...it, zone_id })}
        />
      )}
    </Form>
  );
}
