// Who may see and keep the roster, and hand over a shift.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeRoster: Sentence = {
  id: 'roster.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see who is on shift and on call, and whom to call now.',
};
export const keepRoster: Sentence = {
  id: 'roster.keep',
  who: ['owner', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'Plant manager and OT lead plan shifts and on-call.',
};
export const handOver: Sentence = {
  id: 'roster.hand_over',
  who: ['owner', 'plant_manager', 'ot_lead', 'technician'],
  at: 'site',
  changes: true,
  says: 'Who works on a shift hands it over and takes one over, by name.',
};
