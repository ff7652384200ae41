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
  says: 'The owner gives and ends roles, in person; the last owner cannot be ended.',
  in_person: true,
};
export const nameDeputies: Sentence = {
  id: 'roles.name_deputy',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Whoever holds a role names who stands in for them, from-to; the owner names deputies for everybody. A deputy names none.',
  in_person: true,
};
