-- Maintenance windows: when work may touch running zones, and the one person who says yes to it. A window without an approver cannot be kept.
create table holdfast.maintenance_window (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  title text not null,
  work text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  impact text not null check (impact in ('none', 'slower', 'stops')),
  zone_ids uuid[] not null default '{}',
  approver_id uuid not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'cancelled')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  planned_by uuid not null,
  version integer not null default 1,
  primary key (site_id, id),
  unique (site_id, number),
  check (ends_at > starts_at)
);
create index maintenance_window_starts on holdfast.maintenance_window (site_id, starts_at);
grant select, insert, update on holdfast.maintenance_window to holdfast_app;
