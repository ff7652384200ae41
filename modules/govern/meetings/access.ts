// Who may see meetings, call and keep them, sign for themselves, settle actions, ask for money and decide on it, and set the board's targets.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

const keepers = ['owner', 'ciso', 'plant_manager', 'ot_lead'] as const;

export const seeMeetings: Sentence = {
  id: 'meetings.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site may see its meetings with agenda, decisions and actions.',
};
export const keepMeetings: Sentence = {
  id: 'meetings.keep',
  who: keepers,
  at: 'site',
  changes: true,
  says: 'The plant manager, the OT lead and the CISO call meetings of a site, write the minutes and hand them over for signature.',
};
export const seeOrganisationMeetings: Sentence = {
  id: 'meetings.see_organisation',
  who: [...keepers, 'auditor'],
  at: 'any',
  changes: false,
  says: 'The owner, the CISO, plant managers, OT leads and the auditor see the committee’s and the board’s meetings.',
};
export const keepOrganisationMeetings: Sentence = {
  id: 'meetings.keep_organisation',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner and the CISO call the committee and the board day, write the minutes and hand them over for signature.',
};
export const signMinutes: Sentence = {
  id: 'meetings.sign',
  who: roleNames,
  at: 'any',
  changes: true,
  in_person: true,
  says: 'Whoever was there signs the minutes, in person; nobody signs for them.',
};
export const settleActions: Sentence = {
  id: 'meetings.settle_actions',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Whoever an action belongs to, or who keeps the meetings, says that it is done.',
};
export const seeInvestments: Sentence = {
  id: 'investments.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone who holds a role may see what is to be bought against which finding, and what the board has decided.',
};
export const proposeInvestments: Sentence = {
  id: 'investments.propose',
  who: keepers,
  at: 'any',
  changes: true,
  says: 'The plant manager, the OT lead and the CISO ask for an investment and say which finding pays for it.',
};
export const decideInvestments: Sentence = {
  id: 'investments.decide',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'any',
  changes: true,
  says: 'The owner, the CISO and the plant manager decide on an investment; nobody on one they asked for.',
};
export const proposeTargets: Sentence = {
  id: 'board_targets.propose',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The CISO and the owner put risk appetite and targets before the board.',
};
export const signTargets: Sentence = {
  id: 'board_targets.sign',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner or the CISO signs for the board, in person, never what they proposed themselves.',
};
const remind: Sentence = {
  id: 'meetings.remind',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast reminds of actions that are due.',
};

export const permitReminder = (site_id: string | null): Permit => mintForProcess('meetings', remind, site_id);
