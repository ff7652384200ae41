-- Views of lists and columns, one's own or shared with the site; what objects were before an act, so that it can be taken back.

create table holdfast.saved_view (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  list text not null,
  name text not null,
  owner_id uuid not null,
  shared boolean not null default false,
  query jsonb not null,
  layout jsonb,
  changed_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, list, owner_id, name)
);

create table holdfast.list_preference (
  site_id uuid not null,
  person_id uuid not null,
  list text not null,
  layout jsonb,
  default_view_id uuid,
  primary key (site_id, person_id, list)
);

create table holdfast.undo (
  site_id uuid not null,
  entry_id uuid not null,
  kind text not null,
  person_id uuid not null,
  at timestamptz not null default now(),
  object_ids uuid[] not null,
  changes jsonb not null,
  undone_by uuid,
  primary key (site_id, entry_id)
);
create index undo_objects on holdfast.undo using gin (object_ids);
create index undo_at on holdfast.undo (site_id, at);
comment on table holdfast.undo is 'kept for thirty days; the ledger keeps the acts themselves for ever';
grant select, insert, update, delete on holdfast.saved_view, holdfast.list_preference, holdfast.undo to holdfast_app;
