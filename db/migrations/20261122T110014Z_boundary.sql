-- Who validated the boundary between office and plant, and what protects each exposed conduit from attacks on the network (G1, G10).
create table holdfast.boundary_look (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  looked_by uuid not null,
  looked_at timestamptz not null default now(),
  reason text not null,
  next_due_on date not null,
  states jsonb not null,
  primary key (site_id, id)
);
create table holdfast.boundary_protection (
  site_id uuid not null,
  conduit_id uuid not null,
  means text not null,
  provider text,
  tested_on date,
  result text not null check (result in ('held', 'failed', 'not_tested')),
  next_test_on date not null,
  noted_by uuid not null,
  noted_at timestamptz not null default now(),
  primary key (site_id, conduit_id)
);
grant select, insert on holdfast.boundary_look to holdfast_app;
grant select, insert, update on holdfast.boundary_protection to holdfast_app;
