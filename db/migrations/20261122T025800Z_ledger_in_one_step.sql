-- role: holdfast_ledger
-- Appending in one step and sealing in one: the lock of the subject, its previous entry, every check and the row in one statement of the act,
-- sent with its commit; entries, facts, nodes of a batch in one of the sequencer.

-- Whoever appends names a log, and `append` refuses one that is not there; logs are never deleted. The foreign key locked the log's row once
-- for each act, which made acts at the same time wait for each other.
alter table ledger.pending drop constraint pending_log_id_fkey;
-- One check says what three said: a leaf that is a SHA-256 has 32 bytes. Each costs every act.
alter table ledger.pending drop constraint pending_body_check, drop constraint pending_leaf_check, drop constraint pending_check;
alter table ledger.pending add constraint pending_check check (octet_length(body) <= 60000 and leaf = sha256('\x00'::bytea || body));
drop index ledger.pending_subject;
create index pending_subject on ledger.pending (log_id, subject_type, subject_id, inserted_at, id);

-- A pending entry may go only where it is sealed, byte for byte: asked once for all rows of a statement.
drop trigger refuse_unsealed_delete on ledger.pending;
create or replace function ledger.refuse_unsealed_delete() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  lost uuid;
begin
  select g.id into lost from gone g left join ledger.entry e on e.id = g.id
    where (e.log_id, e.body, e.leaf) is distinct from (g.log_id, g.body, g.leaf) limit 1;
  if found then
    raise exception 'ledger.pending % is not sealed: delete refused', lost using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
create trigger refuse_unsealed_delete after delete on ledger.pending
  referencing old table as gone for each statement execute function ledger.refuse_unsealed_delete();
alter table ledger.pending enable always trigger refuse_unsealed_delete;

-- What every entry must be before a log takes it; returns it read. Every field a fact is derived from is checked: the sequencer must never
-- stumble over an entry. This function and the next are called only by those below, which fix the search path.
create function ledger.read_entry(p_site uuid, p_id uuid, p_text text) returns jsonb
  language plpgsql immutable
as $$
declare
  entry jsonb;
begin
  if octet_length(p_text) > 60000 or not p_text is json object with unique keys then
    raise exception 'entry is not one JSON object of at most 60000 bytes' using errcode = 'check_violation';
  end if;
  entry := p_text::jsonb;
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
  if entry ->> 'site' is distinct from p_site::text then
    raise exception 'entry % belongs to another site''s log', p_id using errcode = 'check_violation';
  end if;
  return entry;
end
$$;

-- Writes a checked entry and what stands behind its commitments.
create function ledger.keep_entry(p_log uuid, p_id uuid, p_entry jsonb, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[]) returns void
  language plpgsql
as $$
begin
  insert into ledger.pending (id, log_id, subject_type, subject_id, body, leaf)
    select p_id, p_log, p_entry -> 'subject' ->> 'type', p_entry -> 'subject' ->> 'id', p_body, p_leaf
    where not exists (select from ledger.entry e where e.id = p_id);
  if not found then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  if cardinality(p_salts) = 0 and cardinality(p_payloads) = 0 and p_entry -> 'commitments' = '[]' then
    return;
  end if;
  if p_entry -> 'commitments' is distinct from (
    select jsonb_agg(encode(sha256(s || p), 'hex') order by o) from unnest(p_salts, p_payloads) with ordinality as x (s, p, o)
  ) then
    raise exception 'entry % commits to something else than was given', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.erasable (entry_id, n, salt, payload)
    select p_id, o - 1, s, p from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
end
$$;

-- Appends an entry whose bytes are given, within the caller's transaction.
create or replace function ledger.append(p_log uuid, p_id uuid, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  log_site uuid;
begin
  select l.site_id into strict log_site from ledger.log l where l.id = p_log;
  perform ledger.keep_entry(p_log, p_id, ledger.read_entry(log_site, p_id, convert_from(p_body, 'UTF8')), p_body, p_leaf, p_salts, p_payloads);
end
$$;

-- Appends the next entry of a subject to the site's (or the organisation's) log, within the caller's transaction: takes the subject's lock to
-- its end, so that its entries are a chain; puts the id of the previous one between `p_head` and `p_tail`, which make the body.
create function ledger.append_next(p_site uuid, p_id uuid, p_type text, p_subject text, p_head text, p_tail text, p_salts bytea[], p_payloads bytea[])
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  the_log uuid;
  prev text;
  whole text;
  entry jsonb;
  body bytea;
begin
  if p_site is null then
    select l.id into strict the_log from ledger.log l where l.site_id is null order by l.epoch desc limit 1;
  else
    select l.id into strict the_log from ledger.log l where l.site_id = p_site order by l.epoch desc limit 1;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(the_log || '/' || p_type || '/' || p_subject, 0));
  -- Asked once the lock is held, in a snapshot of its own: the entry of whoever held it before is there.
  prev := coalesce(
    (select p.id from ledger.pending p where p.log_id = the_log and p.subject_type = p_type and p.subject_id = p_subject
      order by p.inserted_at desc, p.id desc limit 1),
    (select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
      where f.log_id = the_log and f.subject_type = p_type and f.subject_id = p_subject order by f.idx desc limit 1)
  );
  whole := p_head || coalesce('"' || prev || '"', 'null') || p_tail;
  entry := ledger.read_entry(p_site, p_id, whole);
  if not entry ? 'prev' or (entry ->> 'prev') is distinct from prev
    or entry -> 'subject' ->> 'type' <> p_type or entry -> 'subject' ->> 'id' <> p_subject then
    raise exception 'entry % is of another subject or does not follow its last', p_id using errcode = 'check_violation';
  end if;
  body := convert_to(whole, 'UTF8');
  perform ledger.keep_entry(the_log, p_id, entry, body, sha256('\x00'::bytea || body), p_salts, p_payloads);
end
$$;

-- Seals at most `p_limit` entries of a log: dense indexes, facts, and the nodes they complete; returns how many. One at a time for a log. An id
-- that is already sealed stays where it is: it would stop every other entry. Runs with the rights of who calls it.
create function ledger.seal(p_log uuid, p_limit integer) returns integer
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  size bigint;
  sealed integer;
  depth integer := 1;
  lost record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_log, 0));
  select coalesce(max(e.idx) + 1, 0) into size from ledger.entry e where e.log_id = p_log;
  -- What the tree stands on must be there, or nothing may be put upon it.
  select l as level, (size >> l) - 1 as k into lost from generate_series(1, 52) as l
    where size >> l & 1 = 1 and not exists (select from ledger.node n where n.log_id = p_log and n.level = l and n.k = (size >> l) - 1)
    order by l desc limit 1;
  if found then
    raise exception 'node %/% is not stored', lost.level, lost.k using errcode = 'data_corrupted';
  end if;
  with batch as materialized (
    select b.id, b.body, b.leaf, size + row_number() over (order by b.inserted_at, b.id) - 1 as idx, convert_from(b.body, 'UTF8')::jsonb as told
    from (
      select p.id, p.body, p.leaf, p.inserted_at from ledger.pending p
      where p.log_id = p_log and not exists (select from ledger.entry e where e.id = p.id)
      order by p.inserted_at, p.id limit p_limit) as b
  ), facts as (
    insert into ledger.fact (log_id, idx, site_id, kind, subject_type, subject_id, actor, at, data)
    select p_log, idx, (told ->> 'site')::uuid, told ->> 'kind', told -> 'subject' ->> 'type', told -> 'subject' ->> 'id', told ->> 'actor',
      (told ->> 'at')::timestamptz, told -> 'facts' from batch order by idx
  )
  insert into ledger.entry (log_id, idx, id, body, leaf) select p_log, idx, id, body, leaf from batch order by idx;
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
  delete from ledger.pending p using ledger.entry e where e.log_id = p_log and e.idx >= size and p.id = e.id;
  return sealed;
end
$$;

revoke all on function ledger.read_entry, ledger.keep_entry, ledger.append_next, ledger.seal from public;
grant execute on function ledger.append_next to holdfast_app;
grant execute on function ledger.seal to holdfast_sequencer;
