// Findings about commands, one query a kind: what was done to a device, by whom, and how they got there.
import { isLive } from '@holdfast/flows/store';
import { type RawBuilder, sql } from 'kysely';
import { remoteServiceOf } from './store.wanted.remote.ts';

/** An event in own words, by technique and class: what was done to the controller. */
export const actOf = sql`case when x.attack = 'T0857' then 'firmware' when x.attack = 'T0845' then 'upload' when x.attack = 'T0835' then 'force'
  when x.attack = 'T0809' or x.operation ilike '%initiali%' or x.operation ilike '%memory reset%' then 'reinitialise' when x.class = 'stop' then 'stop' when x.class = 'start' then 'start'
  when x.attack = 'T0858' then 'mode' when x.class = 'program' then 'download' when x.class = 'write' then 'write' else 'configure' end`;

/** The events of flow `f` in these classes since a time, put together: `e`. No row where there is none. */
export const eventsOf = (classes: RawBuilder<unknown>, since: RawBuilder<unknown> = sql`'-infinity'::timestamptz`): RawBuilder<unknown> => {
  const inOrder = (
    text: RawBuilder<unknown>,
  ) => sql`(select string_agg(o.says, ', ' order by o.first_at, o.says) from (select ${text} as says, min(x.at) as first_at
    from holdfast.event x where x.site_id = f.site_id and x.flow_id = f.id and x.class = any(${classes}) and x.at >= ${since} group by 1) o)`;
  return sql`lateral (select count(*)::int as n, array_agg(distinct x.attack) filter (where x.attack is not null) as attack, min(x.at) as first_at, max(x.at) as last_at,
      (array_agg(x.capture_id order by x.at, x.frame))[1] as capture_id, (array_agg(x.frame order by x.at, x.frame))[1] as frame,
      ${inOrder(sql`x.operation`)} as operations, ${inOrder(actOf)} as acts
    from holdfast.event x where x.site_id = f.site_id and x.flow_id = f.id and x.class = any(${classes}) and x.at >= ${since} having count(*) > 0) e`;
};

/** Both ends of flow `f` with their zones, and what its lists say. */
export const ends = sql`left join holdfast.flow_verdict v on v.site_id = f.site_id and v.flow_id = f.id
  left join holdfast.asset ca on ca.site_id = f.site_id and ca.id = f.client_id
  left join holdfast.asset sa on sa.site_id = f.site_id and sa.id = f.server_id
  left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
  left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id
  left join holdfast.zone cz on cz.site_id = cm.site_id and cz.id = cm.zone_id
  left join holdfast.zone sz on sz.site_id = sm.site_id and sz.id = sm.zone_id`;

const commandFacts = sql`'protocol', f.protocol, 'port', nullif(f.server_port, -1), 'operations', e.operations, 'acts', e.acts, 'events', e.n, 'station', ca.kind, 'standing', ca.standing, 'verdict', v.verdict`;
const strong = sql`array['program', 'start', 'stop', 'configure']`;
/** Kinds of devices that never write process data; a panel, a controller or a SCADA server does so all day. */
const neverWrite = sql`array['workstation', 'printer', 'camera', 'phone', 'ups', 'switch', 'router', 'firewall', 'access-point', 'domain-controller', 'time-server', 'remote-access', 'historian']`;

/** Programming, starting, stopping or configuring what keeps people safe: a safety controller, or an end of a flow marked as safety. */
const safetyInterventions = (site_id: string) => sql`
  select 'safety_intervention' as kind, 'flow' as subject_type, f.id as subject_id, cm.zone_id, sm.zone_id as other_zone_id, jsonb_build_object(${commandFacts}) as facts,
    array(select distinct a from unnest(e.attack || array['T0880']) a order by a) as attack, e.capture_id, e.frame, e.first_at as first_seen, e.last_at as last_seen
  from holdfast.flow f ${ends} cross join ${eventsOf(strong)}
  where f.site_id = ${site_id} and (sa.kind = 'safety-controller' or exists (select 1 from holdfast.safety_flow s join holdfast.flow g on g.site_id = s.site_id and g.id = s.flow_id
    where s.site_id = f.site_id and f.server_id in (g.client_id, g.server_id)))`;

const isOffice = (zone: string, asset: string) =>
  sql.raw(`(${zone}.role = 'external' or coalesce(${zone}.purdue_level, ${asset}.purdue_level, '') in ('4', '5'))`);

/** Somebody signs in from the office at a host of the plant, past every approved path, and that host then commands a controller. */
const pivots = (site_id: string) => sql`
  select 'it_ot_pivot', 'flow', f.id, cm.zone_id, sm.zone_id, jsonb_build_object(${commandFacts}, 'from', r.from_name, 'host', ca.name, 'way', r.way, 'session_at', r.started_at),
    array(select distinct a from unnest(e.attack || array['T0886']) a order by a), e.capture_id, e.frame, e.first_at, e.last_at
  from holdfast.flow f ${ends}
  cross join lateral (select ${remoteServiceOf('g')} as way, coalesce(ga.name, g.client_address) as from_name, max(c.started_at) as started_at from holdfast.flow g
      join holdfast.flow_verdict gv on gv.site_id = g.site_id and gv.flow_id = g.id and gv.verdict <> 'allowed'
      left join holdfast.asset ga on ga.site_id = g.site_id and ga.id = g.client_id
      left join holdfast.zone_member gm on gm.site_id = g.site_id and gm.asset_id = g.client_id
      left join holdfast.zone gz on gz.site_id = gm.site_id and gz.id = gm.zone_id
      join holdfast.conversation c on c.site_id = g.site_id and c.flow_id = g.id
      join holdfast.event x on x.site_id = g.site_id and x.flow_id = f.id and x.class = any(${strong}) and x.at between c.started_at and c.last_at + interval '8 hours'
    where g.site_id = f.site_id and g.server_id = f.client_id and ${remoteServiceOf('g')} is not null and ${isOffice('gz', 'ga')}
    group by 1, 2 order by 3 desc limit 1) r
  cross join ${eventsOf(strong, sql`r.started_at`)}
  where f.site_id = ${site_id} and not ${isOffice('cz', 'ca')}`;

/** Programming, starting and stopping is found of anybody whom no list allows it; writing only of who never writes, or of a device nobody accepted. */
const changingCommands = (site_id: string) => sql`
  select 'changing_command', 'flow', f.id, cm.zone_id, sm.zone_id, jsonb_build_object(${commandFacts}, 'why', case when v.verdict = 'unapproved' then v.unmatched -> 0 ->> 'code' end),
    coalesce(e.attack, '{}'), e.capture_id, e.frame, e.first_at, e.last_at
  from holdfast.flow f ${ends}
  cross join (select exists (select 1 from holdfast.asset b where b.site_id = ${site_id} and b.standing = 'accepted') as has_line) base
  cross join lateral (select array['program', 'start', 'stop'] || case when base.has_line and (ca.standing in ('sighted', 'investigating', 'rejected') or ca.kind = any(${neverWrite}))
    then array['write', 'configure'] else '{}' end as classes) changing
  cross join ${eventsOf(sql`changing.classes`)}
  where f.site_id = ${site_id} and v.verdict in ('intra_zone', 'no_list', 'unapproved')`;

/** So many doors tried in one hour, hardly a packet each, are a search for open ones. */
const scanDoors = 20;
/** Packets of a door that was only knocked at. */
const knockPackets = 8;

/** One client at many doors within an hour. A device that does little else is looking for something. */
const scans = (site_id: string) => sql`
  select 'network_scan', 'asset', d.client_id, m.zone_id, null::uuid, jsonb_build_object('doors', d.doors, 'targets', d.targets, 'kind', a.kind), array['T0846'],
    (select c.capture_id from holdfast.conversation c where c.site_id = ${site_id} and c.flow_id = d.flow_id limit 1), null::bigint, d.first_at, d.last_at
  from (select f.client_id, count(*)::int as doors, count(distinct f.server_address)::int as targets, min(f.first_seen) as first_at, max(f.last_seen) as last_at, (array_agg(f.id order by f.first_seen))[1] as flow_id
    from holdfast.flow f where f.site_id = ${site_id} and ${isLive(site_id)} and f.transport in ('tcp', 'udp') and f.packets <= ${knockPackets} and cardinality(f.classes) = 0
    group by f.client_id, date_trunc('hour', f.first_seen) having count(*) >= ${scanDoors} order by count(*) desc) d
  join holdfast.asset a on a.site_id = ${site_id} and a.id = d.client_id
  left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id`;

/** Rows of the shape of `wanted`. A scanner is one finding, whatever the hours. */
export const commandFindings = (site_id: string): readonly RawBuilder<unknown>[] => [
  safetyInterventions(site_id),
  pivots(site_id),
  changingCommands(site_id),
  sql`select * from (select distinct on (s.client_id) * from (${scans(site_id)}) s (kind, subject_type, client_id, zone_id, other_zone_id, facts, attack, capture_id, frame, first_seen, last_seen)
    order by s.client_id, s.last_seen desc) s`,
];
