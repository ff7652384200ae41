-- role: holdfast_ledger
-- What others said of a log: cosignatures of its witnesses, and the one change a checkpoint takes: its time stamp, once.
create table ledger.cosig (
  log_id uuid not null,
  size bigint not null,
  witness text not null check (length(witness) between 1 and 255 and witness !~ '[[:space:][:cntrl:]+]'),
  line text not null check (octet_length(line) between 1 and 131072),
  at timestamptz not null,
  received_at timestamptz not null,
  primary key (log_id, size, witness, at),
  foreign key (log_id, size) references ledger.checkpoint (log_id, size)
);
comment on column ledger.cosig.line is 'signature lines of a signed note (C2SP), types 0x04 and 0x06';
comment on column ledger.cosig.at is 'by the witness''s clock; received_at is by this server''s';
create index cosig_latest on ledger.cosig (log_id, witness, size desc, at desc);

create trigger refuse_change before update or delete on ledger.cosig for each row execute function ledger.refuse_change();
create trigger refuse_truncate before truncate on ledger.cosig for each statement execute function ledger.refuse_change();

-- A time stamp comes after the checkpoint: null becomes a token, and nothing else changes.
create function ledger.refuse_all_but_stamp() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if old.tsa is not null or new.tsa is null
    or (new.log_id, new.size, new.root, new.note, new.published_at) is distinct from (old.log_id, old.size, old.root, old.note, old.published_at) then
    raise exception 'ledger.checkpoint is append-only: update refused' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
drop trigger refuse_change on ledger.checkpoint;
create trigger refuse_change before delete on ledger.checkpoint for each row execute function ledger.refuse_change();
create trigger refuse_all_but_stamp before update on ledger.checkpoint for each row execute function ledger.refuse_all_but_stamp();

alter table ledger.cosig enable always trigger refuse_change, enable always trigger refuse_truncate;
alter table ledger.checkpoint enable always trigger refuse_change, enable always trigger refuse_all_but_stamp;

create function ledger.keep_cosig(p_log uuid, p_size bigint, p_witness text, p_line text, p_at timestamptz, p_received timestamptz) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  insert into ledger.cosig (log_id, size, witness, line, at, received_at) values (p_log, p_size, p_witness, p_line, p_at, p_received)
    on conflict do nothing;
$$;

-- True when it was kept; false when the checkpoint has one already.
create function ledger.keep_stamp(p_log uuid, p_size bigint, p_tsa bytea) returns boolean
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  with kept as (update ledger.checkpoint set tsa = p_tsa where log_id = p_log and size = p_size and tsa is null returning 1)
  select exists (select from kept);
$$;

revoke all on function ledger.keep_cosig, ledger.keep_stamp, ledger.refuse_all_but_stamp from public;
grant select on ledger.cosig to holdfast_app, holdfast_sequencer;
grant execute on function ledger.keep_cosig, ledger.keep_stamp to holdfast_app;
