-- Who read the duties of their role, and who was trained in them.
create table holdfast.duty_reading (
  organisation_id uuid not null references holdfast.organisation (id),
  role text not null,
  person_id uuid not null,
  version integer not null,
  language text not null,
  read_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organisation_id, role, person_id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);
comment on table holdfast.duty_reading is 'the last time; every time stands in the ledger';

create table holdfast.duty_training (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  person_id uuid not null,
  role text not null,
  title text not null,
  provider text,
  hours numeric(5, 2) not null check (hours > 0),
  held_on date not null,
  valid_until date not null check (valid_until > held_on),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);

grant select, insert, update on holdfast.duty_reading to holdfast_app;
grant select, insert on holdfast.duty_training to holdfast_app;
