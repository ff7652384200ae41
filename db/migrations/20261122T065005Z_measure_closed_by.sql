-- Who closed a measure of an authority's order: whose remark it is.
alter table holdfast.authority_measure add column closed_by uuid;
