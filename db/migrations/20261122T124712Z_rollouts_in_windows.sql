-- A list is put on an enforcer by the product when the maintenance window opens that it was approved for; by a person otherwise.
alter table holdfast.enforcer_list add column window_id uuid,
  add constraint enforcer_list_window_fkey foreign key (site_id, window_id) references holdfast.maintenance_window (site_id, id);
