// Token buckets and address keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressKey, createRateLimit } from './rate-limit.ts';

test('lets a burst through, then one each refill, and says how long to wait', () => {
  const limit = createRateLimit({ burst: 3, refill_ms: 10_000 });
  assert.deepEqual(
    [0, 0, 0, 0].map((now) => limit.take('a', now)),
    [0, 0, 0, 10],
  );
  assert.equal(limit.take('a', 4_000), 6);
  assert.equal(limit.take('a', 10_000), 0);
  assert.equal(limit.take('a', 10_000), 10);
  assert.equal(limit.take('b', 10_000), 0);
});

test('forgets a key whose owner succeeded', () => {
  const limit = createRateLimit({ burst: 1, refill_ms: 1_000_000 });
  limit.take('a', 0);
  assert.notEqual(limit.take('a', 1), 0);
  limit.forget('a');
  assert.equal(limit.take('a', 2), 0);
});

test('remembers no more keys than it was told, and a clock set back gives nothing away', () => {
  const limit = createRateLimit({ burst: 1, refill_ms: 1_000, keys: 2 });
  for (const key of ['a', 'b', 'c']) limit.take(key, 5_000);
  assert.equal(limit.take('a', 5_000), 0, 'a was forgotten');
  assert.notEqual(limit.take('c', 5_000), 0);
  assert.notEqual(limit.take('c', 0), 0);
});

test('takes an IPv6 network of 64 bits for one caller', () => {
  assert.equal(addressKey('2001:db8:1:2:3:4:5:6'), addressKey('2001:db8:1:2::9'));
  assert.notEqual(addressKey('2001:db8:1:2::9'), addressKey('2001:db8:1:3::9'));
  assert.equal(addressKey('::ffff:192.0.2.7'), '192.0.2.7');
  assert.equal(addressKey('192.0.2.7'), '192.0.2.7');
  assert.equal(addressKey('::1'), '0:0:0:0');
});
