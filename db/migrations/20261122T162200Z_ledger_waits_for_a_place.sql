-- role: holdfast_ledger
-- What waits says for which place, and is sealed into the log that is open there: an act need not look up its log. Nothing that waits can be lost
-- from sight: what cannot be sealed, because its place has no log or its id is sealed already, is set aside and named (`ledger.aside`).

drop view ledger.plain;
drop view ledger.pending;
drop view ledger.payload;
alter table ledger.waiting disable trigger refuse_all_but_parting;
alter table ledger.waiting rename column log_id to place;
update ledger.waiting w set place = coalesce(l.site_id, '00000000-0000-0000-0000-000000000000') from ledger.log l where l.id = w.place;
alter table ledger.waiting enable always trigger refuse_all_but_parting;

-- Whether what waits under this id, for this place, can be sealed.
create function ledger.will_be_sealed(p_id uuid, p_place uuid) returns boolean
  language sql stable
  return (select e.log_id from ledger.entry e where e.id = p_id) is null and (select p.log_id from ledger.place p where p.place = p_place) is not null;

-- What waits and cannot be sealed. Looks for each row by index: few wait, and many are sealed.
create view ledger.aside as
  select w.id, w.place, w.inserted_at,
    case when (select e.log_id from ledger.entry e where e.id = w.id) is not null then 'sealed already' else 'no log' end as why
  from ledger.waiting w
  where (select e.log_id from ledger.entry e where e.id = w.id) is not null or (select p.log_id from ledger.place p where p.place = w.place) is null;
grant select on ledger.aside to holdfast_app, holdfast_sequencer;

-- What waits to be sealed, as it would be sealed now; without a log where its place has none.
create view ledger.pending as
  select c.id, c.log_id, c.subject_type, c.subject_id, c.body, coalesce(c.leaf, sha256('\x00'::bytea || c.body)) as leaf, c.inserted_at
  from (
    select w.id, l.log_id, w.subject_type, w.subject_id, w.leaf, w.inserted_at,
      coalesce(w.body, ledger.compose(w.id, nullif(w.place, '00000000-0000-0000-0000-000000000000'), w.at, w.told, w.facts, w.content,
        coalesce(w.commitments, case when w.behind is null then '' end, ledger.commitments_of(array_prepend(w.behind, w.behinds))),
        coalesce(w.before, ledger.last_sealed(l.log_id, w.subject_type, w.subject_id)))) as body
    from (
      select s.*, lag(s.id) over (partition by s.place, s.subject_type, s.subject_id order by s.inserted_at, s.id) as before
      from (select p.id, p.place, coalesce(p.subject_type, split_part(p.told, ' ', 2)) as subject_type,
          coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject_id, p.body, p.leaf, p.inserted_at, p.at, p.told, p.facts, p.content,
          p.behind, p.behinds, p.commitments
        from ledger.waiting p where (select e.log_id from ledger.entry e where e.id = p.id) is null) as s) as w
    left join ledger.place l on l.place = w.place) as c;
grant select on ledger.pending to holdfast_app, holdfast_sequencer;

-- What stands behind the commitments of entries, sealed or not.
create view ledger.payload as
  select entry_id, n, salt, payload, erased_at, erased_by, reason_entry from ledger.erasable
  union all
  select w.id, (b.n - 1)::smallint, substring(b.bytes for 32), substring(b.bytes from 33), null, null, null
  from ledger.waiting w cross join lateral unnest(array_prepend(w.behind, w.behinds)) with ordinality as b (bytes, n)
  where w.behind is not null and (select e.log_id from ledger.entry e where e.id = w.id) is null;
grant select on ledger.payload to holdfast_app;

-- Where an entry without content is left, with one commitment or none, and short. Asks of the row that is kept what `ledger.append_next` asks, but
-- for the log of its place; nothing is read from it. What cannot be read as jsonb could not be sealed.
create view ledger.plain as
  select w.id, w.place, w.at, w.told, w.facts, w.behind from ledger.waiting w
  where w.told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
    and octet_length(w.told) < 2000 and octet_length(w.facts) < 8000 and jsonb_typeof(w.facts::jsonb) = 'object'
    and w.facts is json object with unique keys
    and w.at >= '1970-01-01 00:00:00+00' and w.at < '9999-12-31 00:00:00+00'
    and (octet_length(w.behind) < 32) is not true
    and not exists (select from ledger.entry e where e.id = w.id)
  with check option;
grant insert on ledger.plain to holdfast_app;

-- Appends an entry that is long, has content or several commitments, within the caller's transaction. What it is given comes as canonical JSON
-- (RFC 8785), `p_behind` and `p_behinds` as salt || payload of each commitment. No sequential scans: a plan made while little is sealed would read
-- all that is sealed later.
create or replace function ledger.append_next(p_site uuid, p_id uuid, p_at timestamptz, p_told text, p_facts text, p_content text, p_behind bytea,
  p_behinds bytea[]) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
  insert into ledger.waiting (id, place, at, told, facts, data, content, behind, behinds) values (
    case
      when p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
        and octet_length(p_told) < 2000 and octet_length(p_facts) < 8000 and p_facts is json object with unique keys and p_content is null
        and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
        and coalesce(octet_length(p_behind), 32) >= 32 and p_behinds is null
        then p_id
      else ledger.admit(p_site, p_id, p_at, p_told, p_facts, p_content, p_behind, p_behinds)
    end,
    coalesce(
      (select l.place from ledger.place l
        where l.place = coalesce(p_site, '00000000-0000-0000-0000-000000000000') and not exists (select from ledger.entry e where e.id = p_id)),
      ledger.refuse_place(p_site, p_id)),
    p_at, p_told, p_facts, p_facts::jsonb, p_content, p_behind, p_behinds);
$$;

-- Writes a checked entry whose bytes were given, and what stands behind its commitments; its log must be the latest of its place.
create or replace function ledger.keep_entry(p_log uuid, p_id uuid, p_entry jsonb, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[])
  returns void
  language plpgsql
as $$
declare
  its uuid;
begin
  select p.place into its from ledger.place p where p.log_id = p_log;
  if not found then
    raise exception 'the log % takes no more entries', p_log using errcode = 'check_violation';
  end if;
  if octet_length(p_body) > 60000 or p_leaf is distinct from sha256('\x00'::bytea || p_body) then
    raise exception 'entry % is not of its leaf hash', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.waiting (id, place, subject_type, subject_id, body, leaf)
    select p_id, its, p_entry -> 'subject' ->> 'type', p_entry -> 'subject' ->> 'id', p_body, p_leaf
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

-- Empties salts and payloads, within the act whose entry tells of it. Which entry that is, `ledger.require_erasing_entry` asks at the commit.
-- What was erased before stays as it is, and so does what is set aside under a sealed id. Returns how many were erased now.
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
  for unsealed in select w.id, array_prepend(w.behind, w.behinds) as behind from ledger.waiting w
    where w.id = any(p_entries) and w.behind is not null and (select e.log_id from ledger.entry e where e.id = w.id) is null for update loop
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

-- At the commit: the erasing entry was appended in this very transaction and will be sealed (which an older snapshot
-- cannot tell), by who erased, tells of two people, and of just what was erased.
create or replace function ledger.require_erasing_entry() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  entry jsonb;
begin
  select case
      when p.told is null then convert_from(p.body, 'UTF8')::jsonb
      else jsonb_build_object('kind', split_part(p.told, ' ', 1), 'actor', split_part(p.told, ' ', 3), 'facts', coalesce(p.data, p.facts::jsonb))
    end into entry from ledger.waiting p
    where p.id = new.reason_entry and p.xmin = pg_current_xact_id()::xid and ledger.will_be_sealed(p.id, p.place)
      and current_setting('transaction_isolation') = 'read committed';
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

-- What waits may go only where it is sealed: byte for byte where bytes were given, else as composed from its parts (after one entry or none),
-- and its payloads have rows of their own. Asked once for all rows of a statement. `ledger.seal` has just composed it and need not again.
create or replace function ledger.refuse_unsealed_delete() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  lost uuid;
begin
  select g.id into lost from gone g left join ledger.entry e on e.id = g.id
    where e.id is null or case
        when g.told is null then e.body <> g.body or e.leaf <> g.leaf
        when current_user = 'holdfast_ledger' then false
        else e.body <> ledger.compose(g.id, nullif(g.place, '00000000-0000-0000-0000-000000000000'), g.at, g.told, g.facts, g.content, coalesce(g.commitments,
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

-- Seals at most `p_limit` entries of a log: dense indexes, chains, bodies, facts, payloads, and the nodes they complete; returns how many. One at
-- a time for a log, and only for the latest of its place. An id that is already sealed stays where it is: it would stop every other entry. Runs as the ledger's owner: whoever seals
-- needs no right to write, nor to read payloads. Joins by index only: a plan is kept, and made when little is sealed it would read all of it later.
create or replace function ledger.seal(p_log uuid, p_limit integer) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off
  set plan_cache_mode = force_generic_plan
as $$
declare
  its uuid;
  site uuid;
  size bigint;
  sealed integer;
  depth integer := 1;
  lost record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_log, 0));
  select p.place, nullif(p.place, '00000000-0000-0000-0000-000000000000') into its, site from ledger.place p where p.log_id = p_log;
  if not found then
    return 0;
  end if;
  select coalesce(max(e.idx) + 1, 0) into size from ledger.entry e where e.log_id = p_log;
  -- What the tree stands on must be there, or nothing may be put upon it.
  select l as level, (size >> l) - 1 as k into lost from generate_series(1, 52) as l
    where size >> l & 1 = 1 and not exists (select from ledger.node n where n.log_id = p_log and n.level = l and n.k = (size >> l) - 1)
    order by l desc limit 1;
  if found then
    raise exception 'node %/% is not stored', lost.level, lost.k using errcode = 'data_corrupted';
  end if;
  with batch as materialized (
    select b.*, size + row_number() over (order by b.inserted_at, b.id) - 1 as idx
    from (
      select b.*, lag(b.id) over (partition by b.type, b.subject order by b.inserted_at, b.id) as before
      from (
        select p.id, p.inserted_at, p.at, p.told, p.facts, p.data, p.content, p.behind, p.behinds, p.commitments, p.body, p.leaf,
          coalesce(p.subject_type, split_part(p.told, ' ', 2)) as type, coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject,
          case when p.told is null then convert_from(p.body, 'UTF8')::jsonb end as given
        from ledger.waiting p
        where p.place = its and (select e.log_id from ledger.entry e where e.id = p.id) is null
        order by p.inserted_at, p.id limit p_limit) as b) as b
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
      coalesce(b.given ->> 'actor', split_part(b.told, ' ', 3)), coalesce(b.at, (b.given ->> 'at')::timestamptz), coalesce(b.data, b.facts::jsonb, b.given -> 'facts')
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
  -- A plan of another connection that looks for an id was perhaps made when all ids stood on one page: this has it made anew.
  if size < 1000 and size + sealed >= 1000 then
    analyze ledger.entry (id);
  end if;
  return sealed;
end
$$;
