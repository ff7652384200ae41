// All SQL of maintenance windows.
import { listAllowedAt, tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { nextNumber } from '@holdfast/platform/running-number';
import { sql } from 'kysely';
import { approveWindows } from './access.ts';
import { covers, requireSpan } from './rules.ts';
import type { MaintenanceWindow, NewWindow, WindowQuery } from './schema.ts';

export type WindowRow = Omit<MaintenanceWindow, 'mine_to_decide'> & { planned_by: string };

const phase = `case when w.ends_at <= now() then 'over' when w.state = 'approved' and w.starts_at <= now() then 'under_way' else 'ahead' end`;
const columns = sql`w.id, w.number, w.title, w.work, w.starts_at, w.ends_at, w.impact, w.approver_id, a.name as approver_name, w.state, ${sql.raw(phase)} as phase,
  d.name as decided_by_name, w.decided_at, w.decision_reason, w.planned_by, p.name as planned_by_name, w.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', z.id, 'name', z.name) order by z.name, z.id) from holdfast.zone z where z.site_id = w.site_id and z.id = any(w.zone_ids)), '[]') as zones`;
const source = sql`holdfast.maintenance_window w join holdfast.person a on a.id = w.approver_id join holdfast.person p on p.id = w.planned_by
  left join holdfast.person d on d.id = w.decided_by`;
const sortable = {
  id: 'w.id',
  number: 'w.number',
  title: 'w.title',
  starts_at: 'w.starts_at',
  ends_at: 'w.ends_at',
  approver_name: 'a.name',
  state: "array_position(array['asked','approved','refused','cancelled'], w.state)",
  phase: `array_position(array['under_way','ahead','over'], ${phase})`,
};

/** Windows of a site that match; what touches one of the zones, or the whole site. */
export async function listWindows(db: Database | Tx, site_id: string, query: WindowQuery): Promise<{ rows: WindowRow[]; total: number }> {
  const zones = query.zone_id;
  const where = every([
    sql`w.site_id = ${site_id}`,
    contains(`concat_ws(' ', w.number, w.title, w.work, a.name)`, query.search),
    isOneOf('w.state', query.state),
    isOneOf(phase, query.phase),
    zones === undefined ? null : sql`(w.zone_ids = '{}' or w.zone_ids && ${[...zones]}::uuid[])`,
  ]);
  const found = await findPage(db, { id: 'w.id', from: source, where, order: orderBy(query, sortable, 'phase') }, query);
  const rows =
    await sql<WindowRow>`select ${columns} from ${source} where w.site_id = ${site_id} and ${isAmong('w.id', found.ids)}`.execute(db);
  return { rows: inOrder(found.ids, rows.rows), total: found.total };
}

/** One window. Throws not_found. */
export async function readWindow(db: Database | Tx, site_id: string, window_id: string): Promise<WindowRow> {
  const [row] = (await sql<WindowRow>`select ${columns} from ${source} where w.site_id = ${site_id} and w.id = ${window_id}`.execute(db))
    .rows;
  if (!row) throw new Failure('not_found', 'window_not_found');
  return row;
}

/** Windows asked for or approved of the last and the coming two years, with the site's time zone. */
export async function listStandingWindows(db: Database, site_id: string): Promise<{ time_zone: string; rows: WindowRow[] }> {
  const site = await sql<{ time_zone: string }>`select time_zone from holdfast.site where id = ${site_id}`.execute(db);
  const rows = await sql<WindowRow>`select ${columns} from ${source} where w.site_id = ${site_id} and w.state in ('asked', 'approved')
    and w.starts_at between now() - interval '2 years' and now() + interval '2 years' order by w.starts_at, w.id limit 2000`.execute(db);
  return { time_zone: site.rows[0]?.time_zone ?? 'UTC', rows: rows.rows };
}

/** Who may be named as approver. */
export function listApprovers(db: Database | Tx, site_id: string): Promise<{ id: string; name: string }[]> {
  return listAllowedAt(db, approveWindows, site_id);
}

/** The window, when work on these zones may be done in it at a moment. Throws conflict otherwise. */
export async function requireOpenWindow(
  tx: Tx,
  site_id: string,
  window_id: string,
  zone_ids: readonly string[],
  now: Date,
): Promise<WindowRow> {
  const found = await readWindow(tx, site_id, window_id);
  const its = { ...found, zone_ids: found.zones.map(({ id }) => id) };
  if (found.state !== 'approved') throw new Failure('conflict', 'window_not_approved', { number: found.number });
  if (!covers(its, zone_ids, now)) throw new Failure('conflict', 'window_not_open', { number: found.number });
  return found;
}

async function requireApprover(tx: Tx, site_id: string, approver_id: string): Promise<void> {
  const allowed = await listApprovers(tx, site_id);
  if (!allowed.some(({ id }) => id === approver_id)) throw new Failure('unprocessable', 'window_approver_may_not');
}

async function requireZonesThere(tx: Tx, site_id: string, zone_ids: readonly string[]): Promise<void> {
  const there = await sql`select 1 from holdfast.zone where site_id = ${site_id} and id = any(${[...zone_ids]}::uuid[])`.execute(tx);
  if (there.rows.length !== new Set(zone_ids).size) throw new Failure('not_found', 'zone_not_found');
}

async function tellApprover(tx: Tx, site_id: string, it: WindowRow, by: string): Promise<void> {
  if (it.approver_id === by) return;
  const params = { title: it.title, number: it.number };
  await tell(tx, { kind: 'window_asked', site_id, opens: `windows?open=${it.id}`, params, to: { person_ids: [it.approver_id] } });
}

/** Plans a window and tells its approver. Throws unprocessable for a span or approver that cannot be. */
export async function planWindow(tx: Tx, permit: Permit, site_id: string, it: NewWindow, now: Date): Promise<WindowRow> {
  requireSpan(it, now);
  await requireApprover(tx, site_id, it.approver_id);
  await requireZonesThere(tx, site_id, it.zone_ids);
  const number = await nextNumber(tx, 'holdfast.maintenance_window', site_id);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.maintenance_window (site_id, number, title, work, starts_at, ends_at, impact, zone_ids, approver_id, planned_by)
    values (${site_id}, ${number}, ${it.title}, ${it.work}, ${it.starts_at}, ${it.ends_at}, ${it.impact}, ${it.zone_ids}::uuid[], ${it.approver_id}, ${permit.actor_id}) returning id`.execute(
    tx,
  );
  const after = await readWindow(tx, site_id, added.rows[0]!.id);
  await tellApprover(tx, site_id, after, permit.actor_id);
  return after;
}

/** Changes all fields; its approver is asked again. Throws conflict when it was changed since `version`, is over or cancelled. */
export async function changeWindow(
  tx: Tx,
  permit: Permit,
  site_id: string,
  window_id: string,
  it: NewWindow & { version: number },
  now: Date,
): Promise<WindowRow> {
  const before = await lockWindow(tx, site_id, window_id, it.version);
  requireStanding(before);
  requireSpan(it, now);
  await requireApprover(tx, site_id, it.approver_id);
  await requireZonesThere(tx, site_id, it.zone_ids);
  await sql`update holdfast.maintenance_window set title = ${it.title}, work = ${it.work}, starts_at = ${it.starts_at}, ends_at = ${it.ends_at}, impact = ${it.impact},
      zone_ids = ${it.zone_ids}::uuid[], approver_id = ${it.approver_id}, planned_by = ${permit.actor_id}, state = 'asked', decided_by = null, decided_at = null, decision_reason = null, version = version + 1
    where site_id = ${site_id} and id = ${window_id}`.execute(tx);
  const after = await readWindow(tx, site_id, window_id);
  await tellApprover(tx, site_id, after, permit.actor_id);
  return after;
}

async function lockWindow(tx: Tx, site_id: string, window_id: string, version: number | null): Promise<WindowRow> {
  await sql`select 1 from holdfast.maintenance_window where site_id = ${site_id} and id = ${window_id} for update`.execute(tx);
  const found = await readWindow(tx, site_id, window_id);
  if (version !== null && found.version !== version) throw new Failure('conflict', 'changed_meanwhile', { version: found.version });
  return found;
}

function requireStanding(it: WindowRow): void {
  if (it.state === 'cancelled') throw new Failure('conflict', 'window_cancelled');
  if (it.phase === 'over') throw new Failure('conflict', 'window_is_over');
}

/** Keeps what the approver said and tells who planned it. Whether the person may is the caller's to ask. */
export async function decideWindow(
  tx: Tx,
  permit: Permit,
  site_id: string,
  window_id: string,
  it: { decision: 'approved' | 'refused'; reason: string },
): Promise<WindowRow> {
  const before = await lockWindow(tx, site_id, window_id, null);
  requireStanding(before);
  if (before.state !== 'asked') throw new Failure('conflict', 'already_decided', { state: before.state });
  await sql`update holdfast.maintenance_window set state = ${it.decision}, decided_by = ${permit.actor_id}, decided_at = now(), decision_reason = ${it.reason}, version = version + 1
    where site_id = ${site_id} and id = ${window_id}`.execute(tx);
  if (before.planned_by !== permit.actor_id) {
    const params = { title: before.title, number: before.number, decision: it.decision };
    const to = { person_ids: [before.planned_by] };
    await tell(tx, { kind: 'window_decided', site_id, opens: `windows?open=${window_id}`, params, to });
  }
  return readWindow(tx, site_id, window_id);
}

/** Calls it off; it stays readable. Throws conflict when it is over or was called off before. */
export async function cancelWindow(tx: Tx, site_id: string, window_id: string): Promise<WindowRow> {
  requireStanding(await lockWindow(tx, site_id, window_id, null));
  await sql`update holdfast.maintenance_window set state = 'cancelled', version = version + 1 where site_id = ${site_id} and id = ${window_id}`.execute(
    tx,
  );
  return readWindow(tx, site_id, window_id);
}
