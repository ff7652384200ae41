// SQL of what an enforcer stands between: its zones, their devices, the conduits between them with list and mode of now.
import { rulesInForce } from '@holdfast/conduits/store.force';
import { networkHas, parseAddress, parseNetwork } from '@holdfast/core-zones';
import type { OrderedMode, PolicyConduit, PolicyView } from '@holdfast/core-policy';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { conduitForPolicy, type Options } from './rules.ts';

export type ViewNow = {
  view: PolicyView;
  modes: OrderedMode[];
  options: Options;
  versions: { conduit_id: string; name: string; version: number | null; since: string | null }[];
  /** Conduits whose traffic Holdfast heard this month: what a firewall can't hold is at least detected there. */
  heard: string[];
  /** What each rule is for, by its tag. */
  purposes: Map<string, string>;
};
type ConduitRow = Omit<PolicyConduit, 'rules'> & {
  rules: PolicyConduit['rules'];
  version: number | null;
  since: string | null;
  act: string;
  heard: boolean;
};

type Zones = PolicyView['zones'];

/** All an enforcer's rules are made of, as it is now. */
export async function readView(db: Database | Tx, site_id: string, enforcer_id: string): Promise<ViewNow> {
  const zones = await sql<Zones[number]>`select z.id, z.name, z.subnets as networks, e.interface
    from holdfast.enforcer_zone e join holdfast.zone z on z.site_id = e.site_id and z.id = e.zone_id
    where e.site_id = ${site_id} and e.enforcer_id = ${enforcer_id} order by z.id`.execute(db);
  const options =
    await sql<Options>`select e.layout, e.outside, s.time_zone from holdfast.enforcer e join holdfast.site s on s.id = e.site_id
    where e.site_id = ${site_id} and e.id = ${enforcer_id}`.execute(db);
  return viewOf(db, site_id, zones.rows, options.rows[0] ?? nowhere, null);
}

const nowhere: Options = { layout: 'routed', outside: 'pass', time_zone: 'UTC' };

/** One conduit alone, as for a firewall of others that stands in it. Throws not_found where it is not there. */
export async function readConduitView(db: Database | Tx, site_id: string, conduit_id: string): Promise<ViewNow> {
  const zones = await sql<Zones[number]>`select z.id, z.name, z.subnets as networks, null as interface
    from holdfast.conduit c join holdfast.zone z on z.site_id = c.site_id and z.id in (c.zone_a, c.zone_b)
    where c.site_id = ${site_id} and c.id = ${conduit_id} order by z.id`.execute(db);
  if (zones.rows.length === 0) throw new Failure('not_found', 'conduit_not_found');
  const site = await sql<{ time_zone: string }>`select time_zone from holdfast.site where id = ${site_id}`.execute(db);
  return viewOf(db, site_id, zones.rows, { ...nowhere, time_zone: site.rows[0]?.time_zone ?? 'UTC' }, conduit_id);
}

async function viewOf(db: Database | Tx, site_id: string, zones: Zones, options: Options, only: string | null): Promise<ViewNow> {
  const zone_ids = zones.map(({ id }) => id);
  const rows = await readConduits(db, site_id, zone_ids, only);
  const assets = await readAssets(db, site_id, zone_ids);
  const conduits = rows.map(({ version: _version, since: _since, act: _act, heard: _heard, ...conduit }) => conduitForPolicy(conduit));
  const needed = options.layout === 'bridged' ? assets : assets.filter((it) => isNeeded(it, zones, conduits));
  const purposes = rows.flatMap((row, at) => (row.rules ?? []).map((rule, i) => [conduits[at]!.rules![i]!.id, rule.purpose] as const));
  return {
    view: { zones, assets: needed, conduits },
    modes: rows.map(({ id, mode, act }) => ({ conduit_id: id, mode, act })),
    options,
    versions: rows.map(({ id, name, version, since }) => ({ conduit_id: id, name, version, since })),
    heard: rows.filter(({ heard }) => heard).map(({ id }) => id),
    purposes: new Map(purposes),
  };
}

async function readConduits(db: Database | Tx, site_id: string, zone_ids: string[], only: string | null): Promise<ConduitRow[]> {
  const found =
    await sql<ConduitRow>`select c.id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as name, c.zone_a, c.zone_b, c.mode,
      ${rulesInForce} as rules, l.version, coalesce(l.in_force_since, l.decided_at) as since, coalesce(to_char(c.mode_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'first') as act,
      exists (select 1 from holdfast.observation o where o.site_id = c.site_id and o.zone_id in (c.zone_a, c.zone_b) and o.kind in ('sensor', 'capture')
        and o.seen_to > now() - interval '31 days') as heard
    from holdfast.conduit c
    join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a
    join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    left join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved'
    where c.site_id = ${site_id} and c.zone_a = any(${zone_ids}::uuid[]) and c.zone_b = any(${zone_ids}::uuid[])
      and (${only}::uuid is null or c.id = ${only}::uuid) order by c.id`.execute(db);
  return found.rows;
}

async function readAssets(db: Database | Tx, site_id: string, zone_ids: string[]): Promise<PolicyView['assets']> {
  const of = (kind: string) => sql`coalesce(array_agg(d.address order by d.address) filter (where d.kind = ${kind}), '{}')`;
  const found = await sql<PolicyView['assets'][number]>`select a.id, a.name, m.zone_id, a.kind, ${of('ip')} as ips, ${of('mac')} as macs
    from holdfast.zone_member m
    join holdfast.asset a on a.site_id = m.site_id and a.id = m.asset_id and a.standing not in ('rejected', 'retired')
    left join holdfast.asset_address d on d.site_id = a.site_id and d.asset_id = a.id
    where m.site_id = ${site_id} and m.zone_id = any(${zone_ids}::uuid[]) group by a.id, a.name, m.zone_id, a.kind order by a.id`.execute(
    db,
  );
  return found.rows;
}

/** A device matters where a rule names it or its kind, or where its zone's networks don't tell its address. */
function isNeeded(asset: PolicyView['assets'][number], zones: Zones, conduits: readonly PolicyConduit[]): boolean {
  const ends = conduits.flatMap(({ rules }) => (rules ?? []).flatMap(({ from, to }) => [from, to]));
  const isNamed = ends.some(
    (end) =>
      (end.kind === 'asset' && end.asset_id === asset.id) ||
      (end.kind === 'role' && end.zone_id === asset.zone_id && end.role === asset.kind),
  );
  if (isNamed) return true;
  // In another zone's network, or in none: its own address has to say where it belongs.
  return asset.ips.some((ip) => zonesOfAddress(ip, zones).join() !== asset.zone_id);
}

function zonesOfAddress(ip: string, zones: Zones): string[] {
  const address = parseAddress(ip);
  if (address === null) return [];
  const holds = (text: string): boolean => {
    const network = parseNetwork(text);
    return network !== null && networkHas(network, address);
  };
  return zones.filter(({ networks }) => networks.some(holds)).map(({ id }) => id);
}
