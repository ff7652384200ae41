// A person's roles: what for, until when; the owner gives and ends them.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { ReasonDialog } from '@holdfast/design/form';
import { usePlace } from '@holdfast/design/place';
import { Time } from '@holdfast/design/time';
import { hasBegun } from '@holdfast/roles/rules';
import type { GrantRow } from '@holdfast/roles/schema';
import { GiveRoleButton } from '@holdfast/roles/ui/give-role';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../schema.ts';

const api = createClient();

/** A role with its reach, in words; and that it begins later, where it does. */
export function useGrantText(): (grant: GrantRow) => string {
  const { t } = useTranslation('roles');
  const [now] = useState(() => new Date());
  return (grant) => {
    const name = grant.scope === 'zone' ? grant.zone_name : grant.site_name;
    const said = `${t(`role.${grant.role}`)}, ${t(`scope.${grant.scope}`, { name })}`;
    return hasBegun(grant, now) ? said : `${said} (${t('state.later')})`;
  };
}

export function PersonRoles({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'roles']);
  const { may } = usePlace();
  const grantText = useGrantText();
  const [now] = useState(() => new Date());
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
              {t(hasBegun(grant, now) ? 'roles:since' : 'roles:from')} <Time at={grant.starts_at} style="day" />
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
      {may('roles.give') && (
        <div>
          <GiveRoleButton person_id={person.id} />
        </div>
      )}
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
