// One-time codes against the vectors of RFC 4226 and RFC 6238, and once only.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32, codeAt, counterAt, stepOfCode, totpUri } from './sign-in-totp.ts';

const key = Buffer.from('12345678901234567890');

test('makes the codes of RFC 4226, appendix D', () => {
  const wanted = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'];
  assert.deepEqual(
    wanted.map((_, counter) => codeAt(key, counter)),
    wanted,
  );
});

test('makes the codes of RFC 6238, appendix B, in six digits', () => {
  const wanted: [number, string][] = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ];
  for (const [at_s, code] of wanted) assert.equal(codeAt(key, counterAt(at_s * 1000)), code.slice(2));
});

test('takes a code half a minute early or late, no other, and none of a step already used', () => {
  const now_ms = 1_234_567_890_000;
  const now = counterAt(now_ms);
  for (const off of [-1, 0, 1]) assert.equal(stepOfCode(key, codeAt(key, now + off), now_ms, 0), now + off);
  for (const off of [-2, 2]) assert.equal(stepOfCode(key, codeAt(key, now + off), now_ms, 0), null);
  assert.equal(stepOfCode(key, codeAt(key, now), now_ms, now), null, 'used');
  assert.equal(stepOfCode(key, codeAt(key, now - 1), now_ms, now), null, 'older than the last used');
  assert.equal(stepOfCode(key, codeAt(key, now + 1), now_ms, now), now + 1);
});

test('takes a code with spaces as apps show it, and nothing longer or shorter', () => {
  const now_ms = 1_234_567_890_000;
  const code = codeAt(key, counterAt(now_ms));
  assert.notEqual(stepOfCode(key, `${code.slice(0, 3)} ${code.slice(3)}`, now_ms, 0), null);
  for (const wrong of ['', code.slice(1), `${code}0`, `0${code}`, 'abcdef']) assert.equal(stepOfCode(key, wrong, now_ms, 0), null, wrong);
});

test('writes the key as RFC 4648 base32 and as the URI apps read', () => {
  for (const [text, wanted] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])
    assert.equal(base32(Buffer.from(text!)), wanted);
  const uri = new URL(totpUri(key, 'Ana Nord & Co'));
  assert.equal(decodeURIComponent(uri.pathname), '/Holdfast:Ana Nord & Co');
  assert.equal(uri.searchParams.get('secret'), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});
