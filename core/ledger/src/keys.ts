// Keys of signed notes: their types, ids and texts (C2SP signed-note v1.0.0, Verifier keys; tlog-cosignature, Format).
import { concatBytes, decodeBase64, encodeBase64, encodeUtf8 } from './bytes.ts';
import type { SignBytes } from './crypto.ts';
import { type Hash, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** A log's own signature over the note's text. */
export const ED25519_NOTE_TYPE = 0x01;
/** A timestamped cosignature over header, time and the note's text. */
export const ED25519_COSIGNATURE_TYPE = 0x04;
/** A timestamped cosignature over `cosigned_message`; a log signs its own checkpoints so too. */
export const ML_DSA_44_COSIGNATURE_TYPE = 0x06;

export type KeyType = typeof ED25519_NOTE_TYPE | typeof ED25519_COSIGNATURE_TYPE | typeof ML_DSA_44_COSIGNATURE_TYPE;

/** Bytes of a public key and of a raw signature, by type (RFC 8032, 5.1; FIPS 204, table 2). */
export const keySizes: Readonly<Record<KeyType, { public_key: number; signature: number }>> = {
  [ED25519_NOTE_TYPE]: { public_key: 32, signature: 64 },
  [ED25519_COSIGNATURE_TYPE]: { public_key: 32, signature: 64 },
  [ML_DSA_44_COSIGNATURE_TYPE]: { public_key: 1312, signature: 2420 },
};

/** `key_id` is the big-endian 32-bit number before a signature; without `type` it is an Ed25519 note key. */
export type VerifierKey = { name: string; key_id: number; public_key: Uint8Array; type?: KeyType };

/** What signs: a key under a name, and how it signs bytes. */
export type SigningKey = { name: string; type: KeyType; public_key: Uint8Array; sign: SignBytes };

export const typeOfKey = (key: VerifierKey): KeyType => key.type ?? ED25519_NOTE_TYPE;

/** The first four bytes of SHA-256(name || 0x0A || type || public key), big-endian. */
export function keyIdOf(name: string, publicKey: Uint8Array, hash: Hash = sha256, type: KeyType = ED25519_NOTE_TYPE): number {
  const digest = hash(concatBytes(encodeUtf8(name), Uint8Array.of(0x0a, type), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** The key of a name, its id computed. */
export function verifierKeyOf(name: string, publicKey: Uint8Array, type: KeyType, hash: Hash = sha256): VerifierKey {
  return { name, key_id: keyIdOf(name, publicKey, hash, type), public_key: publicKey, type };
}

/** A key's text for people and files: `name+keyid+base64(type || public key)`. Throws TypeError on a name notes cannot carry. */
export function formatVerifierKey(name: string, publicKey: Uint8Array, hash: Hash = sha256, type: KeyType = ED25519_NOTE_TYPE): string {
  if (!isKeyName(name)) throw new TypeError('key name is empty or holds a space, a plus or a control character');
  const id = keyIdOf(name, publicKey, hash, type).toString(16).padStart(8, '0');
  return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** Reads `name+keyid+base64(type || public key)`; a key id that is not the key's own is refused, and so is a type not known here. */
export function parseVerifierKey(text: string, hash: Hash = sha256): Result<VerifierKey> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([^\s]+)$/u.exec(text);
  if (!match || !isKeyName(match[1]!)) return refuse('malformed', 0, 'verifier key');
  const [name, id, encoded] = [match[1]!, match[2]!, match[3]!];
  const key = decodeBase64(encoded);
  if (!key.ok) return key;
  const type = key.value[0];
  if (!isKeyType(type)) return refuse('malformed', name.length + 10, 'verifier key of an unknown type');
  const public_key = key.value.slice(1);
  if (public_key.length !== keySizes[type].public_key) return refuse('malformed', name.length + 10, 'verifier key length');
  const key_id = keyIdOf(name, public_key, hash, type);
  if (key_id !== Number.parseInt(id, 16)) return refuse('mismatch', name.length + 1, 'key id');
  return { ok: true, value: { name, key_id, public_key, type } };
}

/** Non-empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}

function isKeyType(type: number | undefined): type is KeyType {
  return type !== undefined && Object.hasOwn(keySizes, type);
}
