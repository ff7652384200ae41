// Who may read and verify the ledger.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

export const readLedger: Sentence = {
  id: 'ledger.read',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site may read its ledger, take proofs and verify it; the auditor trusts nobody.',
};
export const readOrganisationLedger: Sentence = {
  id: 'ledger.read_organisation',
  who: ['owner', 'ciso', 'auditor'],
  at: 'organisation',
  changes: false,
  says: 'The owner, the CISO and the auditor may read the organisation’s ledger.',
};
