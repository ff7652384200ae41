// Maturity of a plant that began: nothing proven, a claim stays a claim, work raises the level, and the past is as it was.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { dayThere, farZone, openHoldfast, plantBytes } from '../../../test/holdfast.ts';
import { areaIds } from './areas.data.ts';

const hf = await openHoldfast({ after });
const { site, site_id } = hf;
await hf.hire('mara', [{ role: 'ot_lead', scope: 'site', site_id }]);
type Area = { id: string; level: number; claimed: number | null; target: number | null; assessed: number | null; next: string[] };
const read = async (more = '') => hf.ask('mara', 'GET', `${site}/maturity${more}`);
const areaOf = async (id: string, more = ''): Promise<Area> => (await read(more)).areas.find((it: Area) => it.id === id);

test('a plant that began is at level 0, and each area says what comes next', async () => {
  await hf.parts.sequencer.settle();
  const found = await read();
  assert.deepEqual([found.level, found.areas.length], [0, 11]);
  // Setting up names an owner and their rights: that is the one thing there is.
  const begun = found.areas.filter((it: Area) => it.level > 0).map((it: Area) => it.id);
  assert.deepEqual(begun, ['people_assets']);
  assert.ok(found.areas.every((it: Area) => it.next.length > 0));
});

test('a claim stands beside the level and does not raise it; a target and an assessment too; before, nothing was said', async () => {
  const before = new Date().toISOString();
  await hf.ask('mara', 'PUT', `${site}/maturity/continuity/claim`, { level: 3, reason: 'We always back up.' });
  await hf.ask('mara', 'PUT', `${site}/maturity/continuity/target`, { level: 2, by_on: '2099-01-01' });
  const scores = Object.fromEntries(areaIds.map((id) => [id, 2]));
  await hf.ask('mara', 'POST', `${site}/maturity/assessments`, { scores, remark: 'Round the table.' });
  const now = await areaOf('continuity');
  assert.deepEqual([now.level, now.claimed, now.target, now.assessed], [0, 3, 2, 2]);
  const then = await areaOf('continuity', `?as_of=${before}`);
  assert.deepEqual([then.claimed, then.target, then.assessed], [null, null, null]);
  const partly = await hf.call('POST', `${site}/maturity/assessments`, { as: 'mara', body: { scores: { risk: 2 } } });
  assert.equal(partly.status, 400);
  const past = await hf.call('PUT', `${site}/maturity/risk/target`, { as: 'mara', body: { level: 2, by_on: '2020-01-01' } });
  assert.deepEqual([past.status, past.body.code], [422, 'due_past']);
  const time_zone = farZone();
  await hf.rows('update holdfast.site set time_zone = $1 where id = $2', [time_zone, hf.site_id]);
  const yesterday = { level: 2, by_on: dayThere(-1, time_zone) };
  assert.equal((await hf.call('PUT', `${site}/maturity/risk/target`, { as: 'mara', body: yesterday })).status, 422);
  await hf.ask('mara', 'PUT', `${site}/maturity/risk/target`, { level: 2, by_on: dayThere(0, time_zone) });
  await hf.rows(`update holdfast.site set time_zone = 'Europe/Berlin' where id = $1`, [hf.site_id]);
});

test('operational work alone raises an area: captures that are read and zones confirmed, and nothing else', async () => {
  assert.equal((await areaOf('incidents')).level, 0);
  await hf.ingest(plantBytes(400_000));
  await hf.ask('mara', 'POST', `${site}/zones/confirmations`, { reason: 'As walked through.' });
  await hf.ingest(plantBytes(200_000, 1, '2026-11-11T09:00:00Z'));
  await hf.idle();
  assert.equal((await areaOf('incidents')).level, 1);
});

test('sites are compared, and who has no role elsewhere sees only their own', async () => {
  const other = await hf.ask('owner', 'POST', '/api/v1/sites', { name: 'South', time_zone: 'Europe/Madrid' });
  const all = await hf.ask('owner', 'GET', '/api/v1/maturity');
  assert.deepEqual(all.sites.map((it: { id: string }) => it.id).toSorted(), [site_id, other.id].toSorted());
  const own = await hf.ask('mara', 'GET', '/api/v1/maturity');
  assert.deepEqual(
    own.sites.map((it: { id: string }) => it.id),
    [site_id],
  );
});
