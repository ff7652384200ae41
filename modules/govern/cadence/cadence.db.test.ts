// Cadence through the interface: what has no date is flagged, what was done and missed shows and stays, acts count as runs, and who must know is told once.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sync as ics, type VEvent } from 'node-ical';
import { dayThere, openHoldfast, type Page } from '../../../test/holdfast.ts';
import { watchCadence } from './jobs.ts';
import { ownKinds } from './rules.fold.ts';
import type { ActivityDetail, ActivityRow, CalendarEntry } from './schema.ts';
import { foldUntil, nextRun, readState } from './store.ts';

const hf = await openHoldfast({ after });
const dayMs = 86_400_000;
const db = hf.parts.context.db;
const lead = await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
const manager = await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
const today = dayThere();
const plus = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const dayPlus = (days: number): string => plus(days).slice(0, 10);
const daily = { every: 10, unit: 'day', starts_on: dayPlus(10), at: '09:00', moves: 'stays' };
const base = `${hf.site}/activities`;

const list = async (query = ''): Promise<ActivityRow[]> =>
  (await hf.ask<Page<ActivityRow>>('owner', 'GET', `${base}?limit=500${query}`)).rows;
const one = (id: string, as_of?: string): Promise<ActivityDetail> =>
  hf.ask('owner', 'GET', `${base}/${id}${as_of === undefined ? '' : `?as_of=${encodeURIComponent(as_of)}`}`);
const plan = async (body: object, as = 'ot_lead', at: string = base): Promise<string> =>
  (await hf.ask<{ id: string }>(as, 'POST', at, body)).id;
const record = (id: string, at: string, more: object = {}) =>
  hf.ask('technician', 'POST', `${base}/${id}/runs`, { at, result: 'as_planned', ...more });

test('what the law asks for has no date until somebody plans it, and says so', async () => {
  const rows = await list();
  assert.ok(rows.length > 25);
  assert.ok(rows.every((it) => it.state === 'no_date' && it.next === null));
  const zones = rows.find((it) => it.of === 'zone_review')!;
  const audit = rows.find((it) => it.of === 'audit')!;
  assert.deepEqual([zones.level, zones.title.de, zones.runs_by_acts, audit.runs_by_acts], ['site', 'Zonen überprüfen', false, true]);
  assert.equal((await one('zone_review')).runs.length, 0);
});

test('all of them are planned with one act, spread over weeks, and once only', async () => {
  const { planned } = await hf.ask<{ planned: number }>('ot_lead', 'POST', `${base}/plan-all`, { first_on: today });
  const rows = (await list()).filter((it) => it.level === 'site');
  assert.equal(rows.length, planned);
  assert.ok(rows.every((it) => it.next !== null && it.state !== 'no_date'));
  assert.ok(new Set(rows.map((it) => it.next!.day)).size > 5);
  const first = rows.toSorted((a, b) => (a.next!.at < b.next!.at ? -1 : 1)).slice(0, 3);
  assert.ok(
    first.every((it) => it.rhythm!.unit === 'month' && it.rhythm!.every === 1),
    'what comes round often comes first',
  );
  assert.equal((await hf.call('POST', `${base}/plan-all`, { as: 'ot_lead', body: { first_on: today } })).body.code, 'all_planned');
  const refused = await hf.call('POST', base, { as: 'ot_lead', body: { of: 'zone_review', rhythm: daily } });
  assert.deepEqual([refused.status, refused.body.code], [409, 'activity_planned_already']);
  assert.equal((await hf.call('POST', '/api/v1/activities/plan-all', { as: 'ot_lead', body: { first_on: today } })).status, 403);
  await hf.ask('owner', 'POST', '/api/v1/activities/plan-all', { first_on: today });
  assert.ok((await list()).every((it) => it.state !== 'no_date'));
});

test('an act of the plant is the run: nobody ticks anything', async () => {
  const before = (await list()).find((it) => it.of === 'audit')!;
  assert.equal(before.last_run_at, null);
  const audits = `${hf.site}/audits`;
  const { id } = await hf.ask<{ id: string }>('ot_lead', 'POST', audits, {
    kind: 'ot_test',
    title: 'Line 2',
    scope: 'Passive capture of line 2',
    planned_on: today,
  });
  const ahead = await hf.call('POST', `${audits}/${id}/held`, { as: 'ot_lead', body: { held_on: dayPlus(2) } });
  assert.deepEqual([ahead.status, ahead.body.code], [422, 'run_in_future'], 'an audit that has not been held was not held');
  await hf.ask('ot_lead', 'POST', `${audits}/${id}/held`, { held_on: today });
  await hf.ask('ot_lead', 'POST', `${audits}/${id}/findings`, {
    title: 'Old firmware',
    severity: 'major',
    measure: 'Update in the shutdown.',
    owner_id: lead,
    due_on: dayPlus(30),
  });
  const open = await hf.call('POST', `${audits}/${id}/end`, { as: 'ot_lead', body: { state: 'closed', remark: 'All done.' } });
  assert.deepEqual([open.status, open.body.code, open.body.params.open], [409, 'audit_findings_open', 1]);
  const held = new Date();
  const detail = await hf.ask('owner', 'GET', `${audits}/${id}`);
  assert.deepEqual([detail.approach, detail.open_findings, detail.finding_list[0].owner_name], ['passive', 1, 'Person ot_lead']);
  await hf.ask('ot_lead', 'POST', `${audits}/${id}/findings/${detail.finding_list[0].id}/closure`, { remark: 'Updated.' });
  await hf.ask('ot_lead', 'POST', `${audits}/${id}/end`, { state: 'closed', remark: 'All done.' });
  const after_it = (await list()).find((it) => it.of === 'audit')!;
  const ran_on = new Date(after_it.last_run_at!).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
  assert.deepEqual([after_it.last_act, ran_on], ['audit.closed', today]);
  const then = await hf.ask<Page<{ state: string; open_findings: number }>>('owner', 'GET', `${audits}?as_of=${held.toISOString()}`);
  assert.deepEqual(
    then.rows.map((it) => [it.state, it.open_findings]),
    [['held', 1]],
  );
});

test('an active OT test needs a reason and a window; a passive one needs neither', async () => {
  const body = { kind: 'ot_test', title: 'Scan', scope: 'Ports of line 1', planned_on: today, approach: 'active' };
  assert.equal((await hf.call('POST', `${hf.site}/audits`, { as: 'ot_lead', body })).status, 400);
  const given = { ...body, active_reason: 'The maker asks for it.', window_from: plus(1), window_until: plus(1.2) };
  assert.equal((await hf.call('POST', `${hf.site}/audits`, { as: 'ot_lead', body: given })).status, 200);
});

test('turns overdue on the day after, is missed when the next one comes, and a run afterwards leaves the missed one there', async () => {
  const id = await plan({ title: 'Check the eye wash', rhythm: daily, owner_id: lead });
  assert.deepEqual([(await one(id)).state, (await one(id)).next!.day], ['planned', dayPlus(10)]);
  assert.equal((await one(id, plus(4))).state, 'due_soon');
  assert.equal((await one(id, `${dayPlus(10)}T12:00:00Z`)).state, 'due');
  const late = await one(id, `${dayPlus(13)}T12:00:00Z`);
  assert.deepEqual([late.state, late.late_days, late.missed], ['overdue', 3, []]);
  const missed = await one(id, `${dayPlus(31)}T12:00:00Z`);
  assert.deepEqual([missed.state, missed.missed, missed.next!.day], ['overdue', [dayPlus(10), dayPlus(20)], dayPlus(30)]);
  const { missed: noted } = await watchCadence(hf.parts.context, new Date(`${dayPlus(31)}T12:00:00Z`));
  assert.ok(noted >= 2);
  await hf.ask('ot_lead', 'PUT', `${base}/${id}`, {
    title: 'Check the eye wash',
    rhythm: { ...daily, every: 90, unit: 'day', starts_on: dayPlus(40) },
    owner_id: lead,
  });
  const replanned = await one(id, `${dayPlus(32)}T12:00:00Z`);
  assert.deepEqual([replanned.state, replanned.missed], ['planned', [dayPlus(10), dayPlus(20)]], 'a new rhythm makes nothing undone');
  assert.deepEqual(
    replanned.runs.map((it) => it.kind),
    ['missed', 'missed'],
  );
});

test('a run in time moves the next date on; with the result of whoever did it, and their remark only as a commitment', async () => {
  const id = await plan({
    title: 'Empty the filter',
    rhythm: { every: 1, unit: 'day', starts_on: today, at: '00:01', moves: 'stays' },
    owner_id: lead,
  });
  assert.equal((await one(id)).state, 'due');
  await record(id, new Date().toISOString(), { result: 'with_findings', remark: 'Frau Kern saw rust' });
  const it = await one(id);
  assert.deepEqual(
    [it.last_result, it.next!.day > today, it.runs[0]!.by_name, it.runs[0]!.remark],
    ['with_findings', true, 'Person technician', 'Frau Kern saw rust'],
  );
  const leaks = await hf.rows(
    `select 1 from ledger.entry where convert_from(body, 'UTF8') like '%Kern%' union all select 1 from ledger.pending where convert_from(body, 'UTF8') like '%Kern%'`,
  );
  assert.equal(leaks.length, 0);
  const ahead = await hf.call('POST', `${base}/${id}/runs`, { as: 'technician', body: { at: plus(2), result: 'as_planned' } });
  assert.equal(ahead.body.code, 'run_in_future');
});

test('a shutdown and a holiday move the day; a rhythm nothing can be reckoned with is refused', async () => {
  await hf.ask('plant_manager', 'PUT', `${hf.site}/working-days`, {
    weekdays: [1, 2, 3, 4, 5],
    region: 'DE-BY',
    closed: [{ from: '2027-08-02', until: '2027-08-20', name: 'Summer shutdown' }],
  });
  const id = await plan({ title: 'Inspect the boiler', rhythm: { every: 1, unit: 'year', starts_on: '2027-08-04' } });
  assert.deepEqual((await one(id)).next, { planned: '2027-08-04', day: '2027-08-23', at: '2027-08-23T07:00:00.000Z' });
  const wrong = await hf.call('POST', base, {
    as: 'ot_lead',
    body: { title: 'X', rhythm: { every: 1, unit: 'day', starts_on: today, on_day: 3 } },
  });
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'rhythm_days_do_not_fit']);
  const days = await hf.ask('owner', 'GET', `${hf.site}/working-days`);
  assert.ok(days.holidays.some((it: { name: { de: string } }) => it.name.de === 'Allerheiligen'));
});

test('what the facts tell is what the tables hold', async () => {
  const tables = await readState(db, hf.site_id);
  const folded = await foldUntil(db, hf.site_id, new Date());
  const byId = <T extends { id: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const plain = (it: unknown): unknown => JSON.parse(JSON.stringify(it));
  assert.ok(ownKinds.length > 0 && folded.activities.length > 20);
  assert.deepEqual(byId(folded.activities).map(sortKeys), byId(tables.activities).map(sortKeys));
  assert.deepEqual(plain(byId(folded.runs).map(sortKeys)), plain(byId(tables.runs).map(sortKeys)));
  assert.deepEqual(folded.calendars.map(sortKeys), tables.calendars.map(sortKeys));
});
function sortKeys(it: unknown): unknown {
  if (it === null || typeof it !== 'object' || Array.isArray(it)) return it;
  return Object.fromEntries(
    Object.entries(it)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sortKeys(value)]),
  );
}

test('before an act, the page as of then does not know it', async () => {
  const before = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 20));
  const id = await plan({ title: 'Later idea', rhythm: daily });
  assert.equal((await hf.call('GET', `${base}/${id}?as_of=${before}`, { as: 'owner' })).status, 404);
  assert.equal((await one(id, new Date().toISOString())).state, 'planned');
  await hf.ask('ot_lead', 'POST', `${base}/${id}/end`, { reason: 'Not needed.' });
  assert.equal(
    (await list()).some((it) => it.id === id),
    false,
  );
});

test('reminds before the day, says it on the day, goes up after it: each once, to whom it belongs', async () => {
  await hf.rows('delete from holdfast.notice');
  const id = await plan({ title: 'Grease the valve', rhythm: { ...daily, starts_on: dayPlus(20), every: 90 }, owner_id: lead });
  const told = async (): Promise<string[][]> =>
    (
      await hf.rows<{ kind: string; person_id: string }>(
        `select kind, person_id from holdfast.notice where opens = 'activities/${id}' order by kind, person_id`,
      )
    ).map((it) => [it.kind, it.person_id]);
  const look = async (days: number): Promise<void> => {
    for (const _ of [1, 2]) await watchCadence(hf.parts.context, new Date(`${dayPlus(days)}T12:00:00Z`));
  };
  await look(12);
  assert.deepEqual(await told(), []);
  await look(14);
  assert.deepEqual(await told(), [['activity_soon', lead]]);
  await look(20);
  assert.deepEqual(await told(), [
    ['activity_due', lead],
    ['activity_soon', lead],
  ]);
  await look(21);
  assert.deepEqual(
    (await told()).filter(([kind]) => kind === 'activity_overdue'),
    [['activity_overdue', lead]],
  );
  await look(28);
  // Nobody is appointed plant manager yet: everybody who may do it is told, the plant manager among them.
  const up = (await told()).filter(([kind]) => kind === 'activity_overdue').map(([, person]) => person);
  assert.ok(up.includes(manager), 'goes up');
  const [entry] = await hf.rows<{ n: number }>(`select count(*)::int as n from holdfast.activity_step where activity_id = '${id}'`);
  assert.equal(entry!.n, 4);
});

test('the calendar shows what is due, done and missed, holidays and the shutdown', async () => {
  const { rows } = await hf.ask<{ rows: CalendarEntry[] }>('owner', 'GET', `${hf.site}/calendar?from=${today}&until=${dayPlus(400)}`);
  const kinds = new Set(rows.map((it) => it.kind));
  for (const kind of ['activity', 'done', 'audit', 'holiday'] as const) assert.ok(kinds.has(kind), kind);
  assert.ok(rows.every((it, at) => at === 0 || rows[at - 1]!.day <= it.day));
  assert.ok(rows.some((it) => it.kind === 'holiday' && it.day === '2027-08-10' && it.title.en === 'Summer shutdown'));
  assert.equal(new Set(rows.map((it) => it.id)).size, rows.length, 'every entry has an id of its own');
  const law = await hf.ask<{ rows: CalendarEntry[] }>('owner', 'GET', `${hf.site}/calendar?from=2024-10-01&until=2026-10-01`);
  const nis2 = law.rows.find((it) => it.id === 'law:nis2-applies')!;
  assert.deepEqual([nis2.kind, nis2.day, nis2.state], ['law', '2024-10-18', 'past']);
  assert.match(nis2.note!.de, /NIS2 Art. 41\(1\) · geprüft/);
  const coming = await hf.ask<{ rows: CalendarEntry[] }>('owner', 'GET', `${hf.site}/calendar?from=${today}&until=${dayPlus(500)}`);
  assert.ok(coming.rows.some((it) => it.kind === 'law' && it.state === 'coming'));
});

test('a feed opens in a standard parser with ids that stay when a day moves; an ended address answers nobody', async () => {
  const made = await hf.ask<{ id: string; path: string }>('ot_lead', 'POST', '/api/v1/me/calendar-feeds', { site_id: hf.site_id });
  const read = async (): Promise<Map<string, VEvent>> => {
    const { status, body, headers } = await hf.call('GET', made.path);
    assert.deepEqual([status, headers['content-type']], [200, 'text/calendar; charset=utf-8']);
    const events = Object.values(ics.parseICS(body as string)).filter((it): it is VEvent => it?.type === 'VEVENT');
    return new Map(events.map((it) => [it.uid, it]));
  };
  const first = await read();
  assert.ok(first.size > 30);
  const boiler = [...first.values()].find((it) => it.summary === 'Inspect the boiler')!;
  assert.equal(boiler.start.toISOString(), '2027-08-23T07:00:00.000Z');
  await hf.ask('plant_manager', 'PUT', `${hf.site}/working-days`, { weekdays: [1, 2, 3, 4, 5], region: 'DE-BY', closed: [] });
  const second = await read();
  assert.equal(second.get(boiler.uid)!.start.toISOString(), '2027-08-04T07:00:00.000Z', 'the same event, moved');
  assert.deepEqual(
    [...second.keys()].filter((uid) => !first.has(uid)),
    [],
  );
  const own = await hf.ask<{ path: string }>('ot_lead', 'POST', '/api/v1/me/calendar-feeds', { site_id: null });
  const mine = Object.values(ics.parseICS((await hf.call('GET', own.path)).body as string)).filter(
    (it) => it?.type === 'VEVENT',
  ) as VEvent[];
  assert.ok(mine.some((it) => it.summary === 'Grease the valve') && !mine.some((it) => it.summary === 'Inspect the boiler'));
  await hf.ask('ot_lead', 'DELETE', `/api/v1/me/calendar-feeds/${made.id}`);
  assert.equal((await hf.call('GET', made.path)).status, 404);
  assert.equal((await hf.call('GET', '/api/v1/calendar-feeds/guess.ics')).status, 404);
  const [kept] = await hf.rows<{ n: number }>(
    `select count(*)::int as n from holdfast.calendar_feed where encode(token_sha256, 'escape') like '%${made.path.slice(-20, -4)}%'`,
  );
  assert.equal(kept!.n, 0, 'the address itself is kept nowhere');
});

test('a person whose role ended reads nothing more by an old address', async () => {
  const leaver = await hf.hire('leaver', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
  const { path } = await hf.ask<{ path: string }>('leaver', 'POST', '/api/v1/me/calendar-feeds', { site_id: hf.site_id });
  assert.equal((await hf.call('GET', path)).status, 200);
  const { rows } = await hf.ask<Page<{ id: string; person_id: string }>>('owner', 'GET', '/api/v1/grants');
  await hf.ask('owner', 'DELETE', `/api/v1/grants/${rows.find((it) => it.person_id === leaver)!.id}`);
  assert.equal((await hf.call('GET', path)).status, 404);
});

test('the matrix asks when an activity comes round next', async () => {
  const next = await nextRun(db, 'zone_review', hf.site_id, new Date());
  assert.ok(next?.next !== null && next!.state !== 'no_date');
  assert.equal(await nextRun(db, 'zone_review', null, new Date()), null, 'a site’s is not the organisation’s');
  assert.ok((await nextRun(db, 'board_day', hf.site_id, new Date()))?.next);
});

test('one audit is told as it was, with its findings, from the facts; now they say what the tables say', async () => {
  const { rows } = await hf.ask<Page<{ id: string }>>('ot_lead', 'GET', `${hf.site}/audits`);
  assert.ok(rows.length > 0);
  const plain = (it: unknown): unknown =>
    JSON.parse(JSON.stringify(it, (_, one: unknown) => (typeof one === 'string' && /^\d{4}-\d\d-\d\dT/.test(one) ? 'time' : one)));
  for (const { id } of rows) {
    const now = await hf.ask('ot_lead', 'GET', `${hf.site}/audits/${id}`);
    assert.deepEqual(plain(await hf.ask('ot_lead', 'GET', `${hf.site}/audits/${id}?as_of=${plus(1)}`)), plain(now));
    assert.equal(
      (await hf.call('GET', `${hf.site}/audits/${id}?as_of=${plus(-1)}`, { as: 'ot_lead' })).status,
      404,
      'before it was planned',
    );
  }
});

test('two people change one plan: the second is told what the first changed, replaces nothing unseen, and may then replace it', async () => {
  const id = await plan({ title: 'Grease the gate', rhythm: daily });
  const read = await one(id);
  const before = { title: read.title.en, rhythm: read.rhythm, escalation: read.escalation, owner_id: read.owner_id };
  const change = (as: string, more: object) =>
    hf.call('PUT', `${base}/${id}`, { as, body: { title: 'Grease the gate', rhythm: daily, ...more } });
  assert.equal((await change('ot_lead', { owner_id: lead, rhythm: { ...daily, every: 20 }, before })).status, 200);
  const late = await change('plant_manager', { owner_id: manager, before });
  assert.deepEqual(
    [late.status, late.body.kind, late.body.code, late.body.params],
    [409, 'conflict', 'changed_meanwhile', { fields: 'rhythm owner_id' }],
  );
  const kept = await one(id);
  assert.deepEqual([kept.owner_id, kept.rhythm!.every], [lead, 20], 'nothing was replaced');
  const seen = { title: kept.title.en, rhythm: kept.rhythm, escalation: kept.escalation, owner_id: kept.owner_id };
  assert.equal((await change('plant_manager', { owner_id: manager, before: seen })).status, 200);
  assert.equal((await one(id)).owner_id, manager);
});

test('working days and findings two people change at once are refused the same way', async () => {
  const { weekdays, region, closed } = await hf.ask('ot_lead', 'GET', `${hf.site}/working-days`);
  const before = { weekdays, region, closed };
  const set = (more: object) => hf.call('PUT', `${hf.site}/working-days`, { as: 'ot_lead', body: { ...before, ...more } });
  assert.equal((await set({ weekdays: [1, 2, 3, 4, 5, 6], before })).status, 200);
  assert.deepEqual((await set({ weekdays: [1, 2, 3], before })).body.params, { fields: 'weekdays' });
  await set({});
  const audits = `${hf.site}/audits`;
  const { id } = await hf.ask<{ id: string }>('ot_lead', 'POST', audits, {
    kind: 'audit',
    title: 'Gate',
    scope: 'The gate and its keys',
    planned_on: today,
  });
  await hf.ask('ot_lead', 'POST', `${audits}/${id}/held`, { held_on: today });
  const finding = { title: 'Gate open', severity: 'minor', measure: null, owner_id: null, due_on: null, requirement_id: null };
  const { id: finding_id } = await hf.ask<{ id: string }>('ot_lead', 'POST', `${audits}/${id}/findings`, finding);
  const put = (more: object) =>
    hf.call('PUT', `${audits}/${id}/findings/${finding_id}`, { as: 'ot_lead', body: { ...finding, before: finding, ...more } });
  assert.equal((await put({ severity: 'major' })).status, 200);
  assert.deepEqual((await put({ title: 'Gate ajar' })).body.params, { fields: 'severity' });
});
