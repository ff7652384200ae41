// Who may see and say what production depends on, what matters most and what a scope holds.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeDependencies: Sentence = {
  id: 'dependencies.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site may see what it depends on and what stops when something is down.',
};
export const keepDependencies: Sentence = {
  id: 'dependencies.keep',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager say what production depends on, how hard, and who answers for it.',
};
export const keepEssentials: Sentence = {
  id: 'essentials.keep',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'site',
  changes: true,
  says: 'The OT lead, the plant manager and the CISO keep the lists of what matters most, and the scope of risk analyses.',
};
