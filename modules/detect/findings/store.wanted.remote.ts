// Remote sessions into the plant that no approved path explains: which flows may be one is asked in SQL, what explains them by the rules of the boundary.
import { isUnexplained, type RemoteEnd, type Verdict } from '@holdfast/boundary/rules.remote';
import { readRegister } from '@holdfast/boundary/store.remote';
import { callingOut, remoteServiceRows } from '@holdfast/core-zones';
import { isPublic } from '@holdfast/dependencies/store.internet';
import { isLive } from '@holdfast/flows/store';
import type { Tx } from '@holdfast/platform/act';
import { type RawBuilder, sql } from 'kysely';
import type { Detected } from './store.detected.ts';

/** The remote service a flow (alias) is by the one list of them, or null: the same as `officeServiceOf` of core/zones says of remote services. */
export const remoteServiceOf = (flow: string): RawBuilder<string | null> => {
  const [protocol, door] = [sql.ref(`${flow}.protocol`), sql.raw(`${flow}.transport || '/' || ${flow}.server_port`)];
  const when = remoteServiceRows.map(
    ({ service, read_as, doors, wrapped_in }) => sql`when ${protocol} = any(${[...read_as]}::text[])
      or (${protocol} = any(${['unknown', 'tcp', 'udp', ...wrapped_in]}::text[]) and ${door} = any(${[...doors]}::text[])) then ${service}`,
  );
  return sql`case ${sql.join(when, sql` `)} end`;
};

const remoteProtocols = remoteServiceRows.flatMap((it) => it.read_as);
const remotePorts = [...new Set(remoteServiceRows.flatMap((it) => it.doors.map((door) => Number(door.split('/')[1]))))];
/** What every remote service has; cheap, so that of a million flows only these are looked at closely. */
const mayBeRemote = sql`(f.protocol = any(${remoteProtocols}::text[]) or f.server_port = any(${remotePorts}::int[]))`;

type End = RemoteEnd & { address: string };
type Row = {
  id: string;
  protocol: string;
  service: string | null;
  port: number | null;
  verdict: Verdict;
  from: End;
  to: End;
  capture_id: string | null;
  first_seen: string;
  last_seen: string;
};

const endOf = (
  asset: string,
  zone: string,
  address: string,
) => sql`jsonb_build_object('asset_id', ${sql.raw(asset)}.id, 'name', coalesce(${sql.raw(asset)}.name, ''),
  'kind', coalesce(${sql.raw(asset)}.kind, 'unknown'), 'zone_id', ${sql.raw(zone)}.id, 'level', coalesce(${sql.raw(zone)}.purdue_level, ${sql.raw(asset)}.purdue_level),
  'role', ${sql.raw(zone)}.role, 'address', ${sql.raw(address)})`;
const isIn = (zone: string, asset: string) =>
  sql.raw(
    `(coalesce(${zone}.purdue_level, ${asset}.purdue_level, '') in ('0', '1', '2', '3') and coalesce(${zone}.role, '') <> 'external')`,
  );

/** Flows that may be a session: by a remote service into the plant or out of it, or of a device that is for remote access. */
async function listCandidates(tx: Tx, site_id: string): Promise<Row[]> {
  const found =
    await sql<Row>`select f.id, f.protocol, s.service, nullif(f.server_port, -1) as port, v.verdict, ${endOf('ca', 'cz', 'f.client_address')} as "from",
      ${endOf('sa', 'sz', 'f.server_address')} as "to", f.first_seen, f.last_seen,
      (select c.capture_id from holdfast.conversation c where c.site_id = f.site_id and c.flow_id = f.id order by c.hour limit 1) as capture_id
    from holdfast.flow f cross join lateral (select ${remoteServiceOf('f')} as service) s
    join holdfast.flow_verdict v on v.site_id = f.site_id and v.flow_id = f.id
    left join holdfast.asset ca on ca.site_id = f.site_id and ca.id = f.client_id left join holdfast.asset sa on sa.site_id = f.site_id and sa.id = f.server_id
    left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id left join holdfast.zone cz on cz.site_id = cm.site_id and cz.id = cm.zone_id
    left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id left join holdfast.zone sz on sz.site_id = sm.site_id and sz.id = sm.zone_id
    where f.site_id = ${site_id} and (${mayBeRemote} or ca.kind = 'remote-access' or sa.kind = 'remote-access') and ${isLive(site_id)}
      and (ca.kind = 'remote-access' or (${isIn('sz', 'sa')} and not ${isIn('cz', 'ca')} and (s.service is not null or sa.kind = 'remote-access'))
      or (s.service = any(${[...callingOut]}::text[]) and ${isIn('cz', 'ca')} and not ${isIn('sz', 'sa')}))`.execute(tx);
  return found.rows;
}

/** An address of the internet that belongs to no zone stands outside. */
const placed = ({ address, ...end }: End): RemoteEnd => ({
  ...end,
  role: end.role ?? (end.zone_id === null && isPublic(address) ? 'external' : null),
});

/** One finding a flow, in the shape of `wanted`. */
export async function remoteSessions(tx: Tx, site_id: string): Promise<Detected[]> {
  const register = await readRegister(tx, site_id);
  const rows = await listCandidates(tx, site_id);
  return rows.flatMap((it) => {
    const service = it.service ?? it.protocol;
    if (!isUnexplained({ from: placed(it.from), to: placed(it.to), service, verdict: it.verdict }, register)) return [];
    return [
      {
        kind: 'remote_session' as const,
        subject_type: 'flow' as const,
        subject_id: it.id,
        zone_id: it.from.zone_id,
        other_zone_id: it.to.zone_id,
        facts: { protocol: service, port: it.port, verdict: it.verdict },
        attack: ['T0822', 'T0886'],
        capture_id: it.capture_id,
        frame: null,
        first_seen: it.first_seen,
        last_seen: it.last_seen,
      },
    ];
  });
}
