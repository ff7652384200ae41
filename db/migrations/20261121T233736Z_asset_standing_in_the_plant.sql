-- What an asset is to production, where it stands, where it is in its life; how it was handled; what sees a zone.
alter table holdfast.asset
  add column asset_tag text,
  add column location text,
  add column uptime_need text check (uptime_need in ('continuous', 'production', 'working_hours', 'on_demand')),
  add column rto_hours integer check (rto_hours between 0 and 8760),
  add column lifecycle text not null default 'in_service' check (lifecycle in ('planned', 'in_service', 'spare', 'retired', 'wiped'));
comment on column holdfast.asset.rto_hours is 'within how many hours it must run again after a failure';
create unique index asset_tag_once on holdfast.asset (site_id, lower(asset_tag)) where asset_tag is not null;

alter table holdfast.asset drop constraint asset_criticality_check;
update holdfast.asset set criticality = case criticality when 'high' then 'essential' when 'medium' then 'supporting' when 'low' then 'convenience' end where criticality is not null;
alter table holdfast.asset add constraint asset_criticality_check check (criticality in ('safety', 'essential', 'supporting', 'convenience'));
-- A role that was free text stays readable as a remark; the closed list takes its place.
update holdfast.asset set remark = left(concat_ws(E'\n', remark, production_role), 2000), production_role = null where production_role is not null;
alter table holdfast.asset add constraint asset_production_role_check check (production_role in
  ('control', 'safety', 'field', 'operation', 'engineering', 'records', 'planning', 'quality', 'logistics', 'utilities', 'network', 'access', 'protection', 'other'));
update holdfast.asset set lifecycle = 'retired' where standing = 'retired';
alter table holdfast.asset add constraint asset_retired_is_retired check ((lifecycle in ('retired', 'wiped')) = (standing = 'retired'));

create table holdfast.asset_handling (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  asset_id uuid not null,
  act text not null check (act in ('onboarded', 'moved', 'retired', 'wiped', 'brought_back')),
  at timestamptz not null default now(),
  person_id uuid not null,
  reason text not null,
  from_zone_id uuid,
  to_zone_id uuid,
  from_location text,
  to_location text,
  method text,
  entry_id uuid not null,
  primary key (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
create index asset_handling_asset on holdfast.asset_handling (site_id, asset_id, at desc);

create table holdfast.asset_observation (
  site_id uuid not null,
  asset_id uuid not null,
  kind text not null check (kind in ('sensor', 'capture', 'switch_table', 'walk_down')),
  source_id uuid not null,
  seen_from timestamptz not null,
  seen_to timestamptz not null,
  primary key (site_id, kind, source_id, asset_id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id) on delete cascade
);
create index asset_observation_asset on holdfast.asset_observation (site_id, asset_id);

create table holdfast.observation (
  site_id uuid not null,
  zone_id uuid not null,
  kind text not null check (kind in ('sensor', 'capture', 'switch_table', 'walk_down')),
  source_id uuid not null,
  seen_from timestamptz not null,
  seen_to timestamptz not null,
  assets integer not null default 0,
  derived boolean not null default false,
  primary key (site_id, zone_id, kind, source_id),
  foreign key (site_id, zone_id) references holdfast.zone (site_id, id) on delete cascade,
  check (seen_from <= seen_to)
);
comment on column holdfast.observation.derived is 'follows from asset_observation and where those assets stand now; else somebody noted the zone itself';
grant select, insert, update, delete on holdfast.asset_handling, holdfast.asset_observation, holdfast.observation to holdfast_app;

-- Captures read before: the attributes and events they gave tell which assets they saw.
insert into holdfast.asset_observation (site_id, asset_id, kind, source_id, seen_from, seen_to)
select c.site_id, a.id, 'capture', c.id, c.first_packet, c.last_packet
from holdfast.capture c join holdfast.asset a on a.site_id = c.site_id and a.first_seen <= c.last_packet and a.last_seen >= c.first_packet
where c.state = 'done' and c.first_packet is not null and c.last_packet is not null
  and exists (select 1 from holdfast.asset_attribute t where t.site_id = a.site_id and t.asset_id = a.id and t.capture_id = c.id)
on conflict do nothing;
