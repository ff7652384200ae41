// All SQL of line messages: what the MES told, and where its lines are.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { brought, Line, LineMessage, messageQuery, NewMessage, placedLine } from './schema.ts';

/** A site keeps so many; older ones are forgotten with the conversations of their time. */
const mostKept = 200_000;
const dayMs = 86_400_000;

/** The zone of a message's line: what people said, else the zone of that name. */
const placed = sql`left join holdfast.line_place p on p.site_id = m.site_id and p.line = lower(m.line)
  left join lateral (select z.id, z.name from holdfast.zone z where z.site_id = m.site_id and (z.id = p.zone_id or (p.line is null and lower(z.name) = lower(m.line)))
    order by z.id limit 1) z on true`;
const source = sql`(select m.id, m.site_id, m.at, m.kind, m.line, z.id as zone_id, z.name as zone_name, m.text, m.count from holdfast.line_message m ${placed}) m`;
const columns = sql`m.id, m.at, m.kind, m.line, m.zone_id, m.zone_name, m.text, m.count`;
const sortable = { id: 'm.id', at: 'm.at', kind: 'm.kind', line: 'm.line', count: 'm.count' };

export async function listMessages(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof messageQuery>,
): Promise<{ rows: LineMessage[]; total: number }> {
  const where = every([
    sql`m.site_id = ${site_id}`,
    contains(`concat_ws(' ', m.kind, m.line, m.text)`, query.search),
    isOneOf('m.kind', query.kind),
  ]);
  const found = await findPage(
    db,
    { id: 'm.id', from: sql`holdfast.line_message m`, where, order: orderBy(query, sortable, '-at') },
    query,
  );
  const rows =
    await sql<LineMessage>`select ${columns} from ${source} where m.site_id = ${site_id} and ${isAmong('m.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** What makes two messages the same. */
const digest = sql`md5((case when n.reference is null then jsonb_build_array(n.at, n.kind, n.line, n.text) else jsonb_build_array(n.kind, n.line, n.reference) end)::text)`;

/**
 * Keeps messages; one that was told before (by its reference, else by time, kind, line and text) only with its higher count. Throws
 * unprocessable for a time more than a day ahead, too_many when the site keeps as many as it may.
 */
export async function addMessages(tx: Tx, site_id: string, messages: readonly NewMessage[], now: Date): Promise<z.output<typeof brought>> {
  const ahead = messages.find((it) => Date.parse(it.at) > now.getTime() + dayMs);
  if (ahead !== undefined) throw new Failure('unprocessable', 'line_message_ahead', { at: ahead.at });
  const site = await sql<{
    days: number;
    kept: number;
  }>`select conversation_days as days, (select count(*)::int from holdfast.line_message m where m.site_id = s.id) as kept
    from holdfast.site s where s.id = ${site_id}`.execute(tx);
  const { days, kept } = site.rows[0] ?? { days: 0, kept: 0 };
  const fresh = messages.filter((it) => Date.parse(it.at) > now.getTime() - days * dayMs);
  if (kept + fresh.length > mostKept) throw new Failure('too_many', 'too_many_line_messages', { most: mostKept });
  const saved = await sql<{
    is_new: boolean;
  }>`insert into holdfast.line_message as m (site_id, at, kind, line, text, count, reference, digest)
    select distinct on (${digest}) ${site_id}::uuid, n.at, n.kind, n.line, n.text, n.count, n.reference, ${digest}
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as n(at timestamptz, kind text, line text, text text, count integer, reference text)
    order by ${digest}, n.count desc
    on conflict (site_id, digest) do update set count = greatest(m.count, excluded.count), text = case when excluded.text = '' then m.text else excluded.text end
    returning xmax = 0 as is_new`.execute(tx);
  const taken = saved.rows.filter((it) => it.is_new).length;
  return { taken, known: fresh.length - taken, too_old: messages.length - fresh.length };
}

/** Lines the MES named, those that spoke last first. */
export async function listLines(db: Database | Tx, site_id: string): Promise<Line[]> {
  return (
    await sql<Line>`select m.line, m.messages, m.last_at, z.id as zone_id, z.name as zone_name, p.zone_id is not null as is_said
    from (select site_id, max(line) as line, count(*)::int as messages, max(at) as last_at from holdfast.line_message where site_id = ${site_id} group by site_id, lower(line)) m ${placed}
    order by m.last_at desc, m.line limit 500`.execute(db)
  ).rows;
}

/** Says where a line is; with null what its name says counts again. Throws not_found for a zone that is not the site's. */
export async function placeLine(tx: Tx, site_id: string, { line, zone_id }: z.output<typeof placedLine>): Promise<void> {
  const key = sql`lower(${line}::text)`;
  if (zone_id === null) return void (await sql`delete from holdfast.line_place where site_id = ${site_id} and line = ${key}`.execute(tx));
  const saved = await sql`insert into holdfast.line_place (site_id, line, zone_id) select ${site_id}, ${key}, z.id from holdfast.zone z
    where z.site_id = ${site_id} and z.id = ${zone_id} on conflict (site_id, line) do update set zone_id = excluded.zone_id returning 1`.execute(
    tx,
  );
  if (saved.rows.length === 0) throw new Failure('not_found', 'zone_not_found');
}

/** How far apart in time a message and what was seen may be to stand beside each other. */
const beside = sql`interval '30 minutes'`;

/**
 * Condition on messages `m`: told within half an hour of a moment `from` or `until`, of one of the zones, or of a line or machine called like one of
 * the `names` (lower case).
 */
export const isBeside = (
  it: Record<'from' | 'until' | 'zones' | 'names', RawBuilder<unknown>>,
): RawBuilder<unknown> => sql`(m.at between ${it.from} - ${beside} and ${it.from} + ${beside}
    or m.at between ${it.until} - ${beside} and ${it.until} + ${beside})
  and (exists (select 1 from holdfast.line_place p where p.site_id = m.site_id and p.line = lower(m.line) and p.zone_id = any(${it.zones}))
    or (lower(m.line) = any(${it.names}) and not exists (select 1 from holdfast.line_place p where p.site_id = m.site_id and p.line = lower(m.line)))
    or exists (select 1 from unnest(${it.names}) w where length(w) >= 5 and strpos(lower(m.text), w) > 0))`;

/** The messages that stand beside something, the nearest in time first. */
export async function listBeside(
  db: Database | Tx,
  site_id: string,
  it: { from: string; until: string; zones: readonly string[]; names: readonly string[] },
): Promise<LineMessage[]> {
  const where = isBeside({
    from: sql`${it.from}::timestamptz`,
    until: sql`${it.until}::timestamptz`,
    zones: sql`${[...it.zones]}::uuid[]`,
    names: sql`${it.names.map((name) => name.toLowerCase())}::text[]`,
  });
  const near = sql`least(abs(extract(epoch from m.at - ${it.from}::timestamptz)), abs(extract(epoch from m.at - ${it.until}::timestamptz)))`;
  return (
    await sql<LineMessage>`select ${columns} from ${source} where m.site_id = ${site_id} and ${where} order by ${near}, m.id limit 20`.execute(
      db,
    )
  ).rows;
}

export async function hasMessages(db: Database | Tx, site_id: string): Promise<boolean> {
  return (await sql`select 1 from holdfast.line_message where site_id = ${site_id} limit 1`.execute(db)).rows.length > 0;
}

/** Forgets messages older than their site keeps what was seen. Telemetry: no ledger entry. */
export async function sweepMessages(db: Database): Promise<void> {
  await sql`delete from holdfast.line_message m using holdfast.site s where s.id = m.site_id and m.at < now() - make_interval(days => s.conversation_days)`.execute(
    db,
  );
}
