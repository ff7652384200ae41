// Who decides that a restored copy goes on, and who may see and make Holdfast's own backups.
import { mintForProcess, type Permit, type Sentence } from '@holdfast/platform/permit';

export const proposeRestoration: Sentence = {
  id: 'own_backups.propose_restoration',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'any',
  changes: true,
  in_person: true,
  says: 'The owner, the CISO or a plant manager proposes, with a reason, to go on from a restored copy that lacks signed entries.',
};
export const approveRestoration: Sentence = {
  id: 'own_backups.approve_restoration',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'any',
  changes: true,
  in_person: true,
  says: 'A second person of owner, CISO and plant manager approves it, both in their own session, one of them an owner; a code from paper or console stands in where nobody else can. A new epoch of every log begins.',
};

export const seeOwnBackups: Sentence = {
  id: 'own_backups.see',
  who: ['owner', 'ciso', 'plant_manager', 'auditor'],
  at: 'any',
  changes: false,
  says: 'The owner, the CISO, plant managers and the auditor see how Holdfast itself is backed up, and who could restore it.',
};
export const keepOwnBackups: Sentence = {
  id: 'own_backups.keep',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner and the CISO say where backups of Holdfast go, make and check one, and make the recovery key.',
};
const backUp: Sentence = {
  id: 'own_backups.make',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Holdfast backs itself up each day.',
};

/** The permit of the daily backup. */
export const permitBackup = (): Permit => mintForProcess('backups', backUp, null);

/** What is not held while a restored copy waits for people. */
export const heldExempt: readonly string[] = [proposeRestoration.id, approveRestoration.id];
