-- Who answers for what: appointments to seats, role cards, responsibilities per activity, the four parties, IT and OT, deputies of single points of failure.
create table holdfast.appointment (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  role text not null,
  site_id uuid,
  area_id uuid,
  person_id uuid not null,
  deputy_id uuid,
  mandate text,
  competence text,
  resources text,
  starts_at timestamptz not null,
  until_at timestamptz,
  state text not null check (state in ('proposed', 'accepted', 'declined', 'withdrawn')),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  handover_remark text,
  follows uuid,
  card_version text,
  card_language text,
  card_read_at timestamptz,
  version integer not null default 1,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id),
  foreign key (organisation_id, deputy_id) references holdfast.person (organisation_id, id),
  foreign key (organisation_id, site_id) references holdfast.site (organisation_id, id),
  check (area_id is null or site_id is not null),
  check (deputy_id is null or deputy_id <> person_id),
  check (until_at is null or until_at > starts_at)
);
create index appointment_seat on holdfast.appointment (organisation_id, site_id, role, area_id);
create index appointment_person on holdfast.appointment (organisation_id, person_id);
-- A seat waits for one answer at a time.
create unique index appointment_proposed on holdfast.appointment (organisation_id, role, site_id, area_id) nulls not distinct where state = 'proposed' and ended_at is null;

create table holdfast.person_reach (
  organisation_id uuid not null,
  person_id uuid not null,
  phone text,
  second_phone text,
  remark text,
  changed_at timestamptz not null default now(),
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);
comment on table holdfast.person_reach is 'how a person is called; theirs to change';

create table holdfast.role_setting (
  site_id uuid primary key,
  preset text not null,
  languages text[] not null default '{}',
  chosen_by uuid not null,
  chosen_at timestamptz not null default now()
);

create table holdfast.role_card_text (
  site_id uuid not null,
  role text not null,
  language text not null check (language in ('en', 'de')),
  text text not null,
  version integer not null,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (site_id, role, language)
);
comment on column holdfast.role_card_text.version is 'the same in all languages once translated; a lower one lags';

create table holdfast.raci (
  site_id uuid not null,
  activity_id text not null,
  accountable text not null,
  responsible text[] not null,
  consulted text[] not null,
  informed text[] not null,
  cause_type text check (cause_type in ('finding', 'exercise')),
  cause_id text,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (site_id, activity_id),
  check ((cause_type is null) = (cause_id is null))
);

create table holdfast.party (
  site_id uuid not null,
  asset_id uuid not null,
  part text not null check (part in ('operator', 'manufacturer', 'integrator', 'service_provider')),
  is_own boolean not null default false,
  supplier_id uuid,
  company text,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id, asset_id, part),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id) on delete cascade,
  foreign key (site_id, supplier_id) references holdfast.supplier (site_id, id) on delete cascade,
  check (is_own::int + (supplier_id is not null)::int + (company is not null)::int = 1)
);
create index party_supplier on holdfast.party (site_id, supplier_id);

create table holdfast.coordination_answer (
  site_id uuid not null,
  question text not null check (question in ('decides', 'prioritises', 'reports', 'controls_contractors')),
  person_id uuid not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id, question)
);

create table holdfast.escalation_step (
  site_id uuid not null,
  position integer not null check (position between 1 and 20),
  role text,
  person_id uuid,
  wait_minutes integer not null check (wait_minutes between 1 and 1440),
  primary key (site_id, position),
  check ((role is null) <> (person_id is null))
);

create table holdfast.escalation_test (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  started_by uuid not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (site_id, id)
);

create table holdfast.escalation_call (
  site_id uuid not null,
  test_id uuid not null,
  position integer not null,
  person_id uuid,
  wait_minutes integer not null,
  outcome text not null default 'open' check (outcome in ('open', 'reached', 'not_reached', 'nobody')),
  answered_at timestamptz,
  noted_by uuid,
  primary key (site_id, test_id, position),
  foreign key (site_id, test_id) references holdfast.escalation_test (site_id, id)
);

create table holdfast.deputy_plan (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  ref text not null,
  person_id uuid not null,
  deputy_id uuid,
  remark text not null,
  due_at timestamptz not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, kind, ref, person_id)
);
