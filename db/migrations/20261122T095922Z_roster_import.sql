-- Rosters are imported too.
alter table holdfast.import drop constraint import_kind_check;
alter table holdfast.import add constraint import_kind_check check (kind in ('asset', 'person', 'supplier', 'account', 'roster'));
