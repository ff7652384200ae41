-- role: holdfast_ledger
-- Epochs: a restored copy goes on in the next one, which never begins without the entry that says what was lost and who decided.

create or replace function ledger.open_log(p_id uuid, p_site uuid, p_origin text, p_epoch integer) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if p_epoch <> 1 then
    raise exception 'epoch % begins with its first entry: use open_epoch', p_epoch using errcode = 'check_violation';
  end if;
  insert into ledger.log (id, site_id, origin, epoch) values (p_id, p_site, p_origin, p_epoch);
end
$$;

-- Opens the next epoch of a log together with its first entry. The former one must be the latest, and all of it sealed: nothing follows it.
create function ledger.open_epoch(p_former uuid, p_id uuid, p_origin text, p_epoch integer, p_entry uuid, p_body bytea, p_leaf bytea,
  p_salts bytea[], p_payloads bytea[]) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  former record;
  entry jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_former, 0));
  select l.site_id, l.origin, l.epoch into strict former from ledger.log l where l.id = p_former;
  if p_epoch <= former.epoch or p_origin <> regexp_replace(former.origin, '/e[0-9]+$', '') || '/e' || p_epoch
    or exists (select from ledger.log n where n.site_id is not distinct from former.site_id and n.epoch > former.epoch) then
    raise exception '% does not follow %', p_origin, former.origin using errcode = 'check_violation';
  end if;
  if exists (select from ledger.pending p where p.log_id = p_former) then
    raise exception '% has entries that wait to be sealed', former.origin using errcode = 'check_violation';
  end if;
  entry := ledger.read_entry(former.site_id, p_entry, convert_from(p_body, 'UTF8'));
  if entry ->> 'kind' <> 'ledger.restored' or entry -> 'facts' -> 'former' ->> 'origin' is distinct from former.origin then
    raise exception 'the first entry of % does not say what it follows', p_origin using errcode = 'check_violation';
  end if;
  insert into ledger.log (id, site_id, origin, epoch) values (p_id, former.site_id, p_origin, p_epoch);
  perform ledger.keep_entry(p_id, p_entry, entry, p_body, p_leaf, p_salts, p_payloads);
end
$$;

revoke all on function ledger.open_epoch from public;
grant execute on function ledger.open_epoch to holdfast_app;
