-- role: holdfast_ledger
-- Each parameter, check and lookup of an append is paid by every act: a place's open log has a row of its own, the version is told with the
-- names, no content is null, and what stands behind the first commitment, mostly the only one, is bytes and no array.

-- The log of a site that takes entries, its latest epoch; all zeros: the organisation's.
create table ledger.place (
  place uuid primary key,
  log_id uuid not null
);
create function ledger.refuse_wrong_place() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if new.log_id is distinct from (select l.id from ledger.log l
    where coalesce(l.site_id, '00000000-0000-0000-0000-000000000000') = new.place order by l.epoch desc limit 1) then
    raise exception 'ledger.place %: another log is its latest', new.place using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create function ledger.keep_place() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ledger.place (place, log_id)
    select coalesce(l.site_id, '00000000-0000-0000-0000-000000000000'), l.id from ledger.log l
    where l.site_id is not distinct from new.site_id order by l.epoch desc limit 1
    on conflict (place) do update set log_id = excluded.log_id;
  return null;
end
$$;
insert into ledger.place (place, log_id)
  select distinct on (1) coalesce(l.site_id, '00000000-0000-0000-0000-000000000000'), l.id from ledger.log l order by 1, l.epoch desc;
create trigger keep_place after insert on ledger.log for each row execute function ledger.keep_place();
create trigger refuse_wrong_place before insert or update on ledger.place for each row execute function ledger.refuse_wrong_place();
create trigger refuse_change before delete on ledger.place for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.place for each statement execute function ledger.refuse_change();
alter table ledger.log enable always trigger keep_place;
alter table ledger.place enable always trigger refuse_wrong_place;
alter table ledger.place enable always trigger refuse_change;
alter table ledger.place enable always trigger refuse_truncate;

alter table ledger.waiting disable trigger refuse_all_but_parting;
alter table ledger.waiting rename behind to behinds;
alter table ledger.waiting add behind bytea;
update ledger.waiting set told = told || ' ' || coalesce(version::text, '') where told is not null;
update ledger.waiting set behind = behinds[1], behinds = nullif(behinds[2:], '{}') where behinds is not null;
drop view ledger.pending;
drop view ledger.payload;
drop function ledger.compose(uuid, uuid, timestamptz, text, bigint, text, text, text, uuid);
drop function ledger.append_next(uuid, uuid, timestamptz, text, bigint, text, text, bytea[]);
drop function ledger.admit(uuid, uuid, timestamptz, text, bigint, text, text, bytea[]);
alter table ledger.waiting drop version;

-- A body from its parts, canonical JSON (RFC 8785).
create function ledger.compose(p_id uuid, p_site uuid, p_at timestamptz, p_told text, p_facts text, p_content text,
  p_commitments text, p_prev uuid) returns bytea
  language sql stable
  return convert_to(format(
    '{"actor":"%s","at":"%s","commitments":[%s],"content":%s,"facts":%s,"id":"%s","kind":"%s","prev":%s,"site":%s,"subject":{"id":"%s","type":"%s","version":%s},"v":1,"via":"%s"}',
    split_part(p_told, ' ', 3), to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_commitments, coalesce(p_content, '[]'),
    p_facts, p_id, split_part(p_told, ' ', 1), coalesce('"' || p_prev || '"', 'null'), coalesce('"' || p_site || '"', 'null'),
    split_part(p_told, ' ', 5), split_part(p_told, ' ', 2), coalesce(nullif(split_part(p_told, ' ', 6), '')::numeric::text, 'null'), split_part(p_told, ' ', 4)), 'UTF8');

-- What waits to be sealed, as it would be sealed now.
create view ledger.pending as
  select c.id, c.log_id, c.subject_type, c.subject_id, c.body, coalesce(c.leaf, sha256('\x00'::bytea || c.body)) as leaf, c.inserted_at
  from (
    select w.id, w.log_id, w.subject_type, w.subject_id, w.leaf, w.inserted_at,
      coalesce(w.body, ledger.compose(w.id, l.site_id, w.at, w.told, w.facts, w.content,
        coalesce(w.commitments, case when w.behind is null then '' end, ledger.commitments_of(array_prepend(w.behind, w.behinds))),
        coalesce(w.before, ledger.last_sealed(w.log_id, w.subject_type, w.subject_id)))) as body
    from (
      select s.*, lag(s.id) over (partition by s.log_id, s.subject_type, s.subject_id order by s.inserted_at, s.id) as before
      from (select p.id, p.log_id, coalesce(p.subject_type, split_part(p.told, ' ', 2)) as subject_type,
          coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject_id, p.body, p.leaf, p.inserted_at, p.at, p.told, p.facts, p.content,
          p.behind, p.behinds, p.commitments
        from ledger.waiting p) as s) as w
    left join ledger.log l on l.id = w.log_id) as c;

-- What stands behind the commitments of entries, sealed or not.
create view ledger.payload as
  select entry_id, n, salt, payload, erased_at, erased_by, reason_entry from ledger.erasable
  union all
  select w.id, (b.n - 1)::smallint, substring(b.bytes for 32), substring(b.bytes from 33), null, null, null
  from ledger.waiting w cross join lateral unnest(array_prepend(w.behind, w.behinds)) with ordinality as b (bytes, n)
  where w.behind is not null;

-- The id of an entry whose parts are what they must be, in full; raises for another. What is no fact in jsonb could not be sealed; a year has
-- four digits; names need no escape in JSON. The number is the bytes of a body without its parts, the longest `prev` in it.
create function ledger.admit(p_site uuid, p_id uuid, p_at timestamptz, p_told text, p_facts text, p_content text, p_behind bytea,
  p_behinds bytea[])
  returns uuid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  given bigint := (p_behind is not null)::integer + coalesce(cardinality(p_behinds), 0);
begin
  if not coalesce(
    p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
      and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
      and p_facts is json object with unique keys and jsonb_typeof(p_facts::jsonb) = 'object'
      and (p_content is null or p_content is json array with unique keys and jsonb_typeof(p_content::jsonb) = 'array')
      and coalesce(octet_length(p_behind), 32) >= 32
      and (p_behinds is null or p_behind is not null
        and (select every(b is not null and octet_length(b) >= 32) from unnest(p_behinds) as x (b))),
    false
  ) then
    raise exception 'entry % lacks a field', p_id using errcode = 'check_violation';
  end if;
  if 245 + octet_length(p_told) - 5 + (case when p_told like '% ' then 4 else 0 end) + octet_length(p_facts) + coalesce(octet_length(p_content), 2)
    + given * 67 - least(given, 1) + (case when p_site is null then 4 else 38 end) > 60000 then
    raise exception 'entry % is longer than 60000 bytes', p_id using errcode = 'check_violation';
  end if;
  return p_id;
end
$$;

-- Appends an entry of a subject to the site's (or the organisation's) log, within the caller's transaction; it follows what of its subject is
-- sealed before it. `p_told` is kind, subject's type, actor, via, subject's id and version (nothing: none); `p_facts` and `p_content` (null:
-- none) come as canonical JSON (RFC 8785); `p_behind` is salt || payload of the first commitment, `p_behinds` of the others. One statement
-- of one table. The condition says of most acts what `ledger.admit` says of all. A plan made while little is sealed must not read all that
-- is sealed later: hence no sequential scans.
create function ledger.append_next(p_site uuid, p_id uuid, p_at timestamptz, p_told text, p_facts text, p_content text,
  p_behind bytea, p_behinds bytea[]) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
  insert into ledger.waiting (id, log_id, at, told, facts, data, content, behind, behinds) values (
    case
      when p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
        and octet_length(p_told) < 2000 and octet_length(p_facts) < 8000 and p_facts is json object with unique keys and p_content is null
        and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
        and coalesce(octet_length(p_behind), 32) >= 32 and p_behinds is null
        then p_id
      else ledger.admit(p_site, p_id, p_at, p_told, p_facts, p_content, p_behind, p_behinds)
    end,
    coalesce(
      (select l.log_id from ledger.place l
        where l.place = coalesce(p_site, '00000000-0000-0000-0000-000000000000') and not exists (select from ledger.entry e where e.id = p_id)),
      ledger.refuse_place(p_site, p_id)),
    p_at, p_told, p_facts, p_facts::jsonb, p_content, p_behind, p_behinds);
$$;

-- The only change of what waits: its payloads get rows of their own, to be erased there.
create or replace function ledger.refuse_all_but_parting() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if (to_jsonb(new) - '{behind,behinds,commitments}'::text[]) is distinct from (to_jsonb(old) - '{behind,behinds,commitments}'::text[])
    or old.behind is null or num_nonnulls(new.behind, new.behinds) > 0
    or new.commitments is distinct from ledger.commitments_of(array_prepend(old.behind, old.behinds))
    or 1 + coalesce(cardinality(old.behinds), 0) <> (select count(*) from ledger.erasable x where x.entry_id = old.id) then
    raise exception 'ledger.waiting % is append-only: update refused', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
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
        else e.body <> ledger.compose(g.id, l.site_id, g.at, g.told, g.facts, g.content, coalesce(g.commitments,
          case when g.behind is null then '' end, ledger.commitments_of(array_prepend(g.behind, g.behinds))), (convert_from(e.body, 'UTF8')::jsonb ->> 'prev')::uuid)
      end
      or g.behind is not null and 1 + coalesce(cardinality(g.behinds), 0) <> (select count(*) from ledger.erasable x where x.entry_id = g.id)
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
  for unsealed in select w.id, array_prepend(w.behind, w.behinds) as behind from ledger.waiting w where w.id = any(p_entries) and w.behind is not null for update loop
    insert into ledger.erasable (entry_id, n, salt, payload)
      select unsealed.id, o - 1, substring(b for 32), substring(b from 33) from unnest(unsealed.behind) with ordinality as x (b, o);
    update ledger.waiting set behind = null, behinds = null, commitments = ledger.commitments_of(unsealed.behind) where id = unsealed.id;
  end loop;
  update ledger.erasable e set salt = null, payload = null, erased_at = now(), erased_by = p_by, reason_entry = p_reason_entry
    from (select distinct u.entry_id, u.n from unnest(p_entries, p_ns) as u (entry_id, n)) wanted
    where e.entry_id = wanted.entry_id and e.n = wanted.n and e.erased_at is null;
  get diagnostics erased = row_count;
  return erased;
end
$$;

-- Seals at most `p_limit` entries of a log: dense indexes, chains, bodies, facts, payloads, and the nodes they complete; returns how many. One at
-- a time for a log. An id that is already sealed stays where it is: it would stop every other entry. Runs as the ledger's owner: whoever seals
-- need not read payloads.
create or replace function ledger.seal(p_log uuid, p_limit integer) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
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
      select p.id, p.inserted_at, p.at, p.told, p.facts, p.data, p.content, p.behind, p.behinds, p.commitments, p.body, p.leaf,
        coalesce(p.subject_type, split_part(p.told, ' ', 2)) as type, coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject,
        case when p.told is null then convert_from(p.body, 'UTF8')::jsonb end as given
      from ledger.waiting p
      where p.log_id = p_log and not exists (select from ledger.entry e where e.id = p.id)
      order by p.inserted_at, p.id limit p_limit) as b
  ), bodies as (
    select b.id, b.idx, b.leaf, coalesce(b.body, ledger.compose(b.id, site, b.at, b.told, b.facts, b.content,
      case when b.commitments is not null then b.commitments when b.behind is null then ''
        when b.behinds is null then '"' || encode(sha256(b.behind), 'hex') || '"'
        else ledger.commitments_of(array_prepend(b.behind, b.behinds)) end,
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
    select b.id, 0, substring(b.behind for 32), substring(b.behind from 33) from batch b where b.behind is not null
    union all
    select b.id, x.o, substring(x.b for 32), substring(x.b from 33) from batch b cross join lateral unnest(b.behinds) with ordinality as x (b, o)
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

revoke all on function ledger.compose, ledger.admit, ledger.append_next from public;
grant execute on function ledger.append_next to holdfast_app;
grant execute on function ledger.compose to holdfast_app, holdfast_sequencer;
grant select on ledger.pending to holdfast_app, holdfast_sequencer;
grant select on ledger.payload to holdfast_app;
grant select on ledger.place to holdfast_app, holdfast_sequencer;
revoke all on function ledger.refuse_wrong_place, ledger.keep_place from public;
