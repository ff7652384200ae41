// SQL of the boundary: flows that cross it with what is known of their ends, looks, and protection records.
import { clearTextServices, type KnownFlow, officeServiceOf, type ZoneLevel, type ZoneRole } from '@holdfast/core-zones';
import { type HeldConduit, listHeld } from '@holdfast/conduits/store.force';
import { readHolds } from '@holdfast/enforcement/store.standing';
import type { ConduitHold } from '@holdfast/enforcement/schema';
import { listObservations } from '@holdfast/observation/store';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { todayAt } from '@holdfast/platform/site-day';
import { sql } from 'kysely';
import {
  exceptionOf,
  type Gap,
  type Hearing,
  hearingOf,
  isDmz,
  isOutdated,
  isOutside,
  lineOf,
  linesOf,
  riskyServices,
  serviceState,
  sidesOf,
  stateCounts,
} from './rules.ts';
import { countSolutions, listWays, type RemoteFlow } from './rules.remote.ts';
import type { Boundary, BoundaryPath, LineCode, NewProtection, Protection, ServiceRow } from './schema.ts';
import { type Leaving, listOutbound } from './store.outbound.ts';
import { listRegister, readRegister } from './store.remote.ts';

type End = BoundaryPath['from'] & { role: string | null };
type FlowRow = Omit<BoundaryPath, 'from' | 'to' | 'service' | 'lines' | 'marks' | 'exception'> & {
  from: End;
  to: End;
  protocol: string;
  rule_id: string | null;
  classes: KnownFlow['classes'];
};
type ZoneRow = { id: string; name: string; level: string | null; role: string; members: number; is_heard: boolean };
type Known = { zones: Map<string, ZoneRow>; held: HeldConduit[]; holds: Map<string, ConduitHold> };
type Seen = BoundaryPath & { known: KnownFlow; rule_id: string | null };
type Remote = Pick<Boundary, 'remote' | 'register' | 'register_begun' | 'solutions'>;

/** More flows than this are not looked at: the newest are, and the answer says so. */
const mostFlows = 20_000;
const mostPaths = 2000;

/** Everything of the boundary as it is now. */
export async function readBoundary(db: Database | Tx, site_id: string, now: Date): Promise<Boundary> {
  const zones = new Map((await listZones(db, site_id, now)).map((it) => [it.id, it]));
  const known = { zones, held: await listHeld(db, site_id), holds: await readHolds(db, site_id, now) };
  const rows = await listCrossing(db, site_id);
  const seen = rows.map(see);
  const clear_text = await listClearText(db, site_id);
  const register = await listRegister(db, site_id);
  const { entries, has_begun: register_begun } = await readRegister(db, site_id);
  const ways = listWays(seen.map(remoteFlow), entries);
  const remote = { remote: ways, register, register_begun, solutions: countSolutions(ways, register) };
  const lines = judge(seen, clear_text, known, remote);
  const looks = await listLooks(db, site_id);
  const unheard = new Set(lines.flatMap((it) => it.unheard_conduit_ids));
  return {
    lines,
    unheard: known.held.filter(({ id }) => unheard.has(id)).map(({ id, name }) => ({ id, name })),
    paths: seen
      .filter((it) => it.lines.length > 0)
      .slice(0, mostPaths)
      .map(({ known: _known, rule_id: _rule, ...path }) => path),
    is_cut: rows.length === mostFlows,
    services: listServices(seen, known),
    ...remote,
    outbound: await listOutbound(db, site_id, seen.map(leavingFlow), known.held),
    clear_text,
    protections: await listProtections(db, site_id, known),
    looks,
    next_due_on: looks[0]?.next_due_on ?? null,
  };
}

async function listZones(db: Database | Tx, site_id: string, now: Date): Promise<ZoneRow[]> {
  const heard = new Map((await listObservations(db, site_id, null, now.toISOString())).map((it) => [it.id, it.traffic === 'observed']));
  const found = await sql<Omit<ZoneRow, 'is_heard'>>`select z.id, z.name, z.purdue_level as level, z.role,
      (select count(*)::int from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id) as members
    from holdfast.zone z where z.site_id = ${site_id} order by z.name, z.id`.execute(db);
  return found.rows.map((it) => ({ ...it, is_heard: heard.get(it.id) ?? false }));
}

/** An end of a flow, of `ends`. */
const endOf = (end: string) => sql`jsonb_build_object('asset_id', ${sql.ref(end)}.asset_id, 'name', ${sql.ref(end)}.name,
  'kind', ${sql.ref(end)}.kind, 'zone_id', ${sql.ref(end)}.zone_id, 'zone_name', ${sql.ref(end)}.zone_name, 'level', ${sql.ref(end)}.level, 'role', ${sql.ref(end)}.role)`;

/**
 * Flows between two zones of which one is the DMZ or above, and those that the checklist asks for further down. Newest first. The ends are
 * read by themselves: to plan a join of all eight tables takes PostgreSQL longer than to run it.
 */
async function listCrossing(db: Database | Tx, site_id: string): Promise<FlowRow[]> {
  const found = await sql<FlowRow>`with ends as materialized (
      select a.id as asset_id, a.name, a.kind, z.id as zone_id, z.name as zone_name, z.purdue_level as level, z.role,
        z.purdue_level in ('3.5', '4', '5') or z.role in ('dmz', 'enterprise', 'external') as is_above
      from holdfast.zone_member m join holdfast.asset a on a.site_id = m.site_id and a.id = m.asset_id
      join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id where m.site_id = ${site_id})
    select f.id as flow_id, ${endOf('c')} as "from", ${endOf('s')} as "to", f.transport,
      nullif(f.server_port, -1) as port, f.protocol, f.classes, v.conduit_id, v.verdict, v.rule_id, f.first_seen, f.last_seen
    from holdfast.flow f
    join holdfast.flow_verdict v on v.site_id = f.site_id and v.flow_id = f.id and v.verdict <> 'intra_zone'
    join ends c on c.asset_id = f.client_id join ends s on s.asset_id = f.server_id
    where f.site_id = ${site_id} and c.zone_id <> s.zone_id and (c.is_above or s.is_above or s.kind = 'historian' or c.kind = 'remote-access')
    order by f.last_seen desc, f.id limit ${mostFlows}`.execute(db);
  return found.rows;
}

const zoneOf = ({ zone_id, level, role }: End): KnownFlow['from']['zone'] => ({
  id: zone_id,
  level: level as ZoneLevel | null,
  role: role as ZoneRole | null,
});

function see({ rule_id, protocol, classes, ...row }: FlowRow): Seen {
  const { transport, port } = row;
  const known: KnownFlow = {
    from: { kind: row.from.kind, zone: zoneOf(row.from) },
    to: { kind: row.to.kind, zone: zoneOf(row.to) },
    transport,
    port,
    protocol,
    classes,
    elements: null,
  };
  const bare = ({ role: _role, ...end }: End) => end;
  const said = linesOf(known);
  const service = officeServiceOf(known) ?? protocol;
  return { ...row, ...said, from: bare(row.from), to: bare(row.to), service, exception: exceptionOf(rule_id), known, rule_id };
}

const byFlows: readonly LineCode[] = [
  'no_path_past_dmz',
  'historian_pulls',
  'no_direct_internet',
  'remote_ends_in_dmz',
  'no_path_to_controllers',
  'it_services_closed',
];

function judge(seen: readonly Seen[], clear: Boundary['clear_text'], known: Known, { remote, solutions }: Remote): Boundary['lines'] {
  const zones = [...known.zones.values()];
  const gaps = gapsOf(known);
  const line = (code: LineCode, fails: boolean, hearing: Hearing, conduit_ids: string[] = []): Boundary['lines'][number] => ({
    code,
    state: fails ? 'does_not' : hearing.is_heard ? 'holds' : 'not_observed',
    paths: 0,
    excepted: 0,
    conduit_ids,
    unheard_conduit_ids: hearing.unheard_conduit_ids,
  });
  const hearing = (code: LineCode): Hearing => hearingOf(code, gaps, zones);
  const told = (is_heard: boolean): Hearing => ({ is_heard, unheard_conduit_ids: [] });
  const open = edges(known)
    .filter(({ id }) => known.holds.get(id)?.code !== 'held')
    .map(({ id }) => id);
  const clearConduits = clear.flatMap((it) => it.conduit_id ?? []);
  return [
    line('dmz_there', !zones.some((it) => isDmz(it) && it.members > 0), told(true)),
    ...byFlows.map((code) => lineOf(code, seen, hearing(code))),
    line('one_remote_access', solutions > 1, hearing('one_remote_access')),
    line(
      'remote_registered',
      remote.some((it) => it.unexplained > 0),
      hearing('remote_registered'),
    ),
    line('nothing_in_clear', clear.length > 0, hearing('nothing_in_clear'), clearConduits),
    line('lists_held', open.length > 0, told(edges(known).length > 0), open),
  ];
}

/** Every conduit with its sides and whether one of its ends is heard. */
function gapsOf({ zones, held }: Known): Gap[] {
  return held.flatMap(({ id, zone_a, zone_b }) => {
    const [a, b] = [zones.get(zone_a), zones.get(zone_b)];
    if (a === undefined || b === undefined) return [];
    return [{ id, ...(sidesOf(a, b) ?? { upper: null, lower: a }), is_heard: a.is_heard || b.is_heard }];
  });
}

/** Conduits of which one side is the DMZ or above and the other is below that side. */
function edges(known: Known): HeldConduit[] {
  const crossing = new Set(gapsOf(known).flatMap(({ id, upper }) => (upper === null ? [] : [id])));
  return known.held.filter(({ id }) => crossing.has(id));
}

/** The zone of a conduit that lies lower: what office services are kept from. */
const lowerOf = ({ zones }: Known, it: HeldConduit): string => {
  const level = (id: string): number => Number(zones.get(id)?.level ?? 5);
  return level(it.zone_a) <= level(it.zone_b) ? it.zone_a : it.zone_b;
};

function listServices(seen: readonly Seen[], known: Known): ServiceRow[] {
  return edges(known).flatMap((conduit) => {
    const lower = lowerOf(known, conduit);
    const rules =
      conduit.mode === 'isolated'
        ? []
        : (conduit.rules?.filter(({ to }) => to.kind === 'asset' || ('zone_id' in to && to.zone_id === lower)) ?? null);
    const isHeld = known.holds.get(conduit.id)?.code === 'held';
    const flowsOf = (service: string) =>
      seen.filter((it) => it.conduit_id === conduit.id && it.service === service && it.to.zone_id === lower).length;
    return riskyServices.map((service) => ({
      conduit_id: conduit.id,
      conduit_name: conduit.name,
      service,
      ...serviceState(rules, service, isHeld),
      flows_seen: flowsOf(service),
    }));
  });
}

const remoteFlow = ({ from, to, known, service, marks }: Seen): RemoteFlow => ({
  from: { ...from, role: known.from.zone.role ?? null },
  to: { ...to, role: known.to.zone.role ?? null },
  service,
  past_dmz: marks.includes('remote_access_past_dmz'),
});
const leavingFlow = ({ from, to, known, service, conduit_id, rule_id, exception, last_seen }: Seen): Leaving => ({
  conduit_id,
  service,
  rule_id,
  exception,
  last_seen,
  from: { level: from.level, role: known.from.zone.role ?? null },
  to: { level: to.level, role: known.to.zone.role ?? null, zone_name: to.zone_name },
});

/** Services whose passwords or sessions can be read on the way, by conduit or inside a zone, of the whole site. */
async function listClearText(db: Database | Tx, site_id: string): Promise<Boundary['clear_text']> {
  const groups = await sql<{
    transport: string;
    port: number | null;
    protocol: string;
    conduit_id: string | null;
    place: string;
    flows: number;
    last_seen: string;
  }>`select f.transport, nullif(f.server_port, -1) as port, f.protocol, v.conduit_id,
      coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name), z.name, '') as place, count(*)::int as flows, max(f.last_seen) as last_seen
    from holdfast.flow f join holdfast.flow_verdict v on v.site_id = f.site_id and v.flow_id = f.id
    left join holdfast.conduit c on c.site_id = v.site_id and c.id = v.conduit_id
    left join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a left join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    left join holdfast.zone_member m on m.site_id = f.site_id and m.asset_id = f.client_id left join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id
    where f.site_id = ${site_id} group by 1, 2, 3, 4, 5 order by max(f.last_seen) desc`.execute(db);
  const found = new Map<string, Boundary['clear_text'][number]>();
  for (const { transport, port, protocol, ...it } of groups.rows) {
    const service = officeServiceOf({ transport, port, protocol });
    if (service === null || !clearTextServices.has(service)) continue;
    const key = `${service}|${it.conduit_id ?? it.place}`;
    const before = found.get(key);
    found.set(key, {
      ...it,
      service,
      is_outdated: isOutdated(service),
      flows: it.flows + (before?.flows ?? 0),
      last_seen: before?.last_seen ?? it.last_seen,
    });
  }
  return [...found.values()].slice(0, 1000);
}

async function listProtections(db: Database | Tx, site_id: string, { zones, held, holds }: Known): Promise<Protection[]> {
  const exposed = held.filter((it) => [it.zone_a, it.zone_b].some((id) => isOutside(zones.get(id) ?? { level: null })));
  const rows = await sql<
    Omit<Protection, 'conduit_name' | 'hold'>
  >`select b.conduit_id, b.means, b.provider, b.tested_on::text as tested_on, b.result,
      b.next_test_on::text as next_test_on, p.name as noted_by_name, b.noted_at
    from holdfast.boundary_protection b join holdfast.person p on p.id = b.noted_by where b.site_id = ${site_id}`.execute(db);
  const noted = new Map(rows.rows.map((row) => [row.conduit_id, row]));
  const none = { means: null, provider: null, tested_on: null, result: null, next_test_on: null, noted_by_name: null, noted_at: null };
  return exposed.map(({ id, name }) => ({
    ...(noted.get(id) ?? { ...none, conduit_id: id }),
    conduit_name: name,
    hold: holds.get(id)?.code ?? 'no_enforcer',
  }));
}

async function listLooks(db: Database | Tx, site_id: string): Promise<Boundary['looks']> {
  const found = await sql<
    Boundary['looks'][number]
  >`select l.id, p.name as looked_by_name, l.looked_at, l.reason, l.next_due_on::text as next_due_on, l.states
    from holdfast.boundary_look l join holdfast.person p on p.id = l.looked_by where l.site_id = ${site_id} order by l.looked_at desc, l.id limit 100`.execute(
    db,
  );
  return found.rows;
}

export type Looked = { id: string; counts: ReturnType<typeof stateCounts> };

/** Keeps that somebody looked, with the state of every line as it was then. */
export async function keepLook(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: { reason: string; next_due_on: string; now: Date },
): Promise<Looked> {
  if (it.next_due_on <= (await todayAt(tx, site_id, it.now))) throw new Failure('unprocessable', 'next_look_past');
  const { lines } = await readBoundary(tx, site_id, it.now);
  const states = Object.fromEntries(lines.map(({ code, state }) => [code, state]));
  const made = await sql<{ id: string }>`insert into holdfast.boundary_look (site_id, looked_by, reason, next_due_on, states)
    values (${site_id}, ${person_id}, ${it.reason}, ${it.next_due_on}, ${JSON.stringify(states)}::jsonb) returning id`.execute(tx);
  return { id: made.rows[0]!.id, counts: stateCounts(lines) };
}

/** Records what protects an exposed conduit. Throws not_found, and unprocessable where it isn't exposed. */
export async function keepProtection(tx: Tx, site_id: string, conduit_id: string, person_id: string, it: NewProtection): Promise<void> {
  const found = await sql<{
    exposed: boolean;
  }>`select exists (select 1 from holdfast.zone z where z.site_id = c.site_id and z.id in (c.zone_a, c.zone_b)
      and (z.purdue_level = '5' or z.role = 'external')) as exposed from holdfast.conduit c where c.site_id = ${site_id} and c.id = ${conduit_id}`.execute(
    tx,
  );
  if (found.rows[0] === undefined) throw new Failure('not_found', 'conduit_not_found');
  if (!found.rows[0].exposed) throw new Failure('unprocessable', 'boundary_not_exposed');
  await sql`insert into holdfast.boundary_protection (site_id, conduit_id, means, provider, tested_on, result, next_test_on, noted_by)
    values (${site_id}, ${conduit_id}, ${it.means}, ${it.provider}, ${it.tested_on}, ${it.result}, ${it.next_test_on}, ${person_id})
    on conflict (site_id, conduit_id) do update set means = excluded.means, provider = excluded.provider, tested_on = excluded.tested_on,
      result = excluded.result, next_test_on = excluded.next_test_on, noted_by = excluded.noted_by, noted_at = now()`.execute(tx);
}
