// Who may see which law applies, answer for the legal entity, and sign the decision.
import { mintForProcess, type Permit, roleNames, type Sentence } from '@holdfast/platform/permit';

export const seeScope: Sentence = {
  id: 'scope.see',
  who: roleNames,
  at: 'any',
  changes: false,
  says: 'Everyone with a role may see which law applies to the company, what is registered and what an authority ordered.',
};
export const keepScope: Sentence = {
  id: 'scope.keep',
  who: ['owner', 'ciso', 'plant_manager'],
  at: 'organisation',
  changes: true,
  says: 'The owner, the CISO and a plant manager of the whole organisation answer for its legal entities: figures, registration, changes, orders.',
};
export const decideLaw: Sentence = {
  id: 'scope.decide',
  who: ['owner', 'ciso'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner or the CISO signs which class the law gives a legal entity; in person, by nobody’s deputy.',
};

const remind: Sentence = {
  id: 'scope.remind',
  who: [],
  at: 'organisation',
  changes: true,
  says: 'Holdfast tells who answers for the company of days the law or an authority set.',
};

/** The permit of the look nobody asks for. */
export const permitRemind = (): Permit => mintForProcess('scope', remind, null);
