-- A restored copy that waits for its second person. At most one; it goes with the act that completes it.
create table holdfast.restoration (
  organisation_id uuid not null references holdfast.organisation (id),
  reason text not null,
  kept text,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  by_owner boolean not null,
  primary key (organisation_id),
  foreign key (organisation_id, asked_by) references holdfast.person (organisation_id, id)
);

grant select, insert, update, delete on holdfast.restoration to holdfast_app;
