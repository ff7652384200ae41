// The boxes: only the right passphrase, key and purpose open them, and half a key is nothing.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { joinKey, newKeyPair, openPrivate, openWith, publicOf, sealPrivate, sealTo, splitKey } from './boxes.ts';

test('a private key opens under its passphrase and its id alone', async () => {
  const { private_key, public_key } = newKeyPair();
  assert.deepEqual(publicOf(private_key), public_key);
  const sealed = await sealPrivate(private_key, 'ein langer Satz am Tor', 'key-1');
  assert.deepEqual(await openPrivate(sealed, 'ein langer Satz am Tor', 'key-1'), private_key);
  assert.equal(await openPrivate(sealed, 'ein langer Satz am Tur', 'key-1'), null);
  assert.equal(await openPrivate(sealed, 'ein langer Satz am Tor', 'key-2'), null);
  assert.ok(!sealed.includes(private_key));
});

test('what is sealed to a key opens with that key and purpose alone; any changed byte is noticed', () => {
  const [own, other] = [newKeyPair(), newKeyPair()];
  const half = randomBytes(32);
  const sealed = sealTo(own.public_key, half, 'half first');
  assert.deepEqual(openWith(own.private_key, sealed, 'half first'), half);
  assert.equal(openWith(other.private_key, sealed, 'half first'), null);
  assert.equal(openWith(own.private_key, sealed, 'half second'), null);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    // X25519 ignores the highest bit of a public key; the key derived from it does not.
    assert.equal(openWith(own.private_key, changed, 'half first'), null, `byte ${at}`);
  }
});

test('two halves are the key; one is not', () => {
  const key = randomBytes(32);
  const [first, second] = splitKey(key);
  assert.deepEqual(joinKey(first, second), key);
  assert.notDeepEqual(first, key);
  assert.notDeepEqual(second, key);
});
