-- The auditor's questions and the plant's answers: a log of its own, nothing in it is changed or removed.
create table holdfast.question (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null check (number > 0),
  text text not null,
  about text,
  about_title text,
  state text not null check (state in ('open', 'answered', 'settled')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  settled_by uuid,
  settled_at timestamptz,
  primary key (site_id, id),
  unique (site_id, number)
);
comment on column holdfast.question.about is 'where the record it is about opens in the web app, below the site''s address';

create table holdfast.question_remark (
  site_id uuid not null,
  question_id uuid not null,
  n integer not null check (n > 0),
  kind text not null check (kind in ('answer', 'again')),
  text text not null,
  said_by uuid not null,
  said_at timestamptz not null default now(),
  primary key (site_id, question_id, n),
  foreign key (site_id, question_id) references holdfast.question (site_id, id)
);

grant select, insert, update on holdfast.question to holdfast_app;
grant select, insert on holdfast.question_remark to holdfast_app;
