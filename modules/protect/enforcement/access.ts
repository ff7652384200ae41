// Who may register enforcers, put lists on them and confirm; what the product and an enrolled machine do by themselves.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeEnforcers: Sentence = {
  id: 'enforcement.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the site sees its enforcers, what they hold and what the compiled rules say.',
};
export const keepEnforcers: Sentence = {
  id: 'enforcement.keep',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner and the OT lead register and end enforcers, and replace the site’s policy key, in person.',
  in_person: true,
};
export const rollOutLists: Sentence = {
  id: 'enforcement.roll_out',
  who: ['owner', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner and the OT lead put approved lists on an enforcer and take them back.',
};
export const confirmLists: Sentence = {
  id: 'enforcement.confirm',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'site',
  changes: true,
  says: 'Whoever watches the plant confirms that a list that is tried may stay: owner, OT lead or plant manager.',
};
export const orderEnforcers: Sentence = {
  id: 'enforcement.order',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product signs what its enforcers shall hold when a mode or a list changes, puts lists on them in the window they were approved for, and confirms them where that was asked for.',
};
export const hearEnforcers: Sentence = {
  id: 'enforcement.hear',
  who: [],
  at: 'site',
  changes: true,
  says: 'An enforcer, known by its certificate, tells what it holds and what was done on it.',
};
export const enrolEnforcers: Sentence = {
  id: 'enforcement.enrol',
  who: [],
  at: 'site',
  changes: true,
  says: 'Who brings the code of a registered enforcer becomes that enforcer, once.',
};
export const certifyEnforcers: Sentence = {
  id: 'enforcement.certify',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'The plant authority gives an enrolled enforcer its certificate, renews it, and ends it.',
};

export const permitOrders = (site_id: string): Permit => mintForProcess('enforcement', orderEnforcers, site_id);
export const permitHearing = (site_id: string): Permit => mintForProcess('enforcement', hearEnforcers, site_id);
export const permitEnrolment = (site_id: string): Permit => mintForProcess('enforcement', enrolEnforcers, site_id);
export const permitCertificates = (): Permit => mintForProcess('enforcement', certifyEnforcers, null);
