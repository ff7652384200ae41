// Isolation drills through the interface: a window and the plant manager, never a controller, silence counts only where somebody listened, the zone counts as tested.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { makeGround } from '../../../test/plant-people.ts';
import type { IsolationCard } from './schema.ts';
import type { Drill } from './schema.drills.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const card = `${hf.site}/isolation-cards/${things.zone_id}`;
const [responder, prober] = ['10.99.0.9', '10.98.0.5'];
const refusal = async (as: string, path: string, body: unknown): Promise<[number, string]> => {
  const answer = await hf.call('POST', path, { as, body });
  return [answer.status, answer.body.code];
};
const hours = (n: number): string => new Date(Date.now() + n * 3600_000).toISOString();
const me = (await hf.ask<{ person: { id: string } }>('plant_manager', 'GET', '/api/v1/me')).person.id;
const window = await hf.ask<{ id: string }>('ot_lead', 'POST', `${hf.site}/windows`, {
  title: 'Isolation drill',
  work: 'Probes of the border.',
  starts_at: hours(-1),
  ends_at: hours(2),
  impact: 'none',
  approver_id: me,
});
const plan = {
  window_id: window.id,
  responders: [{ address: responder }],
  probers: [{ conduit_id: things.conduit_id, address: prober }],
  ports: [445, 3389],
};
const report = (drill: Drill, seen: string) => ({
  listening: [{ address: responder, ports: drill.probes.map(({ port }) => port) }],
  results: drill.probes.map((it) => ({ probe_id: it.id, seen })),
});

test('nobody drills without an approved open window, and only the plant manager starts', async () => {
  assert.deepEqual(await refusal('plant_manager', `${card}/drills`, plan), [409, 'window_not_approved']);
  const decision = { decision: 'approved', reason: 'The line stands.' };
  await hf.ask('plant_manager', 'POST', `${hf.site}/windows/${window.id}/decision`, decision);
  assert.deepEqual(await refusal('ot_lead', `${card}/drills`, plan), [403, 'not_allowed']);
});

test('a controller is never a responder, nor a conduit of another zone probed', async () => {
  const [plc] = await hf.rows<{ address: string }>(`select n.address from holdfast.asset_address n
    join holdfast.asset a on a.site_id = n.site_id and a.id = n.asset_id where n.kind = 'ip' and a.kind = 'plc' limit 1`);
  const at = { ...plan, responders: [{ address: plc!.address }] };
  assert.deepEqual(await refusal('plant_manager', `${card}/drills`, at), [422, 'responder_is_device']);
  const foreign = { ...plan, probers: [{ conduit_id: things.zone_id, address: prober }] };
  assert.deepEqual(await refusal('plant_manager', `${card}/drills`, foreign), [422, 'conduit_of_other_zone']);
});

test('what nothing holds is expected to pass; silence where nobody listened proves nothing', async () => {
  const it = await hf.ask<Drill>('plant_manager', 'POST', `${card}/drills`, plan);
  assert.deepEqual(
    it.probes.map(({ port, expected }) => [port, expected]),
    [
      [445, 'passes'],
      [3389, 'passes'],
    ],
  );
  const results = `${hf.site}/isolation-drills/${it.id}/results`;
  const ended = await hf.ask<Drill>('plant_manager', 'POST', results, { ...report(it, 'answered'), listening: [] });
  assert.deepEqual([ended.result, ended.conduits[0]!.outcome], ['differs', 'unproved']);
  assert.deepEqual(await refusal('plant_manager', results, report(it, 'answered')), [409, 'drill_is_over']);
});

test('isolated, every probe must be cut: then the zone counts as tested, and one answer shows that it leaks', async () => {
  const isolate = { mode: 'isolated', reason: 'Drill.', return_condition: 'The drill is over.' };
  await hf.ask('plant_manager', 'POST', `${card}/mode`, isolate);
  const it = await hf.ask<Drill>('plant_manager', 'POST', `${card}/drills`, plan);
  assert.deepEqual(new Set(it.probes.map(({ expected }) => expected)), new Set(['blocked']));
  const ended = await hf.ask<Drill>('plant_manager', 'POST', `${hf.site}/isolation-drills/${it.id}/results`, report(it, 'silent'));
  assert.deepEqual([ended.result, ended.conduits[0]!.as_expected], ['as_expected', 2]);
  const tested = await hf.ask<IsolationCard>('technician', 'GET', card);
  assert.deepEqual([tested.test, tested.last_result], ['tested', 'as_expected']);
  const next = await hf.ask<Drill>('plant_manager', 'POST', `${card}/drills`, plan);
  const leaks = report(next, 'silent');
  leaks.results[0]!.seen = 'answered';
  const leaked = await hf.ask<Drill>('plant_manager', 'POST', `${hf.site}/isolation-drills/${next.id}/results`, leaks);
  assert.deepEqual([leaked.result, leaked.conduits[0]!.outcome], ['differs', 'differs']);
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  assert.equal(rows.filter(({ kind }) => kind === 'isolation.drill_ended').length, 3);
});
