-- What was seen of each flow in each hour, and what it did then: the history that allow-lists are learnt from and tried on.
alter table holdfast.flow add column elements jsonb not null default '[]';
alter table holdfast.flow add column elements_folded integer not null default 0;

-- What a flow did in an hour, once for all hours in which it did just that: millions of conversations are of few kinds.
create table holdfast.conversation_kind (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  flow_id uuid not null,
  digest text not null,
  classes text[] not null,
  elements jsonb not null,
  elements_folded integer not null,
  primary key (site_id, id),
  unique (site_id, flow_id, digest),
  foreign key (site_id, flow_id) references holdfast.flow (site_id, id)
);
grant select, insert, update, delete on holdfast.conversation_kind to holdfast_app;

-- One row for a flow, an hour and a kind. Telemetry: written with the capture it was counted in, forgotten after the site's days.
create table holdfast.conversation (
  site_id uuid not null,
  flow_id uuid not null,
  hour timestamptz not null,
  kind_id uuid not null,
  started_at timestamptz not null,
  last_at timestamptz not null,
  connections integer not null,
  opened integer not null,
  packets bigint not null,
  bytes bigint not null,
  capture_id uuid not null,
  primary key (site_id, flow_id, hour, kind_id)
);
create index conversation_hour on holdfast.conversation (site_id, hour);
grant select, insert, update, delete on holdfast.conversation to holdfast_app;

alter table holdfast.site add column conversation_days integer not null default 400 check (conversation_days between 1 and 3660);
