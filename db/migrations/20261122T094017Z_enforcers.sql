-- Enforcers: Linux firewalls that hold conduits; what they were ordered, which lists they try or keep, and what they say.
create table holdfast.enforcer (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  layout text not null check (layout in ('routed', 'bridged')),
  outside text not null default 'pass' check (outside in ('pass', 'drop')),
  confirm_within_s integer not null default 120 check (confirm_within_s between 10 and 3600),
  confirms_itself boolean not null default false,
  code_hash bytea,
  code_expires_at timestamptz,
  enrolled_at timestamptz,
  certificate_fingerprint text,
  sequence bigint not null default 0,
  seen_at timestamptz,
  report jsonb,
  silence_told boolean not null default false,
  registered_by uuid not null,
  registered_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (site_id, id)
);
create unique index enforcer_name on holdfast.enforcer (site_id, name) where ended_at is null;
create index enforcer_code on holdfast.enforcer (code_hash) where code_hash is not null;

-- The zones it stands between; `interface` is its port towards the zone, where the zone has one of its own.
create table holdfast.enforcer_zone (
  site_id uuid not null,
  enforcer_id uuid not null,
  zone_id uuid not null,
  interface text,
  primary key (site_id, enforcer_id, zone_id),
  foreign key (site_id, enforcer_id) references holdfast.enforcer (site_id, id),
  foreign key (site_id, zone_id) references holdfast.zone (site_id, id) on delete cascade
);

-- What became of a list on one enforcer. `view` is what was compiled; the envelope is the signed order that brought it.
create table holdfast.enforcer_list (
  site_id uuid not null,
  enforcer_id uuid not null,
  list_sequence bigint not null,
  list_sha256 text not null,
  policy jsonb not null,
  versions jsonb not null,
  state text not null check (state in ('offered', 'waiting', 'confirmed', 'rolled_back', 'withdrawn', 'past')),
  rolled_out_by text not null,
  rolled_out_at timestamptz not null default now(),
  applied_at timestamptz,
  due_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  confirmation text,
  ended_at timestamptz,
  why text,
  primary key (site_id, enforcer_id, list_sequence),
  foreign key (site_id, enforcer_id) references holdfast.enforcer (site_id, id)
);

-- Every order that was signed; the envelope of the newest ones only.
create table holdfast.enforcer_policy (
  site_id uuid not null,
  enforcer_id uuid not null,
  sequence bigint not null,
  list_sequence bigint not null,
  modes jsonb not null,
  ruleset_sha256 text not null,
  envelope text,
  made_at timestamptz not null default now(),
  primary key (site_id, enforcer_id, sequence),
  foreign key (site_id, enforcer_id) references holdfast.enforcer (site_id, id)
);

grant select, insert, update on holdfast.enforcer to holdfast_app;
grant select, insert, update, delete on holdfast.enforcer_zone to holdfast_app;
grant select, insert, update on holdfast.enforcer_list to holdfast_app;
grant select, insert, update on holdfast.enforcer_policy to holdfast_app;
