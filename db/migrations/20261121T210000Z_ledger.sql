-- The ledger: an append-only Merkle log per site and one for the organisation. Its own schema and owner; the server may read it and append.

create schema ledger authorization holdfast_ledger;
set local role holdfast_ledger;

-- `site_id` is null for the organisation's log. A restored backup opens the next epoch, `.../e2`.
create table ledger.log (
  id uuid primary key,
  site_id uuid,
  origin text not null unique check (length(origin) between 1 and 255 and origin !~ '[[:space:][:cntrl:]+]'),
  epoch integer not null check (epoch >= 1),
  created_at timestamptz not null default now(),
  unique nulls not distinct (site_id, epoch),
  check (right(origin, length('/e' || epoch)) = '/e' || epoch)
);

-- Written inside the act's own transaction; no lock is shared with other acts. `inserted_at` is the wall clock, not the transaction's start:
-- an act that waited for a subject's row comes after the act it waited for.
create table ledger.pending (
  id uuid primary key,
  log_id uuid not null references ledger.log,
  subject_type text not null,
  subject_id text not null,
  body bytea not null check (octet_length(body) <= 60000),
  leaf bytea not null check (octet_length(leaf) = 32),
  inserted_at timestamptz not null default clock_timestamp(),
  -- RFC 6962, 2.1: MTH({d}) = SHA-256(0x00 || d)
  check (leaf = sha256('\x00'::bytea || body))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
create index pending_order on ledger.pending (log_id, inserted_at, id);
create index pending_subject on ledger.pending (log_id, subject_type, subject_id);

create table ledger.entry (
  log_id uuid not null,
  idx bigint not null check (idx >= 0),
  id uuid not null unique,
  body bytea not null check (octet_length(body) <= 60000),
  leaf bytea not null check (octet_length(leaf) = 32),
  primary key (log_id, idx),
  check (leaf = sha256('\x00'::bytea || body))
);

-- Only perfect subtrees, level 1 and up: (k + 1) * 2^level <= size. Level 0 are the entries' leaves.
create table ledger.node (
  log_id uuid not null,
  level smallint not null check (level between 1 and 52),
  k bigint not null check (k >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (log_id, level, k)
);

-- What evidence and "as of" query. One row an entry, rebuildable from its body.
create table ledger.fact (
  site_id uuid,
  kind text not null,
  subject_type text not null,
  subject_id text not null,
  actor text not null,
  at timestamptz not null,
  log_id uuid not null,
  idx bigint not null,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  primary key (log_id, idx)
);
create index fact_kind on ledger.fact (site_id, kind, at);
create index fact_subject on ledger.fact (log_id, subject_type, subject_id, idx);

-- `note` is the signed text; `size` and `root` repeat what it says.
create table ledger.checkpoint (
  log_id uuid not null references ledger.log,
  size bigint not null check (size > 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  tsa bytea,
  published_at timestamptz not null default now(),
  primary key (log_id, size)
);

-- What stands behind an entry's commitments, `n` counting them from 0: SHA-256(salt || payload). Erasing empties salt and payload.
create table ledger.erasable (
  entry_id uuid not null,
  n smallint not null check (n >= 0),
  salt bytea check (octet_length(salt) = 32),
  payload bytea,
  erased_at timestamptz,
  erased_by text,
  reason_entry uuid,
  primary key (entry_id, n),
  check (num_nulls(salt, payload) + num_nonnulls(erased_at, erased_by, reason_entry) in (0, 5))
);

create function ledger.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end
$$;

-- A pending entry may go only where it is sealed, byte for byte.
create function ledger.refuse_unsealed_delete() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select from ledger.entry e where e.id = old.id and e.log_id = old.log_id and e.leaf = old.leaf) then
    raise exception 'ledger.pending % is not sealed: delete refused', old.id using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;

-- The only change of an erasable row is its erasure.
create function ledger.refuse_all_but_erasure() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if old.erased_at is not null or new.erased_at is null or (new.entry_id, new.n) is distinct from (old.entry_id, old.n) then
    raise exception 'ledger.erasable % may only be erased, once: update refused', old.entry_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger refuse_change before update or delete on ledger.log for each row execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.entry for each row execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.node for each row execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.fact for each row execute function ledger.refuse_change();
create trigger refuse_change before update or delete on ledger.checkpoint for each row execute function ledger.refuse_change();
create trigger refuse_change before update on ledger.pending for each row execute function ledger.refuse_change();
create trigger refuse_unsealed_delete before delete on ledger.pending for each row execute function ledger.refuse_unsealed_delete();
create trigger refuse_all_but_erasure before update on ledger.erasable for each row execute function ledger.refuse_all_but_erasure();
create trigger refuse_change before delete on ledger.erasable for each row execute function ledger.refuse_change();

create trigger refuse_truncate before truncate on ledger.log for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.pending for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.entry for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.node for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.fact for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.checkpoint for each statement execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.erasable for each statement execute function ledger.refuse_change();

-- A plain trigger sleeps while session_replication_role is `replica`; these do not.
do $$
declare
  guard record;
begin
  for guard in
    select t.tgname, t.tgrelid::regclass as guarded from pg_trigger t
      join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'ledger'::regnamespace and not t.tgisinternal
  loop
    execute format('alter table %s enable always trigger %I', guard.guarded, guard.tgname);
  end loop;
end
$$;

-- Opens a log; one per site and epoch, and one per epoch for the organisation.
create function ledger.open_log(p_id uuid, p_site uuid, p_origin text, p_epoch integer) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.log (id, site_id, origin, epoch) values (p_id, p_site, p_origin, p_epoch);
$$;

-- Appends an entry, within the caller's transaction. `p_salts` and `p_payloads` stand behind the body's commitments, in their order.
-- Every field a fact is derived from is checked here: the sequencer must never stumble over an entry.
create function ledger.append(p_log uuid, p_id uuid, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  entry jsonb;
  log_site uuid;
begin
  if octet_length(p_body) > 60000 or not convert_from(p_body, 'UTF8') is json object with unique keys then
    raise exception 'entry is not one JSON object of at most 60000 bytes' using errcode = 'check_violation';
  end if;
  entry := convert_from(p_body, 'UTF8')::jsonb;
  if not coalesce(
    jsonb_typeof(entry -> 'kind') = 'string'
      and jsonb_typeof(entry -> 'actor') = 'string'
      and jsonb_typeof(entry -> 'subject' -> 'type') = 'string'
      and jsonb_typeof(entry -> 'subject' -> 'id') = 'string'
      and jsonb_typeof(entry -> 'facts') = 'object'
      and jsonb_typeof(entry -> 'commitments') = 'array'
      and entry ->> 'at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
      and pg_input_is_valid(entry ->> 'at', 'timestamptz')
      and entry ->> 'id' = p_id::text,
    false
  ) then
    raise exception 'entry % lacks a field or carries another id', p_id using errcode = 'check_violation';
  end if;
  select site_id into strict log_site from ledger.log where id = p_log;
  if entry ->> 'site' is distinct from log_site::text then
    raise exception 'entry % belongs to another site''s log', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.pending (id, log_id, subject_type, subject_id, body, leaf)
    values (p_id, p_log, entry -> 'subject' ->> 'type', entry -> 'subject' ->> 'id', p_body, p_leaf);
  if exists (select from ledger.entry e where e.id = p_id) then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  if cardinality(p_salts) = 0 and cardinality(p_payloads) = 0 and entry -> 'commitments' = '[]' then
    return;
  end if;
  insert into ledger.erasable (entry_id, n, salt, payload)
    select p_id, o - 1, s, p from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
  if entry -> 'commitments' is distinct from (
    select jsonb_agg(encode(sha256(salt || payload), 'hex') order by n) from ledger.erasable where entry_id = p_id
  ) then
    raise exception 'entry % commits to something else than was given', p_id using errcode = 'check_violation';
  end if;
end
$$;

revoke all on all functions in schema ledger from public;
grant usage on schema ledger to holdfast_app, holdfast_sequencer;
grant select on all tables in schema ledger to holdfast_app, holdfast_sequencer;
grant execute on function ledger.open_log, ledger.append to holdfast_app;
grant insert on ledger.entry, ledger.node, ledger.fact, ledger.checkpoint to holdfast_sequencer;
grant delete on ledger.pending to holdfast_sequencer;
revoke select on ledger.erasable from holdfast_sequencer;
