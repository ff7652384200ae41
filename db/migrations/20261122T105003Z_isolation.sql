-- Isolation cards: how each zone is cut off, who decides, what must hold before it comes back, and when that was last tried.
create table holdfast.isolation_card (
  site_id uuid not null,
  zone_id uuid not null,
  steps jsonb not null,
  side_effects text not null,
  decider_role text not null,
  decider_id uuid,
  conduit_ids uuid[] not null default '{}',
  return_condition text not null,
  state text not null default 'draft' check (state in ('draft', 'approved')),
  approved_by uuid,
  approved_at timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (site_id, zone_id),
  check ((state = 'approved') = (approved_by is not null))
);
create table holdfast.isolation_drill (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  zone_id uuid not null,
  window_id uuid not null,
  state text not null default 'running' check (state in ('running', 'ended', 'stopped')),
  responders jsonb not null,
  probes jsonb not null,
  results jsonb,
  result text check (result in ('as_expected', 'differs')),
  started_by uuid not null,
  started_at timestamptz not null default now(),
  until_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (site_id, id),
  unique (site_id, number),
  check ((state = 'ended') = (result is not null))
);
create index isolation_drill_zone on holdfast.isolation_drill (site_id, zone_id, ended_at);
grant select, insert, update on holdfast.isolation_card, holdfast.isolation_drill to holdfast_app;
