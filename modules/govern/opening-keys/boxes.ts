// Keys and boxes: X25519 key pairs under a passphrase, halves of a file's key, and sealing to somebody's public key.
// scrypt: RFC 7914; X25519: RFC 7748; HKDF: RFC 5869; AES-256-GCM: NIST SP 800-38D.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scrypt,
} from 'node:crypto';

/** Raw, 32 bytes each. */
export type KeyPair = { public_key: Buffer; private_key: Buffer };

// RFC 8410: what stands before the raw bytes in PKCS #8 and SPKI.
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const privateKeyOf = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privateHead, raw]), format: 'der', type: 'pkcs8' });
const publicKeyOf = (raw: Uint8Array): KeyObject => createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' });
const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length);

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return {
    public_key: rawPublic(publicKey),
    private_key: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateHead.length),
  };
}

/** The public half of a private key. */
export const publicOf = (private_key: Uint8Array): Buffer => rawPublic(createPublicKey(privateKeyOf(private_key)));

function encrypt(key: Uint8Array, plain: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the key is another one, or the bytes were changed. */
function decrypt(key: Uint8Array, sealed: Uint8Array, aad: string): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(aad));
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

// 64 MiB and a fifth of a second a guess. The cost stands in front, so that it may rise later.
const cost = 16;
const saltBytes = 16;

function stretch(passphrase: string, salt: Uint8Array, log2: number): Promise<Buffer> {
  const options = { N: 2 ** log2, r: 8, p: 1, maxmem: 2 ** 28 };
  return new Promise((done, failed) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) => (error === null ? done(key) : failed(error)));
  });
}

/** A private key under a passphrase; `key_id` is bound in. */
export async function sealPrivate(private_key: Uint8Array, passphrase: string, key_id: string): Promise<Buffer> {
  const salt = randomBytes(saltBytes);
  const sealed = encrypt(await stretch(passphrase, salt, cost), private_key, `opening key ${key_id}`);
  return Buffer.concat([Buffer.from([cost]), salt, sealed]);
}

/** Null for a wrong passphrase. */
export async function openPrivate(sealed: Uint8Array, passphrase: string, key_id: string): Promise<Buffer | null> {
  const bytes = Buffer.from(sealed);
  const log2 = bytes[0] ?? 0;
  if (log2 < 14 || log2 > 18) return null;
  const key = await stretch(passphrase, bytes.subarray(1, 1 + saltBytes), log2);
  return decrypt(key, bytes.subarray(1 + saltBytes), `opening key ${key_id}`);
}

const shared = (own: KeyObject, other: KeyObject, ends: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey: own, publicKey: other }), ends, 'holdfast opening key 1', 32));

/** Seals to a public key with a key pair made for this once; only its private half opens it. `purpose` is bound in. */
export function sealTo(public_key: Uint8Array, plain: Uint8Array, purpose: string): Buffer {
  const once = newKeyPair();
  const key = shared(privateKeyOf(once.private_key), publicKeyOf(public_key), Buffer.concat([once.public_key, public_key]));
  return Buffer.concat([once.public_key, encrypt(key, plain, purpose)]);
}

/** Null when it was sealed to another key, for another purpose, or changed. */
export function openWith(private_key: Uint8Array, sealed: Uint8Array, purpose: string): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 60) return null;
  const [once, own] = [bytes.subarray(0, 32), privateKeyOf(private_key)];
  const key = shared(own, publicKeyOf(once), Buffer.concat([once, publicOf(private_key)]));
  return decrypt(key, bytes.subarray(32), purpose);
}

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)));

/** Two halves of a key: each alone is random bytes, together (`joinKey`) they are the key. */
export function splitKey(key: Uint8Array): [first: Buffer, second: Buffer] {
  const first = randomBytes(key.length);
  return [first, xor(key, first)];
}
export const joinKey = (first: Uint8Array, second: Uint8Array): Buffer => xor(first, second);

/** What a half is sealed for: this file, this side. */
export const sharePurpose = (sha256: string, side: string): string => `half ${side} of ${sha256}`;
/** What a half is sealed for in an opening. */
export const openingPurpose = (opening_id: string, side: string): string => `half ${side} for opening ${opening_id}`;
