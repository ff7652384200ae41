// What practices ask approvals for: each needs a line here before anybody can decide it.
import type { ApprovalKind } from '@holdfast/approvals/store.decide';
import { destructionApproval } from '@holdfast/evidence/store.custody';
import { sharedApproval, versionApproval } from '@holdfast/documents/store.versions';
import { exceptionApproval } from '@holdfast/conduits/store.exceptions';
import { listApproval } from '@holdfast/conduits/store.lists';
import { entryErasureApproval, personErasureApproval } from '@holdfast/personal-data/store.erasing';

export const approvalKinds: readonly ApprovalKind[] = [
  entryErasureApproval,
  personErasureApproval,
  listApproval,
  exceptionApproval,
  destructionApproval,
  versionApproval,
  sharedApproval,
];
