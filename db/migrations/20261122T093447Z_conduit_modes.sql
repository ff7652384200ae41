-- How each conduit is held now, and which flows must not simply be cut.
alter table holdfast.conduit
  add column mode text not null default 'normal' check (mode in ('normal', 'essential', 'isolated')),
  add column mode_since timestamptz,
  add column mode_by uuid,
  add column mode_reason text,
  add column mode_return text,
  add column mode_authority_id uuid;

-- Marked by the safety responsible: what trips when the flow is cut.
create table holdfast.safety_flow (
  site_id uuid not null,
  flow_id uuid not null,
  kind text not null check (kind in ('profisafe', 'cip_safety', 'sis', 'interlock')),
  expected_trip text not null,
  marked_by uuid not null,
  marked_at timestamptz not null default now(),
  primary key (site_id, flow_id),
  foreign key (site_id, flow_id) references holdfast.flow (site_id, id)
);
grant select, insert, update, delete on holdfast.safety_flow to holdfast_app;
