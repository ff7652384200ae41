// Who may see, take and keep evidence. Who holds an item now is asked on top: only its custodian moves it.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeEvidence: Sentence = {
  id: 'evidence.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site may see which evidence there is, who holds it and what was done to it.',
};
export const keepEvidence: Sentence = {
  id: 'evidence.keep',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  at: 'site',
  changes: true,
  says: 'Whoever works in the plant collects evidence and signs for it; only its custodian seals, hands over, returns it or asks to destroy it.',
};
export const openEvidence: Sentence = {
  id: 'evidence.open',
  who: ['owner', 'ciso', 'ot_lead', 'auditor'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the OT lead and the auditor open the content of evidence; each opening is an entry with its purpose.',
};
export const destroyEvidence: Sentence = {
  id: 'evidence.destroy',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO or the plant manager agrees to the destruction of evidence somebody else asked for.',
};
export const verifyEvidence: Sentence = {
  id: 'evidence.verify',
  who: roleNames,
  at: 'site',
  changes: true,
  says: 'Everyone with a role for the whole site may have an item measured again; the auditor trusts nobody.',
};
