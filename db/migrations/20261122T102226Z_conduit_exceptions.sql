-- Connections beside the list: each with a reason, an owner and a day on which it closes or is escalated (E12).
create table holdfast.conduit_exception (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  conduit_id uuid not null,
  rule jsonb not null,
  reason text not null,
  owner_id uuid not null,
  expires_at timestamptz not null,
  on_expiry text not null check (on_expiry in ('closes', 'escalates')),
  state text not null check (state in ('proposed', 'in_force', 'refused', 'withdrawn', 'closed', 'escalated', 'ended')),
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  decided_at timestamptz,
  reviewed_at timestamptz,
  ended_at timestamptz,
  primary key (site_id, id),
  unique (site_id, number),
  foreign key (site_id, conduit_id) references holdfast.conduit (site_id, id),
  foreign key (site_id, approval_id) references holdfast.approval (site_id, id)
);
create index conduit_exception_conduit on holdfast.conduit_exception (site_id, conduit_id) where state in ('in_force', 'escalated');
grant select, insert, update on holdfast.conduit_exception to holdfast_app;
