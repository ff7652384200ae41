// Who sees what is missing, plans who closes it by when, starts the first measures and closes a stage of the road.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeGaps: Sentence = {
  id: 'gaps.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site sees the required ten, the road, the gaps and the first measures.',
};
export const planGaps: Sentence = {
  id: 'gaps.plan',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead say who closes a gap by when, start and close measures, plan the vendors’ door and tick what goes beyond the ten.',
};
export const noteRisks: Sentence = {
  id: 'gaps.note_risk',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead put the risk of a gap into the risk register.',
};
export const closeStage: Sentence = {
  id: 'gaps.close_stage',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  in_person: true,
  says: 'The owner, the CISO and the plant manager declare a stage of the road done, themselves, once evidence meets it.',
};
