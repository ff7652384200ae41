-- As of a day the last mark before it is looked up for each subject: the index tells all that a cell is made of, and the row need not be fetched.
alter table holdfast.evidence_mark drop constraint evidence_mark_pkey;
alter table holdfast.evidence_mark add constraint evidence_mark_pkey primary key (site_id, source, subject_id, at, log_id, idx) include (effect, until_on);
