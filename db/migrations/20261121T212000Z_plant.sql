-- The plant's business tables: people and roles, sites and areas, assets, flows, zones, conduits, captures, findings.
create schema holdfast;
grant usage on schema holdfast to holdfast_app;

create table holdfast.organisation (
  id uuid primary key default uuidv7(),
  name text not null,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);

create table holdfast.person (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  name text not null,
  email text not null,
  language text not null default 'en' check (language in ('en', 'de')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id)
);
create unique index person_email on holdfast.person (organisation_id, lower(email));

create table holdfast.visit (
  organisation_id uuid not null,
  person_id uuid not null,
  visited_at timestamptz not null,
  previous_visit_at timestamptz,
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id)
);

create table holdfast.site (
  organisation_id uuid not null references holdfast.organisation (id),
  id uuid not null default uuidv7(),
  name text not null,
  country text,
  time_zone text not null,
  created_at timestamptz not null default now(),
  primary key (organisation_id, id),
  unique (organisation_id, name)
);

create table holdfast.role_grant (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  role text not null,
  scope text not null check (scope in ('organisation', 'site', 'zone')),
  site_id uuid,
  zone_id uuid,
  expires_at timestamptz,
  granted_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (organisation_id, id),
  foreign key (organisation_id, person_id) references holdfast.person (organisation_id, id),
  foreign key (organisation_id, site_id) references holdfast.site (organisation_id, id),
  check ((scope = 'organisation') = (site_id is null)),
  check ((scope = 'zone') = (zone_id is not null))
);
create index role_grant_person on holdfast.role_grant (organisation_id, person_id) where ended_at is null;

create table holdfast.area (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  owner_id uuid,
  created_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, name)
);

create table holdfast.asset (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  vendor text,
  model text,
  order_number text,
  firmware text,
  serial text,
  kind text not null default 'unknown',
  purdue_level text,
  vlans integer[] not null default '{}',
  area_id uuid,
  owner_id uuid,
  criticality text check (criticality in ('high', 'medium', 'low')),
  production_role text,
  remark text,
  standing text not null check (standing in ('sighted', 'accepted', 'investigating', 'rejected', 'retired')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  conflicting text[] not null default '{}',
  first_seen timestamptz,
  last_seen timestamptz,
  packets bigint not null default 0,
  search text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (site_id, id),
  foreign key (site_id, area_id) references holdfast.area (site_id, id)
);
create index asset_name on holdfast.asset (site_id, name);
create index asset_last_seen on holdfast.asset (site_id, last_seen desc);

create table holdfast.asset_address (
  site_id uuid not null,
  kind text not null check (kind in ('mac', 'ip', 'name')),
  address text not null,
  asset_id uuid not null,
  primary key (site_id, kind, address, asset_id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
-- A MAC or an IP belongs to one asset; a name may be carried by several (that is shown as a conflict, never merged).
create unique index asset_address_one on holdfast.asset_address (site_id, kind, address) where kind <> 'name';
create index asset_address_asset on holdfast.asset_address (site_id, asset_id);

create table holdfast.asset_attribute (
  site_id uuid not null,
  asset_id uuid not null,
  name text not null,
  value text not null,
  source text not null check (source in ('wire', 'person')),
  protocol text,
  capture_id uuid,
  file text,
  frame bigint,
  seen_at timestamptz not null,
  confidence real not null,
  person_id uuid,
  primary key (site_id, asset_id, name, value, source),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id)
);
create unique index asset_attribute_word on holdfast.asset_attribute (site_id, asset_id, name) where source = 'person';

create table holdfast.flow (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  server_id uuid,
  server_key text not null,
  client_address text not null,
  server_address text not null,
  transport text not null,
  server_port integer not null,
  protocol text not null,
  packets bigint not null default 0,
  bytes bigint not null default 0,
  classes text[] not null default '{}',
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (site_id, id),
  foreign key (site_id, client_id) references holdfast.asset (site_id, id),
  foreign key (site_id, server_id) references holdfast.asset (site_id, id),
  unique (site_id, client_id, server_key, transport, server_port, protocol)
);
comment on column holdfast.flow.server_key is 'the server asset''s id, or the group address (multicast, broadcast) when server_id is null';
comment on column holdfast.flow.server_port is '-1 where the transport has no ports (layer 2, ICMP)';
create index flow_server on holdfast.flow (site_id, server_id);

create table holdfast.flow_operation (
  site_id uuid not null,
  flow_id uuid not null,
  code integer not null,
  key text not null,
  name text not null,
  class text not null,
  count bigint not null,
  errors bigint not null,
  primary key (site_id, flow_id, code, class),
  foreign key (site_id, flow_id) references holdfast.flow (site_id, id)
);

create table holdfast.event (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  capture_id uuid not null,
  at timestamptz not null,
  frame bigint not null,
  flow_id uuid,
  client_id uuid not null,
  server_id uuid,
  protocol text not null,
  operation text not null,
  class text not null,
  attack text,
  primary key (site_id, id)
);
create index event_at on holdfast.event (site_id, at desc);
create index event_flow on holdfast.event (site_id, flow_id);
create index event_client on holdfast.event (site_id, client_id);
create index event_server on holdfast.event (site_id, server_id);

create table holdfast.zone (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  role text not null default 'unclassified',
  purdue_level text,
  state text not null check (state in ('proposed', 'confirmed')),
  custodian_id uuid,
  subnets text[] not null default '{}',
  vlans integer[] not null default '{}',
  why jsonb not null default '[]',
  confirmed_at timestamptz,
  confirmed_by uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, key)
);

create table holdfast.zone_member (
  site_id uuid not null,
  asset_id uuid not null,
  zone_id uuid not null,
  source text not null check (source in ('proposed', 'person')),
  primary key (site_id, asset_id),
  foreign key (site_id, asset_id) references holdfast.asset (site_id, id),
  foreign key (site_id, zone_id) references holdfast.zone (site_id, id)
);
create index zone_member_zone on holdfast.zone_member (site_id, zone_id);

create table holdfast.approval (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  opens text not null,
  title text not null,
  sentence text not null,
  zone_ids uuid[] not null default '{}',
  state text not null check (state in ('waiting', 'approved', 'refused', 'withdrawn')),
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  reason text not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (site_id, id),
  check (decided_by is null or state = 'withdrawn' or decided_by <> asked_by)
);

create table holdfast.conduit (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  zone_a uuid not null,
  zone_b uuid not null,
  name text,
  purpose text,
  owner_id uuid,
  created_at timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, zone_a, zone_b),
  foreign key (site_id, zone_a) references holdfast.zone (site_id, id),
  foreign key (site_id, zone_b) references holdfast.zone (site_id, id),
  check (zone_a < zone_b)
);

create table holdfast.allow_list (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  conduit_id uuid not null,
  version integer not null,
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn', 'superseded')),
  rules jsonb not null,
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null default now(),
  reason text not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (site_id, id),
  unique (site_id, conduit_id, version),
  foreign key (site_id, conduit_id) references holdfast.conduit (site_id, id),
  foreign key (site_id, approval_id) references holdfast.approval (site_id, id),
  check (state <> 'approved' or decided_by <> proposed_by)
);
-- At most one list in force and one waiting per conduit.
create unique index allow_list_in_force on holdfast.allow_list (site_id, conduit_id) where state = 'approved';
create unique index allow_list_waiting on holdfast.allow_list (site_id, conduit_id) where state = 'proposed';

create table holdfast.flow_judgement (
  site_id uuid not null,
  flow_id uuid not null,
  judgement text not null check (judgement in ('needed', 'blockable', 'unknown')),
  judged_by uuid not null,
  judged_at timestamptz not null default now(),
  reason text not null,
  primary key (site_id, flow_id),
  foreign key (site_id, flow_id) references holdfast.flow (site_id, id)
);

create table holdfast.flow_verdict (
  site_id uuid not null,
  flow_id uuid not null,
  conduit_id uuid,
  verdict text not null check (verdict in ('allowed', 'unapproved', 'no_list', 'intra_zone')),
  rule_id text,
  unmatched jsonb not null default '[]',
  unapproved_since timestamptz,
  primary key (site_id, flow_id),
  foreign key (site_id, flow_id) references holdfast.flow (site_id, id),
  foreign key (site_id, conduit_id) references holdfast.conduit (site_id, id)
);
create index flow_verdict_conduit on holdfast.flow_verdict (site_id, conduit_id);
create index flow_verdict_unapproved on holdfast.flow_verdict (site_id) where verdict = 'unapproved';

create table holdfast.capture (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  state text not null check (state in ('receiving', 'reading', 'done', 'duplicate', 'failed', 'cancelled', 'interrupted')),
  size_bytes bigint not null,
  received_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  sha256 text,
  format text,
  packets bigint not null default 0,
  first_packet timestamptz,
  last_packet timestamptz,
  truncated boolean not null default false,
  fault text,
  duplicate_of uuid,
  assets_seen integer not null default 0,
  assets_new integer not null default 0,
  flows_seen integer not null default 0,
  flows_new integer not null default 0,
  events integer not null default 0,
  flows_folded bigint not null default 0,
  protocols jsonb not null default '[]',
  added_by uuid,
  added_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (site_id, id)
);
create unique index capture_counted_once on holdfast.capture (site_id, sha256) where state in ('reading', 'done');

create table holdfast.finding (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('new_device', 'unapproved_flow', 'conduit_without_list', 'changing_command')),
  state text not null check (state in ('open', 'investigating', 'closed')),
  subject_type text not null check (subject_type in ('asset', 'flow', 'conduit')),
  subject_id uuid not null,
  zone_id uuid,
  other_zone_id uuid,
  facts jsonb not null default '{}',
  attack text[] not null default '{}',
  capture_id uuid,
  frame bigint,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  decision text,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  primary key (site_id, id)
);
create unique index finding_open on holdfast.finding (site_id, kind, subject_id) where state <> 'closed';
create index finding_state on holdfast.finding (site_id, state, kind);

grant select, insert, update, delete on all tables in schema holdfast to holdfast_app;
