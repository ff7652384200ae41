// Who may ask, answer and read questions of an audit.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeQuestions: Sentence = {
  id: 'questions.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site reads what auditors asked and what was answered.',
};
export const askQuestions: Sentence = {
  id: 'questions.ask',
  who: ['auditor'],
  at: 'site',
  changes: true,
  says: 'The auditor asks questions, asks further and says when one is settled; everything else an auditor only reads.',
};
export const answerQuestions: Sentence = {
  id: 'questions.answer',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead answer the auditor’s questions.',
};
