-- role: holdfast_ledger
-- The database writes an act's entry itself, from its parts. It used to get a text, read it twice to be sure of it and hash it twice: what it
-- puts in itself (id, site, time, subject, chain, commitments) needs no asking. Measured, that was most of what evidence costs an act.

-- PostgreSQL reads a check of a table anew for every statement. What these said is asked where the rows are written, which nobody else can do;
-- an entry's own check stays, and a pending body changed by force fails it where it is sealed.
alter table ledger.pending drop constraint pending_check;
do $$
declare
  its text;
begin
  for its in select conname from pg_constraint where conrelid = 'ledger.erasable'::regclass and contype = 'c' loop
    execute format('alter table ledger.erasable drop constraint %I', its);
  end loop;
end
$$;
-- A log's few waiting entries are found by the start of `pending_subject`, and sorted.
drop index ledger.pending_order;
-- A place's latest epoch, the organisation's too.
create index log_place on ledger.log (coalesce(site_id, '00000000-0000-0000-0000-000000000000'), epoch);

-- The only change of an erasable row is its erasure: salt and payload go, who, when and by which entry come.
create or replace function ledger.refuse_all_but_erasure() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if old.erased_at is not null or num_nonnulls(new.salt, new.payload) > 0 or num_nulls(new.erased_at, new.erased_by, new.reason_entry) > 0
    or (new.entry_id, new.n) is distinct from (old.entry_id, old.n) then
    raise exception 'ledger.erasable % may only be erased, once: update refused', old.entry_id using errcode = 'restrict_violation';
  end if;
  return new;
end
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
  insert into ledger.pending (id, log_id, subject_type, subject_id, body, leaf)
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

drop function ledger.append_next(uuid, uuid, text, text, text, text, bytea[], bytea[]);

-- Appends the next entry of a subject to the site's (or the organisation's) log, within the caller's transaction: takes the subject's lock to
-- its end, so that its entries are a chain, finds the previous one and writes the body as canonical JSON (RFC 8785; `p_facts` and `p_content`
-- come so). A plan made while hardly anything waits must not read all that waits later: hence no sequential scans.
create function ledger.append_next(p_site uuid, p_id uuid, p_at timestamptz, p_kind text, p_actor text, p_via text, p_type text, p_subject text,
  p_version bigint, p_facts text, p_content text, p_salts bytea[], p_payloads bytea[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
declare
  the_log uuid;
  prev uuid;
  is_sealed boolean;
  locked text;
  given integer;
  commitments text := '';
  body bytea;
begin
  locked := pg_advisory_xact_lock(hashtextextended(concat(p_site, '/', p_type, '/', p_subject), 0));
  -- Asked once the lock is held, in a snapshot of its own: the entry of whoever held it before is there.
  select l.id,
      coalesce(
        (select p.id from ledger.pending p where p.log_id = l.id and p.subject_type = p_type and p.subject_id = p_subject
          order by p.inserted_at desc, p.id desc limit 1),
        (select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
          where f.log_id = l.id and f.subject_type = p_type and f.subject_id = p_subject order by f.idx desc limit 1)),
      exists (select from ledger.entry e where e.id = p_id)
    into strict the_log, prev, is_sealed
    from ledger.log l where coalesce(l.site_id, '00000000-0000-0000-0000-000000000000') = coalesce(p_site, '00000000-0000-0000-0000-000000000000')
    order by l.epoch desc limit 1;
  if is_sealed then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  -- Names that need no escape in JSON; what is no fact in jsonb could not be sealed; a year has four digits.
  if not coalesce(
    concat_ws(' ', p_kind, p_type, p_actor, p_via, p_subject)
        ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+$'
      and p_facts is json object with unique keys and p_content is json array with unique keys
      and p_at >= '1970-01-01 00:00:00+00' and p_at < '10000-01-01 00:00:00+00'
      and coalesce(p_version, 0) >= 0 and cardinality(p_salts) = cardinality(p_payloads)
      and jsonb_typeof(p_facts::jsonb) = 'object' and jsonb_typeof(p_content::jsonb) = 'array',
    false
  ) then
    raise exception 'entry % lacks a field', p_id using errcode = 'check_violation';
  end if;
  given := cardinality(p_salts);
  if given = 1 then
    commitments := case octet_length(p_salts[1]) when 32 then '"' || encode(sha256(p_salts[1] || p_payloads[1]), 'hex') || '"' end;
  elsif given > 1 then
    select case when every(octet_length(s) = 32 and p is not null) then string_agg('"' || encode(sha256(s || p), 'hex') || '"', ',' order by o) end
      into commitments from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
  end if;
  if commitments is null then
    raise exception 'entry % commits to something without salt or payload', p_id using errcode = 'check_violation';
  end if;
  body := convert_to(format(
    '{"actor":"%s","at":"%s","commitments":[%s],"content":%s,"facts":%s,"id":"%s","kind":"%s","prev":%s,"site":%s,"subject":{"id":"%s","type":"%s","version":%s},"v":1,"via":"%s"}',
    p_actor, to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), commitments, p_content, p_facts, p_id, p_kind,
    coalesce('"' || prev || '"', 'null'), coalesce('"' || p_site || '"', 'null'), p_subject, p_type, coalesce(p_version::text, 'null'), p_via),
    'UTF8');
  if octet_length(body) > 60000 then
    raise exception 'entry % is longer than 60000 bytes', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.pending (id, log_id, subject_type, subject_id, body, leaf)
    values (p_id, the_log, p_type, p_subject, body, sha256('\x00'::bytea || body));
  if given = 1 then
    insert into ledger.erasable (entry_id, n, salt, payload) values (p_id, 0, p_salts[1], p_payloads[1]);
  elsif given > 1 then
    insert into ledger.erasable (entry_id, n, salt, payload)
      select p_id, o - 1, s, p from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
  end if;
end
$$;

revoke all on function ledger.append_next from public;
grant execute on function ledger.append_next to holdfast_app;
