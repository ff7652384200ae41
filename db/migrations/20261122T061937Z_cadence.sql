-- Cadence: what comes round in which rhythm, each time it was done or missed, who was told, calendars read outside, audits and OT tests.
create table holdfast.working_calendar (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  site_id uuid,
  weekdays smallint[] not null,
  region text,
  closed jsonb not null check (jsonb_typeof(closed) = 'array'),
  primary key (organisation_id, id),
  unique nulls not distinct (organisation_id, site_id)
);
comment on table holdfast.working_calendar is 'site_id null: for every site without one of its own';

create table holdfast.activity (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  site_id uuid,
  "of" text,
  title text,
  rhythm jsonb,
  rhythm_from timestamptz not null,
  escalation jsonb not null,
  owner_role text,
  owner_id uuid,
  ended_at timestamptz,
  primary key (organisation_id, id),
  check (("of" is null) <> (title is null))
);
comment on column holdfast.activity."of" is 'its id in the law''s list; null for one of the plant''s own';
create unique index activity_of on holdfast.activity (organisation_id, coalesce(site_id, '00000000-0000-0000-0000-000000000000'), "of") where ended_at is null;

create table holdfast.activity_run (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('done', 'missed')),
  at timestamptz not null,
  planned date,
  result text check (result in ('as_planned', 'with_findings', 'not_passed')),
  run_by text,
  remark text,
  primary key (organisation_id, id),
  foreign key (organisation_id, activity_id) references holdfast.activity (organisation_id, id)
);
create index activity_run_of on holdfast.activity_run (organisation_id, activity_id, at);
create unique index activity_run_missed on holdfast.activity_run (organisation_id, activity_id, planned) where kind = 'missed';

create table holdfast.activity_step (
  organisation_id uuid not null references holdfast.organisation (id),
  activity_id uuid not null,
  planned date not null,
  step text not null,
  told_at timestamptz not null,
  primary key (organisation_id, activity_id, planned, step),
  foreign key (organisation_id, activity_id) references holdfast.activity (organisation_id, id)
);

create table holdfast.calendar_feed (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  person_id uuid not null,
  site_id uuid,
  token_sha256 bytea not null check (octet_length(token_sha256) = 32),
  made_at timestamptz not null default now(),
  last_read_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, token_sha256)
);
comment on column holdfast.calendar_feed.token_sha256 is 'the address itself is shown once and kept nowhere';

create table holdfast.audit (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('audit', 'ot_test')),
  title text not null,
  scope text not null,
  approach text not null check (approach in ('passive', 'active')),
  active_reason text,
  window_from timestamptz,
  window_until timestamptz,
  planned_on date not null,
  led_by uuid,
  auditor text,
  state text not null check (state in ('planned', 'held', 'closed', 'called_off')),
  held_on date,
  closed_at timestamptz,
  planned_by uuid not null,
  planned_at timestamptz not null,
  end_remark text,
  ended_by uuid,
  primary key (organisation_id, id),
  check (approach = 'passive' or (active_reason is not null and window_from is not null and window_until > window_from))
);
create index audit_of_site on holdfast.audit (organisation_id, site_id, planned_on);

create table holdfast.audit_finding (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  audit_id uuid not null,
  number integer not null check (number > 0),
  title text not null,
  severity text not null check (severity in ('note', 'minor', 'major')),
  requirement_id text,
  measure text,
  owner_id uuid,
  due_on date,
  closed_at timestamptz,
  closed_by uuid,
  closed_remark text,
  primary key (organisation_id, id),
  unique (organisation_id, audit_id, number),
  foreign key (organisation_id, audit_id) references holdfast.audit (organisation_id, id)
);

grant select, insert, update on holdfast.working_calendar, holdfast.activity, holdfast.calendar_feed, holdfast.audit, holdfast.audit_finding to holdfast_app;
grant select, insert on holdfast.activity_step to holdfast_app;
grant select, insert, update (remark) on holdfast.activity_run to holdfast_app;
