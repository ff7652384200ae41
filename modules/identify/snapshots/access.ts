// Who may take and read snapshots.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeSnapshots: Sentence = {
  id: 'snapshots.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site may read its snapshots and compare them.',
};
export const takeSnapshots: Sentence = {
  id: 'snapshots.take',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager take snapshots of the map and the inventory; the product takes one each month.',
};

/** The product's own permit, once a month. */
export const permitMonthly = (site_id: string): Permit => mintForProcess('snapshot', takeSnapshots, site_id);
