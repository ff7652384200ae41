// SQL of the register of remote access: entries with their owner and review day, and those whose review is overdue.
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { todayAt } from '@holdfast/platform/site-day';
import { requirePerson } from '@holdfast/sites/store';
import { sql } from 'kysely';
import { registerRemote } from './access.ts';
import type { Register, RegisterEntry } from './rules.remote.ts';
import type { ChangedRemotePath, NewRemotePath, RemotePath } from './schema.remote.ts';

const columns = sql`r.id, r.name, r.solution, r.is_door, r.asset_id, d.name as asset_name, r.service, r.from_zone_id, z.name as from_zone_name, r.to_zone_ids, r.to_asset_ids,
  array(select t.name from holdfast.zone t where t.site_id = r.site_id and t.id = any(r.to_zone_ids) order by 1)
    || array(select t.name from holdfast.asset t where t.site_id = r.site_id and t.id = any(r.to_asset_ids) order by 1) as to_names,
  r.owner_id, o.name as owner_name, r.purpose, r.reviewed_until::text as reviewed_until, r.state, r.version, c.name as changed_by_name, r.changed_at`;
const source = sql`holdfast.remote_path r join holdfast.person o on o.id = r.owner_id join holdfast.person c on c.id = r.changed_by
  left join holdfast.asset d on d.site_id = r.site_id and d.id = r.asset_id left join holdfast.zone z on z.site_id = r.site_id and z.id = r.from_zone_id`;

/** The register without what ended; what has to be decided first. */
export async function listRegister(db: Database | Tx, site_id: string): Promise<RemotePath[]> {
  return (
    await sql<RemotePath>`select ${columns} from ${source} where r.site_id = ${site_id} and r.state <> 'ended'
      order by r.state = 'in_force', r.is_door desc, r.name, r.id limit 1000`.execute(db)
  ).rows;
}

/** What explains a way, and whether anybody ever registered one. */
export async function readRegister(db: Database | Tx, site_id: string): Promise<Register> {
  const { rows } = await sql<RegisterEntry>`select asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, state, solution
    from holdfast.remote_path where site_id = ${site_id}`.execute(db);
  return { entries: rows.filter(({ state }) => state !== 'ended'), has_begun: rows.length > 0 };
}

/** One entry. Throws not_found. */
export async function readRemotePath(db: Database | Tx, site_id: string, path_id: string): Promise<RemotePath> {
  const [row] = (await sql<RemotePath>`select ${columns} from ${source} where r.site_id = ${site_id} and r.id = ${path_id}`.execute(db))
    .rows;
  if (row === undefined) throw new Failure('not_found', 'remote_path_not_found');
  return row;
}

/** What an entry names must be of this site, its review must lie ahead, and there is one door. */
async function requireFit(
  tx: Tx,
  site_id: string,
  path_id: string | null,
  it: NewRemotePath | ChangedRemotePath,
  now: Date,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`remote_paths:${site_id}`}, 0))`.execute(tx);
  if (it.reviewed_until <= (await todayAt(tx, site_id, now))) throw new Failure('unprocessable', 'remote_review_past');
  await requirePerson(tx, it.owner_id);
  const [known] = (
    await sql<{ zones: number; assets: number }>`select
      (select count(*)::int from holdfast.zone where site_id = ${site_id} and id = any(${zonesOf(it)}::uuid[])) as zones,
      (select count(*)::int from holdfast.asset where site_id = ${site_id} and id = any(${assetsOf(it)}::uuid[])) as assets`.execute(tx)
  ).rows;
  if (known!.zones !== zonesOf(it).length) throw new Failure('not_found', 'zone_not_found');
  if (known!.assets !== assetsOf(it).length) throw new Failure('not_found', 'asset_not_found');
  if (!it.is_door) return;
  const doors = await sql<{
    solution: string;
  }>`select solution from holdfast.remote_path where site_id = ${site_id} and is_door and state <> 'ended'
    and id is distinct from ${path_id}::uuid and lower(solution) <> lower(${it.solution}) limit 1`.execute(tx);
  if (doors.rows[0] !== undefined) throw new Failure('conflict', 'remote_door_taken', { name: doors.rows[0].solution });
}

const zonesOf = (it: NewRemotePath): string[] => [...new Set([...it.to_zone_ids, ...(it.from_zone_id === null ? [] : [it.from_zone_id])])];
const assetsOf = (it: NewRemotePath): string[] => [...new Set([...it.to_asset_ids, ...(it.asset_id === null ? [] : [it.asset_id])])];

/** Registers a way. Throws not_found for what is not of the site, unprocessable for a review day that is over, conflict for a second door. */
export async function addRemotePath(tx: Tx, site_id: string, person_id: string, it: NewRemotePath, now: Date): Promise<RemotePath> {
  await requireFit(tx, site_id, null, it, now);
  const added = await sql<{ id: string }>`insert into holdfast.remote_path
      (site_id, name, solution, is_door, asset_id, service, from_zone_id, to_zone_ids, to_asset_ids, owner_id, purpose, reviewed_until, changed_by, changed_at)
    values (${site_id}, ${it.name}, ${it.solution}, ${it.is_door}, ${it.asset_id}, ${it.service}, ${it.from_zone_id}, ${it.to_zone_ids}::uuid[], ${it.to_asset_ids}::uuid[],
      ${it.owner_id}, ${it.purpose}, ${it.reviewed_until}, ${person_id}, ${now.toISOString()}) returning id`.execute(tx);
  return readRemotePath(tx, site_id, added.rows[0]!.id);
}

/** Changes an entry, or reviews it: a new day ends the escalation. Throws conflict when somebody changed it meanwhile or it ended. */
export async function changeRemotePath(
  tx: Tx,
  site_id: string,
  path_id: string,
  person_id: string,
  it: ChangedRemotePath,
  now: Date,
): Promise<RemotePath> {
  await requireFit(tx, site_id, path_id, it, now);
  await requireLive(tx, site_id, path_id, it.version);
  await sql`update holdfast.remote_path set name = ${it.name}, solution = ${it.solution}, is_door = ${it.is_door}, asset_id = ${it.asset_id}, service = ${it.service},
      from_zone_id = ${it.from_zone_id}, to_zone_ids = ${it.to_zone_ids}::uuid[], to_asset_ids = ${it.to_asset_ids}::uuid[], owner_id = ${it.owner_id}, purpose = ${it.purpose},
      reviewed_until = ${it.reviewed_until}, state = 'in_force', version = version + 1, changed_by = ${person_id}, changed_at = ${now.toISOString()}
    where site_id = ${site_id} and id = ${path_id}`.execute(tx);
  return readRemotePath(tx, site_id, path_id);
}

/** Locks an entry that still holds. `version` null: whichever. */
async function requireLive(tx: Tx, site_id: string, path_id: string, version: number | null): Promise<void> {
  const [row] = (
    await sql<{
      state: string;
      version: number;
    }>`select state, version from holdfast.remote_path where site_id = ${site_id} and id = ${path_id} for update`.execute(tx)
  ).rows;
  if (row === undefined) throw new Failure('not_found', 'remote_path_not_found');
  if (row.state === 'ended') throw new Failure('conflict', 'remote_path_over');
  if (version !== null && row.version !== version) throw new Failure('conflict', 'changed_meanwhile');
}

/** Takes a way out of the register: what still uses it is a finding from now on. Throws conflict when it ended before. */
export async function endRemotePath(tx: Tx, site_id: string, path_id: string, person_id: string, now: Date): Promise<RemotePath> {
  await requireLive(tx, site_id, path_id, null);
  await sql`update holdfast.remote_path set state = 'ended', ended_at = ${now.toISOString()}, changed_by = ${person_id}, changed_at = ${now.toISOString()}, version = version + 1
    where site_id = ${site_id} and id = ${path_id}`.execute(tx);
  return readRemotePath(tx, site_id, path_id);
}

export type Overdue = { site_id: string; id: string; name: string; owner_id: string };

/** Entries whose review day is over in the site's own time, not yet escalated. Of all sites. */
export async function listOverdue(db: Database, now: Date): Promise<Overdue[]> {
  return (
    await sql<Overdue>`select r.site_id, r.id, r.name, r.owner_id from holdfast.remote_path r join holdfast.site s on s.id = r.site_id
      where r.state = 'in_force' and r.reviewed_until < (${now.toISOString()}::timestamptz at time zone s.time_zone)::date order by r.site_id, r.id limit 500`.execute(
      db,
    )
  ).rows;
}

/** Escalates an entry: its owner and whoever keeps the register are told. False when it was reviewed or ended meanwhile. */
export async function escalate(tx: Tx, it: Overdue): Promise<boolean> {
  const done = await sql`update holdfast.remote_path set state = 'escalated', version = version + 1
    where site_id = ${it.site_id} and id = ${it.id} and state = 'in_force' returning 1`.execute(tx);
  if (done.rows.length === 0) return false;
  const telling = { kind: 'remote_path_due' as const, site_id: it.site_id, opens: 'boundary', params: { name: it.name } };
  await tell(tx, { ...telling, to: { person_ids: [it.owner_id] } });
  await tell(tx, { ...telling, to: { sentence: registerRemote, zone_ids: [], except: [it.owner_id] } });
  return true;
}
