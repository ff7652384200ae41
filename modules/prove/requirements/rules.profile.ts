// The profile of NIST CSF 2.0: every category of its functions, with the requirements that reach it; those without any are gaps of the mapping.
import type { MatrixRow, ProfileRow } from './schema.ts';
import { controlsIn, titleOfControl } from './rules.controls.ts';

/** A category is the part before the hyphen: `PR.AA-01` is of `PR.AA`. */
export const categoryOf = (control_id: string): string => control_id.split('-')[0] ?? control_id;

/** All categories in their order. */
export function profileOf(rows: readonly MatrixRow[]): ProfileRow[] {
  const all = controlsIn('nist_csf2');
  const categories = [...new Set([...all.map((it) => categoryOf(it.id)), ...rows.flatMap((it) => it.controls.nist_csf2.map(categoryOf))])];
  return categories
    .filter((it) => it.includes('.'))
    .map((control_id) => {
      const reaching = rows.filter((it) => it.controls.nist_csf2.some((own) => categoryOf(own) === control_id));
      const reached = [
        ...new Set(reaching.flatMap((it) => it.controls.nist_csf2.filter((own) => categoryOf(own) === control_id))),
      ].toSorted();
      return {
        control_id,
        title: titleOfControl('nist_csf2', control_id),
        function_id: control_id.split('.')[0] ?? '',
        requirement_ids: reaching.map((it) => it.requirement_id),
        controls: reached,
        unreached: all.filter((it) => it.parent === control_id && !reached.includes(it.id)).map((it) => it.id),
        states: reaching.map((it) => it.state),
      };
    });
}
