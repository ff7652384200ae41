// Which part of which practice shows what is to be approved; `apps/server/src/approval-kinds.ts` has the same kinds.
import type { Shows } from '@holdfast/approvals/ui/shown';
import { Loading } from '@holdfast/design/states';
import { lazy, Suspense } from 'react';

const ListToDecide = lazy(() => import('@holdfast/conduits/ui/list-to-decide').then((it) => ({ default: it.ListToDecide })));
const ItemToDestroy = lazy(() => import('@holdfast/evidence/ui/item-to-destroy').then((it) => ({ default: it.ItemToDestroy })));

export const approvalShows: Shows = {
  'conduit.list': ({ approval }) => (
    <Suspense fallback={<Loading />}>
      <ListToDecide approval={approval} />
    </Suspense>
  ),
  'evidence.destruction': ({ approval }) => (
    <Suspense fallback={<Loading />}>
      <ItemToDestroy approval={approval} />
    </Suspense>
  ),
};
