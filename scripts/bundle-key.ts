// The key bundles are signed with: Ed25519, in a file of whoever makes bundles; its public half is what operators pin.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** `public_base64` is the SubjectPublicKeyInfo in DER: one line that can be typed, printed or pinned. */
export type BundleKey = { public_base64: string; fingerprint: string; sign: (bytes: Uint8Array) => Buffer };

/** Reads the key file, or makes it with mode 0600. Throws for a file others can read or another kind of key. */
export function openBundleKey(path: string): BundleKey & { made: boolean } {
  const made = !existsSync(path);
  if (made) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx', flush: true });
  }
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`the key ${path} can be read by others: chmod 600 ${path}`);
  const key = createPrivateKey(readFileSync(path));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} holds no Ed25519 key`);
  return { ...publicOf(createPublicKey(key)), sign: (bytes) => sign(null, bytes, key), made };
}

function publicOf(key: KeyObject): { public_base64: string; fingerprint: string } {
  const der = key.export({ format: 'der', type: 'spki' });
  return { public_base64: der.toString('base64'), fingerprint: createHash('sha256').update(der).digest('hex') };
}
