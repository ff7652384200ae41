-- What facts of the ledger prove, derived from them alone and made anew at any time; and what people say about a requirement by hand.
create table holdfast.evidence_mark (
  site_id uuid not null,
  source text not null,
  subject_id text not null,
  at timestamptz not null,
  log_id uuid not null,
  idx bigint not null,
  effect text not null check (effect in ('proves', 'ends', 'member', 'gone')),
  primary key (site_id, source, subject_id, at, log_id, idx)
);
comment on column holdfast.evidence_mark.site_id is 'the site, or the nil id for the organisation''s own log';
comment on column holdfast.evidence_mark.source is 'a binding''s id, or population:<id>';

create table holdfast.evidence_latest (
  site_id uuid not null,
  source text not null,
  subject_id text not null,
  at timestamptz not null,
  log_id uuid not null,
  idx bigint not null,
  effect text not null check (effect in ('proves', 'ends', 'member', 'gone')),
  primary key (site_id, source, subject_id)
);

create table holdfast.evidence_cursor (
  site_id uuid not null,
  log_id uuid not null,
  next_idx bigint not null check (next_idx >= 0),
  version text not null,
  primary key (site_id, log_id)
);

create table holdfast.requirement_statement (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('evidence', 'not_applicable', 'assumption', 'test')),
  requirement_id text,
  artefact text,
  standard text,
  control_id text,
  text text not null,
  method text,
  result text check (result in ('works', 'partly', 'fails')),
  kpi text,
  until_on date,
  tested_on date,
  next_on date,
  file_sha256 text,
  file_name text,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  primary key (site_id, id),
  check ((kind = 'test') = (control_id is not null)),
  check ((kind = 'test') = (requirement_id is null)),
  check ((kind = 'evidence') = (until_on is not null))
);
create index requirement_statement_of on holdfast.requirement_statement (site_id, requirement_id);

grant select, insert, update, delete on holdfast.evidence_mark, holdfast.evidence_latest, holdfast.evidence_cursor to holdfast_app;
grant select, insert, update on holdfast.requirement_statement to holdfast_app;
