// Two people at once: processes, cards, the four questions, the way up, parties, languages, minutes and shifts are not replaced unseen.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast } from '../../../test/holdfast.ts';

const hf = await openHoldfast({ after });
const put = async (path: string, body: object, method = 'PUT') => {
  const { status, body: answer } = await hf.call(method, `${hf.site}/${path}`, { as: 'owner', body });
  return status === 200 ? 200 : [status, answer.code, answer.params?.fields];
};
const anna = await hf.hire('anna', [{ role: 'plant_manager', scope: 'site', site_id: hf.site_id }]);
const bert = await hf.hire('bert', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
const refused = (fields: string) => [409, 'changed_meanwhile', fields];

test('what somebody else set since it was read is not replaced, and its fields are named', async () => {
  const none = { how: null, logged: null };
  assert.equal(await put('processes/patch', { how: 'On Thursdays.', logged: 'Log A', before: none }), 200);
  assert.deepEqual(await put('processes/patch', { how: 'On Fridays.', logged: 'Log B', before: none }), refused('how logged'));
  assert.deepEqual(
    await put('processes/patch', { how: 'On Fridays.', logged: 'Log A', before: { how: 'On Mondays.', logged: 'Log A' } }),
    refused('how'),
  );
  const card = { language: 'de', before: { text: null } };
  assert.equal(await put('role-cards/ciso/text', { ...card, text: 'Erste Worte.' }), 200);
  assert.deepEqual(await put('role-cards/ciso/text', { ...card, text: 'Andere Worte.' }), refused('text'));
  assert.equal(await put('coordination/decides', { person_id: anna, before: { person_id: null } }), 200);
  assert.deepEqual(await put('coordination/decides', { person_id: bert, before: { person_id: null } }), refused('person_id'));
  const steps = [{ role: 'plant_manager', person_id: null, wait_minutes: 10 }];
  assert.equal(await put('escalation', { steps, before: { steps: [] } }), 200);
  assert.deepEqual(await put('escalation', { steps: [...steps, ...steps], before: { steps: [] } }), refused('steps'));
  assert.equal(await put('escalation', { steps: [...steps, ...steps], before: { steps } }), 200);
});

test('shifts, languages of documents, the role model and who plays a part for a device the same', async () => {
  const early = { name: 'Early', starts: '06:00', ends: '14:00' };
  assert.equal(await put('roster/shifts', { shifts: [early], before: { shifts: [] } }), 200);
  assert.deepEqual(await put('roster/shifts', { shifts: [early], before: { shifts: [] } }), refused('shifts'));
  assert.equal(await put('document-setting', { languages: ['de', 'en'] }), 200);
  assert.equal(await put('document-setting', { languages: ['en'], before: { languages: ['en', 'de'] } }), 200);
  assert.deepEqual(await put('document-setting', { languages: ['de'], before: { languages: ['en', 'de'] } }), refused('languages'));
  assert.equal(
    await put('role-model', { preset: 'security_officer', languages: ['de'], before: { preset: 'minimum', languages: [] } }),
    200,
    'nobody had chosen',
  );
  assert.deepEqual(await put('role-model', { preset: 'group', languages: ['de'], before: { preset: 'minimum' } }), refused('preset'));
  const { id } = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/assets`, { name: 'PLC 1', kind: 'plc' });
  const part = { asset_ids: [id], part: 'integrator', before: { set_at: null } };
  assert.equal(await put('parts', { ...part, company: 'Alpha' }, 'POST'), 200);
  assert.deepEqual(await put('parts', { ...part, company: 'Beta' }, 'POST'), refused('set_at'));
});

test('a part set for many devices at once replaces nothing that was set since the form was opened', async () => {
  const add = (name: string) => hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/assets`, { name, kind: 'plc' });
  const [one, two, three] = [(await add('PLC 2')).id, (await add('PLC 3')).id, (await add('PLC 4')).id];
  const last = async () => {
    const { parts } = await hf.ask<{ parts: { part: string; set_at: string | null }[] }>('owner', 'GET', `${hf.site}/parts`);
    return parts.find((it) => it.part === 'service_provider')!.set_at;
  };
  const set = (asset_ids: string[], company: string, site_set_at: string | null) =>
    put('parts', { asset_ids, part: 'service_provider', company, before: { site_set_at } }, 'POST');
  const opened = await last();
  assert.equal(opened, null, 'nobody has said it');
  assert.equal(await set([one], 'Alpha', opened), 200);
  assert.deepEqual(await set([one, two], 'Beta', opened), refused('set_at'));
  assert.equal(await set([two, three], 'Beta', opened), 200, 'of these nobody has said anything since');
  const again = await last();
  assert.ok(again !== null);
  assert.equal(await set([one, two, three], 'Gamma', again), 200, 'read anew, it is replaced');
  assert.deepEqual(await set([three], 'Delta', again), refused('set_at'));
});

test('minutes written by two at once are not replaced unseen', async () => {
  const { id } = await hf.ask<{ id: string }>('owner', 'POST', `${hf.site}/meetings`, {
    kind: 'monthly_review',
    period_from: '2026-10-01',
    period_until: '2026-10-31',
    planned_at: '2026-11-02T09:00:00Z',
    members: [anna, bert],
  });
  const presence = [anna, bert].map((person_id) => ({ person_id, presence: 'present' }));
  await hf.ask('owner', 'POST', `${hf.site}/meetings/${id}/held`, { held_at: '2026-11-02T09:00:00Z', presence });
  const empty = { minutes: null, fixed_items: {}, decisions: [], actions: [] };
  const record = { minutes: 'First.', fixed_items: {}, decisions: [], actions: [] };
  assert.equal(await put(`meetings/${id}/minutes`, { ...record, before: empty }), 200);
  assert.deepEqual(await put(`meetings/${id}/minutes`, { ...record, minutes: 'Second.', before: empty }), refused('minutes'));
  assert.equal(await put(`meetings/${id}/minutes`, { ...record, minutes: 'Second.', before: record }), 200);
});
