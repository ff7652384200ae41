// Who may see what waits for others; deciding takes the sentence of the kind that is asked for.
import { mint, mintForProcess, type Permit, type Principal, requireZones, roleNames, type Sentence } from '@holdfast/platform/permit';
import { Failure } from '@holdfast/platform/failure';
import { asOutsider, partiesOf, type Waiting } from './rules.ts';

export const seeApprovals: Sentence = {
  id: 'approvals.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see what waits for a second person.',
};
export const decideApprovals: Sentence = {
  id: 'approvals.decide',
  who: roleNames,
  at: 'zone',
  changes: true,
  says: 'Whoever may decide the kind of request decides it, unless they asked for it or already spoke, themselves or through a deputy. Whoever asked withdraws.',
};
export const endApprovals: Sentence = {
  id: 'approvals.end',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product ends requests nobody decided in time.',
};

/** The permit to decide one request. Throws forbidden for a party of it and for who lacks the right in one of its zones. */
export function permitToDecide(principal: Principal, sentence: Sentence, site_id: string, it: Waiting): Permit {
  const parties = partiesOf(it);
  if (parties.has(principal.person_id)) throw new Failure('forbidden', 'second_person_needed');
  const permit = mint(asOutsider(principal, parties), sentence, site_id);
  requireZones(permit, it.zone_ids);
  return permit;
}

export const permitToEnd = (site_id: string): Permit => mintForProcess('approvals', endApprovals, site_id);
