-- role: holdfast_ledger
-- Counts come from the indexes alone only where vacuum has passed; a table that only grows meets it after every fiftieth part instead of every fifth.
alter table ledger.fact set (autovacuum_vacuum_insert_scale_factor = 0.02);
