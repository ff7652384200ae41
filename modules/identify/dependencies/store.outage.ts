// SQL for "if it is down": the graph of a site's services, hosts, zones, areas and suppliers, and what stops in it.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { compareLines, type Graph, type Hit, type Hosting, keyOf, type Need, type NodeKey, rankOf, whatStops } from './rules.ts';
import type { Hardness, Outage, OutageLine, StartType } from './schema.ts';

type Node = { key: NodeKey; name: string; criticality: string | null; production_role: string | null; owner_name: string | null };
type AssetRow = Omit<Node, 'key'> & { id: string; zone_id: string | null; area_id: string | null };
const atOnce = { hardness: 'stops_at_once' as Hardness, after_hours: null, workaround: null };

async function readAssets(db: Database | Tx, site_id: string): Promise<AssetRow[]> {
  return (
    await sql<AssetRow>`select a.id, a.name, a.criticality, a.production_role, o.name as owner_name, m.zone_id, a.area_id from holdfast.asset a
    left join holdfast.person o on o.id = a.owner_id left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
    where a.site_id = ${site_id} and a.standing not in ('rejected', 'retired')`.execute(db)
  ).rows;
}

async function readNamed(db: Database | Tx, site_id: string): Promise<Node[]> {
  return (
    await sql<Node>`select 'zone:' || id as key, name, null as criticality, null as production_role, null as owner_name from holdfast.zone where site_id = ${site_id}
    union all select 'area:' || r.id, r.name, null, null, o.name from holdfast.area r left join holdfast.person o on o.id = r.owner_id where r.site_id = ${site_id}
    union all select 'service:' || s.id, s.name, null, null, o.name from holdfast.service s left join holdfast.person o on o.id = s.owner_id where s.site_id = ${site_id} and s.ended_at is null
    union all select 'supplier:' || id, name, null, null, null from holdfast.supplier where site_id = ${site_id}`.execute(db)
  ).rows;
}

async function readNeeds(db: Database | Tx, site_id: string): Promise<Need[]> {
  const declared =
    await sql<Need>`select 'service:' || service_id as from, dependent_type || ':' || dependent_id as to, hardness, after_hours, workaround
    from holdfast.dependency where site_id = ${site_id}`.execute(db);
  const supplied = await sql<{
    from: NodeKey;
    to: NodeKey;
    hardness: Hardness;
  }>`select 'supplier:' || supplier_id as from, 'service:' || id as to, 'stops_at_once' as hardness
      from holdfast.service where site_id = ${site_id} and supplier_id is not null and ended_at is null
    union all select 'supplier:' || supplier_id, 'asset:' || asset_id, 'inconvenient' from holdfast.supplier_asset where site_id = ${site_id}`.execute(
    db,
  );
  return [...declared.rows, ...supplied.rows.map((it) => ({ ...it, after_hours: null, workaround: null }))];
}

async function readHostings(db: Database | Tx, site_id: string): Promise<Hosting[]> {
  return (
    await sql<Hosting>`select 'service:' || h.service_id as service, array_agg('asset:' || h.asset_id) as hosts from holdfast.service_host h
    join holdfast.service s on s.site_id = h.site_id and s.id = h.service_id and s.ended_at is null where h.site_id = ${site_id} group by h.service_id`.execute(
      db,
    )
  ).rows;
}

/** A zone that stops takes what stands in it along; an essential device that stops takes its production area. An area itself takes nothing further. */
function placeNeeds(assets: readonly AssetRow[]): Need[] {
  return assets.flatMap((it) => [
    ...(it.zone_id === null ? [] : [{ from: keyOf('zone', it.zone_id), to: keyOf('asset', it.id), ...atOnce }]),
    ...(it.area_id === null || rankOf(it.criticality) < rankOf('essential')
      ? []
      : [{ from: keyOf('asset', it.id), to: keyOf('area', it.area_id), ...atOnce }]),
  ]);
}

/** What stops, when and how, if the thing is down. Throws not_found for what is not there. */
export async function readOutage(db: Database | Tx, site_id: string, start: { type: StartType; id: string }): Promise<Outage> {
  const assets = await readAssets(db, site_id);
  const nodes = new Map<NodeKey, Node>((await readNamed(db, site_id)).map((it) => [it.key, it]));
  for (const it of assets) nodes.set(keyOf('asset', it.id), { ...it, key: keyOf('asset', it.id) });
  const key = keyOf(start.type, start.id);
  const origin = nodes.get(key);
  if (origin === undefined) throw new Failure('not_found', `${start.type}_not_found`);
  const hostings = await readHostings(db, site_id);
  const needs = await readNeeds(db, site_id);
  const graph: Graph = { needs: [...needs, ...placeNeeds(assets)], hostings };
  const members = start.type === 'area' ? assets.filter((it) => it.area_id === start.id).map((it) => keyOf('asset', it.id)) : [];
  const isHost = new Set(hostings.flatMap((it) => it.hosts));
  const needed = new Set(needs.map((it) => it.to));
  const tells = (hit: Hit): boolean =>
    !hit.key.startsWith('asset:') ||
    isHost.has(hit.key) ||
    needed.has(hit.key) ||
    rankOf(nodes.get(hit.key)?.criticality ?? null) >= rankOf('essential');
  const hits = withPlaces(whatStops(graph, [key, ...members]), members, key);
  const lines = hits
    .filter(tells)
    .flatMap((hit) => lineOf(hit, nodes, assets))
    .toSorted(compareLines);
  const unsaid = await sql<{
    n: number;
  }>`select count(*)::int as n from holdfast.service s where s.site_id = ${site_id} and s.ended_at is null
    and not exists (select 1 from holdfast.dependency d where d.site_id = s.site_id and d.service_id = s.id)`.execute(db);
  return {
    start: { ...start, name: origin.name },
    lines,
    counts: countLines(lines),
    undeclared: unsaid.rows[0]!.n,
  };
}

/** What stands in an area that is down is down with it, and is part of the answer. */
function withPlaces(hits: readonly Hit[], members: readonly NodeKey[], start: NodeKey): Hit[] {
  const own = members.map((key): Hit => ({ key, effect: 'stops', after_hours: 0, workaround: null, via: [] }));
  return [...own, ...hits.filter((hit) => hit.key !== start)];
}

function lineOf(hit: Hit, nodes: ReadonlyMap<NodeKey, Node>, assets: readonly AssetRow[]): OutageLine[] {
  const node = nodes.get(hit.key);
  if (node === undefined) return [];
  const at = hit.key.indexOf(':');
  const [type, id] = [hit.key.slice(0, at) as OutageLine['type'], hit.key.slice(at + 1)];
  const { effect, after_hours, workaround } = hit;
  const { name, production_role, owner_name } = node;
  const criticality = type === 'asset' ? node.criticality : highestIn(type, id, assets);
  return [
    {
      type,
      id,
      name,
      effect,
      after_hours,
      criticality,
      production_role,
      owner_name,
      workaround,
      via: hit.via.map((key) => nodes.get(key)?.name ?? '?'),
    },
  ];
}

/** A zone or an area is as critical as the most critical device in it. */
function highestIn(type: string, id: string, assets: readonly AssetRow[]): string | null {
  const own = type === 'zone' ? assets.filter((it) => it.zone_id === id) : type === 'area' ? assets.filter((it) => it.area_id === id) : [];
  return own.reduce<string | null>((best, it) => (rankOf(it.criticality) > rankOf(best) ? it.criticality : best), null);
}

function countLines(lines: readonly OutageLine[]): Outage['counts'] {
  const stops = lines.filter((it) => it.effect === 'stops');
  return {
    stops: stops.length,
    essential: stops.filter((it) => it.type === 'asset' && rankOf(it.criticality) >= rankOf('essential')).length,
    areas: stops.filter((it) => it.type === 'area').length,
    inconvenienced: lines.filter((it) => it.effect === 'inconvenienced').length,
  };
}
