// All SQL of isolation drills.
import { listHeld, readKinds } from '@holdfast/conduits/store.force';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { every, inZones, isAmong } from '@holdfast/platform/list';
import type { Permit } from '@holdfast/platform/permit';
import type { Database } from '@holdfast/platform/route';
import { nextNumber } from '@holdfast/platform/running-number';
import { requireOpenWindow } from '@holdfast/windows/store';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import { outcomesOf, planProbes, requireHarmless, weighResults } from './rules.drills.ts';
import type { Drill, DrillQuery, DrillReport, NewDrill } from './schema.drills.ts';

type Row = Omit<Drill, 'conduits'>;
const columns = sql`x.id, x.number, x.zone_id, z.name as zone_name, w.number as window_number, x.state, x.responders, x.probes, coalesce(x.results, '[]') as results, x.result,
  s.name as started_by_name, x.started_at, x.until_at, e.name as ended_by_name, x.ended_at`;
const source = sql`holdfast.isolation_drill x join holdfast.zone z on z.site_id = x.site_id and z.id = x.zone_id
  join holdfast.maintenance_window w on w.site_id = x.site_id and w.id = x.window_id join holdfast.person s on s.id = x.started_by left join holdfast.person e on e.id = x.ended_by`;
/** Probes of before say nothing of their transport: they were TCP. */
const withTransport = (it: Drill['probes'][number]): Drill['probes'][number] => ({ ...it, transport: it.transport ?? 'tcp' });
const shown = (row: Row): Drill => ({
  ...row,
  probes: row.probes.map(withTransport),
  conduits: row.state === 'ended' ? outcomesOf(row.probes, row.results) : [],
});

/** Drills of a site, the latest first. */
export async function listDrills(
  db: Database,
  site_id: string,
  query: DrillQuery,
  only: readonly string[] | null,
): Promise<{ rows: Drill[]; total: number }> {
  const where = every([
    sql`x.site_id = ${site_id}`,
    inZones('x.zone_id', only),
    query.zone_id === undefined ? null : isAmong('x.zone_id', query.zone_id),
  ]);
  const rows =
    await sql<Row>`select ${columns} from ${source} where ${where} order by x.number desc limit ${query.limit} offset ${query.offset}`.execute(
      db,
    );
  const count = await sql<{ total: number }>`select count(*)::int as total from ${source} where ${where}`.execute(db);
  return { rows: rows.rows.map(shown), total: count.rows[0]!.total };
}

/** One drill. Throws not_found. */
export async function readDrill(db: Database | Tx, site_id: string, drill_id: string): Promise<Drill> {
  const [row] = (await sql<Row>`select ${columns} from ${source} where x.site_id = ${site_id} and x.id = ${drill_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'drill_not_found');
  return shown(row);
}

type Found = { address: string; id: string; kind: string; name: string };

async function findAtAddresses(tx: Tx, site_id: string, addresses: readonly string[]): Promise<Found[]> {
  const rows = await sql<Found>`select n.address, a.id, a.kind, a.name from holdfast.asset_address n
    join holdfast.asset a on a.site_id = n.site_id and a.id = n.asset_id
    where n.site_id = ${site_id} and n.kind = 'ip' and n.address = any(${[...addresses]}::text[]) and a.standing not in ('rejected', 'retired')`.execute(
    tx,
  );
  return rows.rows;
}

/** Begins a drill in an open window. Throws conflict without one, unprocessable when a probe would end at a device of the process. */
export async function startDrill(tx: Tx, permit: Permit, site_id: string, zone_id: string, it: NewDrill, now: Date): Promise<Drill> {
  const window = await requireOpenWindow(tx, site_id, it.window_id, [zone_id], now);
  const at = await findAtAddresses(
    tx,
    site_id,
    [...it.responders, ...it.probers].map(({ address }) => address),
  );
  const isResponder = new Set(it.responders.map(({ address }) => address));
  for (const found of at) if (isResponder.has(found.address)) requireHarmless(found.address, found);
  const members = await readMembers(tx, site_id);
  for (const { address, id } of at) {
    const elsewhere = isResponder.has(address) && ![undefined, zone_id].includes(members.get(id));
    if (elsewhere) throw new Failure('unprocessable', 'responder_in_other_zone', { address });
  }
  const asset_of = new Map(at.map(({ address, id }) => [address, id]));
  const known = { zone_of: members, kind_of: await readKinds(tx, site_id), asset_of };
  const probes = planProbes(zone_id, await listHeld(tx, site_id), it, { tcp: it.ports, udp: it.udp_ports }, known);
  const number = await nextNumber(tx, 'holdfast.isolation_drill', site_id);
  const added = await sql<{
    id: string;
  }>`insert into holdfast.isolation_drill (site_id, number, zone_id, window_id, responders, probes, started_by, started_at, until_at)
    values (${site_id}, ${number}, ${zone_id}, ${it.window_id}, ${JSON.stringify(it.responders)}::jsonb, ${JSON.stringify(probes)}::jsonb, ${permit.actor_id},
      ${now.toISOString()}, ${window.ends_at}) returning id`.execute(tx);
  return readDrill(tx, site_id, added.rows[0]!.id);
}

async function lockRunning(tx: Tx, site_id: string, drill_id: string): Promise<Drill> {
  await sql`select 1 from holdfast.isolation_drill where site_id = ${site_id} and id = ${drill_id} for update`.execute(tx);
  const found = await readDrill(tx, site_id, drill_id);
  if (found.state !== 'running') throw new Failure('conflict', 'drill_is_over', { number: found.number });
  return found;
}

/** Keeps what was seen and ends the drill. Throws conflict when it is over. */
export async function endDrill(tx: Tx, permit: Permit, site_id: string, drill_id: string, report: DrillReport, now: Date): Promise<Drill> {
  const { probes } = await lockRunning(tx, site_id, drill_id);
  const results = weighResults(probes, report);
  const result = results.every((it) => it.outcome === 'as_expected') ? 'as_expected' : 'differs';
  await sql`update holdfast.isolation_drill set state = 'ended', results = ${JSON.stringify(results)}::jsonb, result = ${result}, ended_by = ${permit.actor_id}, ended_at = ${now.toISOString()}
    where site_id = ${site_id} and id = ${drill_id}`.execute(tx);
  return readDrill(tx, site_id, drill_id);
}

/** Ends a drill without a result: nothing counts as tested. Throws conflict when it is over. */
export async function stopDrill(tx: Tx, permit: Permit, site_id: string, drill_id: string, now: Date): Promise<Drill> {
  await lockRunning(tx, site_id, drill_id);
  await sql`update holdfast.isolation_drill set state = 'stopped', ended_by = ${permit.actor_id}, ended_at = ${now.toISOString()}
    where site_id = ${site_id} and id = ${drill_id}`.execute(tx);
  return readDrill(tx, site_id, drill_id);
}
