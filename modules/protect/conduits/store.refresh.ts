// SQL that keeps conduits and verdicts true: derives conduits from flows between zones, holds each flow against the list in force.
import { type CheckedFlow, checkFlows, conduitsOf, type Verdict } from '@holdfast/core-zones';
import { type BareFlow, isLive, listBareFlows } from '@holdfast/flows/store';
import type { Tx } from '@holdfast/platform/act';
import { readMembers } from '@holdfast/zones/store';
import { sql } from 'kysely';
import { staysOnLink, unmatchedOf } from './rules.ts';
import { type HeldConduit, listHeld, readKinds } from './store.force.ts';

type VerdictRow = {
  flow_id: string;
  conduit_id: string | null;
  verdict: string;
  rule_id: string | null;
  unmatched: unknown;
  last_seen: string;
};

/** Derives conduits and verdicts of a site again. Returns counts for the ledger. */
export async function refreshConduits(tx: Tx, site_id: string): Promise<Refreshed> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`conduits:${site_id}`}, 0))`.execute(tx);
  const before = await listConduitIds(tx, site_id);
  const zone_of = await readMembers(tx, site_id);
  const flows = await listBareFlows(tx, site_id);
  const found = conduitsOf(
    zone_of,
    flows.filter((flow) => !staysOnLink(flow)),
  );
  const made = await sql`insert into holdfast.conduit (site_id, zone_a, zone_b) select ${site_id}, n.zone_a, n.zone_b
    from jsonb_to_recordset(${JSON.stringify(found.map(({ zone_a, zone_b }) => ({ zone_a, zone_b })))}::jsonb) as n(zone_a uuid, zone_b uuid) on conflict do nothing returning 1`.execute(
    tx,
  );
  const rows = judge(flows, await listHeld(tx, site_id), { zone_of, kind_of: await readKinds(tx, site_id) });
  await saveVerdicts(tx, site_id, rows);
  await dropRetired(tx, site_id);
  await dropBare(tx, site_id);
  const after = await listConduitIds(tx, site_id);
  const unapproved = rows.filter((row) => row.verdict === 'unapproved').length;
  return { conduits: found.length, made: made.rows.length, unapproved, ...membersChanged(before, after) };
}

/** `conduits_made`, `conduits_gone`: which came and went. */
export type Refreshed = { conduits: number; made: number; unapproved: number; conduits_made: string[]; conduits_gone: string[] };

async function listConduitIds(tx: Tx, site_id: string): Promise<string[]> {
  const found = await sql<{ id: string }>`select id from holdfast.conduit where site_id = ${site_id} order by id`.execute(tx);
  return found.rows.map(({ id }) => id);
}

function membersChanged(before: readonly string[], after: readonly string[]): Pick<Refreshed, 'conduits_made' | 'conduits_gone'> {
  const [had, has] = [new Set(before), new Set(after)];
  return { conduits_made: after.filter((id) => !had.has(id)), conduits_gone: before.filter((id) => !has.has(id)) };
}

/** One verdict a flow; groups (multicast, broadcast) stay within their client's zone. */
function judge(flows: readonly BareFlow[], conduits: readonly HeldConduit[], known: Known): VerdictRow[] {
  const { zone_of } = known;
  const byPair = new Map(conduits.map((it) => [`${it.zone_a}|${it.zone_b}`, it]));
  const conduitOf = (flow: BareFlow): HeldConduit | undefined => {
    const [from, to] = [zone_of.get(flow.client_id), flow.server_id === null ? undefined : zone_of.get(flow.server_id)];
    if (from === undefined || to === undefined || staysOnLink(flow)) return undefined;
    return byPair.get(from < to ? `${from}|${to}` : `${to}|${from}`);
  };
  const groups = Map.groupBy(flows, conduitOf);
  return [...groups].flatMap(([conduit, own]) => judgeGroup(own, conduit, known));
}

type Known = { zone_of: ReadonlyMap<string, string>; kind_of: ReadonlyMap<string, string> };

const isSince = (flow: BareFlow, { mode_since }: HeldConduit): boolean =>
  mode_since !== null && Date.parse(flow.last_seen) > Date.parse(mode_since);

/** Only what was seen since a conduit was switched is held against its mode. */
function verdictsOf(flows: readonly BareFlow[], conduit: HeldConduit, { zone_of, kind_of }: Known): Verdict[] {
  const [now, before] = (['switched', 'normal'] as const).map((which) =>
    checkFlows(flows as readonly CheckedFlow[], conduit.rules ?? [], zone_of, {
      kind_of,
      mode: which === 'normal' ? 'normal' : conduit.mode,
    }),
  );
  return flows.map((flow, at) => (isSince(flow, conduit) ? now![at]! : before![at]!));
}

function judgeGroup(flows: readonly BareFlow[], conduit: HeldConduit | undefined, known: Known): VerdictRow[] {
  const { zone_of } = known;
  const bare = (flow: BareFlow, verdict: string): VerdictRow => ({
    flow_id: flow.id,
    conduit_id: conduit?.id ?? null,
    verdict,
    rule_id: null,
    unmatched: [],
    last_seen: flow.last_seen,
  });
  if (!conduit) return flows.map((flow) => bare(flow, isWithin(flow, zone_of) ? 'intra_zone' : 'no_list'));
  if (conduit.rules === null && conduit.mode === 'normal') return flows.map((flow) => bare(flow, 'no_list'));
  const verdicts = verdictsOf(flows, conduit, known);
  return flows.map((flow, at) =>
    conduit.rules === null && !isSince(flow, conduit)
      ? bare(flow, 'no_list')
      : { ...bare(flow, verdicts[at]!.verdict), rule_id: verdicts[at]!.rule_id, unmatched: unmatchedOf(verdicts[at]!) },
  );
}

function isWithin(flow: BareFlow, zone_of: ReadonlyMap<string, string>): boolean {
  return (
    staysOnLink(flow) ||
    flow.server_id === null ||
    (zone_of.has(flow.client_id) && zone_of.get(flow.client_id) === zone_of.get(flow.server_id))
  );
}

async function saveVerdicts(tx: Tx, site_id: string, rows: readonly VerdictRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 20_000) {
    await sql`insert into holdfast.flow_verdict as v (site_id, flow_id, conduit_id, verdict, rule_id, unmatched, unapproved_since)
      select ${site_id}, n.flow_id, n.conduit_id, n.verdict, n.rule_id, n.unmatched, case when n.verdict = 'unapproved' then n.last_seen end
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 20_000))}::jsonb) as n(flow_id uuid, conduit_id uuid, verdict text, rule_id text, unmatched jsonb, last_seen timestamptz)
      on conflict (site_id, flow_id) do update set conduit_id = excluded.conduit_id, verdict = excluded.verdict, rule_id = excluded.rule_id, unmatched = excluded.unmatched,
        unapproved_since = case when excluded.verdict = 'unapproved' then coalesce(v.unapproved_since, excluded.unapproved_since) end
      where (v.conduit_id, v.verdict, v.rule_id, v.unmatched) is distinct from (excluded.conduit_id, excluded.verdict, excluded.rule_id, excluded.unmatched)`.execute(
      tx,
    );
  }
}

/** A flow of a retired device counts nowhere. */
async function dropRetired(tx: Tx, site_id: string): Promise<void> {
  await sql`delete from holdfast.flow_verdict v using holdfast.flow f where v.site_id = ${site_id} and f.site_id = v.site_id and f.id = v.flow_id and not (${isLive(site_id)})`.execute(
    tx,
  );
}

/** A conduit without flows and without any list was only a proposal. */
async function dropBare(tx: Tx, site_id: string): Promise<void> {
  await sql`delete from holdfast.conduit c where c.site_id = ${site_id} and c.mode = 'normal'
    and not exists (select 1 from holdfast.allow_list_draft d where d.site_id = c.site_id and d.conduit_id = c.id)
    and not exists (select 1 from holdfast.allow_list_comment m where m.site_id = c.site_id and m.conduit_id = c.id)
    and not exists (select 1 from holdfast.flow_verdict v where v.site_id = c.site_id and v.conduit_id = c.id)
    and not exists (select 1 from holdfast.allow_list l where l.site_id = c.site_id and l.conduit_id = c.id)`.execute(tx);
}
