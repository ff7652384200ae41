// The first set-up against callers who are many, who guess, or who give what cannot be.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { makeOwner } from '@holdfast/people/routes';
import { Failure } from '@holdfast/platform/failure';
import { createSetupCode } from '@holdfast/platform/setup';
import { peopleNeeds } from '../apps/server/src/needs.ts';
import { openHoldfast, password } from './holdfast.ts';

const hf = await openHoldfast({ after });
const first = {
  organisation_name: 'X',
  site_name: 'X',
  time_zone: 'UTC',
  name: 'X',
  email: 'x@plant.example',
  password,
  language: 'en',
} as const;

test('more callers at once than the server has connections are all answered', async () => {
  await createSetupCode(hf.parts.context.db);
  const guess = () => makeOwner(peopleNeeds(hf.parts), hf.parts.context, first, { demo: false, code: 'wrong code' });
  const all = Promise.allSettled(Array.from({ length: 40 }, guess));
  const outcomes = await Promise.race([all, wait(10_000, null, { ref: false })]);
  assert.ok(outcomes !== null, 'they wait for each other');
  const codes = outcomes.map((it) => (it.status === 'rejected' && it.reason instanceof Failure ? it.reason.code : 'let in'));
  assert.deepEqual(
    Object.entries(Object.groupBy(codes, (it) => it))
      .map(([code, them]) => [code, them?.length])
      .toSorted(),
    [
      ['setup_closed', 30],
      ['setup_code_wrong', 10],
    ],
  );
});

test('a time zone nobody knows is refused, at the set-up as for any other site; any name of a known one is taken', async () => {
  for (const time_zone of ['Europe/Lindenau', '+02:00', 'Mars']) {
    const answer = await hf.call('POST', '/api/v1/setup', { body: { ...first, code: 'AAAA-BBBB', time_zone } });
    assert.deepEqual([answer.status, answer.body.errors?.[0]?.pointer], [400, '#/body/time_zone'], time_zone);
    assert.equal((await hf.call('POST', '/api/v1/sites', { as: 'owner', body: { name: 'South', time_zone } })).status, 400);
  }
  for (const [at, time_zone] of ['Europe/Kyiv', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC', 'Etc/UTC'].entries()) {
    const answer = await hf.call('POST', '/api/v1/sites', { as: 'owner', body: { name: `South ${at}`, time_zone } });
    assert.deepEqual([answer.status, answer.body.time_zone], [200, time_zone]);
  }
});
