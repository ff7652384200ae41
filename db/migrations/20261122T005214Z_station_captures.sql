-- A capture taken at one station hears only what that station said and heard: it saw its partners, and not the traffic of their zones.
alter table holdfast.asset_observation drop constraint asset_observation_kind_check;
alter table holdfast.asset_observation add constraint asset_observation_kind_check check (kind in ('sensor', 'capture', 'station', 'switch_table', 'walk_down'));
alter table holdfast.observation drop constraint observation_kind_check;
alter table holdfast.observation add constraint observation_kind_check check (kind in ('sensor', 'capture', 'station', 'switch_table', 'walk_down'));
alter table holdfast.capture add column station_id uuid;
comment on column holdfast.capture.station_id is 'the asset at which it was taken, when nearly every conversation in it is that one''s';
