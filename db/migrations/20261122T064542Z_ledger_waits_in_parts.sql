-- role: holdfast_ledger
-- An act leaves its parts in one narrow row; body, leaf, chain and the payloads' own rows are made where entries are sealed, hundreds at a time.
-- Measured, an act's own share of all that was most of what evidence cost it.

alter table ledger.pending rename to waiting;
alter index ledger.pending_pkey rename to waiting_pkey;
drop index ledger.pending_subject;
-- `told`: kind, subject's type, actor, via, subject's id. `facts` and `content` as they stand in the body (null: no content), `data` the facts
-- read. `behind`: salt || payload of each commitment, until they have rows of their own; `commitments` what stood behind is gone from here.
-- An entry that was given as bytes has body, leaf and subject instead.
alter table ledger.waiting
  alter subject_type drop not null, alter subject_id drop not null, alter body drop not null, alter leaf drop not null,
  add at timestamptz(3), add told text, add version bigint, add facts text, add data jsonb, add content text, add behind bytea[], add commitments text;

-- What an entry commits to, as its body says it.
create function ledger.commitments_of(p_behind bytea[]) returns text
  language sql immutable
  return (select coalesce(string_agg('"' || encode(sha256(b), 'hex') || '"', ',' order by o), '') from unnest(p_behind) with ordinality as x (b, o));

-- A body from its parts, canonical JSON (RFC 8785).
create function ledger.compose(p_id uuid, p_site uuid, p_at timestamptz, p_told text, p_version bigint, p_facts text, p_content text,
  p_commitments text, p_prev uuid) returns bytea
  language sql stable
  return convert_to(format(
    '{"actor":"%s","at":"%s","commitments":[%s],"content":%s,"facts":%s,"id":"%s","kind":"%s","prev":%s,"site":%s,"subject":{"id":"%s","type":"%s","version":%s},"v":1,"via":"%s"}',
    split_part(p_told, ' ', 3), to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_commitments, coalesce(p_content, '[]'),
    p_facts, p_id, split_part(p_told, ' ', 1), coalesce('"' || p_prev || '"', 'null'), coalesce('"' || p_site || '"', 'null'),
    split_part(p_told, ' ', 5), split_part(p_told, ' ', 2), coalesce(p_version::text, 'null'), split_part(p_told, ' ', 4)), 'UTF8');

-- A subject's latest sealed entry.
create function ledger.last_sealed(p_log uuid, p_type text, p_subject text) returns uuid
  language sql stable
as $$
  select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
    where f.log_id = p_log and f.subject_type = p_type and f.subject_id = p_subject order by f.idx desc limit 1
$$;

-- What waits to be sealed, as it would be sealed now.
create view ledger.pending as
  select c.id, c.log_id, c.subject_type, c.subject_id, c.body, coalesce(c.leaf, sha256('\x00'::bytea || c.body)) as leaf, c.inserted_at
  from (
    select w.id, w.log_id, w.subject_type, w.subject_id, w.leaf, w.inserted_at,
      coalesce(w.body, ledger.compose(w.id, l.site_id, w.at, w.told, w.version, w.facts, w.content,
        coalesce(w.commitments, ledger.commitments_of(w.behind)),
        coalesce(w.before, ledger.last_sealed(w.log_id, w.subject_type, w.subject_id)))) as body
    from (
      select s.*, lag(s.id) over (partition by s.log_id, s.subject_type, s.subject_id order by s.inserted_at, s.id) as before
      from (select p.id, p.log_id, coalesce(p.subject_type, split_part(p.told, ' ', 2)) as subject_type,
          coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject_id, p.body, p.leaf, p.inserted_at, p.at, p.told, p.version, p.facts,
          p.content, p.behind, p.commitments
        from ledger.waiting p) as s) as w
    left join ledger.log l on l.id = w.log_id) as c;

-- What stands behind the commitments of entries, sealed or not.
create view ledger.payload as
  select entry_id, n, salt, payload, erased_at, erased_by, reason_entry from ledger.erasable
  union all
  select w.id, (b.n - 1)::smallint, substring(b.bytes for 32), substring(b.bytes from 33), null, null, null
  from ledger.waiting w cross join lateral unnest(w.behind) with ordinality as b (bytes, n);

-- Raises; in place of a value that must not be.
create function ledger.refuse_place(p_site uuid, p_id uuid) returns uuid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from ledger.entry e where e.id = p_id) then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  raise exception 'no log of the site %', p_site using errcode = 'no_data_found';
end
$$;

-- The id of an entry whose parts are what they must be, in full; raises for another. What is no fact in jsonb could not be sealed; a year has
-- four digits; names need no escape in JSON. The number is the bytes of a body without its parts, the longest `prev` in it.
create function ledger.admit(p_site uuid, p_id uuid, p_at timestamptz, p_told text, p_version bigint, p_facts text, p_content text, p_behind bytea[])
  returns uuid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  given bigint := coalesce(cardinality(p_behind), 0);
begin
  if not coalesce(
    p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+$'
      and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
      and coalesce(p_version, 0) >= 0
      and p_facts is json object with unique keys and p_content is json array with unique keys
      and jsonb_typeof(p_facts::jsonb) = 'object' and jsonb_typeof(p_content::jsonb) = 'array'
      and (p_behind is null or given > 0 and (select every(b is not null and octet_length(b) >= 32) from unnest(p_behind) as x (b))),
    false
  ) then
    raise exception 'entry % lacks a field', p_id using errcode = 'check_violation';
  end if;
  if 245 + octet_length(p_told) - 4 + octet_length(coalesce(p_version::text, 'null')) + octet_length(p_facts) + octet_length(p_content)
    + given * 67 - least(given, 1) + (case when p_site is null then 4 else 38 end) > 60000 then
    raise exception 'entry % is longer than 60000 bytes', p_id using errcode = 'check_violation';
  end if;
  return p_id;
end
$$;

drop function ledger.append_next(uuid, uuid, timestamptz, text, text, text, text, text, bigint, text, text, bytea[], bytea[]);

-- Appends an entry of a subject to the site's (or the organisation's) log, within the caller's transaction; it follows what of its subject is
-- sealed before it. `p_told` is kind, subject's type, actor, via and subject's id; `p_facts` and `p_content` come as canonical JSON (RFC 8785);
-- `p_behind` is salt || payload of each commitment, null for none. One statement of one table: every index, lookup and check more is paid by
-- each act. The condition says of most acts what `ledger.admit` says of all. A plan made while little is sealed must not read all that is
-- sealed later: hence no sequential scans.
create function ledger.append_next(p_site uuid, p_id uuid, p_at timestamptz, p_told text, p_version bigint, p_facts text, p_content text,
  p_behind bytea[]) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
  insert into ledger.waiting (id, log_id, at, told, version, facts, data, content, behind) values (
    case
      when p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+$'
        and octet_length(p_told) < 2000 and octet_length(p_facts) < 8000 and p_facts is json object with unique keys and p_content = '[]'
        and coalesce(p_version, 0) >= 0 and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
        and (p_behind is null or cardinality(p_behind) = 1 and octet_length(p_behind[1]) >= 32)
        then p_id
      else ledger.admit(p_site, p_id, p_at, p_told, p_version, p_facts, p_content, p_behind)
    end,
    coalesce(
      (select l.id from ledger.log l
        where coalesce(l.site_id, '00000000-0000-0000-0000-000000000000') = coalesce(p_site, '00000000-0000-0000-0000-000000000000')
          and not exists (select from ledger.entry e where e.id = p_id)
        order by l.epoch desc limit 1),
      ledger.refuse_place(p_site, p_id)),
    p_at, p_told, p_version, p_facts, p_facts::jsonb, nullif(p_content, '[]'), p_behind);
$$;

-- Writes a checked entry whose bytes were given, and what stands behind its commitments.
create or replace function ledger.keep_entry(p_log uuid, p_id uuid, p_entry jsonb, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[])
  returns void
  language plpgsql
as $$
begin
  if octet_length(p_body) > 60000 or p_leaf is distinct from sha256('\x00'::bytea || p_body) then
    raise exception 'entry % is not of its leaf hash', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.waiting (id, log_id, subject_type, subject_id, body, leaf)
    select p_id, p_log, p_entry -> 'subject' ->> 'type', p_entry -> 'subject' ->> 'id', p_body, p_leaf
    where not exists (select from ledger.entry e where e.id = p_id);
  if not found then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  if cardinality(p_salts) = 0 and cardinality(p_payloads) = 0 and p_entry -> 'commitments' = '[]' then
    return;
  end if;
  if cardinality(p_salts) is distinct from cardinality(p_payloads) or p_entry -> 'commitments' is distinct from (
    select jsonb_agg(encode(sha256(s || p), 'hex') order by o) from unnest(p_salts, p_payloads) with ordinality as x (s, p, o)
      where octet_length(s) = 32
  ) then
    raise exception 'entry % commits to something else than was given', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.erasable (entry_id, n, salt, payload)
    select p_id, o - 1, s, p from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
end
$$;

-- The only change of what waits: its payloads get rows of their own, to be erased there.
create function ledger.refuse_all_but_parting() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if (to_jsonb(new) - 'behind' - 'commitments') is distinct from (to_jsonb(old) - 'behind' - 'commitments') or old.behind is null
    or new.behind is not null or new.commitments is distinct from ledger.commitments_of(old.behind)
    or cardinality(old.behind) <> (select count(*) from ledger.erasable x where x.entry_id = old.id) then
    raise exception 'ledger.waiting % is append-only: update refused', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
drop trigger refuse_change on ledger.waiting;
create trigger refuse_all_but_parting before update on ledger.waiting for each row execute function ledger.refuse_all_but_parting();
alter table ledger.waiting enable always trigger refuse_all_but_parting;

-- What waits may go only where it is sealed: byte for byte where bytes were given, else as composed from its parts (after one entry or none),
-- and its payloads have rows of their own. Asked once for all rows of a statement. `ledger.seal` has just composed it and need not again.
create or replace function ledger.refuse_unsealed_delete() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  lost uuid;
begin
  select g.id into lost from gone g left join ledger.entry e on e.id = g.id and e.log_id = g.log_id left join ledger.log l on l.id = g.log_id
    where e.id is null or case
        when g.told is null then e.body <> g.body or e.leaf <> g.leaf
        when current_user = 'holdfast_ledger' then false
        else e.body <> ledger.compose(g.id, l.site_id, g.at, g.told, g.version, g.facts, g.content,
          coalesce(g.commitments, ledger.commitments_of(g.behind)), (convert_from(e.body, 'UTF8')::jsonb ->> 'prev')::uuid)
      end
      or g.behind is not null and cardinality(g.behind) <> (select count(*) from ledger.erasable x where x.entry_id = g.id)
    limit 1;
  if found then
    raise exception 'ledger.waiting % is not sealed: delete refused', lost using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

-- Empties salts and payloads, within the act whose entry tells of it. Which entry that is, `ledger.require_erasing_entry` asks at the commit.
-- What was erased before stays as it is. Returns how many were erased now.
create or replace function ledger.erase(p_entries uuid[], p_ns smallint[], p_by text, p_reason_entry uuid) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  erased integer;
  unsealed record;
begin
  if cardinality(p_entries) <> cardinality(p_ns) or coalesce(p_by, '') = '' or p_reason_entry is null then
    raise exception 'an erasure names what is erased, by whom and the entry that tells of it' using errcode = 'check_violation';
  end if;
  for unsealed in select w.id, w.behind from ledger.waiting w where w.id = any(p_entries) and w.behind is not null for update loop
    insert into ledger.erasable (entry_id, n, salt, payload)
      select unsealed.id, o - 1, substring(b for 32), substring(b from 33) from unnest(unsealed.behind) with ordinality as x (b, o);
    update ledger.waiting set behind = null, commitments = ledger.commitments_of(unsealed.behind) where id = unsealed.id;
  end loop;
  update ledger.erasable e set salt = null, payload = null, erased_at = now(), erased_by = p_by, reason_entry = p_reason_entry
    from (select distinct u.entry_id, u.n from unnest(p_entries, p_ns) as u (entry_id, n)) wanted
    where e.entry_id = wanted.entry_id and e.n = wanted.n and e.erased_at is null;
  get diagnostics erased = row_count;
  return erased;
end
$$;

-- At the commit: the erasing entry was appended in this very transaction, by who erased, tells of two people, and of just what was erased.
create or replace function ledger.require_erasing_entry() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  entry jsonb;
begin
  select case
      when p.told is null then convert_from(p.body, 'UTF8')::jsonb
      else jsonb_build_object('kind', split_part(p.told, ' ', 1), 'actor', split_part(p.told, ' ', 3), 'facts', p.data)
    end into entry from ledger.waiting p
    where p.id = new.reason_entry and p.xmin = pg_current_xact_id()::xid;
  if not coalesce(
    entry ->> 'kind' = 'personal_data.erased'
      and entry ->> 'actor' = new.erased_by
      and jsonb_typeof(entry -> 'facts' -> 'decided_by') = 'array'
      and jsonb_array_length(entry -> 'facts' -> 'decided_by') > 0
      and not entry -> 'facts' -> 'decided_by' ? (entry -> 'facts' ->> 'asked_by'),
    false
  ) then
    raise exception 'ledger.erasable %: no entry of this transaction tells of its erasure by two people', new.entry_id
      using errcode = 'restrict_violation';
  end if;
  -- The last one of the erasure looks at all of it.
  if exists (select from ledger.erasable e where e.reason_entry = new.reason_entry and (e.entry_id, e.n) > (new.entry_id, new.n)) then
    return null;
  end if;
  if entry -> 'facts' ->> 'payloads_sha256' is distinct from ledger.erased_sha256(new.reason_entry) then
    raise exception 'ledger.erasable %: entry % tells of another erasure', new.entry_id, new.reason_entry using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;

-- Seals at most `p_limit` entries of a log: dense indexes, chains, bodies, facts, payloads, and the nodes they complete; returns how many. One at
-- a time for a log. An id that is already sealed stays where it is: it would stop every other entry. Runs as the ledger's owner: whoever seals
-- need not read payloads.
create or replace function ledger.seal(p_log uuid, p_limit integer) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  site uuid;
  size bigint;
  sealed integer;
  depth integer := 1;
  lost record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_log, 0));
  select l.site_id into site from ledger.log l where l.id = p_log;
  select coalesce(max(e.idx) + 1, 0) into size from ledger.entry e where e.log_id = p_log;
  -- What the tree stands on must be there, or nothing may be put upon it.
  select l as level, (size >> l) - 1 as k into lost from generate_series(1, 52) as l
    where size >> l & 1 = 1 and not exists (select from ledger.node n where n.log_id = p_log and n.level = l and n.k = (size >> l) - 1)
    order by l desc limit 1;
  if found then
    raise exception 'node %/% is not stored', lost.level, lost.k using errcode = 'data_corrupted';
  end if;
  with batch as materialized (
    select b.*, size + row_number() over (order by b.inserted_at, b.id) - 1 as idx,
      lag(b.id) over (partition by b.type, b.subject order by b.inserted_at, b.id) as before
    from (
      select p.id, p.inserted_at, p.at, p.told, p.version, p.facts, p.data, p.content, p.behind, p.commitments, p.body, p.leaf,
        coalesce(p.subject_type, split_part(p.told, ' ', 2)) as type, coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject,
        case when p.told is null then convert_from(p.body, 'UTF8')::jsonb end as given
      from ledger.waiting p
      where p.log_id = p_log and not exists (select from ledger.entry e where e.id = p.id)
      order by p.inserted_at, p.id limit p_limit) as b
  ), bodies as (
    select b.id, b.idx, b.leaf, coalesce(b.body, ledger.compose(b.id, site, b.at, b.told, b.version, b.facts, b.content,
      case when b.commitments is not null then b.commitments when b.behind is null then ''
        when cardinality(b.behind) = 1 then '"' || encode(sha256(b.behind[1]), 'hex') || '"' else ledger.commitments_of(b.behind) end,
      coalesce(b.before, (select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
        where f.log_id = p_log and f.subject_type = b.type and f.subject_id = b.subject order by f.idx desc limit 1)))) as body
    from batch b
  ), facts as (
    insert into ledger.fact (log_id, idx, site_id, kind, subject_type, subject_id, actor, at, data)
    select p_log, b.idx, site, coalesce(b.given ->> 'kind', split_part(b.told, ' ', 1)), b.type, b.subject,
      coalesce(b.given ->> 'actor', split_part(b.told, ' ', 3)), coalesce(b.at, (b.given ->> 'at')::timestamptz), coalesce(b.data, b.given -> 'facts')
    from batch b order by b.idx
  ), payloads as (
    insert into ledger.erasable (entry_id, n, salt, payload)
    select b.id, x.o - 1, substring(x.b for 32), substring(x.b from 33) from batch b cross join lateral unnest(b.behind) with ordinality as x (b, o)
  )
  insert into ledger.entry (log_id, idx, id, body, leaf)
    select p_log, b.idx, b.id, b.body, coalesce(b.leaf, sha256('\x00'::bytea || b.body)) from (select * from bodies offset 0) b order by b.idx;
  get diagnostics sealed = row_count;
  if sealed = 0 then
    return 0;
  end if;
  -- RFC 9162, 2.1.1: HASH(0x01 || left || right). A sibling that is gone makes the hash null, which no node may be.
  insert into ledger.node (log_id, level, k, hash)
    select p_log, 1, e.idx >> 1, case count(*) when 2 then sha256('\x01'::bytea || string_agg(e.leaf, '' order by e.idx)) end
    from ledger.entry e where e.log_id = p_log and e.idx >= size >> 1 << 1 and e.idx < (size + sealed) >> 1 << 1
    group by e.idx >> 1 order by e.idx >> 1;
  while size >> depth + 1 < (size + sealed) >> depth + 1 loop
    insert into ledger.node (log_id, level, k, hash)
      select p_log, depth + 1, n.k >> 1, case count(*) when 2 then sha256('\x01'::bytea || string_agg(n.hash, '' order by n.k)) end
      from ledger.node n where n.log_id = p_log and n.level = depth
        and n.k >= size >> depth + 1 << 1 and n.k < (size + sealed) >> depth + 1 << 1
      group by n.k >> 1 order by n.k >> 1;
    depth := depth + 1;
  end loop;
  delete from ledger.waiting w using ledger.entry e where e.log_id = p_log and e.idx >= size and w.id = e.id;
  return sealed;
end
$$;

revoke all on function ledger.commitments_of, ledger.compose, ledger.last_sealed, ledger.refuse_place, ledger.admit, ledger.append_next, ledger.refuse_all_but_parting
  from public;
grant execute on function ledger.append_next to holdfast_app;
grant execute on function ledger.commitments_of, ledger.compose, ledger.last_sealed to holdfast_app, holdfast_sequencer;
grant select on ledger.pending to holdfast_app, holdfast_sequencer;
grant select on ledger.payload to holdfast_app;
-- Whoever seals must not read what stands behind a commitment.
revoke select on ledger.waiting from holdfast_sequencer;
grant select (id, log_id, inserted_at) on ledger.waiting to holdfast_sequencer;
grant select (entry_id, n) on ledger.erasable to holdfast_sequencer;
