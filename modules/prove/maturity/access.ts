// Who sees how mature a plant is, claims a level, sets a target and assesses it.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeMaturity: Sentence = {
  id: 'maturity.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site sees its levels, what they rest on and what is claimed.',
};
export const compareMaturity: Sentence = {
  id: 'maturity.compare',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone with a role compares the levels of the sites whose levels they may see.',
};
export const claimMaturity: Sentence = {
  id: 'maturity.claim',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead claim a level, set a target and assess the site; what evidence proves stays beside it.',
};
