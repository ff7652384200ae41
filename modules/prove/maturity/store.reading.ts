// Levels put together: evidence now, a quarter and a year before, who answers, what comes round, what was tested, what people claimed.
import { roleHolders } from '@holdfast/appointments/store';
import { listPoints, listPointsThen } from '@holdfast/appointments/store.points';
import { listActivities } from '@holdfast/cadence/store';
import { requirement } from '@holdfast/core-law';
import { factsUntil } from '@holdfast/platform/facts';
import { isAllowed } from '@holdfast/platform/permit';
import type { Context, Database } from '@holdfast/platform/route';
import { citationOf } from '@holdfast/requirements/rules.rows';
import { evidenceAt, type Instant, instantOf } from '@holdfast/requirements/store.reading';
import { listTests } from '@holdfast/requirements/store.statements';
import type { MatrixParts } from '@holdfast/requirements/store';
import { listSites } from '@holdfast/sites/store';
import { sql } from 'kysely';
import { seeMaturity } from './access.ts';
import { areas } from './areas.data.ts';
import { foldSaid, type Said, saidKinds } from './rules.fold.ts';
import { type AreaStanding, heldDays, levelOfSite, nextSteps, type Signals, standingsOf, worstFirst, yearDays } from './rules.ts';
import type { Area, Comparison, Maturity } from './schema.ts';

type Reader = Pick<Context, 'db' | 'now'>;
const dayMs = 86_400_000;

/** A site's levels at an instant. */
export async function maturityAt(parts: MatrixParts, context: Reader, site_id: string, as_of?: string): Promise<Maturity> {
  const instant = instantOf(as_of, context.now);
  const signals = await readSignals(parts, context, site_id, instant);
  const standings = standingsOf(signals);
  const said = await readSaid(context.db, site_id, instant.at);
  const names = await namesOf(
    context.db,
    [...said.claims.values(), ...said.assessments].map((it) => it.by),
  );
  return {
    as_of: instant.at.toISOString(),
    level: levelOfSite(standings),
    sole: signals.sole,
    areas: standings.map((it) => areaWords(it, said, names)),
    assessments: said.assessments.map(({ id, at, by, scores }) => ({ id, at, by_name: names.get(by) ?? null, scores })).toReversed(),
  };
}

const readSaid = async (db: Database, site_id: string, until: Date): Promise<Said> =>
  foldSaid(await factsUntil(db, { site_id, kinds: saidKinds, until }));

async function namesOf(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from holdfast.person where id::text = any(${[...new Set(ids)]}::text[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function readSignals(parts: MatrixParts, context: Reader, site_id: string, instant: Instant): Promise<Signals> {
  const before = (days: number): Instant => ({ at: new Date(instant.at.getTime() - days * dayMs), is_now: false });
  const [now, quarter, year] = [
    await evidenceAt(parts, context, site_id, instant),
    await evidenceAt(parts, context, site_id, before(heldDays)),
    await evidenceAt(parts, context, site_id, before(yearDays)),
  ];
  return {
    now: now.evidence,
    quarter: quarter.evidence,
    year: year.evidence,
    owners: await readOwners(context.db, site_id, instant),
    activities: await readActivities(context.db, site_id, instant),
    sole: await countSole(context.db, site_id, instant),
    works: await readWorking(context.db, site_id, instant),
  };
}

/** Requirements whose role somebody holds. */
async function readOwners(db: Database, site_id: string, { at, is_now }: Instant): Promise<ReadonlySet<string>> {
  const roleOf = (id: string) => requirement(id)?.owner_role;
  const ids = areas.flatMap((it) => it.requirements);
  const roles = new Set(ids.flatMap((id) => roleOf(id) ?? []));
  const holders = await roleHolders(db, roles, { site_id, at, as_of: is_now ? null : at });
  return new Set(
    ids.filter((id) => {
      const role = roleOf(id);
      return role !== undefined && (holders.get(role)?.person_id ?? null) !== null;
    }),
  );
}

async function readActivities(db: Database, site_id: string, { at, is_now }: Instant): Promise<Signals['activities']> {
  const rows = await listActivities(db, site_id, at, is_now ? null : at);
  const since = new Date(at.getTime() - yearDays * dayMs).toISOString().slice(0, 10);
  return new Map(
    rows.flatMap((it) => {
      const late = it.state === 'overdue' || it.missed.some((day) => day >= since);
      return it.of === null ? [] : [[it.of, { planned: it.next !== null, late }] as const];
    }),
  );
}

const countSole = async (db: Database, site_id: string, { at, is_now }: Instant): Promise<number> =>
  (is_now ? await listPoints(db, site_id, at) : await listPointsThen(db, site_id, at)).filter((it) => (it.plan?.deputy_id ?? null) === null)
    .length;

/** Requirements with a control whose last test, within a year, said that it works. */
async function readWorking(db: Database, site_id: string, { at, is_now }: Instant): Promise<ReadonlySet<string>> {
  const since = new Date(at.getTime() - yearDays * dayMs).toISOString().slice(0, 10);
  const tests = (await listTests(db, site_id, is_now ? null : at)).filter((it) => it.result === 'works' && (it.tested_on ?? '') >= since);
  const working = new Set(tests.map((it) => `${it.standard} ${it.control_id}`));
  const isWorking = (id: string): boolean =>
    Object.entries(requirement(id)?.controls ?? {}).some(([standard, ids]) => ids.some((control) => working.has(`${standard} ${control}`)));
  return new Set(areas.flatMap((it) => it.requirements).filter(isWorking));
}

function areaWords(it: AreaStanding, { claims, targets, assessments }: Said, names: ReadonlyMap<string, string>): Area {
  const { area, level, good, of, criteria } = it;
  const [claim, target] = [claims.get(area.id), targets.get(area.id)];
  return {
    id: area.id,
    title: area.title,
    level,
    good,
    of,
    criteria,
    next: nextSteps(it).map((one) => one.id),
    requirements: area.requirements.flatMap((id) => {
      const found = requirement(id);
      return found === undefined ? [] : [{ id, title: found.title, citation: citationOf(found) }];
    }),
    claimed: claim?.level ?? null,
    claimed_by_name: names.get(claim?.by ?? '') ?? null,
    claimed_at: claim?.at ?? null,
    target: target?.level ?? null,
    target_on: target?.by_on ?? null,
    assessed: assessments.at(-1)?.scores[area.id] ?? null,
  };
}

/** The sites the person may see, worst first. */
export async function compareSites(parts: MatrixParts, context: Context, as_of?: string): Promise<Comparison> {
  const sites = (await listSites(context.db)).filter((it) => isAllowed(context.principal, seeMaturity, it.id));
  const found: Comparison['sites'] = [];
  for (const { id, name } of sites) {
    const { level, areas: own } = await maturityAt(parts, context, id, as_of);
    found.push({ id, name, level, areas: own.map((it) => ({ id: it.id, level: it.level, claimed: it.claimed })) });
  }
  return { areas: areas.map(({ id, title }) => ({ id, title })), sites: worstFirst(found) };
}
