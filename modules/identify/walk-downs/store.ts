// All SQL of walk-downs: rounds, their stops and what was read there.
import { noteAttributes, settle } from '@holdfast/assets/store';
import { noteAssetsSeen } from '@holdfast/observation/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, inZones, isAmong, isOneOf, orderBy } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { requirePerson } from '@holdfast/sites/store';
import { type RawBuilder, sql } from 'kysely';
import { type Attention, attributesOf, inWalkingOrder, labelConfidence } from './rules.ts';
import type { NewReading, NewWalkDown, Photo, Reading, Stop, WalkDown, WalkDownDetail, WalkDownQuery } from './schema.ts';

type Zones = readonly string[] | null;

/** Stops of a round within the zones a person sees. */
const stopsOf = (zones: Zones): RawBuilder<unknown> => sql`holdfast.walk_down_stop t
  left join holdfast.zone_member m on m.site_id = t.site_id and m.asset_id = t.asset_id
  where ${every([sql`t.site_id = w.site_id and t.walk_down_id = w.id`, inZones('m.zone_id', zones)])}`;
const lastReading = sql`(select r.attention from holdfast.walk_down_reading r
  where r.site_id = t.site_id and r.walk_down_id = t.walk_down_id and r.asset_id = t.asset_id order by r.read_at desc, r.id desc limit 1)`;
const from = sql`holdfast.walk_down w`;
const sortable = { id: 'w.id', name: 'w.name', due_on: 'w.due_on', state: 'w.state', planned_at: 'w.planned_at' };

const columns = (zones: Zones): RawBuilder<unknown> => sql`w.id, w.name, to_char(w.due_on, 'YYYY-MM-DD') as due_on, w.assigned_to,
  (select name from holdfast.person where id = w.assigned_to) as assigned_to_name, w.state,
  (select name from holdfast.person where id = w.planned_by) as planned_by_name, w.planned_at,
  (select name from holdfast.person where id = w.ended_by) as ended_by_name, w.ended_at, w.ended_reason,
  (select count(*)::int from ${stopsOf(zones)}) as stops,
  (select count(*)::int from ${stopsOf(zones)} and exists (select from holdfast.walk_down_reading r
    where r.site_id = t.site_id and r.walk_down_id = t.walk_down_id and r.asset_id = t.asset_id)) as read,
  (select count(*)::int from ${stopsOf(zones)} and cardinality(${lastReading}) > 0) as attention`;

/** Rounds of a site; a person with zone roles sees those that pass through their zones. */
export async function listWalkDowns(
  db: Database | Tx,
  site_id: string,
  query: WalkDownQuery,
  zones: Zones,
): Promise<{ rows: WalkDown[]; total: number }> {
  const where = every([
    sql`w.site_id = ${site_id}`,
    contains('w.name', query.search),
    isOneOf('w.state', query.state),
    isOneOf('w.assigned_to', query.assigned_to),
    zones !== null && sql`exists (select from ${stopsOf(zones)})`,
  ]);
  const { ids, total } = await findPage(db, { id: 'w.id', from, where, order: orderBy(query, sortable, '-planned_at') }, query);
  const shown = await sql<WalkDown>`select ${columns(zones)} from ${from} where w.site_id = ${site_id} and ${isAmong('w.id', ids)}`.execute(
    db,
  );
  return { rows: inOrder(ids, shown.rows), total };
}

/** One round with its route in walking order. Throws not_found, also when none of its stops lies in the zones asked for. */
export async function readWalkDown(db: Database | Tx, site_id: string, walk_down_id: string, zones: Zones): Promise<WalkDownDetail> {
  const where = sql`w.site_id = ${site_id} and w.id = ${walk_down_id}`;
  const [row] = (await sql<WalkDown>`select ${columns(zones)} from ${from} where ${where}`.execute(db)).rows;
  if (!row || (zones !== null && row.stops === 0)) throw new Failure('not_found', 'walk_down_not_found');
  return { ...row, route: inWalkingOrder(await readRoute(db, site_id, walk_down_id, zones)) };
}

const readingJson = sql`(select jsonb_build_object('id', r.id, 'asset_id', r.asset_id, 'outcome', r.outcome, 'firmware', r.firmware, 'serial', r.serial,
    'order_number', r.order_number, 'key_position', r.key_position, 'location', r.location, 'remark', r.remark, 'photos', r.photos, 'attention', to_jsonb(r.attention),
    'person_name', (select name from holdfast.person where id = r.person_id),
    'read_at', to_char(r.read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'received_at', to_char(r.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from holdfast.walk_down_reading r where r.site_id = t.site_id and r.walk_down_id = t.walk_down_id and r.asset_id = t.asset_id
  order by r.read_at desc, r.id desc limit 1) as reading`;

async function readRoute(db: Database | Tx, site_id: string, walk_down_id: string, zones: Zones): Promise<Stop[]> {
  const where = every([sql`t.site_id = ${site_id} and t.walk_down_id = ${walk_down_id}`, inZones('m.zone_id', zones)]);
  return (
    await sql<Stop>`select t.asset_id, a.name, a.kind, a.vendor, a.model, a.order_number, a.serial, a.firmware, a.location,
      coalesce((select array_agg(d.address order by d.address) from holdfast.asset_address d where d.site_id = a.site_id and d.asset_id = a.id and d.kind = 'ip'), '{}') as ips,
      m.zone_id, z.name as zone_name, t.place >= 0 as planned, ${readingJson}
    from holdfast.walk_down_stop t join holdfast.asset a on a.site_id = t.site_id and a.id = t.asset_id
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    left join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id where ${where}`.execute(db)
  ).rows;
}

/** Assets of a selection: one by one, by zone, by area; without those refused or retired. */
export async function findAssetsToWalk(
  db: Database | Tx,
  site_id: string,
  it: NewWalkDown,
): Promise<{ id: string; zone_id: string | null }[]> {
  return (
    await sql<{ id: string; zone_id: string | null }>`select a.id, m.zone_id from holdfast.asset a
    left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.standing not in ('rejected', 'retired') and (${isAmong('a.id', it.asset_ids)}
      or ${isAmong('m.zone_id', it.zone_ids)} or ${isAmong('a.area_id', it.area_ids)}) order by a.location nulls last, a.name, a.id limit 2001`.execute(
      db,
    )
  ).rows;
}

/** Plans a round over assets. Returns its id. */
export async function addWalkDown(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: NewWalkDown,
  asset_ids: readonly string[],
): Promise<string> {
  await requirePerson(tx, it.assigned_to);
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.walk_down (site_id, name, due_on, assigned_to, planned_by)
    values (${site_id}, ${it.name}, ${it.due_on}, ${it.assigned_to}, ${person_id}) returning id`.execute(tx)
  ).rows;
  await sql`insert into holdfast.walk_down_stop (site_id, walk_down_id, asset_id, place)
    select ${site_id}, ${row!.id}, n.id, n.place - 1 from unnest(${[...asset_ids]}::uuid[]) with ordinality as n(id, place)`.execute(tx);
  return row!.id;
}

/** Takes the round for a change; throws unless it was open at that time: a device without a network sends after the end what it read before. */
export async function requireOpen(tx: Tx, site_id: string, walk_down_id: string, at: string): Promise<void> {
  const [row] = (
    await sql<{
      state: string;
      open: boolean;
    }>`select state, ended_at is null or ended_at > ${at} as open from holdfast.walk_down
    where site_id = ${site_id} and id = ${walk_down_id} for no key update`.execute(tx)
  ).rows;
  if (!row) throw new Failure('not_found', 'walk_down_not_found');
  if (!row.open) throw new Failure('conflict', 'walk_down_over', { state: row.state });
}

export async function endWalkDown(
  tx: Tx,
  site_id: string,
  walk_down_id: string,
  person_id: string,
  state: string,
  reason: string | null,
): Promise<void> {
  await sql`update holdfast.walk_down set state = ${state}, ended_by = ${person_id}, ended_at = now(), ended_reason = ${reason}
    where site_id = ${site_id} and id = ${walk_down_id}`.execute(tx);
}

/** The reading with this id when it came in before: a device sends again when it saw no answer. */
export async function findReading(
  db: Database | Tx,
  site_id: string,
  reading_id: string,
): Promise<{ walk_down_id: string; person_id: string } | null> {
  const found = await sql<{
    walk_down_id: string;
    person_id: string;
  }>`select walk_down_id, person_id from holdfast.walk_down_reading where site_id = ${site_id} and id = ${reading_id}`.execute(db);
  return found.rows[0] ?? null;
}

/** What the inventory says of a stop, and whether it is one. */
export async function readStop(tx: Tx, site_id: string, walk_down_id: string, asset_id: string): Promise<Stop> {
  const it = (await readRoute(tx, site_id, walk_down_id, null)).find((stop) => stop.asset_id === asset_id);
  if (it === undefined) throw new Failure('not_found', 'stop_not_found');
  return it;
}

/** A device the inventory did not know becomes a sighting and a stop of the round. */
export async function addFoundDevice(tx: Tx, site_id: string, walk_down_id: string, it: NewReading): Promise<string> {
  const [row] = (
    await sql<{ id: string }>`insert into holdfast.asset (site_id, name, kind, standing, first_seen, last_seen, search)
    values (${site_id}, ${it.name}, ${it.kind ?? 'unknown'}, 'sighted', ${it.read_at}, ${it.read_at}, ${it.name}) returning id`.execute(tx)
  ).rows;
  await sql`insert into holdfast.walk_down_stop (site_id, walk_down_id, asset_id, place) values (${site_id}, ${walk_down_id}, ${row!.id}, -1)`.execute(
    tx,
  );
  return row!.id;
}

type Saved = {
  reading: NewReading;
  asset_id: string;
  person_id: string;
  read_at: string;
  photos: readonly Photo[];
  attention: readonly Attention[];
};

/** Keeps a reading and tells the inventory what the label says. */
export async function addReading(tx: Tx, site_id: string, walk_down_id: string, { reading: it, ...saved }: Saved): Promise<void> {
  const { asset_id, person_id, read_at, photos, attention } = saved;
  await sql`insert into holdfast.walk_down_reading (site_id, id, walk_down_id, asset_id, outcome, firmware, serial, order_number, key_position, location, remark, photos,
      attention, person_id, read_at)
    values (${site_id}, ${it.id}, ${walk_down_id}, ${asset_id}, ${it.outcome}, ${it.firmware}, ${it.serial}, ${it.order_number}, ${it.key_position}, ${it.location},
      ${it.remark}, ${JSON.stringify(photos)}::jsonb, ${[...attention]}::text[], ${person_id}, ${read_at})`.execute(tx);
  const said = attributesOf(it).map((value) => ({ ...value, file: null, seen_at: read_at, confidence: labelConfidence, person_id }));
  const named =
    it.outcome === 'not_listed'
      ? [
          { name: 'name', value: it.name! },
          { name: 'kind', value: it.kind ?? 'unknown' },
        ]
      : [];
  const all = [...said, ...named.map((value) => ({ ...value, file: null, seen_at: read_at, confidence: labelConfidence, person_id }))];
  await noteAttributes(tx, site_id, asset_id, 'walk_down', all);
  if (it.outcome === 'found' && it.location !== null)
    await sql`update holdfast.asset set location = ${it.location} where site_id = ${site_id} and id = ${asset_id} and location is null`.execute(
      tx,
    );
  await settle(tx, site_id, [asset_id]);
  if (it.outcome !== 'found' && it.outcome !== 'not_listed') return;
  const seen = [{ asset_id, seen_from: read_at, seen_to: read_at }];
  await noteAssetsSeen(tx, { site_id, kind: 'walk_down', source_id: walk_down_id, seen });
}

/** The readings of an asset, newest first; for its page. */
export async function readingsOf(db: Database | Tx, site_id: string, asset_id: string): Promise<Reading[]> {
  return (
    await sql<Reading>`select r.id, r.asset_id, r.outcome, r.firmware, r.serial, r.order_number, r.key_position, r.location, r.remark, r.photos, r.attention,
      (select name from holdfast.person where id = r.person_id) as person_name, r.read_at, r.received_at
    from holdfast.walk_down_reading r where r.site_id = ${site_id} and r.asset_id = ${asset_id} order by r.read_at desc, r.id desc limit 50`.execute(
      db,
    )
  ).rows;
}

/** Whether a picture with this hash belongs to a reading of the site, and of which asset. */
export async function findPhoto(
  db: Database | Tx,
  site_id: string,
  sha256: string,
): Promise<{ type: string; zone_id: string | null } | null> {
  const found = await sql<{ type: string; zone_id: string | null }>`select p ->> 'type' as type, m.zone_id from holdfast.walk_down_reading r
    cross join lateral jsonb_array_elements(r.photos) p left join holdfast.zone_member m on m.site_id = r.site_id and m.asset_id = r.asset_id
    where r.site_id = ${site_id} and r.photos @> ${JSON.stringify([{ sha256 }])}::jsonb and p ->> 'sha256' = ${sha256} limit 1`.execute(db);
  return found.rows[0] ?? null;
}
