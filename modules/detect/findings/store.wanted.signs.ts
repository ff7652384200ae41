// Findings about what a capture showed beside commands: passwords in the clear, old protocols, contested addresses, refused requests.
import { type RawBuilder, sql } from 'kysely';

/**
 * One finding a device that takes passwords in the clear or agrees to what is outdated; of SNMP one for the station that asks everybody so, for
 * there it is changed. What stays inside the office is not the plant's.
 */
const weakServices = (
  site_id: string,
  kind: 'cleartext_credentials' | 'outdated_protocol',
  signs: readonly string[],
  attack: string,
) => sql`
  select ${kind}, 'asset', t.subject_id, m.zone_id, null::uuid, jsonb_build_object('what', string_agg(distinct case t.kind when 'smb1' then 'SMBv1' when 'snmp_community' then 'SNMP ' || t.detail
      when 'old_tls' then t.detail else t.protocol end, ', '), 'clients', concat_ws(', ', string_agg(distinct t.other, ', ') filter (where t.place <= 5), '+ ' || nullif(greatest(0, max(t.place) - 5), 0)),
      'times', sum(t.count)::int),
    array[${attack}], (array_agg(t.capture_id order by t.first_at))[1], (array_agg(t.frame order by t.first_at))[1], min(t.first_at), max(t.last_at)
  from (select x.*, dense_rank() over (partition by x.subject_id order by x.other) as place from (select t.kind, t.detail, t.protocol, t.count, t.capture_id, t.frame, t.first_at, t.last_at, t.site_id,
        case when t.kind = 'snmp_community' then t.client_id else t.server_id end as subject_id,
        case when t.kind = 'snmp_community' then coalesce(s.name, t.server_address) else coalesce(c.name, t.client_address) end as other
      from holdfast.traffic_sign t left join holdfast.asset c on c.site_id = t.site_id and c.id = t.client_id left join holdfast.asset s on s.site_id = t.site_id and s.id = t.server_id
      left join holdfast.zone_member cm on cm.site_id = t.site_id and cm.asset_id = t.client_id left join holdfast.zone cz on cz.site_id = cm.site_id and cz.id = cm.zone_id
      left join holdfast.zone_member sm on sm.site_id = t.site_id and sm.asset_id = t.server_id left join holdfast.zone sz on sz.site_id = sm.site_id and sz.id = sm.zone_id
      where t.site_id = ${site_id} and t.kind = any(${[...signs]}::text[])
        and not (coalesce(cz.purdue_level, '') in ('4', '5') and (coalesce(sz.purdue_level, '') in ('4', '5') or sz.role = 'external'))) x) t
  left join holdfast.zone_member m on m.site_id = t.site_id and m.asset_id = t.subject_id
  where t.subject_id is not null group by t.subject_id, m.zone_id`;

/** Two devices claim one address, or it went over to another: one finding for the device that had it, or else for the one that came. */
const contested = (site_id: string) => sql`
  select 'address_conflict', 'asset', coalesce(t.server_id, t.client_id), m.zone_id, null::uuid, jsonb_build_object('address', (array_agg(t.server_address order by t.first_at))[1],
      'mac', (array_agg(t.client_address order by t.first_at desc))[1], 'other_mac', (array_agg(t.detail order by t.first_at desc))[1], 'moved', bool_and(t.kind = 'mac_changed')::text),
    array['T0830'], (array_agg(t.capture_id order by t.first_at))[1], (array_agg(t.frame order by t.first_at))[1], min(t.first_at), max(t.last_at)
  from holdfast.traffic_sign t left join holdfast.zone_member m on m.site_id = t.site_id and m.asset_id = coalesce(t.server_id, t.client_id)
  where t.site_id = ${site_id} and t.kind in ('duplicate_address', 'mac_changed') and coalesce(t.server_id, t.client_id) is not null
  group by coalesce(t.server_id, t.client_id), m.zone_id`;

/** An hour counts as a burst from so many refusals on, when they are one in ten packets and three times the usual. */
const burst = { errors: 50, share: 0.1, times: 3 };

const exceptionBursts = (site_id: string) => sql`
  select 'exception_burst', 'flow', f.id, cm.zone_id, sm.zone_id, jsonb_build_object('protocol', f.protocol, 'port', nullif(f.server_port, -1), 'errors', h.errors, 'usual', coalesce(u.errors, 0)),
    '{}'::text[], h.capture_id, null::bigint, h.started_at, h.last_at
  from (select c.flow_id, c.hour, sum(c.errors)::int as errors, min(c.started_at) as started_at, max(c.last_at) as last_at, (array_agg(c.capture_id order by c.errors desc))[1] as capture_id
    from holdfast.conversation c where c.site_id = ${site_id} group by c.flow_id, c.hour
    having sum(c.errors) >= ${burst.errors} and sum(c.errors) >= ${burst.share} * sum(c.packets)) h
  join holdfast.flow f on f.site_id = ${site_id} and f.id = h.flow_id
  left join lateral (select max(x.errors)::int as errors from (select sum(c.errors) as errors from holdfast.conversation c
    where c.site_id = f.site_id and c.flow_id = f.id and c.hour < h.hour group by c.hour) x) u on true
  left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
  left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id
  where h.errors > ${burst.times} * coalesce(u.errors, 0)`;

/** Rows of the shape of `wanted`. */
export const signFindings = (site_id: string): readonly RawBuilder<unknown>[] => [
  weakServices(site_id, 'cleartext_credentials', ['cleartext_credentials'], 'T0842'),
  weakServices(site_id, 'outdated_protocol', ['old_tls', 'smb1', 'snmp_community'], 'T0866'),
  contested(site_id),
  sql`select * from (select distinct on (b.subject_id) * from (${exceptionBursts(site_id)}) b (kind, subject_type, subject_id, zone_id, other_zone_id, facts, attack, capture_id, frame, first_seen, last_seen)
    order by b.subject_id, b.last_seen desc) b`,
];
