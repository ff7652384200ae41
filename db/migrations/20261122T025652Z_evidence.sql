-- Evidence and its chain of custody: every item has one custodian at every moment, and every act on it is a row and an entry.
create table holdfast.evidence_item (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null check (number > 0),
  form text not null check (form in ('file', 'object')),
  kind text not null,
  title text not null,
  asset_id uuid,
  capture_id uuid,
  copy_of uuid,
  file_sha256 text check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_name text,
  file_type text,
  size_bytes bigint check (size_bytes >= 0),
  seal_number text,
  sensitive boolean not null default false,
  place text not null,
  method text not null,
  clock_offset_s double precision,
  state text not null check (state in ('held', 'moving', 'returned', 'destroyed')),
  custodian_id uuid not null,
  receiver_id uuid,
  destruction_asked uuid,
  collected_at timestamptz not null,
  collected_by uuid not null,
  primary key (site_id, id),
  unique (site_id, number),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id),
  foreign key (site_id, capture_id) references holdfast.capture (site_id, id),
  foreign key (site_id, copy_of) references holdfast.evidence_item (site_id, id),
  check ((form = 'file') = (file_sha256 is not null and size_bytes is not null)),
  check ((state = 'moving') = (receiver_id is not null))
);
comment on column holdfast.evidence_item.clock_offset_s is 'what must be added to the device''s own clock to get the plant''s, as noted when it was collected';

create table holdfast.custody_act (
  site_id uuid not null,
  item_id uuid not null,
  n integer not null check (n > 0),
  act text not null,
  at timestamptz not null default now(),
  actor_id uuid not null,
  other_id uuid,
  place text,
  tool text,
  seal_number text,
  seal_intact boolean,
  measured_sha256 text check (measured_sha256 ~ '^[0-9a-f]{64}$'),
  whole boolean,
  remark text,
  entry_id uuid not null,
  primary key (site_id, item_id, n),
  foreign key (site_id, item_id) references holdfast.evidence_item (site_id, id)
);
comment on column holdfast.custody_act.whole is 'whether the bytes measured now are those that were collected; null for an object';

grant select, insert, update on holdfast.evidence_item to holdfast_app;
grant select, insert on holdfast.custody_act to holdfast_app;
