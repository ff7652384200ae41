-- role: holdfast_ledger
-- A plain act leaves its row through a view: one statement with a plan of its own, no function that is set up anew for each act. Its facts are
-- not kept twice while they wait. What waits goes with fewer lookups.

grant execute on function ledger.refuse_plain(uuid), ledger.refuse_place(uuid, uuid) to holdfast_app;

-- Where an entry without content is left, with one commitment or none, and short. Nothing is read from it. `site_id` null: the organisation.
create view ledger.plain as
  select null::uuid as site_id, w.id, w.at, w.told, w.facts, w.behind from ledger.waiting w where false;

-- Appends as `ledger.append_next` does, with the rights of the ledger's owner. What it refuses that would be refused by `ledger.admit` too, but
-- for the length. What cannot be read as jsonb could not be sealed.
create rule append as on insert to ledger.plain do instead
  insert into ledger.waiting (id, log_id, at, told, facts, behind) values (
    case
      when new.told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
        and octet_length(new.told) < 2000 and octet_length(new.facts) < 8000 and new.facts is json object with unique keys
        and jsonb_typeof(new.facts::jsonb) = 'object'
        and new.at >= '1970-01-01 00:00:00+00' and new.at < '9999-12-31 00:00:00+00'
        and (octet_length(new.behind) < 32) is not true
        then new.id
      else ledger.refuse_plain(new.id)
    end,
    coalesce(
      (select l.log_id from ledger.place l
        where l.place = coalesce(new.site_id, '00000000-0000-0000-0000-000000000000') and not exists (select from ledger.entry e where e.id = new.id)),
      ledger.refuse_place(new.site_id, new.id)),
    new.at, new.told, new.facts, new.behind);
grant insert on ledger.plain to holdfast_app;
drop function ledger.append_plain(uuid, uuid, timestamptz, text, text, bytea);

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
      else jsonb_build_object('kind', split_part(p.told, ' ', 1), 'actor', split_part(p.told, ' ', 3), 'facts', coalesce(p.data, p.facts::jsonb))
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

-- What waits may go only where it is sealed: byte for byte where bytes were given, else as composed from its parts (after one entry or none),
-- and its payloads have rows of their own. Asked once for all rows of a statement. `ledger.seal` has just composed it and need not again.
create or replace function ledger.refuse_unsealed_delete() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  lost uuid;
begin
  select g.id into lost from gone g left join ledger.entry e on e.id = g.id and e.log_id = g.log_id
    where e.id is null or case
        when g.told is null then e.body <> g.body or e.leaf <> g.leaf
        when current_user = 'holdfast_ledger' then false
        else e.body <> ledger.compose(g.id, (select l.site_id from ledger.log l where l.id = g.log_id), g.at, g.told, g.facts, g.content, coalesce(g.commitments,
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
-- a time for a log. An id that is already sealed stays where it is: it would stop every other entry. Runs as the ledger's owner: whoever seals
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
    select b.*, size + row_number() over (order by b.inserted_at, b.id) - 1 as idx
    from (
      select b.*, lag(b.id) over (partition by b.type, b.subject order by b.inserted_at, b.id) as before
      from (
        select p.id, p.inserted_at, p.at, p.told, p.facts, p.data, p.content, p.behind, p.behinds, p.commitments, p.body, p.leaf,
          coalesce(p.subject_type, split_part(p.told, ' ', 2)) as type, coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject,
          case when p.told is null then convert_from(p.body, 'UTF8')::jsonb end as given
        from ledger.waiting p
        where p.log_id = p_log and (select e.log_id from ledger.entry e where e.id = p.id) is null
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
