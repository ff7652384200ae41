// What is worth a finding now, one query a kind; store.ts raises, renews and closes by it.
import { isLive } from '@holdfast/flows/store';
import { type RawBuilder, sql } from 'kysely';
import { commandFindings } from './store.wanted.commands.ts';
import { signFindings } from './store.wanted.signs.ts';

const newDevices = (site_id: string): RawBuilder<unknown> => sql`
  select 'new_device' as kind, 'asset' as subject_type, a.id as subject_id, m.zone_id, null::uuid as other_zone_id, jsonb_build_object('kind', a.kind, 'vendor', a.vendor, 'standing', a.standing,
      'address', (select d.address from holdfast.asset_address d where d.site_id = a.site_id and d.asset_id = a.id and d.kind <> 'name' order by d.kind, d.address limit 1)) as facts,
    '{}'::text[] as attack, null::uuid as capture_id, null::bigint as frame, a.first_seen, a.last_seen
  from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  where a.site_id = ${site_id} and a.first_seen is not null
    and (a.standing in ('sighted', 'investigating') or (a.standing = 'rejected' and a.last_seen > a.seen_when_decided))
    and exists (select 1 from holdfast.asset b where b.site_id = a.site_id and b.standing = 'accepted')`;

const retiredSeen = (site_id: string): RawBuilder<unknown> => sql`
  select 'retired_seen', 'asset', a.id, m.zone_id, null::uuid, jsonb_build_object('kind', a.kind, 'vendor', a.vendor, 'lifecycle', a.lifecycle,
      'address', (select d.address from holdfast.asset_address d where d.site_id = a.site_id and d.asset_id = a.id and d.kind <> 'name' order by d.kind, d.address limit 1)),
    '{}', null, null, a.last_seen, a.last_seen
  from holdfast.asset a left join holdfast.zone_member m on m.site_id = a.site_id and m.asset_id = a.id
  where a.site_id = ${site_id} and a.standing = 'retired' and a.last_seen > coalesce(a.seen_when_decided, '-infinity')`;

const unknownInternet = (site_id: string, unowned: readonly string[]): RawBuilder<unknown> => sql`
  select 'unknown_internet', 'flow', f.id, cm.zone_id, sm.zone_id, jsonb_build_object('transport', f.transport, 'protocol', f.protocol, 'port', nullif(f.server_port, -1),
      'outside', case when f.server_address = any(${[...unowned]}::text[]) then f.server_address else f.client_address end,
      'direction', case when f.server_address = any(${[...unowned]}::text[]) then 'out' else 'in' end), '{}', null, null, f.first_seen, f.last_seen
  from holdfast.flow f
  left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
  left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id
  left join holdfast.zone cz on cz.site_id = cm.site_id and cz.id = cm.zone_id
  left join holdfast.zone sz on sz.site_id = sm.site_id and sz.id = sm.zone_id
  where f.site_id = ${site_id} and ${isLive(site_id)} and f.client_address <> f.server_address
    and ((f.server_address = any(${[...unowned]}::text[]) and (sz.id is null or sz.role = 'external' or sz.purdue_level = '5') and coalesce(cz.purdue_level, '') not in ('4', '5') and f.client_address <> all(${[...unowned]}::text[]))
      or (f.client_address = any(${[...unowned]}::text[]) and (cz.id is null or cz.role = 'external' or cz.purdue_level = '5') and coalesce(sz.purdue_level, '') not in ('4', '5') and f.server_id is not null and f.server_address <> all(${[...unowned]}::text[])))`;

const unapprovedFlows = (site_id: string): RawBuilder<unknown> => sql`
  select 'unapproved_flow', 'flow', f.id, cm.zone_id, sm.zone_id, jsonb_build_object('transport', f.transport, 'protocol', f.protocol, 'port', nullif(f.server_port, -1),
      'classes', coalesce(v.unmatched -> 0 -> 'params' ->> 'classes', array_to_string(f.classes, ', ')), 'why', v.unmatched -> 0 ->> 'code', 'events', e.n), coalesce(e.attack, '{}'), e.capture_id, e.frame, coalesce(e.first_at, f.first_seen), f.last_seen
  from holdfast.flow_verdict v join holdfast.flow f on f.site_id = v.site_id and f.id = v.flow_id
  left join holdfast.zone_member cm on cm.site_id = f.site_id and cm.asset_id = f.client_id
  left join holdfast.zone_member sm on sm.site_id = f.site_id and sm.asset_id = f.server_id
  left join lateral (select count(*)::int as n, array_agg(distinct x.attack) filter (where x.attack is not null) as attack, min(x.at) as first_at,
    (array_agg(x.capture_id order by x.at))[1] as capture_id, (array_agg(x.frame order by x.at))[1] as frame from holdfast.event x where x.site_id = f.site_id and x.flow_id = f.id) e on true
  where v.site_id = ${site_id} and v.verdict = 'unapproved'`;

const conduitsWithoutList = (site_id: string): RawBuilder<unknown> => sql`
  select 'conduit_without_list', 'conduit', c.id, c.zone_a, c.zone_b, jsonb_build_object('flows', count(v.flow_id),
      'classes', (select string_agg(distinct k, ', ') from holdfast.flow_verdict w join holdfast.flow g on g.site_id = w.site_id and g.id = w.flow_id, unnest(g.classes) k
        where w.site_id = c.site_id and w.conduit_id = c.id and k in ('write', 'program', 'start', 'stop', 'configure'))), '{}', null, null, min(f.first_seen), max(f.last_seen)
  from holdfast.conduit c
  join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a and a.state = 'confirmed'
  join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b and b.state = 'confirmed'
  join holdfast.flow_verdict v on v.site_id = c.site_id and v.conduit_id = c.id
  join holdfast.flow f on f.site_id = v.site_id and f.id = v.flow_id
  where c.site_id = ${site_id} and not exists (select 1 from holdfast.allow_list l where l.site_id = c.site_id and l.conduit_id = c.id and l.state = 'approved')
  group by c.site_id, c.id, c.zone_a, c.zone_b`;

/** Kept files that are missing or no longer what was stored, one for each thing they belong to. */
const damagedFiles = (site_id: string): RawBuilder<unknown> => sql`
  select 'file_damaged', 'file', f.id, null::uuid, null::uuid, jsonb_build_object('fault', k.fault, 'at_byte', k.fault_at_byte, 'whole_at', k.whole_at,
      'of_type', f.of_type, 'of_id', f.of_id, 'sha256', f.sha256), '{}'::text[], null::uuid, null::bigint, k.fault_since, k.checked_at
  from holdfast.kept_file f join platform.file_key k on k.sha256 = f.sha256 and k.state in ('kept', 'plain', 'handed_over') and k.fault is not null
  where f.site_id = ${site_id}`;

/** One finding for a site: confirmed zones without a custodian and conduits in use without an owner are one cause, nobody was named. */
const responsibilities = (site_id: string): RawBuilder<unknown> => sql`
  select 'responsibility_missing', 'site', ${site_id}::uuid, null::uuid, null::uuid, jsonb_build_object('zones', z.n, 'conduits', c.n, 'names', concat_ws(', ', z.names, c.names)),
    '{}'::text[], null::uuid, null::bigint, least(z.first_at, c.first_at), greatest(z.last_at, c.last_at)
  from (select count(*)::int as n, string_agg(name, ', ' order by name) as names, min(coalesce(confirmed_at, created_at)) as first_at, max(coalesce(confirmed_at, created_at)) as last_at
      from holdfast.zone where site_id = ${site_id} and state = 'confirmed' and custodian_id is null) z,
    (select count(*)::int as n, string_agg(coalesce(c.name, a.name || ' – ' || b.name), ', ' order by a.name, b.name) as names, min(l.at) as first_at, max(l.at) as last_at from holdfast.conduit c
      join holdfast.zone a on a.site_id = c.site_id and a.id = c.zone_a join holdfast.zone b on b.site_id = c.site_id and b.id = c.zone_b
      join lateral (select max(x.decided_at) as at from holdfast.allow_list x where x.site_id = c.site_id and x.conduit_id = c.id and x.state = 'approved') l on l.at is not null
      where c.site_id = ${site_id} and c.owner_id is null) c
  where z.n + c.n > 0`;

/** One row per kind and subject. `unowned`: public addresses no declared service answers for. */
export const wanted = (site_id: string, unowned: readonly string[]): RawBuilder<unknown> =>
  sql.join(
    [
      newDevices(site_id),
      retiredSeen(site_id),
      unknownInternet(site_id, unowned),
      unapprovedFlows(site_id),
      ...commandFindings(site_id),
      conduitsWithoutList(site_id),
      damagedFiles(site_id),
      ...signFindings(site_id),
      responsibilities(site_id),
    ],
    sql` union all `,
  );
