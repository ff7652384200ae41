// People, areas, zones and devices to choose from.
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { useQuery } from '@tanstack/react-query';

const api = createClient();
type Option = { value: string; label: string };
const options = (rows: readonly { id: string; name: string }[] = []): Option[] => rows.map(({ id, name }) => ({ value: id, label: name }));

export function useChoices(): Record<'people' | 'areas' | 'zones', Option[]> {
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
  return {
    people: options(people.data?.rows.filter((it) => it.active)),
    areas: options(areas.data?.rows),
    zones: options(zones.data?.rows),
  };
}

/** Devices of the site, the first 2000 by name; the label tells those of like name apart. */
export function useAssetChoices(): (Option & { name: string })[] {
  const { site_id } = usePlace();
  const asked = useQuery({
    queryKey: ['assets', site_id, 'choices'],
    staleTime: 60_000,
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/assets', { params: { path: { site_id }, query: { limit: 2000, sort: 'name' } } })),
  });
  return (asked.data?.rows ?? []).map(({ id, name, ips, asset_tag }) => {
    const address = ips.includes(name) ? undefined : ips[0];
    return { value: id, name, label: [name, address, asset_tag].filter(Boolean).join(' · ') };
  });
}
