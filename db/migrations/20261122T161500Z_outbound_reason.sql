-- Why somebody was named for what leaves the plant; answers of before have none.
alter table holdfast.outbound_answer add column reason text;
