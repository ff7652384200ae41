-- Lists before they are proposed, the window they take effect in, emergencies that are reviewed afterwards, and what people say about them.
alter table holdfast.allow_list drop constraint allow_list_state_check;
alter table holdfast.allow_list
  add constraint allow_list_state_check check (state in ('proposed', 'scheduled', 'approved', 'refused', 'withdrawn', 'expired', 'superseded')),
  add column window_id uuid,
  add column in_force_since timestamptz,
  add column is_emergency boolean not null default false,
  add column review_due_on date,
  add column reviewed_by uuid,
  add column reviewed_at timestamptz,
  add column review text,
  add column rolled_back_to integer,
  add constraint allow_list_window_fkey foreign key (site_id, window_id) references holdfast.maintenance_window (site_id, id),
  add constraint allow_list_emergency_check check (not is_emergency or review_due_on is not null);
update holdfast.allow_list set in_force_since = decided_at where state in ('approved', 'superseded');
create unique index allow_list_scheduled on holdfast.allow_list (site_id, conduit_id) where state = 'scheduled';

create table holdfast.allow_list_draft (
  site_id uuid not null,
  conduit_id uuid not null,
  rules jsonb not null,
  -- What learning said beside the rules; null for a draft nobody learnt.
  proposal jsonb,
  learnt jsonb,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default now(),
  primary key (site_id, conduit_id),
  foreign key (site_id, conduit_id) references holdfast.conduit (site_id, id)
);

create table holdfast.allow_list_comment (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  conduit_id uuid not null,
  -- Null: about the draft.
  list_id uuid,
  rule_id text,
  text text not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  primary key (site_id, id),
  foreign key (site_id, conduit_id) references holdfast.conduit (site_id, id),
  foreign key (site_id, list_id) references holdfast.allow_list (site_id, id)
);
create index allow_list_comment_conduit on holdfast.allow_list_comment (site_id, conduit_id, said_at);
grant select, insert, update, delete on holdfast.allow_list_draft to holdfast_app;
grant select, insert on holdfast.allow_list_comment to holdfast_app;
