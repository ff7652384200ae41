-- role: holdfast_ledger
-- The Ledger page's filters at a million entries: by what was done, by whom, when, and all acts on one record, also those that took many at once.
create index fact_log_kind on ledger.fact (log_id, kind, idx);
create index fact_log_actor on ledger.fact (log_id, actor, idx);
create index fact_log_at on ledger.fact (log_id, at, idx);
-- Acts on many records name them in a list; few entries do, so this costs sealing nothing.
create index fact_mentions on ledger.fact using gin (data jsonb_path_ops)
  where data ?| array['ids', 'asset_ids', 'flow_ids', 'finding_ids', 'zone_ids'];
