-- Firewalls of other makes beside enforcers: their configuration is brought by hand and compared with the approved lists.
alter table holdfast.enforcer add column kind text not null default 'enforcer'
  check (kind in ('enforcer', 'nftables', 'fortigate', 'cisco_asa', 'cisco_ios', 'palo_alto'));
alter table holdfast.enforcer add column comparison jsonb;
alter table holdfast.enforcer add column compared_at timestamptz;
