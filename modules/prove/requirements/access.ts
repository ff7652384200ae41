// Who may read the matrix, say something by hand, and set a requirement aside.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeRequirements: Sentence = {
  id: 'requirements.see',
  who: roleNames,
  at: 'site',
  changes: false,
  says: 'Everyone with a role for the whole site reads what the law asks and what proves it.',
};
export const compareRequirements: Sentence = {
  id: 'requirements.compare',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone with a role compares the sites whose requirements they may read.',
};
export const stateRequirements: Sentence = {
  id: 'requirements.state',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  at: 'site',
  changes: true,
  says: 'The owner, the CISO, the plant manager and the OT lead add evidence by hand, assumptions and tests of controls; each is marked as by hand.',
};
export const setRequirementsAside: Sentence = {
  id: 'requirements.set_aside',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'site',
  changes: true,
  in_person: true,
  says: 'The owner, the CISO and the plant manager sign that a requirement does not apply to a site, themselves and with a reason.',
};
