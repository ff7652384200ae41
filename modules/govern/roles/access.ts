// Who may see and give roles.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

export const seeRoles: Sentence = {
  id: 'roles.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone who holds a role may see who holds which role, so that the right person can be called.',
};
export const giveRoles: Sentence = {
  id: 'roles.give',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  says: 'The owner gives and ends roles; the last owner cannot be ended.',
};
