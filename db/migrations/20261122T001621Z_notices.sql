-- Notices: what a person should know of, in the product and by mail; and the mail server it goes through.
create table holdfast.notice (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  site_id uuid,
  kind text not null,
  params jsonb not null default '{}',
  opens text not null,
  at timestamptz not null default now(),
  read_at timestamptz,
  by_mail text not null check (by_mail in ('no', 'at_once', 'daily')),
  mailed_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);
create index notice_of_person on holdfast.notice (organisation_id, person_id, at desc);
create index notice_to_mail on holdfast.notice (organisation_id, person_id) where mailed_at is null and by_mail <> 'no';
comment on column holdfast.notice.opens is 'where to open it in the web app: below the site''s address, or from the root with a leading slash';

create table holdfast.notice_choice (
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  in_product boolean not null,
  by_mail text not null check (by_mail in ('no', 'at_once', 'daily')),
  primary key (organisation_id, person_id, kind),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);

create table holdfast.mail_setting (
  organisation_id uuid not null references holdfast.organisation (id),
  host text not null,
  port integer not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username text,
  password_sealed text,
  sender text not null,
  last_sent_at timestamptz,
  last_fault text,
  last_fault_at timestamptz,
  primary key (organisation_id)
);

grant select, insert, update, delete on holdfast.notice, holdfast.notice_choice, holdfast.mail_setting to holdfast_app;
