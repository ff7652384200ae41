-- The database's roles, made by the launcher as superuser at each start, before the migrations. Passwords are set by the launcher.
-- On a PostgreSQL of your own (DATABASE_URL) your administrator runs this file once and then, for the user of the URL:
--   grant holdfast_ledger, holdfast_jobs to that_user with inherit false, set true;   -- it also owns the database
--   grant holdfast_app, holdfast_sequencer to that_user;   -- only where DATABASE_URL_APP and DATABASE_URL_SEQUENCER are not given: then
-- nothing but `holdfast verify` stands between the server's own credential and the ledger.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('holdfast_owner', true),      -- owns the business tables, runs the migrations
      ('holdfast_ledger', false),    -- owns the ledger; nobody signs in as it
      ('holdfast_app', true),        -- the server
      ('holdfast_sequencer', true),  -- moves pending entries into the log
      ('holdfast_jobs', true)        -- owns the job queue and works it off
    ) as roles (name, signs_in)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, case when wanted.signs_in then 'login' else 'nologin' end);
    end if;
  end loop;
end
$$;
grant holdfast_ledger to holdfast_owner with inherit false, set true;
grant holdfast_jobs to holdfast_owner with inherit false, set true;
