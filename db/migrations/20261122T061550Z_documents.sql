-- What a plant has written down: documents in versions, their adoption by sites, who read them; and the naming standard.
create table holdfast.document (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  doc_type text not null,
  title text not null,
  reach text not null check (reach in ('site', 'organisation')),
  main_language text not null check (main_language in ('en', 'de')),
  owner_kind text not null check (owner_kind in ('ciso', 'delegate')),
  owner_id uuid,
  review_months integer not null check (review_months between 1 and 36),
  acknowledge_days integer not null check (acknowledge_days between 30 and 1095),
  audience_roles text[] not null default '{}',
  audience_ids uuid[] not null default '{}',
  begun_by uuid not null,
  begun_at timestamptz not null,
  reviewed_at timestamptz,
  withdrawn_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id),
  check ((owner_kind = 'delegate') = (owner_id is not null))
);
comment on table holdfast.document is 'kept by the site that wrote it; with reach organisation others adopt it';
comment on column holdfast.document.title is 'of the version in force in the main language; before the first, as it was begun';
comment on column holdfast.document.reviewed_at is 'approved or found still right, whichever was last';
create index document_reach on holdfast.document (site_id) where reach = 'organisation';

create table holdfast.document_version (
  site_id uuid not null,
  document_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('proposed', 'approved', 'superseded', 'refused', 'withdrawn', 'expired')),
  texts jsonb not null,
  follows jsonb not null,
  main_changed_in integer not null,
  changes_meaning boolean not null,
  hashes jsonb not null,
  marks jsonb,
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  reason text not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  entry_id uuid,
  primary key (site_id, document_id, number),
  foreign key (site_id, document_id) references holdfast.document (site_id, id),
  foreign key (site_id, approval_id) references holdfast.approval (site_id, id)
);
comment on column holdfast.document_version.texts is 'by language: title and sections';
comment on column holdfast.document_version.follows is 'by language: the version its text was last brought in line with';
comment on column holdfast.document_version.marks is 'since its approval: which language lags or is missing since when';
create unique index document_version_in_force on holdfast.document_version (site_id, document_id) where state = 'approved';
create unique index document_version_waiting on holdfast.document_version (site_id, document_id) where state = 'proposed';

create table holdfast.document_draft (
  site_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  texts jsonb not null,
  base_number integer,
  saved_at timestamptz not null default now(),
  primary key (site_id, document_id, person_id),
  foreign key (site_id, document_id) references holdfast.document (site_id, id)
);

create table holdfast.document_adoption (
  site_id uuid not null,
  document_id uuid not null,
  home_site_id uuid not null,
  state text not null check (state in ('adopted', 'declined')),
  number integer,
  decided_by uuid not null,
  decided_at timestamptz not null,
  reason text not null,
  primary key (site_id, document_id),
  check ((state = 'adopted') = (number is not null))
);
comment on table holdfast.document_adoption is 'a site and a document of the organisation that another site keeps';

create table holdfast.document_reading (
  site_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  home_site_id uuid not null,
  number integer not null,
  language text not null,
  read_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (site_id, document_id, person_id)
);
comment on table holdfast.document_reading is 'the last time a person said that they have read and understood; every time stands in the ledger';

create table holdfast.document_setting (
  site_id uuid not null,
  languages jsonb not null,
  primary key (site_id)
);
comment on column holdfast.document_setting.languages is 'languages the site chose, each since when';

create table holdfast.naming_standard (
  site_id uuid not null,
  patterns jsonb not null,
  area_codes jsonb not null,
  kind_codes jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null,
  primary key (site_id)
);

grant select, insert, update on holdfast.document to holdfast_app;
grant select, insert, update on holdfast.document_version to holdfast_app;
grant select, insert, update, delete on holdfast.document_draft to holdfast_app;
grant select, insert, update on holdfast.document_adoption to holdfast_app;
grant select, insert, update on holdfast.document_reading to holdfast_app;
grant select, insert, update on holdfast.document_setting to holdfast_app;
grant select, insert, update on holdfast.naming_standard to holdfast_app;
