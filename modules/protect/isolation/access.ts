// Who may see, write and approve isolation cards.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeIsolation: Sentence = {
  id: 'isolation.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may read how its zones are isolated.',
};
export const keepCards: Sentence = {
  id: 'isolation.keep',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager write the isolation card of a zone.',
};
export const approveCards: Sentence = {
  id: 'isolation.approve',
  who: ['owner', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The plant manager approves how a zone is isolated.',
};
export const switchZones: Sentence = {
  id: 'isolation.switch',
  who: ['owner', 'ot_lead', 'plant_manager', 'ciso'],
  at: 'zone',
  changes: true,
  says: 'Who may switch a conduit isolates all conduits of a zone at once, and brings them back: the OT lead, the plant manager and the CISO.',
};
export const startDrills: Sentence = {
  id: 'isolation.drill',
  who: ['owner', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The plant manager starts an isolation drill, inside an approved maintenance window, and ends it.',
};
