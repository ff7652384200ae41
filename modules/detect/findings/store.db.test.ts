// Findings against the real tables: raised once, renewed while they stand, closed when they are no longer so, back when seen again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countFindings, decide, listFindings, lockFindings } from './store.ts';
import { day, openStore, person_id, site_id } from '../../../test/finding-store.ts';

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
