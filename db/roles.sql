-- The database's roles, made by the launcher as superuser at each start, before the migrations. Passwords are set by the launcher.
-- On a PostgreSQL of your own (DATABASE_URL) your administrator runs this file once and then, for the user of the URL, who owns the database:
--   grant holdfast_ledger, holdfast_app, holdfast_sequencer, holdfast_jobs to that_user with inherit false, set true;
-- Holdfast's connections take their role on as they start. A connection of that user could step out of it; where DATABASE_URL_APP,
-- DATABASE_URL_SEQUENCER and DATABASE_URL_JOBS name users of their own (for example these roles, given passwords), theirs cannot.
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
