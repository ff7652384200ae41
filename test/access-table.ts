// Who may do what, written out by hand a second time: a sentence that changes, or a new one, fails the walk over all routes.

/** Everyone the walk tries. `zone_lead` is OT lead of two zones only; `elsewhere` is OT lead of another site. */
export const everyone = [
  'owner',
  'ciso',
  'plant_manager',
  'ot_lead',
  'technician',
  'auditor',
  'works_council',
  'zone_lead',
  'elsewhere',
  'no_role',
  'expired',
  'inactive',
  'signed_out',
] as const;
export type Who = (typeof everyone)[number];

const site: Who[] = ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician', 'auditor'];
const siteAndZone: Who[] = [...site, 'zone_lead'];
const anyRole: Who[] = [...siteAndZone, 'elsewhere'];
const leads: Who[] = ['owner', 'ot_lead'];
const deciders: Who[] = ['owner', 'ot_lead', 'plant_manager'];

/** By the sentence's id: who gets through, on objects that lie in the zone lead's zones. */
export const allowedBy: Readonly<Record<string, readonly Who[]>> = {
  public: everyone,
  signed_in: [...anyRole, 'works_council', 'no_role', 'expired'],
  'people.see': anyRole,
  'people.keep': ['owner'],
  'people.own': [...anyRole, 'works_council'],
  'people.see_sign_in': ['owner'],
  'people.sign_in': ['owner'],
  'roles.give': ['owner'],
  'scope.see': anyRole,
  'scope.keep': ['owner', 'ciso'],
  'scope.decide': ['owner', 'ciso'],
  'appointments.see': siteAndZone,
  'appointments.see_coverage': anyRole,
  'appointments.make': ['owner', 'ciso', 'plant_manager'],
  'appointments.make_organisation': ['owner', 'ciso'],
  'appointments.answer': anyRole,
  'appointments.own_reach': anyRole,
  'responsibilities.keep': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'rule_reports.see': siteAndZone,
  'rule_reports.file': siteAndZone,
  'rule_reports.answer': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'roster.see': siteAndZone,
  'roster.keep': deciders,
  'roster.hand_over': ['owner', 'plant_manager', 'ot_lead', 'technician'],
  'responsibilities.test_call': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  'certificates.see': ['owner'],
  'certificates.keep': ['owner'],
  'kept_files.see': siteAndZone,
  'kept_files.check': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'auditor'],
  'clock.see': ['owner', 'ciso'],
  'clock.keep': ['owner', 'ciso'],
  'roles.see': anyRole,
  'roles.name_deputy': anyRole,
  'sites.see': [...anyRole, 'works_council'],
  'sites.keep': ['owner'],
  'areas.see': siteAndZone,
  'areas.keep': deciders,
  'preferences.own': siteAndZone,
  'preferences.share': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'undo.see': [...deciders, 'zone_lead'],
  'undo.do': [...deciders, 'zone_lead'],
  'terminals.see': site,
  'terminals.keep': leads,
  'terminals.name': anyRole,
  'terminals.see_badges': ['owner'],
  'terminals.keep_badges': ['owner'],
  'terminals.own_pin': anyRole,
  'tokens.see': anyRole,
  'tokens.keep': anyRole,
  'integrations.see': ['owner', 'ciso'],
  'integrations.keep': ['owner'],
  'erasures.see': ['owner', 'ciso', 'plant_manager', 'auditor'],
  'erasures.preview': ['owner', 'ciso'],
  'erasures.ask': ['owner', 'ciso'],
  'legal_holds.keep': ['owner', 'ciso'],
  'opening_keys.see': [...site, 'works_council'],
  'opening_keys.name': ['owner', 'ciso'],
  'opening_keys.hold': [...site, 'works_council'],
  'approvals.see': siteAndZone,
  'approvals.decide': siteAndZone,
  'cadence.see': siteAndZone,
  'cadence.plan': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'cadence.plan_organisation': ['owner', 'ciso'],
  'cadence.record': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  'cadence.record_organisation': ['owner', 'ciso'],
  'cadence.own_feeds': anyRole,
  'audits.see': site,
  'audits.keep': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'meetings.see': site,
  'meetings.keep': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'meetings.keep_organisation': ['owner', 'ciso'],
  'meetings.sign': anyRole,
  'meetings.settle_actions': anyRole,
  'risks.see': site,
  'risks.keep': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'risks.accept': ['owner', 'ciso'],
  'investments.see': anyRole,
  'investments.propose': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'zone_lead', 'elsewhere'],
  'investments.decide': ['owner', 'ciso', 'plant_manager'],
  'board_targets.propose': ['owner', 'ciso'],
  'board_targets.sign': ['owner', 'ciso'],
  'own_backups.see': ['owner', 'ciso', 'plant_manager', 'auditor'],
  'own_backups.keep': ['owner', 'ciso'],
  'own_backups.propose_restoration': ['owner', 'ciso', 'plant_manager'],
  'own_backups.approve_restoration': ['owner', 'ciso', 'plant_manager'],
  'packages.see': ['owner', 'ciso', 'plant_manager', 'auditor'],
  'packages.make': ['owner', 'ciso', 'plant_manager', 'auditor'],
  'maturity.see': site,
  'maturity.compare': anyRole,
  'maturity.claim': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'gaps.see': site,
  'gaps.plan': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'gaps.note_risk': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'gaps.close_stage': ['owner', 'ciso', 'plant_manager'],
  'requirements.see': site,
  'requirements.compare': anyRole,
  'requirements.state': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'requirements.set_aside': ['owner', 'ciso', 'plant_manager'],
  'duties.see': anyRole,
  'duties.read': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician', 'zone_lead', 'elsewhere'],
  'duties.train': ['owner', 'ciso', 'plant_manager'],
  'duties.see_acts': site,
  'documents.see': siteAndZone,
  'documents.acknowledge': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician', 'zone_lead'],
  'documents.write': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'documents.adopt': ['owner', 'ciso', 'plant_manager'],
  'documents.naming': leads,
  'questions.see': site,
  'questions.ask': ['auditor'],
  'questions.answer': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  'evidence.see': site,
  'evidence.keep': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'technician'],
  'evidence.open': ['owner', 'ciso', 'ot_lead', 'auditor'],
  'evidence.verify': site,
  'assets.see': siteAndZone,
  'assets.word': [...deciders, 'zone_lead'],
  'assets.handle': [...deciders, 'zone_lead'],
  'assets.decide': [...deciders, 'zone_lead'],
  'imports.see': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'auditor', 'zone_lead'],
  'imports.make': [...deciders, 'zone_lead'],
  'imports.netbox': ['owner'],
  'suppliers.see': siteAndZone,
  'suppliers.keep': deciders,
  'production.see': siteAndZone,
  'production.keep': [...deciders, 'technician'],
  'windows.see': siteAndZone,
  'windows.plan': deciders,
  'windows.approve': ['owner', 'plant_manager'],
  'isolation.see': siteAndZone,
  'isolation.keep': [...deciders, 'zone_lead'],
  'isolation.approve': ['owner', 'plant_manager'],
  'isolation.drill': ['owner', 'plant_manager'],
  'isolation.switch': [...deciders, 'ciso', 'zone_lead'],
  'accounts.see': site,
  'accounts.keep': deciders,
  'flows.see': siteAndZone,
  'observation.see': siteAndZone,
  'snapshots.see': site,
  'snapshots.take': deciders,
  'dependencies.see': site,
  'dependencies.keep': deciders,
  'essentials.keep': [...deciders, 'ciso'],
  'zones.see': siteAndZone,
  'zones.keep': [...leads, 'zone_lead'],
  'zones.propose': leads,
  'switch_tables.see': site,
  'switch_tables.apply': [...leads, 'technician'],
  'mail.see': ['owner'],
  'mail.keep': ['owner'],
  'walk_downs.see': siteAndZone,
  'walk_downs.plan': [...deciders, 'zone_lead'],
  'walk_downs.walk': [...deciders, 'technician', 'zone_lead'],
  'boundary.see': site,
  'boundary.look': [...deciders, 'ciso'],
  'boundary.register': [...deciders, 'ciso'],
  'conduits.see': siteAndZone,
  'conduits.judge': [...deciders, 'zone_lead'],
  'conduits.switch': [...deciders, 'ciso', 'zone_lead'],
  'conduits.mark_safety': [...deciders, 'technician'],
  'conduits.propose': [...leads, 'zone_lead'],
  'conduits.approve': [...deciders, 'ciso', 'zone_lead'],
  'enforcement.see': site,
  'enforcement.keep': leads,
  'enforcement.roll_out': leads,
  'enforcement.confirm': deciders,
  'captures.see': site,
  'captures.add': leads,
  'findings.see': siteAndZone,
  'line_messages.see': site,
  'line_messages.bring': deciders,
  'line_messages.place': deciders,
  'findings.decide': [...deciders, 'zone_lead'],
  'findings.rule': deciders,
  'search.find': siteAndZone,
  'ledger.read': site,
  'ledger.read_organisation': ['owner', 'ciso'],
  'anchors.read': site,
  'anchors.see': ['owner', 'ciso'],
  'anchors.keep': ['owner', 'ciso'],
  // The auditor of the walk holds the role for one site only.
};

/** Routes where the object itself needs more than the sentence: what lies in no zone yet needs the whole site. */
export const allowedOn: Readonly<Record<string, readonly Who[]>> = {
  'POST /api/v1/sites/:site_id/zones': leads,
  // The approver named in the window, who is the owner in the walk.
  'POST /api/v1/sites/:site_id/windows/:window_id/decision': ['owner'],
  // The holder of the role (somebody else in the walk) and the owner name deputies; the sentence of the request's kind decides it.
  'POST /api/v1/grants/:grant_id/deputies': ['owner'],
  'DELETE /api/v1/deputies/:deputy_id': ['owner'],
  'POST /api/v1/sites/:site_id/approvals/:approval_id/decision': [...deciders, 'ciso', 'zone_lead'],
  // Their own tokens only, and the walk's is the owner's.
  'POST /api/v1/tokens/:token_id/end': ['owner'],
  // What is asked for at a site needs a role of the whole site; the walk asks at this one.
  'POST /api/v1/investments': ['owner', 'ciso', 'plant_manager', 'ot_lead'],
  // Only who holds the one-time code, and only once: the walk sends a wrong one, so everybody is refused.
  'POST /api/v1/setup': everyone,
};

/** Real objects of the test's site for a request: those in the zone lead's zones where there is a choice. */
export type Things = Record<
  | 'site_id'
  | 'import_id'
  | 'supplier_id'
  | 'window_id'
  | 'drill_id'
  | 'exception_id'
  | 'period_id'
  | 'mode'
  | 'approver_id'
  | 'account_id'
  | 'kind'
  | 'asset_id'
  | 'zone_id'
  | 'conduit_id'
  | 'list_id'
  | 'flow_id'
  | 'finding_id'
  | 'capture_id'
  | 'entry_id'
  | 'area_id'
  | 'walk_down_id'
  | 'list'
  | 'view_id'
  | 'name'
  | 'number'
  | 'sha256'
  | 'role'
  | 'activity_id'
  | 'requirement_id'
  | 'gap_id'
  | 'stage'
  | 'booster'
  | 'area'
  | 'binding_id'
  | 'document'
  | 'country'
  | 'question'
  | 'process',
  string
> & {
  appointment_id: string;
  shift_id: string;
  handover_id: string;
  pattern_id: string;
  person_id: string;
  grant_id: string;
  approval_id: string;
  deputy_id: string;
  deputised_id: string;
  terminal_id: string;
  token_id: string;
  subscription_id: string;
  anchor_id: string;
  delivery_id: string;
};

export type Request = { query?: string; body?: unknown };
