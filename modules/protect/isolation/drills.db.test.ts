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
  udp_ports: [161],
};
const portsOf = ({ probes }: Drill) => {
  const of = (transport: string) => probes.filter((it) => it.transport === transport).map(({ port }) => port);
  return { ports: of('tcp'), udp_ports: of('udp') };
};
const report = (drill: Drill, seen: string) => ({
  listening: [{ address: responder, ...portsOf(drill) }],
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
      [161, 'passes'],
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
  assert.deepEqual([ended.result, ended.conduits[0]!.as_expected], ['as_expected', 3]);
  const tested = await hf.ask<IsolationCard>('technician', 'GET', card);
  assert.deepEqual([tested.test, tested.last_result], ['tested', 'as_expected']);
  const due = tested.next_drill_on!;
  const days = (Date.parse(due) - Date.parse(tested.last_tested_at!)) / 86_400_000;
  assert.ok(Math.abs(days - 365) <= 1, 'a year after the last');
  const calendar = await hf.ask<Page<{ kind: string; day: string; opens: string }>>(
    'owner',
    'GET',
    `${hf.site}/calendar?from=${due}&until=${due}`,
  );
  assert.deepEqual(
    calendar.rows.filter((row) => row.kind === 'drill').map((row) => [row.day, row.opens]),
    [[due, `isolation/${things.zone_id}`]],
  );
  const next = await hf.ask<Drill>('plant_manager', 'POST', `${card}/drills`, plan);
  const leaks = report(next, 'silent');
  leaks.results[0]!.seen = 'answered';
  const leaked = await hf.ask<Drill>('plant_manager', 'POST', `${hf.site}/isolation-drills/${next.id}/results`, leaks);
  assert.deepEqual([leaked.result, leaked.conduits[0]!.outcome], ['differs', 'differs']);
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  assert.equal(rows.filter(({ kind }) => kind === 'isolation.drill_ended').length, 3);
});

test('a drill that is stopped has no result, proves nothing and cannot be stopped twice', async () => {
  const before = await hf.ask<IsolationCard>('technician', 'GET', card);
  const it = await hf.ask<Drill>('plant_manager', 'POST', `${card}/drills`, plan);
  const stop = `${hf.site}/isolation-drills/${it.id}/stop`;
  const reason = 'The laptop went down.';
  assert.deepEqual(await refusal('ot_lead', stop, { reason }), [403, 'not_allowed']);
  const stopped = await hf.ask<Drill>('plant_manager', 'POST', stop, { reason });
  assert.deepEqual([stopped.state, stopped.result, stopped.ended_by_name], ['stopped', null, 'Person plant_manager']);
  assert.deepEqual(await refusal('plant_manager', stop, { reason }), [409, 'drill_is_over']);
  assert.deepEqual(await refusal('plant_manager', `${hf.site}/isolation-drills/${it.id}/results`, report(it, 'silent')), [
    409,
    'drill_is_over',
  ]);
  const after = await hf.ask<IsolationCard>('technician', 'GET', card);
  assert.deepEqual([after.last_tested_at, after.next_drill_on], [before.last_tested_at, before.next_drill_on]);
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=50`);
  assert.equal(rows.filter(({ kind }) => kind === 'isolation.drill_stopped').length, 1);
});
