// Who may read and verify the ledger.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

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
export const alarmAboutSigner: Sentence = {
  id: 'ledger.alarm',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast itself notes when the signer refuses a ledger, when it signs again, when entries stay unsealed, and when one person or token floods it.',
};

/** The permit of the alarm: a site's log, or the organisation's. */
export const permitAlarm = (site_id: string | null): Permit => mintForProcess('signer', alarmAboutSigner, site_id);
export const replaceKey: Sentence = {
  id: 'ledger.replace_key',
  who: [],
  at: 'site',
  changes: true,
  says: 'Who may read the data folder replaces the ledger’s key with “holdfast signer rotate”.',
};

export const permitRotation = (site_id: string | null): Permit => mintForProcess('console', replaceKey, site_id);
