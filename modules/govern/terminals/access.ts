// Who may register terminals and keep badges, and what a terminal may by itself.
import { mintForProcess, type Permit, type Principal, type RoleName, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeTerminals: Sentence = {
  id: 'terminals.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site may see its shared terminals.',
};
export const keepTerminals: Sentence = {
  id: 'terminals.keep',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner and the OT lead register and end shared terminals, in person.',
  in_person: true,
};
export const nameAtTerminal: Sentence = {
  id: 'terminals.name',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'At a shared terminal, a person says who they are with badge or name and PIN.',
};
export const seeBadges: Sentence = {
  id: 'terminals.see_badges',
  who: ['owner'],
  at: 'organisation',
  changes: false,
  says: 'The owner sees who has which badge, and whether a PIN is set; never a PIN.',
};
export const keepBadges: Sentence = {
  id: 'terminals.keep_badges',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner gives badges and resets PINs, in person.',
  in_person: true,
};
export const setOwnPin: Sentence = {
  id: 'terminals.own_pin',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Everyone sets their own PIN for shared terminals, in person.',
  in_person: true,
};
export const pairTerminals: Sentence = {
  id: 'terminals.pair',
  who: [],
  at: 'site',
  changes: true,
  says: 'Who types the code of a registered terminal makes that browser the terminal, once.',
};
export const keepPins: Sentence = {
  id: 'terminals.keep_pins',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'A terminal lets a person choose their first PIN, and locks a PIN that was tried too often.',
};

export const permitPairing = (site_id: string): Permit => mintForProcess('terminals', pairTerminals, site_id);
export const permitPins = (): Permit => mintForProcess('terminals', keepPins, null);

/** Roles a person may lend to a terminal of a site: their own there; the owner any. Nobody's terminal shows more than they see themselves. */
export function rolesToLend(principal: Principal, site_id: string): readonly RoleName[] {
  const here = principal.grants.filter(
    (it) => !it.deputy_for && (it.scope === 'organisation' || (it.scope === 'site' && it.site_id === site_id)),
  );
  return here.some((it) => it.role === 'owner') ? roleNames : [...new Set(here.map((it) => it.role))];
}
