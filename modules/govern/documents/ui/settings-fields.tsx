// Whose a document is, how often it is looked at again, and who reads it: fields shared by beginning and changing.
import { MultiSelect, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type AudienceRole, audienceRoles } from '../rules.types.ts';
import { usePeopleChoices } from './use-documents.tsx';

export type SettingsDraft = {
  owner_kind: 'ciso' | 'delegate';
  owner_id: string | null;
  review_months: number;
  acknowledge_days: number;
  audience_roles: AudienceRole[];
  audience_ids: string[];
};

export const startSettings = (review_months: number): SettingsDraft => ({
  owner_kind: 'ciso',
  owner_id: null,
  review_months,
  acknowledge_days: 365,
  audience_roles: ['plant_manager', 'ot_lead', 'technician'],
  audience_ids: [],
});

/** Whether it can be sent: a delegate is named. */
export const isWholeSettings = (it: SettingsDraft): boolean => it.owner_kind === 'ciso' || it.owner_id !== null;

export function SettingsFields({ value, onChange }: { value: SettingsDraft; onChange: (next: SettingsDraft) => void }) {
  const { t } = useTranslation('documents');
  const people = usePeopleChoices();
  const set = (patch: Partial<SettingsDraft>): void => onChange({ ...value, ...patch });
  const whole = (next: string | number, least: number, most: number): number =>
    Math.min(most, Math.max(least, Math.round(Number(next) || least)));
  return (
    <>
      <Radio.Group
        label={t('field.owner')}
        value={value.owner_kind}
        onChange={(next) => set({ owner_kind: next as SettingsDraft['owner_kind'], owner_id: null })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="ciso" label={t('owner_kind.ciso')} />
          <Radio value="delegate" label={t('owner_kind.delegate')} />
        </Stack>
      </Radio.Group>
      {value.owner_kind === 'delegate' && (
        <Select
          label={t('field.delegate')}
          required
          data={people}
          searchable
          value={value.owner_id}
          onChange={(next) => set({ owner_id: next })}
        />
      )}
      <MultiSelect
        label={t('field.audience_roles')}
        description={t('audience_says')}
        data={audienceRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={value.audience_roles}
        onChange={(next) => set({ audience_roles: next as AudienceRole[] })}
        searchable
      />
      <MultiSelect
        label={t('field.audience_ids')}
        data={people}
        value={value.audience_ids}
        onChange={(next) => set({ audience_ids: next })}
        searchable
        limit={50}
      />
      <NumberInput
        label={t('field.review_months')}
        min={1}
        max={36}
        value={value.review_months}
        onChange={(next) => set({ review_months: whole(next, 1, 36) })}
      />
      <NumberInput
        label={t('field.acknowledge_days')}
        min={30}
        max={1095}
        value={value.acknowledge_days}
        onChange={(next) => set({ acknowledge_days: whole(next, 30, 1095) })}
        clampBehavior="blur"
      />
    </>
  );
}
