// Answers of the matrix put together: marks caught up, cells made, rows worded. What the routes and the exports share.
import type { EvidenceBinding, Requirement } from '@holdfast/core-law';
import { Failure } from '@holdfast/platform/failure';
import { isAllowed } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import { listSites } from '@holdfast/sites/store';
import type { z } from 'zod';
import { seeRequirements } from './access.ts';
import { dayIn } from './rules.days.ts';
import { compareSites, requirementsFor, rowOf } from './rules.rows.ts';
import { detailFor } from './rules.detail.ts';
import { type Filter, filterRequirements, isAmong, narrowed, narrowedWhole } from './rules.filter.ts';
import { profileOf } from './rules.profile.ts';
import { groupMarks, lastDayOf, type Matrix, memberSource, standings, whereAt } from './rules.ts';
import type { ComparisonRow, MatrixRow, ProofRow, RequirementDetail, requirementQuery } from './schema.ts';
import { dutiesAt } from './store.duties.ts';
import { readEntries } from './store.entries.ts';
import { catchUp, type Reading } from './store.marks.ts';
import { readNotCritical } from './store.scope.ts';
import { listTests, readStatements } from './store.statements.ts';
import { cellsOf, type MatrixParts, readMarks, type SiteAt } from './store.ts';

type Reader = Pick<Context, 'db' | 'now'>;
/** A page waits so long for the last entries to be read, and never for all of them. */
const asPage = { limitMs: 400, isPatient: false, renews: false };

export type Instant = { at: Date; is_now: boolean };
/** The instant asked for, and whether it is now. Throws unprocessable for one further ahead than two years. */
export function instantOf(as_of: string | undefined, now: Date): Instant {
  if (as_of === undefined) return { at: now, is_now: true };
  const at = new Date(as_of);
  if (at.getTime() > now.getTime() + 2 * 366 * 86_400_000) throw new Failure('unprocessable', 'as_of_too_far');
  // What lies ahead is what there is now, only older.
  return { at, is_now: at.getTime() >= now.getTime() };
}

/** A site with what applies to it on the day of the instant. */
async function placeOf({ matrix }: MatrixParts, { db }: Reader, site_id: string, { at, is_now }: Instant) {
  const site = (await listSites(db)).find((it) => it.id === site_id);
  if (site === undefined) throw new Failure('not_found', 'site_not_found');
  const is_critical = !(await readNotCritical(db, is_now ? null : at)).has(site_id);
  const requirements = requirementsFor(matrix.requirements, dayIn(at.getTime(), site.time_zone), site.country, is_critical);
  return { site, requirements, matrix: narrowed(matrix, requirements) };
}

/** All evidence of a site at an instant, of the requirements that bind it; marks caught up first. */
export async function evidenceAt(parts: MatrixParts, context: Reader, site_id: string, instant: Instant) {
  const { site, requirements, matrix } = await placeOf(parts, context, site_id, instant);
  const reading = await catchUp(context.db, parts.readers, asPage);
  const [evidence] = await cellsOf(context.db, { matrix, sites: [site], ...instant });
  return { evidence: evidence!, site, requirements, reading };
}

export type RowsAt = { rows: MatrixRow[]; at: Date; reading: Reading; site: SiteAt & { name: string } };

type CellsAsked = { asked: readonly Requirement[]; sites: readonly SiteAt[]; instant: Instant };

/** Evidence of these requirements alone; of all of them without a look at which marks those are. */
const cellsFor = (db: Reader['db'], matrix: Matrix, { asked, sites, instant }: CellsAsked) =>
  asked.length === matrix.requirements.length
    ? cellsOf(db, { matrix, sites, ...instant })
    : cellsOf(db, { matrix: narrowedWhole(matrix, asked), sites, ...instant, only: 'its_own' });

/** Rows of a site that match, in the order of the law. Evidence is read of no others, so that a search answers while one types. */
export async function rowsFound(
  parts: MatrixParts,
  context: Reader,
  site_id: string,
  query: Filter & { as_of?: string | undefined; state?: readonly string[] | undefined },
): Promise<MatrixRow[]> {
  const instant = instantOf(query.as_of, context.now);
  const { site, matrix } = await placeOf(parts, context, site_id, instant);
  const found = filterRequirements(matrix, query);
  if (found.length === 0) return [];
  await catchUp(context.db, parts.readers, asPage);
  const [evidence] = await cellsFor(context.db, matrix, { asked: found, sites: [site], instant });
  const duties = await dutiesAt(context.db, site_id, context.now, instant.is_now ? null : instant.at);
  return found.map((it) => rowOf(it, evidence!.cells.get(it.id)!, duties)).filter((it) => isAmong(query.state, it.state));
}

/** All rows of a site at an instant, in the order of the law. */
export async function rowsAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string): Promise<RowsAt> {
  const instant = instantOf(as_of, context.now);
  const { site, requirements, matrix } = await placeOf(parts, context, site_id, instant);
  const reading = await catchUp(context.db, parts.readers, asPage);
  const [evidence] = await cellsOf(context.db, { matrix, sites: [site], ...instant });
  const duties = await dutiesAt(context.db, site_id, context.now, instant.is_now ? null : instant.at);
  const rows = requirements.map((it) => rowOf(it, evidence!.cells.get(it.id)!, duties));
  return { rows, at: instant.at, reading, site };
}

export async function profileAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string) {
  const { rows } = await rowsAt(parts, context, site_id, as_of);
  const found = profileOf(rows);
  return { rows: found, total: found.length };
}

type One = { site_id: string; requirement_id: string };

function requireRequirement(all: readonly Requirement[], requirement_id: string): Requirement {
  const found = all.find((it) => it.id === requirement_id);
  if (found === undefined) throw new Failure('not_found', 'requirement_not_found');
  return found;
}

/** One requirement in full. */
export async function detailOf(
  parts: MatrixParts,
  context: Reader,
  { site_id, requirement_id }: One,
  as_of?: string,
): Promise<RequirementDetail> {
  const instant = instantOf(as_of, context.now);
  const { site, requirements, matrix } = await placeOf(parts, context, site_id, instant);
  const requirement = requireRequirement(requirements, requirement_id);
  await catchUp(context.db, parts.readers, asPage);
  const [evidence] = await cellsFor(context.db, matrix, { asked: [requirement], sites: [site], instant });
  const past = instant.is_now ? null : instant.at;
  const said = await readStatements(context.db, site_id, requirement_id, past);
  const tests = await listTests(context.db, site_id, past);
  const duties = await dutiesAt(context.db, site_id, context.now, past);
  return detailFor({ requirement, matrix, evidence: evidence!, said, tests, at: instant.at, duties });
}

/** Every requirement of a site in full, at an instant. */
export async function detailsAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string) {
  const instant = instantOf(as_of, context.now);
  const { site, requirements, matrix } = await placeOf(parts, context, site_id, instant);
  await catchUp(context.db, parts.readers, asPage);
  const [evidence] = await cellsOf(context.db, { matrix, sites: [site], ...instant });
  const past = instant.is_now ? null : instant.at;
  const all = await readStatements(context.db, site_id, null, past);
  const [tests, duties] = [await listTests(context.db, site_id, past), await dutiesAt(context.db, site_id, context.now, past)];
  const details = requirements.map((requirement) => {
    const said = all.filter((it) => it.requirement_id === requirement.id);
    return detailFor({ requirement, matrix, evidence: evidence!, said, tests, at: instant.at, duties });
  });
  return { details, site, at: instant.at };
}

/** What one binding proves at a site: each subject and the entry behind it, what is missing first. */
export async function proofsOf(
  parts: MatrixParts,
  context: Reader,
  { site_id, requirement_id, binding_id }: One & { binding_id: string },
  as_of?: string,
): Promise<{ rows: ProofRow[]; total: number }> {
  const instant = instantOf(as_of, context.now);
  const { site } = await placeOf(parts, context, site_id, instant);
  requireRequirement(parts.matrix.requirements, requirement_id);
  const binding = parts.matrix.bindings.find((it) => it.id === binding_id);
  if (binding === undefined) throw new Failure('not_found', 'binding_not_found');
  const found = await standingsAt(context, binding, site, instant);
  const entries = await readEntries(
    context.db,
    found.flatMap(({ mark }) => mark ?? []),
  );
  const rows = found.map(({ subject_id, mark, standing }): ProofRow => {
    const entry = mark === undefined ? undefined : entries.get(`${mark.log_id}/${mark.idx}`);
    const at = mark?.at ?? null;
    return {
      subject_id,
      standing,
      at: at === null ? null : new Date(at).toISOString(),
      holds_to: mark === undefined || standing === 'missing' ? null : lastDayOf(mark, site.time_zone, binding.fresh_days),
      ...(entry ?? { entry_id: null, log_site_id: null, kind: null, actor_id: null, actor_name: null }),
    };
  });
  return { rows, total: rows.length };
}

const order = { missing: 0, stale: 1, ageing: 2, proven: 3 };

async function standingsAt({ db }: Reader, binding: EvidenceBinding, site: SiteAt, { at, is_now }: Instant) {
  const sources = [binding.id, ...(binding.population === null ? [] : [memberSource(binding.population)])];
  const marks = groupMarks(await readMarks(db, [site.id], is_now ? null : at, sources));
  return standings(binding, marks, whereAt(at.getTime(), site.time_zone)).toSorted((a, b) => order[a.standing] - order[b.standing]);
}

type Query = z.output<typeof requirementQuery>;

/** Requirements over the sites the person may read. Evidence is read of those alone that the page shows, unless their state decides. */
export async function compare(parts: MatrixParts, context: Context, query: Query) {
  const instant = instantOf(query.as_of, context.now);
  const sites = (await listSites(context.db)).filter((it) => isAllowed(context.principal, seeRequirements, it.id));
  const notCritical = await readNotCritical(context.db, instant.is_now ? null : instant.at);
  const applying = applyingAt(
    parts.matrix,
    sites.map((it) => ({ ...it, is_critical: !notCritical.has(it.id) })),
    instant,
  );
  const { state, offset, limit, ...filter } = query;
  const found = filterRequirements(parts.matrix, filter).filter(({ id }) => applying.some((it) => it.ids.has(id)));
  const reading = await catchUp(context.db, parts.readers, asPage);
  const asked = state === undefined ? found.slice(offset, offset + limit) : found;
  const all = await comparedRows(parts.matrix, context, { asked, applying, instant });
  const rows = state === undefined ? all : all.filter(({ cells }) => cells.some((cell) => state.includes(cell.state)));
  return {
    rows: state === undefined ? rows : rows.slice(offset, offset + limit),
    total: state === undefined ? found.length : rows.length,
    sites: sites.map(({ id, name }) => ({ id, name })),
    reading,
  };
}

type Placed = SiteAt & { country: string | null; is_critical: boolean };
/** A site with the ids of what applies to it. */
type Applying = { site: Placed; ids: ReadonlySet<string> };

function applyingAt({ requirements }: Matrix, sites: readonly Placed[], { at }: Instant): Applying[] {
  return sites.map((site) => {
    const own = requirementsFor(requirements, dayIn(at.getTime(), site.time_zone), site.country, site.is_critical);
    return { site, ids: new Set(own.map(({ id }) => id)) };
  });
}

type ComparisonAsked = { asked: readonly Requirement[]; applying: readonly Applying[]; instant: Instant };

async function comparedRows(matrix: Matrix, { db }: Reader, { asked, applying, instant }: ComparisonAsked): Promise<ComparisonRow[]> {
  if (asked.length === 0) return [];
  const sites = applying.map(({ site }) => site);
  const evidence = await cellsFor(db, matrix, { asked, sites, instant });
  return asked.map((it) =>
    compareSites(
      it,
      evidence.filter((_, at) => applying[at]!.ids.has(it.id)),
    ),
  );
}
