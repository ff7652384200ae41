// Decisions about anchors: k of n, pauses, clocks, ages, keys, and the fingerprint people type.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ED25519_COSIGNATURE_TYPE, formatVerifierKey, parsePolicy, sha256 } from '@holdfast/core-ledger';
import fc from 'fast-check';
import { agoOf } from './rules.ago.ts';
import { fingerprintOf, readFingerprint } from './rules.fingerprint.ts';
import { clockDisagrees, pauseMs, presentLogs, policyMet, policyText, protectionsOf, readWitnessKeys, unmetSince } from './rules.ts';

const at = (seconds: number): string => new Date(1_800_000_000_000 + seconds * 1000).toISOString();

test('k of n: who signed a larger size counts for the smaller one; the time is that of the last one needed', () => {
  const latest = [
    { size: 90, at: at(30) },
    { size: 100, at: at(40) },
    { size: 80, at: at(50) },
  ];
  assert.deepEqual(policyMet(latest, 1), { size: 100, count: 1, at: at(40) });
  assert.deepEqual(policyMet(latest, 2), { size: 90, count: 2, at: at(30) });
  assert.deepEqual(policyMet(latest, 3), { size: 80, count: 3, at: at(30) });
  assert.equal(policyMet(latest, 4), null);
  assert.equal(policyMet([], 1), null);
});

test('k of n holds for any order and any number: at least k reach the size, and none larger is reached by k', () => {
  const one = fc.record({ size: fc.integer({ min: 1, max: 50 }), at: fc.integer({ min: 0, max: 9999 }).map(at) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (latest, threshold) => {
      const met = policyMet(latest, threshold);
      const reach = (size: number): number => latest.filter((it) => it.size >= size).length;
      if (met === null) return assert.ok(latest.length < threshold);
      assert.equal(met.count, reach(met.size));
      assert.ok(met.count >= threshold && latest.every(({ size }) => size <= met.size || reach(size) < threshold));
    }),
  );
});

test('pauses double from ten seconds to ten minutes', () => {
  assert.deepEqual([1, 2, 3, 6, 7, 40].map(pauseMs), [10_000, 20_000, 40_000, 320_000, 600_000, 600_000]);
});

test('a log counts as unwitnessed from its first uncovered checkpoint, not from before there was a witness', () => {
  assert.equal(unmetSince(null, at(0)), null);
  assert.equal(unmetSince(at(5), null), null);
  assert.equal(unmetSince(at(5), at(9)), at(9));
  assert.equal(unmetSince(at(9), at(5)), at(9));
});

test('clocks disagree above a minute, in either direction', () => {
  assert.deepEqual([clockDisagrees(at(60), at(0)), clockDisagrees(at(61), at(0)), clockDisagrees(at(0), at(3600))], [null, 61, -3600]);
});

test('ages in the unit that says enough', () => {
  const now = Date.parse(at(0));
  const ages = [-40, -119, -120, -7199, -7200, -172_800, 5].map((seconds) => agoOf(at(seconds), now));
  assert.deepEqual(ages, [
    [40, 'second'],
    [119, 'second'],
    [2, 'minute'],
    [119, 'minute'],
    [2, 'hour'],
    [2, 'day'],
    [0, 'second'],
  ]);
});

test('a fingerprint is 80 bits of the checkpoint’s digest, is read as people type it, and changes with size, root and log', () => {
  const checkpoint = { origin: 'holdfast.example/x/e1', size: 3, root: new Uint8Array(32).fill(1) };
  const text = fingerprintOf(checkpoint);
  const digest = sha256(Buffer.from(`holdfast.example/x/e1\n3\n${Buffer.alloc(32, 1).toString('base64')}\n`));
  const bits = BigInt(`0x${Buffer.from(digest.subarray(0, 10)).toString('hex')}`);
  const value = [...text.replaceAll('-', '')].reduce((sum, one) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(one)), 0n);
  assert.equal(value, bits);
  assert.equal(readFingerprint(` ${text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`), text);
  assert.notEqual(fingerprintOf({ ...checkpoint, size: 4 }), text);
  assert.notEqual(fingerprintOf({ ...checkpoint, root: new Uint8Array(32).fill(2) }), text);
  assert.notEqual(fingerprintOf({ ...checkpoint, origin: 'holdfast.example/y/e1' }), text);
  assert.deepEqual([readFingerprint(''), readFingerprint(`${text}A`), readFingerprint(text.replace(/^./, 'U'))], [null, null, null]);
});

test('keys of a witness are of one name and none a log’s; the policy that is handed out can be read again', () => {
  const key = (name: string, type: 1 | 4, fill: number): string => formatVerifierKey(name, new Uint8Array(32).fill(fill), sha256, type);
  const good = readWitnessKeys(`${key('w.example', ED25519_COSIGNATURE_TYPE, 1)}\n`);
  assert.ok(good.ok && good.value.length === 1);
  assert.equal(readWitnessKeys('').ok, false);
  assert.equal(readWitnessKeys(key('w.example', 1, 1)).ok, false);
  assert.equal(readWitnessKeys(`${key('w.example', 4, 1)} ${key('v.example', 4, 2)}`).ok, false);
  const policy = parsePolicy(policyText([key('log.example', 1, 3)], [good.value], 2));
  assert.deepEqual(policy.ok && [policy.value.groups[0]?.threshold, policy.value.witnesses.length], [1, 1]);
});

test('with nothing set up four lines say what is not protected; a witness that never signed does not count', () => {
  assert.deepEqual(
    protectionsOf([], false).map(({ code, holds }) => [code, holds]),
    [
      ['no_witness', false],
      ['no_time_stamp', false],
      ['no_syslog', false],
      ['no_worm_copy', false],
    ],
  );
  const rows = [
    { kind: 'witness' as const, done_at: null, size: null },
    { kind: 'worm' as const, done_at: at(0), size: 4 },
  ];
  const codes = protectionsOf(rows, false).map(({ code, holds }) => `${code} ${holds}`);
  assert.deepEqual(codes, ['witnessed_not_yet false', 'no_time_stamp false', 'no_syslog false', 'worm_copy true']);
});

test('after a restore only the new epoch is shown to witnesses', () => {
  const log = (site_id: string | null, epoch: number) => ({ site_id, epoch });
  const logs = [log(null, 1), log('a', 1), log('a', 2), log('b', 1)];
  assert.deepEqual(presentLogs(logs), [log(null, 1), log('a', 2), log('b', 1)]);
});
