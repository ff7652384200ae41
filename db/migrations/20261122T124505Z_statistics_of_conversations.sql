-- Conversations come by the hundred thousand with a capture; without their counts a trial of a list was planned as loops within loops.
create or replace function holdfast.renew_statistics() returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  analyze (skip_locked) holdfast.asset, holdfast.asset_address, holdfast.asset_attribute, holdfast.flow, holdfast.event, holdfast.zone, holdfast.zone_member, holdfast.conduit,
    holdfast.flow_verdict, holdfast.finding, holdfast.conversation, holdfast.conversation_kind, holdfast.traffic_sign;
end
$$;
