// Who may see flows and the events in them.
import type { Sentence } from '@holdfast/platform/permit';
import { roleNames } from '@holdfast/platform/permit';

export const seeFlows: Sentence = {
  id: 'flows.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see its flows; with a role for a zone, those that touch that zone.',
};
