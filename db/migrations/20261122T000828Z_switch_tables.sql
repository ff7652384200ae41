-- MAC tables of switches: which device is plugged in where, as a person pasted or uploaded them.
create table holdfast.switch_table (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  switch_id uuid not null,
  read_at timestamptz not null,
  applied_at timestamptz not null default now(),
  applied_by uuid not null,
  entries integer not null,
  fresh integer not null,
  primary key (site_id, id),
  foreign key (site_id, switch_id) references holdfast.asset (site_id, id)
);
create index switch_table_switch on holdfast.switch_table (site_id, switch_id, read_at desc);

create table holdfast.switch_port (
  site_id uuid not null,
  asset_id uuid not null,
  switch_id uuid not null,
  port text not null,
  vlan integer,
  seen_at timestamptz not null,
  switch_table_id uuid not null,
  primary key (site_id, asset_id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id),
  foreign key (site_id, switch_id) references holdfast.asset (site_id, id),
  foreign key (site_id, switch_table_id) references holdfast.switch_table (site_id, id)
);
create index switch_port_switch on holdfast.switch_port (site_id, switch_id);
comment on table holdfast.switch_port is 'where a device is plugged in, by the newest table that says so for a port that is no uplink';

grant select, insert on holdfast.switch_table to holdfast_app;
grant select, insert, update, delete on holdfast.switch_port to holdfast_app;
