// Modes through the interface: what stops is said before, safety needs a name, nobody switches over another, and traffic against a mode shows.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { makeGround } from '../../../test/plant-people.ts';
import { openHoldfast, type Page, plantBytes } from '../../../test/holdfast.ts';
import type { ModeNow, ModePreview } from './schema.modes.ts';
import type { ConduitDetail, JudgedFlow } from './schema.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const conduit = `${hf.site}/conduits/${things.conduit_id}`;
const reason = 'Strange traffic since nine.';
const refusal = async (as: string, path: string, body: unknown): Promise<[number, string]> => {
  const answer = await hf.call('POST', path, { as, body });
  return [answer.status, answer.body.code];
};
const preview = (mode: string): Promise<ModePreview> => hf.ask('ot_lead', 'GET', `${conduit}/modes/${mode}`);
const flowsHere = async (): Promise<JudgedFlow[]> =>
  (await hf.ask<Page<JudgedFlow>>('owner', 'GET', `${hf.site}/flows?conduit_id=${things.conduit_id}&limit=2000`)).rows;
/** The plant's traffic is of the twelfth; a month later a preview would see nothing of it. */
await hf.rows(`update holdfast.flow set last_seen = now() - interval '2 days'`);

test('without a list isolating stops everything seen, and essential protocols only is refused', async () => {
  const all = await flowsHere();
  const found = await preview('isolated');
  assert.deepEqual([found.stops, found.passes, found.list_version], [all.length, 0, null]);
  assert.equal((await preview('normal')).stops, 0);
  const essential = { mode: 'essential', was: 'normal', reason, return_condition: 'The office is clean.' };
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, essential), [422, 'mode_without_list']);
  const bare = { mode: 'isolated', was: 'normal', reason };
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, bare), [422, 'mode_without_return']);
});

test('only the essential rules of the list in force pass in essential mode', async () => {
  const { proposed } = await hf.ask<ConduitDetail>('owner', 'GET', conduit);
  await hf.ask('ot_lead', 'POST', `${conduit}/allow-lists/${proposed!.id}/decision`, { decision: 'approved', reason });
  const [first] = proposed!.rules;
  assert.ok(proposed!.rules.length > 1);
  const essential = { mode: 'essential', was: 'normal', reason, return_condition: 'The office is clean.' };
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, essential), [422, 'nothing_essential']);
  const rules = proposed!.rules.map(({ from_name: _f, to_name: _t, from_zone: _a, to_zone: _b, flows: _n, ...rule }) => ({
    ...rule,
    is_essential: rule.id === first!.id,
  }));
  const next = await hf.ask<{ id: string }>('owner', 'POST', `${conduit}/allow-lists`, { rules, reason });
  await hf.ask('ot_lead', 'POST', `${conduit}/allow-lists/${next.id}/decision`, { decision: 'approved', reason });
  const found = await preview('essential');
  assert.ok(found.passes > 0 && found.stops > 0);
  assert.deepEqual(new Set(found.flows.filter((it) => it.passes).map((it) => it.rule_id)), new Set([first!.id]));
});

test('cutting a safety flow shows what trips and needs who leads the shift', async () => {
  const cut = (await preview('isolated')).flows[0]!;
  const mark = { kind: 'interlock', expected_trip: 'Filler and capper stop within a second.', reason };
  assert.deepEqual(await refusal('auditor', `${hf.site}/flows/${cut.flow_id}/safety`, mark), [403, 'not_allowed']);
  assert.deepEqual(await refusal('technician', `${hf.site}/flows/${cut.flow_id}/safety`, mark), [403, 'safety_without_responsible']);
  await hf.ask('ot_lead', 'POST', `${hf.site}/flows/${cut.flow_id}/safety`, mark);
  const found = await preview('isolated');
  await hf.rows(`update holdfast.flow set last_seen = now() - interval '90 days' where id = $1`, [cut.flow_id]);
  assert.equal((await preview('isolated')).safety_stops, 1, 'an emergency is seen seldom');
  assert.deepEqual([found.safety_stops, found.flows[0]!.flow_id, found.flows[0]!.expected_trip], [1, cut.flow_id, mark.expected_trip]);
  const isolate = { mode: 'isolated', was: 'normal', reason, return_condition: 'The cell is clean.' };
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, isolate), [422, 'shift_authority_needed']);
  const technician = (await hf.ask<{ person: { id: string } }>('technician', 'GET', '/api/v1/me')).person.id;
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, { ...isolate, authority_id: technician }), [422, 'not_shift_authority']);
  await hf.ask('ot_lead', 'POST', `${hf.site}/flows/${cut.flow_id}/safety`, { kind: null, reason: 'Marked the wrong one.' });
  assert.equal((await preview('isolated')).safety_stops, 0);
});

test('who switches is told apart from who was first, and traffic seen in isolation is unapproved until it is back to normal', async () => {
  const isolate = { mode: 'isolated', was: 'normal', reason, return_condition: 'The cell is clean.' };
  const now = await hf.ask<ModeNow>('plant_manager', 'POST', `${conduit}/mode`, isolate);
  assert.deepEqual([now.mode, now.by_name, now.return_condition], ['isolated', 'Person plant_manager', 'The cell is clean.']);
  assert.deepEqual(await refusal('ot_lead', `${conduit}/mode`, isolate), [409, 'mode_switched_meanwhile']);
  await hf.idle();
  const before = (await flowsHere()).filter((it) => it.verdict === 'unapproved').length;
  await hf.ingest(plantBytes(1_500_000, 1, new Date(Date.now() + 60_000).toISOString()));
  const seen = await flowsHere();
  assert.ok(seen.filter((it) => it.verdict === 'unapproved').length > before, 'what is heard in isolation shows');
  await hf.ask('plant_manager', 'POST', `${conduit}/mode`, { mode: 'normal', was: 'isolated', reason: 'The cell is clean.' });
  await hf.idle();
  assert.equal((await flowsHere()).filter((it) => it.verdict === 'unapproved').length, before);
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  assert.equal(rows.filter(({ kind }) => kind === 'conduit.mode_switched').length, 2);
  assert.equal(rows.filter(({ kind }) => kind === 'flow.safety_marked').length, 2);
});
