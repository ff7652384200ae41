// Seats through the API: asking, accepting in person, handing over, what is missing, who answers, and the same state from the facts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { openHoldfast } from '../../../test/holdfast.ts';
import type { RaciRow, Responsible } from './schema.duties.ts';
import type { Appointment, Point, Seat, SeatsAnswer } from './schema.ts';
import { endOverAppointments } from './jobs.ts';
import { accountableFor } from './store.ts';
import { foldUntil, readStanding } from './store.seats.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const beginning = new Date().toISOString();
const reason = 'Agreed in the shift meeting.';
const anna = await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id }]);
const bert = await hf.hire('bert', [{ role: 'technician', scope: 'site', site_id }]);
const carla = await hf.hire('carla', [{ role: 'technician', scope: 'site', site_id }]);
const seats = (as_of?: string): Promise<SeatsAnswer> =>
  hf.ask('owner', 'GET', `${site}/seats${as_of === undefined ? '' : `?as_of=${as_of}`}`);
const seatOf = (it: SeatsAnswer, role: string, area_id: string | null = null): Seat =>
  it.seats.find((each) => each.role === role && each.area_id === area_id)!;
const cardVersionOf = async (id: string): Promise<string> =>
  (await hf.ask('owner', 'GET', `${site}/appointments/${id}/card?language=en`)).card.version;
const appoint = (role: string, person_id: string, more: object = {}): Promise<Appointment> =>
  hf.ask('anna', 'POST', `${site}/appointments`, { role, person_id, ...more });
const accept = async (as: string, id: string): Promise<Appointment> =>
  hf.ask(as, 'POST', `${site}/appointments/${id}/acceptance`, { card_version: await cardVersionOf(id), language: 'en' });
const areas: string[] = [];

test('an empty plant shows every seat it must fill, and that it has no production area', async () => {
  const empty = await seats();
  assert.deepEqual([empty.preset, empty.preset_chosen, empty.areas, empty.required, empty.filled], ['minimum', false, 0, 1, 0]);
  assert.deepEqual(seatOf(empty, 'plant_manager').gaps, ['vacant']);
});

test('each new area brings its three seats, empty and shown', async () => {
  for (const name of ['Filling', 'Packaging']) areas.push((await hf.ask<{ id: string }>('owner', 'POST', `${site}/areas`, { name })).id);
  const now = await seats();
  assert.deepEqual([now.areas, now.areas_complete, now.required], [2, 0, 7]);
  const minimum = now.seats.filter((it) => it.is_minimum).map((it) => [it.area_name, it.role]);
  assert.deepEqual(
    minimum,
    ['Filling', 'Packaging'].flatMap((area) => ['asset_owner', 'process_owner', 'incident_coordinator'].map((role) => [area, role])),
  );
});

test('a role model adds its seats and hides none', async () => {
  const chosen = await hf.ask<SeatsAnswer>('anna', 'PUT', `${site}/role-model`, { preset: 'group', languages: ['de', 'en'] });
  const roles = new Set(chosen.seats.map((it) => it.role));
  for (const role of ['board', 'ciso', 'ot_security_officer', 'site_ot_lead', 'global_ot_team', 'it_lead'])
    assert.ok(roles.has(role as Seat['role']), role);
  assert.equal(chosen.seats.filter((it) => it.is_required && it.appointment === null).length, chosen.required);
});

test('nobody but the appointed person accepts, and only the card of today', async () => {
  const asked = await appoint('incident_coordinator', bert, { area_id: areas[0], mandate: 'May call anybody at any hour.' });
  assert.equal(asked.state, 'proposed');
  assert.deepEqual(seatOf(await seats(), 'incident_coordinator', areas[0]).gaps, ['not_accepted']);
  const body = { card_version: await cardVersionOf(asked.id), language: 'en' };
  for (const as of ['anna', 'owner', 'carla']) {
    const { status, body: problem } = await hf.call('POST', `${site}/appointments/${asked.id}/acceptance`, { as, body });
    assert.deepEqual([status, problem.code], [422, 'not_your_appointment'], as);
  }
  const old = await hf.call('POST', `${site}/appointments/${asked.id}/acceptance`, { as: 'bert', body: { ...body, card_version: '0.7' } });
  assert.deepEqual([old.status, old.body.code], [409, 'card_changed']);
  const accepted = await accept('bert', asked.id);
  assert.deepEqual([accepted.state, accepted.card_language], ['accepted', 'en']);
  assert.deepEqual(seatOf(await seats(), 'incident_coordinator', areas[0]).gaps, ['no_deputy', 'no_reach']);
});

test('a missing mandate, proof of competence or budget is a gap by its name', async () => {
  const officer = await appoint('ot_security_officer', carla, { deputy_id: bert });
  await accept('carla', officer.id);
  assert.deepEqual(seatOf(await seats(), 'ot_security_officer').gaps, ['no_mandate', 'no_competence', 'no_resources', 'no_reach']);
  await hf.ask('carla', 'PUT', '/api/v1/me/reach', { phone: '+49 170 1234567' });
  const { version, starts_at } = seatOf(await seats(), 'ot_security_officer').appointment!;
  const texts = { mandate: 'Stops a line.', competence: 'IEC 62443 course, 2025', resources: 'Cost centre 4711' };
  await hf.ask('anna', 'PATCH', `${site}/appointments/${officer.id}`, { version, starts_at, deputy_id: bert, ...texts });
  assert.deepEqual(seatOf(await seats(), 'ot_security_officer').gaps, []);
});

test('a role that does not belong somewhere, a deputy who is the holder and a second question are refused', async () => {
  const wrong = await hf.call('POST', `${site}/appointments`, { as: 'anna', body: { role: 'asset_owner', person_id: bert } });
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'role_not_there']);
  const own = await hf.call('POST', `${site}/appointments`, {
    as: 'anna',
    body: { role: 'site_ot_lead', person_id: bert, deputy_id: bert },
  });
  assert.equal(own.body.code, 'deputy_is_holder');
  await appoint('site_ot_lead', bert);
  const twice = await hf.call('POST', `${site}/appointments`, { as: 'anna', body: { role: 'site_ot_lead', person_id: carla } });
  assert.deepEqual([twice.status, twice.body.code], [409, 'seat_asked_already']);
});

test('who takes over a seat ends the former holder, and never before saying yes', async () => {
  const area_id = areas[0];
  const next = await appoint('incident_coordinator', carla, { area_id, deputy_id: bert, handover_remark: 'Phone list lies in drawer 2.' });
  assert.equal(seatOf(await seats(), 'incident_coordinator', area_id).appointment?.person_id, bert);
  const before = new Date().toISOString();
  await wait(20);
  await accept('carla', next.id);
  const now = await seats();
  assert.equal(seatOf(now, 'incident_coordinator', area_id).appointment?.person_id, carla);
  const then = await seats(before);
  assert.equal(seatOf(then, 'incident_coordinator', area_id).appointment?.person_id, bert);
  assert.equal(seatOf(then, 'incident_coordinator', area_id).proposed?.person_id, carla);
});

test('the past state folded from the facts is the state of the tables', async () => {
  const folded = await foldUntil(hf.parts.context.db, site_id, new Date(Date.now() + 1000));
  const { held, areas: now, preset } = await readStanding(hf.parts.context.db, site_id, null);
  const plain = (it: typeof held) =>
    it
      .map((each) => ({
        ...each,
        starts_at: Date.parse(each.starts_at),
        ended_at: each.ended_at === null ? null : Date.parse(each.ended_at),
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  assert.deepEqual(plain(folded.held), plain(held));
  assert.deepEqual(folded.areas, now);
  assert.equal(folded.preset, preset);
  assert.equal(held.length, 4);
});

test('the three minimum roles make an area complete, and an ended one makes it incomplete again', async () => {
  for (const role of ['asset_owner', 'process_owner']) await accept('bert', (await appoint(role, bert, { area_id: areas[0] })).id);
  assert.equal((await seats()).areas_complete, 1);
  const held = seatOf(await seats(), 'process_owner', areas[0]).appointment!;
  await hf.ask('anna', 'POST', `${site}/appointments/${held.id}/ending`, { reason });
  const now = await seats();
  assert.equal(now.areas_complete, 0);
  assert.deepEqual(seatOf(now, 'process_owner', areas[0]).gaps, ['vacant', 'over']);
});

test('an appointment ends on its named day with an entry of its own, and not before', async () => {
  const until_at = new Date(Date.now() + 3_600_000).toISOString();
  const asked = await appoint('safety_responsible', bert, { until_at });
  await accept('bert', asked.id);
  const { db, act } = hf.parts.context;
  assert.equal(await endOverAppointments({ db, act }, new Date()), 0);
  assert.equal(await endOverAppointments({ db, act }, new Date(Date.now() + 3_700_000)), 1);
  assert.equal(await endOverAppointments({ db, act }, new Date(Date.now() + 3_700_000)), 0);
  const { held } = await foldUntil(db, site_id, new Date(Date.now() + 1000));
  assert.equal(Date.parse(held.find((it) => it.id === asked.id)!.ended_at!), Date.parse(until_at));
});

test('exactly one is accountable for each activity, and who changes it may name the finding that caused it', async () => {
  const list = async (): Promise<RaciRow[]> => (await hf.ask('owner', 'GET', `${site}/raci`)).activities;
  const all = await list();
  assert.ok(all.length >= 18);
  for (const it of all) assert.equal(typeof it.accountable, 'string', it.id);
  const body = {
    accountable: 'ot_security_officer',
    responsible: ['site_ot_lead'],
    consulted: [],
    informed: ['plant_manager'],
    version: 0,
    reason,
  };
  const twice = { ...body, consulted: ['site_ot_lead'] };
  assert.equal((await hf.call('PUT', `${site}/raci/zone_review`, { as: 'anna', body: twice })).body.code, 'role_twice');
  const ghost = { ...body, cause: { type: 'finding', id: site_id } };
  assert.equal((await hf.call('PUT', `${site}/raci/zone_review`, { as: 'anna', body: ghost })).body.code, 'finding_not_found');
  await hf.ask('anna', 'PUT', `${site}/raci/zone_review`, { ...body, cause: { type: 'exercise', id: site_id } });
  const changed = (await list()).find((it) => it.id === 'zone_review')!;
  assert.deepEqual(
    [changed.who.person_id, changed.who.state, changed.who.source, changed.cause?.type],
    [carla, 'accepted', 'set', 'exercise'],
  );
  assert.equal((await hf.call('PUT', `${site}/raci/zone_review`, { as: 'anna', body })).body.code, 'changed_meanwhile');
});

test('an activity always has an answer: who holds the role, else the role it falls to, here and as it was', async () => {
  const { db } = hf.parts.context;
  const change = await accountableFor(db, { activity_id: 'change_review', site_id, area_id: areas[0]! });
  assert.deepEqual(
    [change.asked_role, change.role, change.through, change.person_id],
    ['process_owner', 'asset_owner', ['process_owner'], bert],
  );
  const nobody = await accountableFor(db, { activity_id: 'board_day', site_id: null });
  assert.deepEqual([nobody.role, nobody.state, nobody.person_id], ['board', 'vacant', null]);
  const before = await accountableFor(db, { activity_id: 'zone_review', site_id, as_of: new Date(0) });
  assert.deepEqual([before.state, before.source], ['vacant', 'default']);
  const unknown = await accountableFor(db, { activity_id: 'something_else', site_id });
  assert.equal(unknown.asked_role, 'plant_manager');
});

test('one search answers who is responsible for an area, a zone, a device, an activity and a control', async () => {
  const find = async (search: string): Promise<Responsible[]> =>
    (await hf.ask('bert', 'GET', `${site}/responsible?search=${encodeURIComponent(search)}`)).things;
  const [area] = await find('filling');
  assert.deepEqual([area?.type, area?.person?.person_id, area?.why], ['area', bert, 'role']);
  const asset = await hf.ask<{ id: string }>('owner', 'POST', `${site}/assets`, { name: 'Capper 7', kind: 'plc' });
  const { version } = await hf.ask('owner', 'GET', `${site}/assets/${asset.id}`);
  await hf.ask('owner', 'PATCH', `${site}/assets/${asset.id}`, { area_id: areas[0], version });
  const capper = (await find('capper')).find((it) => it.thing_id === asset.id)!;
  assert.deepEqual([capper.type, capper.why, capper.person?.person_id], ['asset', 'role', bert]);
  const controls = (await find('GV.RR-02')).filter((it) => it.type === 'control');
  assert.ok(controls.length > 0 && controls.every((it) => it.detail === 'GV.RR-02' && (it.cite?.en ?? '') !== ''));
  const zoneWork = (await find('zonen überprüfen')).find((it) => it.thing_id === 'zone_review')!;
  const cite = { en: 'NIS2 Art 21(2)(a), NIS2 Art 21(2)(e)', de: 'NIS2 Art. 21(2)(a), NIS2 Art. 21(2)(e)' };
  assert.deepEqual(zoneWork.cite, cite, 'a citation, no id');
  assert.deepEqual(
    [zoneWork.person?.person_id, zoneWork.person?.reach.phone, zoneWork.deputy?.person_id],
    [carla, '+49 170 1234567', bert],
  );
});

test('a role card prints on one page in either language, and own words in the other language lag until translated', async () => {
  const write = (language: string, text: string, is_translation = false) =>
    hf.ask('anna', 'PUT', `${site}/role-cards/incident_coordinator/text`, { language, text, is_translation });
  await write('de', 'Sammelpunkt ist Tor 3. '.repeat(60).trim().slice(0, 1400));
  const card = (language: string) => hf.ask('bert', 'GET', `${site}/role-cards/incident_coordinator?language=${language}`);
  assert.deepEqual([(await card('de')).lags, (await card('en')).lags.behind], [null, 'de']);
  assert.deepEqual(seatOf(await seats(), 'incident_coordinator', areas[0]).gaps, ['no_mandate', 'card_changed']);
  const held = seatOf(await seats(), 'incident_coordinator', areas[0]).appointment!;
  for (const language of ['de', 'en']) {
    const { status, headers, body } = await hf.call<string>(
      'GET',
      `${site}/role-cards/incident_coordinator/paper?language=${language}&appointment_id=${held.id}`,
      { as: 'carla' },
    );
    assert.deepEqual([status, headers['content-type']], [200, 'application/pdf']);
    assert.equal([...body.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length, 1, language);
  }
  await write('en', 'Meet at gate 3.', true);
  assert.equal((await card('en')).lags, null);
  const read = { card_version: (await card('en')).version, language: 'en' };
  await hf.ask('carla', 'POST', `${site}/appointments/${held.id}/card-reading`, read);
  assert.deepEqual(seatOf(await seats(), 'incident_coordinator', areas[0]).gaps, ['no_mandate']);
});

test('people nobody can replace are found by the product, and a plan stands beside them', async () => {
  const points = async (): Promise<Point[]> => (await hf.ask('owner', 'GET', `${site}/single-points`)).points;
  const found = await points();
  const manager = found.find((it) => it.kind === 'grant' && it.ref === 'plant_manager')!;
  assert.deepEqual([manager.person_id, manager.plan], [anna, null]);
  assert.ok(found.some((it) => it.kind === 'role' && it.what === 'asset_owner' && it.person_id === bert && it.place === 'Filling'));
  assert.ok(!found.some((it) => it.kind === 'role' && it.what === 'ot_security_officer'), 'she has a deputy');
  const shift = { id: null, name: 'Day', starts: '06:00', ends: '06:00' };
  const { shifts } = await hf.ask('anna', 'PUT', `${site}/roster/shifts`, { shifts: [shift] });
  const slot = (person_id: string) => ({ day: 0, shift_id: shifts[0].id, person_id, role: 'incident_coordinator', way: 'on_call' });
  const rotation = (person_id: string) =>
    hf.ask('anna', 'POST', `${site}/roster/patterns`, {
      name: 'On call',
      starts_on: '2026-01-01',
      cycle_days: 1,
      slots: [slot(person_id)],
    });
  await rotation(bert);
  assert.ok((await points()).some((it) => it.kind === 'on_call' && it.person_id === bert));
  await rotation(carla);
  assert.ok(!(await points()).some((it) => it.kind === 'on_call'), 'two share it now');
  const plan = {
    kind: 'grant',
    ref: 'plant_manager',
    person_id: anna,
    deputy_id: carla,
    remark: 'Carla learns it until spring.',
    due_at: '2020-01-01T00:00:00Z',
  };
  await hf.ask('anna', 'POST', `${site}/deputy-plans`, plan);
  const planned = (await points()).find((it) => it.id === manager.id)!;
  assert.deepEqual([planned.plan?.deputy_id, planned.plan?.is_late], [carla, true]);
});

test('each device names its four parties, set for many at once, and a supplier what it plays', async () => {
  const ids: string[] = [];
  for (const name of ['Pump 1', 'Pump 2'])
    ids.push((await hf.ask<{ id: string }>('owner', 'POST', `${site}/assets`, { name, kind: 'plc' })).id);
  const { version } = await hf.ask('owner', 'GET', `${site}/assets/${ids[0]}`);
  await hf.ask('owner', 'PATCH', `${site}/assets/${ids[0]}`, { version, vendor: 'Siemens' });
  const supplier = await hf.ask<{ id: string }>('owner', 'POST', `${site}/suppliers`, { name: 'Line Builders', asset_ids: [ids[0]] });
  const partsOf = async (id: string) => (await hf.ask('bert', 'GET', `${site}/assets/${id}/parts`)).parts;
  assert.deepEqual(
    (await partsOf(ids[0]!)).map((it: { part: string; source: string | null }) => [it.part, it.source]),
    [
      ['operator', 'assumed'],
      ['manufacturer', 'device'],
      ['integrator', null],
      ['service_provider', 'suppliers'],
    ],
  );
  await hf.ask('anna', 'POST', `${site}/parts`, { asset_ids: ids, part: 'integrator', supplier_id: supplier.id });
  const integrator = (await partsOf(ids[1]!)).find((it: { part: string }) => it.part === 'integrator');
  assert.deepEqual([integrator.name, integrator.source], ['Line Builders', 'set']);
  const { plays } = await hf.ask('bert', 'GET', `${site}/suppliers/${supplier.id}/parts`);
  assert.deepEqual(
    plays.map((it: { part: string; assets: number }) => [it.part, it.assets]),
    [
      ['integrator', 2],
      ['service_provider', 1],
    ],
  );
  const two = { asset_ids: ids, part: 'integrator', supplier_id: supplier.id, is_own: true };
  assert.equal((await hf.call('POST', `${site}/parts`, { as: 'anna', body: two })).status, 400);
});

test('the four questions have one name each, and a test call says who could be reached', async () => {
  const start = () => hf.call('POST', `${site}/escalation/tests`, { as: 'bert' });
  assert.equal((await start()).body.code, 'no_escalation_path');
  await hf.ask('anna', 'PUT', `${site}/coordination/decides`, { person_id: carla });
  const steps = [
    { role: 'incident_coordinator', wait_minutes: 10 },
    { person_id: anna, wait_minutes: 15 },
    { role: 'works_council', wait_minutes: 5 },
  ];
  const set = await hf.ask('anna', 'PUT', `${site}/escalation`, { steps });
  assert.deepEqual(
    set.answers.map((it: { person_id: string | null }) => it.person_id),
    [carla, null, null, null],
  );
  assert.deepEqual(
    set.steps.map((it: { person_id: string | null }) => it.person_id),
    [carla, anna, null],
  );
  const test = (await start()).body;
  assert.deepEqual(
    test.calls.map((it: { outcome: string }) => it.outcome),
    ['open', 'open', 'nobody'],
  );
  assert.equal((await start()).body.code, 'test_runs');
  const note = (position: number, outcome: string) =>
    hf.ask('bert', 'POST', `${site}/escalation/tests/${test.id}/calls`, { position, outcome });
  assert.equal((await note(1, 'reached')).ended_at, null);
  assert.notEqual((await note(2, 'not_reached')).ended_at, null);
  const { rows } = await hf.ask('anna', 'GET', '/api/v1/me/notices');
  assert.ok(rows.some((it: { kind: string }) => it.kind === 'escalation_test'));
});

test('the five processes stand with who, and those nobody described are shown as such', async () => {
  const list = async () => (await hf.ask('bert', 'GET', `${site}/processes`)).processes;
  const before = await list();
  assert.deepEqual(
    before.map((it: { process: string; how: string | null }) => [it.process, it.how]),
    ['access', 'change', 'patch', 'incident', 'supplier'].map((it) => [it, null]),
  );
  await hf.ask('anna', 'PUT', `${site}/processes/change`, { how: 'In the maintenance window, two people.', logged: 'Work orders' });
  const change = (await list()).find((it: { process: string }) => it.process === 'change');
  assert.deepEqual([change.logged, change.set_by_name, typeof change.who.role], ['Work orders', 'Person anna', 'string']);
});

test('a seat of the whole organisation is asked, accepted and printed in the organisation’s own log, and counts at every site', async () => {
  const refused = await hf.call('POST', '/api/v1/appointments', { as: 'anna', body: { role: 'ciso', person_id: carla } });
  assert.equal(refused.status, 403, 'a plant manager appoints at the site only');
  const asked = await hf.ask<Appointment>('owner', 'POST', '/api/v1/appointments', { role: 'ciso', person_id: carla, deputy_id: bert });
  const { card } = await hf.ask('bert', 'GET', `/api/v1/appointments/${asked.id}/card?language=de`);
  const body = { card_version: card.version, language: 'de' };
  assert.equal(
    (await hf.call('POST', `/api/v1/appointments/${asked.id}/acceptance`, { as: 'bert', body })).body.code,
    'not_your_appointment',
  );
  assert.equal((await hf.ask<Appointment>('carla', 'POST', `/api/v1/appointments/${asked.id}/acceptance`, body)).state, 'accepted');
  const paper = await hf.call<string>('GET', `/api/v1/appointments/${asked.id}/paper?language=de`, { as: 'bert' });
  assert.deepEqual([paper.status, [...paper.body.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length], [200, 1]);
  assert.equal(seatOf(await seats(), 'ciso').appointment?.person_id, carla);
  const entries = await hf.rows<{ site: string | null }>(
    `select b ->> 'site' as site from (select convert_from(body, 'UTF8')::jsonb as b from ledger.pending union all select convert_from(body, 'UTF8')::jsonb from ledger.entry) e
     where b ->> 'kind' = 'appointment.accepted' and b -> 'subject' ->> 'id' = $1`,
    [asked.id],
  );
  assert.deepEqual(entries, [{ site: null }]);
  const review = await accountableFor(hf.parts.context.db, { activity_id: 'policy_review', site_id: null });
  assert.deepEqual([review.role, review.person_id, review.deputy_id], ['ciso', carla, bert]);
});

test('coverage puts the site that has named fewest first, shows only the sites one may see, and what stood on a day', async () => {
  const before = new Date().toISOString();
  const other = await hf.ask<{ id: string }>('owner', 'POST', '/api/v1/sites', { name: 'South', time_zone: 'UTC' });
  const all = await hf.ask('owner', 'GET', '/api/v1/coverage');
  assert.deepEqual(
    all.rows.map((it: { name: string }) => it.name),
    ['South', 'North'],
  );
  assert.equal(all.rows[1].has_officer, true);
  const then = await hf.ask('owner', 'GET', `/api/v1/coverage?as_of=${before}`);
  assert.deepEqual(then.rows, [all.rows[1]], 'no site that came later, and what the other had named');
  const early = await hf.ask('owner', 'GET', `/api/v1/coverage?as_of=${beginning}`);
  assert.deepEqual(
    early.rows.map((it: { filled: number; has_officer: boolean }) => [it.filled, it.has_officer]),
    [[0, false]],
  );
  const mine = await hf.ask('bert', 'GET', '/api/v1/coverage');
  assert.deepEqual(
    mine.rows.map((it: { id: string }) => it.id),
    [site_id],
  );
  assert.notEqual(other.id, site_id);
});

test('whoever’s account is closed answers for nothing any more: the next one does, and the seat says so', async () => {
  const { db } = hf.parts.context;
  const who = () => accountableFor(db, { activity_id: 'policy_review', site_id: null });
  assert.equal((await who()).person_id, carla);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${carla}`, { active: false });
  assert.deepEqual([(await who()).person_id, (await who()).state], [null, 'vacant']);
  assert.ok(seatOf(await seats(), 'ciso').gaps.includes('holder_gone'));
});
