// Tests of PINs: which will do, and that only the right one is let in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfPin, hashPin, isPin, makePin } from './pin.ts';

test('refuses what everybody tries first', () => {
  for (const pin of ['000000', '123456', '654321', '901234', '121212', '123123', '135791'])
    assert.equal(faultOfPin(pin), 'pin_too_simple', pin);
  assert.equal(faultOfPin('12345'), 'pin_too_short');
  assert.equal(faultOfPin('1234567890123'), 'pin_too_long');
  assert.equal(faultOfPin('12a456'), 'pin_not_digits');
  assert.equal(faultOfPin('482915'), null);
});
test('a first PIN is one that will do', () => {
  for (let n = 0; n < 200; n += 1) assert.equal(faultOfPin(makePin()), null);
});
test('lets in the right PIN only, and nobody where none is kept', async () => {
  const kept = await hashPin('482915');
  assert.doesNotMatch(kept, /482915/);
  assert.equal(await isPin('482915', kept), true);
  assert.equal(await isPin('482916', kept), false);
  assert.equal(await isPin('482915', null), false);
  assert.equal(await isPin('', 'scrypt$$'), false);
  assert.notEqual(await hashPin('482915'), kept);
});
