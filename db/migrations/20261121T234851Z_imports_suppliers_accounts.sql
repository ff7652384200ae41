-- Imports with their dry run, suppliers and what they service, shared and local accounts, and where a plant's NetBox is.
create table holdfast.import (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('asset', 'person', 'supplier', 'account')),
  source text not null check (source in ('sheet', 'project_file', 'netbox')),
  name text not null,
  state text not null check (state in ('read', 'planned', 'applied', 'undone')),
  sha256 text not null,
  size_bytes bigint not null,
  notes jsonb not null default '{}',
  columns jsonb not null,
  mapping jsonb not null default '{}',
  take boolean not null default false,
  plan_sha256 text,
  counts jsonb not null default '{}',
  rows integer not null,
  added_by uuid not null,
  added_at timestamptz not null default now(),
  planned_at timestamptz,
  applied_by uuid,
  applied_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  primary key (site_id, id),
  check ((state in ('applied', 'undone')) = (applied_at is not null))
);
comment on column holdfast.import.take is 'where the sheet differs from a person or from traffic, the sheet wins';
comment on column holdfast.import.plan_sha256 is 'of file, mapping and every planned row: applying names it, so that nothing else is applied';
create index import_added on holdfast.import (site_id, added_at desc);

create table holdfast.import_row (
  site_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  place text,
  cells jsonb not null,
  more jsonb not null default '[]',
  outcome text check (outcome in ('add', 'change', 'same', 'conflict', 'error')),
  label text,
  subject_id uuid,
  planned jsonb,
  undo jsonb,
  primary key (site_id, import_id, row_number),
  foreign key (site_id, import_id) references holdfast.import (site_id, id)
);
create index import_row_outcome on holdfast.import_row (site_id, import_id, outcome);
create index import_row_subject on holdfast.import_row (site_id, subject_id) where undo is not null;

create table holdfast.supplier (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number text,
  name text not null,
  country text check (country ~ '^[A-Z]{2}$'),
  contact_name text,
  contact_email text,
  contact_phone text,
  services text,
  remark text,
  state text not null default 'active' check (state in ('active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (site_id, id)
);
create unique index supplier_number on holdfast.supplier (site_id, lower(number)) where number is not null;
create unique index supplier_name on holdfast.supplier (site_id, lower(name));

create table holdfast.supplier_asset (
  site_id uuid not null,
  supplier_id uuid not null,
  asset_id uuid not null,
  primary key (site_id, supplier_id, asset_id),
  foreign key (site_id, supplier_id) references holdfast.supplier (site_id, id) on delete cascade,
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id) on delete cascade
);
create index supplier_asset_asset on holdfast.supplier_asset (site_id, asset_id);

create table holdfast.account (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  system text not null,
  asset_id uuid,
  login text not null,
  kind text not null check (kind in ('shared', 'local', 'service', 'vendor', 'emergency')),
  holder_id uuid,
  holder text,
  purpose text,
  last_reviewed date,
  state text not null default 'active' check (state in ('active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (site_id, id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
comment on table holdfast.account is 'who holds which shared or local account; never a password';
create unique index account_login on holdfast.account (site_id, lower(system), lower(login));

create table holdfast.netbox (
  site_id uuid not null,
  base_url text not null,
  ca_pem text,
  token_sealed text not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id)
);
comment on column holdfast.netbox.token_sealed is 'AES-256-GCM under a key in a file only the server reads; never told again';

grant select, insert, update, delete on holdfast.import, holdfast.import_row, holdfast.supplier, holdfast.supplier_asset, holdfast.account, holdfast.netbox to holdfast_app;
