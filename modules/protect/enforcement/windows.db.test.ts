// Lists and their maintenance windows: the product puts a list on the enforcers when its window opens, and on none outside of it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AllowList } from '@holdfast/conduits/schema';
import type { Policy } from '@holdfast/core-policy';
import { lookAtEnforcers } from '../../../apps/server/src/rounds.ts';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { hearReport } from './hearing.ts';
import { rollOutInWindows } from './jobs.ts';
import type { ConduitHold, Enforcer, EnforcerReport } from './schema.ts';
import { readOffered } from './store.policies.ts';

const hf = await openHoldfast({ after });
const reason = 'Agreed in the shift meeting.';
const parts = { ...hf.parts.context, ...hf.parts.enforcing };
const { db } = hf.parts.context;
const at = (hours: number): string => new Date(Date.now() + hours * 3600_000).toISOString();
const petra = await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);

const addZone = async (name: string, net: string): Promise<string> =>
  (
    await hf.rows<{ id: string }>(
      `insert into holdfast.zone (site_id, key, name, state, subnets, confirmed_at) values ($1, $2, $2, 'confirmed', array[$3], now()) returning id`,
      [hf.site_id, name, net],
    )
  )[0]!.id;
const [scada, cell, utilities] = [
  await addZone('SCADA', '10.0.0.0/16'),
  await addZone('Cell', '10.1.0.0/16'),
  await addZone('Utilities', '10.2.0.0/16'),
];
const addConduit = async (a: string, b: string): Promise<string> =>
  (
    await hf.rows<{ id: string }>(
      `insert into holdfast.conduit (site_id, zone_a, zone_b) values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid)) returning id`,
      [hf.site_id, a, b],
    )
  )[0]!.id;
const [cellConduit, utilityConduit] = [await addConduit(scada, cell), await addConduit(scada, utilities)];
const [enrolled] = await hf.rows<{ id: string }>(
  `insert into holdfast.enforcer (site_id, name, layout, confirm_within_s, registered_by, enrolled_at, seen_at) values ($1, 'Cabinet 7', 'routed', 60, $2, now(), now()) returning id`,
  [hf.site_id, petra],
);
const enforcer_id = enrolled!.id;
for (const zone of [scada, cell, utilities])
  await hf.rows('insert into holdfast.enforcer_zone (site_id, enforcer_id, zone_id) values ($1, $2, $3)', [hf.site_id, enforcer_id, zone]);

const openWindow = async (from: number, to: number): Promise<{ id: string; number: number }> => {
  const it = { title: 'Stop of line 1', work: 'New list.', starts_at: at(from), ends_at: at(to), impact: 'none', approver_id: petra };
  const made = await hf.ask('ot_lead', 'POST', `${hf.site}/windows`, it);
  await hf.ask('plant_manager', 'POST', `${hf.site}/windows/${made.id}/decision`, { decision: 'approved', reason });
  return made;
};
const ruleTo = (zone_id: string, port: number) => ({
  id: 'r1',
  from: { kind: 'zone', zone_id: scada },
  to: { kind: 'zone', zone_id },
  transport: 'tcp',
  port_from: port,
  port_to: port,
  protocol: 'modbus',
  classes: null,
  purpose: 'Visualisation',
});
const approve = async (conduit: string, zone: string, port: number, more: object): Promise<AllowList> => {
  const path = `${hf.site}/conduits/${conduit}/allow-lists`;
  const list = await hf.ask<AllowList>('ot_lead', 'POST', path, { rules: [ruleTo(zone, port)], reason, ...more });
  await hf.ask('plant_manager', 'POST', `${path}/${list.id}/decision`, { decision: 'approved', reason });
  return list;
};
/** What the enforcer would be handed at a moment, and whose rules are in it. */
const offered = async (now = new Date()): Promise<Policy | null> => {
  const it = await readOffered(db, hf.site_id, enforcer_id, { after: 0, waiting: 0 }, now);
  if (it?.policy === null || it === null) return null;
  return JSON.parse(Buffer.from((JSON.parse(it.policy) as { payload: string }).payload, 'base64').toString('utf8')) as Policy;
};
const portsOf = (policy: Policy | null, conduit: string): (number | null)[] | null | undefined =>
  policy?.view.conduits.find(({ id }) => id === conduit)?.rules?.map(({ port_from }) => port_from) ?? null;
const now = async (): Promise<Enforcer> => (await hf.ask<Page<Enforcer>>('owner', 'GET', `${hf.site}/enforcers`)).rows[0]!;
const holdOf = (conduit: string): Promise<ConduitHold> => hf.ask('owner', 'GET', `${hf.site}/conduits/${conduit}/hold`);
/** The enforcer says that it tries, keeps or gave back what it was handed. */
const says = async (what: 'tries' | 'keeps' | 'went back'): Promise<void> => {
  const policy = (await offered())!;
  const { list_sequence } = policy;
  const report: EnforcerReport = {
    sequence: policy.sequence,
    highest_sequence: policy.sequence,
    list_sequence: what === 'keeps' ? list_sequence : null,
    list_sha256: null,
    waiting: what === 'tries' ? { list_sequence, list_sha256: 'a'.repeat(64), seconds_left: 60 } : null,
    ruleset_sha256: null,
    kernel_sha256: null,
    is_as_applied: true,
    modes: [],
    counters: [],
    trusts: [],
    events: [],
    version: '1',
    boot: '1',
  };
  await hearReport(parts, { site_id: hf.site_id, id: enforcer_id, name: 'Cabinet 7' }, report, new Date());
};
const kinds = async (): Promise<string[]> => {
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('enforcer.'));
};
const moveWindow = (id: string, from: number, to: number) =>
  hf.rows('update holdfast.maintenance_window set starts_at = $2, ends_at = $3 where id = $1', [id, at(from), at(to)]);

const utilityWindow = await openWindow(9, 10);

test('a list approved for a window stays away from the enforcer until the window opens, then the product puts it there and asks to look', async () => {
  const window = await openWindow(2, 4);
  await approve(utilityConduit, utilities, 44818, { window_id: utilityWindow.id });
  await approve(cellConduit, cell, 502, { window_id: window.id });
  await lookAtEnforcers(parts);
  assert.equal(await offered(), null, 'the window is ahead: nothing is ordered');
  await moveWindow(window.id, -0.1, 2);
  await lookAtEnforcers(parts);
  const policy = await offered();
  assert.deepEqual([portsOf(policy, cellConduit), policy?.confirm_within_s], [[502], 60]);
  assert.equal(portsOf(policy, utilityConduit), null, 'the other conduit waits for a window of its own, and is not held yet');
  const { newest_list, state } = await now();
  assert.deepEqual([state, newest_list?.state, newest_list?.window_number], ['trying', 'offered', window.number]);
  await lookAtEnforcers(parts);
  assert.equal((await offered())!.sequence, policy!.sequence, 'once is enough');
  await says('tries');
  const notices = await hf.ask<Page<{ kind: string; params: object }>>('plant_manager', 'GET', '/api/v1/me/notices');
  const told = notices.rows.find(({ kind }) => kind === 'enforcer_tries');
  assert.deepEqual(told?.params, { name: 'Cabinet 7', window: window.number, seconds: 60 });
  await says('keeps');
  assert.deepEqual([(await now()).newest_list?.state, (await kinds()).includes('enforcer.list_rolled_out_in_window')], ['confirmed', true]);
});

test('only the conduits of the window change: what was approved beside it waits for its own', async () => {
  await hf.rows(
    `update holdfast.maintenance_window set starts_at = now() - interval '5 hours', ends_at = now() - interval '4 hours' where id <> $1`,
    [utilityWindow.id],
  );
  await approve(cellConduit, cell, 503, { is_emergency: true });
  const before = await offered();
  await lookAtEnforcers(parts);
  assert.equal((await offered())!.sequence, before!.sequence, 'an emergency is rolled out by hand');
  await moveWindow(utilityWindow.id, -0.1, 1);
  await lookAtEnforcers(parts);
  const policy = await offered();
  assert.deepEqual([portsOf(policy, cellConduit), portsOf(policy, utilityConduit)], [[502], [44818]]);
  assert.notEqual(policy!.list_sequence, before!.list_sequence);
  await says('tries');
  await says('went back');
  const { enforcers } = await holdOf(utilityConduit);
  const { newest_list } = enforcers[0]!;
  assert.deepEqual(
    [newest_list?.state, newest_list?.why, newest_list?.window_number],
    ['rolled_back', 'not_confirmed', utilityWindow.number],
  );
  await rollOutInWindows(parts, new Date());
  assert.equal((await now()).newest_list?.state, 'rolled_back', 'what went back is not tried again before somebody looked');
  assert.equal((await now()).state, 'rolled_back');
  await hf.ask('ot_lead', 'POST', `${hf.site}/enforcers/${enforcer_id}/roll-out`, { reason });
  const byHand = await offered();
  assert.deepEqual([portsOf(byHand, cellConduit), portsOf(byHand, utilityConduit)], [[503], [44818]], 'by hand all that is approved goes');
  assert.equal((await now()).newest_list?.window_number, null);
  await says('keeps');
});

test('what no enforcer took before its window was over is taken back; modes go on', async () => {
  const window = await openWindow(-0.1, 1);
  await approve(cellConduit, cell, 504, { window_id: window.id });
  await rollOutInWindows(parts, new Date());
  assert.deepEqual(portsOf(await offered(), cellConduit), [504]);
  const later = new Date(Date.now() + 2 * 3600_000);
  assert.deepEqual(portsOf(await offered(later), cellConduit), [503], 'a machine that comes back after the window is not handed its list');
  await rollOutInWindows(parts, later);
  const { newest_list } = await now();
  assert.deepEqual([newest_list?.state, newest_list?.why], ['withdrawn', 'window_over']);
  assert.ok((await kinds()).includes('enforcer.list_missed_window'));
  const isolation = { mode: 'isolated', was: 'normal', reason, return_condition: 'The cell is clean.' };
  await hf.ask('ot_lead', 'POST', `${hf.site}/conduits/${cellConduit}/mode`, isolation);
  await hf.idle();
  const policy = await offered();
  assert.deepEqual([portsOf(policy, cellConduit), policy!.modes.find((it) => it.conduit_id === cellConduit)?.mode], [[503], 'isolated']);
});
