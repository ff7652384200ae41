// Who may see conduits, judge flows, propose and approve allow-lists.
import type { Sentence } from '@holdfast/platform/permit';
import { mintForProcess, type Permit, roleNames } from '@holdfast/platform/permit';

export const seeConduits: Sentence = {
  id: 'conduits.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see conduits and their allow-lists.',
};
export const judgeFlows: Sentence = {
  id: 'conduits.judge',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager say which flows are needed and which can be blocked.',
};
export const proposeLists: Sentence = {
  id: 'conduits.propose',
  who: ['owner', 'ot_lead'],
  at: 'zone',
  changes: true,
  says: 'The OT lead proposes a conduit’s allow-list.',
};
export const approveLists: Sentence = {
  id: 'conduits.approve',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'zone',
  changes: true,
  says: 'A second person, who did not propose it, approves a conduit’s allow-list.',
};
export const switchModes: Sentence = {
  id: 'conduits.switch',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'zone',
  changes: true,
  says: 'The OT lead, the plant manager and the CISO switch a conduit to essential protocols only or isolate it, and back.',
};
export const markSafety: Sentence = {
  id: 'conduits.mark_safety',
  who: ['owner', 'ot_lead', 'plant_manager', 'technician'],
  at: 'site',
  changes: true,
  says: 'The safety responsible marks flows that must not simply be cut, and says what trips. Where nobody is appointed, the OT lead or the plant manager does.',
};
export const observeConduits: Sentence = {
  id: 'conduits.observe',
  who: [],
  at: 'site',
  changes: true,
  says: 'The product derives conduits from flows between zones and holds every flow against the list in force.',
};

/** The clock, putting approved lists in force when their window opens. */
export const permitKeeping = (site_id: string): Permit => mintForProcess('conduits', observeConduits, site_id);
