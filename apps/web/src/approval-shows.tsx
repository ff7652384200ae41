// Which part of which practice shows what is to be approved; `apps/server/src/approval-kinds.ts` has the same kinds.
import type { Shows } from '@holdfast/approvals/ui/shown';
import { Loading } from '@holdfast/design/states';
import { lazy, Suspense } from 'react';

const ListToDecide = lazy(() => import('@holdfast/conduits/ui/list-to-decide').then((it) => ({ default: it.ListToDecide })));
const ExceptionToDecide = lazy(() => import('@holdfast/conduits/ui/exception-to-decide').then((it) => ({ default: it.ExceptionToDecide })));
const ItemToDestroy = lazy(() => import('@holdfast/evidence/ui/item-to-destroy').then((it) => ({ default: it.ItemToDestroy })));

const ErasureToDecide = lazy(() => import('@holdfast/personal-data/ui/erasure-to-decide').then((it) => ({ default: it.ErasureToDecide })));

const VersionToDecide = lazy(() => import('@holdfast/documents/ui/version-to-decide').then((it) => ({ default: it.VersionToDecide })));

const erasure: Shows[string] = ({ approval }) => (
  <Suspense fallback={<Loading />}>
    <ErasureToDecide approval={approval} />
  </Suspense>
);

const version: Shows[string] = ({ approval }) => (
  <Suspense fallback={<Loading />}>
    <VersionToDecide approval={approval} />
  </Suspense>
);

export const approvalShows: Shows = {
  'document.version': version,
  'document.shared_version': version,
  'conduit.list': ({ approval }) => (
    <Suspense fallback={<Loading />}>
      <ListToDecide approval={approval} />
    </Suspense>
  ),
  'conduit.exception': ({ approval }) => (
    <Suspense fallback={<Loading />}>
      <ExceptionToDecide approval={approval} />
    </Suspense>
  ),
  'evidence.destruction': ({ approval }) => (
    <Suspense fallback={<Loading />}>
      <ItemToDestroy approval={approval} />
    </Suspense>
  ),
  'personal_data.entry_erasure': erasure,
  'personal_data.person_erasure': erasure,
};
