-- Requests to erase personal data, and legal holds that forbid it.
create table holdfast.legal_hold (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  scope text not null check (scope in ('person', 'site', 'period', 'evidence_item')),
  held_person_id uuid,
  item_id uuid,
  from_at timestamptz,
  until_at timestamptz,
  reason text not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text,
  primary key (site_id, id),
  check ((scope = 'person') = (held_person_id is not null)),
  check ((scope = 'evidence_item') = (item_id is not null)),
  check ((scope = 'period') = (from_at is not null and until_at is not null)),
  check (from_at < until_at),
  check (num_nulls(lifted_by, lifted_at, lift_reason) in (0, 3))
);

create table holdfast.erasure (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  of text not null check (of in ('person', 'entry')),
  erased_person_id uuid,
  entry_id uuid,
  ground text not null,
  parts text[] not null,
  reason text not null,
  payloads jsonb not null,
  places jsonb not null,
  remains jsonb not null,
  state text not null check (state in ('waiting', 'erased', 'refused', 'withdrawn', 'expired')),
  approval_id uuid,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  decided_by uuid,
  decided_at timestamptz,
  erasing_entry uuid,
  primary key (site_id, id),
  check ((of = 'person') = (erased_person_id is not null)),
  check ((of = 'entry') = (entry_id is not null)),
  check ((state = 'erased') = (erasing_entry is not null))
);
comment on column holdfast.erasure.payloads is 'what the ledger empties, ids only: [[entry id, n], ...]';
comment on column holdfast.erasure.places is 'what other tables empty: {place: rows}';
comment on column holdfast.erasure.remains is 'what stays and how much of it: {reason: rows}';

grant select, insert, update on holdfast.legal_hold, holdfast.erasure to holdfast_app;
