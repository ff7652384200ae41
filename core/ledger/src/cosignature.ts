// What each kind of signature signs, and how it is written: notes (0x01) and timestamped cosignatures (C2SP tlog-cosignature, 0x04 and 0x06).
import { concatBytes, encodeUtf8 } from './bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint-text.ts';
import type { SignatureCrypto, VerifyBytes } from './crypto.ts';
import {
  ED25519_NOTE_TYPE,
  keyIdOf,
  keySizes,
  type KeyType,
  ML_DSA_44_COSIGNATURE_TYPE,
  type SigningKey,
  typeOfKey,
  type VerifierKey,
} from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** `key_id` is the big-endian 32-bit number before the signature; `signature` is what follows it, a cosignature's time included. */
export type NoteSignature = { name: string; key_id: number; signature: Uint8Array };

const TIMESTAMP_BYTES = 8;
// tlog-cosignature, ML-DSA-44 signed message: uint8 label[12].
const SUBTREE_LABEL = encodeUtf8('subtree/v1\n\0');

/**
 * The exact bytes a signature of `type` by `name` covers. `timestamp` in seconds since the epoch, ignored for 0x01. A cosignature covers
 * checkpoints only: other texts are refused, and so are extension lines, which a 0x06 signature would not cover.
 */
export function bytesToSign(type: KeyType, name: string, text: string, timestamp: number): Result<Uint8Array> {
  if (type === ED25519_NOTE_TYPE) return { ok: true, value: encodeUtf8(text) };
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) return refuse('out_of_range', 0, 'timestamp');
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return checkpoint;
  if (type === ML_DSA_44_COSIGNATURE_TYPE) return cosignedMessage(name, timestamp, checkpoint.value);
  return { ok: true, value: encodeUtf8(`cosignature/v1\ntime ${timestamp}\n${text}`) };
}

/** tlog-cosignature, `cosigned_message` for a whole tree: start 0, end the size. */
function cosignedMessage(name: string, timestamp: number, { origin, size, root }: Checkpoint): Result<Uint8Array> {
  const [cosigner, log] = [encodeUtf8(name), encodeUtf8(origin)];
  if (cosigner.length < 1 || cosigner.length > 255) return refuse('out_of_range', 0, 'cosigner name longer than 255 bytes');
  if (log.length > 255) return refuse('out_of_range', 0, 'origin longer than 255 bytes');
  const parts = [SUBTREE_LABEL, Uint8Array.of(cosigner.length), cosigner, uint64(timestamp)];
  return { ok: true, value: concatBytes(...parts, Uint8Array.of(log.length), log, uint64(0), uint64(size), root) };
}

/** A raw signature made elsewhere (a key in hardware) as a note's signature. */
export function toNoteSignature(
  key: Pick<SigningKey, 'name' | 'type' | 'public_key'>,
  timestamp: number,
  raw: Uint8Array,
  hash: Hash = sha256,
): NoteSignature {
  const key_id = keyIdOf(key.name, key.public_key, hash, key.type);
  return { name: key.name, key_id, signature: key.type === ED25519_NOTE_TYPE ? raw : concatBytes(uint64(timestamp), raw) };
}

/** Signs a checkpoint's text. Throws TypeError on a text or time the type cannot cover. */
export function signCheckpointText(key: SigningKey, text: string, timestamp: number, hash: Hash = sha256): NoteSignature {
  const message = bytesToSign(key.type, key.name, text, timestamp);
  if (!message.ok) throw new TypeError(`no signature over this text: ${message.error.what}`);
  return toNoteSignature(key, timestamp, key.sign(message.value), hash);
}

/** A signature that is good: its key's name and type, and its time in seconds (null: it states none). */
export type GoodSignature = { name: string; key_id: number; type: KeyType; timestamp: number | null };

/** Verifies one signature over a note's text with the key it names; null when it is bad. */
export function verifySignature(
  key: VerifierKey,
  text: string,
  signature: Uint8Array,
  crypto: SignatureCrypto | VerifyBytes,
): GoodSignature | null {
  const type = typeOfKey(key);
  const time = type === ED25519_NOTE_TYPE ? 0 : TIMESTAMP_BYTES;
  if (signature.length !== time + keySizes[type].signature) return null;
  const timestamp = time === 0 ? 0 : readUint64(signature);
  const message = bytesToSign(type, key.name, text, timestamp);
  if (!message.ok || !verifierOf(type, crypto)(key.public_key, message.value, signature.subarray(time))) return null;
  return { name: key.name, key_id: key.key_id, type, timestamp: timestamp === 0 ? null : timestamp };
}

function verifierOf(type: KeyType, crypto: SignatureCrypto | VerifyBytes): VerifyBytes {
  if (typeof crypto === 'function') return crypto;
  return type === ML_DSA_44_COSIGNATURE_TYPE ? crypto.verifyMlDsa44 : crypto.verifyEd25519;
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Beyond 2^53 the number is inexact, and `bytesToSign` refuses it. */
function readUint64(bytes: Uint8Array): number {
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
}
