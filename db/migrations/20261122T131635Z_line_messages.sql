-- What the MES says of the lines: stops and quality faults, kept as long as what was seen of flows; and where the lines are that it names.
create table holdfast.line_message (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  at timestamptz not null,
  kind text not null check (kind in ('stop', 'quality')),
  line text not null check (length(line) between 1 and 80),
  text text not null check (length(text) <= 300),
  count integer not null check (count between 1 and 1000000),
  reference text check (length(reference) <= 100),
  digest text not null,
  brought_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, digest)
);
create index line_message_at on holdfast.line_message (site_id, at);
create table holdfast.line_place (
  site_id uuid not null,
  -- In lower case.
  line text not null,
  zone_id uuid not null,
  primary key (site_id, line)
);
grant select, insert, update, delete on holdfast.line_message, holdfast.line_place to holdfast_app;
