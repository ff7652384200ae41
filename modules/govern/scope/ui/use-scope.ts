// What pages of scope ask the server for.
import { createClient, take } from '@holdfast/client';
import { useAsOf } from '@holdfast/design/as-of';
import { useQuery } from '@tanstack/react-query';

export const api = createClient();

/** All legal entities as of the day chosen. */
export function useEntities() {
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['legal-entities', as_of ?? null],
    queryFn: () => take(api.GET('/api/v1/legal-entities', { params: { query: as_of === undefined ? {} : { as_of } } })),
  });
}

/** One legal entity as of the day chosen. */
export function useEntity(entity_id: string) {
  const { as_of } = useAsOf();
  return useQuery({
    queryKey: ['legal-entity', entity_id, as_of ?? null],
    queryFn: () =>
      take(api.GET('/api/v1/legal-entities/{entity_id}', { params: { path: { entity_id }, query: as_of === undefined ? {} : { as_of } } })),
  });
}

/** Kinds of entities and countries; they change only with the product. */
export function useLawLists() {
  return useQuery({ queryKey: ['law-lists'], queryFn: () => take(api.GET('/api/v1/law/lists')), staleTime: Number.POSITIVE_INFINITY });
}
