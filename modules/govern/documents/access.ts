// Who may read, write, approve and adopt documents, and say that they have read one.
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, mint, type Permit, type Principal, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeDocuments: Sentence = {
  id: 'documents.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site reads its documents, and those of the organisation.',
};
export const acknowledgeDocuments: Sentence = {
  id: 'documents.acknowledge',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  at: 'zone',
  changes: true,
  says: 'Everyone who is asked to read a document says for themselves that they have read and understood it; no deputy and no token does.',
};
export const writeDocuments: Sentence = {
  id: 'documents.write',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead write the documents of their site.',
};
export const writeShared: Sentence = {
  id: 'documents.write_shared',
  who: ['owner', 'ciso', 'ot_lead'],
  at: 'organisation',
  changes: true,
  says: 'Who holds the role of owner, CISO or OT lead for the whole organisation writes the documents all sites adopt.',
};
export const approveDocuments: Sentence = {
  id: 'documents.approve',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO or the plant manager approves a version somebody else proposed.',
};
export const approveShared: Sentence = {
  id: 'documents.approve_shared',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'organisation',
  changes: true,
  says: 'A document for all sites is approved by an owner, CISO or plant manager of the whole organisation who did not propose it.',
};
export const adoptDocuments: Sentence = {
  id: 'documents.adopt',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO or the plant manager says whether the site adopts a document of the organisation.',
};
export const keepNaming: Sentence = {
  id: 'documents.naming',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The OT lead sets how devices are named; the check lists names that do not fit and changes none.',
};

type Reach = { reach: 'site' | 'organisation' };
const writing = ({ reach }: Reach): Sentence => (reach === 'site' ? writeDocuments : writeShared);

/** The permit to write a document at the site that keeps it. Throws forbidden. */
export const permitWriting = (principal: Principal, site_id: string, it: Reach): Permit => mint(principal, writing(it), site_id);
export const mayWrite = (principal: Principal, site_id: string, it: Reach): boolean => isAllowed(principal, writing(it), site_id);

/** Refuses a deputy, a token and anybody but the person themselves. */
export function requireOwnVoice({ via, deputy_for }: Permit): void {
  if (deputy_for !== undefined || (via !== 'ui' && via !== 'terminal')) throw new Failure('forbidden', 'only_oneself_reads');
}
