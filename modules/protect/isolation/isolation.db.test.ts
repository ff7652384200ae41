// Isolation cards through the interface: proposed for a zone that has none, two at once do not swallow each other, the plant manager approves, one button switches.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ModeNow } from '@holdfast/conduits/schema.modes';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import { makeGround } from '../../../test/plant-people.ts';
import type { CardRow, IsolationCard, ZoneSwitched, ZoneSwitchPreview } from './schema.ts';

const hf = await openHoldfast({ after });
const { things } = await makeGround(hf);
const cards = `${hf.site}/isolation-cards`;
const card = `${cards}/${things.zone_id}`;
const reason = 'Strange traffic since nine.';
const refusal = async (as: string, method: string, path: string, body?: unknown): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};
const written = {
  steps: [
    { text: 'Call the shift lead.', role: 'ot_lead', minutes: 5 },
    { text: 'Stop the filler.', role: 'shift_lead', minutes: 15 },
  ],
  side_effects: 'No labels are printed.',
  decider_role: 'shift_lead',
  decider_id: null,
  conduit_ids: [] as string[],
  return_condition: 'The cell is clean.',
};
/** The plant's traffic is of a fixed day; a month later nothing of it would be seen. */
await hf.rows(`update holdfast.flow set last_seen = now() - interval '2 days'`);

test('a zone without a card gets one proposed from its conduits and flows, and stands in the list as without', async () => {
  const it = await hf.ask<IsolationCard>('technician', 'GET', card);
  assert.deepEqual([it.state, it.test, it.version, it.steps], ['missing', 'never', 0, []]);
  assert.ok(it.conduits.length > 0 && it.conduits.some((conduit) => conduit.stops > 0));
  assert.deepEqual(
    it.proposal.map(({ code }) => code),
    ['tell_shift', 'switch', 'cut_by_hand', 'look', 'write_down'],
  );
  assert.deepEqual(it.proposal[1]!.names.toSorted(), it.conduits.map(({ name }) => name).toSorted());
  const { rows } = await hf.ask<Page<CardRow>>('technician', 'GET', `${cards}?state=missing&test=never`);
  assert.ok(
    rows.some(({ id }) => id === things.zone_id),
    JSON.stringify(rows),
  );
});

test('a safety flow makes the machines safe first, and its conduit is switched last', async () => {
  const it = await hf.ask<IsolationCard>('ot_lead', 'GET', card);
  const first = it.conduits.find((conduit) => conduit.flows.length > 0)!;
  const flow = `${hf.site}/flows/${first.flows[0]!.flow_id}/safety`;
  await hf.ask('ot_lead', 'POST', flow, { kind: 'interlock', expected_trip: 'Filler stops.', reason });
  const now = await hf.ask<IsolationCard>('ot_lead', 'GET', card);
  assert.deepEqual(now.proposal.find(({ code }) => code === 'make_safe')?.names, ['Filler stops.']);
  assert.equal(now.conduits.at(-1)!.id, first.id);
  const isolate = { mode: 'isolated', reason, return_condition: 'Clean.' };
  assert.deepEqual(await refusal('ot_lead', 'POST', `${card}/mode`, isolate), [422, 'shift_authority_needed']);
  const technician = (await hf.ask<{ person: { id: string } }>('technician', 'GET', '/api/v1/me')).person.id;
  assert.deepEqual(await refusal('ot_lead', 'POST', `${card}/mode`, { ...isolate, authority_id: technician }), [
    422,
    'not_shift_authority',
  ]);
  await hf.ask('ot_lead', 'POST', flow, { kind: null, reason: 'Marked the wrong one.' });
});

test('two people writing at once do not swallow each other, and a conduit of elsewhere is refused', async () => {
  assert.deepEqual(await refusal('technician', 'PUT', card, { ...written, version: 0 }), [403, 'not_allowed']);
  const kept = await hf.ask<IsolationCard>('zone_lead', 'PUT', card, { ...written, version: 0 });
  assert.deepEqual([kept.state, kept.version, kept.steps.length, kept.changed_by_name], ['draft', 1, 2, 'Person zone_lead']);
  assert.deepEqual(await refusal('ot_lead', 'PUT', card, { ...written, version: 0 }), [409, 'changed_meanwhile']);
  const foreign = { ...written, conduit_ids: [things.zone_id], version: 1 };
  assert.deepEqual(await refusal('ot_lead', 'PUT', card, foreign), [422, 'conduit_of_other_zone']);
});

test('the plant manager approves what they have read; a change asks again', async () => {
  assert.deepEqual(await refusal('ot_lead', 'POST', `${card}/approval`, { version: 1 }), [403, 'not_allowed']);
  assert.deepEqual(await refusal('plant_manager', 'POST', `${card}/approval`, { version: 7 }), [409, 'changed_meanwhile']);
  const it = await hf.ask<IsolationCard>('plant_manager', 'POST', `${card}/approval`, { version: 1 });
  assert.deepEqual([it.state, it.approved_by_name, it.version], ['approved', 'Person plant_manager', 2]);
  const { chain } = await hf.ask<{ chain: { person_id: string }[] }>('owner', 'GET', `${hf.site}/call-now?role=shift_lead`);
  assert.deepEqual(
    it.calls.map(({ person_id }) => person_id),
    chain.map(({ person_id }) => person_id),
  );
  const changed = await hf.ask<IsolationCard>('ot_lead', 'PUT', card, { ...written, side_effects: 'Also the scales.', version: 2 });
  assert.deepEqual([changed.state, changed.approved_by_name], ['draft', null]);
  assert.deepEqual(await refusal('plant_manager', 'POST', `${card}/approval`, { version: 2 }), [409, 'changed_meanwhile']);
});

test('one button isolates every conduit of the zone, each as its own act, and brings them back', async () => {
  const { rows: before } = await hf.ask<ZoneSwitchPreview>('ot_lead', 'GET', `${card}/modes/isolated`);
  assert.ok(before.length > 0 && before.every(({ mode }) => mode === 'normal'));
  const isolate = { mode: 'isolated', reason, return_condition: 'The cell is clean.' };
  assert.deepEqual(await refusal('ot_lead', 'POST', `${card}/mode`, { mode: 'isolated', reason }), [422, 'mode_without_return']);
  assert.deepEqual(await refusal('technician', 'POST', `${card}/mode`, isolate), [403, 'not_allowed']);
  const done = await hf.ask<ZoneSwitched>('plant_manager', 'POST', `${card}/mode`, isolate);
  assert.deepEqual(
    done.rows.map(({ id, outcome }) => [id, outcome]),
    before.map(({ id }) => [id, 'switched']),
  );
  for (const { id } of before) {
    const now = await hf.ask<ModeNow>('ot_lead', 'GET', `${hf.site}/conduits/${id}/mode`);
    assert.deepEqual([now.mode, now.return_condition], ['isolated', 'The cell is clean.']);
  }
  const again = await hf.ask<ZoneSwitched>('plant_manager', 'POST', `${card}/mode`, isolate);
  assert.ok(again.rows.every(({ outcome }) => outcome === 'already'));
  const { rows } = await hf.ask<Page<CardRow>>('ot_lead', 'GET', `${cards}?limit=2000`);
  assert.equal(rows.find(({ id }) => id === things.zone_id)!.isolated, before.length);
  const back = await hf.ask<ZoneSwitched>('ot_lead', 'POST', `${card}/mode`, { mode: 'normal', reason: 'The cell is clean.' });
  assert.deepEqual(
    back.rows.map(({ id, outcome }) => [id, outcome]),
    before.toReversed().map(({ id }) => [id, 'switched']),
  );
  const entries = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  const count = (kind: string): number => entries.rows.filter((entry) => entry.kind === kind).length;
  assert.deepEqual(
    [count('conduit.mode_switched'), count('isolation.card_kept'), count('isolation.card_approved')],
    [before.length * 2, 2, 1],
  );
});
