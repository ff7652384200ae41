// Findings against the real tables: raised once, renewed while they stand, closed when they are no longer so, back when seen again.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../../../platform/test/database.ts';
import { countFindings, decide, listFindings, lockFindings } from './store.ts';
import { refreshFindings } from './store.refresh.ts';

const site_id = '01a20000-0000-7000-8000-000000000001';
const person_id = '01a20000-0000-7000-8000-000000000002';
const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;

async function openStore(t: TestContext) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 4 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const one = async <T>(text: string, ...values: unknown[]): Promise<T> => (await pool.query(text, values)).rows[0] as T;
  const asset = (name: string, standing: string, seen = day(1)) =>
    one<{ id: string }>(
      `insert into holdfast.asset (site_id, name, kind, standing, first_seen, last_seen) values ($1, $2, 'plc', $3, $4, $4) returning id`,
      site_id,
      name,
      standing,
      seen,
    ).then((row) => row.id);
  const refresh = async () => {
    const { raised, closed, raised_ids, closed_ids } = await db.transaction().execute((tx) => refreshFindings(tx, site_id));
    assert.deepEqual([raised_ids.length, closed_ids.length], [raised, closed]);
    return { raised, closed };
  };
  const list = () => listFindings(db, site_id, { limit: 100, offset: 0, sort: 'first_seen' }, null).then((page) => page.rows);
  const settle = (id: string, decision: string, state: string) =>
    db.transaction().execute((tx) => decide(tx, site_id, [id], { person_id, decision, reason: 'Known.', state }));
  const flow = async (seen = day(1)): Promise<string> => {
    const [client, server] = [await asset('HMI', 'accepted'), await asset('PLC', 'accepted')];
    const values = [site_id, client, server, seen];
    const made = await one<{ id: string }>(
      `insert into holdfast.flow (site_id, client_id, server_id, server_key, client_address, server_address, transport, server_port, protocol, classes, first_seen, last_seen)
       values ($1, $2, $3::uuid, $3::uuid::text, '10.0.0.1', '10.0.0.2', 'tcp', 502, 'modbus', '{write}', $4, $4) returning id`,
      ...values,
    );
    return made.id;
  };
  const judge = (flow_id: string, verdict: string, code = 'no_rule', params = {}) =>
    one(
      `insert into holdfast.flow_verdict (site_id, flow_id, verdict, unmatched) values ($1, $2, $3, $4)
       on conflict (site_id, flow_id) do update set verdict = excluded.verdict, unmatched = excluded.unmatched returning 1`,
      site_id,
      flow_id,
      verdict,
      JSON.stringify([{ code, params }]),
    );
  const event = (flow_id: string, operation: string, kind: string, at: string, frame: number) =>
    one(
      `insert into holdfast.event (site_id, capture_id, at, frame, flow_id, client_id, protocol, operation, class, attack)
       select $1, $2, $3, $4, f.id, f.client_id, 's7comm', $5, $6, 'T0858' from holdfast.flow f where f.id = $7 returning 1`,
      site_id,
      person_id,
      at,
      frame,
      operation,
      kind,
      flow_id,
    );
  const see = (flow_id: string, at: string) => one(`update holdfast.flow set last_seen = $2 where id = $1 returning 1`, flow_id, at);
  return { db, one, asset, refresh, list, settle, flow, judge, see, event };
}

test('a new device is a finding once the inventory was accepted, and not before', async (t) => {
  const { asset, refresh, list } = await openStore(t);
  const stranger = await asset('Stranger', 'sighted');
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 });
  await asset('PLC', 'accepted');
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 }, 'raised once');
  const [finding] = await list();
  assert.deepEqual(
    [finding!.kind, finding!.state, finding!.subject_id, finding!.subject_name],
    ['new_device', 'open', stranger, 'Stranger'],
  );
});

test('it is renewed while it stands and closes by itself when it is no longer so', async (t) => {
  const { db, one, asset, refresh, list } = await openStore(t);
  await asset('PLC', 'accepted');
  const stranger = await asset('Stranger', 'sighted');
  await refresh();
  await one(`update holdfast.asset set last_seen = $2, kind = 'workstation' where id = $1 returning 1`, stranger, day(9));
  await refresh();
  const [renewed] = await list();
  assert.deepEqual([renewed!.first_seen, renewed!.last_seen, renewed!.facts['kind']], [day(1), day(9), 'workstation']);
  await one(`update holdfast.asset set standing = 'accepted' where id = $1 returning 1`, stranger);
  assert.deepEqual(await refresh(), { raised: 0, closed: 1 });
  const [closed] = await list();
  assert.deepEqual([closed!.state, closed!.decision, closed!.decided_by_name], ['closed', 'no_longer_so', null]);
  assert.deepEqual(await countFindings(db, site_id, null), { open: {}, investigating: 0 });
});

test('an unapproved flow closes when a list allows it, and is raised anew when it no longer does', async (t) => {
  const { refresh, list, flow, judge } = await openStore(t);
  const flow_id = await flow();
  await judge(flow_id, 'unapproved');
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  assert.equal((await list())[0]!.subject_name, 'HMI (10.0.0.1) → PLC (10.0.0.2)');
  await judge(flow_id, 'allowed');
  assert.deepEqual(await refresh(), { raised: 0, closed: 1 });
  await judge(flow_id, 'unapproved');
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  assert.deepEqual((await list()).map((it) => it.state).toSorted(), ['closed', 'open']);
});

test('what a person closed comes back only when it is seen again', async (t) => {
  const { refresh, list, settle, flow, judge, see } = await openStore(t);
  const flow_id = await flow();
  await judge(flow_id, 'unapproved');
  await refresh();
  await settle((await list())[0]!.id, 'stop', 'closed');
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 });
  await see(flow_id, day(20));
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  const states = (await list()).map((it) => [it.state, it.decision, it.last_seen]);
  assert.deepEqual(states.toSorted(), [
    ['closed', 'stop', day(1)],
    ['open', null, day(20)],
  ]);
});

test('what is investigated stays so through the next look', async (t) => {
  const { db, refresh, list, settle, flow, judge, see } = await openStore(t);
  const flow_id = await flow();
  await judge(flow_id, 'unapproved');
  await refresh();
  await settle((await list())[0]!.id, 'investigate', 'investigating');
  await see(flow_id, day(20));
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 });
  assert.deepEqual(await countFindings(db, site_id, null), { open: {}, investigating: 1 });
});

test('a command that programs, starts or stops is a finding with its frame where no list stands over it', async (t) => {
  const { refresh, list, flow, judge, event } = await openStore(t);
  const flow_id = await flow();
  await judge(flow_id, 'no_list');
  await event(flow_id, 'write variable', 'write', day(1), 3);
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 }, 'writing is what a panel does');
  await event(flow_id, 'download', 'program', day(3), 41);
  await event(flow_id, 'plc stop', 'stop', day(2), 17);
  await event(flow_id, 'plc stop', 'stop', day(5), 50);
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  const [finding] = await list();
  assert.deepEqual([finding!.kind, finding!.attack, finding!.frame], ['changing_command', ['T0858'], 17]);
  assert.deepEqual([finding!.facts['operations'], finding!.facts['events']], ['plc stop, download', 3], 'in the order of their first time');
});

test('a rejected device that is seen again comes back as a finding, one that stays away does not', async (t) => {
  const { asset, one, refresh, list } = await openStore(t);
  await asset('known', 'accepted');
  const id = await asset('laptop', 'rejected');
  await one('update holdfast.asset set seen_when_decided = last_seen where id = $1', id);
  await refresh();
  assert.deepEqual(await list(), []);
  await one('update holdfast.asset set last_seen = $2 where id = $1', id, day(3));
  await refresh();
  assert.deepEqual(
    (await list()).map((it) => [it.subject_id, it.kind, it.facts['standing'], it.state]),
    [[id, 'new_device', 'rejected', 'open']],
  );
});

test('what closes by itself is nobody’s decision, also when somebody had looked into it', async (t) => {
  const { one, refresh, list, settle, flow, judge } = await openStore(t);
  await one(`with o as (insert into holdfast.organisation (name) values ('Plant') returning id)
    insert into holdfast.person (organisation_id, id, name, email) select id, '${person_id}', 'Anna', 'anna@plant.example' from o returning 1`);
  const flow_id = await flow();
  await judge(flow_id, 'unapproved');
  await refresh();
  await settle((await list())[0]!.id, 'investigate', 'investigating');
  assert.equal((await list())[0]!.decided_by_name, 'Anna');
  await judge(flow_id, 'allowed');
  await refresh();
  const [closed] = await list();
  assert.deepEqual(
    [closed!.state, closed!.decision, closed!.decided_by_name, closed!.decision_reason],
    ['closed', 'no_longer_so', null, null],
  );
});

test('a decision and the next look follow each other instead of waiting for each other', async (t) => {
  const { db, asset, refresh, list } = await openStore(t);
  await asset('PLC', 'accepted');
  for (let n = 0; n < 20; n += 1) await asset(`Stranger ${n}`, 'sighted');
  await refresh();
  const ids = (await list()).map((it) => it.id);
  let looked = false;
  const look = await db.transaction().execute(async (tx) => {
    await lockFindings(tx, site_id, ids.slice(0, 1));
    const going = refresh().then(() => (looked = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(looked, false);
    await lockFindings(tx, site_id, ids);
    await decide(tx, site_id, ids, { person_id, decision: 'accept', reason: 'Known.', state: 'closed' });
    return { going };
  });
  await look.going;
  assert.equal(looked, true);
});

test('a search finds each word in the name of what a finding is about, or in its kind', async (t) => {
  const { db, one, asset, refresh, flow, judge } = await openStore(t);
  await judge(await flow(), 'unapproved');
  await asset('Stranger 7', 'sighted');
  const zone = (name: string) =>
    one<{ id: string }>(
      `insert into holdfast.zone (site_id, key, name, state, custodian_id) values ($1, $2, $2, 'confirmed', $1) returning id`,
      site_id,
      name,
    );
  const [a, b] = [await zone('Line 1'), await zone('Office')].map((it) => it.id).toSorted();
  const conduit = await one<{ id: string }>(
    `insert into holdfast.conduit (site_id, zone_a, zone_b) values ($1, $2, $3) returning id`,
    site_id,
    a,
    b,
  );
  const crossing = await flow();
  await one(
    `insert into holdfast.flow_verdict (site_id, flow_id, conduit_id, verdict) values ($1, $2, $3, 'no_list') returning 1`,
    site_id,
    crossing,
    conduit.id,
  );
  await refresh();
  const found = async (search: string): Promise<string[]> => {
    const { rows, total } = await listFindings(db, site_id, { limit: 100, offset: 0, search }, null);
    assert.equal(total, rows.length);
    return rows.map((row) => row.kind);
  };
  assert.deepEqual(await found('stranger'), ['new_device']);
  assert.deepEqual(await found('HMI → plc'), ['unapproved_flow']);
  assert.deepEqual(await found('office – line'), ['conduit_without_list']);
  assert.deepEqual(await found('unapproved hmi'), ['unapproved_flow']);
  assert.deepEqual(await found('stranger plc'), []);
  assert.equal((await found('')).length, 3);
});

test('the facts of an unapproved flow name what did not fit: its transport, and only the classes that were refused', async (t) => {
  const { refresh, list, flow, judge } = await openStore(t);
  const flow_id = await flow();
  const facts = async () => (await refresh(), (await list())[0]!.facts);
  await judge(flow_id, 'unapproved', 'transport', { transport: 'tcp' });
  const first = await facts();
  assert.deepEqual([first['why'], first['transport'], first['classes']], ['transport', 'tcp', 'write']);
  await judge(flow_id, 'unapproved', 'classes', { classes: 'program, stop' });
  const then = await facts();
  assert.deepEqual([then['why'], then['transport'], then['classes']], ['classes', 'tcp', 'program, stop']);
});

test('two devices of one name are told apart by their addresses, which can also be searched', async (t) => {
  const { db, one, refresh, list, flow, judge } = await openStore(t);
  const first = await flow();
  const second = await flow();
  await one(`update holdfast.flow set server_address = '10.0.0.77' where id = $1 returning 1`, second);
  await one(
    `update holdfast.asset set name = '10.0.0.1' where id = (select client_id from holdfast.flow where id = $1) returning 1`,
    second,
  );
  for (const id of [first, second]) await judge(id, 'unapproved');
  await refresh();
  const names = (await list()).map((it) => it.subject_name);
  assert.deepEqual(names.toSorted(), ['10.0.0.1 → PLC (10.0.0.77)', 'HMI (10.0.0.1) → PLC (10.0.0.2)']);
  const found = await listFindings(db, site_id, { limit: 10, offset: 0, search: '0.0.77' }, null);
  assert.deepEqual(
    found.rows.map((it) => it.subject_id),
    [second],
  );
});

test('a finding names the zone at its other end when that is another one, and both zones list it', async (t) => {
  const { db, one, refresh, list, flow, judge } = await openStore(t);
  const zone = (name: string) =>
    one<{ id: string }>(
      `insert into holdfast.zone (site_id, key, name, role, state) values ($1, $2, $2, 'cell', 'proposed') returning id`,
      site_id,
      name,
    ).then((row) => row.id);
  const [packing, filling] = [await zone('Packing'), await zone('Filling')];
  const flow_id = await flow();
  const place = (end: 'client_id' | 'server_id', zone_id: string) =>
    one(
      `insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select f.site_id, f.${end}, $2, 'proposed' from holdfast.flow f where f.id = $1
       on conflict (site_id, asset_id) do update set zone_id = excluded.zone_id returning 1`,
      flow_id,
      zone_id,
    );
  await place('client_id', packing);
  await place('server_id', filling);
  await judge(flow_id, 'unapproved');
  await refresh();
  const zonesOf = async () => (await list()).map((it) => [it.zone_name, it.other_zone_name]);
  assert.deepEqual(await zonesOf(), [['Packing', 'Filling']]);
  const listed = async (zone_id: string) => (await listFindings(db, site_id, { limit: 10, offset: 0, zone_id: [zone_id] }, null)).total;
  assert.deepEqual([await listed(packing), await listed(filling), await listed(site_id)], [1, 1, 0]);
  await place('server_id', packing);
  await refresh();
  assert.deepEqual(await zonesOf(), [['Packing', null]]);
});

for (const standing of ['sighted', 'investigating', 'rejected']) {
  test(`writing is a finding when a device that is ${standing} does it, once anything was accepted`, async (t) => {
    const { one, asset, refresh, list, flow, judge, event } = await openStore(t);
    const flow_id = await flow();
    await one(`update holdfast.asset set standing = $2, seen_when_decided = last_seen where site_id = $1 returning 1`, site_id, standing);
    await judge(flow_id, 'intra_zone');
    await event(flow_id, 'write single register', 'write', day(2), 7);
    await event(flow_id, 'read holding registers', 'read', day(2), 8);
    const commands = async () => (await refresh(), (await list()).filter((it) => it.kind === 'changing_command'));
    assert.deepEqual(await commands(), [], 'no baseline yet');
    await asset('Known', 'accepted');
    assert.deepEqual(
      (await commands()).map((it) => [it.subject_id, it.facts['operations'], it.facts['events'], it.frame]),
      [[flow_id, 'write single register', 1, 7]],
    );
    await one(`update holdfast.asset set standing = 'accepted' where site_id = $1 returning 1`, site_id);
    assert.deepEqual(
      (await commands()).map((it) => it.state),
      ['closed'],
      'an accepted device may write',
    );
  });
}

const owner_id = '01a20000-0000-7000-8000-000000000009';
/** Two accepted devices in two zones, with a flow between them that no list allows; `talk` is an hour in which they were heard. */
async function openObserved(t: TestContext) {
  const it = await openStore(t);
  await it.one(`insert into holdfast.organisation (id, name) values ($1, 'Plant') returning 1`, person_id);
  await it.one(
    `insert into holdfast.site (organisation_id, id, name, time_zone, finding_absent_days) values ($1, $2, 'North', 'Europe/Berlin', 2) returning 1`,
    person_id,
    site_id,
  );
  const flow_id = await it.flow();
  await it.one(
    `with z as (insert into holdfast.zone (site_id, key, name, state, custodian_id) values ($1, 'a', 'A', 'confirmed', $1) returning id)
    insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select $1, a.id, z.id, 'person' from holdfast.asset a, z where a.site_id = $1 returning 1`,
    site_id,
  );
  await it.judge(flow_id, 'unapproved');
  await it.refresh();
  const [finding] = await it.list();
  const other = await it.flow();
  await it.one(
    `insert into holdfast.zone_member (site_id, asset_id, zone_id, source) select f.site_id, f.client_id, (select id from holdfast.zone), 'person' from holdfast.flow f where f.id = $1 returning 1`,
    other,
  );
  await it.one(
    `insert into holdfast.conversation_kind (site_id, id, flow_id, digest, classes, elements, elements_folded) values ($1, $2, $3, 'x', '{}', '[]', 0) returning 1`,
    site_id,
    owner_id,
    other,
  );
  const talk = (at: string) =>
    it.one(
      `insert into holdfast.conversation (site_id, flow_id, hour, kind_id, started_at, last_at, connections, opened, packets, bytes, capture_id) values ($1, $2, $3, $4, $3, $3, 1, 1, 2, 100, $4) returning 1`,
      site_id,
      other,
      at,
      owner_id,
    );
  const settle = (state: string, due_at: string, decided = day(2)) =>
    it.one(
      `update holdfast.finding set state = $2, decision = 'x', decided_at = $3, owner_id = $4, due_at = $5 where id = $1 returning 1`,
      finding!.id,
      state,
      decided,
      owner_id,
      due_at,
    );
  const state = async () => (await it.list()).map((row) => [row.state, row.decision, row.absent_days]);
  return { ...it, flow_id, talk, settle, state };
}

test('what is being fixed counts as fixed when it stayed away on days that were observed, not by silence alone', async (t) => {
  const { refresh, talk, settle, state, see, flow_id } = await openObserved(t);
  await settle('being_fixed', day(28));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 0]], 'nobody looked');
  await talk(day(3));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 1]]);
  await see(flow_id, day(4));
  await refresh();
  assert.deepEqual(await state(), [['being_fixed', 'x', 0]], 'it came back: days count anew');
  await talk(day(5));
  await talk(day(6));
  assert.deepEqual(await refresh(), { raised: 0, closed: 1 });
  assert.deepEqual(await state(), [['fixed', 'verified_absent', 2]]);
  await refresh();
  assert.equal((await state()).length, 1, 'it stays fixed');
  await see(flow_id, day(9));
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
});

test('an accepted finding is borne while it goes on, and is new again when its day is over', async (t) => {
  const { db, refresh, settle, state, see, flow_id } = await openObserved(t);
  await settle('accepted', '2099-01-01T00:00:00Z');
  await see(flow_id, day(20));
  assert.deepEqual(await refresh(), { raised: 0, closed: 0 });
  assert.deepEqual(await state(), [['accepted', 'x', 0]]);
  assert.deepEqual(await countFindings(db, site_id, null), { open: {}, investigating: 0 }, 'nothing waits');
  await settle('accepted', day(3));
  assert.deepEqual(await refresh(), { raised: 1, closed: 0 });
  assert.deepEqual(await state(), [['open', 'acceptance_ended', 0]]);
});
