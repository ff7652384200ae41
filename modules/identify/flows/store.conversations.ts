// All SQL that writes conversations: what each flow of a capture did hour by hour, and the elements its row keeps of all of them.
import { type FlowConversation, mergeElements, type ReportFlow, type ReportSign } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import type { FlowElement } from './schema.conversations.ts';
import { type AssetOf, endsOf } from './store.ts';

/** So many rows go into the database at once. */
const chunkRows = 50_000;

/**
 * Adds the conversations of a capture's flows, which `mergeFlows` merged before. To be called once a capture, in its transaction: counts
 * are added to those of other captures. Returns how many hours of flows it held.
 */
export async function addConversations(
  tx: Tx,
  site_id: string,
  capture_id: string,
  flows: readonly ReportFlow[],
  asset_of: AssetOf,
): Promise<number> {
  const telling = flows.filter((it) => it.conversations.length > 0);
  const flow_ids = await findFlows(tx, site_id, telling, asset_of);
  const rows = telling.flatMap((it, at) => {
    const flow_id = flow_ids[at];
    return flow_id ? it.conversations.map((conversation) => ({ flow_id, conversation })) : [];
  });
  await addElements(tx, site_id, telling, flow_ids);
  const kind_ids = await saveKinds(tx, site_id, rows);
  for (let at = 0; at < rows.length; at += chunkRows)
    await saveConversations(tx, site_id, capture_id, rows.slice(at, at + chunkRows), kind_ids);
  return rows.length;
}

/** The flow of each; undefined where its client is no asset. */
async function findFlows(tx: Tx, site_id: string, flows: readonly ReportFlow[], asset_of: AssetOf): Promise<(string | undefined)[]> {
  const keys = flows.flatMap((it, n) => {
    const of = endsOf(it, asset_of);
    const { client_id, server_key } = of ?? {};
    return of === null
      ? []
      : [{ n, client_id, server_key, transport: it.transport, server_port: it.server_port ?? -1, protocol: it.protocol }];
  });
  const found = await sql<{ n: number; id: string }>`select k.n, f.id from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k(n integer, client_id uuid, server_key text, transport text, server_port integer, protocol text)
    join holdfast.flow f on f.site_id = ${site_id} and f.client_id = k.client_id and f.server_key = k.server_key and f.transport = k.transport
      and f.server_port = k.server_port and f.protocol = k.protocol`.execute(tx);
  const ids: (string | undefined)[] = Array.from({ length: flows.length });
  for (const { n, id } of found.rows) ids[n] = id;
  return ids;
}

/** Puts the elements of the capture's flows to those their rows keep. */
async function addElements(tx: Tx, site_id: string, flows: readonly ReportFlow[], flow_ids: readonly (string | undefined)[]) {
  const lists = new Map<string, { of: (readonly FlowElement[])[]; folded: number }>();
  flows.forEach((it, at) => {
    const flow_id = flow_ids[at];
    if (flow_id === undefined || it.elements.length === 0) return;
    const known = lists.get(flow_id) ?? { of: [], folded: 0 };
    lists.set(flow_id, { of: [...known.of, it.elements], folded: known.folded + it.elements_folded });
  });
  const kept = await sql<{ id: string; elements: FlowElement[]; elements_folded: number }>`select id, elements, elements_folded
    from holdfast.flow where site_id = ${site_id} and id = any(${[...lists.keys()]}::uuid[]) order by id for update`.execute(tx);
  const changed = kept.rows.flatMap(({ id, elements: before, elements_folded }) => {
    const { of, folded: past } = lists.get(id)!;
    const { elements, folded } = mergeElements([before, ...of]);
    const all = Math.min(2 ** 31 - 1, elements_folded + past + folded);
    return all === elements_folded && JSON.stringify(elements) === JSON.stringify(before) ? [] : [{ id, elements, elements_folded: all }];
  });
  if (changed.length === 0) return;
  await sql`update holdfast.flow f set elements = n.elements, elements_folded = n.elements_folded
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as n(id uuid, elements jsonb, elements_folded integer)
    where f.site_id = ${site_id} and f.id = n.id`.execute(tx);
}

type Row = { flow_id: string; conversation: FlowConversation };

const wordsOf = ({ conversation: { classes, elements, elements_folded } }: Row): string =>
  JSON.stringify([classes, elements, elements_folded]);

/** The kind of each row's conversation, by flow and by what it did; made where nobody did that before. */
async function saveKinds(tx: Tx, site_id: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const kinds = new Map<string, Row>();
  for (const row of rows) kinds.set(row.flow_id + wordsOf(row), row);
  const list = [...kinds.entries()];
  const ids = new Map<string, string>();
  for (let at = 0; at < list.length; at += chunkRows) {
    const part = list.slice(at, at + chunkRows);
    const values = part.map(([, { flow_id, conversation }], n) => {
      const { classes, elements, elements_folded } = conversation;
      return { n, flow_id, classes, elements, elements_folded };
    });
    const source = sql`(select n, flow_id, classes, elements, elements_folded, md5(jsonb_build_array(classes, elements, elements_folded)::text) as digest
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(n integer, flow_id uuid, classes jsonb, elements jsonb, elements_folded integer)) k`;
    await sql`insert into holdfast.conversation_kind (site_id, flow_id, digest, classes, elements, elements_folded)
      select ${site_id}, k.flow_id, k.digest, array(select jsonb_array_elements_text(k.classes)), k.elements, k.elements_folded from ${source}
      order by k.flow_id, k.digest on conflict (site_id, flow_id, digest) do nothing`.execute(tx);
    const found = await sql<{ n: number; id: string }>`select k.n, c.id from ${source}
      join holdfast.conversation_kind c on c.site_id = ${site_id} and c.flow_id = k.flow_id and c.digest = k.digest`.execute(tx);
    for (const { n, id } of found.rows) ids.set(part[n]![0], id);
  }
  return ids;
}

/** Columns travel as arrays, a quarter of the text of rows; two flows of a report may be one here (an asset of several addresses). */
async function saveConversations(
  tx: Tx,
  site_id: string,
  capture_id: string,
  rows: readonly Row[],
  kind_ids: ReadonlyMap<string, string>,
): Promise<void> {
  const list = (valueOf: (row: Row) => string | number): string => `{${rows.map(valueOf).join(',')}}`;
  await sql`insert into holdfast.conversation as c
      (site_id, flow_id, hour, kind_id, started_at, last_at, connections, opened, packets, bytes, errors, capture_id)
    select ${site_id}, n.flow_id, n.hour, n.kind_id, min(n.started_at), max(n.last_at), sum(n.connections), sum(n.opened), sum(n.packets), sum(n.bytes), sum(n.errors), ${capture_id}
    from unnest(${list((it) => it.flow_id)}::uuid[], ${list((it) => it.conversation.hour)}::timestamptz[],
      ${list((it) => kind_ids.get(it.flow_id + wordsOf(it))!)}::uuid[], ${list((it) => it.conversation.first)}::timestamptz[],
      ${list((it) => it.conversation.last)}::timestamptz[], ${list((it) => it.conversation.connections)}::integer[],
      ${list((it) => it.conversation.opened)}::integer[], ${list((it) => it.conversation.packets)}::bigint[],
      ${list((it) => it.conversation.bytes)}::bigint[], ${list((it) => it.conversation.errors)}::bigint[])
      as n(flow_id, hour, kind_id, started_at, last_at, connections, opened, packets, bytes, errors)
    group by n.flow_id, n.hour, n.kind_id
    on conflict (site_id, flow_id, hour, kind_id) do update set started_at = least(c.started_at, excluded.started_at),
      last_at = greatest(c.last_at, excluded.last_at), connections = c.connections + excluded.connections, opened = c.opened + excluded.opened,
      packets = c.packets + excluded.packets, bytes = c.bytes + excluded.bytes, errors = c.errors + excluded.errors, capture_id = excluded.capture_id`.execute(
    tx,
  );
}

/** Keeps what a capture showed that is worth a look, in its transaction. */
export async function addSigns(
  tx: Tx,
  site_id: string,
  capture_id: string,
  signs: readonly ReportSign[],
  asset_of: AssetOf,
): Promise<void> {
  const rows = signs.map((it) => ({ ...it, client_id: asset_of.get(it.client) ?? null, server_id: asset_of.get(it.server) ?? null }));
  if (rows.length === 0) return;
  await sql`insert into holdfast.traffic_sign
      (site_id, capture_id, kind, client_id, server_id, client_address, server_address, protocol, detail, first_at, last_at, frame, count)
    select ${site_id}, ${capture_id}, n.kind, n.client_id, n.server_id, n.client, n.server, n.protocol, n.detail, n.first, n.last, n.frame, n.count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(kind text, client_id uuid, server_id uuid, client text, server text, protocol text,
      detail text, first timestamptz, last timestamptz, frame bigint, count bigint)`.execute(tx);
}

/** Forgets conversations older than their site keeps them, and kinds nothing is of any more. Telemetry: no ledger entry. */
export async function sweepConversations(db: Database): Promise<void> {
  await sql`delete from holdfast.conversation c using holdfast.site s where s.id = c.site_id
    and c.hour < now() - make_interval(days => s.conversation_days)`.execute(db);
  await sql`delete from holdfast.traffic_sign c using holdfast.site s where s.id = c.site_id
    and c.last_at < now() - make_interval(days => s.conversation_days)`.execute(db);
  await sql`delete from holdfast.conversation_kind k where not exists
    (select 1 from holdfast.conversation c where c.site_id = k.site_id and c.flow_id = k.flow_id and c.kind_id = k.id)`.execute(db);
}
