// Names and citations of controls, by standard and id. Own-word titles only.
import { type Control, control, controls, type Standard, type Words } from '@holdfast/core-law';
import { citationOf } from './rules.rows.ts';

export const controlsIn = (standard: Standard): readonly Control[] => controls(standard);
/** The control's own-word title; its id where the standard's list does not have it. */
export const titleOfControl = (standard: Standard, id: string): Words => control(standard, id)?.title ?? { en: id, de: id };

/** Where the control stands and how sure that is; null where the standard's list does not have it. */
export function citationOfControl(standard: Standard, id: string) {
  const found = control(standard, id);
  return found === undefined ? null : citationOf(found);
}
