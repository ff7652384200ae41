// Who may do what, written out by hand a second time: a sentence that changes, or a new one, fails the walk over all routes.
import { listRoutes } from '../apps/server/src/routes.ts';

/** Everyone the walk tries. `zone_lead` is OT lead of two zones only; `elsewhere` is OT lead of another site. */
export const everyone = [
  'owner',
  'ciso',
  'plant_manager',
  'ot_lead',
  'technician',
  'auditor',
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
  signed_in: [...anyRole, 'no_role', 'expired'],
  'people.see': anyRole,
  'people.keep': ['owner'],
  'people.own': anyRole,
  'people.see_sign_in': ['owner'],
  'people.sign_in': ['owner'],
  'roles.give': ['owner'],
  'certificates.see': ['owner'],
  'certificates.keep': ['owner'],
  'roles.see': anyRole,
  'roles.name_deputy': anyRole,
  'sites.see': anyRole,
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
  'approvals.see': siteAndZone,
  'approvals.decide': siteAndZone,
  'assets.see': siteAndZone,
  'assets.word': [...deciders, 'zone_lead'],
  'assets.handle': [...deciders, 'zone_lead'],
  'assets.decide': [...deciders, 'zone_lead'],
  'imports.see': ['owner', 'ciso', 'plant_manager', 'ot_lead', 'auditor', 'zone_lead'],
  'imports.make': [...deciders, 'zone_lead'],
  'imports.netbox': ['owner'],
  'suppliers.see': siteAndZone,
  'suppliers.keep': deciders,
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
  'conduits.see': siteAndZone,
  'conduits.judge': [...deciders, 'zone_lead'],
  'conduits.propose': [...leads, 'zone_lead'],
  'conduits.approve': [...deciders, 'ciso', 'zone_lead'],
  'captures.see': site,
  'captures.add': leads,
  'findings.see': siteAndZone,
  'findings.decide': [...deciders, 'zone_lead'],
  'search.find': siteAndZone,
  'ledger.read': site,
  'ledger.read_organisation': ['owner', 'ciso'],
  // The auditor of the walk holds the role for one site only.
};

/** Routes where the object itself needs more than the sentence: what lies in no zone yet needs the whole site. */
export const allowedOn: Readonly<Record<string, readonly Who[]>> = {
  'POST /api/v1/sites/:site_id/zones': leads,
  'POST /api/v1/sites/:site_id/zones/:zone_id/members': leads,
  // The holder of the role (somebody else in the walk) and the owner name deputies; the sentence of the request's kind decides it.
  'POST /api/v1/grants/:grant_id/deputies': ['owner'],
  'DELETE /api/v1/deputies/:deputy_id': ['owner'],
  'POST /api/v1/sites/:site_id/approvals/:approval_id/decision': [...deciders, 'ciso', 'zone_lead'],
  // Their own tokens only, and the walk's is the owner's.
  'POST /api/v1/tokens/:token_id/end': ['owner'],
  // Only who holds the one-time code, and only once: the walk sends a wrong one, so everybody is refused.
  'POST /api/v1/setup': everyone,
};

/** Real objects of the test's site for a request: those in the zone lead's zones where there is a choice. */
export type Things = Record<
  | 'site_id'
  | 'import_id'
  | 'supplier_id'
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
  | 'sha256',
  string
> & {
  person_id: string;
  grant_id: string;
  approval_id: string;
  deputy_id: string;
  deputised_id: string;
  terminal_id: string;
  token_id: string;
  subscription_id: string;
  delivery_id: string;
};

export type Request = { query?: string; body?: unknown };
const reason = 'Agreed in the shift meeting.';
const read: Request = {};
const directory = {
  kind: 'oidc',
  name: 'Works directory',
  secret: 'a client secret',
  settings: {
    ...{ issuer: 'https://id.plant.example', client_id: 'holdfast', scopes: 'openid email', group_claim: 'groups', ca: '' },
    ...{ has_second_factor: false, creates_people: false, links_by_email: false, group_roles: [] },
  },
};
const S = '/api/v1/sites/:site_id';

/** A request a person with the right role could really make, per route. A route that is not here fails the walk. */
const ownRequests: Readonly<Record<string, (it: Things) => Request>> = {
  'GET /api/v1/me': () => read,
  'POST /api/v1/me/visit': () => read,
  'PATCH /api/v1/me': () => ({ body: { language: 'de' } }),
  'GET /api/v1/people': () => read,
  'POST /api/v1/people': () => ({ body: { name: 'New One', email: 'new@plant.example', password: 'blaue Leiter im Hof 7' } }),
  'PATCH /api/v1/people/:person_id': () => ({ body: { language: 'en' } }),
  'GET /api/v1/me/account': () => read,
  // With a wrong password: the walk wants to come in again, and anybody signed in may ask.
  'POST /api/v1/me/password': () => ({ body: { current_password: 'not mine at all', new_password: 'blaue Leiter im Hof 7' } }),
  'POST /api/v1/me/second-factor': () => ({ body: { password: 'kupferner Kessel am Montag' } }),
  'POST /api/v1/me/second-factor/confirmation': () => ({ body: { code: '000000' } }),
  'POST /api/v1/me/second-factor/recovery-codes': () => ({ body: { password: 'kupferner Kessel am Montag' } }),
  'POST /api/v1/me/second-factor/removal': () => ({ body: { password: 'kupferner Kessel am Montag' } }),
  'POST /api/v1/me/passkeys/question': () => ({ body: { password: 'kupferner Kessel am Montag' } }),
  'POST /api/v1/me/passkeys': () => ({ body: { name: 'Key', token: 'none', response: { id: 'none', response: {} } } }),
  'DELETE /api/v1/me/passkeys/:passkey_id': () => read,
  'DELETE /api/v1/me/sessions/:session_id': () => read,
  'POST /api/v1/me/sessions/ending': () => ({ body: {} }),
  'GET /api/v1/people/:person_id/account': () => read,
  'POST /api/v1/people/:person_id/password-reset': () => ({ body: { reason } }),
  'POST /api/v1/people/:person_id/second-factor/reset': () => ({ body: { reason } }),
  'POST /api/v1/people/:person_id/sessions/ending': () => ({ body: { reason } }),
  'GET /api/v1/sign-in/policy': () => read,
  'PUT /api/v1/sign-in/policy': () => ({ body: { second_factor_roles: [] } }),
  'GET /api/v1/sign-in/locks': () => read,
  'DELETE /api/v1/sign-in/locks/:lock_id': () => read,
  'GET /api/v1/sign-in/providers': () => read,
  'POST /api/v1/sign-in/providers': () => ({ body: directory }),
  'PUT /api/v1/sign-in/providers/:provider_id': () => ({ body: { ...directory, enabled: false } }),
  'DELETE /api/v1/sign-in/providers/:provider_id': () => read,
  'POST /api/v1/sign-in/providers/:provider_id/test': () => ({ body: {} }),
  'GET /api/v1/setup': () => read,
  'POST /api/v1/setup': () => ({
    body: {
      code: 'AAAA-BBBB-CCCC',
      name: 'Intruder',
      email: 'intruder@plant.example',
      password: 'blaue Leiter im Hof 7',
      organisation_name: 'Mine',
      site_name: 'Mine',
      time_zone: 'Europe/Berlin',
    },
  }),
  'POST /api/v1/grants': (it) => ({ body: { person_id: it.person_id, role: 'auditor', scope: 'site', site_id: it.site_id } }),
  'GET /api/v1/grants': () => read,
  'PATCH /api/v1/grants/:grant_id': () => ({ body: { expires_at: '2031-01-01T00:00:00Z', reason } }),
  'POST /api/v1/grants/:grant_id/deputies': (it) => ({
    body: { person_id: it.deputised_id, starts_at: '2030-01-01T00:00:00Z', until_at: '2030-02-01T00:00:00Z', reason },
  }),
  'DELETE /api/v1/deputies/:deputy_id': () => read,
  'DELETE /api/v1/grants/:grant_id': () => read,
  'GET /api/v1/certificates': () => read,
  'GET /api/v1/certificates/warnings': () => read,
  'POST /api/v1/certificates/renewal': () => ({ body: {} }),
  'POST /api/v1/certificates/own/check': () => ({ body: { certificate_pem: 'no certificate at all', key_pem: 'nor is this any key at all' } }),
  'PUT /api/v1/certificates/own': () => ({ body: { certificate_pem: 'no certificate at all', key_pem: 'nor is this any key at all' } }),
  'DELETE /api/v1/certificates/own': () => read,
  'POST /api/v1/certificates/authorities': () => ({ body: {} }),
  'POST /api/v1/certificates/authorities/succession': () => ({ body: {} }),
  'PUT /api/v1/certificates/strict-transport': () => ({ body: { strict_transport: false } }),
  'GET /api/v1/certificates/machines': () => read,
  'POST /api/v1/certificates/machines': (it) => ({
    body: { csr_pem: 'no request of a machine', machine_kind: 'sensor', machine_id: it.asset_id, name: 'Hall 2' },
  }),
  'POST /api/v1/certificates/machines/:fingerprint/revocation': () => ({ body: { reason } }),
  'GET /api/v1/sites': () => read,
  'POST /api/v1/sites': () => ({ body: { name: 'South', time_zone: 'Europe/Vienna' } }),
  [`PATCH ${S}`]: () => ({ body: { name: 'North Works' } }),
  [`GET ${S}/areas`]: () => read,
  [`POST ${S}/areas`]: () => ({ body: { name: 'Filling' } }),
  [`PATCH ${S}/areas/:area_id`]: () => ({ body: { name: 'Packaging 2' } }),
  [`GET ${S}/lists/:list/preferences`]: () => read,
  [`PATCH ${S}/lists/:list/preferences`]: () => ({ body: { layout: null } }),
  [`POST ${S}/views`]: () => ({ body: { list: 'assets', name: 'Controllers', query: { kind: 'plc' } } }),
  [`PATCH ${S}/views/:view_id`]: () => ({ body: { name: 'Panels' } }),
  [`DELETE ${S}/views/:view_id`]: () => read,
  [`POST ${S}/views/:view_id/sharing`]: () => ({ body: { shared: true } }),
  [`GET ${S}/undoable`]: (it) => ({ query: `?object_id=${it.asset_id}` }),
  [`POST ${S}/acts/:entry_id/undo`]: () => read,
  [`GET ${S}/terminals`]: () => read,
  [`POST ${S}/terminals`]: () => ({ body: { name: 'Control room 2', role: 'ot_lead' } }),
  [`POST ${S}/terminals/:terminal_id/code`]: () => ({ body: {} }),
  [`PATCH ${S}/terminals/:terminal_id`]: () => ({ body: { name: 'Control room 1', person_seconds: 60, idle_seconds: 60 } }),
  [`POST ${S}/terminals/:terminal_id/end`]: () => ({ body: { reason } }),
  'POST /api/v1/terminals/pairing': () => ({ body: { code: 'AAAAA-BBBBB' } }),
  'GET /api/v1/terminal/people': () => read,
  'POST /api/v1/terminal/person': () => ({ body: { badge: '4711', pin: '482915' } }),
  'DELETE /api/v1/terminal/person': () => read,
  'GET /api/v1/me/pin': () => read,
  'PUT /api/v1/me/pin': () => ({ body: { pin: '482915' } }),
  'GET /api/v1/badges': () => read,
  'PUT /api/v1/people/:person_id/badge': () => ({ body: { number: '0815', reason } }),
  'POST /api/v1/people/:person_id/pin-reset': () => ({ body: { reason } }),
  'GET /api/v1/tokens': () => read,
  'POST /api/v1/tokens': () => ({ body: { name: 'Historian', expires_at: new Date(Date.now() + 86_400_000).toISOString() } }),
  'POST /api/v1/tokens/:token_id/end': () => ({ body: { reason } }),
  'GET /api/v1/subscriptions': () => read,
  'POST /api/v1/subscriptions': () => ({
    body: { way: 'webhook', name: 'SIEM', url: 'https://siem.example/in', kinds: ['never.happens'] },
  }),
  'PATCH /api/v1/subscriptions/:subscription_id': () => ({ body: { active: false, reason } }),
  'POST /api/v1/subscriptions/:subscription_id/secret': () => ({ body: {} }),
  'POST /api/v1/subscriptions/:subscription_id/trial': () => ({ body: {} }),
  'POST /api/v1/subscriptions/:subscription_id/end': () => ({ body: { reason } }),
  'GET /api/v1/deliveries': () => read,
  'POST /api/v1/deliveries/:delivery_id/again': () => ({ body: {} }),
  [`GET ${S}/approvals`]: () => read,
  [`POST ${S}/approvals/:approval_id/decision`]: () => ({ body: { decision: 'approved', reason } }),
  [`POST ${S}/approvals/:approval_id/withdrawal`]: () => ({ body: { reason } }),
  [`GET ${S}/assets`]: () => read,
  [`POST ${S}/assets`]: (it) => ({ body: { name: 'Spare drive', kind: 'drive', zone_id: it.zone_id, owner_id: null, address: null } }),
  [`GET ${S}/assets/:asset_id`]: () => read,
  [`PATCH ${S}/assets/:asset_id`]: () => ({
    body: { version: 1, criticality: 'essential', owner_id: null, area_id: null, name: 'Filler 1' },
  }),
  [`POST ${S}/assets/decisions`]: (it) => ({ body: { asset_ids: [it.asset_id], decision: 'accepted', reason } }),
  [`POST ${S}/assets/handling`]: (it) => ({ body: { asset_ids: [it.asset_id], act: 'moved', to_location: 'Hall 2', reason } }),
  [`GET ${S}/assets/:asset_id/handling`]: () => read,
  [`POST ${S}/assets/words`]: (it) => ({ body: { asset_ids: [it.asset_id], word: { criticality: 'essential' } } }),
  [`GET ${S}/assets/:asset_id/children`]: () => read,
  [`POST ${S}/assets/:asset_id/children`]: () => ({ body: { name: 'Level sensor', kind: 'sensor', port: 'COM1 unit 5' } }),
  [`PUT ${S}/assets/:asset_id/parent`]: () => ({ body: { parent_id: null } }),
  [`GET ${S}/completeness`]: () => read,
  [`GET ${S}/events`]: () => read,
  [`GET ${S}/imports`]: () => read,
  [`GET ${S}/import-templates/:kind`]: () => read,
  [`POST ${S}/imports`]: () => ({ query: '?kind=asset&name=list.csv', body: Buffer.from('Asset tag;Name\nX-1;Spare drive\n') }),
  [`GET ${S}/imports/:import_id`]: () => read,
  [`GET ${S}/imports/:import_id/rows`]: () => read,
  [`POST ${S}/imports/:import_id/dry-run`]: () => ({ body: {} }),
  [`POST ${S}/imports/:import_id/application`]: () => ({ body: { plan_sha256: '0'.repeat(64) } }),
  [`POST ${S}/imports/:import_id/undo`]: () => ({ body: { reason } }),
  [`GET ${S}/imports/:import_id/refused`]: () => read,
  [`GET ${S}/netbox`]: () => read,
  [`PUT ${S}/netbox`]: () => ({ body: { base_url: 'https://netbox.plant.example', token: 'a'.repeat(40) } }),
  // The walk forgets it again before it would be asked.
  [`DELETE ${S}/netbox`]: () => read,
  [`POST ${S}/netbox/imports`]: () => ({ body: {} }),
  [`GET ${S}/suppliers`]: () => read,
  [`POST ${S}/suppliers`]: () => ({ body: { name: 'Pumps and Valves' } }),
  [`GET ${S}/suppliers/:supplier_id`]: () => read,
  [`PATCH ${S}/suppliers/:supplier_id`]: () => ({ body: { version: 1, name: 'Drives and Sons' } }),
  [`POST ${S}/suppliers/:supplier_id/retirement`]: () => ({ body: { reason } }),
  [`GET ${S}/accounts`]: () => read,
  [`POST ${S}/accounts`]: () => ({ body: { system: 'MES', login: 'operator', kind: 'shared' } }),
  [`GET ${S}/accounts/:account_id`]: () => read,
  [`PATCH ${S}/accounts/:account_id`]: () => ({ body: { version: 1, system: 'Historian', login: 'reader', kind: 'service' } }),
  [`POST ${S}/accounts/:account_id/retirement`]: () => ({ body: { reason } }),
  [`GET ${S}/observation`]: () => read,
  [`GET ${S}/snapshots`]: () => read,
  [`POST ${S}/snapshots`]: () => ({ body: { name: 'Before the shutdown' } }),
  [`GET ${S}/snapshots/:snapshot_id`]: () => read,
  [`GET ${S}/snapshots/:snapshot_id/changes`]: () => read,
  [`GET ${S}/services`]: () => read,
  [`POST ${S}/services`]: (it) => ({ body: { name: 'Active Directory', kind: 'directory', host_ids: [it.asset_id] } }),
  [`GET ${S}/services/:service_id`]: () => read,
  [`PATCH ${S}/services/:service_id`]: () => ({ body: { version: 1, purpose: 'Sign-in of all stations.' } }),
  [`DELETE ${S}/services/:service_id`]: () => read,
  [`POST ${S}/services/:service_id/dependencies`]: (it) => ({
    body: { dependent_type: 'zone', dependent_id: it.zone_id, hardness: 'stops_at_once' },
  }),
  [`PATCH ${S}/dependencies/:dependency_id`]: () => ({ body: { version: 1, hardness: 'inconvenient' } }),
  [`DELETE ${S}/dependencies/:dependency_id`]: () => read,
  [`GET ${S}/dependency-proposals`]: () => read,
  [`POST ${S}/dependency-proposals/acceptance`]: () => ({ body: { key: 'none', hardness: 'inconvenient' } }),
  [`POST ${S}/dependency-proposals/declining`]: () => ({ body: { keys: ['none'], reason } }),
  [`GET ${S}/outage`]: (it) => ({ query: `?type=zone&id=${it.zone_id}` }),
  [`GET ${S}/essentials`]: () => read,
  [`POST ${S}/essentials`]: () => ({ body: { list: 'information', name: 'Recipes', impact: 'Nobody can brew without them.' } }),
  [`PATCH ${S}/essentials/:item_id`]: () => ({ body: { version: 1, impact: 'A week without product.' } }),
  [`DELETE ${S}/essentials/:item_id`]: () => read,
  [`GET ${S}/scope-objects`]: () => read,
  [`GET ${S}/scope-objects/:scope_id`]: () => read,
  [`POST ${S}/scope-objects`]: () => ({ body: { name: 'Filler', kind: 'machine', boundary: 'From the infeed to the labeller.' } }),
  [`PATCH ${S}/scope-objects/:scope_id`]: () => ({ body: { version: 1, boundary: 'Without the labeller.' } }),
  [`DELETE ${S}/scope-objects/:scope_id`]: () => read,
  [`GET ${S}/zones`]: () => read,
  [`POST ${S}/zones`]: () => ({ body: { name: 'Water treatment', purdue_level: '1', custodian_id: null } }),
  [`DELETE ${S}/zones/:zone_id`]: () => read,
  [`PATCH ${S}/zones/:zone_id`]: () => ({ body: { version: 2, name: 'Line one' } }),
  [`POST ${S}/zones/confirmations`]: (it) => ({ body: { zone_ids: [it.zone_id], reason } }),
  [`POST ${S}/zones/:zone_id/members`]: (it) => ({ body: { asset_ids: [it.asset_id], reason } }),
  [`POST ${S}/zones/proposal`]: () => ({ body: {} }),
  'GET /api/v1/me/notices': () => read,
  'POST /api/v1/me/notices/read': () => ({ body: { ids: [] } }),
  'GET /api/v1/me/notice-choices': () => read,
  'PUT /api/v1/me/notice-choices': () => ({ body: { choices: [{ kind: 'findings_new', in_product: true, by_mail: 'no' }] } }),
  'GET /api/v1/mail': () => read,
  'PUT /api/v1/mail': () => ({ body: { host: '127.0.0.1', port: 9, security: 'none', sender: 'holdfast@plant.example' } }),
  'POST /api/v1/mail/test': () => ({ body: {} }),
  [`GET ${S}/switch-tables`]: () => read,
  [`POST ${S}/switch-tables/previews`]: (it) => ({
    body: { switch_id: it.asset_id, text: '00:1b:1b:00:00:09 Gi0/1', read_at: '2026-11-20T08:00:00Z' },
  }),
  [`POST ${S}/switch-tables`]: (it) => ({
    body: { switch_id: it.asset_id, text: '00:1b:1b:00:00:09 Gi0/1', read_at: '2026-11-20T08:00:00Z' },
  }),
  [`GET ${S}/walk-downs`]: () => read,
  [`POST ${S}/walk-downs`]: (it) => ({ body: { name: 'Round', zone_ids: [it.zone_id] } }),
  [`GET ${S}/walk-downs/:walk_down_id`]: () => read,
  [`POST ${S}/walk-downs/:walk_down_id/readings`]: (it) => ({
    body: { id: '0191d4f0-0000-7000-8000-000000000001', asset_id: it.asset_id, outcome: 'found', read_at: '2026-11-20T08:00:00Z' },
  }),
  [`POST ${S}/walk-downs/:walk_down_id/photos`]: () => ({ body: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) }),
  [`GET ${S}/walk-down-photos/:sha256`]: () => read,
  [`GET ${S}/assets/:asset_id/readings`]: () => read,
  [`POST ${S}/walk-downs/:walk_down_id/end`]: () => ({ body: { state: 'cancelled', reason } }),
  [`GET ${S}/conduits`]: () => read,
  [`GET ${S}/coverage`]: () => read,
  [`GET ${S}/conduits/:conduit_id`]: () => read,
  [`PATCH ${S}/conduits/:conduit_id`]: () => ({ body: { purpose: 'Set points and readings.', owner_id: null } }),
  [`GET ${S}/conduits/:conduit_id/learnt`]: () => read,
  [`POST ${S}/conduits/:conduit_id/allow-lists`]: () => ({ body: { reason } }),
  [`POST ${S}/conduits/:conduit_id/allow-lists/:list_id/decision`]: () => ({ body: { decision: 'approved', reason } }),
  [`POST ${S}/conduits/:conduit_id/allow-lists/:list_id/withdrawal`]: () => ({ body: { reason } }),
  [`GET ${S}/flows`]: () => read,
  [`GET ${S}/flows/:flow_id`]: () => read,
  [`POST ${S}/flows/judgements`]: (it) => ({ body: { flow_ids: [it.flow_id], judgement: 'needed', reason } }),
  [`GET ${S}/captures`]: () => read,
  [`POST ${S}/captures`]: () => ({ query: '?name=small.pcap&size_bytes=24', body: Buffer.alloc(24) }),
  [`POST ${S}/captures/announcements`]: () => ({ body: { name: 'small.pcap', size_bytes: 24 } }),
  [`PATCH ${S}/captures/:capture_id/content`]: () => ({ query: '?offset=0', body: Buffer.alloc(24) }),
  [`GET ${S}/captures/:capture_id`]: () => read,
  [`POST ${S}/captures/:capture_id/cancellation`]: () => ({ body: {} }),
  [`GET ${S}/findings`]: () => read,
  [`GET ${S}/findings/counts`]: () => read,
  [`POST ${S}/findings/decisions`]: (it) => ({ body: { finding_ids: [it.finding_id], decision: 'investigate', reason } }),
  'GET /api/v1/ledger': () => read,
  'GET /api/v1/ledger/entries': () => read,
  'GET /api/v1/ledger/entries/:entry_id': () => read,
  'POST /api/v1/ledger/verifications': () => ({ body: {} }),
  'GET /api/v1/ledger/changes': () => ({ query: '?since=2026-01-01T00:00:00Z' }),
  'GET /api/v1/ledger/consistency': () => ({ query: '?from=1&to=1' }),
  [`GET ${S}/search`]: () => ({ query: '?q=10.0' }),
  [`GET ${S}/ledger`]: () => read,
  [`GET ${S}/ledger/entries`]: () => read,
  [`GET ${S}/ledger/entries/:entry_id`]: () => read,
  [`POST ${S}/ledger/verifications`]: () => ({ body: {} }),
  [`GET ${S}/ledger/changes`]: () => ({ query: '?since=2026-01-01T00:00:00Z' }),
  [`GET ${S}/ledger/consistency`]: () => ({ query: '?from=1&to=1' }),
  'GET /api/v1/openapi.json': () => read,
};

// What every list can do besides being read (platform/src/list-twins.ts): its export and the choice of all its rows, under the list's own sentence.
const twinOf = /^POST (.*)\/(export|selection)$/;
function twinRequest(key: string): [string, (it: Things) => Request][] {
  const [, path, what] = twinOf.exec(key) ?? [];
  const list = ownRequests[`GET ${path}`];
  if (list === undefined || Object.hasOwn(ownRequests, key)) return [];
  const asked = (it: Things) => Object.fromEntries(new URLSearchParams(list(it).query ?? ''));
  const body = (it: Things) => (what === 'export' ? { format: 'csv', title: 'List', query: asked(it) } : { query: asked(it), seen: 0 });
  return [[key, (it) => ({ body: body(it) })]];
}

/** The requests of all routes. */
export const requests: Readonly<Record<string, (it: Things) => Request>> = {
  ...ownRequests,
  ...Object.fromEntries(listRoutes().flatMap(({ method, path }) => twinRequest(`${method} ${path}`))),
};
