// Which group of a directory gives which role, and over what it reaches.
import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { usePlace } from '@holdfast/design/place';
import type { GrantRow } from '@holdfast/roles/schema';
import { roleName } from '@holdfast/roles/schema';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Role = Exclude<GrantRow['role'], 'owner'>;
export type GroupRoleRow = {
  group: string;
  role: Role;
  scope: 'organisation' | 'site' | 'zone';
  site_id: string | null;
  zone_id: string | null;
};
type RowsProps = { rows: readonly GroupRoleRow[]; onChange: (rows: GroupRoleRow[]) => void };

const roles = roleName.options.filter((it): it is Role => it !== 'owner');

export function GroupRoles({ rows, onChange }: RowsProps) {
  const { t } = useTranslation('people');
  const { site_id } = usePlace();
  const change = (at: number, patch: Partial<GroupRoleRow>): void => onChange(rows.map((it, i) => (i === at ? { ...it, ...patch } : it)));
  return (
    <Stack gap="xs" component="fieldset" p={0} m={0} style={{ border: 0 }}>
      <Text component="legend" fw={600} p={0}>
        {t('provider.groups')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('provider.groups_says')}
      </Text>
      {rows.map((row, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity while they are typed
        <GroupRoleLine
          key={at}
          row={row}
          onChange={(patch) => change(at, patch)}
          onRemove={() => onChange(rows.filter((_, i) => i !== at))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          onClick={() => onChange([...rows, { group: '', role: 'auditor', scope: 'site', site_id, zone_id: null }])}
        >
          {t('provider.add_group')}
        </Button>
      </Group>
    </Stack>
  );
}

type LineProps = { row: GroupRoleRow; onChange: (patch: Partial<GroupRoleRow>) => void; onRemove: () => void };

function GroupRoleLine({ row, onChange, onRemove }: LineProps) {
  const { t } = useTranslation(['people', 'roles']);
  const { site_id, site_name } = usePlace();
  const here = row.scope === 'site' && row.site_id === site_id;
  const places = [
    { value: 'organisation', label: t('roles:scope.organisation') },
    { value: 'site', label: site_name },
    ...(row.scope === 'organisation' || here ? [] : [{ value: 'kept', label: t('provider.elsewhere') }]),
  ];
  const place = row.scope === 'organisation' ? 'organisation' : here ? 'site' : 'kept';
  return (
    <Group gap="xs" align="flex-end" wrap="wrap">
      <TextInput
        label={t('provider.group')}
        style={{ flex: '1 1 160px' }}
        value={row.group}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
      <Select
        label={t('roles:role_label')}
        allowDeselect={false}
        w={150}
        data={roles.map((value) => ({ value, label: t(`roles:role.${value}`) }))}
        value={row.role}
        onChange={(role) => onChange({ role: role as Role })}
      />
      <Select
        label={t('roles:scope_label')}
        allowDeselect={false}
        w={180}
        data={places}
        value={place}
        onChange={(value) => {
          if (value === 'organisation') onChange({ scope: 'organisation', site_id: null, zone_id: null });
          if (value === 'site') onChange({ scope: 'site', site_id, zone_id: null });
        }}
      />
      <ActionIcon
        variant="subtle"
        color="var(--hf-muted)"
        size="lg"
        aria-label={t('provider.remove_group', { group: row.group })}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
