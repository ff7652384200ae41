// Who may see and keep the production calendar.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeProduction: Sentence = {
  id: 'production.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see when it produces, cleans, changes over or stands still.',
};
export const keepProduction: Sentence = {
  id: 'production.keep',
  who: ['owner', 'ot_lead', 'plant_manager', 'technician'],
  at: 'site',
  changes: true,
  says: 'The plant manager, the OT lead and the technicians keep the production calendar.',
};
