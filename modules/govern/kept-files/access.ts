// Who may see whether a kept file is whole, and have it read again.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeKeptFiles: Sentence = {
  id: 'kept_files.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see when a file was last read and found whole.',
};
export const checkKeptFile: Sentence = {
  id: 'kept_files.check',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'auditor'],
  at: 'site',
  changes: true,
  says: 'Whoever answers for evidence, and the auditor, may have a file read again now.',
};
const checkByItself: Sentence = {
  id: 'kept_files.round',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast reads every kept file again within 30 days and says which are no longer what was stored.',
};

/** The permit of the round nobody asks for. */
export const permitRound = (site_id: string): Permit => mintForProcess('file-check', checkByItself, site_id);
