// Who may import, and from where. What a row touches is asked again under the sentence of the single edit.
import { isAllowed, mint, type Permit, type Principal, type Sentence } from '@holdfast/platform/permit';

export const seeImports: Sentence = {
  id: 'imports.see',
  who: ['owner', 'ciso', 'plant_manager', 'ot_lead', 'auditor'],
  at: 'zone',
  changes: false,
  says: 'Owner, CISO, plant manager, OT lead and auditor may see what was imported, when and by whom; with a role for a zone only, their own.',
};
export const makeImports: Sentence = {
  id: 'imports.make',
  who: ['owner', 'ot_lead', 'plant_manager'],
  at: 'zone',
  changes: true,
  says: 'The OT lead and the plant manager import lists; each row is held to the same sentence as the single edit, in their zones.',
};
export const keepNetbox: Sentence = {
  id: 'imports.netbox',
  who: ['owner'],
  at: 'organisation',
  changes: true,
  in_person: true,
  says: 'The owner says where the plant’s NetBox is and with which token it is read.',
};

/** The permit of the single edit for what is imported: its zones are the only ones rows may touch. Throws forbidden. */
export const permitFor = (principal: Principal, sentence: Sentence, site_id: string | null): Permit => mint(principal, sentence, site_id);

/** Whether the person may do that at the whole site, not only in some zones. */
export function mayWholeSite(principal: Principal, sentence: Sentence, site_id: string): boolean {
  return isAllowed(principal, sentence, site_id) && mint(principal, sentence, site_id).zones === null;
}
export const may = isAllowed;
