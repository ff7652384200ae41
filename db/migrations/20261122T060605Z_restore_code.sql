-- The second word of a restore where nobody else can say it: a code on paper, made beforehand and kept by somebody, or one from the server's console.
create table holdfast.restore_code (
  organisation_id uuid not null references holdfast.organisation (id),
  kind text not null check (kind in ('paper', 'console')),
  hash bytea not null check (octet_length(hash) = 32),
  tries integer not null default 0,
  kept_by text,
  made_by uuid,
  made_at timestamptz not null default now(),
  primary key (organisation_id, kind),
  foreign key (organisation_id, made_by) references holdfast.person (organisation_id, id),
  check ((kind = 'paper') = (kept_by is not null and made_by is not null))
);

grant select, insert, update, delete on holdfast.restore_code to holdfast_app;
