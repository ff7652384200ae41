// What `npm run bench matrix` measures over: requirements with a practice each, and the marks that years of daily acts leave, written as reading the facts makes them (matrix-marks.db.test.ts compares).
import { type EvidenceBinding, type Population, provesSite, requirements as real, type Requirement, wholeSite } from '@holdfast/core-law';
import type { Matrix } from '@holdfast/requirements/rules';

export type Rows = <T>(text: string, values?: readonly unknown[]) => Promise<T[]>;
/** `entries` and `read` are those of one site: all acts of the years, and how many of them stand as facts (the first). */
export type Size = { sites: number; requirements: number; entries: number; read: number };

/** Every fifth requirement is to hold in each zone of the site. */
const zones = 40;
const overZones = (at: number): boolean => at % 5 === 4;
const years = 3;
const id = (at: number): string => `bench.practice_${String(at).padStart(4, '0')}`;
const zoneMade = 'bench.zone_made';

/** Requirements of the size of the real ones, each with a practice of its own. */
export function makeMatrix(count: number): Matrix {
  const operators = real.filter((it) => it.addressee === 'operator' && it.jurisdiction === 'EU');
  const requirements = Array.from({ length: count }, (_, at): Requirement => ({
    ...operators[at % operators.length]!,
    id: `BENCH-${at}`,
    counterparts: [],
  }));
  const bindings = requirements.map(({ id: requirement, artefacts }, at): EvidenceBinding => ({
    id: id(at),
    artefact: artefacts[0]!,
    requirements: [requirement],
    population: overZones(at) ? 'bench.zones' : null,
    kinds: [id(at)],
    fresh_days: [7, 31, 120, 365, null][Math.floor(at / 5) % 5]!,
    reads: overZones(at) ? (fact) => [{ subject_id: fact.subject_id, effect: 'proves' }] : () => provesSite,
  }));
  const populations: Population[] = [
    { id: 'bench.zones', kinds: [zoneMade], reads: (fact) => [{ subject_id: fact.subject_id, effect: 'member' }] },
  ];
  return { requirements, bindings, populations };
}

/** Sites with a log each. */
export async function growSites(rows: Rows, { sites }: Size): Promise<void> {
  await rows(`insert into holdfast.organisation (id, name) values (uuidv7(), 'Bench')`);
  await rows(
    `insert into holdfast.site (id, organisation_id, name, time_zone) select uuidv7(), o.id, 'Works ' || n, 'Europe/Berlin'
     from holdfast.organisation o, generate_series(1, $1::int) n`,
    [sites],
  );
  await rows(
    `insert into ledger.log (id, site_id, origin, epoch) select uuidv7(), id, 'holdfast.bench/' || id || '/e1', 1 from holdfast.site`,
  );
}

/** Acts of a site in order: first its zones, then every practice in turn over the years. A zone's id follows from its site's and its number. */
const acts = `select l.id as log_id, l.site_id, n - 1 as idx,
    case when n <= ${zones} then '${zoneMade}' else 'bench.practice_' || lpad(((n - 1) % $1::int)::text, 4, '0') end as kind,
    n <= ${zones} or (n - 1) % $1::int % 5 = 4 as is_zone, md5(l.site_id || '/' || case when n <= ${zones} then n else ((n - 1) / $1::int) % ${zones} + 1 end)::uuid as zone_id,
    n <= ${zones} as is_member, $3::timestamptz - make_interval(secs => ($2::float8 - n) * ${years * 365 * 86_400}::float8 / $2::float8) as at
  from ledger.log l, generate_series(1, $4::int) n`;

/** The first of the acts as facts, to measure how fast they are read. `now`: the instant of the last act. */
export async function growFacts(rows: Rows, { requirements, entries, read }: Size, now: Date): Promise<void> {
  await rows(
    `insert into ledger.fact (log_id, idx, site_id, kind, subject_type, subject_id, actor, at, data)
     select log_id, idx, site_id, kind, case when is_zone then 'zone' else 'site' end, case when is_zone then zone_id else site_id end::text,
       md5('somebody of ' || site_id)::uuid::text, at, jsonb_build_object('name', 'Filling line ' || idx, 'owner_id', md5('owner ' || idx)::uuid)
     from (${acts}) as act`,
    [requirements, entries, now.toISOString(), read],
  );
}

/** The marks of all acts, as reading makes them; and the last of each. */
export async function growMarks(rows: Rows, { requirements, entries }: Size, now: Date): Promise<void> {
  await rows('delete from holdfast.evidence_mark');
  await rows('delete from holdfast.evidence_latest');
  await rows('alter table holdfast.evidence_mark drop constraint evidence_mark_pkey');
  await rows(
    `insert into holdfast.evidence_mark (site_id, source, subject_id, at, log_id, idx, effect)
     select site_id, case when is_member then 'population:bench.zones' else kind end, case when is_zone then zone_id::text else '${wholeSite}' end, at, log_id, idx,
       case when is_member then 'member' else 'proves' end from (${acts}) as act`,
    [requirements, entries, now.toISOString(), entries],
  );
  await rows(
    'alter table holdfast.evidence_mark add constraint evidence_mark_pkey primary key (site_id, source, subject_id, at, log_id, idx) include (effect, until_on)',
  );
  await rows(`insert into holdfast.evidence_latest (site_id, source, subject_id, at, log_id, idx, effect, until_on)
    select distinct on (site_id, source, subject_id) site_id, source, subject_id, at, log_id, idx, effect, until_on
    from holdfast.evidence_mark order by site_id, source, subject_id, at desc`);
}
