// Who may see what the MES says of the lines, bring it, and say where a line is.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeLineMessages: Sentence = {
  id: 'line_messages.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site may see which stops and quality faults the MES told.',
};
export const bringLineMessages: Sentence = {
  id: 'line_messages.bring',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager bring stop and quality messages, or let the MES do it with a token of theirs.',
};
export const placeLines: Sentence = {
  id: 'line_messages.place',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The OT lead and the plant manager say which zone the MES means by a line.',
};
