// Who may see what observes the plant.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeObservation: Sentence = {
  id: 'observation.see',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may see which zones are observed, by what and since when.',
};
