-- Two keys for sensitive files: who holds which, each file's halves sealed to their holders, and openings in which both sides agreed.
create table holdfast.opening_second (
  site_id uuid primary key,
  held_by text not null check (held_by in ('plant', 'works_council'))
);
comment on table holdfast.opening_second is 'whose the second key is; the first is always the plant''s';

create table holdfast.opening_key (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  side text not null check (side in ('first', 'second')),
  person_id uuid not null,
  state text not null check (state in ('named', 'waiting', 'active', 'removed')),
  public_key bytea check (octet_length(public_key) = 32),
  private_sealed bytea,
  tries integer not null default 0,
  locked_until timestamptz,
  named_by uuid not null,
  named_at timestamptz not null default now(),
  made_at timestamptz,
  removed_by uuid,
  removed_at timestamptz,
  primary key (site_id, id),
  check ((public_key is null) = (private_sealed is null)),
  check (state in ('named', 'removed') or public_key is not null),
  check ((state = 'removed') = (removed_at is not null))
);
-- Nobody holds both keys, or one twice.
create unique index opening_key_person on holdfast.opening_key (site_id, person_id) where state <> 'removed';
comment on column holdfast.opening_key.private_sealed is 'X25519, under scrypt of a passphrase only the holder knows';

create table holdfast.opening_share (
  site_id uuid not null,
  sha256 text not null,
  key_id uuid not null,
  side text not null check (side in ('first', 'second')),
  file_id uuid not null,
  sealed bytea not null,
  primary key (site_id, sha256, key_id),
  foreign key (site_id, key_id) references holdfast.opening_key (site_id, id)
);
comment on table holdfast.opening_share is 'half of a file''s key, sealed to one holder; both halves together are the key';

create table holdfast.opening (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  title text not null,
  sha256 text not null,
  reason text not null,
  public_key bytea not null check (octet_length(public_key) = 32),
  state text not null check (state in ('waiting', 'open', 'refused', 'withdrawn', 'expired', 'over')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  open_until timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (site_id, id)
);
create index opening_of on holdfast.opening (site_id, subject_id, asked_at);
comment on column holdfast.opening.public_key is 'its private half was given to who asked, once, and is kept nowhere';

create table holdfast.opening_consent (
  site_id uuid not null,
  opening_id uuid not null,
  side text not null check (side in ('first', 'second')),
  key_id uuid not null,
  person_id uuid not null,
  at timestamptz not null default now(),
  sealed bytea,
  primary key (site_id, opening_id, side),
  foreign key (site_id, opening_id) references holdfast.opening (site_id, id),
  foreign key (site_id, key_id) references holdfast.opening_key (site_id, id)
);
comment on column holdfast.opening_consent.sealed is 'the side''s half, sealed to the opening; emptied when it is over';

grant select, insert, update on holdfast.opening_second, holdfast.opening_key, holdfast.opening, holdfast.opening_consent to holdfast_app;
grant select, insert, delete on holdfast.opening_share to holdfast_app;
