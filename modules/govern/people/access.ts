// Who may see people and make accounts.
import { isAllowed, mintForProcess, type Permit, type Principal, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seePeople: Sentence = {
  id: 'people.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone who holds a role may see the names and roles of the others, to name owners and to know whom to call; not what they sign in with.',
};
export const keepPeople: Sentence = {
  id: 'people.keep',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner makes, changes and closes accounts.',
};
export const changeOwnSettings: Sentence = {
  id: 'people.own',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Everyone sets their own language.',
};
export const setUpHoldfast: Sentence = {
  id: 'people.setup',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Who holds the one-time code printed on the console makes the owner account, once.',
};

/** The permit of the first set-up, which nobody can hold a role for yet. */
export const permitSetUp = (): Permit => mintForProcess('setup', setUpHoldfast, null);

/** Whether a person may see what another signs in with. */
export function seesEmail(principal: Principal, person_id: string): boolean {
  return person_id === principal.person_id || isAllowed(principal, keepPeople, null);
}

/** Ids of the sentences that allow a person something, for the organisation (`site_id` null) or a site: the UI hides what is refused anyway. */
export function whatMay(principal: Principal, site_id: string | null, sentences: readonly Sentence[]): string[] {
  return sentences.filter((sentence) => isAllowed(principal, sentence, site_id)).map((sentence) => sentence.id);
}
