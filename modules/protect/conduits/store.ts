// SQL of conduits and judged flows: lists, details, judgements, coverage. Allow-lists are in store.lists.ts, deriving in store.refresh.ts.
import { flowColumns, flowInZones, flowSource, isLive, readOperations } from '@holdfast/flows/store';
import { dependencyOf } from '@holdfast/flows/rules';
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { contains, every, findPage, inOrder, inZones, isAmong, isOneOf, orderBy, slice, wordsOf } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { segmentationCoverage } from '@holdfast/core-zones';
import { requirePerson } from '@holdfast/sites/store';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { conduitState } from './rules.ts';
import { readSegmentation } from './store.segmentation.ts';
import type { changedConduit, Conduit, conduitQuery, coverage, flowQuery, JudgedFlow, judgedFlowDetail } from './schema.ts';

const conduitRows = sql`select c.site_id, c.id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as name, c.purpose, c.owner_id, o.name as owner_name,
    jsonb_build_object('id', a.id, 'name', a.name, 'purdue_level', a.purdue_level) as zone_a, jsonb_build_object('id', b.id, 'name', b.name, 'purdue_level', b.purdue_level) as zone_b,
    a.id as zone_a_id, b.id as zone_b_id, a.state = 'confirmed' and b.state = 'confirmed' as zones_confirmed,
    coalesce(n.flows, 0) as flows, coalesce(n.needed, 0) as needed, coalesce(n.blockable, 0) as blockable, coalesce(n.flows - n.needed - n.blockable, 0) as unknown,
    coalesce(n.unapproved, 0) as unapproved, l.version as list_version, exists (select 1 from holdfast.allow_list w where w.site_id = c.site_id and w.conduit_id = c.id and w.state = 'proposed') as waiting,
    n.last_seen, (select max(o.seen_to) from holdfast.observation o where o.site_id = c.site_id and o.zone_id in (c.zone_a, c.zone_b) and o.kind in ('sensor', 'capture')) as heard_until,
    coalesce(n.protocols, '{}') as protocols,
    case when l.version is null then 'unknown' when coalesce(n.unapproved, 0) > 0 then 'unapproved' else 'approved' end as state
  from holdfast.conduit c
  join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a
  join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
  left join holdfast.person o on o.id = c.owner_id
  left join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved'
  left join (select p.site_id, p.conduit_id, sum(p.flows)::int as flows, sum(p.needed)::int as needed, sum(p.blockable)::int as blockable, sum(p.unapproved)::int as unapproved,
      max(p.last_seen) as last_seen, array_agg(p.protocol order by p.protocol) as protocols
    from (select v.site_id, v.conduit_id, f.protocol, count(*) as flows, count(*) filter (where j.judgement = 'needed') as needed,
        count(*) filter (where j.judgement = 'blockable') as blockable, count(*) filter (where v.verdict = 'unapproved') as unapproved, max(f.last_seen) as last_seen
      from holdfast.flow_verdict v join holdfast.flow f on f.site_id = v.site_id and f.id = v.flow_id
      left join holdfast.flow_judgement j on j.site_id = v.site_id and j.flow_id = v.flow_id
      where v.conduit_id is not null group by v.site_id, v.conduit_id, f.protocol) p
    group by p.site_id, p.conduit_id) n on n.site_id = c.site_id and n.conduit_id = c.id`;

type Row = Conduit & { zone_a_id: string; zone_b_id: string; zones_confirmed: boolean };
const sortable = {
  id: 'id',
  name: 'name',
  state: "array_position(array['unapproved','unknown','approved'], state)",
  flows: 'flows',
  unknown: 'unknown',
  unapproved: 'unapproved',
  last_seen: 'last_seen',
  needed: 'needed',
  blockable: 'blockable',
  owner_name: 'owner_name',
};
const touches = (zones: readonly string[] | null | undefined) =>
  zones ? sql`(zone_a_id = any(${[...zones]}::uuid[]) or zone_b_id = any(${[...zones]}::uuid[]))` : null;

export async function listConduits(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof conduitQuery>,
  zones: readonly string[] | null,
): Promise<{ rows: Conduit[]; total: number }> {
  const where = every([
    sql`site_id = ${site_id}`,
    touches(zones),
    touches(query.zone_id),
    isOneOf('state', query.state),
    contains("name || ' ' || array_to_string(protocols, ' ')", query.search),
  ]);
  const rows = await sql<Row>`select * from (${conduitRows}) c where ${where} ${orderBy(query, sortable, 'state')} ${slice(query)}`.execute(
    db,
  );
  const count = await sql<{ total: number }>`select count(*)::int as total from (${conduitRows}) c where ${where}`.execute(db);
  return { rows: rows.rows, total: count.rows[0]!.total };
}

export async function readConduit(db: Database | Tx, site_id: string, conduit_id: string): Promise<Row> {
  const [row] = (await sql<Row>`select * from (${conduitRows}) c where site_id = ${site_id} and id = ${conduit_id}`.execute(db)).rows;
  if (!row) throw new Failure('not_found', 'conduit_not_found');
  return { ...row, state: conduitState(row) };
}

export async function changeConduit(tx: Tx, site_id: string, conduit_id: string, it: z.output<typeof changedConduit>): Promise<Conduit> {
  await readConduit(tx, site_id, conduit_id);
  await requirePerson(tx, it.owner_id);
  for (const name of ['name', 'purpose', 'owner_id'] as const) {
    if (it[name] !== undefined)
      await sql`update holdfast.conduit set ${sql.ref(name)} = ${it[name]} where site_id = ${site_id} and id = ${conduit_id}`.execute(tx);
  }
  return readConduit(tx, site_id, conduit_id);
}

type FlowRow = Omit<JudgedFlow, 'dependency'> & { client_level: string | null; server_level: string | null };
const judgedColumns = sql`${flowColumns}, v.conduit_id, coalesce(j.judgement, 'unknown') as judgement, p.name as judged_by_name, j.judged_at, j.reason as judged_reason,
  coalesce(v.verdict, 'no_list') as verdict, v.rule_id, coalesce(v.unmatched, '[]') as unmatched, client_zone.purdue_level as client_level, server_zone.purdue_level as server_level`;
const judgedSource = sql`${flowSource}
  left join holdfast.flow_verdict v on v.site_id = f.site_id and v.flow_id = f.id
  left join holdfast.flow_judgement j on j.site_id = f.site_id and j.flow_id = f.id
  left join holdfast.person p on p.id = j.judged_by`;
const flowSortable = {
  id: 'f.id',
  packets: 'f.packets',
  bytes: 'f.bytes',
  first_seen: 'f.first_seen',
  last_seen: 'f.last_seen',
  protocol: 'f.protocol',
  server_port: 'f.server_port',
  client: 'client.name collate holdfast.natural',
  server: 'server.name collate holdfast.natural',
  verdict: "array_position(array['unapproved','no_list','allowed','intra_zone'], coalesce(v.verdict, 'no_list'))",
  judgement: "coalesce(j.judgement, 'unknown')",
};

const withDependency = ({ client_level, server_level, ...flow }: FlowRow): JudgedFlow => ({
  ...flow,
  dependency: dependencyOf(
    { zone_id: flow.client.zone_id, zone_name: flow.client.zone_name, level: client_level },
    { zone_id: flow.server.zone_id, zone_name: flow.server.zone_name, level: server_level },
  ),
});

/** Each word occurs in an end, the protocol or the port. Ends are looked up once, not for each flow. */
function flowSearch(site_id: string, search: string | undefined): RawBuilder<unknown> {
  return every(
    wordsOf(search).map((word) => {
      const assets = sql`(select a.id from holdfast.asset a where a.site_id = ${site_id} and ${contains('a.search', word)})`;
      // No protocol has a dot or colon in its name, and only digits are in a port: an address need not be looked for there.
      const own = sql`${/[.:]/.test(word) ? sql`false` : contains('f.protocol', word)} or ${/^\d{1,5}$/.test(word) ? contains('f.server_port::text', word) : sql`false`}`;
      return sql`(f.client_id in ${assets} or f.server_id in ${assets} or (f.server_id is null and ${contains('f.server_address', word)}) or ${own})`;
    }),
  );
}

function flowFilters(site_id: string, query: z.output<typeof flowQuery>, zones: readonly string[] | null): RawBuilder<unknown> {
  return every([
    sql`f.site_id = ${site_id}`,
    flowInZones(zones),
    isOneOf('v.conduit_id', query.conduit_id),
    isOneOf("coalesce(v.verdict, 'no_list')", query.verdict),
    isOneOf("coalesce(j.judgement, 'unknown')", query.judgement),
    isOneOf('f.protocol', query.protocol),
    flowSearch(site_id, query.search),
    query.asset_id ? sql`(f.client_id = any(${query.asset_id}::uuid[]) or f.server_id = any(${query.asset_id}::uuid[]))` : null,
    query.asset_id ? null : isLive(site_id),
    query.zone_id ? flowInZones(query.zone_id) : null,
    query.class ? sql`f.classes && ${query.class}::text[]` : null,
  ]);
}

/** Flows with what people judged and the verdict against the list in force; worst verdict first. */
export async function listFlows(
  db: Database | Tx,
  site_id: string,
  query: z.output<typeof flowQuery>,
  zones: readonly string[] | null,
): Promise<{ rows: JudgedFlow[]; total: number }> {
  const order = orderBy(query, flowSortable, 'verdict');
  const found = { id: 'f.id', from: judgedSource, where: flowFilters(site_id, query, zones), order };
  const { ids, total } = await findPage(db, found, query);
  const shown =
    await sql<FlowRow>`select ${judgedColumns} from ${judgedSource} where f.site_id = ${site_id} and ${isAmong('f.id', ids)}`.execute(db);
  return { rows: inOrder(ids, shown.rows).map(withDependency), total };
}

export async function readFlow(db: Database | Tx, site_id: string, flow_id: string): Promise<z.output<typeof judgedFlowDetail>> {
  const [row] = (
    await sql<FlowRow>`select ${judgedColumns} from ${judgedSource} where f.site_id = ${site_id} and f.id = ${flow_id}`.execute(db)
  ).rows;
  if (!row) throw new Failure('not_found', 'flow_not_found');
  return { ...withDependency(row), operations: await readOperations(db, site_id, flow_id) };
}

/** Zones at both ends of each flow asked for. */
export async function zonesOfFlows(
  db: Database | Tx,
  site_id: string,
  flow_ids: readonly string[],
): Promise<Map<string, (string | null)[]>> {
  const rows = await sql<{
    id: string;
    client: string | null;
    server: string | null;
  }>`select f.id, client_member.zone_id as client, server_member.zone_id as server
    from ${flowSource} where f.site_id = ${site_id} and f.id = any(${[...flow_ids]}::uuid[])`.execute(db);
  return new Map(rows.rows.map((row) => [row.id, [row.client, row.server]]));
}

/** A person's judgement of flows; the newest stands. Returns the flows judged. */
export async function judgeFlows(
  tx: Tx,
  site_id: string,
  person_id: string,
  it: { flow_ids: readonly string[]; judgement: string; reason: string },
): Promise<string[]> {
  const saved = await sql<{ flow_id: string }>`insert into holdfast.flow_judgement (site_id, flow_id, judgement, judged_by, reason)
    select f.site_id, f.id, ${it.judgement}, ${person_id}, ${it.reason} from holdfast.flow f where f.site_id = ${site_id} and f.id = any(${[...it.flow_ids]}::uuid[]) order by f.id
    on conflict (site_id, flow_id) do update set judgement = excluded.judgement, judged_by = excluded.judged_by, judged_at = now(), reason = excluded.reason returning flow_id`.execute(
    tx,
  );
  return saved.rows.map((row) => row.flow_id);
}

/** G6 and G7: segmented zones, lists per zone, judged flows, unapproved flows by month first seen so. `only` narrows to what touches these zones. */
export async function readCoverage(
  db: Database,
  site_id: string,
  only: readonly string[] | null,
  now: Date,
): Promise<z.output<typeof coverage>> {
  const zones = (
    await sql<{ id: string }>`select z.id from holdfast.zone z where z.site_id = ${site_id} and (z.state = 'confirmed'
    or exists (select 1 from holdfast.zone_member m where m.site_id = z.site_id and m.zone_id = z.id)) and z.purdue_level is distinct from '5'
    and ${every([inZones('z.id', only)])}`.execute(db)
  ).rows;
  const own = every([sql`site_id = ${site_id}`, touches(only)]);
  const all = (await sql<Row>`select * from (${conduitRows}) c where ${own}`.execute(db)).rows;
  const listed = segmentationCoverage(
    zones,
    all.map((it) => ({ zone_a: it.zone_a_id, zone_b: it.zone_b_id, approved: it.list_version !== null })),
  );
  const months = await sql<{
    month: string;
    unapproved_seen: number;
  }>`select to_char(date_trunc('month', unapproved_since), 'YYYY-MM') as month, count(*)::int as unapproved_seen
    from holdfast.flow_verdict where site_id = ${site_id} and verdict = 'unapproved' and conduit_id = any(${all.map((it) => it.id)}::uuid[])
    group by 1 order by 1`.execute(db);
  const sum = (name: 'flows' | 'needed' | 'blockable' | 'unknown' | 'unapproved') => all.reduce((total, it) => total + it[name], 0);
  return {
    zones: listed.zones,
    zones_with_lists: listed.zones_with_list,
    zones_segmented: (await readSegmentation(db, site_id, only, now)).segmented,
    conduits: all.length,
    conduits_with_list: all.filter((it) => it.list_version !== null).length,
    flows: sum('flows'),
    needed: sum('needed'),
    blockable: sum('blockable'),
    unknown: sum('unknown'),
    unapproved: sum('unapproved'),
    months: months.rows,
  };
}
