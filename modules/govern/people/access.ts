// Who may see people and make accounts.
import {
  everyRole,
  isAllowed,
  mintForProcess,
  mintOwn,
  type Permit,
  type Principal,
  roleNames,
  type Sentence,
} from '@holdfast/platform/permit';

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
  who: everyRole,
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

export const keepOwnAccount: Sentence = {
  id: 'people.account',
  who: everyRole,
  at: 'any',
  changes: true,
  in_person: true,
  says: 'Everyone who is signed in keeps how they sign in themselves: password, second factor, passkeys, sessions.',
};
export const keepSignIn: Sentence = {
  id: 'people.sign_in',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner says how people may sign in, helps those who lost a way in, and ends sessions and lock-outs.',
};
export const seeSignIn: Sentence = {
  id: 'people.see_sign_in',
  who: ['owner'],
  at: 'organisation',
  changes: false,
  says: 'The owner sees how people sign in and who is locked out.',
};
export const followDirectory: Sentence = {
  id: 'people.directory',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'At sign-in, accounts and roles follow what the directory says.',
};

export const resetAtConsole: Sentence = {
  id: 'people.reset_at_console',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Who runs the machine Holdfast is on may take a person’s ways of signing in away and hand them a one-time code; the ledger says so.',
};

/** The permit of the console command, which nobody signs in for. */
export const permitConsole = (): Permit => mintForProcess('console', resetAtConsole, null);

/** The permit of a person for their own account, with or without a role. */
export const permitOwnAccount = (principal: Principal): Permit => mintOwn(principal, keepOwnAccount);

/** The permit of sign-in itself, where nobody is signed in yet. */
export const permitSignIn = (): Permit => mintForProcess('sign-in', followDirectory, null);

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
