// SQL of proposals: how flows of zones use devices and outside addresses, less what is declared or declined.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { isLive } from '@holdfast/flows/store';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { isCovered, isPublic } from './store.internet.ts';
import { type Proposed, proposeDependencies, telling, type Use } from './rules.proposals.ts';
import type { Proposal } from './schema.ts';

const mayBeOutside = sql`not (starts_with(f.server_address, '10.') or starts_with(f.server_address, '192.168.') or f.server_address ~ '^172\\.(1[6-9]|2\\d|3[01])\\.')`;
/** Devices whose kind or name says what they serve. An array, looked at once, not for each flow. */
const tellers = (site_id: string) => sql`array(select a.id from holdfast.asset a
  where a.site_id = ${site_id} and (a.kind = any(${[...telling.kinds]}::text[]) or a.name ~* ${telling.name}))`;
/**
 * Most flows say nothing of a service: only those are read that may, each of the three by an index of its own (flow_port, flow_server,
 * flow_outside, whose condition `mayBeOutside` is). What may be outside is judged by its address afterwards.
 */
const mayTell = (site_id: string) => sql`(f.server_port = any(${telling.ports}::int[]) or f.server_id = any(${tellers(site_id)})
  or ${mayBeOutside})`;

type Row = Omit<Use, 'outside'> & { may_be_outside: boolean };

async function readUses(db: Database | Tx, site_id: string): Promise<Use[]> {
  const { rows } = await sql<Row>`select f.server_id, s.name as server_name, s.kind as server_kind,
      f.server_address, z.id as zone_id, z.name as zone_name, f.transport, nullif(f.server_port, -1) as server_port, min(f.protocol) as protocol,
      count(*)::int as flows, count(distinct f.client_id)::int as clients,
      max(f.last_seen) as last_seen, ${mayBeOutside} as may_be_outside
    from holdfast.flow f
    join holdfast.zone_member m on m.site_id = f.site_id and m.asset_id = f.client_id
    join holdfast.zone z on z.site_id = m.site_id and z.id = m.zone_id
    join holdfast.asset s on s.site_id = f.site_id and s.id = f.server_id
    where f.site_id = ${site_id} and f.client_id <> f.server_id and f.transport in ('tcp', 'udp') and z.role <> 'external' and ${mayTell(site_id)} and ${isLive(site_id)}
    group by f.server_id, s.name, s.kind, f.server_address, z.id, z.name, f.transport, f.server_port`.execute(db);
  return rows.map(({ may_be_outside, ...row }) => ({ ...row, outside: may_be_outside && isPublic(row.server_address) }));
}

type Known = { id: string; name: string; kind: string; addresses: string[]; host_ids: string[]; zone_ids: string[] };

async function readKnown(db: Database | Tx, site_id: string): Promise<Known[]> {
  return (
    await sql<Known>`select s.id, s.name, s.kind, s.addresses, coalesce((select array_agg(h.asset_id) from holdfast.service_host h where h.site_id = s.site_id and h.service_id = s.id), '{}') as host_ids,
      coalesce((select array_agg(d.dependent_id) from holdfast.dependency d where d.site_id = s.site_id and d.service_id = s.id and d.dependent_type = 'zone'), '{}') as zone_ids
    from holdfast.service s where s.site_id = ${site_id} and s.ended_at is null order by s.name`.execute(db)
  ).rows;
}

const carries = (service: Known, it: Proposed): boolean =>
  (service.kind === it.kind || it.external) &&
  (it.host_ids.some((id) => service.host_ids.includes(id)) || it.addresses.some((address) => isCovered(address, service.addresses)));

/** What the flows of a site propose now: neither declared nor declined. */
export async function listProposals(db: Database | Tx, site_id: string): Promise<Proposal[]> {
  const known = await readKnown(db, site_id);
  const no = await sql<{ key: string }>`select proposal_key as key from holdfast.dependency_declined where site_id = ${site_id}`.execute(
    db,
  );
  const declined = new Set(no.rows.map((row) => row.key));
  return proposeDependencies(await readUses(db, site_id))
    .filter((it) => !declined.has(it.key))
    .flatMap((it) => {
      const service = known.find((one) => carries(one, it));
      if (service?.zone_ids.includes(it.zone_id)) return [];
      const { name, ...rest } = it;
      return [{ ...rest, service_id: service?.id ?? null, service_name: service?.name ?? name }];
    });
}

/** The proposal of a key. Throws not_found when the flows propose it no more, or somebody decided on it. */
export async function readProposal(db: Database | Tx, site_id: string, key: string): Promise<Proposal> {
  const found = (await listProposals(db, site_id)).find((it) => it.key === key);
  if (found === undefined) throw new Failure('not_found', 'proposal_not_found');
  return found;
}

/** Declines proposals; they do not come back. Returns how many were not declined before. */
export async function declineProposals(
  tx: Tx,
  site_id: string,
  person_id: string,
  keys: readonly string[],
  reason: string,
): Promise<number> {
  const made = await sql`insert into holdfast.dependency_declined (site_id, proposal_key, declined_by, reason)
    select ${site_id}, k, ${person_id}, ${reason} from unnest(${[...keys]}::text[]) k on conflict do nothing returning 1`.execute(tx);
  return made.rows.length;
}
