// Time stamps judged without Node's certificates: those of a real openssl, by each kind of key; changed ones, foreign ones, and ones over something else.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { nodeCrypto } from '../../../apps/verifier/src/node-file.ts';
import { keyKinds, needsOpenssl, openAuthority } from '../../../test/time-authority.ts';
import { childrenOf, oidOf, readDer, timeOf } from './der.ts';
import { judgeStamp, readFingerprint, type StampTrust } from './time-stamp.ts';
import { readPem } from './x509.ts';

const data = Buffer.from('a checkpoint as the log signed it\n');
const digest = nodeCrypto.sha256(data);
const nobody: StampTrust = { certificates: [], fingerprints: [] };
const judge = (stamp: Uint8Array, trust: StampTrust = nobody, over = digest) => judgeStamp(stamp, over, trust, nodeCrypto.verifyEd25519);
const broughtBy = (pem: string): StampTrust => ({ certificates: readPem(pem)!, fingerprints: [] });

for (const kind of Object.keys(keyKinds) as (keyof typeof keyKinds)[])
  for (const hash of ['sha256', 'sha384', 'sha512'])
    test(
      `a stamp of openssl by ${kind} with ${hash} leads to its root, to its own certificate, or to a fingerprint`,
      { skip: needsOpenssl },
      (t) => {
        const authority = openAuthority(t, kind, { digest: hash });
        const stamp = authority.stamp(data);
        const own = new X509Certificate(authority.stamp_pem).fingerprint256;
        const alone = judge(stamp);
        assert.ok(alone.ok && !alone.trusted && alone.authority === 'Test time stamps', JSON.stringify(alone));
        assert.equal(alone.fingerprint, readFingerprint(own));
        assert.ok(Math.abs(alone.at - Date.now()) < 60_000, 'the time it says');
        const trusts = [
          broughtBy(authority.root_pem),
          broughtBy(authority.stamp_pem),
          { certificates: [], fingerprints: [readFingerprint(own)!] },
          { certificates: [], fingerprints: [readFingerprint(new X509Certificate(authority.root_pem).fingerprint256)!] },
        ];
        for (const trust of trusts) assert.deepEqual(judge(stamp, trust), { ...alone, trusted: true });
      },
    );

test('a stamp over something else or of a stranger does not count', { skip: needsOpenssl }, (t) => {
  const authority = openAuthority(t, 'p256');
  const stamp = authority.stamp(data);
  assert.deepEqual(judge(stamp, nobody, nodeCrypto.sha256(Buffer.from('other'))), { ok: false, what: 'other' });
  const stranger = openAuthority(t, 'p256');
  const foreign = judge(stamp, broughtBy(stranger.root_pem));
  assert.ok(foreign.ok && !foreign.trusted, 'of the same name, but another key');
});

test('one changed byte is found, wherever something signed stands; nothing throws', { skip: needsOpenssl }, (t) => {
  const authority = openAuthority(t, 'p256');
  const stamp = authority.stamp(data);
  const trust = broughtBy(authority.root_pem);
  const whole = judge(stamp, trust);
  const signed = [Buffer.from(stamp).indexOf(digest) - 20, Buffer.from(stamp).indexOf(digest) + digest.length + 20] as const;
  const isSigned = (at: number): boolean => (at >= signed[0] && at < signed[1]) || at >= stamp.length - 60;
  // Each byte of what is signed; of the rest, which is several certificates long, every third.
  for (let at = 0; at < stamp.length; at += isSigned(at) || isSigned(at + 1) || isSigned(at + 2) ? 1 : 3) {
    const changed = Uint8Array.from(stamp);
    changed[at]! ^= 1 << (at % 8);
    const verdict = judge(changed, trust);
    // What is not signed (a status, a name of the authority's own bytes beside) may differ without saying another time.
    if (verdict.ok && verdict.trusted) assert.equal(verdict.at, whole.ok ? whole.at : 0, `byte ${at}`);
    if (isSigned(at)) assert.equal(verdict.ok, false, `byte ${at} of what is signed, or of the signature`);
  }
  for (let to = 0; to < stamp.length; to += 13) assert.equal(judge(stamp.subarray(0, to), trust).ok, false);
});

test('DER is read in its shortest form only', () => {
  assert.equal(readDer(Uint8Array.of(0x30, 0x81, 0x05, 1, 2, 3, 4, 5)), null, 'a long length that could be short');
  assert.equal(readDer(Uint8Array.of(0x30, 0x80, 0, 0)), null, 'without a length');
  assert.equal(readDer(Uint8Array.of(0x30, 0x03, 1)), null, 'longer than what is there');
  assert.equal(childrenOf(readDer(Uint8Array.of(0x30, 0x03, 0x02, 0x05, 1))), null, 'a child that does not fit');
  assert.equal(oidOf(readDer(Uint8Array.of(6, 6, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d))!), '1.2.840.113549');
  const time = (text: string, tag = 0x18) => timeOf(readDer(Uint8Array.of(tag, text.length, ...Buffer.from(text)))!);
  assert.equal(time('20261122060000.5Z'), Date.UTC(2026, 10, 22, 6) + 500);
  assert.equal(time('491122060000Z', 0x17), Date.UTC(2049, 10, 22, 6));
  assert.equal(time('20261122060000+0100'), null);
});
