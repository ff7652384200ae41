// Conversations against the real tables: written once a capture, added up over captures, grouped by what was done, forgotten in time.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { FlowConversation, ReportFlow } from '@holdfast/core-wire';
import type { Tx } from '@holdfast/platform/act';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { testDatabase } from '../../../platform/test/database.ts';
import type { ConversationGroup } from './schema.conversations.ts';
import { addConversations, sweepConversations } from './store.conversations.ts';
import { type ConversationQuery, listConversations, readFlowHistory } from './store.history.ts';
import { mergeFlows } from './store.ts';

const site_id = '01a20000-0000-7000-8000-000000000001';
const capture_id = '01a20000-0000-7000-8000-00000000000c';
const zone_a = '01a20000-0000-7000-8000-00000000000a';
const zone_b = '01a20000-0000-7000-8000-00000000000b';
const hourMs = 3_600_000;

async function openSite(t: TestContext, assets = 3) {
  const database = await testDatabase(t);
  const pool = openPool({ ...database.connectionFor('holdfast_app'), max: 2 });
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const one = async (text: string, ...values: unknown[]) => (await pool.query<Record<string, string>>(text, values)).rows;
  const [organisation] = await one(`insert into holdfast.organisation (name) values ('O') returning id`);
  await one(
    `insert into holdfast.site (organisation_id, id, name, time_zone) values ($1, $2, 'S', 'Europe/Berlin')`,
    organisation!['id'],
    site_id,
  );
  const made = await one(
    `insert into holdfast.asset (site_id, name, standing) select $1, n::text, 'sighted' from generate_series(1, $2::int) n returning id`,
    site_id,
    assets,
  );
  const asset_of = new Map(made.map((it, at) => [`10.0.0.${at + 1}`, it['id']!]));
  const take = (flows: ReportFlow[]) =>
    db.transaction().execute(async (tx: Tx) => {
      await mergeFlows(tx, site_id, flows, asset_of);
      return addConversations(tx, site_id, capture_id, flows, asset_of);
    });
  const list = (query: ConversationQuery = {}) =>
    db.transaction().execute(async (tx: Tx) => {
      const all: ConversationGroup[] = [];
      for await (const page of listConversations(tx, site_id, query)) all.push(...page);
      return all.toSorted((a, b) => b.conversations - a.conversations || b.packets - a.packets);
    });
  return { db, one, asset_of, take, list };
}

const register = (from: number, to: number, of: 'read' | 'write' = 'read') =>
  ({ protocol: 'modbus', unit: 1, table: 'holding_register', from, to, class: of }) as const;

const hourOf = (ms: number): string => new Date(Math.floor(ms / hourMs) * hourMs).toISOString();

function conversation(at: string, more: Partial<FlowConversation> = {}): FlowConversation {
  const counts = { connections: 1, opened: 0, packets: 10, bytes: 1000, errors: 0, elements_folded: 0 };
  return { hour: hourOf(Date.parse(at)), first: at, last: at, ...counts, classes: ['read'], elements: [register(0, 9)], ...more };
}

function flow(conversations: FlowConversation[], ends: Partial<ReportFlow> = {}): ReportFlow {
  const between = { client: '10.0.0.1', server: '10.0.0.2', transport: 'tcp', server_port: 502, protocol: 'modbus' } as const;
  const [first, last] = [conversations[0]!.first, conversations.at(-1)!.last];
  const elements = conversations.flatMap((it) => it.elements);
  const rest = { packets: 1, bytes: 1, first, last, vlan: null, operations: [], elements, elements_folded: 0, conversations };
  return { ...between, ...rest, ...ends };
}

test('hours of two captures add up, and what was done otherwise stands apart', async (t) => {
  const { one, take, list, db } = await openSite(t);
  const [at, later] = ['2026-11-16T08:10:00.000Z', '2026-11-16T08:40:00.000Z'];
  assert.equal(await take([flow([conversation(at), conversation('2026-11-16T09:00:00.000Z')])]), 2);
  assert.equal(await take([flow([conversation(later, { opened: 1 })])]), 1);
  const write = { classes: ['read', 'write'] as const, elements: [register(0, 9), register(40, 41, 'write')] };
  await take([flow([conversation(later, { ...write, classes: [...write.classes], packets: 3 })])]);
  const rows = await one(
    `select to_char(c.hour at time zone 'UTC', 'HH24') as hour, to_char(c.started_at at time zone 'UTC', 'MI') as started, to_char(c.last_at at time zone 'UTC', 'MI') as last,
      c.connections, c.opened, c.packets::int, k.classes from holdfast.conversation c join holdfast.conversation_kind k on k.id = c.kind_id order by c.hour, k.classes`,
  );
  assert.deepEqual(rows, [
    { hour: '08', started: '10', last: '40', connections: 2, opened: 1, packets: 20, classes: ['read'] },
    { hour: '08', started: '40', last: '40', connections: 1, opened: 0, packets: 3, classes: ['read', 'write'] },
    { hour: '09', started: '00', last: '00', connections: 1, opened: 0, packets: 10, classes: ['read'] },
  ]);
  const groups = await list();
  assert.deepEqual(
    groups.map((it) => [it.conversations, it.connections, it.opened, it.classes, it.elements.length, it.server_port]),
    [
      [2, 3, 1, ['read'], 1, 502],
      [1, 1, 0, ['read', 'write'], 2, 502],
    ],
  );
  const history = await readFlowHistory(db, site_id, groups[0]!.flow_id);
  assert.deepEqual(history?.elements, [register(0, 9), register(40, 41, 'write')]);
  assert.deepEqual([history?.total_hours, history?.conversations.length, history?.kept_days], [2, 3, 400]);
});

test('a period, a pair of zones and the hour of the week choose and split', async (t) => {
  const { one, asset_of, take, list } = await openSite(t);
  await one(
    `insert into holdfast.zone (site_id, id, key, name, state) values ($1, $2, 'a', 'A', 'confirmed'), ($1, $3, 'b', 'B', 'confirmed')`,
    site_id,
    zone_a,
    zone_b,
  );
  for (const [address, zone_id] of [
    ['10.0.0.1', zone_a],
    ['10.0.0.2', zone_b],
    ['10.0.0.3', zone_a],
  ] as const)
    await one(
      `insert into holdfast.zone_member (site_id, asset_id, zone_id, source) values ($1, $2, $3, 'person')`,
      site_id,
      asset_of.get(address),
      zone_id,
    );
  // Sunday 23:30 and Monday 09:12 in Berlin.
  const [sunday, monday] = ['2026-11-15T22:30:00.000Z', '2026-11-16T08:12:00.000Z'];
  await take([flow([conversation(sunday), conversation(monday)]), flow([conversation(monday)], { server: '10.0.0.3' })]);
  const across = await list({ zones: [zone_b, zone_a] });
  assert.deepEqual(
    across.map((it) => [it.client_zone_id, it.server_zone_id, it.conversations]),
    [[zone_a, zone_b, 2]],
  );
  assert.equal((await list({ zones: [zone_a, zone_a] })).length, 1);
  assert.deepEqual(
    (await list({ from: '2026-11-16T00:00:00Z' })).map((it) => it.conversations),
    [1, 1],
  );
  assert.deepEqual(await list({ to: sunday.replace('22:30', '22:00') }), []);
  const weekly = await list({ zones: [zone_a, zone_b], by_hour_of_week: { time_zone: 'Europe/Berlin' } });
  assert.deepEqual(weekly.map((it) => [it.weekday, it.hour, it.minute_from, it.minute_to]).toSorted(), [
    [1, 9, 12, 12],
    [7, 23, 30, 30],
  ]);
});

test('what is older than the site keeps is forgotten, with kinds that nothing is of any more', async (t) => {
  const { db, one, take } = await openSite(t);
  const [old, fresh] = [Date.now() - 401 * 24 * hourMs, Date.now() - 399 * 24 * hourMs].map((ms) => new Date(ms).toISOString());
  await take([flow([conversation(old!, { classes: ['write'] }), conversation(fresh!)])]);
  await sweepConversations(db);
  const left = async () =>
    one('select (select count(*)::int from holdfast.conversation) as n, (select count(*)::int from holdfast.conversation_kind) as kinds');
  assert.deepEqual(await left(), [{ n: 1, kinds: 1 }]);
  await one('update holdfast.site set conversation_days = 30');
  await sweepConversations(db);
  assert.deepEqual(await left(), [{ n: 0, kinds: 0 }]);
});

test('two addresses of one asset are one flow, and its hours one row', async (t) => {
  const { one, asset_of, take } = await openSite(t);
  asset_of.set('10.9.9.9', asset_of.get('10.0.0.1')!);
  const at = '2026-11-16T08:10:00.000Z';
  await take([flow([conversation(at)]), flow([conversation(at, { elements: [register(10, 12)] })], { client: '10.9.9.9' })]);
  await take([flow([conversation(at)]), flow([conversation(at)], { client: '10.9.9.9' })]);
  assert.deepEqual(await one('select sum(connections)::int as connections, count(*)::int as rows from holdfast.conversation'), [
    { connections: 4, rows: 2 },
  ]);
  assert.deepEqual(await one('select elements from holdfast.flow'), [{ elements: [register(0, 12)] }]);
});

test('a hundred thousand hours of flows are taken in within seconds', async (t) => {
  const { take, list } = await openSite(t, 200);
  const begin = Date.parse('2026-01-01T00:00:00Z');
  const hours = Array.from({ length: 500 }, (_, at) => conversation(new Date(begin + at * hourMs).toISOString()));
  const flows = Array.from({ length: 200 }, (_, at) => flow(hours, { server: `10.0.0.${at + 1}` }));
  const [started, spent] = [performance.now(), process.cpuUsage()];
  assert.equal(await take(flows), 100_000);
  const [seconds, cpu] = [(performance.now() - started) / 1000, process.cpuUsage(spent)];
  // The work, whatever else the machine does; and the database’s, which is not counted in it.
  assert.ok(cpu.user + cpu.system < 15_000_000, `${Math.round((cpu.user + cpu.system) / 1000)} ms of work`);
  assert.ok(seconds < 60, `${seconds.toFixed(1)} s`);
  const groups = await list();
  assert.deepEqual([groups.length, groups.reduce((sum, it) => sum + it.conversations, 0)], [200, 100_000]);
});
