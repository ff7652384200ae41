-- Which open days of the law were told of, and how near they were: each step once.
create table holdfast.legal_reminder (
  organisation_id uuid not null references holdfast.organisation (id),
  due_id text not null,
  due_on date not null,
  step text not null check (step in ('soon', 'week', 'due', 'late')),
  told_at timestamptz not null,
  primary key (organisation_id, due_id, due_on, step)
);
grant select, insert on holdfast.legal_reminder to holdfast_app;
