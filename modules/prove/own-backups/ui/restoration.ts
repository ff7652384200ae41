// Asks whether this is a restored copy that waits for a decision.
import { createClient, take } from '@holdfast/client';
import { useQuery } from '@tanstack/react-query';

const api = createClient();

/** Asked at once, every minute, and after every act. */
export function useRestoration() {
  return useQuery({ queryKey: ['restoration'], queryFn: () => take(api.GET('/api/v1/restoration')), refetchInterval: 60_000 });
}
