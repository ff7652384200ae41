-- The register of remote access: each permitted way somebody works on the plant from elsewhere (E3, H8, H19). And who answers for what leaves the plant.
create table holdfast.remote_path (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  solution text not null,
  is_door boolean not null default false,
  asset_id uuid,
  service text,
  from_zone_id uuid,
  to_zone_ids uuid[] not null default '{}',
  to_asset_ids uuid[] not null default '{}',
  owner_id uuid not null,
  purpose text not null,
  reviewed_until date not null,
  state text not null default 'in_force' check (state in ('in_force', 'escalated', 'ended')),
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (site_id, id),
  check (num_nonnulls(asset_id, service) = 1),
  check (cardinality(to_zone_ids) + cardinality(to_asset_ids) > 0)
);
create table holdfast.outbound_answer (
  site_id uuid not null,
  conduit_id uuid not null,
  service text not null,
  owner_id uuid not null,
  purpose text not null,
  noted_by uuid not null,
  noted_at timestamptz not null default now(),
  primary key (site_id, conduit_id, service)
);
grant select, insert, update on holdfast.remote_path, holdfast.outbound_answer to holdfast_app;
