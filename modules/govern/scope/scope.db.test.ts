// Scope through the API: answers, the signed class, registration and changes with their days, orders closed by evidence, and the same state from the facts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { dayThere, openHoldfast } from '../../../test/holdfast.ts';
import { watchLaw } from './jobs.ts';
import { fold, foldedKinds } from './rules.fold.ts';
import type { EntityDetail, EntityRow, Order, TimelineDay } from './schema.ts';
import { readState } from './store.ts';
import { factsUntil } from '@holdfast/platform/facts';

const hf = await openHoldfast({ after });
const reason = 'Read with our lawyer.';
await hf.hire('cem', [{ role: 'ciso', scope: 'organisation' }]);
await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
const base = '/api/v1/legal-entities';
const read = (entity_id: string, as_of?: string): Promise<EntityDetail> =>
  hf.ask('anna', 'GET', `${base}/${entity_id}${as_of === undefined ? '' : `?as_of=${as_of}`}`);
const years = (headcount: number, turnover: number, balance: number) =>
  [2025, 2024].map((year) => ({ year, headcount, turnover_eur: turnover, balance_sheet_eur: balance }));
const plant = { active_in_union: true, activities: [{ type_id: 'II.5.d.1', share: 'principal' }], periods: years(320, 60e6, 50e6) };
const day = dayThere;
let entity_id = '';
let beforeDecision = '';

test('a legal entity begins undecided and says what is missing', async () => {
  const place = { name: 'North', country: 'DE', site_id: hf.site_id };
  ({ id: entity_id } = await hf.ask('cem', 'POST', base, { name: 'Lindenau GmbH', country: 'DE', establishments: [place] }));
  const it = await read(entity_id);
  assert.deepEqual([it.now.outcome, it.redecide, it.registrations.length, it.exposure, it.supervision], [null, 'never', 0, null, null]);
  assert.deepEqual(
    it.now.open_questions.filter((each) => each.blocks).map((each) => each.id),
    ['active_in_union', 'activity', 'headcount', 'turnover_eur', 'balance_sheet_eur'],
  );
  const refused = await hf.call('POST', `${base}/${entity_id}/decisions`, { as: 'cem', body: { reason, version: it.version } });
  assert.deepEqual([refused.status, refused.body.code], [422, 'scope_open']);
});

test('a name and a site belong to one legal entity', async () => {
  const twice = await hf.call('POST', base, { as: 'cem', body: { name: 'lindenau gmbh', country: 'DE' } });
  assert.deepEqual([twice.status, twice.body.code], [409, 'legal_entity_taken']);
  const place = { name: 'Again', country: 'DE', site_id: hf.site_id };
  const site = await hf.call('POST', base, { as: 'cem', body: { name: 'Other GmbH', country: 'DE', establishments: [place] } });
  assert.deepEqual([site.status, site.body.code], [409, 'site_has_entity']);
});

test('answers lead to a class with the rule that decided it and its article', async () => {
  const { version } = await read(entity_id);
  const given = await hf.ask('cem', 'PUT', `${base}/${entity_id}/answers`, { answers: plant, version });
  assert.equal(given.now.outcome, 'important');
  assert.deepEqual([given.now.deciding_rule.cite.en, given.now.size.size], ['NIS2 Art 2(1), 3(2)', 'large']);
  const stale = await hf.call('PUT', `${base}/${entity_id}/answers`, { as: 'cem', body: { answers: plant, version } });
  assert.deepEqual([stale.status, stale.body.code], [409, 'changed_meanwhile']);
});

test('a year stands once; a plant manager of one site does not answer for the company', async () => {
  const { version } = await read(entity_id);
  const body = { answers: { ...plant, periods: [plant.periods[0], plant.periods[0]] }, version };
  assert.equal((await hf.call('PUT', `${base}/${entity_id}/answers`, { as: 'cem', body })).status, 400);
  assert.equal((await hf.call('PUT', `${base}/${entity_id}/answers`, { as: 'anna', body: { answers: plant, version } })).status, 403);
});

test('the signed decision brings registration with its day, exposure and supervision', async () => {
  beforeDecision = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 20));
  const { version } = await read(entity_id);
  await hf.ask('cem', 'POST', `${base}/${entity_id}/decisions`, { reason, in_scope_from: '2025-12-06', version });
  const it = await read(entity_id);
  assert.deepEqual(
    [it.redecide, it.decisions.length, it.decisions[0]!.outcome, it.decisions[0]!.decided_by_name],
    [null, 1, 'important', 'Person cem'],
  );
  assert.equal(it.class_name, 'wichtige Einrichtung');
  assert.equal(it.decisions[0]!.reason, reason);
  const [registration] = it.registrations;
  assert.deepEqual(
    [registration!.country, registration!.state, registration!.due.due_on, registration!.due.fact.cite.de],
    ['DE', 'late', '2026-03-06', 'BSIG § 33'],
  );
  assert.deepEqual(
    [it.exposure!.max_eur, it.exposure!.by, it.exposure!.without_turnover, it.supervision!.regime],
    [7_000_000, 'amount', true, 'ex_post'],
  );
});

test('worldwide turnover raises the exposure; the maker’s hat brings its own', async () => {
  const { version, establishments } = await read(entity_id);
  const body = {
    name: 'Lindenau GmbH',
    country: 'DE',
    is_maker: true,
    is_machine_builder: true,
    worldwide_turnover_eur: 1e9,
    cer_notice_dated: null,
    cer_notice_received: null,
    establishments: establishments.map(({ name, country, site_id }) => ({ name, country, site_id })),
    version,
  };
  await hf.ask('cem', 'PATCH', `${base}/${entity_id}`, body);
  const it = await read(entity_id);
  assert.deepEqual([it.exposure!.max_eur, it.exposure!.by, it.maker_exposure!.max_eur], [14_000_000, 'turnover', 25_000_000]);
  assert.ok(it.maker.some((fact) => fact.id === 'CRA-13.8') && it.machinery.some((fact) => fact.id === 'MR.facts.7'));
});

test('registered with number and date; a change has a day for its notice, and late is late', async () => {
  assert.equal(
    (await hf.call('POST', `${base}/${entity_id}/registration-check`, { as: 'cem', body: { reason } })).body.code,
    'not_registered',
  );
  await hf.ask('cem', 'PUT', `${base}/${entity_id}/registrations/DE`, { authority: 'BSI', number: 'DE-4711', registered_on: '2026-03-02' });
  assert.deepEqual(
    (await read(entity_id)).registrations.map((it) => [it.state, it.number, it.registered_on]),
    [['registered', 'DE-4711', '2026-03-02']],
  );
  assert.equal((await hf.call('POST', `${base}/${entity_id}/registration-check`, { as: 'cem', body: { reason } })).status, 200);
  assert.ok(Date.now() - Date.parse((await read(entity_id)).registration_checked_at!) < 60_000);
  const change = (changed_on: string): Promise<{ id: string; due_on: string }> =>
    hf.ask('cem', 'POST', `${base}/${entity_id}/changes`, { country: 'DE', what: ['ip_ranges'], changed_on });
  const fresh = await change(day(-2));
  assert.equal(fresh.due_on, day(12));
  const old = await change(day(-30));
  assert.deepEqual(
    (await read(entity_id)).notices.map((it) => it.state),
    ['open', 'late'],
  );
  const tell = (change_id: string, told_on: string) =>
    hf.call('POST', `${base}/${entity_id}/changes/${change_id}/notice`, { as: 'cem', body: { told_on } });
  assert.equal((await tell(fresh.id, day(-3))).body.code, 'told_before_change');
  assert.equal((await tell(fresh.id, day(0))).body.in_time, true);
  assert.equal((await tell(old.id, day(0))).body.in_time, false);
  assert.equal((await tell(old.id, day(0))).body.code, 'change_told');
  assert.deepEqual(
    (await read(entity_id)).notices.map((it) => it.state),
    ['in_time', 'told_late'],
  );
});

test('every open day stands in the calendar, and is gone when it is met', async () => {
  const made = await hf.ask('cem', 'POST', `${base}/${entity_id}/changes`, { country: 'DE', what: ['name'], changed_on: day(-1) });
  const titles = async (): Promise<string[]> => {
    const { rows } = await hf.ask<{ rows: { id: string; kind: string; day: string }[] }>(
      'anna',
      'GET',
      `${hf.site}/calendar?from=${day(0)}&until=${day(40)}`,
    );
    return rows.filter((it) => it.id.startsWith('legal:')).map((it) => `${it.id} ${it.day}`);
  };
  assert.deepEqual(await titles(), [`legal:notice:${made.id} ${day(13)}`]);
  await hf.ask('cem', 'POST', `${base}/${entity_id}/changes/${made.id}/notice`, { told_on: day(0) });
  assert.deepEqual(await titles(), []);
});

test('whoever answers for the company is told of a day once for each step, and the ledger says so', async () => {
  const told = async (): Promise<string[]> =>
    (
      await hf.rows<{ kind: string }>(
        `select n.kind from holdfast.notice n join holdfast.person p on p.id = n.person_id where p.name = 'Person cem' and n.kind like 'legal%' order by n.at, n.id`,
      )
    ).map((it) => it.kind);
  const made = await hf.ask('cem', 'POST', `${base}/${entity_id}/changes`, { country: 'DE', what: ['address'], changed_on: day(0) });
  const { db, observe } = hf.parts.context;
  const at = (shift: number): Date => new Date(Date.now() + shift * 86_400_000);
  assert.deepEqual([await watchLaw({ db, observe }, at(0)), await watchLaw({ db, observe }, at(1))], [1, 0]);
  assert.deepEqual(
    [await watchLaw({ db, observe }, at(8)), await watchLaw({ db, observe }, at(14)), await watchLaw({ db, observe }, at(15))],
    [1, 1, 1],
  );
  assert.equal(await watchLaw({ db, observe }, at(40)), 0);
  assert.deepEqual(await told(), ['legal_soon', 'legal_soon', 'legal_due', 'legal_late']);
  await hf.ask('cem', 'POST', `${base}/${entity_id}/changes/${made.id}/notice`, { told_on: day(0) });
});

test('deciding anew keeps the former decision; another class by new answers is said at once', async () => {
  const first = await read(entity_id);
  const answers = { ...plant, activities: [...plant.activities, { type_id: 'I.1.a.4', share: 'part' }] };
  const { version } = await hf.ask('cem', 'PUT', `${base}/${entity_id}/answers`, { answers, version: first.version });
  assert.equal((await read(entity_id)).redecide, 'answers');
  await hf.ask('cem', 'POST', `${base}/${entity_id}/decisions`, { reason, in_scope_from: '2025-12-06', version });
  const it = await read(entity_id);
  assert.deepEqual(
    it.decisions.map((each) => each.outcome),
    ['essential', 'important'],
  );
  assert.deepEqual(
    it.decisions.map((each) => each.finding.deciding_rule!.cite.en),
    ['NIS2 Art 3(1)(a)', 'NIS2 Art 2(1), 3(2)'],
  );
  assert.equal(it.supervision!.regime, 'ex_ante');
});

test('an order is met only when each measure has its entry in the ledger', async () => {
  const body = {
    entity_id,
    authority: 'BSI',
    kind: 'remedy',
    title: 'Close the remote access of line 2',
    reference: 'BSI-2026-77',
    received_on: day(-5),
    deadline_on: day(20),
  };
  const { id } = await hf.ask('cem', 'POST', '/api/v1/authority-orders', body);
  const path = `/api/v1/authority-orders/${id}`;
  const close = () => hf.call('POST', `${path}/closure`, { as: 'cem', body: { reason } });
  assert.equal((await close()).body.code, 'no_measures');
  await hf.ask('cem', 'POST', `${path}/measures`, { title: 'Take out the modem', due_on: day(10) });
  assert.equal((await close()).body.code, 'measures_open');
  const [measure] = (await hf.ask<Order>('anna', 'GET', path)).measures;
  const closeMeasure = (entry_id: string) =>
    hf.call('POST', `${path}/measures/${measure!.id}/closure`, {
      as: 'cem',
      body: { entry_id, remark: 'Modem is in the cabinet of spares.' },
    });
  assert.equal((await closeMeasure('0198c0de-0000-7000-8000-000000000000')).body.code, 'entry_not_found');
  const [entry] = await hf.rows<{ id: string }>(`select id from ledger.entry order by idx limit 1`);
  assert.equal((await closeMeasure(entry!.id)).status, 200);
  assert.equal((await close()).status, 200);
  const it = await hf.ask<Order>('anna', 'GET', path);
  assert.deepEqual([it.state, it.open_measures, it.measures[0]!.evidence_entry_id], ['closed', 0, entry!.id]);
  assert.equal((await close()).body.code, 'order_closed');
});

test('the facts alone give the state of the tables, and a past day its own', async () => {
  const db = hf.parts.context.db;
  const folded = fold(await factsUntil(db, { site_id: null, kinds: foldedKinds, until: new Date() }));
  assert.deepEqual(folded, await readState(db));
  assert.equal(folded.decisions.length, 2);
  const then = await read(entity_id, beforeDecision);
  assert.deepEqual([then.decisions.length, then.redecide, then.now.outcome], [0, 'never', 'important']);
  const rows = async (as_of?: string): Promise<EntityRow[]> =>
    (await hf.ask<{ rows: EntityRow[] }>('anna', 'GET', `${base}${as_of === undefined ? '' : `?as_of=${as_of}`}`)).rows;
  assert.deepEqual(
    (await rows(beforeDecision)).map((it) => it.outcome),
    [null],
  );
  assert.deepEqual(
    (await rows()).map((it) => [it.outcome, it.registered, it.registrations, it.open_orders]),
    [['essential', 1, 1, 0]],
  );
  assert.equal((await rows('2020-01-01T00:00:00Z')).length, 0);
});

test('the timeline holds days of the Union and of our countries only, and says which concern a maker', async () => {
  const { rows } = await hf.ask<{ rows: TimelineDay[] }>('anna', 'GET', '/api/v1/law/timeline');
  assert.ok(rows.some((it) => it.id === 'de-in-force') && !rows.some((it) => it.id === 'at-in-force'));
  assert.equal(rows.find((it) => it.id === 'cra-full')!.concerns_us, true);
  assert.ok(rows.every((it) => it.cite.en !== '' && it.sources.length > 0));
});

test('a retired legal entity takes no more acts and stays readable', async () => {
  const { id } = await hf.ask('cem', 'POST', base, { name: 'Old GmbH', country: 'NL' });
  assert.equal((await read(id)).country_verified, false);
  await hf.ask('cem', 'POST', `${base}/${id}/retirement`, { reason });
  const { version } = await read(id);
  assert.equal(
    (await hf.call('PUT', `${base}/${id}/answers`, { as: 'cem', body: { answers: plant, version } })).body.code,
    'legal_entity_retired',
  );
});
