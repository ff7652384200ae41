// Who may report that a rule does not work, read that, and answer. Without a name nobody is asked who they are.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeReports: Sentence = {
  id: 'rule_reports.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site reads which rules do not work there, and the answers.',
};
export const fileByName: Sentence = {
  id: 'rule_reports.file',
  who: roleNames,
  at: 'zone',
  changes: true,
  says: 'Everyone with a role at the site may report by name that a rule does not work. Without a name anybody may.',
};
export const answerReports: Sentence = {
  id: 'rule_reports.answer',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'Who keeps the rules answers, for everybody to read.',
};
export const emptyBox: Sentence = {
  id: 'rule_reports.empty_box',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product takes out of the box what was put in without a name, once a day, for the log to keep without an author.',
};

/** The permit to take out of the box; who put something in is nowhere. */
export const permitAnonymous = (site_id: string): Permit => mintForProcess('anonymous', emptyBox, site_id);
