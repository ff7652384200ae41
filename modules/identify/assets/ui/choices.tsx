// People, areas and zones to choose from.
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
