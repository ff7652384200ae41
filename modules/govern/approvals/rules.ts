// Who may speak on what waits: the right sentence for its zones, and nobody who is already part of it, also not as somebody's deputy.
import { isAllowedIn, type Principal, type Sentence } from '@holdfast/platform/permit';

/** What the rules look at of a request. */
export type Waiting = {
  state: string;
  zone_ids: readonly string[];
  asked_by: string;
  asked_for: string | null;
  expires_at: string | null;
  votes: readonly { person_id: string; for_person_id: string | null }[];
};

/** Everybody whose word already counts in a request: whoever asked or voted, and whose deputies they were. */
export function partiesOf(it: Omit<Waiting, 'state' | 'zone_ids' | 'expires_at'>): ReadonlySet<string> {
  const asked = [it.asked_by, it.asked_for];
  return new Set([...asked, ...it.votes.flatMap((vote) => [vote.person_id, vote.for_person_id])].filter((each) => each !== null));
}

/** The person without what they hold as deputy of a party: nobody speaks twice through another. */
export function asOutsider(principal: Principal, parties: ReadonlySet<string>): Principal {
  return { ...principal, grants: principal.grants.filter((grant) => !parties.has(grant.deputy_for ?? '')) };
}

/** Whether a person may decide what waits. `sentence` is the one the request's kind is decided by. */
export function mayDecide(principal: Principal, site_id: string, sentence: Sentence, it: Waiting, now: Date): boolean {
  const parties = partiesOf(it);
  if (it.state !== 'waiting' || isOver(it, now) || parties.has(principal.person_id)) return false;
  return isAllowedIn(asOutsider(principal, parties), sentence, site_id, it.zone_ids);
}

/** Whether the time to decide is over. */
export function isOver(it: { expires_at: string | null }, now: Date): boolean {
  return it.expires_at !== null && Date.parse(it.expires_at) <= now.getTime();
}

/** What a further word makes of a request: one refusal ends it, the last approval that is needed approves it; null while others are missing. */
export function outcomeOf(
  it: { people_needed: number; votes: readonly unknown[] },
  decision: 'approved' | 'refused',
): 'approved' | 'refused' | null {
  if (decision === 'refused') return 'refused';
  return it.votes.length + 2 >= it.people_needed ? 'approved' : null;
}
