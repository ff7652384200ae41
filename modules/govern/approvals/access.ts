// Who may see what waits for a second person.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

export const seeApprovals: Sentence = {
  id: 'approvals.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see what waits for a second person.',
};
