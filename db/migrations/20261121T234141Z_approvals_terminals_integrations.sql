-- Approvals of any practice by N people, deputies, grants from-until, shared terminals, API tokens, subscriptions.

-- A grant counts from a day on.
alter table holdfast.role_grant add column starts_at timestamptz not null default now();
update holdfast.role_grant set starts_at = granted_at;

-- INVARIANT: whatever changes grants or people, somebody who is active stays owner for the organisation without an end. Checked at commit,
-- one transaction after the other, so that two owners cannot end each other at the same time.
create function holdfast.require_an_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform 1 from holdfast.organisation o where o.id = old.organisation_id for update;
  if not exists (
    select 1 from holdfast.role_grant g join holdfast.person p on p.organisation_id = g.organisation_id and p.id = g.person_id
    where g.organisation_id = old.organisation_id and g.role = 'owner' and g.scope = 'organisation' and g.ended_at is null
      and g.expires_at is null and g.starts_at <= now() and p.active
  ) then
    raise exception 'no owner would be left' using errcode = 'HF001';
  end if;
  return null;
end
$$;
create constraint trigger owner_stays after update or delete on holdfast.role_grant deferrable initially deferred
  for each row when (old.role = 'owner' and old.scope = 'organisation') execute function holdfast.require_an_owner();
create constraint trigger owner_stays after update or delete on holdfast.person deferrable initially deferred
  for each row when (old.active) execute function holdfast.require_an_owner();

-- Somebody who stands in for the holder of one grant, from-to.
create table holdfast.deputy (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  grant_id uuid not null,
  person_id uuid not null,
  starts_at timestamptz not null,
  until_at timestamptz not null,
  named_by uuid not null,
  named_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, grant_id) references holdfast.role_grant (organisation_id, id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id),
  check (until_at > starts_at)
);
create index deputy_person on holdfast.deputy (organisation_id, person_id) where ended_at is null;

alter table holdfast.approval
  add column kind text not null default 'conduit.list',
  add column will jsonb not null default '{"words": "", "params": {}}',
  add column people_needed integer not null default 2 check (people_needed between 2 and 5),
  add column asked_for uuid,
  add column expires_at timestamptz;
alter table holdfast.approval alter column kind drop default;
alter table holdfast.approval drop constraint approval_state_check;
alter table holdfast.approval add constraint approval_state_check check (state in ('waiting', 'approved', 'refused', 'withdrawn', 'expired'));
create index approval_waiting on holdfast.approval (site_id, expires_at) where state = 'waiting';
alter table holdfast.allow_list drop constraint allow_list_state_check;
alter table holdfast.allow_list add constraint allow_list_state_check check (state in ('proposed', 'approved', 'refused', 'withdrawn', 'expired', 'superseded'));

-- One line per person who decided; for_person_id names whose deputy they were.
create table holdfast.approval_vote (
  site_id uuid not null,
  approval_id uuid not null,
  person_id uuid not null,
  for_person_id uuid,
  decision text not null check (decision in ('approved', 'refused')),
  reason text not null,
  voted_at timestamptz not null default now(),
  primary key (site_id, approval_id, person_id),
  foreign key (site_id, approval_id) references holdfast.approval (site_id, id)
);

-- A shared terminal of a control room: what it shows by itself is what `role` sees at the site or zone.
create table holdfast.terminal (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  role text not null,
  zone_id uuid,
  person_seconds integer not null check (person_seconds between 0 and 600),
  idle_seconds integer not null check (idle_seconds between 30 and 3600),
  session_hash bytea,
  pairing_hash bytea,
  pairing_expires_at timestamptz,
  paired_at timestamptz,
  seen_at timestamptz,
  registered_by uuid not null,
  registered_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (site_id, id)
);
create index terminal_session on holdfast.terminal (session_hash) where ended_at is null;
create unique index terminal_name on holdfast.terminal (site_id, name) where ended_at is null;

create table holdfast.person_badge (
  organisation_id uuid not null,
  person_id uuid not null,
  number text not null,
  given_at timestamptz not null default now(),
  primary key (organisation_id, person_id),
  unique (organisation_id, number),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);

-- Sign-in's own: who proves to be whom at a terminal.
create table auth.pin (
  person_id uuid primary key,
  hash text not null,
  must_change boolean not null,
  tries integer not null default 0,
  set_at timestamptz not null default now()
);
create table auth.terminal_step (
  hash bytea primary key check (octet_length(hash) = 32),
  terminal_id uuid not null,
  person_id uuid not null,
  once boolean not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index terminal_step_expiry on auth.terminal_step (expires_at);

create table holdfast.api_token (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  name text not null,
  hash bytea not null check (octet_length(hash) = 32),
  ends_with text not null,
  site_id uuid,
  read_only boolean not null,
  sentences text[],
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  primary key (organisation_id, id),
  unique (organisation_id, hash),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);

-- Where ledger entries are told to: a webhook or a syslog receiver. Secrets are kept encrypted with a key that lies in a file.
create table holdfast.subscription (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  way text not null check (way in ('webhook', 'syslog')),
  url text not null,
  format text not null check (format in ('standard_webhook', 'cef', 'json')),
  site_id uuid,
  kinds text[] not null,
  private_host text,
  ca_pem text,
  secret bytea,
  earlier_secret bytea,
  earlier_until timestamptz,
  active boolean not null default true,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organisation_id, id)
);
create table holdfast.delivery (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  subscription_id uuid not null,
  entry_id uuid,
  kind text not null,
  site_id uuid,
  actor_id text,
  via text,
  subject_type text not null,
  subject_id text not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  attempts integer not null default 0,
  last_fault text,
  last_status integer,
  tried_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, subscription_id) references holdfast.subscription (organisation_id, id)
);
create index delivery_state on holdfast.delivery (organisation_id, subscription_id, state, id);

alter table platform.idempotency add column request text;

grant select, insert, update, delete on holdfast.deputy, holdfast.approval_vote, holdfast.terminal, holdfast.person_badge, holdfast.api_token,
  holdfast.subscription, holdfast.delivery, auth.pin, auth.terminal_step to holdfast_app;
