-- role: holdfast_ledger
-- Erasure of personal data: the one way to empty the salt and payload of a commitment.

create index erasable_by_reason on ledger.erasable (reason_entry, entry_id, n) where reason_entry is not null;

-- Empties salts and payloads, within the act whose entry tells of it. Which entry that is, `ledger.require_erasing_entry` asks at the commit.
-- What was erased before stays as it is. Returns how many were erased now.
create function ledger.erase(p_entries uuid[], p_ns smallint[], p_by text, p_reason_entry uuid) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  erased integer;
begin
  if cardinality(p_entries) <> cardinality(p_ns) or coalesce(p_by, '') = '' or p_reason_entry is null then
    raise exception 'an erasure names what is erased, by whom and the entry that tells of it' using errcode = 'check_violation';
  end if;
  update ledger.erasable e set salt = null, payload = null, erased_at = now(), erased_by = p_by, reason_entry = p_reason_entry
    from (select distinct u.entry_id, u.n from unnest(p_entries, p_ns) as u (entry_id, n)) wanted
    where e.entry_id = wanted.entry_id and e.n = wanted.n and e.erased_at is null;
  get diagnostics erased = row_count;
  return erased;
end
$$;

-- What one entry's erasure emptied, as the entry's facts carry it: SHA-256 over the lines `<entry id>/<n>`, in order.
create function ledger.erased_sha256(p_reason_entry uuid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(coalesce(string_agg(entry_id || '/' || n || E'\n', '' order by entry_id, n), ''), 'UTF8')), 'hex')
    from ledger.erasable where reason_entry = p_reason_entry;
$$;

-- At the commit: the erasing entry was appended in this very transaction, by who erased, tells of two people, and of just what was erased.
create function ledger.require_erasing_entry() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  entry jsonb;
begin
  select convert_from(p.body, 'UTF8')::jsonb into entry from ledger.pending p
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

create constraint trigger require_erasing_entry after update on ledger.erasable
  deferrable initially deferred for each row execute function ledger.require_erasing_entry();
alter table ledger.erasable enable always trigger require_erasing_entry;

revoke all on function ledger.erase, ledger.erased_sha256, ledger.require_erasing_entry from public;
grant execute on function ledger.erase, ledger.erased_sha256 to holdfast_app;

