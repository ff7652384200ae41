// Who names the holders of the two keys, who holds one, and who ends what nobody decided.
import { everyRole, mintForProcess, type Permit, type Sentence } from '@holdfast/platform/permit';

export const seeOpeningKeys: Sentence = {
  id: 'opening_keys.see',
  who: everyRole,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site, and the works council, may see who holds the keys to sensitive evidence, and who opened what.',
};
export const nameHolders: Sentence = {
  id: 'opening_keys.name',
  who: ['owner', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The owner or the CISO names who holds the two keys, and whether the second is the works council’s; a holder in place admits each further one.',
};
export const holdKey: Sentence = {
  id: 'opening_keys.hold',
  who: everyRole,
  at: 'site',
  changes: true,
  in_person: true,
  says: 'Who was named a holder makes their own key, admits further holders of their side, and agrees to an opening or refuses it.',
};
const endOpenings: Sentence = {
  id: 'opening_keys.end',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product ends openings whose time is over.',
};

export const permitEndOpenings = (site_id: string): Permit => mintForProcess('opening-keys', endOpenings, site_id);
