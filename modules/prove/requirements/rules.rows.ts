// Rows of the matrix: requirements in force with their cell, filtered, summed up and compared between sites.
import { artefactTypes, type Bucket, buckets, citeText, type Requirement, sourceText, standards, type Words } from '@holdfast/core-law';
import { rankOf } from './rules.cells.ts';
import type { Cell, CellState, Part, SiteEvidence } from './rules.ts';
import type { ComparisonRow, Coverage, Duty, MatrixRow, Summary } from './schema.ts';

const titles = new Map<string, Words>(artefactTypes.map((it) => [it.id, it.title]));
/** What a kind of evidence is called. */
export const titleOfArtefact = (artefact: string): Words => titles.get(artefact) ?? { en: artefact, de: artefact };

/**
 * Duties on a plant in force on a day: the Union's and its country's, of an operator. `country` null: the Union's only. `is_critical` false: the
 * company was signed to be no critical entity, and what only the CER Directive asks (Art 12 to 15) is left out.
 */
export function requirementsFor(all: readonly Requirement[], day: string, country: string | null, is_critical = true): Requirement[] {
  return all.filter(
    (it) =>
      (is_critical || it.regimes.some((regime) => regime !== 'cer')) &&
      it.addressee === 'operator' &&
      it.in_force_from <= day &&
      (it.in_force_until === null || day < it.in_force_until) &&
      (it.jurisdiction === 'EU' || it.jurisdiction === country),
  );
}

export const citationOf = ({ cite, verify, as_of, sources }: Pick<Requirement, 'cite' | 'verify' | 'as_of' | 'sources'>) => ({
  instrument: cite.instrument,
  place: cite.place,
  text: { en: citeText(cite, 'en'), de: citeText(cite, 'de') },
  verify,
  as_of,
  sources: sources.map(sourceText),
});

/** Controls of a requirement by standard, as lists of ids. */
export const controlsOf = (it: Requirement) =>
  Object.fromEntries(standards.map((standard) => [standard, [...it.controls[standard]]])) as MatrixRow['controls'];

export const partInShort = (it: Part) => ({
  artefact: it.artefact,
  title: titleOfArtefact(it.artefact),
  state: it.state,
  counts: it.counts,
  by_hand: it.by_hand !== null,
  has_source: it.binding_ids.length > 0,
});

/** What of the four columns a row lacks here: the law's own owner and rhythm are advice, a person and a date are not. */
export function lacksOf(it: Requirement, duties: readonly Duty[]): MatrixRow['lacks'] {
  const lacks: MatrixRow['lacks'] = [];
  if (standards.every((standard) => it.controls[standard].length === 0)) lacks.push('controls');
  if (it.artefacts.length === 0) lacks.push('artefact');
  if (duties.every((duty) => duty.name === null)) lacks.push('owner');
  if (duties.every((duty) => duty.next_on === null)) lacks.push('cadence');
  return lacks;
}

export type Duties = ReadonlyMap<string, readonly Duty[]>;

/** Activities that serve a requirement, or the one of other law that asks for the same. */
function dutiesOf({ id, counterparts }: Requirement, duties: Duties): Duty[] {
  const own = duties.get(id) ?? [];
  return own.length > 0 ? [...own] : counterparts.flatMap((it) => duties.get(it) ?? []);
}

export function rowOf(it: Requirement, cell: Cell, duties: Duties): MatrixRow {
  const own = dutiesOf(it, duties);
  const { parts: _parts, ...said } = cell;
  return {
    ...said,
    title: it.title,
    citation: citationOf(it),
    regimes: [...it.regimes],
    jurisdiction: it.jurisdiction,
    bucket: it.bucket,
    minimum: it.minimum,
    controls: controlsOf(it),
    parts: cell.parts.map(partInShort),
    owner: it.owner,
    owner_role: it.owner_role,
    review: it.review,
    duties: own,
    lacks: lacksOf(it, own),
  };
}

type InBucket = Pick<MatrixRow, 'bucket' | 'state' | 'good' | 'of'>;

const emptyCoverage = (): Coverage => ({
  requirements: 0,
  proven: 0,
  ageing: 0,
  partly: 0,
  stale: 0,
  missing: 0,
  unobserved: 0,
  not_applicable: 0,
  parts_good: 0,
  parts: 0,
});

export function coverageOf(rows: readonly InBucket[]): Coverage {
  const sum = emptyCoverage();
  for (const row of rows) {
    sum.requirements += 1;
    sum[row.state] += 1;
    if (row.state === 'not_applicable') continue;
    sum.parts_good += row.good;
    sum.parts += row.of;
  }
  return sum;
}

/** Coverage of each function and of all, and how much of what holds was collected by operation. */
export function summaryOf(rows: readonly MatrixRow[]): Omit<Summary, 'as_of' | 'reading'> {
  const ofBucket = (bucket: Bucket) => ({ bucket, ...coverageOf(rows.filter((it) => it.bucket === bucket)) });
  const applying = rows.filter((it) => it.state !== 'not_applicable');
  return {
    whole: coverageOf(rows),
    buckets: buckets.map(ofBucket),
    automatic: applying.reduce((sum, it) => sum + it.automatic, 0),
    by_hand: applying.reduce((sum, it) => sum + it.by_hand, 0),
    lacking: rows.filter((it) => it.lacks.length > 0).length,
  };
}

/** One requirement over sites: where states differ, and which kinds of evidence some have and others lack. */
export function compareSites(it: Requirement, sites: readonly SiteEvidence[]): ComparisonRow {
  const here = sites.flatMap(({ site_id, cells }) => {
    const cell = cells.get(it.id);
    return cell === undefined ? [] : [{ site_id, cell }];
  });
  const differing = [...new Set(here.flatMap(({ cell }) => cell.parts.map(({ artefact }) => artefact)))].flatMap((artefact) => {
    const rank = (cell: Cell): number => rankOf(cell.parts.find((part) => part.artefact === artefact)?.state ?? 'unobserved');
    const best = Math.max(...here.map(({ cell }) => rank(cell)));
    const has = here.filter(({ cell }) => rank(cell) === best).map(({ site_id }) => site_id);
    const lacks = here.filter(({ cell }) => rank(cell) < best).map(({ site_id }) => site_id);
    return lacks.length > 0 ? [{ artefact, title: titleOfArtefact(artefact), has, lacks }] : [];
  });
  const cells = here.map(({ site_id, cell: { state, good, of, stale, by_hand } }) => ({ site_id, state, good, of, stale, by_hand }));
  const states = new Set<CellState>(cells.map(({ state }) => state));
  return {
    requirement_id: it.id,
    title: it.title,
    citation: citationOf(it),
    regimes: [...it.regimes],
    bucket: it.bucket,
    cells,
    differs: states.size > 1 || differing.length > 0,
    differing,
  };
}
