-- What production depends on, the three lists of what matters most, scope objects, as-is snapshots; findings of retired devices and unknown internet connections.
create table holdfast.service (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  kind text not null check (kind in ('mes', 'historian', 'directory', 'patch_server', 'erp', 'backup', 'name_resolution', 'time', 'identity', 'remote_access', 'files', 'database',
    'licence', 'logistics', 'quality', 'utilities', 'supplier', 'cloud', 'internet', 'other')),
  external boolean not null default false,
  business_application boolean not null default false,
  owner_id uuid,
  supplier_id uuid,
  purpose text,
  impact text,
  addresses text[] not null default '{}',
  source text not null default 'person' check (source in ('person', 'flows')),
  declared_by uuid not null,
  declared_at timestamptz not null default now(),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id)
);
comment on column holdfast.service.addresses is 'outside addresses or networks (10.1.2.3, 203.0.113.0/24) through which an external service is reached';
create unique index service_name on holdfast.service (site_id, lower(name)) where ended_at is null;

create table holdfast.service_host (
  site_id uuid not null,
  service_id uuid not null,
  asset_id uuid not null,
  primary key (site_id, service_id, asset_id),
  foreign key (site_id, service_id) references holdfast.service (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
create index service_host_asset on holdfast.service_host (site_id, asset_id);

create table holdfast.dependency (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  service_id uuid not null,
  dependent_type text not null check (dependent_type in ('zone', 'asset', 'area', 'service')),
  dependent_id uuid not null,
  hardness text not null check (hardness in ('stops_at_once', 'stops_after', 'inconvenient')),
  after_hours integer check (after_hours between 1 and 8760),
  workaround text,
  source text not null default 'person' check (source in ('person', 'flows')),
  proposal_key text,
  flows_counted integer not null default 0,
  declared_by uuid not null,
  declared_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (site_id, id),
  unique (site_id, service_id, dependent_type, dependent_id),
  foreign key (site_id, service_id) references holdfast.service (site_id, id),
  check ((hardness = 'stops_after') = (after_hours is not null)),
  check (dependent_type <> 'service' or dependent_id <> service_id)
);
create index dependency_dependent on holdfast.dependency (site_id, dependent_type, dependent_id);

create table holdfast.dependency_declined (
  site_id uuid not null,
  proposal_key text not null,
  declined_by uuid not null,
  declined_at timestamptz not null default now(),
  reason text not null,
  primary key (site_id, proposal_key)
);

create table holdfast.essential_item (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  list text not null check (list in ('asset', 'information', 'application')),
  name text not null,
  owner_id uuid,
  impact text,
  protect text[] not null default '{}' check (protect <@ array['confidentiality', 'integrity', 'availability']),
  asset_id uuid,
  service_id uuid,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id),
  foreign key (site_id, service_id) references holdfast.service (site_id, id)
);
create unique index essential_item_asset on holdfast.essential_item (site_id, asset_id) where list = 'asset' and ended_at is null;

create table holdfast.scope_object (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  kind text not null check (kind in ('machine', 'cell', 'line', 'area')),
  boundary text not null,
  owner_id uuid,
  area_id uuid,
  zone_ids uuid[] not null default '{}',
  asset_ids uuid[] not null default '{}',
  service_ids uuid[] not null default '{}',
  supplier_ids uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, area_id) references holdfast.area (site_id, id)
);
create unique index scope_object_name on holdfast.scope_object (site_id, lower(name)) where ended_at is null;

create table holdfast.snapshot (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  taken_at timestamptz not null default now(),
  taken_by uuid,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  counts jsonb not null,
  content bytea not null,
  entry_id uuid not null,
  primary key (site_id, id)
);
comment on table holdfast.snapshot is 'immutable: nobody but the owner of the tables may change or delete a row';
comment on column holdfast.snapshot.content is 'gzip of the JSON whose SHA-256 stands beside it and in the ledger';
comment on column holdfast.snapshot.taken_by is 'null: taken by the product, once a month';
create index snapshot_taken on holdfast.snapshot (site_id, taken_at desc);

alter table holdfast.finding drop constraint finding_kind_check;
alter table holdfast.finding add constraint finding_kind_check
  check (kind in ('new_device', 'unapproved_flow', 'conduit_without_list', 'changing_command', 'retired_seen', 'unknown_internet'));

grant select, insert, update, delete on holdfast.service, holdfast.service_host, holdfast.dependency, holdfast.dependency_declined, holdfast.essential_item, holdfast.scope_object to holdfast_app;
grant select, insert on holdfast.snapshot to holdfast_app;
