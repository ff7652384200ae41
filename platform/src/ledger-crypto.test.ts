// The runtime's signatures: both algorithms, keys of the wrong kind, and agreement with the library that browsers use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ED25519_NOTE_TYPE, ML_DSA_44_COSIGNATURE_TYPE } from '@holdfast/core-ledger';
import { nobleCrypto } from '@holdfast/core-ledger/noble-crypto';
import { makePrivateKey, nodeCrypto, rawPublicKey, readPrivateKey, signingKeyOf } from './ledger-crypto.ts';

const message = Buffer.from('what happened');
const kinds = [
  { type: ED25519_NOTE_TYPE, check: 'verifyEd25519', public_bytes: 32, signature_bytes: 64 },
  { type: ML_DSA_44_COSIGNATURE_TYPE, check: 'verifyMlDsa44', public_bytes: 1312, signature_bytes: 2420 },
] as const;

for (const { type, check, public_bytes, signature_bytes } of kinds) {
  test(`signs what both libraries verify, and nothing else passes (${check})`, () => {
    const key = signingKeyOf('log.example', type, makePrivateKey(type));
    const signature = key.sign(message);
    assert.deepEqual([key.public_key.length, signature.length], [public_bytes, signature_bytes]);
    for (const crypto of [nodeCrypto, nobleCrypto]) {
      const verify = crypto[check];
      assert.equal(verify(key.public_key, message, signature), true);
      assert.equal(verify(key.public_key, Buffer.from('what happened?'), signature), false);
      assert.equal(verify(rawPublicKey(makePrivateKey(type)), message, signature), false);
      for (const broken of [
        new Uint8Array(0),
        signature.slice(1),
        new Uint8Array(signature_bytes),
        new Uint8Array(signature_bytes).fill(255),
      ])
        assert.equal(verify(key.public_key, message, broken), false);
      for (const none of [new Uint8Array(0), key.public_key.slice(1), Uint8Array.of(...key.public_key, 0)])
        assert.equal(verify(none, message, signature), false);
    }
  });

  test(`reads a private key back from its PEM, and refuses one of another kind (${check})`, () => {
    const made = makePrivateKey(type);
    const pem = made.export({ format: 'pem', type: 'pkcs8' });
    assert.deepEqual(rawPublicKey(readPrivateKey(pem, type)), rawPublicKey(made));
    const other = type === ED25519_NOTE_TYPE ? ML_DSA_44_COSIGNATURE_TYPE : ED25519_NOTE_TYPE;
    assert.throws(() => readPrivateKey(pem, other), TypeError);
  });
}

test('hashes as the library for browsers does', () => {
  assert.deepEqual(new Uint8Array(nodeCrypto.sha256(message)), nobleCrypto.sha256(message));
});
