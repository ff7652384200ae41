// All SQL of the production calendar.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { type Calendar, clockOf, minutesOf, requireHours, requireSpan } from './rules.ts';
import type { NewPeriod, OperatingPeriod, PeriodQuery, ProductionHours } from './schema.ts';

const columns = sql`o.id, o.state, o.starts_at, o.ends_at, o.note, p.name as noted_by_name, o.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', z.id, 'name', z.name) order by z.name, z.id) from holdfast.zone z where z.site_id = o.site_id and z.id = any(o.zone_ids)), '[]') as zones`;
const source = sql`holdfast.operating_period o join holdfast.person p on p.id = o.noted_by`;
const sortable = { id: 'o.id', state: 'o.state', starts_at: 'o.starts_at', ends_at: 'o.ends_at' };

/** Noted stretches of a site that match. */
export async function listPeriods(
  db: Database | Tx,
  site_id: string,
  query: PeriodQuery,
): Promise<{ rows: OperatingPeriod[]; total: number }> {
  const where = every([
    sql`o.site_id = ${site_id}`,
    contains(`concat_ws(' ', o.state, o.note)`, query.search),
    isOneOf('o.state', query.state),
  ]);
  const found = await findPage(db, { id: 'o.id', from: source, where, order: orderBy(query, sortable, '-starts_at') }, query);
  const rows =
    await sql<OperatingPeriod>`select ${columns} from ${source} where o.site_id = ${site_id} and ${isAmong('o.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** One stretch. Throws not_found. */
export async function readPeriod(db: Database | Tx, site_id: string, period_id: string): Promise<OperatingPeriod> {
  const [row] = (
    await sql<OperatingPeriod>`select ${columns} from ${source} where o.site_id = ${site_id} and o.id = ${period_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'period_not_found');
  return row;
}

/** Hours of production in a week, by day. */
export async function readHours(db: Database | Tx, site_id: string): Promise<ProductionHours[]> {
  const rows = await sql<{ weekday: number; from_minute: number; to_minute: number }>`select weekday, from_minute, to_minute
    from holdfast.production_hours where site_id = ${site_id} order by weekday, from_minute`.execute(db);
  return rows.rows.map((it) => ({ weekday: it.weekday, from: clockOf(it.from_minute), to: clockOf(it.to_minute) }));
}

/** All of the calendar that touches a span. */
export async function readCalendar(db: Database | Tx, site_id: string, from: Date, until: Date): Promise<Calendar> {
  const site = await sql<{ time_zone: string }>`select time_zone from holdfast.site where id = ${site_id}`.execute(db);
  const periods = await sql<Calendar['periods'][number]>`select state, starts_at, ends_at, zone_ids from holdfast.operating_period
    where site_id = ${site_id} and starts_at < ${until.toISOString()} and ends_at > ${from.toISOString()} order by starts_at, id limit 5000`.execute(
    db,
  );
  return { time_zone: site.rows[0]?.time_zone ?? 'UTC', hours: await readHours(db, site_id), periods: periods.rows };
}

/** Puts these hours in place of the old ones. Throws unprocessable for hours that cannot be. */
export async function keepHours(tx: Tx, site_id: string, hours: readonly ProductionHours[]): Promise<void> {
  requireHours(hours);
  await sql`delete from holdfast.production_hours where site_id = ${site_id}`.execute(tx);
  const rows = hours.map((it) => ({ weekday: it.weekday, from_minute: minutesOf(it.from), to_minute: minutesOf(it.to) }));
  await sql`insert into holdfast.production_hours (site_id, weekday, from_minute, to_minute) select ${site_id}, n.weekday, n.from_minute, n.to_minute
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(weekday integer, from_minute integer, to_minute integer)`.execute(tx);
}

async function requireZonesThere(tx: Tx, site_id: string, zone_ids: readonly string[]): Promise<void> {
  const there = await sql`select 1 from holdfast.zone where site_id = ${site_id} and id = any(${[...zone_ids]}::uuid[])`.execute(tx);
  if (there.rows.length !== new Set(zone_ids).size) throw new Failure('not_found', 'zone_not_found');
}

export async function addPeriod(tx: Tx, permit: Permit, site_id: string, it: NewPeriod): Promise<OperatingPeriod> {
  requireSpan(it);
  await requireZonesThere(tx, site_id, it.zone_ids);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.operating_period (site_id, state, starts_at, ends_at, zone_ids, note, noted_by)
    values (${site_id}, ${it.state}, ${it.starts_at}, ${it.ends_at}, ${it.zone_ids}::uuid[], ${it.note}, ${permit.actor_id}) returning id`.execute(
    tx,
  );
  return readPeriod(tx, site_id, added.rows[0]!.id);
}

/** Changes all fields. Throws conflict when it was changed since `version`. */
export async function changePeriod(
  tx: Tx,
  permit: Permit,
  site_id: string,
  period_id: string,
  it: NewPeriod & { version: number },
): Promise<OperatingPeriod> {
  await sql`select 1 from holdfast.operating_period where site_id = ${site_id} and id = ${period_id} for update`.execute(tx);
  const before = await readPeriod(tx, site_id, period_id);
  if (before.version !== it.version) throw new Failure('conflict', 'changed_meanwhile', { version: before.version });
  requireSpan(it);
  await requireZonesThere(tx, site_id, it.zone_ids);
  await sql`update holdfast.operating_period set state = ${it.state}, starts_at = ${it.starts_at}, ends_at = ${it.ends_at}, zone_ids = ${it.zone_ids}::uuid[],
    note = ${it.note}, noted_by = ${permit.actor_id}, version = version + 1 where site_id = ${site_id} and id = ${period_id}`.execute(tx);
  return readPeriod(tx, site_id, period_id);
}

/** Takes a stretch out. Returns what it was. */
export async function removePeriod(tx: Tx, site_id: string, period_id: string): Promise<OperatingPeriod> {
  const was = await readPeriod(tx, site_id, period_id);
  await sql`delete from holdfast.operating_period where site_id = ${site_id} and id = ${period_id}`.execute(tx);
  return was;
}
