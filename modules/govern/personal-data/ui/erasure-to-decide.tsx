// What a second person lets be erased, beside the request itself: every payload and place, what stays, what holds it.
import type { Approval } from '@holdfast/approvals/schema';
import { createClient, take } from '@holdfast/client';
import { usePlace } from '@holdfast/design/place';
import { Answer } from '@holdfast/design/states';
import { useQuery } from '@tanstack/react-query';
import { Held, Payloads, Places, Stays } from './preview.tsx';

const api = createClient();

export function ErasureToDecide({ approval }: { approval: Approval }) {
  const { site_id } = usePlace();
  const erasure_id = approval.subject_id;
  const asked = useQuery({
    queryKey: ['erasures', site_id, erasure_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/erasures/{erasure_id}', { params: { path: { site_id, erasure_id } } })),
  });
  return (
    <Answer of={asked}>
      {(it) => (
        <>
          <Held holds={it.holds} />
          <Payloads list={it.list} total={it.list.length} />
          <Places places={it.places} />
          <Stays remains={it.remains} />
        </>
      )}
    </Answer>
  );
}
