-- role: holdfast_ledger
-- An erasure of what waits to be sealed, and the sealing of it at the same moment, met: the sealing failed once and was tried again.

create or replace function ledger.erase(p_entries uuid[], p_ns smallint[], p_by text, p_reason_entry uuid)
  returns integer
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $function$
declare
  erased integer;
  unsealed record;
begin
  if cardinality(p_entries) <> cardinality(p_ns) or coalesce(p_by, '') = '' or p_reason_entry is null then
    raise exception 'an erasure names what is erased, by whom and the entry that tells of it' using errcode = 'check_violation';
  end if;
  -- Whoever seals waits until the erasure is over, and meets what is left of it: both would put the same payloads beside.
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || l.log_id, 0)) from (
    select distinct p.log_id from ledger.waiting w join ledger.place p on p.place = w.place
      where w.id = any(p_entries) and w.behind is not null order by p.log_id) l;
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
$function$;
