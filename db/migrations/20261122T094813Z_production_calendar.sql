-- What the plant was and will be doing: allow-lists are learnt knowing it, and a silent line on a Sunday is no finding.
create table holdfast.production_hours (
  site_id uuid not null,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  primary key (site_id, weekday, from_minute),
  check (to_minute > from_minute)
);
grant select, insert, update, delete on holdfast.production_hours to holdfast_app;

create table holdfast.operating_period (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  state text not null check (state in ('production', 'cleaning', 'changeover', 'failover', 'commissioning', 'turnaround', 'standstill')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone_ids uuid[] not null default '{}',
  note text,
  noted_by uuid not null,
  version integer not null default 1,
  primary key (site_id, id),
  check (ends_at > starts_at)
);
create index operating_period_starts on holdfast.operating_period (site_id, starts_at);
grant select, insert, update, delete on holdfast.operating_period to holdfast_app;
