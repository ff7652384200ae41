-- The schema after all migrations, printed from the catalogue by scripts/schema-dump.ts. Do not edit; migrations change it.

create schema auth; -- owner holdfast_owner
create schema holdfast; -- owner holdfast_owner
create schema jobs; -- owner holdfast_jobs
create schema ledger; -- owner holdfast_ledger
create schema platform; -- owner holdfast_owner
create schema public; -- owner pg_database_owner

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.lock (
  id uuid not null default uuidv7(),
  kind text not null,
  key bytea not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  person_id text,
  address text,
  constraint lock_pkey PRIMARY KEY (kind, key),
  constraint lock_id_key UNIQUE (id)
); -- owner holdfast_owner
create table auth.must_change (
  person_id text not null,
  since timestamp with time zone not null default now(),
  constraint must_change_pkey PRIMARY KEY (person_id),
  constraint must_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.passkey (
  id uuid not null default uuidv7(),
  credential_id text not null,
  person_id text not null,
  name text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  synced boolean not null,
  rp_id text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_id_key UNIQUE (credential_id),
  constraint passkey_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.pin (
  person_id uuid not null,
  hash text not null,
  must_change boolean not null,
  tries integer not null default 0,
  set_at timestamp with time zone not null default now(),
  constraint pin_pkey PRIMARY KEY (person_id)
); -- owner holdfast_owner
create table auth.policy (
  single boolean not null default true,
  second_factor_roles text[] not null default '{}'::text[],
  constraint policy_pkey PRIMARY KEY (single),
  constraint policy_single_check CHECK (single)
); -- owner holdfast_owner
create table auth.provider (
  id uuid not null default uuidv7(),
  kind text not null,
  name text not null,
  settings jsonb not null,
  secret text,
  enabled boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint provider_pkey PRIMARY KEY (id),
  constraint provider_kind_check CHECK ((kind = ANY (ARRAY['oidc'::text, 'ldap'::text])))
); -- owner holdfast_owner
create table auth.recovery_code (
  person_id text not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (person_id, hash),
  constraint recovery_code_hash_check CHECK ((octet_length(hash) = 32)),
  constraint recovery_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.reset_code (
  person_id text not null,
  hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint reset_code_pkey PRIMARY KEY (person_id),
  constraint reset_code_hash_check CHECK ((octet_length(hash) = 32)),
  constraint reset_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.second_factor (
  person_id text not null,
  secret text not null,
  confirmed_at timestamp with time zone,
  last_counter bigint not null default 0,
  constraint second_factor_pkey PRIMARY KEY (person_id),
  constraint second_factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  kind text not null default 'password'::text,
  "secondFactor" boolean not null default false,
  device text,
  network text,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['password'::text, 'passkey'::text, 'provider'::text, 'directory'::text, 'terminal'::text]))),
  constraint "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE
); -- owner holdfast_owner
create table auth.step (
  hash bytea not null,
  kind text not null,
  person_id text,
  data jsonb not null,
  tries integer not null default 0,
  expires_at timestamp with time zone not null,
  constraint step_pkey PRIMARY KEY (hash),
  constraint step_hash_check CHECK ((octet_length(hash) = 32))
); -- owner holdfast_owner
create table auth.terminal_step (
  hash bytea not null,
  terminal_id uuid not null,
  person_id uuid not null,
  once boolean not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint terminal_step_pkey PRIMARY KEY (hash),
  constraint terminal_step_hash_check CHECK ((octet_length(hash) = 32))
); -- owner holdfast_owner
create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email),
  constraint user_email_check CHECK ((email = lower(email)))
); -- owner holdfast_owner
create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint verification_pkey PRIMARY KEY (id)
); -- owner holdfast_owner
create table holdfast.account (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  system text not null,
  asset_id uuid,
  login text not null,
  kind text not null,
  holder_id uuid,
  holder text,
  purpose text,
  last_reviewed date,
  state text not null default 'active'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint account_pkey PRIMARY KEY (site_id, id),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['shared'::text, 'local'::text, 'service'::text, 'vendor'::text, 'emergency'::text]))),
  constraint account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text]))),
  constraint account_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.activity (
  organisation_id uuid not null,
  id uuid not null,
  site_id uuid,
  of text,
  title text,
  rhythm jsonb,
  rhythm_from timestamp with time zone not null,
  escalation jsonb not null,
  owner_role text,
  owner_id uuid,
  ended_at timestamp with time zone,
  constraint activity_pkey PRIMARY KEY (organisation_id, id),
  constraint activity_check CHECK (((of IS NULL) <> (title IS NULL))),
  constraint activity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.activity_run (
  organisation_id uuid not null,
  id uuid not null,
  activity_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  planned date,
  result text,
  run_by uuid,
  remark text,
  constraint activity_run_pkey PRIMARY KEY (organisation_id, id),
  constraint activity_run_kind_check CHECK ((kind = ANY (ARRAY['done'::text, 'missed'::text]))),
  constraint activity_run_result_check CHECK ((result = ANY (ARRAY['as_planned'::text, 'with_findings'::text, 'not_passed'::text]))),
  constraint activity_run_organisation_id_activity_id_fkey FOREIGN KEY (organisation_id, activity_id) REFERENCES holdfast.activity(organisation_id, id),
  constraint activity_run_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.activity_step (
  organisation_id uuid not null,
  activity_id uuid not null,
  planned date not null,
  step text not null,
  told_at timestamp with time zone not null,
  constraint activity_step_pkey PRIMARY KEY (organisation_id, activity_id, planned, step),
  constraint activity_step_organisation_id_activity_id_fkey FOREIGN KEY (organisation_id, activity_id) REFERENCES holdfast.activity(organisation_id, id),
  constraint activity_step_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.allow_list (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  conduit_id uuid not null,
  version integer not null,
  state text not null,
  rules jsonb not null,
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default now(),
  reason text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  window_id uuid,
  in_force_since timestamp with time zone,
  is_emergency boolean not null default false,
  review_due_on date,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  review text,
  rolled_back_to integer,
  constraint allow_list_pkey PRIMARY KEY (site_id, id),
  constraint allow_list_site_id_conduit_id_version_key UNIQUE (site_id, conduit_id, version),
  constraint allow_list_check CHECK (((state <> 'approved'::text) OR (decided_by <> proposed_by))),
  constraint allow_list_emergency_check CHECK (((NOT is_emergency) OR (review_due_on IS NOT NULL))),
  constraint allow_list_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'scheduled'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'superseded'::text]))),
  constraint allow_list_site_id_approval_id_fkey FOREIGN KEY (site_id, approval_id) REFERENCES holdfast.approval(site_id, id),
  constraint allow_list_site_id_conduit_id_fkey FOREIGN KEY (site_id, conduit_id) REFERENCES holdfast.conduit(site_id, id),
  constraint allow_list_window_fkey FOREIGN KEY (site_id, window_id) REFERENCES holdfast.maintenance_window(site_id, id)
); -- owner holdfast_owner
create table holdfast.allow_list_comment (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  conduit_id uuid not null,
  list_id uuid,
  rule_id text,
  text text not null,
  said_by uuid not null,
  said_at timestamp with time zone not null default now(),
  constraint allow_list_comment_pkey PRIMARY KEY (site_id, id),
  constraint allow_list_comment_site_id_conduit_id_fkey FOREIGN KEY (site_id, conduit_id) REFERENCES holdfast.conduit(site_id, id),
  constraint allow_list_comment_site_id_list_id_fkey FOREIGN KEY (site_id, list_id) REFERENCES holdfast.allow_list(site_id, id)
); -- owner holdfast_owner
create table holdfast.allow_list_draft (
  site_id uuid not null,
  conduit_id uuid not null,
  rules jsonb not null,
  proposal jsonb,
  learnt jsonb,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  constraint allow_list_draft_pkey PRIMARY KEY (site_id, conduit_id),
  constraint allow_list_draft_site_id_conduit_id_fkey FOREIGN KEY (site_id, conduit_id) REFERENCES holdfast.conduit(site_id, id)
); -- owner holdfast_owner
create table holdfast.anchor (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  name text not null,
  url text not null,
  settings jsonb not null,
  secret bytea,
  private_host text,
  ca_pem text,
  added_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint anchor_pkey PRIMARY KEY (organisation_id, id),
  constraint anchor_kind_check CHECK ((kind = ANY (ARRAY['witness'::text, 'time_stamp'::text, 'syslog'::text, 'worm'::text]))),
  constraint anchor_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.anchor_alarm (
  organisation_id uuid not null,
  log_id uuid not null,
  code text not null,
  about text not null,
  since timestamp with time zone not null default now(),
  constraint anchor_alarm_pkey PRIMARY KEY (organisation_id, log_id, code, about),
  constraint anchor_alarm_code_check CHECK ((code = ANY (ARRAY['other_history'::text, 'not_witnessed'::text, 'clock_disagrees'::text]))),
  constraint anchor_alarm_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.anchor_policy (
  organisation_id uuid not null,
  threshold integer not null,
  own_witness text,
  own_witness_private boolean not null default false,
  constraint anchor_policy_pkey PRIMARY KEY (organisation_id),
  constraint anchor_policy_threshold_check CHECK (((threshold >= 1) AND (threshold <= 32))),
  constraint anchor_policy_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.anchor_state (
  organisation_id uuid not null,
  anchor_id uuid not null,
  log_id uuid not null,
  size bigint,
  done_at timestamp with time zone,
  tried_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  attempts integer not null,
  fault text,
  fault_status integer,
  detail jsonb not null default '{}'::jsonb,
  constraint anchor_state_pkey PRIMARY KEY (organisation_id, anchor_id, log_id),
  constraint anchor_state_organisation_id_anchor_id_fkey FOREIGN KEY (organisation_id, anchor_id) REFERENCES holdfast.anchor(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.api_token (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  name text not null,
  hash bytea not null,
  ends_with text not null,
  site_id uuid,
  read_only boolean not null,
  sentences text[],
  made_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (organisation_id, id),
  constraint api_token_organisation_id_hash_key UNIQUE (organisation_id, hash),
  constraint api_token_hash_check CHECK ((octet_length(hash) = 32)),
  constraint api_token_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.appointment (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  role text not null,
  site_id uuid,
  area_id uuid,
  person_id uuid not null,
  deputy_id uuid,
  mandate text,
  competence text,
  resources text,
  starts_at timestamp with time zone not null,
  until_at timestamp with time zone,
  state text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  handover_remark text,
  follows uuid,
  card_version text,
  card_language text,
  card_read_at timestamp with time zone,
  version integer not null default 1,
  constraint appointment_pkey PRIMARY KEY (organisation_id, id),
  constraint appointment_check CHECK (((area_id IS NULL) OR (site_id IS NOT NULL))),
  constraint appointment_check1 CHECK (((deputy_id IS NULL) OR (deputy_id <> person_id))),
  constraint appointment_check2 CHECK (((until_at IS NULL) OR (until_at > starts_at))),
  constraint appointment_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint appointment_organisation_id_deputy_id_fkey FOREIGN KEY (organisation_id, deputy_id) REFERENCES holdfast.person(organisation_id, id),
  constraint appointment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint appointment_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id),
  constraint appointment_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES holdfast.site(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.approval (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  opens text not null,
  title text not null,
  sentence text not null,
  zone_ids uuid[] not null default '{}'::uuid[],
  state text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  reason text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  kind text not null,
  will jsonb not null default '{"words": "", "params": {}}'::jsonb,
  people_needed integer not null default 2,
  asked_for uuid,
  expires_at timestamp with time zone,
  constraint approval_pkey PRIMARY KEY (site_id, id),
  constraint approval_check CHECK (((decided_by IS NULL) OR (state = 'withdrawn'::text) OR (decided_by <> asked_by))),
  constraint approval_people_needed_check CHECK (((people_needed >= 2) AND (people_needed <= 5))),
  constraint approval_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text])))
); -- owner holdfast_owner
create table holdfast.approval_vote (
  site_id uuid not null,
  approval_id uuid not null,
  person_id uuid not null,
  for_person_id uuid,
  decision text not null,
  reason text not null,
  voted_at timestamp with time zone not null default now(),
  constraint approval_vote_pkey PRIMARY KEY (site_id, approval_id, person_id),
  constraint approval_vote_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text]))),
  constraint approval_vote_site_id_approval_id_fkey FOREIGN KEY (site_id, approval_id) REFERENCES holdfast.approval(site_id, id)
); -- owner holdfast_owner
create table holdfast.area (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  owner_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint area_pkey PRIMARY KEY (site_id, id),
  constraint area_site_id_name_key UNIQUE (site_id, name)
); -- owner holdfast_owner
create table holdfast.asset (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  vendor text,
  model text,
  order_number text,
  firmware text,
  serial text,
  kind text not null default 'unknown'::text,
  purdue_level text,
  vlans integer[] not null default '{}'::integer[],
  area_id uuid,
  owner_id uuid,
  criticality text,
  production_role text,
  remark text,
  standing text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  conflicting text[] not null default '{}'::text[],
  first_seen timestamp with time zone,
  last_seen timestamp with time zone,
  packets bigint not null default 0,
  search text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  seen_when_decided timestamp with time zone,
  asset_tag text,
  location text,
  uptime_need text,
  rto_hours integer,
  lifecycle text not null default 'in_service'::text,
  parent_id uuid,
  parent_port text,
  constraint asset_pkey PRIMARY KEY (site_id, id),
  constraint asset_criticality_check CHECK ((criticality = ANY (ARRAY['safety'::text, 'essential'::text, 'supporting'::text, 'convenience'::text]))),
  constraint asset_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['planned'::text, 'in_service'::text, 'spare'::text, 'retired'::text, 'wiped'::text]))),
  constraint asset_parent_other CHECK ((parent_id <> id)),
  constraint asset_production_role_check CHECK ((production_role = ANY (ARRAY['control'::text, 'safety'::text, 'field'::text, 'operation'::text, 'engineering'::text, 'records'::text, 'planning'::text, 'quality'::text, 'logistics'::text, 'utilities'::text, 'network'::text, 'access'::text, 'protection'::text, 'other'::text]))),
  constraint asset_retired_is_retired CHECK (((lifecycle = ANY (ARRAY['retired'::text, 'wiped'::text])) = (standing = 'retired'::text))),
  constraint asset_rto_hours_check CHECK (((rto_hours >= 0) AND (rto_hours <= 8760))),
  constraint asset_standing_check CHECK ((standing = ANY (ARRAY['sighted'::text, 'accepted'::text, 'investigating'::text, 'rejected'::text, 'retired'::text]))),
  constraint asset_uptime_need_check CHECK ((uptime_need = ANY (ARRAY['continuous'::text, 'production'::text, 'working_hours'::text, 'on_demand'::text]))),
  constraint asset_parent FOREIGN KEY (site_id, parent_id) REFERENCES holdfast.asset(site_id, id),
  constraint asset_site_id_area_id_fkey FOREIGN KEY (site_id, area_id) REFERENCES holdfast.area(site_id, id)
); -- owner holdfast_owner
create table holdfast.asset_address (
  site_id uuid not null,
  kind text not null,
  address text not null,
  asset_id uuid not null,
  constraint asset_address_pkey PRIMARY KEY (site_id, kind, address, asset_id),
  constraint asset_address_kind_check CHECK ((kind = ANY (ARRAY['mac'::text, 'ip'::text, 'name'::text]))),
  constraint asset_address_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.asset_attribute (
  site_id uuid not null,
  asset_id uuid not null,
  name text not null,
  value text not null,
  source text not null,
  protocol text,
  capture_id uuid,
  file text,
  frame bigint,
  seen_at timestamp with time zone not null,
  confidence real not null,
  person_id uuid,
  why jsonb,
  constraint asset_attribute_pkey PRIMARY KEY (site_id, asset_id, name, value, source),
  constraint asset_attribute_source_check CHECK ((source = ANY (ARRAY['wire'::text, 'person'::text, 'walk_down'::text, 'switch_table'::text, 'project_file'::text, 'sheet'::text, 'netbox'::text]))),
  constraint asset_attribute_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.asset_handling (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  asset_id uuid not null,
  act text not null,
  at timestamp with time zone not null default now(),
  person_id uuid not null,
  reason text not null,
  from_zone_id uuid,
  to_zone_id uuid,
  from_location text,
  to_location text,
  method text,
  entry_id uuid not null,
  constraint asset_handling_pkey PRIMARY KEY (site_id, id),
  constraint asset_handling_act_check CHECK ((act = ANY (ARRAY['onboarded'::text, 'moved'::text, 'retired'::text, 'wiped'::text, 'brought_back'::text]))),
  constraint asset_handling_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.asset_observation (
  site_id uuid not null,
  asset_id uuid not null,
  kind text not null,
  source_id uuid not null,
  seen_from timestamp with time zone not null,
  seen_to timestamp with time zone not null,
  constraint asset_observation_pkey PRIMARY KEY (site_id, kind, source_id, asset_id),
  constraint asset_observation_kind_check CHECK ((kind = ANY (ARRAY['sensor'::text, 'capture'::text, 'station'::text, 'switch_table'::text, 'walk_down'::text]))),
  constraint asset_observation_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id) ON DELETE CASCADE
); -- owner holdfast_owner
create table holdfast.audit (
  organisation_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  kind text not null,
  title text not null,
  scope text not null,
  approach text not null,
  active_reason text,
  window_from timestamp with time zone,
  window_until timestamp with time zone,
  planned_on date not null,
  led_by uuid,
  auditor text,
  state text not null,
  held_on date,
  closed_at timestamp with time zone,
  planned_by uuid not null,
  planned_at timestamp with time zone not null,
  end_remark text,
  ended_by uuid,
  constraint audit_pkey PRIMARY KEY (organisation_id, id),
  constraint audit_approach_check CHECK ((approach = ANY (ARRAY['passive'::text, 'active'::text]))),
  constraint audit_check CHECK (((approach = 'passive'::text) OR ((active_reason IS NOT NULL) AND (window_from IS NOT NULL) AND (window_until > window_from)))),
  constraint audit_kind_check CHECK ((kind = ANY (ARRAY['audit'::text, 'ot_test'::text]))),
  constraint audit_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'closed'::text, 'called_off'::text]))),
  constraint audit_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.audit_finding (
  organisation_id uuid not null,
  id uuid not null,
  audit_id uuid not null,
  number integer not null,
  title text not null,
  severity text not null,
  requirement_id text,
  measure text,
  owner_id uuid,
  due_on date,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_remark text,
  constraint audit_finding_pkey PRIMARY KEY (organisation_id, id),
  constraint audit_finding_organisation_id_audit_id_number_key UNIQUE (organisation_id, audit_id, number),
  constraint audit_finding_number_check CHECK ((number > 0)),
  constraint audit_finding_severity_check CHECK ((severity = ANY (ARRAY['note'::text, 'minor'::text, 'major'::text]))),
  constraint audit_finding_organisation_id_audit_id_fkey FOREIGN KEY (organisation_id, audit_id) REFERENCES holdfast.audit(organisation_id, id),
  constraint audit_finding_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.authority_measure (
  organisation_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  title text not null,
  owner_id uuid,
  due_on date,
  closed_on date,
  evidence_entry_id uuid,
  remark text,
  closed_by uuid,
  constraint authority_measure_pkey PRIMARY KEY (organisation_id, id),
  constraint authority_measure_check CHECK (((closed_on IS NULL) = (evidence_entry_id IS NULL))),
  constraint authority_measure_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint authority_measure_organisation_id_order_id_fkey FOREIGN KEY (organisation_id, order_id) REFERENCES holdfast.authority_order(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.authority_order (
  organisation_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  site_id uuid,
  authority text not null,
  kind text not null,
  title text not null,
  reference text,
  received_on date not null,
  deadline_on date,
  closed_on date,
  constraint authority_order_pkey PRIMARY KEY (organisation_id, id),
  constraint authority_order_kind_check CHECK ((kind = ANY (ARRAY['information'::text, 'audit'::text, 'instruction'::text, 'remedy'::text, 'inform'::text, 'publish'::text, 'stop'::text, 'other'::text]))),
  constraint authority_order_organisation_id_entity_id_fkey FOREIGN KEY (organisation_id, entity_id) REFERENCES holdfast.legal_entity(organisation_id, id),
  constraint authority_order_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.backup_run (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  state text not null,
  began_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  path text,
  size_bytes bigint,
  sha256 text,
  entries bigint,
  fault text,
  checked_at timestamp with time zone,
  check_fault text,
  removed_at timestamp with time zone,
  constraint backup_run_pkey PRIMARY KEY (organisation_id, id),
  constraint backup_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'made'::text, 'failed'::text]))),
  constraint backup_run_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.backup_setting (
  organisation_id uuid not null,
  folder text,
  keep integer not null default 14,
  warn_days integer not null default 2,
  recovery_key text,
  recovery_key_made_at timestamp with time zone,
  constraint backup_setting_pkey PRIMARY KEY (organisation_id),
  constraint backup_setting_keep_check CHECK (((keep >= 1) AND (keep <= 1000))),
  constraint backup_setting_warn_days_check CHECK (((warn_days >= 1) AND (warn_days <= 90))),
  constraint backup_setting_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.board_target (
  organisation_id uuid not null,
  version integer not null,
  appetite text not null,
  statement text not null,
  targets jsonb not null,
  state text not null,
  meeting_id uuid,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  signed_by uuid,
  signed_at timestamp with time zone,
  constraint board_target_pkey PRIMARY KEY (organisation_id, version),
  constraint board_target_appetite_check CHECK ((appetite = ANY (ARRAY['averse'::text, 'cautious'::text, 'open'::text]))),
  constraint board_target_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'signed'::text, 'withdrawn'::text]))),
  constraint board_target_targets_check CHECK ((jsonb_typeof(targets) = 'object'::text)),
  constraint board_target_version_check CHECK ((version > 0)),
  constraint board_target_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.boundary_look (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  looked_by uuid not null,
  looked_at timestamp with time zone not null default now(),
  reason text not null,
  next_due_on date not null,
  states jsonb not null,
  constraint boundary_look_pkey PRIMARY KEY (site_id, id)
); -- owner holdfast_owner
create table holdfast.boundary_protection (
  site_id uuid not null,
  conduit_id uuid not null,
  means text not null,
  provider text,
  tested_on date,
  result text not null,
  next_test_on date not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null default now(),
  constraint boundary_protection_pkey PRIMARY KEY (site_id, conduit_id),
  constraint boundary_protection_result_check CHECK ((result = ANY (ARRAY['held'::text, 'failed'::text, 'not_tested'::text])))
); -- owner holdfast_owner
create table holdfast.calendar_feed (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  site_id uuid,
  token_sha256 bytea not null,
  made_at timestamp with time zone not null default now(),
  last_read_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint calendar_feed_pkey PRIMARY KEY (organisation_id, id),
  constraint calendar_feed_organisation_id_token_sha256_key UNIQUE (organisation_id, token_sha256),
  constraint calendar_feed_token_sha256_check CHECK ((octet_length(token_sha256) = 32)),
  constraint calendar_feed_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.capture (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  state text not null,
  size_bytes bigint not null,
  received_bytes bigint not null default 0,
  read_bytes bigint not null default 0,
  sha256 text,
  format text,
  packets bigint not null default 0,
  first_packet timestamp with time zone,
  last_packet timestamp with time zone,
  truncated boolean not null default false,
  fault text,
  duplicate_of uuid,
  assets_seen integer not null default 0,
  assets_new integer not null default 0,
  flows_seen integer not null default 0,
  flows_new integer not null default 0,
  events integer not null default 0,
  flows_folded bigint not null default 0,
  protocols jsonb not null default '[]'::jsonb,
  added_by uuid,
  added_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  content_sha256 text,
  kept_until timestamp with time zone,
  packets_known bigint not null default 0,
  station_id uuid,
  constraint capture_pkey PRIMARY KEY (site_id, id),
  constraint capture_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'reading'::text, 'done'::text, 'duplicate'::text, 'failed'::text, 'cancelled'::text, 'interrupted'::text, 'expired'::text])))
); -- owner holdfast_owner
create table holdfast.clock_judgement (
  organisation_id uuid not null,
  verdict text not null,
  offset_ms double precision,
  since timestamp with time zone not null default now(),
  constraint clock_judgement_pkey PRIMARY KEY (organisation_id),
  constraint clock_judgement_verdict_check CHECK ((verdict = ANY (ARRAY['unchecked'::text, 'right'::text, 'off'::text, 'unanswered'::text]))),
  constraint clock_judgement_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.conduit (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  zone_a uuid not null,
  zone_b uuid not null,
  name text,
  purpose text,
  owner_id uuid,
  created_at timestamp with time zone not null default now(),
  mode text not null default 'normal'::text,
  mode_since timestamp with time zone,
  mode_by uuid,
  mode_reason text,
  mode_return text,
  mode_authority_id uuid,
  constraint conduit_pkey PRIMARY KEY (site_id, id),
  constraint conduit_site_id_zone_a_zone_b_key UNIQUE (site_id, zone_a, zone_b),
  constraint conduit_check CHECK ((zone_a < zone_b)),
  constraint conduit_mode_check CHECK ((mode = ANY (ARRAY['normal'::text, 'essential'::text, 'isolated'::text]))),
  constraint conduit_site_id_zone_a_fkey FOREIGN KEY (site_id, zone_a) REFERENCES holdfast.zone(site_id, id),
  constraint conduit_site_id_zone_b_fkey FOREIGN KEY (site_id, zone_b) REFERENCES holdfast.zone(site_id, id)
); -- owner holdfast_owner
create table holdfast.conduit_exception (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  conduit_id uuid not null,
  rule jsonb not null,
  reason text not null,
  owner_id uuid not null,
  expires_at timestamp with time zone not null,
  on_expiry text not null,
  state text not null,
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  reviewed_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint conduit_exception_pkey PRIMARY KEY (site_id, id),
  constraint conduit_exception_site_id_number_key UNIQUE (site_id, number),
  constraint conduit_exception_on_expiry_check CHECK ((on_expiry = ANY (ARRAY['closes'::text, 'escalates'::text]))),
  constraint conduit_exception_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'in_force'::text, 'refused'::text, 'withdrawn'::text, 'closed'::text, 'escalated'::text, 'ended'::text]))),
  constraint conduit_exception_site_id_approval_id_fkey FOREIGN KEY (site_id, approval_id) REFERENCES holdfast.approval(site_id, id),
  constraint conduit_exception_site_id_conduit_id_fkey FOREIGN KEY (site_id, conduit_id) REFERENCES holdfast.conduit(site_id, id)
); -- owner holdfast_owner
create table holdfast.conversation (
  site_id uuid not null,
  flow_id uuid not null,
  hour timestamp with time zone not null,
  kind_id uuid not null,
  started_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  connections integer not null,
  opened integer not null,
  packets bigint not null,
  bytes bigint not null,
  capture_id uuid not null,
  errors bigint not null default 0,
  constraint conversation_pkey PRIMARY KEY (site_id, flow_id, hour, kind_id)
); -- owner holdfast_owner
create table holdfast.conversation_kind (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  flow_id uuid not null,
  digest text not null,
  classes text[] not null,
  elements jsonb not null,
  elements_folded integer not null,
  constraint conversation_kind_pkey PRIMARY KEY (site_id, id),
  constraint conversation_kind_site_id_flow_id_digest_key UNIQUE (site_id, flow_id, digest),
  constraint conversation_kind_site_id_flow_id_fkey FOREIGN KEY (site_id, flow_id) REFERENCES holdfast.flow(site_id, id)
); -- owner holdfast_owner
create table holdfast.coordination_answer (
  site_id uuid not null,
  question text not null,
  person_id uuid not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint coordination_answer_pkey PRIMARY KEY (site_id, question),
  constraint coordination_answer_question_check CHECK ((question = ANY (ARRAY['decides'::text, 'prioritises'::text, 'reports'::text, 'controls_contractors'::text])))
); -- owner holdfast_owner
create table holdfast.custody_act (
  site_id uuid not null,
  item_id uuid not null,
  n integer not null,
  act text not null,
  at timestamp with time zone not null default now(),
  actor_id uuid not null,
  other_id uuid,
  place text,
  tool text,
  seal_number text,
  seal_intact boolean,
  measured_sha256 text,
  whole boolean,
  remark text,
  entry_id uuid not null,
  constraint custody_act_pkey PRIMARY KEY (site_id, item_id, n),
  constraint custody_act_measured_sha256_check CHECK ((measured_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint custody_act_n_check CHECK ((n > 0)),
  constraint custody_act_site_id_item_id_fkey FOREIGN KEY (site_id, item_id) REFERENCES holdfast.evidence_item(site_id, id)
); -- owner holdfast_owner
create table holdfast.delivery (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  subscription_id uuid not null,
  entry_id uuid,
  kind text not null,
  site_id uuid,
  actor_id text,
  via text,
  subject_type text not null,
  subject_id text not null,
  at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_fault text,
  last_status integer,
  tried_at timestamp with time zone,
  details jsonb,
  constraint delivery_pkey PRIMARY KEY (organisation_id, id),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text]))),
  constraint delivery_organisation_id_subscription_id_fkey FOREIGN KEY (organisation_id, subscription_id) REFERENCES holdfast.subscription(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.dependency (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  service_id uuid not null,
  dependent_type text not null,
  dependent_id uuid not null,
  hardness text not null,
  after_hours integer,
  workaround text,
  source text not null default 'person'::text,
  proposal_key text,
  flows_counted integer not null default 0,
  declared_by uuid not null,
  declared_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint dependency_pkey PRIMARY KEY (site_id, id),
  constraint dependency_site_id_service_id_dependent_type_dependent_id_key UNIQUE (site_id, service_id, dependent_type, dependent_id),
  constraint dependency_after_hours_check CHECK (((after_hours >= 1) AND (after_hours <= 8760))),
  constraint dependency_check CHECK (((hardness = 'stops_after'::text) = (after_hours IS NOT NULL))),
  constraint dependency_check1 CHECK (((dependent_type <> 'service'::text) OR (dependent_id <> service_id))),
  constraint dependency_dependent_type_check CHECK ((dependent_type = ANY (ARRAY['zone'::text, 'asset'::text, 'area'::text, 'service'::text]))),
  constraint dependency_hardness_check CHECK ((hardness = ANY (ARRAY['stops_at_once'::text, 'stops_after'::text, 'inconvenient'::text]))),
  constraint dependency_source_check CHECK ((source = ANY (ARRAY['person'::text, 'flows'::text]))),
  constraint dependency_site_id_service_id_fkey FOREIGN KEY (site_id, service_id) REFERENCES holdfast.service(site_id, id)
); -- owner holdfast_owner
create table holdfast.dependency_declined (
  site_id uuid not null,
  proposal_key text not null,
  declined_by uuid not null,
  declined_at timestamp with time zone not null default now(),
  reason text not null,
  constraint dependency_declined_pkey PRIMARY KEY (site_id, proposal_key)
); -- owner holdfast_owner
create table holdfast.deputy (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  grant_id uuid not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  named_by uuid not null,
  named_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint deputy_pkey PRIMARY KEY (organisation_id, id),
  constraint deputy_check CHECK ((until_at > starts_at)),
  constraint deputy_organisation_id_grant_id_fkey FOREIGN KEY (organisation_id, grant_id) REFERENCES holdfast.role_grant(organisation_id, id),
  constraint deputy_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.deputy_plan (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  ref text not null,
  person_id uuid not null,
  deputy_id uuid,
  remark text not null,
  due_at timestamp with time zone not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint deputy_plan_pkey PRIMARY KEY (site_id, id),
  constraint deputy_plan_site_id_kind_ref_person_id_key UNIQUE (site_id, kind, ref, person_id)
); -- owner holdfast_owner
create table holdfast.document (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  doc_type text not null,
  title text not null,
  reach text not null,
  main_language text not null,
  owner_kind text not null,
  owner_id uuid,
  review_months integer not null,
  acknowledge_days integer not null,
  audience_roles text[] not null default '{}'::text[],
  audience_ids uuid[] not null default '{}'::uuid[],
  begun_by uuid not null,
  begun_at timestamp with time zone not null,
  reviewed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  version integer not null default 1,
  constraint document_pkey PRIMARY KEY (site_id, id),
  constraint document_acknowledge_days_check CHECK (((acknowledge_days >= 30) AND (acknowledge_days <= 1095))),
  constraint document_check CHECK (((owner_kind = 'delegate'::text) = (owner_id IS NOT NULL))),
  constraint document_main_language_check CHECK ((main_language = ANY (ARRAY['en'::text, 'de'::text]))),
  constraint document_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['ciso'::text, 'delegate'::text]))),
  constraint document_reach_check CHECK ((reach = ANY (ARRAY['site'::text, 'organisation'::text]))),
  constraint document_review_months_check CHECK (((review_months >= 1) AND (review_months <= 36)))
); -- owner holdfast_owner
create table holdfast.document_adoption (
  site_id uuid not null,
  document_id uuid not null,
  home_site_id uuid not null,
  state text not null,
  number integer,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  reason text not null,
  constraint document_adoption_pkey PRIMARY KEY (site_id, document_id),
  constraint document_adoption_check CHECK (((state = 'adopted'::text) = (number IS NOT NULL))),
  constraint document_adoption_state_check CHECK ((state = ANY (ARRAY['adopted'::text, 'declined'::text])))
); -- owner holdfast_owner
create table holdfast.document_draft (
  site_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  texts jsonb not null,
  base_number integer,
  saved_at timestamp with time zone not null default now(),
  constraint document_draft_pkey PRIMARY KEY (site_id, document_id, person_id),
  constraint document_draft_site_id_document_id_fkey FOREIGN KEY (site_id, document_id) REFERENCES holdfast.document(site_id, id)
); -- owner holdfast_owner
create table holdfast.document_reading (
  site_id uuid not null,
  document_id uuid not null,
  person_id uuid not null,
  home_site_id uuid not null,
  number integer not null,
  language text not null,
  read_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint document_reading_pkey PRIMARY KEY (site_id, document_id, person_id)
); -- owner holdfast_owner
create table holdfast.document_setting (
  site_id uuid not null,
  languages jsonb not null,
  constraint document_setting_pkey PRIMARY KEY (site_id)
); -- owner holdfast_owner
create table holdfast.document_version (
  site_id uuid not null,
  document_id uuid not null,
  number integer not null,
  state text not null,
  texts jsonb not null,
  follows jsonb not null,
  main_changed_in integer not null,
  changes_meaning boolean not null,
  hashes jsonb not null,
  marks jsonb,
  approval_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  reason text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  entry_id uuid,
  constraint document_version_pkey PRIMARY KEY (site_id, document_id, number),
  constraint document_version_number_check CHECK ((number > 0)),
  constraint document_version_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'superseded'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint document_version_site_id_approval_id_fkey FOREIGN KEY (site_id, approval_id) REFERENCES holdfast.approval(site_id, id),
  constraint document_version_site_id_document_id_fkey FOREIGN KEY (site_id, document_id) REFERENCES holdfast.document(site_id, id)
); -- owner holdfast_owner
create table holdfast.duty_reading (
  organisation_id uuid not null,
  role text not null,
  person_id uuid not null,
  version integer not null,
  language text not null,
  read_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint duty_reading_pkey PRIMARY KEY (organisation_id, role, person_id),
  constraint duty_reading_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint duty_reading_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.duty_training (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  role text not null,
  title text not null,
  provider text,
  hours numeric(5,2) not null,
  held_on date not null,
  valid_until date not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint duty_training_pkey PRIMARY KEY (organisation_id, id),
  constraint duty_training_check CHECK ((valid_until > held_on)),
  constraint duty_training_hours_check CHECK ((hours > (0)::numeric)),
  constraint duty_training_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint duty_training_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.enforcer (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  layout text not null,
  outside text not null default 'pass'::text,
  confirm_within_s integer not null default 120,
  confirms_itself boolean not null default false,
  code_hash bytea,
  code_expires_at timestamp with time zone,
  enrolled_at timestamp with time zone,
  certificate_fingerprint text,
  sequence bigint not null default 0,
  seen_at timestamp with time zone,
  report jsonb,
  silence_told boolean not null default false,
  registered_by uuid not null,
  registered_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  kind text not null default 'enforcer'::text,
  comparison jsonb,
  compared_at timestamp with time zone,
  constraint enforcer_pkey PRIMARY KEY (site_id, id),
  constraint enforcer_confirm_within_s_check CHECK (((confirm_within_s >= 10) AND (confirm_within_s <= 3600))),
  constraint enforcer_kind_check CHECK ((kind = ANY (ARRAY['enforcer'::text, 'nftables'::text, 'fortigate'::text, 'cisco_asa'::text, 'cisco_ios'::text, 'palo_alto'::text]))),
  constraint enforcer_layout_check CHECK ((layout = ANY (ARRAY['routed'::text, 'bridged'::text]))),
  constraint enforcer_outside_check CHECK ((outside = ANY (ARRAY['pass'::text, 'drop'::text])))
); -- owner holdfast_owner
create table holdfast.enforcer_list (
  site_id uuid not null,
  enforcer_id uuid not null,
  list_sequence bigint not null,
  list_sha256 text not null,
  policy jsonb not null,
  versions jsonb not null,
  state text not null,
  rolled_out_by text not null,
  rolled_out_at timestamp with time zone not null default now(),
  applied_at timestamp with time zone,
  due_at timestamp with time zone,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  confirmation text,
  ended_at timestamp with time zone,
  why text,
  window_id uuid,
  constraint enforcer_list_pkey PRIMARY KEY (site_id, enforcer_id, list_sequence),
  constraint enforcer_list_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'waiting'::text, 'confirmed'::text, 'rolled_back'::text, 'withdrawn'::text, 'past'::text]))),
  constraint enforcer_list_site_id_enforcer_id_fkey FOREIGN KEY (site_id, enforcer_id) REFERENCES holdfast.enforcer(site_id, id),
  constraint enforcer_list_window_fkey FOREIGN KEY (site_id, window_id) REFERENCES holdfast.maintenance_window(site_id, id)
); -- owner holdfast_owner
create table holdfast.enforcer_policy (
  site_id uuid not null,
  enforcer_id uuid not null,
  sequence bigint not null,
  list_sequence bigint not null,
  modes jsonb not null,
  ruleset_sha256 text not null,
  envelope text,
  made_at timestamp with time zone not null default now(),
  constraint enforcer_policy_pkey PRIMARY KEY (site_id, enforcer_id, sequence),
  constraint enforcer_policy_site_id_enforcer_id_fkey FOREIGN KEY (site_id, enforcer_id) REFERENCES holdfast.enforcer(site_id, id)
); -- owner holdfast_owner
create table holdfast.enforcer_zone (
  site_id uuid not null,
  enforcer_id uuid not null,
  zone_id uuid not null,
  interface text,
  constraint enforcer_zone_pkey PRIMARY KEY (site_id, enforcer_id, zone_id),
  constraint enforcer_zone_site_id_enforcer_id_fkey FOREIGN KEY (site_id, enforcer_id) REFERENCES holdfast.enforcer(site_id, id),
  constraint enforcer_zone_site_id_zone_id_fkey FOREIGN KEY (site_id, zone_id) REFERENCES holdfast.zone(site_id, id) ON DELETE CASCADE
); -- owner holdfast_owner
create table holdfast.erasure (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  of text not null,
  erased_person_id uuid,
  entry_id uuid,
  ground text not null,
  parts text[] not null,
  reason text not null,
  payloads jsonb not null,
  places jsonb not null,
  remains jsonb not null,
  state text not null,
  approval_id uuid,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  erasing_entry uuid,
  constraint erasure_pkey PRIMARY KEY (site_id, id),
  constraint erasure_check CHECK (((of = 'person'::text) = (erased_person_id IS NOT NULL))),
  constraint erasure_check1 CHECK (((of = 'entry'::text) = (entry_id IS NOT NULL))),
  constraint erasure_check2 CHECK (((state = 'erased'::text) = (erasing_entry IS NOT NULL))),
  constraint erasure_of_check CHECK ((of = ANY (ARRAY['person'::text, 'entry'::text]))),
  constraint erasure_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'erased'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text])))
); -- owner holdfast_owner
create table holdfast.escalation_call (
  site_id uuid not null,
  test_id uuid not null,
  "position" integer not null,
  person_id uuid,
  wait_minutes integer not null,
  outcome text not null default 'open'::text,
  answered_at timestamp with time zone,
  noted_by uuid,
  constraint escalation_call_pkey PRIMARY KEY (site_id, test_id, "position"),
  constraint escalation_call_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'reached'::text, 'not_reached'::text, 'nobody'::text]))),
  constraint escalation_call_site_id_test_id_fkey FOREIGN KEY (site_id, test_id) REFERENCES holdfast.escalation_test(site_id, id)
); -- owner holdfast_owner
create table holdfast.escalation_step (
  site_id uuid not null,
  "position" integer not null,
  role text,
  person_id uuid,
  wait_minutes integer not null,
  constraint escalation_step_pkey PRIMARY KEY (site_id, "position"),
  constraint escalation_step_check CHECK (((role IS NULL) <> (person_id IS NULL))),
  constraint escalation_step_position_check CHECK ((("position" >= 1) AND ("position" <= 20))),
  constraint escalation_step_wait_minutes_check CHECK (((wait_minutes >= 1) AND (wait_minutes <= 1440)))
); -- owner holdfast_owner
create table holdfast.escalation_test (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  started_by uuid not null,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint escalation_test_pkey PRIMARY KEY (site_id, id)
); -- owner holdfast_owner
create table holdfast.essential_item (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  list text not null,
  name text not null,
  owner_id uuid,
  impact text,
  protect text[] not null default '{}'::text[],
  asset_id uuid,
  service_id uuid,
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint essential_item_pkey PRIMARY KEY (site_id, id),
  constraint essential_item_list_check CHECK ((list = ANY (ARRAY['asset'::text, 'information'::text, 'application'::text]))),
  constraint essential_item_protect_check CHECK ((protect <@ ARRAY['confidentiality'::text, 'integrity'::text, 'availability'::text])),
  constraint essential_item_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint essential_item_site_id_service_id_fkey FOREIGN KEY (site_id, service_id) REFERENCES holdfast.service(site_id, id)
); -- owner holdfast_owner
create table holdfast.event (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  capture_id uuid not null,
  at timestamp with time zone not null,
  frame bigint not null,
  flow_id uuid,
  client_id uuid not null,
  server_id uuid,
  protocol text not null,
  operation text not null,
  class text not null,
  attack text,
  constraint event_pkey PRIMARY KEY (site_id, id)
); -- owner holdfast_owner
create table holdfast.evidence_cursor (
  site_id uuid not null,
  log_id uuid not null,
  next_idx bigint not null,
  version text not null,
  constraint evidence_cursor_pkey PRIMARY KEY (site_id, log_id),
  constraint evidence_cursor_next_idx_check CHECK ((next_idx >= 0))
); -- owner holdfast_owner
create table holdfast.evidence_item (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  form text not null,
  kind text not null,
  title text not null,
  asset_id uuid,
  capture_id uuid,
  copy_of uuid,
  file_sha256 text,
  file_name text,
  file_type text,
  size_bytes bigint,
  seal_number text,
  sensitive boolean not null default false,
  place text not null,
  method text not null,
  clock_offset_s double precision,
  state text not null,
  custodian_id uuid not null,
  receiver_id uuid,
  destruction_asked uuid,
  collected_at timestamp with time zone not null,
  collected_by uuid not null,
  constraint evidence_item_pkey PRIMARY KEY (site_id, id),
  constraint evidence_item_site_id_number_key UNIQUE (site_id, number),
  constraint evidence_item_check CHECK (((form = 'file'::text) = ((file_sha256 IS NOT NULL) AND (size_bytes IS NOT NULL)))),
  constraint evidence_item_check1 CHECK (((state = 'moving'::text) = (receiver_id IS NOT NULL))),
  constraint evidence_item_file_sha256_check CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint evidence_item_form_check CHECK ((form = ANY (ARRAY['file'::text, 'object'::text]))),
  constraint evidence_item_number_check CHECK ((number > 0)),
  constraint evidence_item_size_bytes_check CHECK ((size_bytes >= 0)),
  constraint evidence_item_state_check CHECK ((state = ANY (ARRAY['held'::text, 'moving'::text, 'returned'::text, 'destroyed'::text]))),
  constraint evidence_item_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint evidence_item_site_id_capture_id_fkey FOREIGN KEY (site_id, capture_id) REFERENCES holdfast.capture(site_id, id),
  constraint evidence_item_site_id_copy_of_fkey FOREIGN KEY (site_id, copy_of) REFERENCES holdfast.evidence_item(site_id, id)
); -- owner holdfast_owner
create table holdfast.evidence_latest (
  site_id uuid not null,
  source text not null,
  subject_id text not null,
  at timestamp with time zone not null,
  log_id uuid not null,
  idx bigint not null,
  effect text not null,
  until_on date,
  constraint evidence_latest_pkey PRIMARY KEY (site_id, source, subject_id),
  constraint evidence_latest_effect_check CHECK ((effect = ANY (ARRAY['proves'::text, 'ends'::text, 'member'::text, 'gone'::text])))
); -- owner holdfast_owner
create table holdfast.evidence_mark (
  site_id uuid not null,
  source text not null,
  subject_id text not null,
  at timestamp with time zone not null,
  log_id uuid not null,
  idx bigint not null,
  effect text not null,
  until_on date,
  constraint evidence_mark_pkey PRIMARY KEY (site_id, source, subject_id, at, log_id, idx) INCLUDE (effect, until_on),
  constraint evidence_mark_effect_check CHECK ((effect = ANY (ARRAY['proves'::text, 'ends'::text, 'member'::text, 'gone'::text])))
); -- owner holdfast_owner
create table holdfast.evidence_package (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  log_id uuid not null,
  scope jsonb not null,
  scope_title text not null,
  period_from timestamp with time zone,
  period_until timestamp with time zone,
  as_of_size bigint not null,
  previous_id uuid,
  previous_size bigint,
  is_complete boolean not null,
  with_texts boolean not null,
  with_files boolean not null,
  may_pack_files boolean not null,
  max_file_bytes bigint,
  state text not null default 'making'::text,
  fault text,
  done_bytes bigint not null default 0,
  sha256 text,
  size_bytes bigint,
  entries integer,
  files integer,
  omitted jsonb not null default '[]'::jsonb,
  requested_by uuid not null,
  requested_at timestamp with time zone not null default now(),
  made_at timestamp with time zone,
  constraint evidence_package_pkey PRIMARY KEY (site_id, id),
  constraint evidence_package_site_id_number_key UNIQUE (site_id, number),
  constraint evidence_package_as_of_size_check CHECK ((as_of_size > 0)),
  constraint evidence_package_check CHECK (((state = 'ready'::text) = ((sha256 IS NOT NULL) AND (made_at IS NOT NULL)))),
  constraint evidence_package_number_check CHECK ((number > 0)),
  constraint evidence_package_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint evidence_package_state_check CHECK ((state = ANY (ARRAY['making'::text, 'ready'::text, 'failed'::text]))),
  constraint evidence_package_site_id_previous_id_fkey FOREIGN KEY (site_id, previous_id) REFERENCES holdfast.evidence_package(site_id, id)
); -- owner holdfast_owner
create table holdfast.finding (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  state text not null,
  subject_type text not null,
  subject_id uuid not null,
  zone_id uuid,
  other_zone_id uuid,
  facts jsonb not null default '{}'::jsonb,
  attack text[] not null default '{}'::text[],
  capture_id uuid,
  frame bigint,
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  owner_id uuid,
  due_at timestamp with time zone,
  reference text,
  absent_days integer not null default 0,
  constraint finding_pkey PRIMARY KEY (site_id, id),
  constraint finding_accepted_check CHECK (((state <> ALL (ARRAY['accepted'::text, 'being_fixed'::text])) OR ((owner_id IS NOT NULL) AND (due_at IS NOT NULL)))),
  constraint finding_incident_check CHECK (((state <> 'in_incident'::text) OR (reference IS NOT NULL))),
  constraint finding_kind_check CHECK ((kind = ANY (ARRAY['new_device'::text, 'unapproved_flow'::text, 'conduit_without_list'::text, 'changing_command'::text, 'retired_seen'::text, 'unknown_internet'::text, 'file_damaged'::text, 'safety_intervention'::text, 'it_ot_pivot'::text, 'remote_session'::text, 'network_scan'::text, 'silent_device'::text, 'exception_burst'::text, 'address_conflict'::text, 'cleartext_credentials'::text, 'outdated_protocol'::text, 'element_outside'::text, 'unusual_commands'::text, 'responsibility_missing'::text, 'enforcer_differs'::text]))),
  constraint finding_state_check CHECK ((state = ANY (ARRAY['open'::text, 'investigating'::text, 'accepted'::text, 'being_fixed'::text, 'in_incident'::text, 'fixed'::text, 'closed'::text]))),
  constraint finding_subject_type_check CHECK ((subject_type = ANY (ARRAY['asset'::text, 'flow'::text, 'conduit'::text, 'file'::text, 'site'::text, 'enforcer'::text])))
); -- owner holdfast_owner
create table holdfast.finding_frames (
  site_id uuid not null,
  finding_id uuid not null,
  place text not null,
  seen_until timestamp with time zone not null,
  sha256 text,
  size_bytes integer,
  frames integer,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  capture_id uuid,
  entry_id uuid,
  cut_at timestamp with time zone not null default now(),
  constraint finding_frames_pkey PRIMARY KEY (site_id, finding_id, place),
  constraint finding_frames_check CHECK ((((sha256 IS NULL) = (entry_id IS NULL)) AND ((sha256 IS NULL) = (size_bytes IS NULL)) AND ((sha256 IS NULL) = (frames IS NULL)))),
  constraint finding_frames_place_check CHECK ((place = ANY (ARRAY['first'::text, 'latest'::text]))),
  constraint finding_frames_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
); -- owner holdfast_owner
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
  classes text[] not null default '{}'::text[],
  first_seen timestamp with time zone not null,
  last_seen timestamp with time zone not null,
  elements jsonb not null default '[]'::jsonb,
  elements_folded integer not null default 0,
  constraint flow_pkey PRIMARY KEY (site_id, id),
  constraint flow_site_id_client_id_server_key_transport_server_port_pro_key UNIQUE (site_id, client_id, server_key, transport, server_port, protocol),
  constraint flow_site_id_client_id_fkey FOREIGN KEY (site_id, client_id) REFERENCES holdfast.asset(site_id, id),
  constraint flow_site_id_server_id_fkey FOREIGN KEY (site_id, server_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.flow_judgement (
  site_id uuid not null,
  flow_id uuid not null,
  judgement text not null,
  judged_by uuid not null,
  judged_at timestamp with time zone not null default now(),
  reason text not null,
  constraint flow_judgement_pkey PRIMARY KEY (site_id, flow_id),
  constraint flow_judgement_judgement_check CHECK ((judgement = ANY (ARRAY['needed'::text, 'blockable'::text, 'unknown'::text]))),
  constraint flow_judgement_site_id_flow_id_fkey FOREIGN KEY (site_id, flow_id) REFERENCES holdfast.flow(site_id, id)
); -- owner holdfast_owner
create table holdfast.flow_operation (
  site_id uuid not null,
  flow_id uuid not null,
  code integer not null,
  key text not null,
  name text not null,
  class text not null,
  count bigint not null,
  errors bigint not null,
  protocol text not null,
  constraint flow_operation_pkey PRIMARY KEY (site_id, flow_id, protocol, code, class),
  constraint flow_operation_site_id_flow_id_fkey FOREIGN KEY (site_id, flow_id) REFERENCES holdfast.flow(site_id, id)
); -- owner holdfast_owner
create table holdfast.flow_verdict (
  site_id uuid not null,
  flow_id uuid not null,
  conduit_id uuid,
  verdict text not null,
  rule_id text,
  unmatched jsonb not null default '[]'::jsonb,
  unapproved_since timestamp with time zone,
  constraint flow_verdict_pkey PRIMARY KEY (site_id, flow_id),
  constraint flow_verdict_verdict_check CHECK ((verdict = ANY (ARRAY['allowed'::text, 'unapproved'::text, 'no_list'::text, 'intra_zone'::text]))),
  constraint flow_verdict_site_id_conduit_id_fkey FOREIGN KEY (site_id, conduit_id) REFERENCES holdfast.conduit(site_id, id),
  constraint flow_verdict_site_id_flow_id_fkey FOREIGN KEY (site_id, flow_id) REFERENCES holdfast.flow(site_id, id)
); -- owner holdfast_owner
create table holdfast.handover (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  shift_id uuid,
  on_date date not null,
  open_points text not null,
  watch text,
  given_by uuid not null,
  given_at timestamp with time zone not null default now(),
  taken_by uuid,
  taken_at timestamp with time zone,
  constraint handover_pkey PRIMARY KEY (site_id, id),
  constraint handover_check CHECK (((taken_by IS NULL) = (taken_at IS NULL))),
  constraint handover_check1 CHECK (((taken_by IS NULL) OR (taken_by <> given_by)))
); -- owner holdfast_owner
create table holdfast.import (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  source text not null,
  name text not null,
  state text not null,
  sha256 text not null,
  size_bytes bigint not null,
  notes jsonb not null default '{}'::jsonb,
  columns jsonb not null,
  mapping jsonb not null default '{}'::jsonb,
  take boolean not null default false,
  plan_sha256 text,
  counts jsonb not null default '{}'::jsonb,
  rows integer not null,
  added_by uuid not null,
  added_at timestamp with time zone not null default now(),
  planned_at timestamp with time zone,
  applied_by uuid,
  applied_at timestamp with time zone,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint import_pkey PRIMARY KEY (site_id, id),
  constraint import_check CHECK (((state = ANY (ARRAY['applied'::text, 'undone'::text])) = (applied_at IS NOT NULL))),
  constraint import_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'person'::text, 'supplier'::text, 'account'::text, 'roster'::text]))),
  constraint import_source_check CHECK ((source = ANY (ARRAY['sheet'::text, 'project_file'::text, 'netbox'::text]))),
  constraint import_state_check CHECK ((state = ANY (ARRAY['read'::text, 'planned'::text, 'applied'::text, 'undone'::text])))
); -- owner holdfast_owner
create table holdfast.import_row (
  site_id uuid not null,
  import_id uuid not null,
  row_number integer not null,
  place text,
  cells jsonb not null,
  more jsonb not null default '[]'::jsonb,
  outcome text,
  label text,
  subject_id uuid,
  planned jsonb,
  undo jsonb,
  constraint import_row_pkey PRIMARY KEY (site_id, import_id, row_number),
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['add'::text, 'change'::text, 'same'::text, 'conflict'::text, 'error'::text]))),
  constraint import_row_site_id_import_id_fkey FOREIGN KEY (site_id, import_id) REFERENCES holdfast.import(site_id, id)
); -- owner holdfast_owner
create table holdfast.investment (
  organisation_id uuid not null,
  id uuid not null,
  site_id uuid,
  title text not null,
  kind text not null,
  cost_eur numeric(14,2),
  budget_year integer,
  is_earmarked boolean not null default false,
  reasons jsonb not null,
  state text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint investment_pkey PRIMARY KEY (organisation_id, id),
  constraint investment_budget_year_check CHECK (((budget_year >= 2000) AND (budget_year <= 2200))),
  constraint investment_cost_eur_check CHECK ((cost_eur >= (0)::numeric)),
  constraint investment_kind_check CHECK ((kind = ANY (ARRAY['bastion'::text, 'segmentation'::text, 'gateway'::text, 'other'::text]))),
  constraint investment_reasons_check CHECK ((jsonb_typeof(reasons) = 'array'::text)),
  constraint investment_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'done'::text]))),
  constraint investment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.isolation_card (
  site_id uuid not null,
  zone_id uuid not null,
  steps jsonb not null,
  side_effects text not null,
  decider_role text not null,
  decider_id uuid,
  conduit_ids uuid[] not null default '{}'::uuid[],
  return_condition text not null,
  state text not null default 'draft'::text,
  approved_by uuid,
  approved_at timestamp with time zone,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint isolation_card_pkey PRIMARY KEY (site_id, zone_id),
  constraint isolation_card_check CHECK (((state = 'approved'::text) = (approved_by IS NOT NULL))),
  constraint isolation_card_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text])))
); -- owner holdfast_owner
create table holdfast.isolation_drill (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  zone_id uuid not null,
  window_id uuid not null,
  state text not null default 'running'::text,
  responders jsonb not null,
  probes jsonb not null,
  results jsonb,
  result text,
  started_by uuid not null,
  started_at timestamp with time zone not null default now(),
  until_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint isolation_drill_pkey PRIMARY KEY (site_id, id),
  constraint isolation_drill_site_id_number_key UNIQUE (site_id, number),
  constraint isolation_drill_check CHECK (((state = 'ended'::text) = (result IS NOT NULL))),
  constraint isolation_drill_result_check CHECK ((result = ANY (ARRAY['as_expected'::text, 'differs'::text]))),
  constraint isolation_drill_state_check CHECK ((state = ANY (ARRAY['running'::text, 'ended'::text, 'stopped'::text])))
); -- owner holdfast_owner
create table holdfast.kept_file (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  sha256 text not null,
  name text not null,
  of_type text not null,
  of_id uuid not null,
  kept_at timestamp with time zone not null default now(),
  constraint kept_file_pkey PRIMARY KEY (site_id, id),
  constraint kept_file_site_id_sha256_of_type_of_id_key UNIQUE (site_id, sha256, of_type, of_id),
  constraint kept_file_of_type_check CHECK ((of_type ~ '^[a-z_]+$'::text)),
  constraint kept_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
); -- owner holdfast_owner
create table holdfast.legal_entity (
  organisation_id uuid not null,
  id uuid not null,
  name text not null,
  country text not null,
  is_maker boolean not null default false,
  is_machine_builder boolean not null default false,
  worldwide_turnover_eur double precision,
  cer_notice_dated date,
  cer_notice_received date,
  answers jsonb not null,
  state text not null default 'active'::text,
  version integer not null default 1,
  added_at timestamp with time zone not null,
  registration_checked_at timestamp with time zone,
  constraint legal_entity_pkey PRIMARY KEY (organisation_id, id),
  constraint legal_entity_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text)),
  constraint legal_entity_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint legal_entity_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint legal_entity_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text]))),
  constraint legal_entity_worldwide_turnover_eur_check CHECK ((worldwide_turnover_eur >= (0)::double precision)),
  constraint legal_entity_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.legal_establishment (
  organisation_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  name text not null,
  country text not null,
  site_id uuid,
  constraint legal_establishment_pkey PRIMARY KEY (organisation_id, id),
  constraint legal_establishment_organisation_id_site_id_key UNIQUE (organisation_id, site_id),
  constraint legal_establishment_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint legal_establishment_organisation_id_entity_id_fkey FOREIGN KEY (organisation_id, entity_id) REFERENCES holdfast.legal_entity(organisation_id, id),
  constraint legal_establishment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.legal_hold (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  scope text not null,
  held_person_id uuid,
  item_id uuid,
  from_at timestamp with time zone,
  until_at timestamp with time zone,
  reason text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  lifted_by uuid,
  lifted_at timestamp with time zone,
  lift_reason text,
  constraint legal_hold_pkey PRIMARY KEY (site_id, id),
  constraint legal_hold_check CHECK (((scope = 'person'::text) = (held_person_id IS NOT NULL))),
  constraint legal_hold_check1 CHECK (((scope = 'evidence_item'::text) = (item_id IS NOT NULL))),
  constraint legal_hold_check2 CHECK (((scope = 'period'::text) = ((from_at IS NOT NULL) AND (until_at IS NOT NULL)))),
  constraint legal_hold_check3 CHECK ((from_at < until_at)),
  constraint legal_hold_check4 CHECK ((num_nulls(lifted_by, lifted_at, lift_reason) = ANY (ARRAY[0, 3]))),
  constraint legal_hold_scope_check CHECK ((scope = ANY (ARRAY['person'::text, 'site'::text, 'period'::text, 'evidence_item'::text])))
); -- owner holdfast_owner
create table holdfast.legal_registration (
  organisation_id uuid not null,
  entity_id uuid not null,
  country text not null,
  authority text,
  number text not null,
  registered_on date not null,
  constraint legal_registration_pkey PRIMARY KEY (organisation_id, entity_id, country),
  constraint legal_registration_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint legal_registration_organisation_id_entity_id_fkey FOREIGN KEY (organisation_id, entity_id) REFERENCES holdfast.legal_entity(organisation_id, id),
  constraint legal_registration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.legal_reminder (
  organisation_id uuid not null,
  due_id text not null,
  due_on date not null,
  step text not null,
  told_at timestamp with time zone not null,
  constraint legal_reminder_pkey PRIMARY KEY (organisation_id, due_id, due_on, step),
  constraint legal_reminder_step_check CHECK ((step = ANY (ARRAY['soon'::text, 'week'::text, 'due'::text, 'late'::text]))),
  constraint legal_reminder_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.line_message (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  at timestamp with time zone not null,
  kind text not null,
  line text not null,
  text text not null,
  count integer not null,
  reference text,
  digest text not null,
  brought_at timestamp with time zone not null default now(),
  constraint line_message_pkey PRIMARY KEY (site_id, id),
  constraint line_message_site_id_digest_key UNIQUE (site_id, digest),
  constraint line_message_count_check CHECK (((count >= 1) AND (count <= 1000000))),
  constraint line_message_kind_check CHECK ((kind = ANY (ARRAY['stop'::text, 'quality'::text]))),
  constraint line_message_line_check CHECK (((length(line) >= 1) AND (length(line) <= 80))),
  constraint line_message_reference_check CHECK ((length(reference) <= 100)),
  constraint line_message_text_check CHECK ((length(text) <= 300))
); -- owner holdfast_owner
create table holdfast.line_place (
  site_id uuid not null,
  line text not null,
  zone_id uuid not null,
  constraint line_place_pkey PRIMARY KEY (site_id, line)
); -- owner holdfast_owner
create table holdfast.list_preference (
  site_id uuid not null,
  person_id uuid not null,
  list text not null,
  layout jsonb,
  default_view_id uuid,
  constraint list_preference_pkey PRIMARY KEY (site_id, person_id, list)
); -- owner holdfast_owner
create table holdfast.mail_setting (
  organisation_id uuid not null,
  host text not null,
  port integer not null,
  security text not null,
  username text,
  password_sealed text,
  sender text not null,
  last_sent_at timestamp with time zone,
  last_fault text,
  last_fault_at timestamp with time zone,
  constraint mail_setting_pkey PRIMARY KEY (organisation_id),
  constraint mail_setting_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint mail_setting_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'starttls'::text, 'none'::text]))),
  constraint mail_setting_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.maintenance_window (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  title text not null,
  work text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  impact text not null,
  zone_ids uuid[] not null default '{}'::uuid[],
  approver_id uuid not null,
  state text not null default 'asked'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  planned_by uuid not null,
  version integer not null default 1,
  constraint maintenance_window_pkey PRIMARY KEY (site_id, id),
  constraint maintenance_window_site_id_number_key UNIQUE (site_id, number),
  constraint maintenance_window_check CHECK ((ends_at > starts_at)),
  constraint maintenance_window_impact_check CHECK ((impact = ANY (ARRAY['none'::text, 'slower'::text, 'stops'::text]))),
  constraint maintenance_window_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'cancelled'::text])))
); -- owner holdfast_owner
create table holdfast.meeting (
  organisation_id uuid not null,
  id uuid not null,
  site_id uuid,
  kind text not null,
  period_from date not null,
  period_until date not null,
  planned_at timestamp with time zone not null,
  state text not null,
  quorum integer not null,
  agenda jsonb,
  fixed_items jsonb not null default '{}'::jsonb,
  minutes text,
  minutes_sha256 text,
  called_by uuid not null,
  called_at timestamp with time zone not null,
  held_at timestamp with time zone,
  closed_at timestamp with time zone,
  end_reason text,
  ended_by uuid,
  constraint meeting_pkey PRIMARY KEY (organisation_id, id),
  constraint meeting_check CHECK ((period_until >= period_from)),
  constraint meeting_fixed_items_check CHECK ((jsonb_typeof(fixed_items) = 'object'::text)),
  constraint meeting_kind_check CHECK ((kind = ANY (ARRAY['monthly_review'::text, 'resilience_committee'::text, 'board_day'::text]))),
  constraint meeting_quorum_check CHECK ((quorum > 0)),
  constraint meeting_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'signing'::text, 'closed'::text, 'called_off'::text]))),
  constraint meeting_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.meeting_action (
  organisation_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  number integer not null,
  title text not null,
  owner_id uuid not null,
  due_on date not null,
  done_at timestamp with time zone,
  done_by uuid,
  done_remark text,
  told_at timestamp with time zone,
  constraint meeting_action_pkey PRIMARY KEY (organisation_id, id),
  constraint meeting_action_organisation_id_meeting_id_number_key UNIQUE (organisation_id, meeting_id, number),
  constraint meeting_action_number_check CHECK ((number > 0)),
  constraint meeting_action_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint meeting_action_organisation_id_meeting_id_fkey FOREIGN KEY (organisation_id, meeting_id) REFERENCES holdfast.meeting(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.meeting_attendee (
  organisation_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  part text not null,
  presence text,
  signed_at timestamp with time zone,
  constraint meeting_attendee_pkey PRIMARY KEY (organisation_id, meeting_id, person_id),
  constraint meeting_attendee_part_check CHECK ((part = ANY (ARRAY['member'::text, 'guest'::text]))),
  constraint meeting_attendee_presence_check CHECK ((presence = ANY (ARRAY['present'::text, 'excused'::text, 'absent'::text]))),
  constraint meeting_attendee_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint meeting_attendee_organisation_id_meeting_id_fkey FOREIGN KEY (organisation_id, meeting_id) REFERENCES holdfast.meeting(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.meeting_decision (
  organisation_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  number integer not null,
  text text not null,
  outcome text not null,
  constraint meeting_decision_pkey PRIMARY KEY (organisation_id, id),
  constraint meeting_decision_organisation_id_meeting_id_number_key UNIQUE (organisation_id, meeting_id, number),
  constraint meeting_decision_number_check CHECK ((number > 0)),
  constraint meeting_decision_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text, 'postponed'::text]))),
  constraint meeting_decision_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint meeting_decision_organisation_id_meeting_id_fkey FOREIGN KEY (organisation_id, meeting_id) REFERENCES holdfast.meeting(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.naming_standard (
  site_id uuid not null,
  patterns jsonb not null,
  area_codes jsonb not null,
  kind_codes jsonb not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  version integer not null,
  constraint naming_standard_pkey PRIMARY KEY (site_id)
); -- owner holdfast_owner
create table holdfast.netbox (
  site_id uuid not null,
  base_url text not null,
  ca_pem text,
  token_sealed text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint netbox_pkey PRIMARY KEY (site_id)
); -- owner holdfast_owner
create table holdfast.notice (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  site_id uuid,
  kind text not null,
  params jsonb not null default '{}'::jsonb,
  opens text not null,
  at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  by_mail text not null,
  mailed_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (organisation_id, id),
  constraint notice_by_mail_check CHECK ((by_mail = ANY (ARRAY['no'::text, 'at_once'::text, 'daily'::text]))),
  constraint notice_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.notice_choice (
  organisation_id uuid not null,
  person_id uuid not null,
  kind text not null,
  in_product boolean not null,
  by_mail text not null,
  constraint notice_choice_pkey PRIMARY KEY (organisation_id, person_id, kind),
  constraint notice_choice_by_mail_check CHECK ((by_mail = ANY (ARRAY['no'::text, 'at_once'::text, 'daily'::text]))),
  constraint notice_choice_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.observation (
  site_id uuid not null,
  zone_id uuid not null,
  kind text not null,
  source_id uuid not null,
  seen_from timestamp with time zone not null,
  seen_to timestamp with time zone not null,
  assets integer not null default 0,
  derived boolean not null default false,
  constraint observation_pkey PRIMARY KEY (site_id, zone_id, kind, source_id),
  constraint observation_check CHECK ((seen_from <= seen_to)),
  constraint observation_kind_check CHECK ((kind = ANY (ARRAY['sensor'::text, 'capture'::text, 'station'::text, 'switch_table'::text, 'walk_down'::text]))),
  constraint observation_site_id_zone_id_fkey FOREIGN KEY (site_id, zone_id) REFERENCES holdfast.zone(site_id, id) ON DELETE CASCADE
); -- owner holdfast_owner
create table holdfast.opening (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  subject_type text not null,
  subject_id uuid not null,
  title text not null,
  sha256 text not null,
  reason text not null,
  public_key bytea not null,
  state text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  open_until timestamp with time zone,
  ended_by uuid,
  ended_at timestamp with time zone,
  end_reason text,
  constraint opening_pkey PRIMARY KEY (site_id, id),
  constraint opening_public_key_check CHECK ((octet_length(public_key) = 32)),
  constraint opening_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'over'::text])))
); -- owner holdfast_owner
create table holdfast.opening_consent (
  site_id uuid not null,
  opening_id uuid not null,
  side text not null,
  key_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null default now(),
  sealed bytea,
  constraint opening_consent_pkey PRIMARY KEY (site_id, opening_id, side),
  constraint opening_consent_side_check CHECK ((side = ANY (ARRAY['first'::text, 'second'::text]))),
  constraint opening_consent_site_id_key_id_fkey FOREIGN KEY (site_id, key_id) REFERENCES holdfast.opening_key(site_id, id),
  constraint opening_consent_site_id_opening_id_fkey FOREIGN KEY (site_id, opening_id) REFERENCES holdfast.opening(site_id, id)
); -- owner holdfast_owner
create table holdfast.opening_key (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  side text not null,
  person_id uuid not null,
  state text not null,
  public_key bytea,
  private_sealed bytea,
  tries integer not null default 0,
  locked_until timestamp with time zone,
  named_by uuid not null,
  named_at timestamp with time zone not null default now(),
  made_at timestamp with time zone,
  removed_by uuid,
  removed_at timestamp with time zone,
  constraint opening_key_pkey PRIMARY KEY (site_id, id),
  constraint opening_key_check CHECK (((public_key IS NULL) = (private_sealed IS NULL))),
  constraint opening_key_check1 CHECK (((state = ANY (ARRAY['named'::text, 'removed'::text])) OR (public_key IS NOT NULL))),
  constraint opening_key_check2 CHECK (((state = 'removed'::text) = (removed_at IS NOT NULL))),
  constraint opening_key_public_key_check CHECK ((octet_length(public_key) = 32)),
  constraint opening_key_side_check CHECK ((side = ANY (ARRAY['first'::text, 'second'::text]))),
  constraint opening_key_state_check CHECK ((state = ANY (ARRAY['named'::text, 'waiting'::text, 'active'::text, 'removed'::text])))
); -- owner holdfast_owner
create table holdfast.opening_second (
  site_id uuid not null,
  held_by text not null,
  constraint opening_second_pkey PRIMARY KEY (site_id),
  constraint opening_second_held_by_check CHECK ((held_by = ANY (ARRAY['plant'::text, 'works_council'::text])))
); -- owner holdfast_owner
create table holdfast.opening_share (
  site_id uuid not null,
  sha256 text not null,
  key_id uuid not null,
  side text not null,
  file_id uuid not null,
  sealed bytea not null,
  constraint opening_share_pkey PRIMARY KEY (site_id, sha256, key_id),
  constraint opening_share_side_check CHECK ((side = ANY (ARRAY['first'::text, 'second'::text]))),
  constraint opening_share_site_id_key_id_fkey FOREIGN KEY (site_id, key_id) REFERENCES holdfast.opening_key(site_id, id)
); -- owner holdfast_owner
create table holdfast.operating_period (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  state text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  zone_ids uuid[] not null default '{}'::uuid[],
  note text,
  noted_by uuid not null,
  version integer not null default 1,
  constraint operating_period_pkey PRIMARY KEY (site_id, id),
  constraint operating_period_check CHECK ((ends_at > starts_at)),
  constraint operating_period_state_check CHECK ((state = ANY (ARRAY['production'::text, 'cleaning'::text, 'changeover'::text, 'failover'::text, 'commissioning'::text, 'turnaround'::text, 'standstill'::text])))
); -- owner holdfast_owner
create table holdfast.organisation (
  id uuid not null default uuidv7(),
  name text not null,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint organisation_pkey PRIMARY KEY (id)
); -- owner holdfast_owner
create table holdfast.outbound_answer (
  site_id uuid not null,
  conduit_id uuid not null,
  service text not null,
  owner_id uuid not null,
  purpose text not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null default now(),
  reason text,
  constraint outbound_answer_pkey PRIMARY KEY (site_id, conduit_id, service)
); -- owner holdfast_owner
create table holdfast.party (
  site_id uuid not null,
  asset_id uuid not null,
  part text not null,
  is_own boolean not null default false,
  supplier_id uuid,
  company text,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint party_pkey PRIMARY KEY (site_id, asset_id, part),
  constraint party_check CHECK (((((is_own)::integer + ((supplier_id IS NOT NULL))::integer) + ((company IS NOT NULL))::integer) = 1)),
  constraint party_part_check CHECK ((part = ANY (ARRAY['operator'::text, 'manufacturer'::text, 'integrator'::text, 'service_provider'::text]))),
  constraint party_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id) ON DELETE CASCADE,
  constraint party_site_id_supplier_id_fkey FOREIGN KEY (site_id, supplier_id) REFERENCES holdfast.supplier(site_id, id) ON DELETE CASCADE
); -- owner holdfast_owner
create table holdfast.person (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  email text not null,
  language text not null default 'en'::text,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  times_in text not null default 'plant'::text,
  clock text not null default 'h23'::text,
  constraint person_pkey PRIMARY KEY (organisation_id, id),
  constraint person_clock_check CHECK ((clock = ANY (ARRAY['h23'::text, 'h12'::text]))),
  constraint person_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text]))),
  constraint person_times_in_check CHECK ((times_in = ANY (ARRAY['plant'::text, 'own'::text]))),
  constraint person_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.person_badge (
  organisation_id uuid not null,
  person_id uuid not null,
  number text not null,
  given_at timestamp with time zone not null default now(),
  constraint person_badge_pkey PRIMARY KEY (organisation_id, person_id),
  constraint person_badge_organisation_id_number_key UNIQUE (organisation_id, number),
  constraint person_badge_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.person_reach (
  organisation_id uuid not null,
  person_id uuid not null,
  phone text,
  second_phone text,
  remark text,
  changed_at timestamp with time zone not null default now(),
  constraint person_reach_pkey PRIMARY KEY (organisation_id, person_id),
  constraint person_reach_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.process_variant (
  site_id uuid not null,
  process text not null,
  how text not null,
  logged text not null,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint process_variant_pkey PRIMARY KEY (site_id, process),
  constraint process_variant_process_check CHECK ((process = ANY (ARRAY['access'::text, 'change'::text, 'patch'::text, 'incident'::text, 'supplier'::text])))
); -- owner holdfast_owner
create table holdfast.production_hours (
  site_id uuid not null,
  weekday integer not null,
  from_minute integer not null,
  to_minute integer not null,
  constraint production_hours_pkey PRIMARY KEY (site_id, weekday, from_minute),
  constraint production_hours_check CHECK ((to_minute > from_minute)),
  constraint production_hours_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439))),
  constraint production_hours_to_minute_check CHECK (((to_minute >= 1) AND (to_minute <= 1440))),
  constraint production_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
); -- owner holdfast_owner
create table holdfast.question (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number integer not null,
  text text not null,
  about text,
  about_title text,
  state text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  settled_by uuid,
  settled_at timestamp with time zone,
  constraint question_pkey PRIMARY KEY (site_id, id),
  constraint question_site_id_number_key UNIQUE (site_id, number),
  constraint question_number_check CHECK ((number > 0)),
  constraint question_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'settled'::text])))
); -- owner holdfast_owner
create table holdfast.question_remark (
  site_id uuid not null,
  question_id uuid not null,
  n integer not null,
  kind text not null,
  text text not null,
  said_by uuid not null,
  said_at timestamp with time zone not null default now(),
  constraint question_remark_pkey PRIMARY KEY (site_id, question_id, n),
  constraint question_remark_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'again'::text]))),
  constraint question_remark_n_check CHECK ((n > 0)),
  constraint question_remark_site_id_question_id_fkey FOREIGN KEY (site_id, question_id) REFERENCES holdfast.question(site_id, id)
); -- owner holdfast_owner
create table holdfast.raci (
  site_id uuid not null,
  activity_id text not null,
  accountable text not null,
  responsible text[] not null,
  consulted text[] not null,
  informed text[] not null,
  cause_type text,
  cause_id text,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint raci_pkey PRIMARY KEY (site_id, activity_id),
  constraint raci_cause_type_check CHECK ((cause_type = ANY (ARRAY['finding'::text, 'exercise'::text]))),
  constraint raci_check CHECK (((cause_type IS NULL) = (cause_id IS NULL)))
); -- owner holdfast_owner
create table holdfast.registration_change (
  organisation_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  country text not null,
  what text[] not null,
  changed_on date not null,
  due_on date,
  told_on date,
  reference text,
  constraint registration_change_pkey PRIMARY KEY (organisation_id, id),
  constraint registration_change_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint registration_change_what_check CHECK ((cardinality(what) > 0)),
  constraint registration_change_organisation_id_entity_id_fkey FOREIGN KEY (organisation_id, entity_id) REFERENCES holdfast.legal_entity(organisation_id, id),
  constraint registration_change_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.remote_path (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  solution text not null,
  is_door boolean not null default false,
  asset_id uuid,
  service text,
  from_zone_id uuid,
  to_zone_ids uuid[] not null default '{}'::uuid[],
  to_asset_ids uuid[] not null default '{}'::uuid[],
  owner_id uuid not null,
  purpose text not null,
  reviewed_until date not null,
  state text not null default 'in_force'::text,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint remote_path_pkey PRIMARY KEY (site_id, id),
  constraint remote_path_check CHECK ((num_nonnulls(asset_id, service) = 1)),
  constraint remote_path_check1 CHECK (((cardinality(to_zone_ids) + cardinality(to_asset_ids)) > 0)),
  constraint remote_path_state_check CHECK ((state = ANY (ARRAY['in_force'::text, 'escalated'::text, 'ended'::text])))
); -- owner holdfast_owner
create table holdfast.requirement_statement (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  kind text not null,
  requirement_id text,
  artefact text,
  standard text,
  control_id text,
  text text not null,
  method text,
  result text,
  kpi text,
  until_on date,
  tested_on date,
  next_on date,
  file_sha256 text,
  file_name text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  constraint requirement_statement_pkey PRIMARY KEY (site_id, id),
  constraint requirement_statement_check CHECK (((kind = 'test'::text) = (control_id IS NOT NULL))),
  constraint requirement_statement_check1 CHECK (((kind = 'test'::text) = (requirement_id IS NULL))),
  constraint requirement_statement_check2 CHECK (((kind = 'evidence'::text) = (until_on IS NOT NULL))),
  constraint requirement_statement_kind_check CHECK ((kind = ANY (ARRAY['evidence'::text, 'not_applicable'::text, 'assumption'::text, 'test'::text]))),
  constraint requirement_statement_result_check CHECK ((result = ANY (ARRAY['works'::text, 'partly'::text, 'fails'::text])))
); -- owner holdfast_owner
create table holdfast.restoration (
  organisation_id uuid not null,
  reason text not null,
  kept text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null default now(),
  by_owner boolean not null,
  constraint restoration_pkey PRIMARY KEY (organisation_id),
  constraint restoration_organisation_id_asked_by_fkey FOREIGN KEY (organisation_id, asked_by) REFERENCES holdfast.person(organisation_id, id),
  constraint restoration_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.restore_code (
  organisation_id uuid not null,
  kind text not null,
  hash bytea not null,
  tries integer not null default 0,
  kept_by text,
  made_by uuid,
  made_at timestamp with time zone not null default now(),
  constraint restore_code_pkey PRIMARY KEY (organisation_id, kind),
  constraint restore_code_check CHECK (((kind = 'paper'::text) = ((kept_by IS NOT NULL) AND (made_by IS NOT NULL)))),
  constraint restore_code_hash_check CHECK ((octet_length(hash) = 32)),
  constraint restore_code_kind_check CHECK ((kind = ANY (ARRAY['paper'::text, 'console'::text]))),
  constraint restore_code_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id),
  constraint restore_code_organisation_id_made_by_fkey FOREIGN KEY (organisation_id, made_by) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.role_card_text (
  site_id uuid not null,
  role text not null,
  language text not null,
  text text not null,
  version integer not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null default now(),
  constraint role_card_text_pkey PRIMARY KEY (site_id, role, language),
  constraint role_card_text_language_check CHECK ((language = ANY (ARRAY['en'::text, 'de'::text])))
); -- owner holdfast_owner
create table holdfast.role_grant (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  role text not null,
  scope text not null,
  site_id uuid,
  zone_id uuid,
  expires_at timestamp with time zone,
  granted_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  starts_at timestamp with time zone not null default now(),
  source text not null default 'hand'::text,
  constraint role_grant_pkey PRIMARY KEY (organisation_id, id),
  constraint role_grant_check CHECK (((scope = 'organisation'::text) = (site_id IS NULL))),
  constraint role_grant_check1 CHECK (((scope = 'zone'::text) = (zone_id IS NOT NULL))),
  constraint role_grant_scope_check CHECK ((scope = ANY (ARRAY['organisation'::text, 'site'::text, 'zone'::text]))),
  constraint role_grant_source_check CHECK (((source = 'hand'::text) OR (source ~~ 'directory:%'::text))),
  constraint role_grant_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id),
  constraint role_grant_organisation_id_site_id_fkey FOREIGN KEY (organisation_id, site_id) REFERENCES holdfast.site(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.role_setting (
  site_id uuid not null,
  preset text not null,
  languages text[] not null default '{}'::text[],
  chosen_by uuid not null,
  chosen_at timestamp with time zone not null default now(),
  constraint role_setting_pkey PRIMARY KEY (site_id)
); -- owner holdfast_owner
create table holdfast.roster_entry (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  on_date date not null,
  shift_id uuid not null,
  role text not null,
  way text not null,
  person_id uuid,
  set_by uuid not null,
  set_at timestamp with time zone not null default now(),
  constraint roster_entry_pkey PRIMARY KEY (site_id, id),
  constraint roster_entry_site_id_on_date_shift_id_role_way_person_id_key UNIQUE NULLS NOT DISTINCT (site_id, on_date, shift_id, role, way, person_id),
  constraint roster_entry_way_check CHECK ((way = ANY (ARRAY['on_shift'::text, 'on_call'::text]))),
  constraint roster_entry_site_id_shift_id_fkey FOREIGN KEY (site_id, shift_id) REFERENCES holdfast.shift(site_id, id)
); -- owner holdfast_owner
create table holdfast.roster_pattern (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  starts_on date not null,
  ends_on date,
  cycle_days integer not null,
  slots jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null default now(),
  constraint roster_pattern_pkey PRIMARY KEY (site_id, id),
  constraint roster_pattern_cycle_days_check CHECK (((cycle_days >= 1) AND (cycle_days <= 366)))
); -- owner holdfast_owner
create table holdfast.rule_report (
  site_id uuid not null,
  id uuid not null default gen_random_uuid(),
  number integer not null,
  process text not null,
  what text not null,
  instead text,
  filed_on date not null,
  author_id uuid,
  owner_id uuid,
  outcome text,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint rule_report_pkey PRIMARY KEY (site_id, id),
  constraint rule_report_site_id_number_key UNIQUE (site_id, number),
  constraint rule_report_check CHECK (((answered_at IS NULL) = (answer IS NULL))),
  constraint rule_report_outcome_check CHECK ((outcome = ANY (ARRAY['rule_changes'::text, 'rule_stays'::text, 'help_given'::text])))
); -- owner holdfast_owner
create table holdfast.rule_report_box (
  site_id uuid not null,
  id uuid not null default gen_random_uuid(),
  process text not null,
  what text not null,
  instead text,
  constraint rule_report_box_pkey PRIMARY KEY (site_id, id)
); -- owner holdfast_owner
create table holdfast.safety_flow (
  site_id uuid not null,
  flow_id uuid not null,
  kind text not null,
  expected_trip text not null,
  marked_by uuid not null,
  marked_at timestamp with time zone not null default now(),
  constraint safety_flow_pkey PRIMARY KEY (site_id, flow_id),
  constraint safety_flow_kind_check CHECK ((kind = ANY (ARRAY['profisafe'::text, 'cip_safety'::text, 'sis'::text, 'interlock'::text]))),
  constraint safety_flow_site_id_flow_id_fkey FOREIGN KEY (site_id, flow_id) REFERENCES holdfast.flow(site_id, id)
); -- owner holdfast_owner
create table holdfast.saved_view (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  list text not null,
  name text not null,
  owner_id uuid not null,
  shared boolean not null default false,
  query jsonb not null,
  layout jsonb,
  changed_at timestamp with time zone not null default now(),
  constraint saved_view_pkey PRIMARY KEY (site_id, id),
  constraint saved_view_site_id_list_owner_id_name_key UNIQUE (site_id, list, owner_id, name)
); -- owner holdfast_owner
create table holdfast.scope_decision (
  organisation_id uuid not null,
  id uuid not null,
  entity_id uuid not null,
  decided_at timestamp with time zone not null,
  decided_by uuid not null,
  outcome text not null,
  deciding_rule text not null,
  country text not null,
  in_scope_from date,
  law_as_of date not null,
  answers jsonb not null,
  reason text,
  constraint scope_decision_pkey PRIMARY KEY (organisation_id, id),
  constraint scope_decision_outcome_check CHECK ((outcome = ANY (ARRAY['out'::text, 'important'::text, 'essential'::text, 'critical'::text]))),
  constraint scope_decision_organisation_id_entity_id_fkey FOREIGN KEY (organisation_id, entity_id) REFERENCES holdfast.legal_entity(organisation_id, id),
  constraint scope_decision_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.scope_object (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  kind text not null,
  boundary text not null,
  owner_id uuid,
  area_id uuid,
  zone_ids uuid[] not null default '{}'::uuid[],
  asset_ids uuid[] not null default '{}'::uuid[],
  service_ids uuid[] not null default '{}'::uuid[],
  supplier_ids uuid[] not null default '{}'::uuid[],
  created_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint scope_object_pkey PRIMARY KEY (site_id, id),
  constraint scope_object_kind_check CHECK ((kind = ANY (ARRAY['machine'::text, 'cell'::text, 'line'::text, 'area'::text]))),
  constraint scope_object_site_id_area_id_fkey FOREIGN KEY (site_id, area_id) REFERENCES holdfast.area(site_id, id)
); -- owner holdfast_owner
create table holdfast.segmentation_count (
  site_id uuid not null,
  counted_at timestamp with time zone not null default now(),
  zones integer not null,
  segmented integer not null,
  constraint segmentation_count_pkey PRIMARY KEY (site_id, counted_at)
); -- owner holdfast_owner
create table holdfast.service (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  kind text not null,
  external boolean not null default false,
  business_application boolean not null default false,
  owner_id uuid,
  supplier_id uuid,
  purpose text,
  impact text,
  addresses text[] not null default '{}'::text[],
  source text not null default 'person'::text,
  declared_by uuid not null,
  declared_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  version integer not null default 1,
  constraint service_pkey PRIMARY KEY (site_id, id),
  constraint service_kind_check CHECK ((kind = ANY (ARRAY['mes'::text, 'historian'::text, 'directory'::text, 'patch_server'::text, 'erp'::text, 'backup'::text, 'name_resolution'::text, 'time'::text, 'identity'::text, 'remote_access'::text, 'files'::text, 'database'::text, 'licence'::text, 'logistics'::text, 'quality'::text, 'utilities'::text, 'supplier'::text, 'cloud'::text, 'internet'::text, 'other'::text]))),
  constraint service_source_check CHECK ((source = ANY (ARRAY['person'::text, 'flows'::text])))
); -- owner holdfast_owner
create table holdfast.service_host (
  site_id uuid not null,
  service_id uuid not null,
  asset_id uuid not null,
  constraint service_host_pkey PRIMARY KEY (site_id, service_id, asset_id),
  constraint service_host_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint service_host_site_id_service_id_fkey FOREIGN KEY (site_id, service_id) REFERENCES holdfast.service(site_id, id)
); -- owner holdfast_owner
create table holdfast.shift (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  starts text not null,
  ends text not null,
  "position" integer not null,
  is_kept boolean not null default true,
  constraint shift_pkey PRIMARY KEY (site_id, id),
  constraint shift_ends_check CHECK ((ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint shift_starts_check CHECK ((starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
); -- owner holdfast_owner
create table holdfast.site (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  country text,
  time_zone text not null,
  created_at timestamp with time zone not null default now(),
  conversation_days integer not null default 400,
  finding_absent_days integer not null default 7,
  constraint site_pkey PRIMARY KEY (organisation_id, id),
  constraint site_organisation_id_name_key UNIQUE (organisation_id, name),
  constraint site_conversation_days_check CHECK (((conversation_days >= 1) AND (conversation_days <= 3660))),
  constraint site_finding_absent_days_check CHECK (((finding_absent_days >= 1) AND (finding_absent_days <= 90))),
  constraint site_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.snapshot (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  taken_at timestamp with time zone not null default now(),
  taken_by uuid,
  sha256 text not null,
  size_bytes bigint not null,
  counts jsonb not null,
  content bytea not null,
  entry_id uuid not null,
  constraint snapshot_pkey PRIMARY KEY (site_id, id),
  constraint snapshot_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
); -- owner holdfast_owner
create table holdfast.subscription (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  way text not null,
  url text not null,
  format text not null,
  site_id uuid,
  kinds text[] not null,
  private_host text,
  ca_pem text,
  secret bytea,
  earlier_secret bytea,
  earlier_until timestamp with time zone,
  active boolean not null default true,
  made_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint subscription_pkey PRIMARY KEY (organisation_id, id),
  constraint subscription_format_check CHECK ((format = ANY (ARRAY['standard_webhook'::text, 'cef'::text, 'json'::text]))),
  constraint subscription_way_check CHECK ((way = ANY (ARRAY['webhook'::text, 'syslog'::text])))
); -- owner holdfast_owner
create table holdfast.supplier (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  number text,
  name text not null,
  country text,
  contact_name text,
  contact_email text,
  contact_phone text,
  services text,
  remark text,
  state text not null default 'active'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint supplier_pkey PRIMARY KEY (site_id, id),
  constraint supplier_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint supplier_state_check CHECK ((state = ANY (ARRAY['active'::text, 'retired'::text])))
); -- owner holdfast_owner
create table holdfast.supplier_asset (
  site_id uuid not null,
  supplier_id uuid not null,
  asset_id uuid not null,
  constraint supplier_asset_pkey PRIMARY KEY (site_id, supplier_id, asset_id),
  constraint supplier_asset_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id) ON DELETE CASCADE,
  constraint supplier_asset_site_id_supplier_id_fkey FOREIGN KEY (site_id, supplier_id) REFERENCES holdfast.supplier(site_id, id) ON DELETE CASCADE
); -- owner holdfast_owner
create table holdfast.switch_port (
  site_id uuid not null,
  asset_id uuid not null,
  switch_id uuid not null,
  port text not null,
  vlan integer,
  seen_at timestamp with time zone not null,
  switch_table_id uuid not null,
  constraint switch_port_pkey PRIMARY KEY (site_id, asset_id),
  constraint switch_port_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint switch_port_site_id_switch_id_fkey FOREIGN KEY (site_id, switch_id) REFERENCES holdfast.asset(site_id, id),
  constraint switch_port_site_id_switch_table_id_fkey FOREIGN KEY (site_id, switch_table_id) REFERENCES holdfast.switch_table(site_id, id)
); -- owner holdfast_owner
create table holdfast.switch_table (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  switch_id uuid not null,
  read_at timestamp with time zone not null,
  applied_at timestamp with time zone not null default now(),
  applied_by uuid not null,
  entries integer not null,
  fresh integer not null,
  constraint switch_table_pkey PRIMARY KEY (site_id, id),
  constraint switch_table_site_id_switch_id_fkey FOREIGN KEY (site_id, switch_id) REFERENCES holdfast.asset(site_id, id)
); -- owner holdfast_owner
create table holdfast.terminal (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  role text not null,
  zone_id uuid,
  person_seconds integer not null,
  idle_seconds integer not null,
  session_hash bytea,
  pairing_hash bytea,
  pairing_expires_at timestamp with time zone,
  paired_at timestamp with time zone,
  seen_at timestamp with time zone,
  registered_by uuid not null,
  registered_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint terminal_pkey PRIMARY KEY (site_id, id),
  constraint terminal_idle_seconds_check CHECK (((idle_seconds >= 30) AND (idle_seconds <= 3600))),
  constraint terminal_person_seconds_check CHECK (((person_seconds >= 0) AND (person_seconds <= 600)))
); -- owner holdfast_owner
create table holdfast.time_server (
  organisation_id uuid not null,
  host text not null,
  port integer not null,
  asked_at timestamp with time zone,
  answered_at timestamp with time zone,
  offset_ms double precision,
  delay_ms double precision,
  fault text,
  constraint time_server_pkey PRIMARY KEY (organisation_id, host, port),
  constraint time_server_host_check CHECK (((length(host) >= 1) AND (length(host) <= 253))),
  constraint time_server_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint time_server_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.traffic_sign (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  capture_id uuid not null,
  kind text not null,
  client_id uuid,
  server_id uuid,
  client_address text not null,
  server_address text not null,
  protocol text not null,
  detail text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  frame bigint not null,
  count bigint not null,
  constraint traffic_sign_pkey PRIMARY KEY (site_id, id)
); -- owner holdfast_owner
create table holdfast.undo (
  site_id uuid not null,
  entry_id uuid not null,
  kind text not null,
  person_id uuid not null,
  at timestamp with time zone not null default now(),
  object_ids uuid[] not null,
  changes jsonb not null,
  undone_by uuid,
  constraint undo_pkey PRIMARY KEY (site_id, entry_id)
); -- owner holdfast_owner
create table holdfast.visit (
  organisation_id uuid not null,
  person_id uuid not null,
  visited_at timestamp with time zone not null,
  previous_visit_at timestamp with time zone,
  constraint visit_pkey PRIMARY KEY (organisation_id, person_id),
  constraint visit_organisation_id_person_id_fkey FOREIGN KEY (organisation_id, person_id) REFERENCES holdfast.person(organisation_id, id)
); -- owner holdfast_owner
create table holdfast.walk_down (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  due_on date,
  assigned_to uuid,
  state text not null default 'open'::text,
  planned_by uuid not null,
  planned_at timestamp with time zone not null default now(),
  ended_by uuid,
  ended_at timestamp with time zone,
  ended_reason text,
  constraint walk_down_pkey PRIMARY KEY (site_id, id),
  constraint walk_down_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint walk_down_state_check CHECK ((state = ANY (ARRAY['open'::text, 'finished'::text, 'cancelled'::text])))
); -- owner holdfast_owner
create table holdfast.walk_down_reading (
  site_id uuid not null,
  id uuid not null,
  walk_down_id uuid not null,
  asset_id uuid not null,
  outcome text not null,
  firmware text,
  serial text,
  order_number text,
  key_position text,
  location text,
  remark text,
  photos jsonb not null default '[]'::jsonb,
  attention text[] not null default '{}'::text[],
  person_id uuid not null,
  read_at timestamp with time zone not null,
  received_at timestamp with time zone not null default now(),
  constraint walk_down_reading_pkey PRIMARY KEY (site_id, id),
  constraint walk_down_reading_key_position_check CHECK ((key_position = ANY (ARRAY['run'::text, 'remote'::text, 'program'::text, 'stop'::text, 'no_key'::text]))),
  constraint walk_down_reading_outcome_check CHECK ((outcome = ANY (ARRAY['found'::text, 'not_found'::text, 'not_reachable'::text, 'not_listed'::text]))),
  constraint walk_down_reading_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint walk_down_reading_site_id_walk_down_id_fkey FOREIGN KEY (site_id, walk_down_id) REFERENCES holdfast.walk_down(site_id, id)
); -- owner holdfast_owner
create table holdfast.walk_down_stop (
  site_id uuid not null,
  walk_down_id uuid not null,
  asset_id uuid not null,
  place integer not null,
  constraint walk_down_stop_pkey PRIMARY KEY (site_id, walk_down_id, asset_id),
  constraint walk_down_stop_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint walk_down_stop_site_id_walk_down_id_fkey FOREIGN KEY (site_id, walk_down_id) REFERENCES holdfast.walk_down(site_id, id)
); -- owner holdfast_owner
create table holdfast.working_calendar (
  organisation_id uuid not null,
  id uuid not null default uuidv7(),
  site_id uuid,
  weekdays smallint[] not null,
  region text,
  closed jsonb not null,
  constraint working_calendar_pkey PRIMARY KEY (organisation_id, id),
  constraint working_calendar_organisation_id_site_id_key UNIQUE NULLS NOT DISTINCT (organisation_id, site_id),
  constraint working_calendar_closed_check CHECK ((jsonb_typeof(closed) = 'array'::text)),
  constraint working_calendar_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES holdfast.organisation(id)
); -- owner holdfast_owner
create table holdfast.zone (
  site_id uuid not null,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  role text not null default 'unclassified'::text,
  purdue_level text,
  state text not null,
  custodian_id uuid,
  subnets text[] not null default '{}'::text[],
  vlans integer[] not null default '{}'::integer[],
  why jsonb not null default '[]'::jsonb,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint zone_pkey PRIMARY KEY (site_id, id),
  constraint zone_site_id_key_key UNIQUE (site_id, key),
  constraint zone_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text])))
); -- owner holdfast_owner
create table holdfast.zone_member (
  site_id uuid not null,
  asset_id uuid not null,
  zone_id uuid not null,
  source text not null,
  constraint zone_member_pkey PRIMARY KEY (site_id, asset_id),
  constraint zone_member_source_check CHECK ((source = ANY (ARRAY['proposed'::text, 'person'::text]))),
  constraint zone_member_site_id_asset_id_fkey FOREIGN KEY (site_id, asset_id) REFERENCES holdfast.asset(site_id, id),
  constraint zone_member_site_id_zone_id_fkey FOREIGN KEY (site_id, zone_id) REFERENCES holdfast.zone(site_id, id)
); -- owner holdfast_owner
create table holdfast.zone_segmentation (
  site_id uuid not null,
  zone_id uuid not null,
  missing text[] not null,
  since timestamp with time zone not null default now(),
  constraint zone_segmentation_pkey PRIMARY KEY (site_id, zone_id)
); -- owner holdfast_owner
create table ledger.checkpoint (
  log_id uuid not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  tsa bytea,
  published_at timestamp with time zone not null default now(),
  constraint checkpoint_pkey PRIMARY KEY (log_id, size),
  constraint checkpoint_root_check CHECK ((octet_length(root) = 32)),
  constraint checkpoint_size_check CHECK ((size > 0)),
  constraint checkpoint_log_id_fkey FOREIGN KEY (log_id) REFERENCES ledger.log(id)
); -- owner holdfast_ledger
create table ledger.cosig (
  log_id uuid not null,
  size bigint not null,
  witness text not null,
  line text not null,
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint cosig_pkey PRIMARY KEY (log_id, size, witness, at),
  constraint cosig_line_check CHECK (((octet_length(line) >= 1) AND (octet_length(line) <= 131072))),
  constraint cosig_witness_check CHECK ((((length(witness) >= 1) AND (length(witness) <= 255)) AND (witness !~ '[[:space:][:cntrl:]+]'::text))),
  constraint cosig_log_id_size_fkey FOREIGN KEY (log_id, size) REFERENCES ledger.checkpoint(log_id, size)
); -- owner holdfast_ledger
create table ledger.entry (
  log_id uuid not null,
  idx bigint not null,
  id uuid not null,
  body bytea not null,
  leaf bytea not null,
  constraint entry_pkey PRIMARY KEY (log_id, idx),
  constraint entry_id_key UNIQUE (id),
  constraint entry_body_check CHECK ((octet_length(body) <= 60000)),
  constraint entry_check CHECK ((leaf = sha256(('\x00'::bytea || body)))),
  constraint entry_idx_check CHECK ((idx >= 0)),
  constraint entry_leaf_check CHECK ((octet_length(leaf) = 32))
); -- owner holdfast_ledger
create table ledger.erasable (
  entry_id uuid not null,
  n smallint not null,
  salt bytea,
  payload bytea,
  erased_at timestamp with time zone,
  erased_by text,
  reason_entry uuid,
  constraint erasable_pkey PRIMARY KEY (entry_id, n)
); -- owner holdfast_ledger
create table ledger.fact (
  site_id uuid,
  kind text not null,
  subject_type text not null,
  subject_id text not null,
  actor text not null,
  at timestamp with time zone not null,
  log_id uuid not null,
  idx bigint not null,
  data jsonb not null,
  constraint fact_pkey PRIMARY KEY (log_id, idx),
  constraint fact_data_check CHECK ((jsonb_typeof(data) = 'object'::text))
); -- owner holdfast_ledger
create table ledger.log (
  id uuid not null,
  site_id uuid,
  origin text not null,
  epoch integer not null,
  created_at timestamp with time zone not null default now(),
  constraint log_pkey PRIMARY KEY (id),
  constraint log_origin_key UNIQUE (origin),
  constraint log_site_id_epoch_key UNIQUE NULLS NOT DISTINCT (site_id, epoch),
  constraint log_check CHECK (("right"(origin, length(('/e'::text || epoch))) = ('/e'::text || epoch))),
  constraint log_epoch_check CHECK ((epoch >= 1)),
  constraint log_origin_check CHECK ((((length(origin) >= 1) AND (length(origin) <= 255)) AND (origin !~ '[[:space:][:cntrl:]+]'::text)))
); -- owner holdfast_ledger
create table ledger.node (
  log_id uuid not null,
  level smallint not null,
  k bigint not null,
  hash bytea not null,
  constraint node_pkey PRIMARY KEY (log_id, level, k),
  constraint node_hash_check CHECK ((octet_length(hash) = 32)),
  constraint node_k_check CHECK ((k >= 0)),
  constraint node_level_check CHECK (((level >= 1) AND (level <= 52)))
); -- owner holdfast_ledger
create table ledger.place (
  place uuid not null,
  log_id uuid not null,
  constraint place_pkey PRIMARY KEY (place)
); -- owner holdfast_ledger
create table ledger.waiting (
  id uuid not null,
  place uuid not null,
  subject_type text,
  subject_id text,
  body bytea,
  leaf bytea,
  inserted_at timestamp with time zone not null default clock_timestamp(),
  at timestamp(3) with time zone,
  told text,
  facts text,
  data jsonb,
  content text,
  behinds bytea[],
  commitments text,
  behind bytea,
  constraint waiting_pkey PRIMARY KEY (id)
); -- owner holdfast_ledger
create table platform.certificate (
  fingerprint text not null,
  purpose text not null,
  state text not null,
  serial text not null,
  issuer_fingerprint text,
  name text not null,
  names text[] not null default '{}'::text[],
  machine_kind text,
  machine_id uuid,
  pem text not null,
  not_before timestamp with time zone not null,
  not_after timestamp with time zone not null,
  made_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  constraint certificate_pkey PRIMARY KEY (fingerprint),
  constraint certificate_check CHECK (((purpose = 'client'::text) = ((machine_kind IS NOT NULL) AND (machine_id IS NOT NULL)))),
  constraint certificate_check1 CHECK (((state = 'revoked'::text) = (revoked_at IS NOT NULL))),
  constraint certificate_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
  constraint certificate_purpose_check CHECK ((purpose = ANY (ARRAY['root'::text, 'cross'::text, 'server'::text, 'own'::text, 'client'::text]))),
  constraint certificate_state_check CHECK ((state = ANY (ARRAY['next'::text, 'current'::text, 'past'::text, 'revoked'::text])))
); -- owner holdfast_owner
create table platform.connection_setting (
  single boolean not null default true,
  strict_transport boolean not null default false,
  crl_number bigint not null default 0,
  constraint connection_setting_pkey PRIMARY KEY (single),
  constraint connection_setting_single_check CHECK (single)
); -- owner holdfast_owner
create table platform.file_key (
  file_id uuid not null default uuidv7(),
  state text not null,
  receiving_as uuid,
  sha256 text,
  size_bytes bigint,
  master_id text,
  wrapped_key bytea,
  is_sensitive boolean not null default false,
  sealed_sha256 text,
  made_at timestamp with time zone not null default now(),
  kept_at timestamp with time zone,
  ended_at timestamp with time zone,
  checked_at timestamp with time zone,
  whole_at timestamp with time zone,
  fault text,
  fault_at_byte bigint,
  fault_since timestamp with time zone,
  constraint file_key_pkey PRIMARY KEY (file_id),
  constraint file_key_receiving_as_key UNIQUE (receiving_as),
  constraint file_key_check CHECK (((state = ANY (ARRAY['receiving'::text, 'plain'::text])) OR (sha256 IS NOT NULL))),
  constraint file_key_check1 CHECK (((wrapped_key IS NOT NULL) OR (state = ANY (ARRAY['plain'::text, 'replaced'::text, 'handed_over'::text, 'destroyed'::text])))),
  constraint file_key_check2 CHECK (((wrapped_key IS NULL) OR (state = ANY (ARRAY['receiving'::text, 'kept'::text, 'replaced'::text])))),
  constraint file_key_fault_check CHECK ((fault = ANY (ARRAY['missing'::text, 'changed'::text, 'key_missing'::text]))),
  constraint file_key_sealed_sha256_check CHECK ((sealed_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_key_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_key_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'kept'::text, 'plain'::text, 'replaced'::text, 'handed_over'::text, 'destroyed'::text])))
); -- owner holdfast_owner
create table platform.idempotency (
  actor_id text not null,
  kind text not null,
  key text not null,
  result jsonb,
  at timestamp with time zone not null default now(),
  request text,
  constraint idempotency_pkey PRIMARY KEY (actor_id, kind, key),
  constraint idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 200)))
); -- owner holdfast_owner
create table platform.setup_code (
  single boolean not null default true,
  hash bytea not null,
  tries integer not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint setup_code_pkey PRIMARY KEY (single),
  constraint setup_code_hash_check CHECK ((octet_length(hash) = 32)),
  constraint setup_code_single_check CHECK (single)
); -- owner holdfast_owner
create table public.schema_migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (name)
); -- owner holdfast_owner

CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
CREATE INDEX passkey_person ON auth.passkey USING btree (person_id);
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");
CREATE INDEX step_expires_at ON auth.step USING btree (expires_at);
CREATE INDEX terminal_step_expiry ON auth.terminal_step USING btree (expires_at);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
CREATE UNIQUE INDEX account_login ON holdfast.account USING btree (site_id, lower(system), lower(login));
CREATE UNIQUE INDEX activity_of ON holdfast.activity USING btree (organisation_id, COALESCE(site_id, '00000000-0000-0000-0000-000000000000'::uuid), of) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX activity_run_missed ON holdfast.activity_run USING btree (organisation_id, activity_id, planned) WHERE (kind = 'missed'::text);
CREATE INDEX activity_run_of ON holdfast.activity_run USING btree (organisation_id, activity_id, at);
CREATE UNIQUE INDEX allow_list_in_force ON holdfast.allow_list USING btree (site_id, conduit_id) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX allow_list_scheduled ON holdfast.allow_list USING btree (site_id, conduit_id) WHERE (state = 'scheduled'::text);
CREATE UNIQUE INDEX allow_list_waiting ON holdfast.allow_list USING btree (site_id, conduit_id) WHERE (state = 'proposed'::text);
CREATE INDEX allow_list_comment_conduit ON holdfast.allow_list_comment USING btree (site_id, conduit_id, said_at);
CREATE UNIQUE INDEX anchor_one_time_stamp ON holdfast.anchor USING btree (organisation_id) WHERE ((kind = 'time_stamp'::text) AND (ended_at IS NULL));
CREATE UNIQUE INDEX anchor_one_witness ON holdfast.anchor USING btree (organisation_id, ((settings ->> 'key_name'::text))) WHERE ((kind = 'witness'::text) AND (ended_at IS NULL));
CREATE INDEX appointment_person ON holdfast.appointment USING btree (organisation_id, person_id);
CREATE UNIQUE INDEX appointment_proposed ON holdfast.appointment USING btree (organisation_id, role, site_id, area_id) NULLS NOT DISTINCT WHERE ((state = 'proposed'::text) AND (ended_at IS NULL));
CREATE INDEX appointment_seat ON holdfast.appointment USING btree (organisation_id, site_id, role, area_id);
CREATE INDEX approval_waiting ON holdfast.approval USING btree (site_id, expires_at) WHERE (state = 'waiting'::text);
CREATE INDEX asset_last_seen ON holdfast.asset USING btree (site_id, last_seen DESC);
CREATE INDEX asset_name ON holdfast.asset USING btree (site_id, name);
CREATE INDEX asset_parent_children ON holdfast.asset USING btree (site_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE UNIQUE INDEX asset_tag_once ON holdfast.asset USING btree (site_id, lower(asset_tag)) WHERE (asset_tag IS NOT NULL);
CREATE INDEX asset_address_asset ON holdfast.asset_address USING btree (site_id, asset_id);
CREATE UNIQUE INDEX asset_address_one ON holdfast.asset_address USING btree (site_id, kind, address) WHERE (kind <> 'name'::text);
CREATE UNIQUE INDEX asset_attribute_word ON holdfast.asset_attribute USING btree (site_id, asset_id, name) WHERE (source = 'person'::text);
CREATE INDEX asset_handling_asset ON holdfast.asset_handling USING btree (site_id, asset_id, at DESC);
CREATE INDEX asset_observation_asset ON holdfast.asset_observation USING btree (site_id, asset_id);
CREATE INDEX audit_of_site ON holdfast.audit USING btree (organisation_id, site_id, planned_on);
CREATE INDEX authority_measure_of ON holdfast.authority_measure USING btree (organisation_id, order_id);
CREATE INDEX authority_order_of ON holdfast.authority_order USING btree (organisation_id, entity_id);
CREATE INDEX backup_run_newest ON holdfast.backup_run USING btree (organisation_id, began_at DESC);
CREATE INDEX capture_by_time ON holdfast.capture USING btree (site_id, first_packet, last_packet) WHERE (state = 'done'::text);
CREATE UNIQUE INDEX capture_content_once ON holdfast.capture USING btree (site_id, content_sha256) WHERE (state = 'done'::text);
CREATE UNIQUE INDEX capture_counted_once ON holdfast.capture USING btree (site_id, sha256) WHERE (state = ANY (ARRAY['reading'::text, 'done'::text]));
CREATE INDEX conduit_exception_conduit ON holdfast.conduit_exception USING btree (site_id, conduit_id) WHERE (state = ANY (ARRAY['in_force'::text, 'escalated'::text]));
CREATE INDEX conversation_hour ON holdfast.conversation USING btree (site_id, hour);
CREATE INDEX delivery_state ON holdfast.delivery USING btree (organisation_id, subscription_id, state, id);
CREATE INDEX dependency_dependent ON holdfast.dependency USING btree (site_id, dependent_type, dependent_id);
CREATE INDEX deputy_person ON holdfast.deputy USING btree (organisation_id, person_id) WHERE (ended_at IS NULL);
CREATE INDEX document_reach ON holdfast.document USING btree (site_id) WHERE (reach = 'organisation'::text);
CREATE UNIQUE INDEX document_version_in_force ON holdfast.document_version USING btree (site_id, document_id) WHERE (state = 'approved'::text);
CREATE UNIQUE INDEX document_version_waiting ON holdfast.document_version USING btree (site_id, document_id) WHERE (state = 'proposed'::text);
CREATE INDEX enforcer_code ON holdfast.enforcer USING btree (code_hash) WHERE (code_hash IS NOT NULL);
CREATE UNIQUE INDEX enforcer_name ON holdfast.enforcer USING btree (site_id, name) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX essential_item_asset ON holdfast.essential_item USING btree (site_id, asset_id) WHERE ((list = 'asset'::text) AND (ended_at IS NULL));
CREATE INDEX event_at ON holdfast.event USING btree (site_id, at DESC);
CREATE INDEX event_client ON holdfast.event USING btree (site_id, client_id);
CREATE INDEX event_flow ON holdfast.event USING btree (site_id, flow_id);
CREATE INDEX event_server ON holdfast.event USING btree (site_id, server_id);
CREATE UNIQUE INDEX finding_open ON holdfast.finding USING btree (site_id, kind, subject_id) WHERE (state <> ALL (ARRAY['closed'::text, 'fixed'::text]));
CREATE INDEX finding_state ON holdfast.finding USING btree (site_id, state, kind);
CREATE INDEX flow_outside ON holdfast.flow USING btree (site_id) WHERE (NOT (starts_with(server_address, '10.'::text) OR starts_with(server_address, '192.168.'::text) OR (server_address ~ '^172\.(1[6-9]|2\d|3[01])\.'::text)));
CREATE INDEX flow_port ON holdfast.flow USING btree (site_id, server_port);
CREATE INDEX flow_server ON holdfast.flow USING btree (site_id, server_id);
CREATE INDEX flow_verdict_conduit ON holdfast.flow_verdict USING btree (site_id, conduit_id);
CREATE INDEX flow_verdict_unapproved ON holdfast.flow_verdict USING btree (site_id) WHERE (verdict = 'unapproved'::text);
CREATE INDEX handover_given ON holdfast.handover USING btree (site_id, given_at DESC);
CREATE INDEX import_added ON holdfast.import USING btree (site_id, added_at DESC);
CREATE INDEX import_row_outcome ON holdfast.import_row USING btree (site_id, import_id, outcome);
CREATE INDEX import_row_subject ON holdfast.import_row USING btree (site_id, subject_id) WHERE (undo IS NOT NULL);
CREATE INDEX isolation_drill_zone ON holdfast.isolation_drill USING btree (site_id, zone_id, ended_at);
CREATE UNIQUE INDEX legal_entity_name ON holdfast.legal_entity USING btree (organisation_id, lower(name));
CREATE INDEX legal_establishment_of ON holdfast.legal_establishment USING btree (organisation_id, entity_id);
CREATE INDEX line_message_at ON holdfast.line_message USING btree (site_id, at);
CREATE INDEX maintenance_window_starts ON holdfast.maintenance_window USING btree (site_id, starts_at);
CREATE INDEX meeting_of_site ON holdfast.meeting USING btree (organisation_id, site_id, planned_at);
CREATE INDEX meeting_action_open ON holdfast.meeting_action USING btree (organisation_id, due_on) WHERE (done_at IS NULL);
CREATE INDEX notice_of_person ON holdfast.notice USING btree (organisation_id, person_id, at DESC);
CREATE INDEX notice_to_mail ON holdfast.notice USING btree (organisation_id, person_id) WHERE ((mailed_at IS NULL) AND (by_mail <> 'no'::text));
CREATE INDEX opening_of ON holdfast.opening USING btree (site_id, subject_id, asked_at);
CREATE UNIQUE INDEX opening_key_person ON holdfast.opening_key USING btree (site_id, person_id) WHERE (state <> 'removed'::text);
CREATE INDEX operating_period_starts ON holdfast.operating_period USING btree (site_id, starts_at);
CREATE INDEX party_supplier ON holdfast.party USING btree (site_id, supplier_id);
CREATE UNIQUE INDEX person_email ON holdfast.person USING btree (organisation_id, lower(email));
CREATE INDEX registration_change_of ON holdfast.registration_change USING btree (organisation_id, entity_id);
CREATE INDEX requirement_statement_of ON holdfast.requirement_statement USING btree (site_id, requirement_id);
CREATE INDEX role_grant_person ON holdfast.role_grant USING btree (organisation_id, person_id) WHERE (ended_at IS NULL);
CREATE INDEX scope_decision_of ON holdfast.scope_decision USING btree (organisation_id, entity_id, decided_at);
CREATE UNIQUE INDEX scope_object_name ON holdfast.scope_object USING btree (site_id, lower(name)) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX service_name ON holdfast.service USING btree (site_id, lower(name)) WHERE (ended_at IS NULL);
CREATE INDEX service_host_asset ON holdfast.service_host USING btree (site_id, asset_id);
CREATE INDEX snapshot_taken ON holdfast.snapshot USING btree (site_id, taken_at DESC);
CREATE UNIQUE INDEX supplier_name ON holdfast.supplier USING btree (site_id, lower(name));
CREATE UNIQUE INDEX supplier_number ON holdfast.supplier USING btree (site_id, lower(number)) WHERE (number IS NOT NULL);
CREATE INDEX supplier_asset_asset ON holdfast.supplier_asset USING btree (site_id, asset_id);
CREATE INDEX switch_port_switch ON holdfast.switch_port USING btree (site_id, switch_id);
CREATE INDEX switch_table_switch ON holdfast.switch_table USING btree (site_id, switch_id, read_at DESC);
CREATE UNIQUE INDEX terminal_name ON holdfast.terminal USING btree (site_id, name) WHERE (ended_at IS NULL);
CREATE INDEX terminal_session ON holdfast.terminal USING btree (session_hash) WHERE (ended_at IS NULL);
CREATE INDEX traffic_sign_last ON holdfast.traffic_sign USING btree (site_id, last_at);
CREATE INDEX undo_at ON holdfast.undo USING btree (site_id, at);
CREATE INDEX undo_objects ON holdfast.undo USING gin (object_ids);
CREATE INDEX walk_down_reading_asset ON holdfast.walk_down_reading USING btree (site_id, asset_id, read_at DESC);
CREATE INDEX walk_down_reading_of ON holdfast.walk_down_reading USING btree (site_id, walk_down_id, asset_id, read_at DESC);
CREATE INDEX walk_down_stop_asset ON holdfast.walk_down_stop USING btree (site_id, asset_id);
CREATE INDEX zone_member_zone ON holdfast.zone_member USING btree (site_id, zone_id);
CREATE INDEX cosig_latest ON ledger.cosig USING btree (log_id, witness, size DESC, at DESC);
CREATE INDEX erasable_by_reason ON ledger.erasable USING btree (reason_entry, entry_id, n) WHERE (reason_entry IS NOT NULL);
CREATE INDEX fact_kind ON ledger.fact USING btree (site_id, kind, at);
CREATE INDEX fact_log_actor ON ledger.fact USING btree (log_id, actor, idx) INCLUDE (kind, subject_type, at);
CREATE INDEX fact_log_at ON ledger.fact USING btree (log_id, at, idx) INCLUDE (kind, actor, subject_type);
CREATE INDEX fact_log_kind ON ledger.fact USING btree (log_id, kind, idx) INCLUDE (actor, subject_type, at);
CREATE INDEX fact_mentions ON ledger.fact USING gin (data jsonb_path_ops) WHERE (data ?| ARRAY['ids'::text, 'asset_ids'::text, 'flow_ids'::text, 'finding_ids'::text, 'zone_ids'::text]);
CREATE INDEX fact_subject ON ledger.fact USING btree (log_id, subject_type, subject_id, idx);
CREATE INDEX log_place ON ledger.log USING btree (COALESCE(site_id, '00000000-0000-0000-0000-000000000000'::uuid), epoch);
CREATE UNIQUE INDEX certificate_current ON platform.certificate USING btree (purpose) WHERE ((state = 'current'::text) AND (purpose = ANY (ARRAY['root'::text, 'server'::text, 'own'::text])));
CREATE INDEX certificate_machine ON platform.certificate USING btree (machine_kind, machine_id);
CREATE UNIQUE INDEX file_key_content ON platform.file_key USING btree (sha256) WHERE (state = ANY (ARRAY['kept'::text, 'plain'::text, 'handed_over'::text]));
CREATE INDEX file_key_of_content ON platform.file_key USING btree (sha256);
CREATE INDEX idempotency_at ON platform.idempotency USING btree (at);

create view ledger.aside as
 SELECT id,
    place,
    inserted_at,
        CASE
            WHEN (( SELECT e.log_id
               FROM ledger.entry e
              WHERE (e.id = w.id)) IS NOT NULL) THEN 'sealed already'::text
            ELSE 'no log'::text
        END AS why
   FROM ledger.waiting w
  WHERE ((( SELECT e.log_id
           FROM ledger.entry e
          WHERE (e.id = w.id)) IS NOT NULL) OR (( SELECT p.log_id
           FROM ledger.place p
          WHERE (p.place = w.place)) IS NULL)); -- owner holdfast_ledger
create view ledger.payload as
 SELECT erasable.entry_id,
    erasable.n,
    erasable.salt,
    erasable.payload,
    erasable.erased_at,
    erasable.erased_by,
    erasable.reason_entry
   FROM ledger.erasable
UNION ALL
 SELECT w.id AS entry_id,
    ((b.n - 1))::smallint AS n,
    SUBSTRING(b.bytes FROM 1 FOR 32) AS salt,
    SUBSTRING(b.bytes FROM 33) AS payload,
    NULL::timestamp with time zone AS erased_at,
    NULL::text AS erased_by,
    NULL::uuid AS reason_entry
   FROM (ledger.waiting w
     CROSS JOIN LATERAL unnest(array_prepend(w.behind, w.behinds)) WITH ORDINALITY b(bytes, n))
  WHERE ((w.behind IS NOT NULL) AND (( SELECT e.log_id
           FROM ledger.entry e
          WHERE (e.id = w.id)) IS NULL)); -- owner holdfast_ledger
create view ledger.pending as
 SELECT id,
    log_id,
    subject_type,
    subject_id,
    body,
    COALESCE(leaf, sha256(('\x00'::bytea || body))) AS leaf,
    inserted_at
   FROM ( SELECT w.id,
            l.log_id,
            w.subject_type,
            w.subject_id,
            w.leaf,
            w.inserted_at,
            COALESCE(w.body, ledger.compose(w.id, NULLIF(w.place, '00000000-0000-0000-0000-000000000000'::uuid), w.at, w.told, w.facts, w.content, COALESCE(w.commitments,
                CASE
                    WHEN (w.behind IS NULL) THEN ''::text
                    ELSE NULL::text
                END, ledger.commitments_of(array_prepend(w.behind, w.behinds))), COALESCE(w.before, ledger.last_sealed(l.log_id, w.subject_type, w.subject_id)))) AS body
           FROM (( SELECT s.id,
                    s.place,
                    s.subject_type,
                    s.subject_id,
                    s.body,
                    s.leaf,
                    s.inserted_at,
                    s.at,
                    s.told,
                    s.facts,
                    s.content,
                    s.behind,
                    s.behinds,
                    s.commitments,
                    lag(s.id) OVER (PARTITION BY s.place, s.subject_type, s.subject_id ORDER BY s.inserted_at, s.id) AS before
                   FROM ( SELECT p.id,
                            p.place,
                            COALESCE(p.subject_type, split_part(p.told, ' '::text, 2)) AS subject_type,
                            COALESCE(p.subject_id, split_part(p.told, ' '::text, 5)) AS subject_id,
                            p.body,
                            p.leaf,
                            p.inserted_at,
                            p.at,
                            p.told,
                            p.facts,
                            p.content,
                            p.behind,
                            p.behinds,
                            p.commitments
                           FROM ledger.waiting p
                          WHERE (( SELECT e.log_id
                                   FROM ledger.entry e
                                  WHERE (e.id = p.id)) IS NULL)) s) w
             LEFT JOIN ledger.place l ON ((l.place = w.place)))) c; -- owner holdfast_ledger
create view ledger.plain with (check_option=cascaded) as
 SELECT id,
    place,
    at,
    told,
    facts,
    behind
   FROM ledger.waiting w
  WHERE ((told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'::text) AND (octet_length(told) < 2000) AND (octet_length(facts) < 8000) AND (jsonb_typeof((facts)::jsonb) = 'object'::text) AND (facts IS JSON OBJECT WITH UNIQUE KEYS) AND (at >= '1970-01-01 00:00:00+00'::timestamp with time zone) AND (at < '9999-12-31 00:00:00+00'::timestamp with time zone) AND ((octet_length(behind) < 32) IS NOT TRUE)); -- owner holdfast_ledger

CREATE OR REPLACE FUNCTION holdfast.renew_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  analyze (skip_locked) holdfast.asset, holdfast.asset_address, holdfast.asset_attribute, holdfast.flow, holdfast.event, holdfast.zone, holdfast.zone_member, holdfast.conduit,
    holdfast.flow_verdict, holdfast.finding, holdfast.conversation, holdfast.conversation_kind, holdfast.traffic_sign;
end
$function$; -- owner holdfast_owner
CREATE OR REPLACE FUNCTION holdfast.require_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform 1 from holdfast.organisation o where o.id = old.organisation_id for update;
  if not exists (
    select 1 from holdfast.role_grant g join holdfast.person p on p.organisation_id = g.organisation_id and p.id = g.person_id
    where g.organisation_id = old.organisation_id and g.role = 'owner' and g.scope = 'organisation' and g.ended_at is null
      and g.expires_at is null and g.starts_at <= now() and p.active
  ) then
    raise exception 'no owner would be left' using errcode = 'HF001';
  end if;
  return null;
end
$function$; -- owner holdfast_owner
CREATE OR REPLACE FUNCTION jobs.enqueue(name text, payload jsonb, key text, max_attempts integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if octet_length(payload::text) > 100000 then
    raise exception 'job payload is larger than 100000 bytes' using errcode = '22023';
  end if;
  perform graphile_worker.add_job(enqueue.name, payload => enqueue.payload::json, job_key => enqueue.key, max_attempts => enqueue.max_attempts);
end
$function$; -- owner holdfast_jobs
CREATE OR REPLACE FUNCTION ledger.admit(p_site uuid, p_id uuid, p_at timestamp with time zone, p_told text, p_facts text, p_content text, p_behind bytea, p_behinds bytea[])
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  given bigint := (p_behind is not null)::integer + coalesce(cardinality(p_behinds), 0);
begin
  if not coalesce(
    p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
      and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
      and p_facts is json object with unique keys and jsonb_typeof(p_facts::jsonb) = 'object'
      and (p_content is null or p_content is json array with unique keys and jsonb_typeof(p_content::jsonb) = 'array')
      and coalesce(octet_length(p_behind), 32) >= 32
      and (p_behinds is null or p_behind is not null
        and (select every(b is not null and octet_length(b) >= 32) from unnest(p_behinds) as x (b))),
    false
  ) then
    raise exception 'entry % lacks a field', p_id using errcode = 'check_violation';
  end if;
  if 245 + octet_length(p_told) - 5 + (case when p_told like '% ' then 4 else 0 end) + octet_length(p_facts) + coalesce(octet_length(p_content), 2)
    + given * 67 - least(given, 1) + (case when p_site is null then 4 else 38 end) > 60000 then
    raise exception 'entry % is longer than 60000 bytes', p_id using errcode = 'check_violation';
  end if;
  return p_id;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.append(p_log uuid, p_id uuid, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  log_site uuid;
begin
  select l.site_id into strict log_site from ledger.log l where l.id = p_log;
  perform ledger.keep_entry(p_log, p_id, ledger.read_entry(log_site, p_id, convert_from(p_body, 'UTF8')), p_body, p_leaf, p_salts, p_payloads);
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.append_next(p_site uuid, p_id uuid, p_at timestamp with time zone, p_told text, p_facts text, p_content text, p_behind bytea, p_behinds bytea[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
  insert into ledger.waiting (id, place, at, told, facts, data, content, behind, behinds) values (
    case
      when p_told ~ '^[a-z][a-z0-9._-]* [a-z][a-z0-9._-]* [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [A-Za-z0-9._:/-]+ [0-9]*$'
        and octet_length(p_told) < 2000 and octet_length(p_facts) < 8000 and p_facts is json object with unique keys and p_content is null
        and p_at >= '1970-01-01 00:00:00+00' and p_at < '9999-12-31 00:00:00+00'
        and coalesce(octet_length(p_behind), 32) >= 32 and p_behinds is null
        then p_id
      else ledger.admit(p_site, p_id, p_at, p_told, p_facts, p_content, p_behind, p_behinds)
    end,
    coalesce(
      (select l.place from ledger.place l
        where l.place = coalesce(p_site, '00000000-0000-0000-0000-000000000000') and not exists (select from ledger.entry e where e.id = p_id)),
      ledger.refuse_place(p_site, p_id)),
    p_at, p_told, p_facts, p_facts::jsonb, p_content, p_behind, p_behinds);
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.commitments_of(p_behind bytea[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN (SELECT COALESCE(string_agg((('"'::text || encode(sha256(x.b), 'hex'::text)) || '"'::text), ','::text ORDER BY x.o), ''::text) AS "coalesce" FROM unnest(commitments_of.p_behind) WITH ORDINALITY x(b, o)); -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.compose(p_id uuid, p_site uuid, p_at timestamp with time zone, p_told text, p_facts text, p_content text, p_commitments text, p_prev uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE
RETURN convert_to(format('{"actor":"%s","at":"%s","commitments":[%s],"content":%s,"facts":%s,"id":"%s","kind":"%s","prev":%s,"site":%s,"subject":{"id":"%s","type":"%s","version":%s},"v":1,"via":"%s"}'::text, split_part(p_told, ' '::text, 3), to_char((p_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'::text), p_commitments, COALESCE(p_content, '[]'::text), p_facts, p_id, split_part(p_told, ' '::text, 1), COALESCE((('"'::text || p_prev) || '"'::text), 'null'::text), COALESCE((('"'::text || p_site) || '"'::text), 'null'::text), split_part(p_told, ' '::text, 5), split_part(p_told, ' '::text, 2), COALESCE(((NULLIF(split_part(p_told, ' '::text, 6), ''::text))::numeric)::text, 'null'::text), split_part(p_told, ' '::text, 4)), 'UTF8'::name); -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.erase(p_entries uuid[], p_ns smallint[], p_by text, p_reason_entry uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  erased integer;
  unsealed record;
begin
  if cardinality(p_entries) <> cardinality(p_ns) or coalesce(p_by, '') = '' or p_reason_entry is null then
    raise exception 'an erasure names what is erased, by whom and the entry that tells of it' using errcode = 'check_violation';
  end if;
  -- Whoever seals waits until the erasure is over, and meets what is left of it: both would put the same payloads beside.
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || l.log_id, 0)) from (
    select distinct p.log_id from ledger.waiting w join ledger.place p on p.place = w.place
      where w.id = any(p_entries) and w.behind is not null order by p.log_id) l;
  for unsealed in select w.id, array_prepend(w.behind, w.behinds) as behind from ledger.waiting w
    where w.id = any(p_entries) and w.behind is not null and (select e.log_id from ledger.entry e where e.id = w.id) is null for update loop
    insert into ledger.erasable (entry_id, n, salt, payload)
      select unsealed.id, o - 1, substring(b for 32), substring(b from 33) from unnest(unsealed.behind) with ordinality as x (b, o);
    update ledger.waiting set behind = null, behinds = null, commitments = ledger.commitments_of(unsealed.behind) where id = unsealed.id;
  end loop;
  update ledger.erasable e set salt = null, payload = null, erased_at = now(), erased_by = p_by, reason_entry = p_reason_entry
    from (select distinct u.entry_id, u.n from unnest(p_entries, p_ns) as u (entry_id, n)) wanted
    where e.entry_id = wanted.entry_id and e.n = wanted.n and e.erased_at is null;
  get diagnostics erased = row_count;
  return erased;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.erased_sha256(p_reason_entry uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(sha256(convert_to(coalesce(string_agg(entry_id || '/' || n || E'\n', '' order by entry_id, n), ''), 'UTF8')), 'hex')
    from ledger.erasable where reason_entry = p_reason_entry;
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.keep_cosig(p_log uuid, p_size bigint, p_witness text, p_line text, p_at timestamp with time zone, p_received timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into ledger.cosig (log_id, size, witness, line, at, received_at) values (p_log, p_size, p_witness, p_line, p_at, p_received)
    on conflict do nothing;
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.keep_entry(p_log uuid, p_id uuid, p_entry jsonb, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  its uuid;
begin
  select p.place into its from ledger.place p where p.log_id = p_log;
  if not found then
    raise exception 'the log % takes no more entries', p_log using errcode = 'check_violation';
  end if;
  if octet_length(p_body) > 60000 or p_leaf is distinct from sha256('\x00'::bytea || p_body) then
    raise exception 'entry % is not of its leaf hash', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.waiting (id, place, subject_type, subject_id, body, leaf)
    select p_id, its, p_entry -> 'subject' ->> 'type', p_entry -> 'subject' ->> 'id', p_body, p_leaf
    where not exists (select from ledger.entry e where e.id = p_id);
  if not found then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  if cardinality(p_salts) = 0 and cardinality(p_payloads) = 0 and p_entry -> 'commitments' = '[]' then
    return;
  end if;
  if cardinality(p_salts) is distinct from cardinality(p_payloads) or p_entry -> 'commitments' is distinct from (
    select jsonb_agg(encode(sha256(s || p), 'hex') order by o) from unnest(p_salts, p_payloads) with ordinality as x (s, p, o)
      where octet_length(s) = 32
  ) then
    raise exception 'entry % commits to something else than was given', p_id using errcode = 'check_violation';
  end if;
  insert into ledger.erasable (entry_id, n, salt, payload)
    select p_id, o - 1, s, p from unnest(p_salts, p_payloads) with ordinality as x (s, p, o);
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.keep_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into ledger.place (place, log_id)
    select coalesce(l.site_id, '00000000-0000-0000-0000-000000000000'), l.id from ledger.log l
    where l.site_id is not distinct from new.site_id order by l.epoch desc limit 1
    on conflict (place) do update set log_id = excluded.log_id;
  return null;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.keep_stamp(p_log uuid, p_size bigint, p_tsa bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with kept as (update ledger.checkpoint set tsa = p_tsa where log_id = p_log and size = p_size and tsa is null returning 1)
  select exists (select from kept);
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.last_sealed(p_log uuid, p_type text, p_subject text)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
    where f.log_id = p_log and f.subject_type = p_type and f.subject_id = p_subject order by f.idx desc limit 1
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.open_epoch(p_former uuid, p_id uuid, p_origin text, p_epoch integer, p_entry uuid, p_body bytea, p_leaf bytea, p_salts bytea[], p_payloads bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  former record;
  entry jsonb;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_former, 0));
  select l.site_id, l.origin, l.epoch into strict former from ledger.log l where l.id = p_former;
  if p_epoch <= former.epoch or p_origin <> regexp_replace(former.origin, '/e[0-9]+$', '') || '/e' || p_epoch
    or exists (select from ledger.log n where n.site_id is not distinct from former.site_id and n.epoch > former.epoch) then
    raise exception '% does not follow %', p_origin, former.origin using errcode = 'check_violation';
  end if;
  if exists (select from ledger.pending p where p.log_id = p_former) then
    raise exception '% has entries that wait to be sealed', former.origin using errcode = 'check_violation';
  end if;
  entry := ledger.read_entry(former.site_id, p_entry, convert_from(p_body, 'UTF8'));
  if entry ->> 'kind' <> 'ledger.restored' or entry -> 'facts' -> 'former' ->> 'origin' is distinct from former.origin then
    raise exception 'the first entry of % does not say what it follows', p_origin using errcode = 'check_violation';
  end if;
  insert into ledger.log (id, site_id, origin, epoch) values (p_id, former.site_id, p_origin, p_epoch);
  perform ledger.keep_entry(p_id, p_entry, entry, p_body, p_leaf, p_salts, p_payloads);
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.open_log(p_id uuid, p_site uuid, p_origin text, p_epoch integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if p_epoch <> 1 then
    raise exception 'epoch % begins with its first entry: use open_epoch', p_epoch using errcode = 'check_violation';
  end if;
  insert into ledger.log (id, site_id, origin, epoch) values (p_id, p_site, p_origin, p_epoch);
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.read_entry(p_site uuid, p_id uuid, p_text text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  entry jsonb;
begin
  if octet_length(p_text) > 60000 or not p_text is json object with unique keys then
    raise exception 'entry is not one JSON object of at most 60000 bytes' using errcode = 'check_violation';
  end if;
  entry := p_text::jsonb;
  if not coalesce(
    jsonb_typeof(entry -> 'kind') = 'string'
      and jsonb_typeof(entry -> 'actor') = 'string'
      and jsonb_typeof(entry -> 'subject' -> 'type') = 'string'
      and jsonb_typeof(entry -> 'subject' -> 'id') = 'string'
      and jsonb_typeof(entry -> 'facts') = 'object'
      and jsonb_typeof(entry -> 'commitments') = 'array'
      and entry ->> 'at' ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
      and pg_input_is_valid(entry ->> 'at', 'timestamptz')
      and entry ->> 'id' = p_id::text,
    false
  ) then
    raise exception 'entry % lacks a field or carries another id', p_id using errcode = 'check_violation';
  end if;
  if entry ->> 'site' is distinct from p_site::text then
    raise exception 'entry % belongs to another site''s log', p_id using errcode = 'check_violation';
  end if;
  return entry;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_all_but_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.erased_at is not null or num_nonnulls(new.salt, new.payload) > 0 or num_nulls(new.erased_at, new.erased_by, new.reason_entry) > 0
    or (new.entry_id, new.n) is distinct from (old.entry_id, old.n) then
    raise exception 'ledger.erasable % may only be erased, once: update refused', old.entry_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_all_but_parting()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if (to_jsonb(new) - '{behind,behinds,commitments}'::text[]) is distinct from (to_jsonb(old) - '{behind,behinds,commitments}'::text[])
    or old.behind is null or num_nonnulls(new.behind, new.behinds) > 0
    or new.commitments is distinct from ledger.commitments_of(array_prepend(old.behind, old.behinds))
    or 1 + coalesce(cardinality(old.behinds), 0) <> (select count(*) from ledger.erasable x where x.entry_id = old.id) then
    raise exception 'ledger.waiting % is append-only: update refused', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_all_but_stamp()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if old.tsa is not null or new.tsa is null
    or (new.log_id, new.size, new.root, new.note, new.published_at) is distinct from (old.log_id, old.size, old.root, old.note, old.published_at) then
    raise exception 'ledger.checkpoint is append-only: update refused' using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'ledger.% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_place(p_site uuid, p_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select from ledger.entry e where e.id = p_id) then
    raise exception 'entry % is already sealed', p_id using errcode = 'unique_violation';
  end if;
  raise exception 'no log of the site %', p_site using errcode = 'no_data_found';
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_unsealed_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  lost uuid;
begin
  select g.id into lost from gone g left join ledger.entry e on e.id = g.id
    where e.id is null or case
        when g.told is null then e.body <> g.body or e.leaf <> g.leaf
        when current_user = 'holdfast_ledger' then false
        else e.body <> ledger.compose(g.id, nullif(g.place, '00000000-0000-0000-0000-000000000000'), g.at, g.told, g.facts, g.content, coalesce(g.commitments,
          case when g.behind is null then '' end, ledger.commitments_of(array_prepend(g.behind, g.behinds))), (convert_from(e.body, 'UTF8')::jsonb ->> 'prev')::uuid)
      end
      or g.behind is not null and 1 + coalesce(cardinality(g.behinds), 0) <> (select count(*) from ledger.erasable x where x.entry_id = g.id)
    limit 1;
  if found then
    raise exception 'ledger.waiting % is not sealed: delete refused', lost using errcode = 'restrict_violation';
  end if;
  return null;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.refuse_wrong_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.log_id is distinct from (select l.id from ledger.log l
    where coalesce(l.site_id, '00000000-0000-0000-0000-000000000000') = new.place order by l.epoch desc limit 1) then
    raise exception 'ledger.place %: another log is its latest', new.place using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.require_erasing_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  entry jsonb;
begin
  select case
      when p.told is null then convert_from(p.body, 'UTF8')::jsonb
      else jsonb_build_object('kind', split_part(p.told, ' ', 1), 'actor', split_part(p.told, ' ', 3), 'facts', coalesce(p.data, p.facts::jsonb))
    end into entry from ledger.waiting p
    where p.id = new.reason_entry and p.xmin = pg_current_xact_id()::xid and ledger.will_be_sealed(p.id, p.place)
      and current_setting('transaction_isolation') = 'read committed';
  if not coalesce(
    entry ->> 'kind' = 'personal_data.erased'
      and entry ->> 'actor' = new.erased_by
      and jsonb_typeof(entry -> 'facts' -> 'decided_by') = 'array'
      and jsonb_array_length(entry -> 'facts' -> 'decided_by') > 0
      and not entry -> 'facts' -> 'decided_by' ? (entry -> 'facts' ->> 'asked_by'),
    false
  ) then
    raise exception 'ledger.erasable %: no entry of this transaction tells of its erasure by two people', new.entry_id
      using errcode = 'restrict_violation';
  end if;
  -- The last one of the erasure looks at all of it.
  if exists (select from ledger.erasable e where e.reason_entry = new.reason_entry and (e.entry_id, e.n) > (new.entry_id, new.n)) then
    return null;
  end if;
  if entry -> 'facts' ->> 'payloads_sha256' is distinct from ledger.erased_sha256(new.reason_entry) then
    raise exception 'ledger.erasable %: entry % tells of another erasure', new.entry_id, new.reason_entry using errcode = 'restrict_violation';
  end if;
  return null;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.seal(p_log uuid, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  its uuid;
  site uuid;
  size bigint;
  sealed integer;
  depth integer := 1;
  lost record;
begin
  perform pg_advisory_xact_lock(hashtextextended('ledger.log ' || p_log, 0));
  select p.place, nullif(p.place, '00000000-0000-0000-0000-000000000000') into its, site from ledger.place p where p.log_id = p_log;
  if not found then
    return 0;
  end if;
  select coalesce(max(e.idx) + 1, 0) into size from ledger.entry e where e.log_id = p_log;
  -- What the tree stands on must be there, or nothing may be put upon it.
  select l as level, (size >> l) - 1 as k into lost from generate_series(1, 52) as l
    where size >> l & 1 = 1 and not exists (select from ledger.node n where n.log_id = p_log and n.level = l and n.k = (size >> l) - 1)
    order by l desc limit 1;
  if found then
    raise exception 'node %/% is not stored', lost.level, lost.k using errcode = 'data_corrupted';
  end if;
  with batch as materialized (
    select b.*, size + row_number() over (order by b.inserted_at, b.id) - 1 as idx
    from (
      select b.*, lag(b.id) over (partition by b.type, b.subject order by b.inserted_at, b.id) as before
      from (
        select p.id, p.inserted_at, p.at, p.told, p.facts, p.data, p.content, p.behind, p.behinds, p.commitments, p.body, p.leaf,
          coalesce(p.subject_type, split_part(p.told, ' ', 2)) as type, coalesce(p.subject_id, split_part(p.told, ' ', 5)) as subject,
          case when p.told is null then convert_from(p.body, 'UTF8')::jsonb end as given
        from ledger.waiting p
        where p.place = its and (select e.log_id from ledger.entry e where e.id = p.id) is null
        order by p.inserted_at, p.id limit p_limit) as b) as b
  ), bodies as (
    select b.id, b.idx, b.leaf, coalesce(b.body, ledger.compose(b.id, site, b.at, b.told, b.facts, b.content,
      case when b.commitments is not null then b.commitments when b.behind is null then ''
        when b.behinds is null then '"' || encode(sha256(b.behind), 'hex') || '"'
        else ledger.commitments_of(array_prepend(b.behind, b.behinds)) end,
      coalesce(b.before, (select e.id from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
        where f.log_id = p_log and f.subject_type = b.type and f.subject_id = b.subject order by f.idx desc limit 1)))) as body
    from batch b
  ), facts as (
    insert into ledger.fact (log_id, idx, site_id, kind, subject_type, subject_id, actor, at, data)
    select p_log, b.idx, site, coalesce(b.given ->> 'kind', split_part(b.told, ' ', 1)), b.type, b.subject,
      coalesce(b.given ->> 'actor', split_part(b.told, ' ', 3)), coalesce(b.at, (b.given ->> 'at')::timestamptz), coalesce(b.data, b.facts::jsonb, b.given -> 'facts')
    from batch b order by b.idx
  ), payloads as (
    insert into ledger.erasable (entry_id, n, salt, payload)
    select b.id, 0, substring(b.behind for 32), substring(b.behind from 33) from batch b where b.behind is not null
    union all
    select b.id, x.o, substring(x.b for 32), substring(x.b from 33) from batch b cross join lateral unnest(b.behinds) with ordinality as x (b, o)
  )
  insert into ledger.entry (log_id, idx, id, body, leaf)
    select p_log, b.idx, b.id, b.body, coalesce(b.leaf, sha256('\x00'::bytea || b.body)) from (select * from bodies offset 0) b order by b.idx;
  get diagnostics sealed = row_count;
  if sealed = 0 then
    return 0;
  end if;
  -- RFC 9162, 2.1.1: HASH(0x01 || left || right). A sibling that is gone makes the hash null, which no node may be.
  insert into ledger.node (log_id, level, k, hash)
    select p_log, 1, e.idx >> 1, case count(*) when 2 then sha256('\x01'::bytea || string_agg(e.leaf, '' order by e.idx)) end
    from ledger.entry e where e.log_id = p_log and e.idx >= size >> 1 << 1 and e.idx < (size + sealed) >> 1 << 1
    group by e.idx >> 1 order by e.idx >> 1;
  while size >> depth + 1 < (size + sealed) >> depth + 1 loop
    insert into ledger.node (log_id, level, k, hash)
      select p_log, depth + 1, n.k >> 1, case count(*) when 2 then sha256('\x01'::bytea || string_agg(n.hash, '' order by n.k)) end
      from ledger.node n where n.log_id = p_log and n.level = depth
        and n.k >= size >> depth + 1 << 1 and n.k < (size + sealed) >> depth + 1 << 1
      group by n.k >> 1 order by n.k >> 1;
    depth := depth + 1;
  end loop;
  delete from ledger.waiting w using ledger.entry e where e.log_id = p_log and e.idx >= size and w.id = e.id;
  -- A plan of another connection that looks for an id was perhaps made when all ids stood on one page: this has it made anew.
  if size < 1000 and size + sealed >= 1000 then
    analyze ledger.entry (id);
  end if;
  return sealed;
end
$function$; -- owner holdfast_ledger
CREATE OR REPLACE FUNCTION ledger.will_be_sealed(p_id uuid, p_place uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (((SELECT e.log_id FROM ledger.entry e WHERE (e.id = will_be_sealed.p_id)) IS NULL) AND ((SELECT p.log_id FROM ledger.place p WHERE (p.place = will_be_sealed.p_place)) IS NOT NULL)); -- owner holdfast_ledger

CREATE CONSTRAINT TRIGGER owner_stays AFTER DELETE OR UPDATE ON holdfast.person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.active) EXECUTE FUNCTION holdfast.require_an_owner();
CREATE CONSTRAINT TRIGGER owner_stays AFTER DELETE OR UPDATE ON holdfast.role_grant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.role = 'owner'::text) AND (old.scope = 'organisation'::text))) EXECUTE FUNCTION holdfast.require_an_owner();
CREATE TRIGGER refuse_all_but_stamp BEFORE UPDATE ON ledger.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger.refuse_all_but_stamp(); alter table ledger.checkpoint enable always trigger refuse_all_but_stamp;
CREATE TRIGGER refuse_change BEFORE DELETE ON ledger.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.checkpoint enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.checkpoint enable always trigger refuse_truncate;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.cosig FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.cosig enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.cosig FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.cosig enable always trigger refuse_truncate;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.entry enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.entry enable always trigger refuse_truncate;
CREATE TRIGGER refuse_all_but_erasure BEFORE UPDATE ON ledger.erasable FOR EACH ROW EXECUTE FUNCTION ledger.refuse_all_but_erasure(); alter table ledger.erasable enable always trigger refuse_all_but_erasure;
CREATE TRIGGER refuse_change BEFORE DELETE ON ledger.erasable FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.erasable enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.erasable FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.erasable enable always trigger refuse_truncate;
CREATE CONSTRAINT TRIGGER require_erasing_entry AFTER UPDATE ON ledger.erasable DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_erasing_entry(); alter table ledger.erasable enable always trigger require_erasing_entry;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.fact FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.fact enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.fact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.fact enable always trigger refuse_truncate;
CREATE TRIGGER keep_place AFTER INSERT ON ledger.log FOR EACH ROW EXECUTE FUNCTION ledger.keep_place(); alter table ledger.log enable always trigger keep_place;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.log FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.log enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.log FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.log enable always trigger refuse_truncate;
CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE ON ledger.node FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.node enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.node FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.node enable always trigger refuse_truncate;
CREATE TRIGGER refuse_change BEFORE DELETE ON ledger.place FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.place enable always trigger refuse_change;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.place FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.place enable always trigger refuse_truncate;
CREATE TRIGGER refuse_wrong_place BEFORE INSERT OR UPDATE ON ledger.place FOR EACH ROW EXECUTE FUNCTION ledger.refuse_wrong_place(); alter table ledger.place enable always trigger refuse_wrong_place;
CREATE TRIGGER refuse_all_but_parting BEFORE UPDATE ON ledger.waiting FOR EACH ROW EXECUTE FUNCTION ledger.refuse_all_but_parting(); alter table ledger.waiting enable always trigger refuse_all_but_parting;
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ledger.waiting FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change(); alter table ledger.waiting enable always trigger refuse_truncate;
CREATE TRIGGER refuse_unsealed_delete AFTER DELETE ON ledger.waiting REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_unsealed_delete(); alter table ledger.waiting enable always trigger refuse_unsealed_delete;

grant execute on function holdfast.renew_statistics() to holdfast_app;
grant execute on function holdfast.require_an_owner() to public;
grant execute on function jobs.enqueue(text,jsonb,text,integer) to holdfast_app;
grant execute on function ledger.append(uuid,uuid,bytea,bytea,bytea[],bytea[]) to holdfast_app;
grant execute on function ledger.append_next(uuid,uuid,timestamp with time zone,text,text,text,bytea,bytea[]) to holdfast_app;
grant execute on function ledger.commitments_of(bytea[]) to holdfast_app;
grant execute on function ledger.commitments_of(bytea[]) to holdfast_sequencer;
grant execute on function ledger.compose(uuid,uuid,timestamp with time zone,text,text,text,text,uuid) to holdfast_app;
grant execute on function ledger.compose(uuid,uuid,timestamp with time zone,text,text,text,text,uuid) to holdfast_sequencer;
grant execute on function ledger.erase(uuid[],smallint[],text,uuid) to holdfast_app;
grant execute on function ledger.erased_sha256(uuid) to holdfast_app;
grant execute on function ledger.keep_cosig(uuid,bigint,text,text,timestamp with time zone,timestamp with time zone) to holdfast_app;
grant execute on function ledger.keep_stamp(uuid,bigint,bytea) to holdfast_app;
grant execute on function ledger.last_sealed(uuid,text,text) to holdfast_app;
grant execute on function ledger.last_sealed(uuid,text,text) to holdfast_sequencer;
grant execute on function ledger.open_epoch(uuid,uuid,text,integer,uuid,bytea,bytea,bytea[],bytea[]) to holdfast_app;
grant execute on function ledger.open_log(uuid,uuid,text,integer) to holdfast_app;
grant execute on function ledger.seal(uuid,integer) to holdfast_sequencer;
grant execute on function ledger.will_be_sealed(uuid,uuid) to public;
grant usage on schema auth to holdfast_app;
grant usage on schema holdfast to holdfast_app;
grant usage on schema jobs to holdfast_app;
grant usage on schema ledger to holdfast_app;
grant usage on schema ledger to holdfast_sequencer;
grant usage on schema platform to holdfast_app;
grant usage on schema public to public;
grant delete, insert, select, update on table auth."user" to holdfast_app;
grant delete, insert, select, update on table auth.account to holdfast_app;
grant delete, insert, select, update on table auth.lock to holdfast_app;
grant delete, insert, select, update on table auth.must_change to holdfast_app;
grant delete, insert, select, update on table auth.passkey to holdfast_app;
grant delete, insert, select, update on table auth.pin to holdfast_app;
grant delete, insert, select, update on table auth.policy to holdfast_app;
grant delete, insert, select, update on table auth.provider to holdfast_app;
grant delete, insert, select, update on table auth.recovery_code to holdfast_app;
grant delete, insert, select, update on table auth.reset_code to holdfast_app;
grant delete, insert, select, update on table auth.second_factor to holdfast_app;
grant delete, insert, select, update on table auth.session to holdfast_app;
grant delete, insert, select, update on table auth.step to holdfast_app;
grant delete, insert, select, update on table auth.terminal_step to holdfast_app;
grant delete, insert, select, update on table auth.verification to holdfast_app;
grant delete, insert, select, update on table holdfast.account to holdfast_app;
grant insert, select, update on table holdfast.activity to holdfast_app;
grant insert, select on table holdfast.activity_run to holdfast_app;
grant insert, select on table holdfast.activity_step to holdfast_app;
grant delete, insert, select, update on table holdfast.allow_list to holdfast_app;
grant insert, select on table holdfast.allow_list_comment to holdfast_app;
grant delete, insert, select, update on table holdfast.allow_list_draft to holdfast_app;
grant insert, select, update on table holdfast.anchor to holdfast_app;
grant delete, insert, select on table holdfast.anchor_alarm to holdfast_app;
grant insert, select, update on table holdfast.anchor_policy to holdfast_app;
grant insert, select, update on table holdfast.anchor_state to holdfast_app;
grant delete, insert, select, update on table holdfast.api_token to holdfast_app;
grant insert, select, update on table holdfast.appointment to holdfast_app;
grant delete, insert, select, update on table holdfast.approval to holdfast_app;
grant delete, insert, select, update on table holdfast.approval_vote to holdfast_app;
grant delete, insert, select, update on table holdfast.area to holdfast_app;
grant delete, insert, select, update on table holdfast.asset to holdfast_app;
grant delete, insert, select, update on table holdfast.asset_address to holdfast_app;
grant delete, insert, select, update on table holdfast.asset_attribute to holdfast_app;
grant delete, insert, select, update on table holdfast.asset_handling to holdfast_app;
grant delete, insert, select, update on table holdfast.asset_observation to holdfast_app;
grant insert, select, update on table holdfast.audit to holdfast_app;
grant insert, select, update on table holdfast.audit_finding to holdfast_app;
grant insert, select, update on table holdfast.authority_measure to holdfast_app;
grant insert, select, update on table holdfast.authority_order to holdfast_app;
grant delete, insert, select, update on table holdfast.backup_run to holdfast_app;
grant delete, insert, select, update on table holdfast.backup_setting to holdfast_app;
grant insert, select, update on table holdfast.board_target to holdfast_app;
grant insert, select on table holdfast.boundary_look to holdfast_app;
grant insert, select, update on table holdfast.boundary_protection to holdfast_app;
grant delete, insert, select, update on table holdfast.calendar_feed to holdfast_app;
grant delete, insert, select, update on table holdfast.capture to holdfast_app;
grant delete, insert, select, update on table holdfast.clock_judgement to holdfast_app;
grant delete, insert, select, update on table holdfast.conduit to holdfast_app;
grant insert, select, update on table holdfast.conduit_exception to holdfast_app;
grant delete, insert, select, update on table holdfast.conversation to holdfast_app;
grant delete, insert, select, update on table holdfast.conversation_kind to holdfast_app;
grant insert, select, update on table holdfast.coordination_answer to holdfast_app;
grant insert, select on table holdfast.custody_act to holdfast_app;
grant delete, insert, select, update on table holdfast.delivery to holdfast_app;
grant delete, insert, select, update on table holdfast.dependency to holdfast_app;
grant delete, insert, select, update on table holdfast.dependency_declined to holdfast_app;
grant delete, insert, select, update on table holdfast.deputy to holdfast_app;
grant insert, select, update on table holdfast.deputy_plan to holdfast_app;
grant insert, select, update on table holdfast.document to holdfast_app;
grant insert, select, update on table holdfast.document_adoption to holdfast_app;
grant delete, insert, select, update on table holdfast.document_draft to holdfast_app;
grant insert, select, update on table holdfast.document_reading to holdfast_app;
grant insert, select, update on table holdfast.document_setting to holdfast_app;
grant insert, select, update on table holdfast.document_version to holdfast_app;
grant insert, select, update on table holdfast.duty_reading to holdfast_app;
grant insert, select on table holdfast.duty_training to holdfast_app;
grant insert, select, update on table holdfast.enforcer to holdfast_app;
grant insert, select, update on table holdfast.enforcer_list to holdfast_app;
grant insert, select, update on table holdfast.enforcer_policy to holdfast_app;
grant delete, insert, select, update on table holdfast.enforcer_zone to holdfast_app;
grant insert, select, update on table holdfast.erasure to holdfast_app;
grant insert, select, update on table holdfast.escalation_call to holdfast_app;
grant delete, insert, select, update on table holdfast.escalation_step to holdfast_app;
grant insert, select, update on table holdfast.escalation_test to holdfast_app;
grant delete, insert, select, update on table holdfast.essential_item to holdfast_app;
grant delete, insert, select, update on table holdfast.event to holdfast_app;
grant delete, insert, select, update on table holdfast.evidence_cursor to holdfast_app;
grant insert, select, update on table holdfast.evidence_item to holdfast_app;
grant delete, insert, select, update on table holdfast.evidence_latest to holdfast_app;
grant delete, insert, select, update on table holdfast.evidence_mark to holdfast_app;
grant insert, select, update on table holdfast.evidence_package to holdfast_app;
grant delete, insert, select, update on table holdfast.finding to holdfast_app;
grant delete, insert, select, update on table holdfast.finding_frames to holdfast_app;
grant delete, insert, select, update on table holdfast.flow to holdfast_app;
grant delete, insert, select, update on table holdfast.flow_judgement to holdfast_app;
grant delete, insert, select, update on table holdfast.flow_operation to holdfast_app;
grant delete, insert, select, update on table holdfast.flow_verdict to holdfast_app;
grant insert, select, update on table holdfast.handover to holdfast_app;
grant delete, insert, select, update on table holdfast.import to holdfast_app;
grant delete, insert, select, update on table holdfast.import_row to holdfast_app;
grant insert, select, update on table holdfast.investment to holdfast_app;
grant insert, select, update on table holdfast.isolation_card to holdfast_app;
grant insert, select, update on table holdfast.isolation_drill to holdfast_app;
grant delete, insert, select, update on table holdfast.kept_file to holdfast_app;
grant insert, select, update on table holdfast.legal_entity to holdfast_app;
grant delete, insert, select on table holdfast.legal_establishment to holdfast_app;
grant insert, select, update on table holdfast.legal_hold to holdfast_app;
grant insert, select, update on table holdfast.legal_registration to holdfast_app;
grant insert, select on table holdfast.legal_reminder to holdfast_app;
grant delete, insert, select, update on table holdfast.line_message to holdfast_app;
grant delete, insert, select, update on table holdfast.line_place to holdfast_app;
grant delete, insert, select, update on table holdfast.list_preference to holdfast_app;
grant delete, insert, select, update on table holdfast.mail_setting to holdfast_app;
grant insert, select, update on table holdfast.maintenance_window to holdfast_app;
grant insert, select, update on table holdfast.meeting to holdfast_app;
grant delete, insert, select, update on table holdfast.meeting_action to holdfast_app;
grant delete, insert, select, update on table holdfast.meeting_attendee to holdfast_app;
grant delete, insert, select, update on table holdfast.meeting_decision to holdfast_app;
grant insert, select, update on table holdfast.naming_standard to holdfast_app;
grant delete, insert, select, update on table holdfast.netbox to holdfast_app;
grant delete, insert, select, update on table holdfast.notice to holdfast_app;
grant delete, insert, select, update on table holdfast.notice_choice to holdfast_app;
grant delete, insert, select, update on table holdfast.observation to holdfast_app;
grant insert, select, update on table holdfast.opening to holdfast_app;
grant insert, select, update on table holdfast.opening_consent to holdfast_app;
grant insert, select, update on table holdfast.opening_key to holdfast_app;
grant insert, select, update on table holdfast.opening_second to holdfast_app;
grant delete, insert, select on table holdfast.opening_share to holdfast_app;
grant delete, insert, select, update on table holdfast.operating_period to holdfast_app;
grant delete, insert, select, update on table holdfast.organisation to holdfast_app;
grant insert, select, update on table holdfast.outbound_answer to holdfast_app;
grant delete, insert, select, update on table holdfast.party to holdfast_app;
grant delete, insert, select, update on table holdfast.person to holdfast_app;
grant delete, insert, select, update on table holdfast.person_badge to holdfast_app;
grant delete, insert, select, update on table holdfast.person_reach to holdfast_app;
grant insert, select, update on table holdfast.process_variant to holdfast_app;
grant delete, insert, select, update on table holdfast.production_hours to holdfast_app;
grant insert, select, update on table holdfast.question to holdfast_app;
grant insert, select on table holdfast.question_remark to holdfast_app;
grant insert, select, update on table holdfast.raci to holdfast_app;
grant insert, select, update on table holdfast.registration_change to holdfast_app;
grant insert, select, update on table holdfast.remote_path to holdfast_app;
grant insert, select, update on table holdfast.requirement_statement to holdfast_app;
grant delete, insert, select, update on table holdfast.restoration to holdfast_app;
grant delete, insert, select, update on table holdfast.restore_code to holdfast_app;
grant insert, select, update on table holdfast.role_card_text to holdfast_app;
grant delete, insert, select, update on table holdfast.role_grant to holdfast_app;
grant insert, select, update on table holdfast.role_setting to holdfast_app;
grant delete, insert, select, update on table holdfast.roster_entry to holdfast_app;
grant insert, select, update on table holdfast.roster_pattern to holdfast_app;
grant insert, select, update on table holdfast.rule_report to holdfast_app;
grant delete, insert, select on table holdfast.rule_report_box to holdfast_app;
grant delete, insert, select, update on table holdfast.safety_flow to holdfast_app;
grant delete, insert, select, update on table holdfast.saved_view to holdfast_app;
grant insert, select on table holdfast.scope_decision to holdfast_app;
grant delete, insert, select, update on table holdfast.scope_object to holdfast_app;
grant insert, select on table holdfast.segmentation_count to holdfast_app;
grant delete, insert, select, update on table holdfast.service to holdfast_app;
grant delete, insert, select, update on table holdfast.service_host to holdfast_app;
grant insert, select, update on table holdfast.shift to holdfast_app;
grant delete, insert, select, update on table holdfast.site to holdfast_app;
grant insert, select on table holdfast.snapshot to holdfast_app;
grant delete, insert, select, update on table holdfast.subscription to holdfast_app;
grant delete, insert, select, update on table holdfast.supplier to holdfast_app;
grant delete, insert, select, update on table holdfast.supplier_asset to holdfast_app;
grant delete, insert, select, update on table holdfast.switch_port to holdfast_app;
grant insert, select on table holdfast.switch_table to holdfast_app;
grant delete, insert, select, update on table holdfast.terminal to holdfast_app;
grant delete, insert, select, update on table holdfast.time_server to holdfast_app;
grant delete, insert, select on table holdfast.traffic_sign to holdfast_app;
grant delete, insert, select, update on table holdfast.undo to holdfast_app;
grant delete, insert, select, update on table holdfast.visit to holdfast_app;
grant insert, select, update on table holdfast.walk_down to holdfast_app;
grant insert, select on table holdfast.walk_down_reading to holdfast_app;
grant insert, select on table holdfast.walk_down_stop to holdfast_app;
grant insert, select, update on table holdfast.working_calendar to holdfast_app;
grant delete, insert, select, update on table holdfast.zone to holdfast_app;
grant delete, insert, select, update on table holdfast.zone_member to holdfast_app;
grant delete, insert, select, update on table holdfast.zone_segmentation to holdfast_app;
grant select on table ledger.aside to holdfast_app;
grant select on table ledger.aside to holdfast_sequencer;
grant select on table ledger.checkpoint to holdfast_app;
grant insert, select on table ledger.checkpoint to holdfast_sequencer;
grant select on table ledger.cosig to holdfast_app;
grant select on table ledger.cosig to holdfast_sequencer;
grant select on table ledger.entry to holdfast_app;
grant select on table ledger.entry to holdfast_sequencer;
grant select on table ledger.erasable to holdfast_app;
grant select on table ledger.fact to holdfast_app;
grant select on table ledger.fact to holdfast_sequencer;
grant select on table ledger.log to holdfast_app;
grant select on table ledger.log to holdfast_sequencer;
grant select on table ledger.node to holdfast_app;
grant select on table ledger.node to holdfast_sequencer;
grant select on table ledger.payload to holdfast_app;
grant select on table ledger.pending to holdfast_app;
grant select on table ledger.pending to holdfast_sequencer;
grant select on table ledger.place to holdfast_app;
grant select on table ledger.place to holdfast_sequencer;
grant insert on table ledger.plain to holdfast_app;
grant select on table ledger.waiting to holdfast_app;
grant insert, select, update on table platform.certificate to holdfast_app;
grant select, update on table platform.connection_setting to holdfast_app;
grant delete, insert, select, update on table platform.file_key to holdfast_app;
grant delete, insert, select, update on table platform.idempotency to holdfast_app;
grant delete, insert, select, update on table platform.setup_code to holdfast_app;

grant update (remark) on table holdfast.activity_run to holdfast_app;
grant update (reason) on table holdfast.approval_vote to holdfast_app;
grant update (reason) on table holdfast.asset_handling to holdfast_app;
grant update (process) on table holdfast.rule_report_box to holdfast_app;
grant update (reason) on table holdfast.scope_decision to holdfast_app;
grant update (remark) on table holdfast.walk_down_reading to holdfast_app;
grant select (entry_id) on table ledger.erasable to holdfast_sequencer;
grant select (n) on table ledger.erasable to holdfast_sequencer;
grant select (id) on table ledger.waiting to holdfast_sequencer;
grant select (inserted_at) on table ledger.waiting to holdfast_sequencer;
grant select (place) on table ledger.waiting to holdfast_sequencer;
