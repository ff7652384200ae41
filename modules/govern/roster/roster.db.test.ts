// The roster through the API: planning, whom to call at any minute, handing over by two names, and the plan as it was.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';
import type { Called, Handover, RosterAnswer, Shift } from './schema.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const anna = await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id }]);
const bert = await hf.hire('bert', [{ role: 'technician', scope: 'site', site_id }]);
const carla = await hf.hire('carla', [{ role: 'technician', scope: 'site', site_id }]);
const night = { id: null, name: 'Night', starts: '22:00', ends: '06:00' };
const day = { id: null, name: 'Day', starts: '06:00', ends: '22:00' };
let shifts: Shift[] = [];
const call = async (at: string, role = 'incident_coordinator'): Promise<{ chain: Called[]; shift: { name: string } | null }> =>
  hf.ask('bert', 'GET', `${site}/call-now?role=${role}&at=${at}`);
const names = (it: { chain: Called[] }) => it.chain.map((each) => [each.person_id, each.why]);

test('without a roster and roles nobody is named, and the answer says so', async () => {
  const answer = await call('2026-03-29T01:00:00Z');
  assert.deepEqual([answer.chain, answer.shift], [[], null]);
});

test('shifts stand by the plant’s clock; two of one name are refused', async () => {
  const twice = await hf.call('PUT', `${site}/roster/shifts`, { as: 'anna', body: { shifts: [day, { ...night, name: 'day' }] } });
  assert.deepEqual([twice.status, twice.body.code], [422, 'shift_twice']);
  ({ shifts } = await hf.ask<RosterAnswer>('anna', 'PUT', `${site}/roster/shifts`, { shifts: [day, night] }));
  assert.deepEqual(
    shifts.map((it) => it.name),
    ['Day', 'Night'],
  );
  const [first] = shifts;
  const kept = await hf.ask<RosterAnswer>('anna', 'PUT', `${site}/roster/shifts`, { shifts: [first, { ...shifts[1], ends: '06:00' }] });
  assert.deepEqual(
    kept.shifts.map((it) => it.id),
    shifts.map((it) => it.id),
  );
});

test('whoever is on the night shift is called at three in the morning of the change to summer time, with a number', async () => {
  const lead = (shift_id: string, person_id: string) => ({ day: 0, shift_id, person_id, role: 'shift_lead', way: 'on_shift' });
  const slots = [
    lead(shifts[0]!.id, anna),
    lead(shifts[1]!.id, bert),
    { ...lead(shifts[1]!.id, carla), role: 'incident_coordinator', way: 'on_call' },
  ];
  await hf.ask('anna', 'POST', `${site}/roster/patterns`, { name: 'Every day', starts_on: '2026-01-01', cycle_days: 1, slots });
  await hf.ask('carla', 'PUT', '/api/v1/me/reach', { phone: '+49 170 999' });
  // 02:59:59 and 03:00:00 of that night are one second apart.
  for (const at of ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z']) {
    const answer = await call(at);
    assert.deepEqual(
      names(answer),
      [
        [carla, 'on_call'],
        [bert, 'on_shift'],
      ],
      at,
    );
    assert.deepEqual(
      [answer.shift?.name, answer.chain[0]?.reach.phone, answer.chain[0]?.until],
      ['Night', '+49 170 999', '2026-03-29T04:00:00.000Z'],
    );
  }
  assert.deepEqual(names(await call('2026-03-29T04:00:00Z')), [[anna, 'on_shift']]);
  assert.deepEqual(names(await call('2026-03-29T01:00:00Z', 'shift_lead')), [
    [bert, 'on_shift'],
    [carla, 'on_call'],
  ]);
});

test('who holds the role, who stands in and the way up follow; a closed account is passed', async () => {
  await hf.ask('anna', 'PUT', `${site}/escalation`, { steps: [{ person_id: anna, wait_minutes: 5 }] });
  const asked = await hf.ask<{ id: string }>('anna', 'POST', `${site}/appointments`, {
    role: 'incident_coordinator',
    person_id: bert,
    deputy_id: anna,
  });
  await hf.ask('bert', 'POST', `${site}/appointments/${asked.id}/acceptance`, { card_version: '1.0', language: 'en' });
  const soon = new Date(Date.now() + 60_000).toISOString();
  const { chain } = await call(soon);
  assert.ok(chain.some((it) => it.person_id === bert && (it.why === 'holder' || it.why === 'on_shift')));
  assert.equal(new Set(chain.map((it) => it.person_id)).size, chain.length);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${carla}`, { active: false });
  assert.ok(!(await call('2026-03-29T01:00:00Z')).chain.some((it) => it.person_id === carla));
});

test('a day’s word replaces the pattern, and the hours in which nobody stands are shown', async () => {
  const entry = { on_date: '2026-06-01', shift_id: shifts[0]!.id, role: 'shift_lead', way: 'on_shift', person_id: null };
  const set = (body: object) => hf.ask('anna', 'POST', `${site}/roster/entries`, body);
  await set({ entries: [entry] });
  const shown = async (): Promise<RosterAnswer> => hf.ask('bert', 'GET', `${site}/roster?from=2026-06-01&days=1`);
  const before = await shown();
  assert.deepEqual(before.holes, [{ from: '2026-06-01T04:00:00.000Z', until: '2026-06-01T20:00:00.000Z' }]);
  const { entry_id } = before.duties.find((it) => it.source === 'entry')!;
  await set({ removals: [entry_id] });
  assert.deepEqual((await shown()).holes, []);
  const wrong = await hf.call('GET', `${site}/roster?from=2026-02-30`, { as: 'bert' });
  assert.equal(wrong.status, 400);
});

test('the plan as it was comes from the facts alone', async () => {
  const now = await hf.ask<RosterAnswer>('bert', 'GET', `${site}/roster?from=2026-06-01&days=3`);
  const then = await hf.ask<RosterAnswer>(
    'bert',
    'GET',
    `${site}/roster?from=2026-06-01&days=3&as_of=${new Date(Date.now() + 1000).toISOString()}`,
  );
  assert.deepEqual(then, now);
  const never = await hf.ask<RosterAnswer>('bert', 'GET', `${site}/roster?from=2026-06-01&days=3&as_of=2020-01-01T00:00:00Z`);
  assert.deepEqual([never.shifts, never.duties], [[], []]);
});

test('a shift is handed over by two names, once', async () => {
  const given = await hf.ask<Handover>('bert', 'POST', `${site}/handovers`, {
    open_points: 'Filler 2 stands still.',
    watch: 'Pump 7 is hot.',
  });
  assert.deepEqual([given.taken_by, given.given_by], [null, bert]);
  const take = (as: string) => hf.call('POST', `${site}/handovers/${given.id}/taking`, { as });
  assert.equal((await take('bert')).body.code, 'handover_own');
  assert.equal((await take('anna')).body.taken_by, anna);
  assert.equal((await take('owner')).body.code, 'handover_taken');
  const { rows } = await hf.ask('owner', 'GET', `${site}/handovers`);
  assert.deepEqual(
    rows.map((it: Handover) => [it.id, it.taken_by_name]),
    [[given.id, 'Person anna']],
  );
});

test('handovers are told as they stood, from the facts', async () => {
  const list = async (query = '') =>
    (await hf.ask<{ rows: Record<string, unknown>[] }>('owner', 'GET', `${hf.site}/handovers${query}`)).rows;
  const plain = (rows: readonly object[]): unknown =>
    JSON.parse(JSON.stringify(rows, (_, one: unknown) => (typeof one === 'string' && /^\d{4}-\d\d-\d\dT/.test(one) ? 'time' : one)));
  const now = await list();
  assert.ok(now.length > 0);
  assert.deepEqual(plain(await list(`?as_of=${new Date(Date.now() + 1000).toISOString()}`)), plain(now));
  assert.deepEqual(await list('?as_of=2020-01-01T00:00:00.000Z'), []);
});
