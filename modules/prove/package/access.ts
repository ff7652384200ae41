// Who may make and take evidence packages, and whose packages hold files.
import { mintForProcess, type Permit, type Sentence } from '@holdfast/platform/permit';

export const seePackages: Sentence = {
  id: 'packages.see',
  who: ['owner', 'ciso', 'plant_manager', 'auditor'],
  at: 'site',
  changes: false,
  says: 'The owner, the CISO, the plant manager and the auditor see which packages were made, and download them; each download is an entry.',
};
export const makePackages: Sentence = {
  id: 'packages.make',
  who: ['owner', 'ciso', 'plant_manager', 'auditor'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the auditor make packages of what they may see.',
};
export const packFiles: Sentence = {
  id: 'packages.pack_files',
  who: ['owner', 'ciso', 'auditor'],
  at: 'site',
  changes: false,
  says: 'Packages of the owner, the CISO and the auditor hold the content of files; others hold their hashes only.',
};

/** The permit of the job that makes them. */
export const permitMaking = (site_id: string): Permit => mintForProcess('packages', makePackages, site_id);
