-- How a process of information security is done in the plant: who stands in the responsibilities, how and where it is logged here.
create table holdfast.process_variant (
  site_id uuid not null,
  process text not null check (process in ('access', 'change', 'patch', 'incident', 'supplier')),
  how text not null,
  logged text not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (site_id, process)
);
grant select, insert, update on holdfast.process_variant to holdfast_app;
