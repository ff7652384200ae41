-- role: holdfast_ledger
-- Filters of the Ledger page together: counted from the index alone, so that no entry is read to leave it out.
drop index ledger.fact_log_kind;
drop index ledger.fact_log_actor;
drop index ledger.fact_log_at;
create index fact_log_kind on ledger.fact (log_id, kind, idx) include (actor, subject_type, at);
create index fact_log_actor on ledger.fact (log_id, actor, idx) include (kind, subject_type, at);
create index fact_log_at on ledger.fact (log_id, at, idx) include (kind, actor, subject_type);
