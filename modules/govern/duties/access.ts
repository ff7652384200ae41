// Who sees duties, who says that they have read theirs, who records trainings.
import { Failure } from '@holdfast/platform/failure';
import { isAllowed, mintForProcess, type Permit, type Principal, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeDuties: Sentence = {
  id: 'duties.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone with a role reads the duties of every role, and whether they have read their own.',
};
export const overseeDuties: Sentence = {
  id: 'duties.oversee',
  who: ['owner', 'ciso', 'plant_manager', 'auditor'],
  at: 'any',
  changes: false,
  says: 'The owner, the CISO, plant managers and auditors see who has read their duties and been trained.',
};
export const readDuties: Sentence = {
  id: 'duties.read',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  at: 'any',
  changes: true,
  says: 'Everyone says for themselves that they have read and understood their duties; no deputy and no token does.',
};
export const recordTrainings: Sentence = {
  id: 'duties.train',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'any',
  changes: true,
  says: 'The owner, the CISO and plant managers record who was trained in their duties.',
};
export const seeActs: Sentence = {
  id: 'duties.see_acts',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site sees what the management body approved and looked at.',
};

const renew: Sentence = {
  id: 'duties.renew',
  who: [],
  at: 'any',
  changes: true,
  says: 'Holdfast notes when the duties of a role say something else, and asks who read them to read again.',
};
/** The permit of what nobody asks for. */
export const permitRenewal = (): Permit => mintForProcess('duties', renew, null);

export const mayOversee = (principal: Principal): boolean => isAllowed(principal, overseeDuties, null);

/** Refuses a deputy, a token and anybody but the person themselves. */
export function requireOwnVoice({ via, deputy_for }: Permit): void {
  if (deputy_for !== undefined || (via !== 'ui' && via !== 'terminal')) throw new Failure('forbidden', 'only_oneself_reads');
}
