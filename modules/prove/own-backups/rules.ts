// Who may complete a restore: two different people, one of them an owner. Pure.
import { Failure } from '@holdfast/platform/failure';
import type { Grant } from '@holdfast/platform/permit';

export type Proposal = { asked_by: string; by_owner: boolean };

/** Whether the person holds the owner's role for the organisation themselves, not as a deputy. */
export function isOwner(grants: readonly Grant[]): boolean {
  return grants.some(({ role, scope, deputy_for }) => role === 'owner' && scope === 'organisation' && (deputy_for ?? null) === null);
}

/** Null when the person may say the second word, else the code of why not. */
export function whyNotSecond(it: Proposal, person_id: string, by_owner: boolean): 'second_person_needed' | 'owner_needed' | null {
  if (it.asked_by === person_id) return 'second_person_needed';
  return it.by_owner || by_owner ? null : 'owner_needed';
}

/** Throws forbidden unless the person may say the second word. */
export function requireSecond(it: Proposal, person_id: string, by_owner: boolean): void {
  const why = whyNotSecond(it, person_id, by_owner);
  if (why !== null) throw new Failure('forbidden', why);
}
