-- Shifts, who is on them, who is on call, and what one shift hands to the next.
create table holdfast.shift (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  starts text not null check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends text not null check (ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  position integer not null,
  is_kept boolean not null default true,
  primary key (site_id, id)
);
comment on column holdfast.shift.starts is 'the wall clock of the site';

create table holdfast.roster_pattern (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  starts_on date not null,
  ends_on date,
  cycle_days integer not null check (cycle_days between 1 and 366),
  slots jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  primary key (site_id, id)
);

create table holdfast.roster_entry (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  on_date date not null,
  shift_id uuid not null,
  role text not null,
  way text not null check (way in ('on_shift', 'on_call')),
  person_id uuid,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id, id),
  unique nulls not distinct (site_id, on_date, shift_id, role, way, person_id),
  foreign key (site_id, shift_id) references holdfast.shift (site_id, id)
);

create table holdfast.handover (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  shift_id uuid,
  on_date date not null,
  open_points text not null,
  watch text,
  given_by uuid not null,
  given_at timestamptz not null default now(),
  taken_by uuid,
  taken_at timestamptz,
  primary key (site_id, id),
  check ((taken_by is null) = (taken_at is null)),
  check (taken_by is null or taken_by <> given_by)
);
create index handover_given on holdfast.handover (site_id, given_at desc);

grant select, insert, update on holdfast.shift, holdfast.roster_pattern, holdfast.handover to holdfast_app;
grant select, insert, update, delete on holdfast.roster_entry to holdfast_app;
