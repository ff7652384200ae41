// Who decides that a restored copy goes on, and who may see and make Holdfast's own backups.
import type { Sentence } from '@holdfast/platform/permit';

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
  says: 'A second person of owner, CISO and plant manager approves it, both in their own session, one of them an owner; a new epoch of every log begins.',
};

/** What is not held while a restored copy waits for people. */
export const heldExempt: readonly string[] = [proposeRestoration.id, approveRestoration.id];
