// Findings on their way out of the house: what a collector gets of each, queued in the transaction that raised it.
import { queueThing } from '@holdfast/integrations/store';
import type { Tx } from '@holdfast/platform/act';
import { sql } from 'kysely';
import { severityOf } from './rules.ts';
import type { Finding } from './schema.ts';

type Row = Pick<Finding, 'id' | 'kind' | 'attack' | 'facts'> & {
  last_seen: string;
  subject: string | null;
  source: string | null;
  target: string | null;
  zone: string | null;
};
/** More at once (a first capture of a plant) are told by the notice only. */
const mostAtOnce = 200;

/** Queues the findings raised for every subscription that wants `finding.raised`. */
export async function tellOut(tx: Tx, site_id: string, finding_ids: readonly string[]): Promise<void> {
  const wants = await sql`select 1 from holdfast.subscription where active and ended_at is null limit 1`.execute(tx);
  if (wants.rows.length === 0) return;
  const { rows } =
    await sql<Row>`select n.id, n.kind, n.attack, n.facts, to_char(n.last_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_seen, coalesce(a.name, fs.name) as subject,
      coalesce(f.client_address, d.address) as source, f.server_address as target, z.name as zone
    from holdfast.finding n left join holdfast.flow f on n.subject_type = 'flow' and f.site_id = n.site_id and f.id = n.subject_id
    left join holdfast.asset a on a.site_id = n.site_id and a.id = coalesce(f.client_id, n.subject_id) left join holdfast.asset fs on fs.site_id = n.site_id and fs.id = f.server_id
    left join lateral (select x.address from holdfast.asset_address x where x.site_id = n.site_id and x.asset_id = n.subject_id and x.kind <> 'name' order by x.kind, x.address limit 1) d on true
    left join holdfast.zone z on z.site_id = n.site_id and z.id = coalesce(n.other_zone_id, n.zone_id)
    where n.site_id = ${site_id} and n.id = any(${[...finding_ids]}::uuid[]) order by n.last_seen limit ${mostAtOnce}`.execute(tx);
  for (const it of rows)
    await queueThing(tx, {
      kind: 'finding.raised',
      site_id,
      subject_type: 'finding',
      subject_id: it.id,
      at: it.last_seen,
      details: detailsOf(it),
    });
}

function detailsOf({ kind, facts, attack, subject, source, target, zone }: Row) {
  const text = (value: Finding['facts'][string] | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const operations = text(facts.operations);
  const says = [kind.replaceAll('_', ' '), subject, operations].filter((it) => it !== null).join(': ');
  const port = typeof facts.port === 'number' ? facts.port : null;
  return { severity: severityOf(kind), text: says, source, target, port, protocol: text(facts.protocol), operations, zone, attack };
}
