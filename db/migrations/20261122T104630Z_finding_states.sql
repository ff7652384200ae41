-- Findings say what becomes of them: accepted until a day, being fixed by somebody, part of an incident, fixed when it stayed away while it was looked for. More is found.
alter table holdfast.finding
  add column owner_id uuid,
  add column due_at timestamptz,
  add column reference text,
  add column absent_days integer not null default 0,
  add column clip_sha256 text,
  add column clip_frames integer,
  drop constraint finding_state_check,
  add constraint finding_state_check check (state in ('open', 'investigating', 'accepted', 'being_fixed', 'in_incident', 'fixed', 'closed')),
  add constraint finding_accepted_check check (state not in ('accepted', 'being_fixed') or (owner_id is not null and due_at is not null)),
  add constraint finding_incident_check check (state <> 'in_incident' or reference is not null),
  drop constraint finding_kind_check,
  add constraint finding_kind_check check (kind in ('new_device', 'unapproved_flow', 'conduit_without_list', 'changing_command', 'retired_seen', 'unknown_internet',
    'file_damaged', 'safety_intervention', 'it_ot_pivot', 'remote_session', 'network_scan', 'silent_device', 'exception_burst', 'address_conflict',
    'cleartext_credentials', 'outdated_protocol', 'element_outside', 'unusual_commands', 'responsibility_missing', 'enforcer_differs')),
  drop constraint finding_subject_type_check,
  add constraint finding_subject_type_check check (subject_type in ('asset', 'flow', 'conduit', 'file', 'site', 'enforcer'));
drop index holdfast.finding_open;
create unique index finding_open on holdfast.finding (site_id, kind, subject_id) where state not in ('closed', 'fixed');
-- How many days a finding being fixed must stay away, while its zones are observed, to count as fixed.
alter table holdfast.site add column finding_absent_days integer not null default 7 check (finding_absent_days between 1 and 90);
-- What a delivery tells beside ids and kinds: only of findings.
alter table holdfast.delivery add column details jsonb;
