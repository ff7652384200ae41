// Giving a role: to whom, which, where, from when until when.
import { createClient, take } from '@holdfast/client';
import { useAct } from '@holdfast/design/act';
import { Form } from '@holdfast/design/form';
import { FormButton } from '@holdfast/design/form-button';
import { usePlace } from '@holdfast/design/place';
import { MultiSelect, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditDays } from '../rules.ts';
import { grantScope, type NewGrant, roleName } from '../schema.ts';

const api = createClient();

/** Active people to choose from. */
export function usePeople(): { value: string; label: string }[] {
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  return (people.data?.rows ?? []).filter((it) => it.active).map((it) => ({ value: it.id, label: it.name }));
}

/** The first moment of a day (`2026-11-21`) in a zone, ISO 8601. */
export function dayStart(day: string, zone: string): string {
  const noon = new Date(`${day}T00:00:00Z`);
  const shown = new Date(noon.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T') + 'Z');
  return new Date(noon.getTime() - (shown.getTime() - noon.getTime())).toISOString();
}

/** The last second of a day in a zone. */
export function dayEnd(day: string, zone: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return new Date(Date.parse(dayStart(next, zone)) - 1000).toISOString();
}

/** The day an audit that begins today usually ends. */
const auditUntil = (zone: string): string => new Date(Date.now() + auditDays * 86_400_000).toLocaleDateString('sv-SE', { timeZone: zone });

/** `person_id`: to whom, where that is settled. */
export function GiveRoleButton({ person_id = null }: { person_id?: string | null }) {
  const { t } = useTranslation('roles');
  return (
    <FormButton label={t('give')} title={t('give_title')}>
      {(close) => <GiveRoleForm to={person_id} onClose={close} />}
    </FormButton>
  );
}

type Wanted = {
  person_id: string | null;
  role: NewGrant['role'] | null;
  scope: NewGrant['scope'];
  zone_ids: string[];
  from: string;
  until: string;
};

function GiveRoleForm({ to, onClose }: { to: string | null; onClose: () => void }) {
  const { t } = useTranslation('roles');
  const { site_id, site_name, time_zone } = usePlace();
  const people = usePeople();
  const [it, setIt] = useState<Wanted>({ person_id: to, role: null, scope: 'site', zone_ids: [], from: '', until: '' });
  const set = (patch: Partial<Wanted>): void => setIt((before) => ({ ...before, ...patch }));
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path: { site_id } } })),
    enabled: it.scope === 'zone',
  });
  const give = useAct((body: NewGrant) => take(api.POST('/api/v1/grants', { body })), { done: t('given') });
  const send = async (): Promise<void> => {
    if (it.person_id === null || it.role === null) return;
    const span = {
      starts_at: it.from === '' ? null : dayStart(it.from, time_zone),
      expires_at: it.until === '' ? null : dayEnd(it.until, time_zone),
    };
    const who = { person_id: it.person_id, role: it.role, scope: it.scope, site_id: it.scope === 'organisation' ? null : site_id };
    // One grant for each zone, so that each can be ended alone.
    for (const zone_id of it.scope === 'zone' ? it.zone_ids : [null]) if (!(await give.run({ ...who, zone_id, ...span }))) return;
    onClose();
  };
  const isAudit = it.role === 'auditor';
  const hasPlace = it.scope !== 'zone' || it.zone_ids.length > 0;
  const isReady = it.person_id !== null && it.role !== null && hasPlace && (!isAudit || it.until !== '');
  return (
    <Form submit={t('give')} busy={give.busy} disabled={!isReady} onCancel={onClose} onSubmit={send}>
      <Select
        label={t('person_label')}
        required
        searchable
        disabled={to !== null}
        data-autofocus={to === null || undefined}
        data={people}
        value={it.person_id}
        onChange={(person_id) => set({ person_id })}
      />
      <Select
        label={t('role_label')}
        required
        data={roleName.options.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={it.role}
        onChange={(role) =>
          set({ role: role as Wanted['role'], ...(role === 'auditor' && it.until === '' ? { until: auditUntil(time_zone) } : {}) })
        }
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
        onChange={(scope) => set({ scope: (scope ?? 'site') as Wanted['scope'] })}
      />
      {it.scope === 'zone' && (
        <MultiSelect
          label={t('zone_label')}
          required
          searchable
          data={zones.data?.rows.map((zone) => ({ value: zone.id, label: zone.name })) ?? []}
          value={it.zone_ids}
          onChange={(zone_ids) => set({ zone_ids })}
        />
      )}
      <TextInput type="date" label={t('from_label')} value={it.from} onChange={({ currentTarget: { value } }) => set({ from: value })} />
      <TextInput
        type="date"
        label={t('until_label')}
        {...(isAudit ? { required: true, description: t('audit_until') } : {})}
        value={it.until}
        onChange={({ currentTarget: { value } }) => set({ until: value })}
      />
    </Form>
  );
}
