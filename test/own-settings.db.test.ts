// One's own settings: language, and how times are shown. Each is kept with the person, changed alone, and stands in the ledger.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHoldfast } from './holdfast.ts';

const hf = await openHoldfast({ after });
const mine = async () => {
  const { person, times } = await hf.ask('owner', 'GET', '/api/v1/me');
  return { language: person.language, ...times };
};

test('times are the plant’s on a clock of 24 hours until somebody chooses otherwise, and each choice leaves the others', async () => {
  assert.deepEqual(await mine(), { language: 'en', times_in: 'plant', clock: 'h23' });
  await hf.ask('owner', 'PATCH', '/api/v1/me', { times_in: 'own' });
  assert.deepEqual(await mine(), { language: 'en', times_in: 'own', clock: 'h23' });
  await hf.ask('owner', 'PATCH', '/api/v1/me', { clock: 'h12', language: 'de' });
  assert.deepEqual(await mine(), { language: 'de', times_in: 'own', clock: 'h12' });
  const told = await hf.rows<{ facts: object }>(
    `select convert_from(body, 'UTF8')::jsonb -> 'facts' as facts from (select id, body from ledger.pending union select id, body from ledger.entry) e
     where convert_from(body, 'UTF8')::jsonb ->> 'kind' = 'person.settings_changed' order by id`,
  );
  assert.deepEqual(
    told.map((it) => it.facts),
    [{ times_in: 'own' }, { clock: 'h12', language: 'de' }],
  );
});

test('nobody sets what is not theirs to set', async () => {
  await hf.ask('owner', 'PATCH', '/api/v1/me', { active: false, email: 'x@y.example', name: 'Other', times_in: 'plant' });
  const { person } = await hf.ask('owner', 'GET', '/api/v1/me');
  assert.deepEqual([person.active, person.email, person.name], [true, 'owner@plant.example', 'Person owner']);
  assert.equal((await hf.call('PATCH', '/api/v1/me', { as: 'owner', body: { clock: 'h99' } })).status, 400);
});
