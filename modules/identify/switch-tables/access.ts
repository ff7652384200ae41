// Who may see and apply the MAC tables of switches.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeSwitchTables: Sentence = {
  id: 'switch_tables.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site may see which device is plugged in where.',
};
export const applySwitchTables: Sentence = {
  id: 'switch_tables.apply',
  who: ['owner', 'ot_lead', 'technician'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the maintenance technician bring the MAC tables of switches; new devices in them wait for a decision.',
};
