-- Attributes grow at once too: an import writes ten for each of thousands of assets.
create or replace function holdfast.renew_statistics() returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  analyze (skip_locked) holdfast.asset, holdfast.asset_address, holdfast.asset_attribute, holdfast.flow, holdfast.event, holdfast.zone, holdfast.zone_member, holdfast.conduit,
    holdfast.flow_verdict, holdfast.finding;
end
$$;
