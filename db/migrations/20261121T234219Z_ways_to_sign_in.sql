-- Second factors, passkeys, directories, steps of a sign-in under way, lock-outs: sign-in's own tables. Secrets in them are sealed with a key from a file.

alter table auth."session"
  add column "kind" text not null default 'password' check ("kind" in ('password', 'passkey', 'provider', 'directory', 'terminal')),
  add column "secondFactor" boolean not null default false,
  add column "device" text,
  add column "network" text;

-- Somebody else chose this person's password: they choose their own at the next sign-in.
create table auth.must_change (
  person_id text primary key references auth."user" ("id") on delete cascade,
  since timestamptz not null default now()
);

-- A code the owner hands over, instead of a forgotten password; only its hash is kept.
create table auth.reset_code (
  person_id text primary key references auth."user" ("id") on delete cascade,
  hash bytea not null check (octet_length(hash) = 32),
  expires_at timestamptz not null
);

-- RFC 6238. `last_counter` is the time step of the last code taken: none is taken twice.
create table auth.second_factor (
  person_id text primary key references auth."user" ("id") on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  last_counter bigint not null default 0
);
create table auth.recovery_code (
  person_id text not null references auth."user" ("id") on delete cascade,
  hash bytea not null check (octet_length(hash) = 32),
  used_at timestamptz,
  primary key (person_id, hash)
);

-- WebAuthn credentials; `rp_id` is the host name they are bound to.
create table auth.passkey (
  id uuid primary key default uuidv7(),
  credential_id text not null unique,
  person_id text not null references auth."user" ("id") on delete cascade,
  name text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  synced boolean not null,
  rp_id text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_person on auth.passkey (person_id);

-- What a sign-in under way has proved so far, or what was asked of a browser; one browser holds the token, only its hash is kept.
create table auth.step (
  hash bytea primary key check (octet_length(hash) = 32),
  kind text not null,
  person_id text,
  data jsonb not null,
  tries integer not null default 0,
  expires_at timestamptz not null
);
create index step_expires_at on auth.step (expires_at);

-- Tries that failed, by a keyed hash of what was typed: an address nobody has counts like one somebody has.
create table auth.lock (
  id uuid not null unique default uuidv7(),
  kind text not null,
  key bytea not null,
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  person_id text,
  address text,
  primary key (kind, key)
);

-- OIDC providers and LDAP directories; `secret` is sealed.
create table auth.provider (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('oidc', 'ldap')),
  name text not null,
  settings jsonb not null,
  secret text,
  enabled boolean not null default false,
  created_at timestamptz not null default now()
);

create table auth.policy (
  single boolean primary key default true check (single),
  second_factor_roles text[] not null default '{}'
);
insert into auth.policy default values;

grant select, insert, update, delete on all tables in schema auth to holdfast_app;

-- Where a role came from: given by hand, or by a directory's group, which it follows.
alter table holdfast.role_grant add column source text not null default 'hand' check (source = 'hand' or source like 'directory:%');
