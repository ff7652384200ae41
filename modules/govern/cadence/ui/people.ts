// People to choose from: those who are active.
import { createClient, take } from '@holdfast/client';
import { useQuery } from '@tanstack/react-query';

const api = createClient();

export function usePeople(): { value: string; label: string }[] {
  const people = useQuery({ queryKey: ['people'], queryFn: () => take(api.GET('/api/v1/people')) });
  return (people.data?.rows ?? []).filter((it) => it.active).map(({ id, name }) => ({ value: id, label: name }));
}
