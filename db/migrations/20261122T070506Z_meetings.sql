-- Meetings: called for a period, held with who was there, minutes with decisions and actions, signed by each; the backlog of investments; what the board decided.
alter table holdfast.activity_run alter run_by type uuid using run_by::uuid;
grant delete on holdfast.calendar_feed to holdfast_app;

create table holdfast.meeting (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  site_id uuid,
  kind text not null check (kind in ('monthly_review', 'resilience_committee', 'board_day')),
  period_from date not null,
  period_until date not null,
  planned_at timestamptz not null,
  state text not null check (state in ('planned', 'held', 'signing', 'closed', 'called_off')),
  quorum integer not null check (quorum > 0),
  agenda jsonb,
  fixed_items jsonb not null default '{}' check (jsonb_typeof(fixed_items) = 'object'),
  minutes text,
  minutes_sha256 text,
  called_by uuid not null,
  called_at timestamptz not null,
  held_at timestamptz,
  closed_at timestamptz,
  end_reason text,
  ended_by uuid,
  primary key (organisation_id, id),
  check (period_until >= period_from)
);
create index meeting_of_site on holdfast.meeting (organisation_id, site_id, planned_at);
comment on column holdfast.meeting.minutes_sha256 is 'what those present sign: the record of the meeting, canonical';

create table holdfast.meeting_attendee (
  organisation_id uuid not null references holdfast.organisation (id),
  meeting_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('member', 'guest')),
  presence text check (presence in ('present', 'excused', 'absent')),
  signed_at timestamptz,
  primary key (organisation_id, meeting_id, person_id),
  foreign key (organisation_id, meeting_id) references holdfast.meeting (organisation_id, id)
);

create table holdfast.meeting_decision (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  meeting_id uuid not null,
  number integer not null check (number > 0),
  text text not null,
  outcome text not null check (outcome in ('accepted', 'rejected', 'postponed')),
  primary key (organisation_id, id),
  unique (organisation_id, meeting_id, number),
  foreign key (organisation_id, meeting_id) references holdfast.meeting (organisation_id, id)
);

create table holdfast.meeting_action (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  meeting_id uuid not null,
  number integer not null check (number > 0),
  title text not null,
  owner_id uuid not null,
  due_on date not null,
  done_at timestamptz,
  done_by uuid,
  done_remark text,
  told_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, meeting_id, number),
  foreign key (organisation_id, meeting_id) references holdfast.meeting (organisation_id, id)
);
create index meeting_action_open on holdfast.meeting_action (organisation_id, due_on) where done_at is null;

create table holdfast.investment (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  site_id uuid,
  title text not null,
  kind text not null check (kind in ('bastion', 'segmentation', 'gateway', 'other')),
  cost_eur numeric(14, 2) check (cost_eur >= 0),
  budget_year integer check (budget_year between 2000 and 2200),
  is_earmarked boolean not null default false,
  reasons jsonb not null check (jsonb_typeof(reasons) = 'array'),
  state text not null check (state in ('proposed', 'approved', 'rejected', 'done')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (organisation_id, id)
);
comment on column holdfast.investment.reasons is 'what pays for it: findings, audit findings, missed activities, by type and id';

create table holdfast.board_target (
  organisation_id uuid not null references holdfast.organisation (id),
  version integer not null check (version > 0),
  appetite text not null check (appetite in ('averse', 'cautious', 'open')),
  statement text not null,
  targets jsonb not null check (jsonb_typeof(targets) = 'object'),
  state text not null check (state in ('proposed', 'signed', 'withdrawn')),
  meeting_id uuid,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  signed_by uuid,
  signed_at timestamptz,
  primary key (organisation_id, version)
);

grant select, insert, update on holdfast.meeting, holdfast.meeting_attendee, holdfast.meeting_action, holdfast.investment, holdfast.board_target to holdfast_app;
grant select, insert, update, delete on holdfast.meeting_decision to holdfast_app;
grant delete on holdfast.meeting_attendee, holdfast.meeting_action to holdfast_app;
