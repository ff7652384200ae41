// All SQL of flows, their operations and events: merged in bulk from captures, read as lists.
import type { ReportEvent, ReportFlow } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import { every, findPage, inOrder, isAmong, isOneOf } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import type { ListQuery } from '@holdfast/platform/shapes';
import { type RawBuilder, sql } from 'kysely';
import type { Flow, FlowEvent, Operation } from './schema.ts';

export type AssetOf = ReadonlyMap<string, string>;
type Keyed = { key: string; client_id: string; server_id: string | null; server_key: string };

type Ends = Omit<Keyed, 'key'>;

/** The ends of a flow as its row names them; null when its client is no asset. */
export const endsOf = (it: { client: string; server: string }, asset_of: AssetOf): Ends | null => {
  const client_id = asset_of.get(it.client);
  const server_id = asset_of.get(it.server) ?? null;
  return client_id === undefined ? null : { client_id, server_id, server_key: server_id ?? it.server };
};

/** Merges the flows of one capture; a flow whose client is no asset (0.0.0.0, a group) is left out. Returns how many were new. */
export async function mergeFlows(
  tx: Tx,
  site_id: string,
  flows: readonly ReportFlow[],
  asset_of: AssetOf,
): Promise<{ seen: number; fresh: number }> {
  const rows = flows.flatMap((it) => {
    const of = endsOf(it, asset_of);
    const classes = [...new Set(it.operations.map((operation) => operation.class))].sort();
    return of
      ? [
          {
            ...of,
            ...it,
            operations: undefined,
            elements: undefined,
            elements_folded: undefined,
            conversations: undefined,
            client_address: it.client,
            server_address: it.server,
            server_port: it.server_port ?? -1,
            classes,
          },
        ]
      : [];
  });
  const merged = await sql<{ fresh: boolean }>`insert into holdfast.flow as f
      (site_id, client_id, server_id, server_key, client_address, server_address, transport, server_port, protocol, packets, bytes, classes, first_seen, last_seen)
    select ${site_id}, n.client_id, n.server_id, n.server_key, min(n.client_address), min(n.server_address), n.transport, n.server_port, n.protocol, sum(n.packets), sum(n.bytes),
      (select coalesce(array_agg(distinct c order by c), '{}') from jsonb_array_elements_text(jsonb_path_query_array(jsonb_agg(n.classes), '$[*][*]')) c), min(n.first), max(n.last)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(client_id uuid, server_id uuid, server_key text, client_address text, server_address text, transport text,
      server_port integer, protocol text, packets bigint, bytes bigint, classes jsonb, first timestamptz, last timestamptz)
    group by n.client_id, n.server_id, n.server_key, n.transport, n.server_port, n.protocol
    on conflict (site_id, client_id, server_key, transport, server_port, protocol) do update set
      packets = f.packets + excluded.packets, bytes = f.bytes + excluded.bytes, first_seen = least(f.first_seen, excluded.first_seen),
      last_seen = greatest(f.last_seen, excluded.last_seen), classes = (select coalesce(array_agg(distinct c order by c), '{}') from unnest(f.classes || excluded.classes) c)
    returning (xmax = 0) as fresh`.execute(tx);
  await mergeOperations(tx, site_id, flows, asset_of);
  return { seen: merged.rows.length, fresh: merged.rows.filter((row) => row.fresh).length };
}

const matches = sql`f.site_id = n.site_id and f.client_id = n.client_id and f.server_key = n.server_key and f.transport = n.transport
  and f.server_port = n.server_port and f.protocol = n.flow_protocol`;

async function mergeOperations(tx: Tx, site_id: string, flows: readonly ReportFlow[], asset_of: AssetOf): Promise<void> {
  const rows = flows.flatMap((it) => {
    const of = endsOf(it, asset_of);
    const flow = { transport: it.transport, server_port: it.server_port ?? -1, flow_protocol: it.protocol };
    return of ? it.operations.map((operation) => ({ ...of, ...flow, ...operation })) : [];
  });
  for (let at = 0; at < rows.length; at += 20_000) await saveOperations(tx, site_id, rows.slice(at, at + 20_000));
}

async function saveOperations(tx: Tx, site_id: string, rows: readonly object[]): Promise<void> {
  await sql`insert into holdfast.flow_operation as o (site_id, flow_id, protocol, code, key, name, class, count, errors)
    select ${site_id}, f.id, n.protocol, n.code, min(n.key), min(n.name), n.class, sum(n.count), sum(n.errors)
    from (select ${site_id}::uuid as site_id, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(client_id uuid, server_key text, transport text, server_port integer,
      flow_protocol text, protocol text, code integer, key text, name text, class text, count bigint, errors bigint)) n
    join holdfast.flow f on ${matches} group by f.id, n.protocol, n.code, n.class
    on conflict (site_id, flow_id, protocol, code, class) do update set count = o.count + excluded.count, errors = o.errors + excluded.errors`.execute(
    tx,
  );
}

/** Stores what wrote, programmed, started, stopped or configured, linked to its flow when that can be told. */
export async function addEvents(
  tx: Tx,
  site_id: string,
  capture_id: string,
  events: readonly ReportEvent[],
  asset_of: AssetOf,
): Promise<number> {
  const rows = events.flatMap((it) => {
    const of = endsOf(it, asset_of);
    return of === null ? [] : [{ it, of }];
  });
  for (let at = 0; at < rows.length; at += 20_000) await saveEvents(tx, site_id, capture_id, rows.slice(at, at + 20_000));
  return rows.length;
}

/** What a day's thousands of events are is said, and their flow looked for, once for each of a few kinds. */
async function saveEvents(tx: Tx, site_id: string, capture_id: string, rows: readonly { it: ReportEvent; of: Ends }[]): Promise<void> {
  const kinds = new Map<string, object & { n: number }>();
  const kindOf = ({ it: { protocol, operation, class: of_class, attack }, of }: (typeof rows)[number]): number => {
    const key = JSON.stringify([of.client_id, of.server_key, protocol, operation, of_class, attack]);
    const kind = kinds.get(key) ?? { n: kinds.size, ...of, protocol, operation, class: of_class, attack };
    kinds.set(key, kind);
    return kind.n;
  };
  const of_kind = rows.map(kindOf);
  const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;
  await sql`with k as materialized (select n.*, (select f.id from holdfast.flow f where f.site_id = ${site_id} and f.client_id = n.client_id
      and f.server_key = n.server_key and n.class = any(f.classes) order by (f.protocol = n.protocol) desc limit 1) as flow_id
      from jsonb_to_recordset(${JSON.stringify([...kinds.values()])}::jsonb) as n(n integer, client_id uuid, server_id uuid, server_key text, protocol text,
        operation text, class text, attack text))
    insert into holdfast.event (site_id, capture_id, at, frame, flow_id, client_id, server_id, protocol, operation, class, attack)
    select ${site_id}, ${capture_id}, e.at, e.frame, k.flow_id, k.client_id, k.server_id, k.protocol, k.operation, k.class, k.attack
    from unnest(${list(rows.map(({ it }) => it.time))}::timestamptz[], ${list(rows.map(({ it }) => it.frame))}::bigint[],
      ${list(of_kind)}::integer[]) as e(at, frame, kind) join k on k.n = e.kind`.execute(tx);
}

const end = (
  side: 'client' | 'server',
  address: string,
) => sql`jsonb_build_object('id', ${sql.raw(side)}.id, 'name', coalesce(${sql.raw(side)}.name, ${sql.raw(address)}),
  'address', ${sql.raw(address)}, 'kind', coalesce(${sql.raw(side)}.kind, 'group'), 'zone_id', ${sql.raw(side)}_zone.id, 'zone_name', ${sql.raw(side)}_zone.name)`;

/** Columns of a flow as the API says it; `from` is `flowSource`. */
export const flowColumns: RawBuilder<unknown> = sql`f.id, ${end('client', 'f.client_address')} as client, ${end('server', 'f.server_address')} as server, f.transport,
  nullif(f.server_port, -1) as server_port, f.protocol, f.packets, f.bytes, f.first_seen, f.last_seen, f.classes`;

// Left joins on keys, the client's too, although it is always there: the planner leaves out those a count does not look at.
const endSource = sql`left join holdfast.asset client on client.site_id = f.site_id and client.id = f.client_id
  left join holdfast.asset server on server.site_id = f.site_id and server.id = f.server_id
  left join holdfast.zone_member client_member on client_member.site_id = f.site_id and client_member.asset_id = f.client_id
  left join holdfast.zone client_zone on client_zone.site_id = f.site_id and client_zone.id = client_member.zone_id
  left join holdfast.zone_member server_member on server_member.site_id = f.site_id and server_member.asset_id = f.server_id
  left join holdfast.zone server_zone on server_zone.site_id = f.site_id and server_zone.id = server_member.zone_id`;
/** Flows with both ends and their zones: aliases f, client, server, client_zone, server_zone. */
export const flowSource: RawBuilder<unknown> = sql`holdfast.flow f ${endSource}`;

/** Either end lies in a zone the permit covers. */
export function flowInZones(zones: readonly string[] | null): RawBuilder<unknown> | null {
  return zones === null
    ? null
    : sql`(client_member.zone_id = any(${[...zones]}::uuid[]) or server_member.zone_id = any(${[...zones]}::uuid[]))`;
}

export async function readOperations(db: Database | Tx, site_id: string, flow_id: string): Promise<Operation[]> {
  return (
    await sql<Operation>`select protocol, code, key, name, class, count, errors from holdfast.flow_operation where site_id = ${site_id} and flow_id = ${flow_id}
    order by count desc, code`.execute(db)
  ).rows;
}

export type EventQuery = ListQuery & { asset_id?: string[] | undefined; flow_id?: string[] | undefined; class?: string[] | undefined };

/** Events, newest first. */
export async function listEvents(
  db: Database,
  site_id: string,
  query: EventQuery,
  zones: readonly string[] | null,
): Promise<{ rows: FlowEvent[]; total: number }> {
  const source = sql`(select e.*, c.name as file from holdfast.event e join holdfast.capture c on c.site_id = e.site_id and c.id = e.capture_id) f ${endSource}`;
  const where = every([
    sql`f.site_id = ${site_id}`,
    flowInZones(zones),
    isOneOf('f.flow_id', query.flow_id),
    isOneOf('f.class', query.class),
    query.asset_id ? sql`(f.client_id = any(${query.asset_id}::uuid[]) or f.server_id = any(${query.asset_id}::uuid[]))` : null,
  ]);
  const { ids, total } = await findPage(db, { id: 'f.id', from: source, where, order: sql`order by f.at desc, f.id` }, query);
  const shown =
    await sql<FlowEvent>`select f.id, f.at, f.capture_id, f.file, f.frame, ${end('client', "''")} as client, ${end('server', "''")} as server, f.protocol, f.operation, f.class, f.attack
    from ${source} where f.site_id = ${site_id} and ${isAmong('f.id', ids)}`.execute(db);
  return { rows: inOrder(ids, shown.rows), total };
}

/** Neither end of the flow (alias f) is retired: what a retired device said does not count any more. */
export const isLive = (site_id: string): RawBuilder<unknown> =>
  sql`f.client_id <> all(${retired(site_id)}) and (f.server_id is null or f.server_id <> all(${retired(site_id)}))`;
const retired = (site_id: string): RawBuilder<unknown> =>
  sql`array(select g.id from holdfast.asset g where g.site_id = ${site_id} and g.standing = 'retired')`;

/** What core/zones needs to know of every flow of a site that counts. */
export type BareFlow = Pick<Flow, 'id' | 'transport' | 'protocol' | 'classes' | 'first_seen' | 'last_seen'> & {
  client_id: string;
  server_id: string | null;
  server_port: number | null;
  packets: number;
};

export async function listBareFlows(db: Database | Tx, site_id: string): Promise<BareFlow[]> {
  return (
    await sql<BareFlow>`select id, client_id, server_id, transport, nullif(server_port, -1) as server_port, protocol, classes, packets, first_seen, last_seen
    from holdfast.flow f where site_id = ${site_id} and ${isLive(site_id)} order by id`.execute(db)
  ).rows;
}
