-- Renews what the planner knows of the tables that grow at once. A plan made before the first statistics takes ten times as long and more, and
-- autovacuum comes up to a minute after the first capture. Runs within the caller's transaction and sees its rows; leaves out what is locked.
create function holdfast.renew_statistics() returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  analyze (skip_locked) holdfast.asset, holdfast.asset_address, holdfast.flow, holdfast.event, holdfast.zone, holdfast.zone_member, holdfast.conduit, holdfast.flow_verdict,
    holdfast.finding;
end
$$;
revoke all on function holdfast.renew_statistics() from public;
grant execute on function holdfast.renew_statistics() to holdfast_app;
