-- Holdfast's own backups: where they go and for whom they are encrypted, and what became of each.
create table holdfast.backup_setting (
  organisation_id uuid not null references holdfast.organisation (id),
  folder text,
  keep integer not null default 14 check (keep between 1 and 1000),
  warn_days integer not null default 2 check (warn_days between 1 and 90),
  recovery_key text,
  recovery_key_made_at timestamptz,
  primary key (organisation_id)
);

create table holdfast.backup_run (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  state text not null check (state in ('running', 'made', 'failed')),
  began_at timestamptz not null default now(),
  ended_at timestamptz,
  path text,
  size_bytes bigint,
  sha256 text,
  entries bigint,
  fault text,
  checked_at timestamptz,
  check_fault text,
  removed_at timestamptz,
  primary key (organisation_id, id)
);
create index backup_run_newest on holdfast.backup_run (organisation_id, began_at desc);

grant select, insert, update, delete on holdfast.backup_setting, holdfast.backup_run to holdfast_app;
