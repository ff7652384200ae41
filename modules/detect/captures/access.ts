// Who may see and add captures.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeCaptures: Sentence = {
  id: 'captures.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site may see which captures were read.',
};
export const addCaptures: Sentence = {
  id: 'captures.add',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The OT lead adds captures and can cancel one being read.',
};
export const readCaptures: Sentence = {
  id: 'captures.read',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product counts a received capture into the inventory and the flows, once.',
};

/** The reading process's permit for one site. */
export const permitReading = (site_id: string): Permit => mintForProcess('reader', readCaptures, site_id);
