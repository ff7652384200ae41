// Who may plan, walk and see walk-downs.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeWalkDowns: Sentence = {
  id: 'walk_downs.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its walk-downs; with a role for a zone, the assets of that zone.',
};
export const planWalkDowns: Sentence = {
  id: 'walk_downs.plan',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager plan walk-downs and end them, in their zones.',
};
export const walk: Sentence = {
  id: 'walk_downs.walk',
  who: ['owner', 'ot_lead', 'plant_manager', 'technician'],
  at: 'zone',
  changes: true,
  says: 'Whoever works at the machines says what is written there: the maintenance technician, the OT lead, the plant manager.',
};
