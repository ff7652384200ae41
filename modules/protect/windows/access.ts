// Who may see, plan and approve maintenance windows.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeWindows: Sentence = {
  id: 'windows.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its maintenance windows.',
};
export const planWindows: Sentence = {
  id: 'windows.plan',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager plan maintenance windows; each names who approves it.',
};
export const approveWindows: Sentence = {
  id: 'windows.approve',
  who: ['owner', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The plant manager named in a maintenance window, or who stands in for them, approves it.',
};
