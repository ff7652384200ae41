-- Scope: legal entities and their establishments, what they answered, signed decisions, registration, change notices, orders of authorities.
create table holdfast.legal_entity (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  country text not null check (country ~ '^[A-Z]{2}$'),
  is_maker boolean not null default false,
  is_machine_builder boolean not null default false,
  worldwide_turnover_eur double precision check (worldwide_turnover_eur >= 0),
  cer_notice_dated date,
  cer_notice_received date,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  state text not null default 'active' check (state in ('active', 'retired')),
  version integer not null default 1,
  added_at timestamptz not null,
  primary key (organisation_id, id)
);
create unique index legal_entity_name on holdfast.legal_entity (organisation_id, lower(name));
comment on column holdfast.legal_entity.answers is 'as the questions of scope ask them; what follows is computed';

create table holdfast.legal_establishment (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  entity_id uuid not null,
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  site_id uuid,
  primary key (organisation_id, id),
  unique (organisation_id, site_id),
  foreign key (organisation_id, entity_id) references holdfast.legal_entity (organisation_id, id)
);
create index legal_establishment_of on holdfast.legal_establishment (organisation_id, entity_id);
comment on column holdfast.legal_establishment.site_id is 'a site here belongs to one legal entity; null: a place without Holdfast';

create table holdfast.scope_decision (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  entity_id uuid not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  outcome text not null check (outcome in ('out', 'important', 'essential', 'critical')),
  deciding_rule text not null,
  country text not null,
  in_scope_from date,
  law_as_of date not null,
  answers jsonb not null,
  reason text,
  primary key (organisation_id, id),
  foreign key (organisation_id, entity_id) references holdfast.legal_entity (organisation_id, id)
);
create index scope_decision_of on holdfast.scope_decision (organisation_id, entity_id, decided_at);

create table holdfast.legal_registration (
  organisation_id uuid not null references holdfast.organisation (id),
  entity_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  authority text,
  number text not null,
  registered_on date not null,
  primary key (organisation_id, entity_id, country),
  foreign key (organisation_id, entity_id) references holdfast.legal_entity (organisation_id, id)
);

create table holdfast.registration_change (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  entity_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  what text[] not null check (cardinality(what) > 0),
  changed_on date not null,
  due_on date,
  told_on date,
  reference text,
  primary key (organisation_id, id),
  foreign key (organisation_id, entity_id) references holdfast.legal_entity (organisation_id, id)
);
create index registration_change_of on holdfast.registration_change (organisation_id, entity_id);

create table holdfast.authority_order (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  entity_id uuid not null,
  site_id uuid,
  authority text not null,
  kind text not null check (kind in ('information', 'audit', 'instruction', 'remedy', 'inform', 'publish', 'stop', 'other')),
  title text not null,
  reference text,
  received_on date not null,
  deadline_on date,
  closed_on date,
  primary key (organisation_id, id),
  foreign key (organisation_id, entity_id) references holdfast.legal_entity (organisation_id, id)
);
create index authority_order_of on holdfast.authority_order (organisation_id, entity_id);

create table holdfast.authority_measure (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null,
  order_id uuid not null,
  title text not null,
  owner_id uuid,
  due_on date,
  closed_on date,
  evidence_entry_id uuid,
  remark text,
  primary key (organisation_id, id),
  foreign key (organisation_id, order_id) references holdfast.authority_order (organisation_id, id),
  check ((closed_on is null) = (evidence_entry_id is null))
);
create index authority_measure_of on holdfast.authority_measure (organisation_id, order_id);
comment on column holdfast.authority_measure.evidence_entry_id is 'the entry of the ledger that shows it was done';

grant select, insert, update on holdfast.legal_entity, holdfast.legal_registration, holdfast.registration_change, holdfast.authority_order, holdfast.authority_measure to holdfast_app;
grant select, insert, delete on holdfast.legal_establishment to holdfast_app;
grant select, insert, update (reason) on holdfast.scope_decision to holdfast_app;
