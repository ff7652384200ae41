// Cosignatures: the public witness network's, another implementation's key, the exact bytes, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import fc from 'fast-check';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import { bytesToHex, concatBytes, encodeUtf8, hexToBytes } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { formatCheckpoint } from './checkpoint-text.ts';
import { bytesToSign, signCheckpointText, toNoteSignature, verifySignature } from './cosignature.ts';
import {
  ED25519_COSIGNATURE_TYPE,
  ED25519_NOTE_TYPE,
  formatVerifierKey,
  type KeyType,
  ML_DSA_44_COSIGNATURE_TYPE,
  parseVerifierKey,
  type SigningKey,
  type VerifierKey,
  verifierKeyOf,
} from './keys.ts';
import { hashLeaf } from './merkle.ts';
import { formatNote, openSignatures } from './note.ts';
import { nobleCrypto } from './noble-crypto.ts';

const origin = 'holdfast.example/plant/e1';
const text = formatCheckpoint({ origin, size: 20852163, root: new Uint8Array(32).fill(7) });
const types: readonly KeyType[] = [ED25519_NOTE_TYPE, ED25519_COSIGNATURE_TYPE, ML_DSA_44_COSIGNATURE_TYPE];
const keyOf = (type: KeyType, name = 'witness.example/w1') => signingKeyOf(name, type, makePrivateKey(type));
const knownOf = (key: ReturnType<typeof keyOf>): VerifierKey => verifierKeyOf(key.name, key.public_key, key.type);
function parsed(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  assert.ok(key.ok, vkey);
  return key.value;
}

// A checkpoint of a public log, as its operator and four public witnesses signed it, with the keys they publish.
const publicNote = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`;
const publicLog = parsed('arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f');
const publicWitnesses = [
  parsed('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'),
  parsed('witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv'),
  verifierKeyOf(
    'transparency.dev/DEV:witness-little-garden',
    hexToBytes('2b6eb0ec483503544cde4e8fc1ce6d1921db21dffccc186865f808f7625443cc'),
    ED25519_COSIGNATURE_TYPE,
  ),
  verifierKeyOf(
    'witness1.smartit.nu/witness1',
    hexToBytes('f4855a0f46e8a3e23bb40faf260ee57ab8a18249fa402f2ca2d28a60e1a3130e'),
    ED25519_COSIGNATURE_TYPE,
  ),
];

for (const [runtime, crypto] of Object.entries({ node: nodeCrypto, noble: nobleCrypto })) {
  test(`opens a checkpoint of a public log and the cosignatures of four public witnesses (${runtime})`, () => {
    const opened = openCheckpoint(publicNote, publicLog.name, [publicLog, ...publicWitnesses], crypto);
    assert.ok(opened.ok, opened.ok ? '' : opened.error.what);
    assert.equal(opened.value.size, 1432088532);
    const at = Date.parse('2026-05-23T21:50:24Z') / 1000;
    assert.deepEqual(
      opened.value.signatures.map(({ name, type, timestamp }) => [name, type, timestamp]),
      [
        ['arche2025h1.staging.ct.transparency.dev', 0x01, null],
        ['transparency.dev/DEV:witness-little-garden', 0x04, at],
        ['witness1.smartit.nu/witness1', 0x04, at],
        ['remora.n621.de', 0x04, at],
        ['witness.stagemole.eu', 0x04, at],
      ],
    );
  });

  test(`signs and opens every type, and a text changed in one place is refused (${runtime})`, () => {
    for (const type of types) {
      const key = keyOf(type, origin);
      const signature = signCheckpointText(key, text, 1_700_000_000);
      const note = formatNote({ text, signatures: [signature] });
      assert.equal(openSignatures(note, [knownOf(key)], crypto).ok, true);
      const changed = note.replace('20852163', '20852164');
      assert.deepEqual(openSignatures(changed, [knownOf(key)], crypto), {
        ok: false,
        error: { kind: 'mismatch', offset: 0, what: `signature of ${origin}` },
      });
    }
  });
}

test('makes of a seed the ML-DSA key, key id and text that another implementation publishes for it', () => {
  const { publicKey, secretKey } = ml_dsa44.keygen(hexToBytes('2886adc2b0eabfce67c0472939127998bf886cf256bfee8ba76a253fce1146e0'));
  const vkey = formatVerifierKey('example.com/mldsa-log', publicKey, undefined, ML_DSA_44_COSIGNATURE_TYPE);
  assert.ok(vkey.startsWith('example.com/mldsa-log+b5df45c5+BuhtcL97l3dcitjZ8Y9J54gmQ1TWn/'));
  assert.ok(vkey.endsWith('Uht4yVIvFAaqsgAAE='));
  const first = formatCheckpoint({ origin: 'example.com/mldsa-log', size: 1, root: hashLeaf(encodeUtf8('testonly')) });
  assert.equal(first, 'example.com/mldsa-log\n1\n+zoErtsZtGO6sfiSV/v4UJSIyowisE8hvjw0q5+bD38=\n');
  const key = { name: 'example.com/mldsa-log', type: ML_DSA_44_COSIGNATURE_TYPE, public_key: publicKey } as const;
  const signing = { ...key, sign: (message: Uint8Array) => ml_dsa44.sign(message, secretKey, { extraEntropy: false }) };
  const signature = signCheckpointText(signing, first, 0);
  assert.equal(
    formatNote({ text: first, signatures: [signature] })
      .split('\n')[4]!
      .slice(0, 40),
    '— example.com/mldsa-log td9FxQAAAAAAAAAA',
  );
  assert.equal(verifySignature(verifierKeyOf(key.name, publicKey, key.type), first, signature.signature, nodeCrypto)?.timestamp, null);
});

test('signs the bytes of the specification', () => {
  const bytesOf = (type: KeyType, time: number) => {
    const bytes = bytesToSign(type, 'w.example', 'log.example\n5\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n', time);
    assert.ok(bytes.ok);
    return bytes.value;
  };
  const checkpoint = 'log.example\n5\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n';
  assert.deepEqual(bytesOf(ED25519_NOTE_TYPE, 1), encodeUtf8(checkpoint));
  assert.deepEqual(bytesOf(ED25519_COSIGNATURE_TYPE, 1679315147), encodeUtf8(`cosignature/v1\ntime 1679315147\n${checkpoint}`));
  // label[12], name behind its length, timestamp, origin behind its length, start, end, hash.
  const expected =
    '737562747265652f76310a00' + // subtree/v1\n\0
    `09${bytesToHex(encodeUtf8('w.example'))}` +
    '000000006418 50cb'.replace(' ', '') +
    `0b${bytesToHex(encodeUtf8('log.example'))}` +
    '0000000000000000' +
    '0000000000000005' +
    '07'.repeat(32);
  assert.equal(bytesToHex(bytesOf(ML_DSA_44_COSIGNATURE_TYPE, 0x641850cb)), expected);
});

test('writes the time before the raw signature, big-endian, and reads it back', () => {
  const key = keyOf(ED25519_COSIGNATURE_TYPE);
  const { signature } = signCheckpointText(key, text, 1_727_964_367);
  assert.equal(bytesToHex(signature.subarray(0, 8)), '0000000066fea4cf');
  assert.equal(signature.length, 72);
  assert.equal(verifySignature(knownOf(key), text, signature, nodeCrypto)?.timestamp, 1_727_964_367);
  const moved = signature.slice();
  moved[7]! ^= 1;
  assert.equal(verifySignature(knownOf(key), text, moved, nodeCrypto), null, 'the time is signed');
});

test('refuses a time beyond 2^53, a length that is not the type\u2019s, and a signature of another type by the same key', () => {
  for (const type of [ED25519_COSIGNATURE_TYPE, ML_DSA_44_COSIGNATURE_TYPE] as const) {
    const key = keyOf(type);
    const { signature } = signCheckpointText(key, text, 1);
    const good = knownOf(key);
    assert.ok(verifySignature(good, text, signature, nodeCrypto));
    const late = concatBytes(new Uint8Array(8).fill(0x7f), signature.subarray(8));
    assert.equal(verifySignature(good, text, late, nodeCrypto), null);
    for (const wrong of [new Uint8Array(0), signature.slice(1), concatBytes(signature, Uint8Array.of(0)), signature.subarray(8)])
      assert.equal(verifySignature(good, text, wrong, nodeCrypto), null, `${wrong.length} bytes`);
    assert.throws(() => signCheckpointText(key, text, 2 ** 53), TypeError);
    assert.throws(() => signCheckpointText(key, text, -1), TypeError);
    assert.throws(() => signCheckpointText(key, text, 1.5), TypeError);
  }
  const log = keyOf(ED25519_NOTE_TYPE);
  const cosigner: SigningKey = { ...log, type: ED25519_COSIGNATURE_TYPE };
  const note = formatNote({ text, signatures: [signCheckpointText(log, text, 1)] });
  assert.equal(openSignatures(note, [knownOf(cosigner)], nodeCrypto).ok, false, 'the key id says the type');
});

test('a cosignature covers checkpoints only, without extension lines, under names of at most 255 bytes', () => {
  const what = (type: KeyType, name: string, body: string) => {
    const bytes = bytesToSign(type, name, body, 1);
    return bytes.ok ? 'signed' : bytes.error.what;
  };
  for (const type of [ED25519_COSIGNATURE_TYPE, ML_DSA_44_COSIGNATURE_TYPE] as const) {
    assert.equal(what(type, 'w', 'any note\n'), 'origin');
    assert.equal(what(type, 'w', `${text}extension\n`), 'extension line');
    assert.equal(what(type, 'w', text.slice(0, -1)), 'no final newline');
    assert.equal(what(type, 'w', text), 'signed');
  }
  const long = 'x'.repeat(256);
  assert.equal(what(ML_DSA_44_COSIGNATURE_TYPE, long, text), 'cosigner name longer than 255 bytes');
  assert.equal(what(ML_DSA_44_COSIGNATURE_TYPE, 'ü'.repeat(128), text), 'cosigner name longer than 255 bytes', 'bytes, not letters');
  assert.equal(what(ML_DSA_44_COSIGNATURE_TYPE, 'w', text.replace(origin, long)), 'origin longer than 255 bytes');
  assert.equal(what(ML_DSA_44_COSIGNATURE_TYPE, 'x'.repeat(255), text), 'signed');
});

test('binds an ML-DSA cosignature to the cosigner\u2019s name', () => {
  const key = keyOf(ML_DSA_44_COSIGNATURE_TYPE);
  const { signature } = signCheckpointText(key, text, 5);
  const renamed = verifierKeyOf('witness.example/w2', key.public_key, key.type);
  assert.equal(verifySignature(renamed, text, signature, nodeCrypto), null);
});

test('a log signs with both algorithms, and either good signature under its name opens its checkpoint', () => {
  const [ed, pq] = [keyOf(ED25519_NOTE_TYPE, origin), keyOf(ML_DSA_44_COSIGNATURE_TYPE, origin)];
  const witness = keyOf(ED25519_COSIGNATURE_TYPE, origin);
  const open = (...keys: (typeof ed)[]) => {
    const note = formatNote({ text, signatures: keys.map((key) => signCheckpointText(key, text, 9)) });
    const opened = openCheckpoint(note, origin, [ed, pq, witness].map(knownOf), nodeCrypto);
    return opened.ok ? opened.value.signatures.map(({ type }) => type) : opened.error.what;
  };
  assert.deepEqual(open(ed, pq), [0x01, 0x06]);
  assert.deepEqual(open(pq), [0x06]);
  assert.deepEqual(open(ed), [0x01]);
  assert.deepEqual(open(witness), 'not signed by the log itself', 'a witness that took the log\u2019s name');
  const forged = { ...pq, sign: () => new Uint8Array(2420) };
  assert.deepEqual(open(ed, forged), `signature of ${origin}`, 'one bad signature of a known key refuses the note');
});

test('takes a raw signature made elsewhere', () => {
  const key = keyOf(ML_DSA_44_COSIGNATURE_TYPE);
  const message = bytesToSign(key.type, key.name, text, 77);
  assert.ok(message.ok);
  const signature = toNoteSignature(key, 77, key.sign(message.value));
  assert.equal(verifySignature(knownOf(key), text, signature.signature, nobleCrypto)?.timestamp, 77);
});

test('both runtimes judge every changed bit of a signature alike', () => {
  const keys = types.map((type) => keyOf(type));
  const signed = keys.map((key) => signCheckpointText(key, text, 1_700_000_000).signature);
  fc.assert(
    fc.property(fc.nat(types.length - 1), fc.nat(), (which, pick) => {
      const bytes = signed[which]!.slice();
      const bit = pick % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const known = knownOf(keys[which]!);
      assert.equal(verifySignature(known, text, bytes, nodeCrypto), null);
      assert.equal(verifySignature(known, text, bytes, nobleCrypto), null);
    }),
    { numRuns: 150 },
  );
});
