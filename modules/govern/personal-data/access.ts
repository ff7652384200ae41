// Who may ask for the erasure of personal data, agree to it, and set a legal hold.
import { mint, mintForProcess, type Permit, type Principal, type Sentence } from '@holdfast/platform/permit';

export const seeErasures: Sentence = {
  id: 'erasures.see',
  who: ['owner', 'ciso', 'plant_manager', 'auditor'],
  at: 'site',
  changes: false,
  says: 'The owner, the CISO, the plant manager and the auditor see what was erased or is to be, and which legal holds there are.',
};
export const previewErasures: Sentence = {
  id: 'erasures.preview',
  who: ['owner', 'ciso'],
  at: 'site',
  changes: false,
  says: 'The owner or the CISO sees what an erasure would empty before they ask for it.',
};
export const askErasure: Sentence = {
  id: 'erasures.ask',
  who: ['owner', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The owner or the CISO asks for the erasure of what an entry holds of a person; another of them agrees.',
};
export const askPersonErasure: Sentence = {
  id: 'erasures.ask_person',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner or the CISO of the whole organisation asks for the erasure of a person’s data; another of them agrees.',
};
export const keepHolds: Sentence = {
  id: 'legal_holds.keep',
  who: ['owner', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The owner or the CISO sets and lifts legal holds: what is held is neither erased nor destroyed.',
};
const repeatErasure: Sentence = {
  id: 'erasures.repeat',
  who: [],
  at: 'site',
  changes: true,
  says: 'After a backup was put back, Holdfast erases again what was erased since it was made.',
};
const destroyAgain: Sentence = {
  id: 'erasures.destroy_keys',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'After a backup was put back, Holdfast destroys again the keys of files that were destroyed since it was made.',
};

/** The permit to ask for a person’s erasure. Throws forbidden for whose role is for a site only. */
export const permitPersonErasure = (principal: Principal, site_id: string): Permit => mint(principal, askPersonErasure, site_id);

/** The permit of the start after a restore. */
export const permitRepeat = (site_id: string): Permit => mintForProcess('erasures', repeatErasure, site_id);
/** The same, for keys of files: they belong to no one site. */
export const permitDestroyAgain = (): Permit => mintForProcess('erasures', destroyAgain, null);
