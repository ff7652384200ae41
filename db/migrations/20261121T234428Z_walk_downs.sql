-- Walk-downs: a round through an area, asset by asset, read by a named person at the machine (also without a network).
create table holdfast.walk_down (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  due_on date,
  assigned_to uuid,
  state text not null default 'open' check (state in ('open', 'finished', 'cancelled')),
  planned_by uuid not null,
  planned_at timestamptz not null default now(),
  ended_by uuid,
  ended_at timestamptz,
  ended_reason text,
  primary key (site_id, id),
  check ((state = 'open') = (ended_at is null))
);

create table holdfast.walk_down_stop (
  site_id uuid not null,
  walk_down_id uuid not null,
  asset_id uuid not null,
  place integer not null,
  primary key (site_id, walk_down_id, asset_id),
  foreign key (site_id, walk_down_id) references holdfast.walk_down (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
create index walk_down_stop_asset on holdfast.walk_down_stop (site_id, asset_id);

create table holdfast.walk_down_reading (
  site_id uuid not null,
  id uuid not null,
  walk_down_id uuid not null,
  asset_id uuid not null,
  outcome text not null check (outcome in ('found', 'not_found', 'not_reachable', 'not_listed')),
  firmware text,
  serial text,
  order_number text,
  key_position text check (key_position in ('run', 'remote', 'program', 'stop', 'no_key')),
  location text,
  remark text,
  photos jsonb not null default '[]',
  attention text[] not null default '{}',
  person_id uuid not null,
  read_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (site_id, id),
  foreign key (site_id, walk_down_id) references holdfast.walk_down (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
create index walk_down_reading_of on holdfast.walk_down_reading (site_id, walk_down_id, asset_id, read_at desc);
create index walk_down_reading_asset on holdfast.walk_down_reading (site_id, asset_id, read_at desc);
comment on column holdfast.walk_down_reading.id is 'made on the device before it is sent, so that sending twice counts once';
comment on column holdfast.walk_down_reading.photos is 'array of {sha256, size_bytes, type}; the bytes lie in the file store';

grant select, insert, update on holdfast.walk_down to holdfast_app;
grant select, insert on holdfast.walk_down_stop to holdfast_app;
grant select, insert on holdfast.walk_down_reading to holdfast_app;
comment on column holdfast.walk_down_reading.attention is 'what differed from the inventory when it was read';
