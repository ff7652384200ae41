-- What acts need besides the ledger: the memory of requests already done, the queue's door, and the first account's one-time code.

create schema platform;
grant usage on schema platform to holdfast_app;

-- A request sent twice is done once: its first result is kept under the caller's own key.
create table platform.idempotency (
  actor_id text not null,
  kind text not null,
  key text not null check (length(key) between 1 and 200),
  result jsonb,
  at timestamptz not null default now(),
  primary key (actor_id, kind, key)
);
create index idempotency_at on platform.idempotency (at);
grant select, insert, update, delete on platform.idempotency to holdfast_app;

-- At most one code is open; only its hash is kept.
create table platform.setup_code (
  single boolean primary key default true check (single),
  hash bytea not null check (octet_length(hash) = 32),
  tries integer not null default 0,
  created_at timestamptz not null default now()
);
grant select, insert, update, delete on platform.setup_code to holdfast_app;

-- The queue's tables belong to graphile-worker 0.18.0, which makes them in its own schema when it starts. Schema and first table are made
-- here as its installer would, so that holdfast_jobs needs no right to create schemas.
create schema graphile_worker authorization holdfast_jobs;
create schema jobs authorization holdfast_jobs;
set local role holdfast_jobs;
create table graphile_worker.migrations (
  id integer primary key,
  ts timestamptz not null default now(),
  breaking boolean not null default false
);

-- The server enqueues inside its own transaction through one function, and has no right on the queue's tables.
create function jobs.enqueue(name text, payload jsonb, key text, max_attempts integer) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if octet_length(payload::text) > 100000 then
    raise exception 'job payload is larger than 100000 bytes' using errcode = '22023';
  end if;
  perform graphile_worker.add_job(enqueue.name, payload => enqueue.payload::json, job_key => enqueue.key, max_attempts => enqueue.max_attempts);
end
$$;
revoke all on function jobs.enqueue(text, jsonb, text, integer) from public;
grant usage on schema jobs to holdfast_app;
grant execute on function jobs.enqueue(text, jsonb, text, integer) to holdfast_app;
reset role;
