// SQL of findings as people see and decide them; store.refresh.ts keeps them true.
import type { Tx } from '@holdfast/platform/act';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy, wordsOf } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { Failure } from '@holdfast/platform/failure';
import { isBeside } from '@holdfast/line-messages/store';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { kindsByWeight } from './rules.ts';
import type { Finding, findingCounts, findingQuery } from './schema.ts';

/** An end of a flow: its name and, where the name does not say it, its address. Several devices may share a name. */
const endName = (name: string, address: string): RawBuilder<unknown> =>
  sql.raw(
    `case when ${name} is null or strpos(${name}, ${address}) > 0 then coalesce(${name}, ${address}) else ${name} || ' (' || ${address} || ')' end`,
  );
const source = sql`(select n.*, coalesce(a.name, ${endName('fc.name', 'f.client_address')} || ' → ' || ${endName('fs.name', 'f.server_address')}, cz.name || ' – ' || dz.name, kf.name, en.name, st.name, '?') as subject_name,
    z.name as zone_name, oz.name as other_zone_name, p.name as decided_by_name, op.name as owner_name
  from holdfast.finding n
  left join holdfast.asset a on n.subject_type = 'asset' and a.site_id = n.site_id and a.id = n.subject_id
  left join holdfast.flow f on n.subject_type = 'flow' and f.site_id = n.site_id and f.id = n.subject_id
  left join holdfast.asset fc on fc.site_id = n.site_id and fc.id = f.client_id
  left join holdfast.asset fs on fs.site_id = n.site_id and fs.id = f.server_id
  left join holdfast.conduit c on n.subject_type = 'conduit' and c.site_id = n.site_id and c.id = n.subject_id
  left join holdfast.zone cz on cz.site_id = n.site_id and cz.id = c.zone_a
  left join holdfast.zone dz on dz.site_id = n.site_id and dz.id = c.zone_b
  left join holdfast.kept_file kf on n.subject_type = 'file' and kf.site_id = n.site_id and kf.id = n.subject_id
  left join holdfast.zone z on z.site_id = n.site_id and z.id = n.zone_id
  left join holdfast.zone oz on oz.site_id = n.site_id and oz.id = n.other_zone_id and n.other_zone_id is distinct from n.zone_id
  left join holdfast.enforcer en on n.subject_type = 'enforcer' and en.site_id = n.site_id and en.id = n.subject_id
  left join holdfast.site st on n.subject_type = 'site' and st.id = n.subject_id
  left join holdfast.person op on op.id = n.owner_id
  left join holdfast.person p on p.id = n.decided_by) n`;
/** What a finding is about as the MES may call it: its zones, devices and their areas, in lower case. */
const calledLike = sql`array(select lower(w.name) from (
    select z.name from holdfast.zone z where z.site_id = n.site_id and z.id in (n.zone_id, n.other_zone_id)
    union all select d.name from holdfast.asset d where d.site_id = n.site_id and d.id = n.subject_id
    union all select d.name from holdfast.flow f join holdfast.asset d on d.site_id = f.site_id and d.id in (f.client_id, f.server_id) where f.site_id = n.site_id and f.id = n.subject_id
    union all select a.name from holdfast.area a join holdfast.asset d on d.site_id = a.site_id and d.area_id = a.id
      left join holdfast.flow f on f.site_id = d.site_id and f.id = n.subject_id
      where a.site_id = n.site_id and (d.id = n.subject_id or d.id in (f.client_id, f.server_id))) w)`;
const besideFinding = isBeside({
  from: sql`n.first_seen`,
  until: sql`n.last_seen`,
  zones: sql`array[n.zone_id, n.other_zone_id]`,
  names: calledLike,
});
/** Only what was seen on the wire happened at a line and a time. */
const besideCount = sql`case when n.subject_type in ('asset', 'flow') then (select count(*)::int from holdfast.line_message m where m.site_id = n.site_id and ${besideFinding}) else 0 end`;
const columns = sql`n.id, n.kind, n.state, n.subject_type, n.subject_id, n.subject_name, n.zone_id, n.zone_name, n.other_zone_id, n.other_zone_name, n.facts, n.attack, n.capture_id, n.frame, n.first_seen, n.last_seen,
  n.decision, n.decided_by_name, n.decided_at, n.decision_reason, n.owner_id, n.owner_name, n.due_at, n.reference, n.absent_days, ${besideCount} as line_messages`;
const sortable = {
  id: 'n.id',
  state: "array_position(array['open','investigating','in_incident','being_fixed','accepted','fixed','closed'], n.state)",
  kind: `array_position(array[${kindsByWeight.map((kind) => `'${kind}'`).join()}], n.kind)`,
  first_seen: 'n.first_seen',
  last_seen: 'n.last_seen',
  subject_name: 'n.subject_name',
  zone_name: 'n.zone_name',
};

const inZones = (zones: readonly string[] | null): RawBuilder<unknown> | null =>
  zones === null ? null : sql`(n.zone_id = any(${[...zones]}::uuid[]) or n.other_zone_id = any(${[...zones]}::uuid[]))`;

/** Findings that touch one of the zones, at either end. */
function touches(zones: readonly string[] | undefined): RawBuilder<unknown> | null {
  const here = isOneOf('n.zone_id', zones);
  const placed = zones?.filter((it) => it !== 'none');
  return here && sql`(${here} or ${isOneOf('n.other_zone_id', placed) ?? sql`false`})`;
}

/** Each word occurs in the kind or the subject's name, as the list shows it. Names are looked up once, not joined to each finding. */
function subjectSearch(site_id: string, search: string | undefined): RawBuilder<unknown> {
  return every(
    wordsOf(search).map((word) => {
      const named = (table: string) =>
        sql`(select s.id from ${sql.table(table)} s where s.site_id = ${site_id} and ${contains('s.name', word)})`;
      // Only flows that are findings; `offset 0` keeps the planner from looking through all others first.
      const flows = sql`select f.id from (select f.* from holdfast.finding x join holdfast.flow f on f.site_id = x.site_id and f.id = x.subject_id
          where x.site_id = ${site_id} and x.subject_type = 'flow' offset 0) f
        where (f.client_id in ${named('holdfast.asset')} or f.server_id in ${named('holdfast.asset')} or ${contains('f.client_address', word)} or ${contains('f.server_address', word)})`;
      const conduits = sql`select c.id from holdfast.conduit c where c.site_id = ${site_id} and (c.zone_a in ${named('holdfast.zone')} or c.zone_b in ${named('holdfast.zone')})`;
      return sql`(${contains('n.kind', word)} or (n.subject_type = 'asset' and n.subject_id in ${named('holdfast.asset')})
        or (n.subject_type = 'flow' and (${contains("'→'", word)} or n.subject_id in (${flows})))
        or (n.subject_type = 'file' and n.subject_id in ${named('holdfast.kept_file')})
        or (n.subject_type = 'conduit' and (${contains("'–'", word)} or n.subject_id in (${conduits}))))`;
    }),
  );
}

export async function listFindings(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof findingQuery>,
  zones: readonly string[] | null,
): Promise<{ rows: Finding[]; total: number }> {
  const where = every([
    sql`n.site_id = ${site_id}`,
    inZones(zones),
    isOneOf('n.kind', query.kind),
    isOneOf('n.state', query.state),
    touches(query.zone_id),
    subjectSearch(site_id, query.search),
  ]);
  const { ids, total } = await findPage(db, { id: 'n.id', from: source, where, order: orderBy(query, sortable, 'kind') }, query);
  const shown = await sql<Finding>`select ${columns} from ${source} where n.site_id = ${site_id} and ${isAmong('n.id', ids)}`.execute(db);
  return { rows: inOrder(ids, shown.rows), total };
}

/** One finding of these zones, or null. */
export async function findFinding(
  db: Database | Tx,
  site_id: string,
  finding_id: string,
  zones: readonly string[] | null,
): Promise<Finding | null> {
  const where = every([sql`n.site_id = ${site_id}`, sql`n.id = ${finding_id}`, inZones(zones)]);
  return (await sql<Finding>`select ${columns} from ${source} where ${where}`.execute(db)).rows[0] ?? null;
}

/** Findings that wait, by kind, and how many are being looked into. */
export async function countFindings(
  db: Database | Tx,
  site_id: string,
  zones: readonly string[] | null,
): Promise<z.output<typeof findingCounts>> {
  const rows = await sql<{ kind: string; state: string; n: number }>`select n.kind, n.state, count(*)::int as n from holdfast.finding n
    where ${every([sql`n.site_id = ${site_id} and n.state in ('open', 'investigating')`, inZones(zones)])} group by n.kind, n.state`.execute(
    db,
  );
  const open = Object.fromEntries(rows.rows.filter((row) => row.state === 'open').map((row) => [row.kind, row.n]));
  return { open, investigating: rows.rows.filter((row) => row.state === 'investigating').reduce((sum, row) => sum + row.n, 0) };
}

export type Deciding = {
  id: string;
  kind: Finding['kind'];
  state: Finding['state'];
  subject_id: string;
  zone_id: string | null;
  other_zone_id: string | null;
};

const asked = (
  site_id: string,
  ids: readonly string[],
) => sql`select id, kind, state, subject_id, zone_id, other_zone_id from holdfast.finding
  where site_id = ${site_id} and id = any(${[...ids]}::uuid[]) order by id`;

/** The findings asked for. */
export async function readFindings(db: Database, site_id: string, ids: readonly string[]): Promise<Deciding[]> {
  return (await sql<Deciding>`${asked(site_id, ids)}`.execute(db)).rows;
}

/** The findings asked for, locked until the act ends. */
export async function lockFindings(tx: Tx, site_id: string, ids: readonly string[]): Promise<Deciding[]> {
  await lockOwn(tx, site_id);
  return (await sql<Deciding>`${asked(site_id, ids)} for update`.execute(tx)).rows;
}

export async function decide(
  tx: Tx,
  site_id: string,
  ids: readonly string[],
  it: {
    person_id: string;
    decision: string;
    reason: string;
    state: string;
    owner_id?: string | null;
    due_at?: string | null;
    reference?: string | null;
  },
): Promise<void> {
  await sql`update holdfast.finding set decision = ${it.decision}, decided_by = ${it.person_id}, decided_at = now(), decision_reason = ${it.reason}, state = ${it.state},
    owner_id = ${it.owner_id ?? null}, due_at = ${it.due_at ?? null}, reference = ${it.reference ?? null}, absent_days = 0
    where site_id = ${site_id} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Deciding and deriving follow each other. */
export async function lockOwn(tx: Tx, site_id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`findings:${site_id}`}, 0))`.execute(tx);
}

export async function readRules(db: Database | Tx, site_id: string): Promise<{ absent_days: number }> {
  const found = await sql<{
    absent_days: number;
  }>`select finding_absent_days as absent_days from holdfast.site where id = ${site_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'site_not_found');
  return found.rows[0];
}

/** Throws conflict when it is no longer what it was `before`. */
export async function changeRules(
  tx: Tx,
  site_id: string,
  { absent_days, before }: { absent_days: number; before: number },
): Promise<void> {
  const saved =
    await sql`update holdfast.site set finding_absent_days = ${absent_days} where id = ${site_id} and finding_absent_days = ${before} returning 1`.execute(
      tx,
    );
  if (saved.rows.length === 0) throw new Failure('conflict', 'changed_meanwhile', { ...(await readRules(tx, site_id)) });
}

/** Throws unprocessable where the owner named is nobody who can act. */
export async function requireOwner(db: Database, owner_id: string | null): Promise<void> {
  if (owner_id === null) return;
  const found = await sql`select 1 from holdfast.person where id = ${owner_id} and active`.execute(db);
  if (found.rows.length === 0) throw new Failure('unprocessable', 'owner_unknown');
}

/** What a finding is called like, for whoever looks beside it. */
export async function namesOf(db: Database, site_id: string, finding_id: string): Promise<string[]> {
  const found = await sql<{
    names: string[];
  }>`select ${calledLike} as names from holdfast.finding n where n.site_id = ${site_id} and n.id = ${finding_id}`.execute(db);
  return found.rows[0]?.names ?? [];
}
