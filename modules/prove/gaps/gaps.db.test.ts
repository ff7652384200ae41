// Gaps of a plant that just began: ten times no, who closes what by when, the list of first measures, a stage nobody can wave through, the paper.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { dayThere, openHoldfast } from '../../../test/holdfast.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
const mara = await hf.hire('mara', [{ role: 'ot_lead', scope: 'site', site_id }]);
const inDays = dayThere;
const refused = async (method: string, path: string, body: unknown): Promise<[number, string]> => {
  const answer = await hf.call(method, `${site}/${path}`, { as: 'mara', body });
  return [answer.status, answer.body.code];
};

test('a plant that just began says no ten times, and names what is missing', async () => {
  const found = await hf.ask('mara', 'GET', `${site}/minimum`);
  assert.deepEqual([found.yes, found.of, found.boosters.length], [0, 10, 6]);
  assert.ok(found.items.every((it: { pieces: { state: string }[] }) => it.pieces.some((piece) => piece.state !== 'proven')));
  const { rows, total } = await hf.ask('mara', 'GET', `${site}/gaps?limit=2000`);
  assert.ok(total > 10);
  assert.deepEqual(
    rows.slice(0, 10).map((it: { id: string }) => it.id),
    Array.from({ length: 10 }, (_, n) => `minimum:${n + 1}`),
  );
  assert.ok(
    rows.every((it: { citation: { instrument: string; verify: string } }) => it.citation.instrument !== '' && it.citation.verify !== ''),
  );
});

test('a gap gets a name and a day; what stood before stands as of then; nobody who left, no day that is over', async () => {
  const plan = (body: object) => hf.call('PUT', `${site}/gaps/minimum:3/plan`, { as: 'mara', body });
  const before = new Date().toISOString();
  assert.equal((await plan({ owner_id: mara, due_on: inDays(30) })).status, 200);
  const of = async (more = '') => (await hf.ask('owner', 'GET', `${site}/gaps?search=minimum:3${more}`)).rows[0];
  const now = await of();
  assert.deepEqual([now.owner_name, now.owner_from, now.due_on], ['Person mara', 'plan', inDays(30)]);
  assert.equal((await of(`&as_of=${before}`)).due_on, null);
  assert.deepEqual(await refused('PUT', 'gaps/minimum:3/plan', { owner_id: mara, due_on: inDays(-3) }), [422, 'due_past']);
  assert.deepEqual(await refused('PUT', 'gaps/minimum:3/plan', { owner_id: mara, due_on: inDays(999) }), [422, 'due_too_far']);
  assert.deepEqual(await refused('PUT', 'gaps/NIS9-1/plan', { owner_id: mara, due_on: inDays(3) }), [404, 'gap_not_found']);
  assert.deepEqual(await refused('PUT', 'gaps/minimum:3/plan', { owner_id: site_id, due_on: inDays(3) }), [404, 'person_not_found']);
});

test('the first measures are taken over in one go, each with an owner and a day; one is closed; the list is not made twice', async () => {
  const { rows: offered } = await hf.ask('mara', 'GET', `${site}/measures`);
  assert.ok(offered.length >= 8 && offered.every((it: { state: string }) => it.state === 'offered'));
  assert.deepEqual(await hf.ask('mara', 'POST', `${site}/measures`), { started: offered.length });
  assert.deepEqual(await refused('POST', 'measures', undefined), [409, 'measures_started']);
  const { rows } = await hf.ask('mara', 'GET', `${site}/measures?sort=due_on`);
  assert.ok(
    rows.every(
      (it: { owner_id: string; due_on: string; state: string }) => it.owner_id !== null && it.due_on > inDays(1) && it.state === 'open',
    ),
  );
  const [first] = rows;
  await hf.ask('mara', 'PATCH', `${site}/measures/${first.id}`, { owner_id: mara, due_on: inDays(7) });
  await hf.ask('mara', 'POST', `${site}/measures/${first.id}/closure`, { outcome: 'done', reason: 'Hangs in the control room.' });
  const { rows: closed } = await hf.ask('mara', 'GET', `${site}/measures?state=done`);
  assert.deepEqual(
    closed.map((it: Record<string, unknown>) => [it['id'], it['owner_name'], it['due_on'], it['closed_by_name']]),
    [[first.id, 'Person mara', inDays(7), 'Person mara']],
  );
  assert.deepEqual(await refused('POST', `measures/${first.id}/closure`, { outcome: 'done', reason: 'Again.' }), [409, 'measure_closed']);
});

test('a past day says who answered for a gap then', async () => {
  const owners = async (query = ''): Promise<unknown[]> =>
    (await hf.ask('mara', 'GET', `${site}/gaps?limit=200${query}`)).rows
      .map((it: Record<string, unknown>) => [it['id'], it['owner_id'], it['owner_from'], it['due_on']])
      .toSorted((a: string[], b: string[]) => (a[0]! < b[0]! ? -1 : 1));
  const made = await hf.ask('owner', 'POST', '/api/v1/appointments', { role: 'ciso', person_id: mara });
  await hf.ask('mara', 'POST', `/api/v1/appointments/${made.id}/acceptance`, { card_version: '1.0', language: 'en' });
  const [seen, then] = [await owners(), new Date().toISOString()];
  assert.ok(
    seen.some((it) => (it as unknown[])[2] === 'role'),
    'somebody answers by their role',
  );
  await new Promise((done) => setTimeout(done, 20));
  await hf.ask('owner', 'POST', `/api/v1/appointments/${made.id}/ending`, { reason: 'Left the plant.' });
  assert.notDeepEqual(await owners(), seen);
  assert.deepEqual(await owners(`&as_of=${then}`), seen);
});

test('what goes beyond the ten is ticked until a day and never counts among them', async () => {
  await hf.ask('mara', 'PUT', `${site}/boosters/siem_integration`, { until_on: inDays(200), reason: 'Syslog to the SOC since May.' });
  const of = async () => {
    const { yes, boosters } = await hf.ask('mara', 'GET', `${site}/minimum`);
    return [yes, ...boosters.filter((it: { ticked: boolean }) => it.ticked).map((it: { id: string }) => it.id)];
  };
  assert.deepEqual(await of(), [0, 'siem_integration']);
  await hf.ask('mara', 'POST', `${site}/boosters/siem_integration/clearing`, { reason: 'The line to the SOC was cut.' });
  assert.deepEqual(await of(), [0]);
  assert.deepEqual(await refused('PUT', 'boosters/magic', { until_on: inDays(2), reason: 'Why not.' }), [404, 'booster_not_found']);
});

test('no stage of the road is done by a click: evidence has to meet it', async () => {
  const { stages } = await hf.ask('owner', 'GET', `${site}/road`);
  assert.deepEqual(
    stages.map((it: { id: string; state: string }) => [it.id, it.state]),
    [
      ['crawl', 'open'],
      ['walk', 'open'],
      ['run', 'open'],
    ],
  );
  const answer = await hf.call('POST', `${site}/road/crawl/completion`, { as: 'owner' });
  assert.deepEqual([answer.status, answer.body.code], [422, 'stage_not_met']);
});

test('the first hour ends with owners of zones, a door for vendors and a date', async () => {
  const before = await hf.ask('mara', 'GET', `${site}/first-hour`);
  assert.deepEqual([before.zones, before.vendor_door, before.tabletop_on], [0, null, null]);
  await hf.ask('mara', 'POST', `${site}/zones`, { name: 'Filling', purdue_level: '1' });
  await hf.ask('mara', 'PUT', `${site}/vendor-door`, {
    way: 'attended',
    owner_id: mara,
    by_on: inDays(60),
    reason: 'The shift stands beside.',
  });
  const rhythm = { every: 1, unit: 'year', starts_on: inDays(40), time_zone: 'Europe/Berlin' };
  await hf.ask('mara', 'POST', `${site}/activities`, { of: 'exercise', rhythm });
  const now = await hf.ask('mara', 'GET', `${site}/first-hour`);
  assert.deepEqual([now.zones, now.zones_owned, now.zones_without[0].name], [1, 0, 'Filling']);
  assert.deepEqual([now.vendor_door.way, now.vendor_door.owner_name, now.vendor_door.by_on], ['attended', 'Person mara', inDays(60)]);
  assert.ok(now.tabletop_on >= inDays(39));
});

test('the report is a PDF of two pages at most, in both languages', async () => {
  for (const language of ['en', 'de']) {
    const response = await fetch(`${hf.base}${site}/gap-report?language=${language}`, { headers: { cookie: hf.cookieOf('owner') } });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([response.status, bytes.subarray(0, 5).toString()], [200, '%PDF-']);
    const pages = [...bytes.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
  }
});
