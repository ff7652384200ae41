// What each conduit is held to now: the rules of the list in force, the exceptions beside it, and its mode. One place, asked by verdicts, previews and whoever compiles for a firewall.
import type { ConduitMode, Rule } from '@holdfast/core-zones';
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';

/** `rules` null: no list is in force, the conduit is not held. `mode_since` null: never switched. */
export type HeldConduit = {
  id: string;
  name: string;
  zone_a: string;
  zone_b: string;
  mode: ConduitMode;
  mode_since: string | null;
  list_id: string | null;
  list_version: number | null;
  rules: Rule[] | null;
};

/** The rules of the list `l` of conduit `c`, and the exceptions beside it; null where no list is in force. */
export const rulesInForce: RawBuilder<unknown> = sql`case when l.rules is null then null else l.rules || coalesce((select jsonb_agg(x.rule order by x.number) from holdfast.conduit_exception x
        where x.site_id = c.site_id and x.conduit_id = c.id and x.state in ('in_force', 'escalated')), '[]') end`;

/** Every conduit of a site, by id. */
export async function listHeld(db: Database | Tx, site_id: string): Promise<HeldConduit[]> {
  return (
    await sql<HeldConduit>`select c.id, coalesce(c.name, least(a.name, b.name) || ' – ' || greatest(a.name, b.name)) as name, c.zone_a, c.zone_b,
      c.mode, c.mode_since, l.id as list_id, l.version as list_version,
      ${rulesInForce} as rules
    from holdfast.conduit c
    join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
    left join holdfast.allow_list l on l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved'
    where c.site_id = ${site_id} order by c.id`.execute(db)
  ).rows;
}

/** The kind of each device of a site: for rules whose end is a role. */
export async function readKinds(db: Database | Tx, site_id: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; kind: string }>`select id, kind from holdfast.asset where site_id = ${site_id}`.execute(db);
  return new Map(rows.rows.map((row) => [row.id, row.kind]));
}
