// What holds acts, what does not, and that none gets through before the first look.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHold } from './hold.ts';

const refuses = { is: 'refuses', code: 'older', size: 3, signed_size: 9 } as const;
const down = { is: 'down', code: 'no_answer', message: '', since: '2026-11-22T04:00:00.000Z' } as const;
const ok = { is: 'ok', signed_size: 9 } as const;

test('one refused log holds every act but those of who decides; the next good look lets them go', async () => {
  const hold = openHold(['ceremony']);
  hold.note([ok, refuses]);
  assert.equal(hold.isHeld(), true);
  await assert.rejects(hold.pass('areas.add')!, { kind: 'conflict', code: 'restored_copy' });
  assert.equal(hold.pass('ceremony'), null);
  hold.note([ok, ok]);
  assert.equal(hold.pass('areas.add'), null);
});

test('a signer that is down holds nothing, and changes nothing about a copy that is held', () => {
  const fresh = openHold([]);
  fresh.note([down]);
  assert.equal(fresh.pass('areas.add'), null);
  const held = openHold([]);
  held.note([refuses]);
  held.note([down]);
  assert.equal(held.isHeld(), true);
});

test('an act before the first look waits for it', async () => {
  const hold = openHold([]);
  const early = hold.pass('areas.add');
  assert.ok(early !== null);
  hold.note([refuses]);
  await assert.rejects(early, { code: 'restored_copy' });
});

test('a look that never comes holds nobody up for ever', async () => {
  const hold = openHold([], 20);
  // Something has to keep the process alive: the wait itself does not.
  const alive = setInterval(() => {}, 5);
  await hold.pass('areas.add');
  clearInterval(alive);
  assert.equal(hold.pass('areas.add'), null);
});
