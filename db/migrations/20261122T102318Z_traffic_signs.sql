-- How often a device said no in an hour, and what the wire showed that is worth a look: passwords in the clear, old versions, contested
-- addresses. Written with the capture it was seen in; it names a version or a way, never a secret.
alter table holdfast.conversation add column errors bigint not null default 0;

create table holdfast.traffic_sign (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  capture_id uuid not null,
  kind text not null,
  client_id uuid,
  server_id uuid,
  client_address text not null,
  server_address text not null,
  protocol text not null,
  detail text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  frame bigint not null,
  count bigint not null,
  primary key (site_id, id)
);
create index traffic_sign_last on holdfast.traffic_sign (site_id, last_at);
grant select, insert, delete on holdfast.traffic_sign to holdfast_app;
