// Who may take an act back: who may do it. The practice's own sentence decides, for each object.
import { mint, type Permit, type Principal, type Sentence } from '@holdfast/platform/permit';

export const undoActs: Sentence = {
  id: 'undo.do',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'Whoever may change something may put back what it was, where nobody has changed it since.',
};

export const seeUndoable: Sentence = {
  id: 'undo.see',
  who: undoActs.who,
  at: 'zone',
  changes: false,
  says: 'Whoever may put things back sees which acts can be.',
};

/** The permit of the practice whose act is taken back; throws forbidden. */
export const permitLike = (principal: Principal, sentence: Sentence, site_id: string): Permit => mint(principal, sentence, site_id);
