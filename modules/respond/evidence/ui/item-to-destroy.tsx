// What a second person lets be destroyed, beside the request itself: the item with what is known of it.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { ItemFacts } from './evidence-item-page.tsx';

const api = createClient();

export function ItemToDestroy({ approval }: { approval: Approval }) {
  const { site_id } = usePlace();
  const item_id = approval.subject_id;
  const asked = useQuery({
    queryKey: ['evidence', site_id, item_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/evidence/{item_id}', { params: { path: { site_id, item_id } } })),
  });
  return <Answer of={asked}>{(it) => <ItemFacts item={it} />}</Answer>;
}
