// Who may see what comes round when, plan it, say that it was done, and read a calendar outside.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeCadence: Sentence = {
  id: 'cadence.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see what is to be done when, what was done and what was missed.',
};
export const planCadence: Sentence = {
  id: 'cadence.plan',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The plant manager, the OT lead and the CISO say in which rhythm things are done at a site, and on which days it works.',
};
export const planOrganisation: Sentence = {
  id: 'cadence.plan_organisation',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner and the CISO say in which rhythm things are done in the whole organisation.',
};
export const recordRun: Sentence = {
  id: 'cadence.record',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  at: 'site',
  changes: true,
  says: 'Whoever works at the site may say that something was done, with its result; the entry bears their name.',
};
export const recordOrganisationRun: Sentence = {
  id: 'cadence.record_organisation',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  says: 'The owner and the CISO say that something for the whole organisation was done, with its result.',
};
export const keepOwnFeeds: Sentence = {
  id: 'cadence.own_feeds',
  who: roleNames,
  at: 'any',
  changes: true,
  in_person: true,
  says: 'Everyone with a role may make an address under which a calendar program reads their dates, and end it.',
};
export const seeAudits: Sentence = {
  id: 'audits.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role at the whole site may see its audits and OT tests with their findings.',
};
export const keepAudits: Sentence = {
  id: 'audits.keep',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The plant manager, the OT lead and the CISO plan audits and OT tests, write down what was found and close them.',
};
const watch: Sentence = {
  id: 'cadence.watch',
  who: [],
  at: 'site',
  changes: true,
  says: 'Holdfast notes what was missed and tells whom it concerns before, on and after the day.',
};

/** The permit of the look nobody asks for. */
export const permitWatch = (site_id: string | null): Permit => mintForProcess('cadence', watch, site_id);
