// SQL of what people say about a requirement by hand: evidence, not applicable, assumptions, tests of controls.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { Statement } from './rules.ts';
import type { NewStatement, SaidStatement } from './schema.ts';

const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const columns = sql`s.site_id, s.id, s.kind, s.requirement_id, s.artefact, s.standard, s.control_id, s.text, s.method, s.result, s.kpi,
  s.until_on::text as until_on, s.tested_on::text as tested_on, s.next_on::text as next_on, s.file_sha256, s.file_name, s.made_by, p.name as made_by_name,
  ${iso('s.made_at')} as made_at, ${iso('s.ended_at')} as ended_at, e.name as ended_by_name, s.end_reason`;
const from = sql`holdfast.requirement_statement s join holdfast.person p on p.id = s.made_by left join holdfast.person e on e.id = s.ended_by`;

/** Statements of sites in force at an instant (null: now), for the cells. */
export async function listStatements(
  db: Database | Tx,
  site_ids: readonly string[],
  at: Date | null,
): Promise<(Statement & { site_id: string })[]> {
  const inForce =
    at === null
      ? sql`s.ended_at is null`
      : sql`s.made_at <= ${at.toISOString()}::timestamptz and (s.ended_at is null or s.ended_at > ${at.toISOString()}::timestamptz)`;
  return (
    await sql<Statement & { site_id: string }>`select s.site_id, s.id, s.kind, s.requirement_id, s.artefact, s.until_on::text as until_on,
      (extract(epoch from s.made_at) * 1000)::float8 as made_at
    from holdfast.requirement_statement s where s.site_id = any(${[...site_ids]}::uuid[]) and s.kind in ('evidence', 'not_applicable') and ${inForce}
    order by s.made_at, s.id`.execute(db)
  ).rows;
}

/** Everything said about one requirement (null: about every one), newest first; as of an instant with what was said until then. */
export async function readStatements(
  db: Database | Tx,
  site_id: string,
  requirement_id: string | null,
  at: Date | null,
): Promise<SaidStatement[]> {
  const until = at === null ? sql`true` : sql`s.made_at <= ${at.toISOString()}::timestamptz`;
  return (
    await sql<SaidStatement>`select ${columns} from ${from} where s.site_id = ${site_id} and ${until}
      and ${requirement_id === null ? sql`s.requirement_id is not null` : sql`s.requirement_id = ${requirement_id}`} order by s.made_at desc, s.id`.execute(
      db,
    )
  ).rows;
}

export async function readStatement(db: Database | Tx, site_id: string, statement_id: string): Promise<SaidStatement> {
  const [row] = (
    await sql<SaidStatement>`select ${columns} from ${from} where s.site_id = ${site_id} and s.id = ${statement_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'statement_not_found');
  return row;
}

/** The last test of every control at a site, by standard and control. */
export async function listTests(db: Database | Tx, site_id: string, at: Date | null): Promise<SaidStatement[]> {
  const until =
    at === null
      ? sql`s.ended_at is null`
      : sql`s.made_at <= ${at.toISOString()}::timestamptz and (s.ended_at is null or s.ended_at > ${at.toISOString()}::timestamptz)`;
  return (
    await sql<SaidStatement>`select distinct on (s.standard, s.control_id) ${columns} from ${from} where s.site_id = ${site_id} and s.kind = 'test' and ${until}
    order by s.standard, s.control_id, s.tested_on desc, s.made_at desc`.execute(db)
  ).rows;
}

export async function addStatement(tx: Tx, site_id: string, person_id: string, it: NewStatement, now: Date): Promise<SaidStatement> {
  const row = {
    requirement_id: null,
    artefact: null,
    standard: null,
    control_id: null,
    method: null,
    result: null,
    kpi: null,
    until_on: null,
    tested_on: null,
    next_on: null,
    file_sha256: null,
    file_name: null,
    ...it,
  };
  const [added] = (
    await sql<{
      id: string;
    }>`insert into holdfast.requirement_statement (site_id, kind, requirement_id, artefact, standard, control_id, text, method, result, kpi,
      until_on, tested_on, next_on, file_sha256, file_name, made_by, made_at) values (${site_id}, ${row.kind}, ${row.requirement_id}, ${row.artefact}, ${row.standard}, ${row.control_id},
      ${row.text}, ${row.method}, ${row.result}, ${row.kpi}, ${row.until_on}::date, ${row.tested_on}::date, ${row.next_on}::date, ${row.file_sha256}, ${row.file_name}, ${person_id}, ${now.toISOString()}) returning id`.execute(
      tx,
    )
  ).rows;
  return readStatement(tx, site_id, added!.id);
}

/** Ends a statement. Throws conflict for one that has ended. */
export async function endStatement(
  tx: Tx,
  site_id: string,
  statement_id: string,
  by: { person_id: string; reason: string; now: Date },
): Promise<SaidStatement> {
  await readStatement(tx, site_id, statement_id);
  const ended =
    await sql`update holdfast.requirement_statement set ended_at = ${by.now.toISOString()}, ended_by = ${by.person_id}, end_reason = ${by.reason}
    where site_id = ${site_id} and id = ${statement_id} and ended_at is null returning 1`.execute(tx);
  if (ended.rows.length === 0) throw new Failure('conflict', 'statement_ended');
  return readStatement(tx, site_id, statement_id);
}
