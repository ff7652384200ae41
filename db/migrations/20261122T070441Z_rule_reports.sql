-- "The rule does not work here": a box without sender and time, emptied once a day, and the reports with their answers.
-- Ids are drawn at random everywhere: the usual ones have the moment in them.
create table holdfast.rule_report_box (
  site_id uuid not null,
  id uuid not null default gen_random_uuid(),
  process text not null,
  what text not null,
  instead text,
  primary key (site_id, id)
);
comment on table holdfast.rule_report_box is 'no sender, no time, no order; nothing may be added that tells one';

create table holdfast.rule_report (
  site_id uuid not null,
  id uuid not null default gen_random_uuid(),
  number integer not null,
  process text not null,
  what text not null,
  instead text,
  filed_on date not null,
  author_id uuid,
  owner_id uuid,
  outcome text check (outcome in ('rule_changes', 'rule_stays', 'help_given')),
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  primary key (site_id, id),
  unique (site_id, number),
  check ((answered_at is null) = (answer is null))
);
comment on column holdfast.rule_report.author_id is 'only who put their name to it';

grant select, insert, delete on holdfast.rule_report_box to holdfast_app;
grant update (process) on holdfast.rule_report_box to holdfast_app;
grant select, insert, update on holdfast.rule_report to holdfast_app;
