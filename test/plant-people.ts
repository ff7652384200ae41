// A site with a counted capture, zones confirmed and a list waiting, and one person per role: the ground the access tests stand on.
import type { Conduit, JudgedFlow } from '@holdfast/conduits/schema';
import type { Finding } from '@holdfast/findings/schema';
import type { Zone } from '@holdfast/zones/schema';
import type { Things } from './access-table.ts';
import { type Holdfast, type Page, plantBytes } from './holdfast.ts';

export type Ground = { things: Things; zones: [string, string]; other_site_id: string };
const reason = 'Agreed in the shift meeting.';

/** Makes it. The zone lead holds both zones of one conduit; `things` lie in them. */
export async function makeGround(hf: Holdfast): Promise<Ground> {
  const capture = await hf.ingest(plantBytes(1_500_000));
  await hf.ask('owner', 'POST', `${hf.site}/zones/confirmations`, { reason });
  const { rows: assets } = await hf.ask<Page<{ id: string; zone_id: string }>>('owner', 'GET', `${hf.site}/assets?limit=2000`);
  const conduit = await findConduit(hf);
  const zones: [string, string] = [conduit.zone_a.id, conduit.zone_b.id];
  const inZone = assets.filter((it) => it.zone_id === zones[0]);
  // The first stays undecided, so that it is a finding as soon as anything is accepted.
  await hf.ask('owner', 'POST', `${hf.site}/assets/decisions`, {
    asset_ids: [assets.find((it) => it.zone_id !== zones[0])!.id],
    decision: 'accepted',
    reason,
  });
  await hf.idle();
  const flow_id = await needAll(hf, conduit.id);
  const list = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/conduits/${conduit.id}/allow-lists`, { reason });
  const area = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/areas`, { name: 'Packaging' });
  const other = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'Elsewhere', time_zone: 'UTC' });
  const round = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/walk-downs`, { name: 'Round', zone_ids: [zones[0]] });
  const kept = { list: 'assets', name: 'Mine', query: {} };
  const view = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/views`, kept);
  const people = await hireAll(hf, zones, other.id);
  const { rows: found } = await hf.ask<Page<Finding>>('owner', 'GET', `${hf.site}/findings?kind=new_device&zone_id=${zones[0]}`);
  const { rows: entries } = await hf.ask<Page<{ id: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=1`);
  const supplier = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/suppliers`, { name: 'Drives and Sons' });
  const approver = (await hf.ask<{ person: { id: string } }>('owner', 'GET', '/api/v1/me')).person;
  const window = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/windows`, {
    title: 'Stop of line 2',
    work: 'Firmware of the drives.',
    starts_at: '2031-11-02T06:00:00Z',
    ends_at: '2031-11-02T10:00:00Z',
    impact: 'stops',
    approver_id: approver.id,
  });
  const cleaning = { state: 'cleaning', starts_at: '2026-11-14T06:00:00Z', ends_at: '2026-11-14T10:00:00Z' };
  const period = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/operating-periods`, cleaning);
  const account = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/accounts`, {
    system: 'Historian',
    login: 'reader',
    kind: 'service',
  });
  const brought = Buffer.from('Asset tag;Name\nL-1;Spare drive\n');
  const list_read = await hf.call<{ id: string }>('POST', `${hf.site}/imports?kind=asset&name=list.csv`, {
    as: 'zone_lead',
    body: brought,
  });
  const things: Things = {
    kind: 'asset',
    import_id: list_read.body.id,
    supplier_id: supplier.id,
    window_id: window.id,
    // There is none before a list is in force: refused all the same, and not found where it is allowed.
    exception_id: window.id,
    // None is running: refused all the same, and not found where it is allowed.
    drill_id: window.id,
    period_id: period.id,
    mode: 'isolated',
    approver_id: approver.id,
    account_id: account.id,
    site_id: hf.site_id,
    asset_id: inZone.at(-1)!.id,
    zone_id: zones[0],
    conduit_id: conduit.id,
    list_id: list.id,
    flow_id,
    finding_id: found[0]!.id,
    capture_id: capture.id,
    entry_id: entries[0]!.id,
    area_id: area.id,
    walk_down_id: round.id,
    number: '1',
    sha256: '0'.repeat(64),
    name: 'holdfast-verify.mjs',
    list: 'assets',
    role: 'incident_coordinator',
    activity_id: 'zone_review',
    requirement_id: 'NIS2-20.1',
    gap_id: 'minimum:3',
    stage: 'crawl',
    booster: 'siem_integration',
    area: 'continuity',
    binding_id: 'zones.custodian_named',
    document: 'mapping',
    question: 'decides',
    process: 'access',
    country: 'DE',
    appointment_id: await appointSpare(hf, area.id, people.person_id),
    ...(await planShift(hf, people.person_id)),
    view_id: view.id,
    ...people,
    ...(await makeGoverning(hf, people.grant_id)),
  };
  return { things, zones, other_site_id: other.id };
}

/** A conduit between two zones of the plant's floor with several flows. */
async function findConduit(hf: Holdfast): Promise<Conduit> {
  const { rows: zones } = await hf.ask<Page<Zone>>('owner', 'GET', `${hf.site}/zones`);
  const floor = new Set(zones.filter((it) => ['1', '2', '3'].includes(it.purdue_level ?? '')).map((it) => it.id));
  const { rows } = await hf.ask<Page<Conduit>>('owner', 'GET', `${hf.site}/conduits?sort=-flows`);
  return rows.find((it) => it.flows > 2 && floor.has(it.zone_a.id) && floor.has(it.zone_b.id))!;
}

async function needAll(hf: Holdfast, conduit_id: string): Promise<string> {
  const { rows } = await hf.ask<Page<JudgedFlow>>('owner', 'GET', `${hf.site}/flows?conduit_id=${conduit_id}`);
  const flow_ids = rows.map((it) => it.id);
  await hf.ask('owner', 'POST', `${hf.site}/flows/judgements`, { flow_ids, judgement: 'needed', reason });
  return flow_ids[0]!;
}

async function hireAll(hf: Holdfast, zones: readonly string[], other_site_id: string): Promise<{ person_id: string; grant_id: string }> {
  const { site_id } = hf;
  await hf.hire('ciso', [{ role: 'ciso', scope: 'organisation' }]);
  await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id }]);
  await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id }]);
  await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id }]);
  await hf.hire('auditor', [{ role: 'auditor', scope: 'site', site_id }]);
  await hf.hire('works_council', [{ role: 'works_council', scope: 'site', site_id }]);
  await hf.hire(
    'zone_lead',
    zones.map((zone_id) => ({ role: 'ot_lead', scope: 'zone' as const, site_id, zone_id })),
  );
  await hf.hire('elsewhere', [{ role: 'ot_lead', scope: 'site', site_id: other_site_id }]);
  await hf.hire('no_role', []);
  const expired = await hf.hire('expired', [{ role: 'ot_lead', scope: 'site', site_id }]);
  await hf.rows(`update holdfast.role_grant set expires_at = now() - interval '1 minute' where person_id = $1`, [expired]);
  const inactive = await hf.hire('inactive', [{ role: 'ot_lead', scope: 'site', site_id }]);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${inactive}`, { active: false });
  const person_id = await hf.hire('spare', [{ role: 'auditor', scope: 'site', site_id }]);
  const [grant] = await hf.rows<{ id: string }>('select id from holdfast.role_grant where person_id = $1', [person_id]);
  return { person_id, grant_id: grant!.id };
}

/** What waits for a second person and who stands in for whom. */
async function makeGoverning(hf: Holdfast, grant_id: string) {
  const { rows: waiting } = await hf.ask<Page<{ id: string }>>('owner', 'GET', `${hf.site}/approvals?state=waiting`);
  const [deputised] = await hf.rows<{ id: string }>(`select id from holdfast.person where name = 'Person elsewhere'`);
  const later = { person_id: deputised!.id, starts_at: '2029-01-01T00:00:00Z', until_at: '2029-02-01T00:00:00Z' };
  const deputy = await hf.ask<{ id: string }>('owner', 'POST', `/api/v1/grants/${grant_id}/deputies`, { ...later, reason });
  const { terminal } = await hf.ask('owner', 'POST', `${hf.site}/terminals`, { name: 'Control room 1', role: 'ot_lead' });
  const expires_at = new Date(Date.now() + 86_400_000).toISOString();
  const { token } = await hf.ask('owner', 'POST', '/api/v1/tokens', { name: 'Historian', expires_at });
  const told = { way: 'webhook', name: 'Receiver', url: 'https://receiver.example/in', kinds: ['never.happens'] };
  const { subscription } = await hf.ask('owner', 'POST', '/api/v1/subscriptions', told);
  const anchor = await hf.ask('owner', 'POST', '/api/v1/anchors', { kind: 'syslog', name: 'Collector', url: 'udp://127.0.0.1:9' });
  const people = { anchor_id: anchor.id, approval_id: waiting[0]!.id, deputy_id: deputy.id, deputised_id: deputised!.id };
  return { ...people, terminal_id: terminal.id, token_id: token.id, subscription_id: subscription.id, delivery_id: subscription.id };
}

/** Somebody who is asked to take a seat and has not answered. */
async function appointSpare(hf: Holdfast, area_id: string, person_id: string): Promise<string> {
  const asked = { role: 'process_owner', area_id, person_id };
  return (await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/appointments`, asked)).id;
}

/** A shift, a rotation over it, and a handover nobody has taken. */
async function planShift(hf: Holdfast, person_id: string): Promise<{ shift_id: string; pattern_id: string; handover_id: string }> {
  const day = { id: null, name: 'Day', starts: '06:00', ends: '06:00' };
  const { shifts } = await hf.ask<{ shifts: { id: string }[] }>('owner', 'PUT', `${hf.site}/roster/shifts`, { shifts: [day] });
  const slot = { day: 0, shift_id: shifts[0]!.id, person_id, role: 'shift_lead', way: 'on_shift' };
  const week = { name: 'Week', starts_on: '2026-01-05', cycle_days: 7, slots: [slot] };
  const { patterns } = await hf.ask<{ patterns: { id: string }[] }>('owner', 'POST', `${hf.site}/roster/patterns`, week);
  const given = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/handovers`, { open_points: 'Filler 2 stands still.' });
  return { shift_id: shifts[0]!.id, pattern_id: patterns[0]!.id, handover_id: given.id };
}

/** Signed-in sessions, and tries at anchors that go on by themselves, say nothing of who may. */
const restless = `'session', 'anchor_state', 'evidence_mark', 'evidence_latest', 'evidence_cursor'`;

/** The rows of every business table, every account and the ledger, and who wrote them last: alike only when nothing was added, written or removed. */
export async function digestOf(hf: Holdfast): Promise<Record<string, string>> {
  // What earlier acts set going changes things too.
  await hf.idle();
  const text = digestTexts.get(hf) ?? (await textOfDigest(hf));
  digestTexts.set(hf, text);
  // Named, so that a connection plans these hundreds of tables once.
  const found = await hf.database.pool('holdfast_super').query<{ name: string; digest: string }>({ name: 'digest', text });
  return Object.fromEntries(found.rows.map((it) => [it.name, it.digest]));
}

const digestTexts = new WeakMap<Holdfast, string>();

async function textOfDigest(hf: Holdfast): Promise<string> {
  const tables = await hf.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('holdfast', 'platform', 'auth') and tablename not in (${restless}) order by 1`,
  );
  // Each version of a row has the number of the transaction that wrote it (xmin); that is read without reading the row.
  const each = tables.map(
    ({ name }) => `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as digest from ${name}`,
  );
  const ledger = `select 'ledger', count(*)::text from (select id from ledger.pending union select id from ledger.entry) e`;
  return [...each, ledger].join(' union all ');
}
