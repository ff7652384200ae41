-- Who outside keeps watch over the ledgers: witnesses, a time stamp authority, syslog receivers, buckets nobody can empty; and how that goes.
create table holdfast.anchor (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('witness', 'time_stamp', 'syslog', 'worm')),
  name text not null,
  url text not null,
  settings jsonb not null,
  secret bytea,
  private_host text,
  ca_pem text,
  added_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organisation_id, id)
);
create unique index anchor_one_time_stamp on holdfast.anchor (organisation_id) where kind = 'time_stamp' and ended_at is null;
create unique index anchor_one_witness on holdfast.anchor (organisation_id, (settings ->> 'key_name')) where kind = 'witness' and ended_at is null;

create table holdfast.anchor_policy (
  organisation_id uuid not null references holdfast.organisation (id),
  threshold integer not null check (threshold between 1 and 32),
  own_witness text,
  own_witness_private boolean not null default false,
  primary key (organisation_id)
);
comment on column holdfast.anchor_policy.own_witness is 'address of the witness this organisation runs for its neighbours';

create table holdfast.anchor_state (
  organisation_id uuid not null,
  anchor_id uuid not null,
  log_id uuid not null,
  size bigint,
  done_at timestamptz,
  tried_at timestamptz not null,
  next_at timestamptz not null,
  attempts integer not null,
  fault text,
  fault_status integer,
  detail jsonb not null default '{}',
  primary key (organisation_id, anchor_id, log_id),
  foreign key (organisation_id, anchor_id) references holdfast.anchor (organisation_id, id)
);
comment on column holdfast.anchor_state.size is 'of the last checkpoint that arrived there';

create table holdfast.anchor_alarm (
  organisation_id uuid not null references holdfast.organisation (id),
  log_id uuid not null,
  code text not null check (code in ('other_history', 'not_witnessed', 'clock_disagrees')),
  about text not null,
  since timestamptz not null default now(),
  primary key (organisation_id, log_id, code, about)
);

grant select, insert, update on holdfast.anchor, holdfast.anchor_policy, holdfast.anchor_state to holdfast_app;
grant select, insert, delete on holdfast.anchor_alarm to holdfast_app;
