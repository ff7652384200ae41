-- A flow counts operations of the protocols inside its own too (CIP in EtherNet/IP): each keeps its protocol, since codes of two protocols may be alike.
alter table holdfast.flow_operation add column protocol text;
update holdfast.flow_operation o set protocol = f.protocol from holdfast.flow f where f.site_id = o.site_id and f.id = o.flow_id;
alter table holdfast.flow_operation alter column protocol set not null;
alter table holdfast.flow_operation drop constraint flow_operation_pkey;
alter table holdfast.flow_operation add primary key (site_id, flow_id, protocol, code, class);
