// Maintenance windows through the interface: none without an approver, only the approver's word counts, a change asks again, the calendar shows them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CalendarEntry } from '@holdfast/cadence/schema';
import { openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { MaintenanceWindow } from './schema.ts';
import { requireOpenWindow } from './store.ts';

const hf = await openHoldfast({ after });
const petra = await hf.hire('plant_manager', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
const otto = await hf.hire('ot_lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
await hf.hire('technician', [{ role: 'technician', scope: 'site', site_id: hf.site_id }]);
const site = `${hf.site}/windows`;
const hours = (n: number): string => new Date(Date.now() + n * 3600_000).toISOString();
const stop = { title: 'Stop of line 1', work: 'New list for the cell.', starts_at: hours(-1), ends_at: hours(3), impact: 'stops' };
const plan = (as: string, it: object = {}): Promise<MaintenanceWindow> => hf.ask(as, 'POST', site, { ...stop, approver_id: petra, ...it });
const refusal = async (as: string, method: string, path: string, body?: unknown): Promise<[number, string]> => {
  const answer = await hf.call(method, path, { as, body });
  return [answer.status, answer.body.code];
};

test('a window without an approver, or with one who may not approve, cannot be saved', async () => {
  assert.equal((await hf.call('POST', site, { as: 'ot_lead', body: stop })).status, 400);
  assert.deepEqual(await refusal('ot_lead', 'POST', site, { ...stop, approver_id: otto }), [422, 'window_approver_may_not']);
  assert.deepEqual(await refusal('technician', 'POST', site, { ...stop, approver_id: petra }), [403, 'not_allowed']);
  const { rows } = await hf.ask<Page<{ id: string }>>('ot_lead', 'GET', `${hf.site}/window-approvers`);
  assert.ok(rows.some(({ id }) => id === petra));
  assert.equal(
    rows.some(({ id }) => id === otto),
    false,
  );
});

test('only the approver named decides; then work in it may be done, and only on its zones', async () => {
  const it = await plan('ot_lead');
  assert.deepEqual([it.state, it.phase, it.mine_to_decide], ['asked', 'ahead', false]);
  const decision = { decision: 'approved', reason: 'Line 1 stands anyway.' };
  assert.deepEqual(await refusal('owner', 'POST', `${site}/${it.id}/decision`, decision), [403, 'window_other_approver']);
  const open = () => hf.parts.context.db.transaction().execute((tx) => requireOpenWindow(tx as never, hf.site_id, it.id, [], new Date()));
  await assert.rejects(open, /window_not_approved/);
  const told = await hf.ask<Page<{ kind: string; opens: string }>>('plant_manager', 'GET', '/api/v1/me/notices');
  assert.ok(told.rows.some((row) => row.kind === 'window_asked' && row.opens === `windows?open=${it.id}`));
  const approved = await hf.ask<MaintenanceWindow>('plant_manager', 'POST', `${site}/${it.id}/decision`, decision);
  assert.deepEqual([approved.state, approved.phase, approved.decision_reason], ['approved', 'under_way', decision.reason]);
  assert.equal((await open()).number, it.number);
  assert.deepEqual(await refusal('plant_manager', 'POST', `${site}/${it.id}/decision`, decision), [409, 'already_decided']);
});

test('a change asks its approver again, two changes at once do not swallow each other, and what is called off stays off', async () => {
  const it = await plan('ot_lead', { starts_at: hours(20), ends_at: hours(24) });
  await hf.ask('plant_manager', 'POST', `${site}/${it.id}/decision`, { decision: 'approved', reason: 'Night shift is free.' });
  const change = { ...stop, starts_at: hours(21), ends_at: hours(25), approver_id: petra };
  assert.deepEqual(await refusal('ot_lead', 'PATCH', `${site}/${it.id}`, { ...change, version: it.version }), [409, 'changed_meanwhile']);
  const changed = await hf.ask<MaintenanceWindow>('ot_lead', 'PATCH', `${site}/${it.id}`, { ...change, version: it.version + 1 });
  assert.deepEqual([changed.state, changed.decided_at], ['asked', null]);
  const day = (n: number): string => hours(n).slice(0, 10);
  const entries = async () =>
    (await hf.ask<{ rows: CalendarEntry[] }>('ot_lead', 'GET', `${hf.site}/calendar?from=${day(0)}&until=${day(72)}`)).rows;
  assert.ok((await entries()).some((entry) => entry.kind === 'window' && entry.opens === `windows?open=${it.id}`));
  const off = await hf.ask<MaintenanceWindow>('ot_lead', 'POST', `${site}/${it.id}/cancellation`, { reason: 'Spare part is late.' });
  assert.equal(off.state, 'cancelled');
  assert.equal(
    (await entries()).some((entry) => entry.opens === `windows?open=${it.id}`),
    false,
  );
  assert.deepEqual(await refusal('ot_lead', 'PATCH', `${site}/${it.id}`, { ...change, version: off.version }), [409, 'window_cancelled']);
});

test('each step is an entry, its words only as commitments', async () => {
  const { rows } = await hf.ask<Page<{ kind: string }>>('owner', 'GET', `${hf.site}/ledger/entries?limit=200`);
  const kinds = new Set(rows.map(({ kind }) => kind));
  for (const kind of ['window.planned', 'window.approved', 'window.changed', 'window.cancelled']) assert.ok(kinds.has(kind), kind);
});
