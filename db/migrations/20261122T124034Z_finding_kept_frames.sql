-- Frames of a finding are cut when it is made and kept beside it, so that they outlive their capture: the first, and the latest when there are more.
create table holdfast.finding_frames (
  site_id uuid not null,
  finding_id uuid not null,
  place text not null check (place in ('first', 'latest')),
  -- Up to when the finding had been seen when they were looked for: looked for again when it is seen later.
  seen_until timestamptz not null,
  -- Null where no capture kept any.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes integer,
  frames integer,
  first_at timestamptz,
  last_at timestamptz,
  capture_id uuid,
  entry_id uuid,
  cut_at timestamptz not null default now(),
  primary key (site_id, finding_id, place),
  check ((sha256 is null) = (entry_id is null) and (sha256 is null) = (size_bytes is null) and (sha256 is null) = (frames is null))
);
grant select, insert, update, delete on holdfast.finding_frames to holdfast_app;
