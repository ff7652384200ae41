// Who may search: everyone with a role; each type of thing only as its own list would show it.
import { roleNames, type Sentence } from '@holdfast/platform/permit';

export const searchSite: Sentence = {
  id: 'search.find',
  who: roleNames,
  at: 'zone',
  changes: false,
  says: 'Everyone with a role at the site may search it, and finds what they may see; with a role for a zone, what lies in it.',
};
