// Who needs a service, asked at once when it is declared: places and services chosen together, hit alike.
import { createClient } from '@holdfast/client';
import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DependentType } from '../schema.ts';
import { useThings, useWords } from './choices.tsx';
import { HardnessFields, type Says } from './hardness.tsx';

const api = createClient();

export const mildest: Says = { hardness: 'stops_at_once', after_hours: null, workaround: null };
/** `chosen`: `zone:<id>`, `area:<id>` ... */
export type Dependents = { chosen: readonly string[]; says: Says };

export function DependentFields({ value: { chosen, says }, onChange }: { value: Dependents; onChange: (next: Dependents) => void }) {
  const { t } = useTranslation('dependencies');
  const things = useThings();
  const { types } = useWords();
  const data = types.map(({ value: type, label }) => ({
    group: label,
    items: things[type].map((it) => ({ value: `${type}:${it.value}`, label: it.label })),
  }));
  return (
    <>
      <MultiSelect
        label={t('who_needs')}
        description={t('who_needs_note')}
        searchable
        limit={100}
        data={data.filter((it) => it.items.length > 0)}
        value={[...chosen]}
        onChange={(next) => onChange({ chosen: next, says })}
      />
      {chosen.length > 0 && <HardnessFields value={says} onChange={(next) => onChange({ chosen, says: next })} />}
    </>
  );
}

/** Each dependency is an act of its own; the service stands whatever becomes of them. Resolves to how many were refused. */
export async function declareDependents(site_id: string, service_id: string, { chosen, says }: Dependents): Promise<number> {
  let refused = 0;
  for (const one of chosen) {
    const [type, dependent_id = ''] = one.split(':');
    const params = { path: { site_id, service_id } };
    const body = { dependent_type: type as DependentType, dependent_id, ...says };
    const { error } = await api.POST('/api/v1/sites/{site_id}/services/{service_id}/dependencies', { params, body });
    if (error !== undefined) refused += 1;
  }
  return refused;
}
