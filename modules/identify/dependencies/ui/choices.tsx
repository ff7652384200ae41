// What dependency forms choose from: people, places, devices, services, suppliers.
import { useAssetChoices } from '@holdfast/assets/ui/choices';
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DependentType, hardness, serviceKind, scopeKind, type StartType } from '../schema.ts';

const api = createClient();
export type Option = { value: string; label: string };
const toOptions = (rows: readonly { id: string; name: string }[] = []): Option[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** Everything of one type to choose from. */
export function useThings(): Record<StartType | 'person', Option[]> {
  const { site_id } = usePlace();
  const path = { site_id };
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  const areas = useQuery({
    queryKey: ['areas', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/areas', { params: { path } })),
  });
  const zones = useQuery({
    queryKey: ['zones', site_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/zones', { params: { path } })),
  });
  const services = useServices();
  return {
    person: toOptions(people.data?.rows.filter((it) => it.active)),
    area: toOptions(areas.data?.rows),
    zone: toOptions(zones.data?.rows),
    service: toOptions(services.data?.rows),
    asset: useAssetChoices(),
    supplier: useSuppliers(),
  };
}

export function useServices() {
  const { site_id } = usePlace();
  return useQuery({
    queryKey: ['services', site_id, 'all'],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/services', { params: { path: { site_id }, query: { limit: 2000 } } })),
  });
}

function useSuppliers(): Option[] {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['suppliers', site_id, 'choices'],
    queryFn: async (): Promise<Option[]> => {
      const answer = await fetch(`/api/v1/sites/${site_id}/suppliers?limit=2000`, { headers: { accept: 'application/json' } });
      return answer.ok ? toOptions(((await answer.json()) as { rows: { id: string; name: string }[] }).rows) : [];
    },
  });
  return asked.data ?? [];
}

/** Closed lists in the person's language. */
export function useWords() {
  const { t } = useTranslation('dependencies');
  return {
    kinds: serviceKind.options.map((value) => ({ value, label: t(`kind.${value}`) })),
    hardnesses: hardness.options.map((value) => ({ value, label: t(`hardness.${value}`) })),
    scopeKinds: scopeKind.options.map((value) => ({ value, label: t(`scope_kind.${value}`) })),
    types: (['zone', 'area', 'asset', 'service'] as const).map((value: DependentType) => ({ value, label: t(`type.${value}`) })),
    starts: (['service', 'asset', 'zone', 'area', 'supplier'] as const).map((value: StartType) => ({ value, label: t(`type.${value}`) })),
  };
}
