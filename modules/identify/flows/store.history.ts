// All SQL that reads conversations: those of one flow for its page, and all of a period grouped by what they did.
import type { Tx } from '@holdfast/platform/act';
import { every } from '@holdfast/platform/list';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { Conversation, ConversationGroup, FlowHistory, TrafficSign } from './schema.conversations.ts';
import { flowInZones, flowSource, isLive } from './store.ts';

/** The flow's page shows so many hours, the latest. */
const mostHours = 24 * 62;

/** Elements of a flow and the hours in which it was seen, the latest first. Null when the site has no such flow in these zones. */
export async function readFlowHistory(
  db: Database,
  site_id: string,
  flow_id: string,
  zones: readonly string[] | null = null,
): Promise<FlowHistory | null> {
  const where = every([sql`f.site_id = ${site_id}`, sql`f.id = ${flow_id}`, flowInZones(zones)]);
  const [flow] = (
    await sql<Omit<FlowHistory, 'conversations'>>`select f.elements, f.elements_folded, s.conversation_days as kept_days,
      (select count(distinct c.hour)::int from holdfast.conversation c where c.site_id = f.site_id and c.flow_id = f.id) as total_hours
    from ${flowSource} join holdfast.site s on s.id = f.site_id where ${where}`.execute(db)
  ).rows;
  if (flow === undefined) return null;
  const { rows } = await sql<Conversation>`select c.hour, c.started_at, c.last_at, c.connections, c.opened, c.packets, c.bytes, c.errors,
      k.classes, k.elements, k.elements_folded
    from holdfast.conversation c join holdfast.conversation_kind k on k.site_id = c.site_id and k.id = c.kind_id
    where c.site_id = ${site_id} and c.flow_id = ${flow_id} order by c.hour desc, k.id limit ${mostHours}`.execute(db);
  return { ...flow, conversations: rows };
}

/**
 * Which conversations. `from` and `to` (exclusive) bound when the hour began; `zones`: those between these two zones, either way; one zone
 * twice is what stays inside it; `flow_ids`: of these flows only. `by_hour_of_week`: groups are split by weekday and hour in this zone.
 */
export type ConversationQuery = {
  from?: Date | string | undefined;
  to?: Date | string | undefined;
  zones?: readonly [string, string] | undefined;
  flow_ids?: readonly string[] | undefined;
  by_hour_of_week?: { time_zone: string } | undefined;
};

/** So many groups are fetched at once. */
const pageGroups = 5000;

/**
 * Conversations of a period as groups of what is the same for a rule: flow, classes, elements. Counted in the database, handed over page by
 * page through a cursor of the caller's transaction: memory stays the same however many there are. Flows of retired assets are left out.
 */
export async function* listConversations(tx: Tx, site_id: string, query: ConversationQuery): AsyncGenerator<ConversationGroup[]> {
  // All groups are fetched: a plan that is quick to the first one costs many times as much to the last.
  await sql`set local cursor_tuple_fraction = 1`.execute(tx);
  await sql`declare conversation_groups no scroll cursor for ${groups(site_id, query)}`.execute(tx);
  try {
    for (;;) {
      const { rows } = await sql<ConversationGroup>`fetch ${sql.raw(String(pageGroups))} from conversation_groups`.execute(tx);
      if (rows.length > 0) yield rows;
      if (rows.length < pageGroups) return;
    }
  } finally {
    await sql`close conversation_groups`.execute(tx);
  }
}

/** Kinds are counted first: of millions of conversations a few thousand rows meet their flows and zones. */
function groups(site_id: string, { from, to, zones, flow_ids, by_hour_of_week }: ConversationQuery): RawBuilder<unknown> {
  const wanted = every([
    sql`c.site_id = ${site_id}`,
    from !== undefined && sql`c.hour >= ${from}`,
    to !== undefined && sql`c.hour < ${to}`,
    flow_ids !== undefined && sql`c.flow_id = any(${[...flow_ids]}::uuid[])`,
    zones !== undefined && sql`c.flow_id = any(${flowsBetween(site_id, zones)})`,
  ]);
  const slot = by_hour_of_week === undefined ? noSlot : slotIn(by_hour_of_week.time_zone);
  return sql`select f.id as flow_id, f.client_id, f.server_id, client_member.zone_id as client_zone_id, server_member.zone_id as server_zone_id,
      f.transport, nullif(f.server_port, -1) as server_port, f.protocol, k.classes, k.elements, k.elements_folded,
      g.conversations, g.connections, g.opened, g.packets, g.errors, g.first_at, g.last_at, g.weekday, g.hour, g.minute_from, g.minute_to
    from (select c.kind_id, count(*)::int as conversations, sum(c.connections)::int as connections, sum(c.opened)::int as opened,
        sum(c.packets)::bigint as packets, sum(c.errors)::bigint as errors, min(c.started_at) as first_at, max(c.last_at) as last_at, ${slot.columns}
      from holdfast.conversation c where ${wanted} group by ${slot.by}) g
    join holdfast.conversation_kind k on k.site_id = ${site_id} and k.id = g.kind_id
    join holdfast.flow f on f.site_id = ${site_id} and f.id = k.flow_id and ${isLive(site_id)}
    left join holdfast.zone_member client_member on client_member.site_id = f.site_id and client_member.asset_id = f.client_id
    left join holdfast.zone_member server_member on server_member.site_id = f.site_id and server_member.asset_id = f.server_id`;
}

type Slot = { columns: RawBuilder<unknown>; by: RawBuilder<unknown> };
const noSlot: Slot = {
  columns: sql`null::int as weekday, null::int as hour, null::int as minute_from, null::int as minute_to`,
  by: sql`c.kind_id`,
};

function slotIn(time_zone: string): Slot {
  const part = (name: string, at: string): RawBuilder<unknown> =>
    sql`extract(${sql.raw(name)} from ${sql.raw(at)} at time zone ${time_zone})::int`;
  return {
    columns: sql`${part('isodow', 'min(c.hour)')} as weekday, ${part('hour', 'min(c.hour)')} as hour,
      min(${part('minute', 'c.started_at')}) as minute_from, max(${part('minute', 'c.last_at')}) as minute_to`,
    by: sql`c.kind_id, extract(isodow from c.hour at time zone ${time_zone}), extract(hour from c.hour at time zone ${time_zone})`,
  };
}

const flowsBetween = (site_id: string, [one, other]: readonly [string, string]): RawBuilder<unknown> => sql`array(
  select f.id from holdfast.flow f
    join holdfast.zone_member a on a.site_id = f.site_id and a.asset_id = f.client_id
    join holdfast.zone_member b on b.site_id = f.site_id and b.asset_id = f.server_id
  where f.site_id = ${site_id} and ((a.zone_id = ${one} and b.zone_id = ${other}) or (a.zone_id = ${other} and b.zone_id = ${one})))`;

/** What captures showed since `from` that is worth a look, the earliest first; of one capture with `capture_id`. */
export async function listSigns(
  db: Database | Tx,
  site_id: string,
  { from, capture_id }: { from?: Date | string | undefined; capture_id?: string | undefined } = {},
): Promise<TrafficSign[]> {
  const where = every([
    sql`site_id = ${site_id}`,
    from !== undefined && sql`last_at >= ${from}`,
    capture_id !== undefined && sql`capture_id = ${capture_id}`,
  ]);
  return (
    await sql<TrafficSign>`select id, capture_id, kind, client_id, server_id, client_address, server_address, protocol, detail, first_at, last_at, frame, count
    from holdfast.traffic_sign where ${where} order by first_at, id`.execute(db)
  ).rows;
}
