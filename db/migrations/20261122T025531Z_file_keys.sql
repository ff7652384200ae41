-- Files are encrypted at rest, a key each; what belongs to which of them, when each was last read and found whole, and findings of those that are not.

-- A row is the point from which a file is there. `replaced` and a name in `receiving_as` of a kept file are the steps of one move that a
-- restart ends. Of `handed_over` files people hold the keys (two keys), of `destroyed` ones nobody does.
create table platform.file_key (
  file_id uuid primary key default uuidv7(),
  state text not null check (state in ('receiving', 'kept', 'plain', 'replaced', 'handed_over', 'destroyed')),
  receiving_as uuid unique,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint,
  master_id text,
  wrapped_key bytea,
  is_sensitive boolean not null default false,
  sealed_sha256 text check (sealed_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now(),
  kept_at timestamptz,
  ended_at timestamptz,
  checked_at timestamptz,
  whole_at timestamptz,
  fault text check (fault in ('missing', 'changed', 'key_missing')),
  fault_at_byte bigint,
  fault_since timestamptz,
  check ((state in ('receiving', 'plain')) or sha256 is not null),
  check (wrapped_key is not null or state in ('plain', 'replaced', 'handed_over', 'destroyed')),
  check (wrapped_key is null or state in ('receiving', 'kept', 'replaced'))
);
create unique index file_key_content on platform.file_key (sha256) where state in ('kept', 'plain', 'handed_over');
create index file_key_of_content on platform.file_key (sha256);
grant select, insert, update, delete on platform.file_key to holdfast_app;

create table holdfast.kept_file (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  of_type text not null check (of_type ~ '^[a-z_]+$'),
  of_id uuid not null,
  kept_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, sha256, of_type, of_id)
);
grant select, insert, update, delete on holdfast.kept_file to holdfast_app;

alter table holdfast.finding drop constraint finding_kind_check, add constraint finding_kind_check
  check (kind in ('new_device', 'unapproved_flow', 'conduit_without_list', 'changing_command', 'retired_seen', 'unknown_internet', 'file_damaged'));
alter table holdfast.finding drop constraint finding_subject_type_check, add constraint finding_subject_type_check
  check (subject_type in ('asset', 'flow', 'conduit', 'file'));

-- What older versions kept, plain: a job encrypts it.
insert into holdfast.kept_file (site_id, sha256, name, of_type, of_id, kept_at)
  select site_id, sha256, name, 'capture', id, coalesce(finished_at, added_at) from holdfast.capture where sha256 is not null;
insert into holdfast.kept_file (site_id, sha256, name, of_type, of_id, kept_at)
  select distinct on (r.site_id, p ->> 'sha256', r.walk_down_id) r.site_id, p ->> 'sha256', coalesce(a.name, '?'), 'walk_down', r.walk_down_id, r.read_at
  from holdfast.walk_down_reading r cross join lateral jsonb_array_elements(r.photos) p
  left join holdfast.asset a on a.site_id = r.site_id and a.id = r.asset_id
  on conflict do nothing;
insert into platform.file_key (state, sha256, kept_at)
  select 'plain', sha256, min(kept_at) from holdfast.kept_file group by sha256;
