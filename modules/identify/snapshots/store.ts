// All SQL of snapshots: what is kept of a day, and reading it back with its hash.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, orderBy, slice } from '@holdfast/platform/list';
import { packText, unpackText } from '@holdfast/platform/packed-text';
import type { Database } from '@holdfast/platform/route';
import type { ListQuery } from '@holdfast/platform/shapes';
import { sql } from 'kysely';
import type { Snapshot, SnapshotContent, SnapshotDetail } from './schema.ts';

const addresses = (kind: string) => sql`coalesce((select array_agg(d.address order by d.address) from holdfast.asset_address d
  where d.site_id = a.site_id and d.asset_id = a.id and d.kind = ${kind}), '{}')`;

/** The map and the inventory of a site as they are. `now` in ISO 8601. Rejected devices are left out, retired ones are kept as such. */
export async function readNow(db: Database | Tx, site_id: string, now: string): Promise<SnapshotContent> {
  const [site] = (await sql<SnapshotContent['site']>`select id, name, time_zone from holdfast.site where id = ${site_id}`.execute(db)).rows;
  const assets = await sql<
    SnapshotContent['assets'][number]
  >`select a.id, a.name, a.kind, a.purdue_level, a.vendor, a.model, a.order_number, a.firmware, a.serial, ${addresses('ip')} as ips,
      ${addresses('mac')} as macs, m.zone_id, a.location, a.asset_tag, a.criticality, a.production_role, a.owner_id, a.lifecycle, a.standing
    from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.standing <> 'rejected' order by a.id`.execute(db);
  const zones = await sql<SnapshotContent['zones'][number]>`select z.id, z.name, z.purdue_level, z.state, z.role,
      (select count(*)::int from holdfast.zone_member m join holdfast.asset a on a.site_id = m.site_id and a.id = m.asset_id
        where m.site_id = z.site_id and m.zone_id = z.id and a.standing not in ('rejected', 'retired')) as assets,
      coalesce((select array_agg(distinct o.kind order by o.kind) from holdfast.observation o where o.site_id = z.site_id and o.zone_id = z.id), '{}') as observed_by
    from holdfast.zone z where z.site_id = ${site_id} order by z.id`.execute(db);
  const conduits = await sql<
    SnapshotContent['conduits'][number]
  >`select c.id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as name, c.zone_a, c.zone_b,
      l.version as list_version, coalesce(n.flows, 0) as flows, coalesce(n.unapproved, 0) as unapproved,
      case when l.version is null then 'unknown' when coalesce(n.unapproved, 0) > 0 then 'unapproved' else 'approved' end as state
    from holdfast.conduit c join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    left join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved'
    left join (select v.conduit_id, count(*)::int as flows, count(*) filter (where v.verdict = 'unapproved')::int as unapproved from holdfast.flow_verdict v
      where v.site_id = ${site_id} and v.conduit_id is not null group by v.conduit_id) n on n.conduit_id = c.id
    where c.site_id = ${site_id} order by c.id`.execute(db);
  const flows = await sql<
    SnapshotContent['flows'][number]
  >`select cm.zone_id as from_zone, sm.zone_id as to_zone, f.transport, nullif(f.server_port, -1) as port, f.protocol, count(*)::int as flows,
      (select coalesce(array_agg(distinct k order by k), '{}') from jsonb_array_elements_text(jsonb_path_query_array(jsonb_agg(f.classes), '$[*][*]')) k) as classes
    from holdfast.flow f left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
    left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id
    where f.site_id = ${site_id} and cm.zone_id is distinct from sm.zone_id and f.server_id is not null
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(db);
  return { version: 1, site: site!, taken_at: now, assets: assets.rows, zones: zones.rows, conduits: conduits.rows, flows: flows.rows };
}

/** The counts shown beside a snapshot. */
export function countContent(it: SnapshotContent): Snapshot['counts'] {
  const unobserved = it.zones.filter((zone) => zone.observed_by.length === 0).length;
  const flows = it.flows.reduce((sum, flow) => sum + flow.flows, 0);
  return { assets: it.assets.length, zones: it.zones.length, conduits: it.conduits.length, flows, unobserved };
}

/** Keeps the site as it is. `person_id` null: taken by the product. */
export async function takeSnapshot(
  tx: Tx,
  site_id: string,
  it: { name: string; person_id: string | null; entry_id: string; now: string },
): Promise<Snapshot> {
  const content = await readNow(tx, site_id, it.now);
  const { packed, sha256, size_bytes } = await packText(JSON.stringify(content));
  const added = await sql<{
    id: string;
  }>`insert into holdfast.snapshot (site_id, name, taken_at, taken_by, sha256, size_bytes, counts, content, entry_id)
    values (${site_id}, ${it.name}, ${it.now}, ${it.person_id}, ${sha256}, ${size_bytes}, ${JSON.stringify(countContent(content))}::jsonb, ${packed}, ${it.entry_id}) returning id`.execute(
    tx,
  );
  return readSnapshot(tx, site_id, added.rows[0]!.id);
}

const columns = sql`s.id, s.name, s.taken_at, p.name as taken_by_name, s.sha256, s.size_bytes, s.counts, s.entry_id`;
const from = sql`holdfast.snapshot s left join holdfast.person p on p.id = s.taken_by`;

export async function listSnapshots(db: Database | Tx, site_id: string, query: ListQuery): Promise<{ rows: Snapshot[]; total: number }> {
  const where = every([sql`s.site_id = ${site_id}`, contains('s.name', query.search)]);
  const order = orderBy(query, { id: 's.id', name: 's.name', taken_at: 's.taken_at' }, '-taken_at');
  const rows = await sql<Snapshot>`select ${columns} from ${from} where ${where} ${order} ${slice(query)}`.execute(db);
  const count = await sql<{ total: number }>`select count(*)::int as total from ${from} where ${where}`.execute(db);
  return { rows: rows.rows, total: count.rows[0]!.total };
}

export async function readSnapshot(db: Database | Tx, site_id: string, snapshot_id: string): Promise<Snapshot> {
  const [row] = (await sql<Snapshot>`select ${columns} from ${from} where s.site_id = ${site_id} and s.id = ${snapshot_id}`.execute(db))
    .rows;
  if (!row) throw new Failure('not_found', 'snapshot_not_found');
  return row;
}

/** What a snapshot holds, and whether it still has the hash kept beside it. */
export async function readContent(
  db: Database | Tx,
  site_id: string,
  snapshot_id: string,
): Promise<{ content: SnapshotContent; is_intact: boolean }> {
  const [row] = (
    await sql<{
      content: Buffer;
      sha256: string;
    }>`select content, sha256 from holdfast.snapshot where site_id = ${site_id} and id = ${snapshot_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'snapshot_not_found');
  const { text, sha256 } = await unpackText(row.content);
  return { content: JSON.parse(text) as SnapshotContent, is_intact: sha256 === row.sha256 };
}

/** One snapshot with the map of its day. */
export async function readSnapshotDetail(db: Database | Tx, site_id: string, snapshot_id: string): Promise<SnapshotDetail> {
  const { content, is_intact } = await readContent(db, site_id, snapshot_id);
  return { ...(await readSnapshot(db, site_id, snapshot_id)), is_intact, zones: content.zones, conduits: content.conduits };
}

/** Sites with their newest snapshot by the product, null for none; sites without any asset are left out. */
export async function listMonthly(db: Database | Tx): Promise<{ site_id: string; time_zone: string; newest: string | null }[]> {
  return (
    await sql<{ site_id: string; time_zone: string; newest: string | null }>`select s.id as site_id, s.time_zone,
      (select max(n.taken_at) from holdfast.snapshot n where n.site_id = s.id and n.taken_by is null) as newest
    from holdfast.site s where exists (select 1 from holdfast.asset a where a.site_id = s.id)`.execute(db)
  ).rows;
}
