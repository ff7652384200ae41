-- What flows say of services is read from the few that may say something: by port, by device, and by an address that is not private.
create index flow_port on holdfast.flow (site_id, server_port);
create index flow_outside on holdfast.flow (site_id)
  where not (starts_with(server_address, '10.') or starts_with(server_address, '192.168.') or server_address ~ '^172\.(1[6-9]|2\d|3[01])\.');
