// Who may see and say who answers for what.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeAppointments: Sentence = {
  id: 'appointments.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see who answers for what and how to reach them.',
};
export const seeCoverage: Sentence = {
  id: 'appointments.see_coverage',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone who holds a role may see how far each site has named its people.',
};
export const makeAppointments: Sentence = {
  id: 'appointments.make',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'The plant manager and the CISO appoint people at a site and choose its role model.',
};
export const makeOrganisationAppointments: Sentence = {
  id: 'appointments.make_organisation',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The CISO and the owner appoint people for the whole organisation.',
};
export const answerAppointment: Sentence = {
  id: 'appointments.answer',
  who: roleNames,
  at: 'any',
  changes: true,
  in_person: true,
  says: 'Whoever is appointed accepts or declines it, and reads the role card, in person; nobody does it for them.',
};
export const keepDuties: Sentence = {
  id: 'responsibilities.keep',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'Plant manager, OT lead and CISO say who does what per activity, who plays which part for a device, who answers between IT and OT, and who will stand in.',
};
export const callEscalation: Sentence = {
  id: 'responsibilities.test_call',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  at: 'site',
  changes: true,
  says: 'Whoever works at the site may try whether the people of the escalation path can be reached.',
};
export const keepOwnReach: Sentence = {
  id: 'appointments.own_reach',
  who: roleNames,
  at: 'any',
  changes: true,
  says: 'Everyone says themselves by which number they are called.',
};

export const endOverdue: Sentence = {
  id: 'appointments.end_overdue',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product ends an appointment on the day that was named for it, so that the log says since when the seat is empty.',
};

/** The permit to end what is over; `site_id` null for the organisation's. */
export const permitExpiry = (site_id: string | null): Permit => mintForProcess('appointments', endOverdue, site_id);
