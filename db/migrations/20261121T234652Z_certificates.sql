-- Certificates of the server, its plant authority and the machines it let in. Keys are not here: they lie in files of the data folder.

create table platform.certificate (
  -- SHA-256 of the certificate, lower-case hex.
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- `root` and `cross` are the authority's, `server` is made by it, `own` was brought by the plant, `client` is a machine's.
  purpose text not null check (purpose in ('root', 'cross', 'server', 'own', 'client')),
  -- `next`: a root that waits to succeed; `current`: in use; `past`: was in use; `revoked`: a machine's that no longer counts.
  state text not null check (state in ('next', 'current', 'past', 'revoked')),
  serial text not null,
  issuer_fingerprint text,
  name text not null,
  names text[] not null default '{}',
  -- What a machine is: its kind and its id in the practice that let it in.
  machine_kind text,
  machine_id uuid,
  pem text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  made_at timestamptz not null default now(),
  revoked_at timestamptz,
  check ((purpose = 'client') = (machine_kind is not null and machine_id is not null)),
  check ((state = 'revoked') = (revoked_at is not null))
);
create unique index certificate_current on platform.certificate (purpose) where state = 'current' and purpose in ('root', 'server', 'own');
create index certificate_machine on platform.certificate (machine_kind, machine_id);
grant select, insert, update on platform.certificate to holdfast_app;

-- What the owner decides about the connection, and the number of the last list of revoked certificates.
create table platform.connection_setting (
  single boolean primary key default true check (single),
  strict_transport boolean not null default false,
  crl_number bigint not null default 0
);
insert into platform.connection_setting default values;
grant select, update on platform.connection_setting to holdfast_app;
