// Which requirements a list is asked for, told before any evidence is read; and the matrix of only those.
import type { Requirement } from '@holdfast/core-law';
import { bindingsOf } from './rules.cells.ts';
import { titleOfArtefact } from './rules.rows.ts';
import type { Matrix } from './rules.ts';

export type Filter = {
  search?: string | undefined;
  regime?: readonly string[] | undefined;
  standard?: readonly string[] | undefined;
  bucket?: readonly string[] | undefined;
};

/** `nis2` and `cer`: of this act alone; `shared`: of both; another regime by its name. */
export function regimeOf(regimes: readonly string[]): string {
  return regimes.includes('nis2') && regimes.includes('cer') ? 'shared' : (regimes[0] ?? '');
}

/** Among the values asked for; all are when none is. */
export const isAmong = (values: readonly string[] | undefined, value: string): boolean =>
  values === undefined || values.length === 0 || values.includes(value);

/** Requirements that match: every word of the search in id, title, citation, controls or kinds of evidence, in either language. */
export function filterRequirements(matrix: Matrix, { search = '', regime, standard, bucket }: Filter): Requirement[] {
  const searched = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return matrix.requirements.filter((it) => {
    if (!isAmong(regime, regimeOf(it.regimes)) || !isAmong(bucket, it.bucket) || !hasControls(it, standard)) return false;
    if (searched.length === 0) return true;
    const text = textOf(matrix, it);
    return searched.every((word) => text.includes(word));
  });
}

const hasControls = ({ controls }: Requirement, standards: readonly string[] | undefined): boolean =>
  standards === undefined ||
  standards.length === 0 ||
  standards.some((it) => (controls[it as keyof Requirement['controls']]?.length ?? 0) > 0);

function textOf({ bindings }: Matrix, it: Requirement): string {
  const kinds = new Set<string>([...it.artefacts, ...bindingsOf(bindings, it).map(({ artefact }) => artefact)]);
  const titles = [...kinds].flatMap((kind) => Object.values(titleOfArtefact(kind)));
  const { id, title, cite, controls } = it;
  return [id, title.en, title.de, cite.instrument, cite.place, ...Object.values(controls).flat(), ...titles].join(' ').toLowerCase();
}

/** The matrix of only these requirements. */
export const narrowed = (matrix: Matrix, requirements: readonly Requirement[]): Matrix => ({ ...matrix, requirements });

/** The matrix of only these requirements and of what proves them. */
export function narrowedWhole(matrix: Matrix, requirements: readonly Requirement[]): Matrix {
  const bindings = [...new Set(requirements.flatMap((it) => bindingsOf(matrix.bindings, it)))];
  const asked = new Set(bindings.map((it) => it.population));
  return { ...matrix, requirements, bindings, populations: matrix.populations.filter((it) => asked.has(it.id)) };
}
