// Who may see and keep the suppliers.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeSuppliers: Sentence = {
  id: 'suppliers.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its suppliers: at night somebody has to know whom to call.',
};
export const keepSuppliers: Sentence = {
  id: 'suppliers.keep',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager keep the list of suppliers and what each of them services.',
};
