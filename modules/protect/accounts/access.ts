// Who may see and keep the list of accounts.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeAccounts: Sentence = {
  id: 'accounts.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site may see which shared and local accounts there are and who answers for them; there are no passwords in it.',
};
export const keepAccounts: Sentence = {
  id: 'accounts.keep',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager keep the list of shared and local accounts.',
};
