-- A mark may say until which day it holds: a training counts as long as it says itself. Marks are derived; the new bindings make them anew.
alter table holdfast.evidence_mark add column until_on date;
alter table holdfast.evidence_latest add column until_on date;
