-- The clock every deadline depends on: the time servers it is compared with, and what came of it.
create table holdfast.time_server (
  organisation_id uuid not null references holdfast.organisation (id),
  host text not null check (length(host) between 1 and 253),
  port integer not null check (port between 1 and 65535),
  asked_at timestamptz,
  answered_at timestamptz,
  offset_ms double precision,
  delay_ms double precision,
  fault text,
  primary key (organisation_id, host, port)
);
comment on column holdfast.time_server.offset_ms is 'added to this machine''s clock to get the server''s, at answered_at';

create table holdfast.clock_judgement (
  organisation_id uuid not null references holdfast.organisation (id),
  verdict text not null check (verdict in ('unchecked', 'right', 'off', 'unanswered')),
  offset_ms double precision,
  since timestamptz not null default now(),
  primary key (organisation_id)
);

grant select, insert, update, delete on holdfast.time_server, holdfast.clock_judgement to holdfast_app;
