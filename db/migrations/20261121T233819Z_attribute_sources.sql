-- Where an attribute was read besides the wire and a person's word: a walk-down's label, a switch's MAC table, a project file, a sheet, NetBox.
-- And modules in a rack and serial devices as children of the asset that carries them.
alter table holdfast.asset_attribute drop constraint asset_attribute_source_check;
alter table holdfast.asset_attribute add constraint asset_attribute_source_check
  check (source in ('wire', 'person', 'walk_down', 'switch_table', 'project_file', 'sheet', 'netbox'));
alter table holdfast.asset add column parent_id uuid;
alter table holdfast.asset add column parent_port text;
alter table holdfast.asset add constraint asset_parent foreign key (site_id, parent_id) references holdfast.asset (site_id, id);
alter table holdfast.asset add constraint asset_parent_other check (parent_id <> id);
create index asset_parent_children on holdfast.asset (site_id, parent_id) where parent_id is not null;
comment on column holdfast.asset.parent_port is 'where at the parent: a slot, a serial port with unit number';
