// Signed envelopes: bytes, what they are, and signatures over both (DSSE protocol and envelope, v1.0.2).
import canonicalize from 'canonicalize';
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import type { SignatureCrypto } from './crypto.ts';
import { ED25519_COSIGNATURE_TYPE, ED25519_NOTE_TYPE, keyIdOf, keySizes, type SigningKey, typeOfKey, type VerifierKey } from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

type EnvelopeSignature = { keyid: string; sig: string };
type Envelope = { payload: string; payloadType: string; signatures: EnvelopeSignature[] };

const MAX_ENVELOPE_BYTES = 256 * 1024 * 1024;
const MAX_ENVELOPE_SIGNATURES = 16;

/** DSSE protocol, Signature Definition: `DSSEv1 LEN(type) type LEN(body) body`, lengths in bytes. */
export function bytesToSignOf(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = encodeUtf8(payloadType);
  return concatBytes(encodeUtf8(`DSSEv1 ${type.length} `), type, encodeUtf8(` ${payload.length} `), payload);
}

/** How an envelope names a key: the first two parts of its verifier key, `name+keyid`. */
export function envelopeKeyId(key: Pick<VerifierKey, 'name' | 'key_id'>): string {
  return `${key.name}+${key.key_id.toString(16).padStart(8, '0')}`;
}

/** An envelope as canonical JSON (RFC 8785). Keys are Ed25519 of type 0x01 or ML-DSA-44. Throws TypeError on a cosigner's Ed25519 key. */
export function sealEnvelope(payloadType: string, payload: Uint8Array, keys: readonly SigningKey[], hash: Hash = sha256): string {
  const message = bytesToSignOf(payloadType, payload);
  const raw = keys.map((key) => {
    if (key.type === ED25519_COSIGNATURE_TYPE) throw new TypeError('a cosigner signs checkpoints only');
    const key_id = keyIdOf(key.name, key.public_key, hash, key.type);
    return { key: { name: key.name, key_id }, signature: key.sign(message) };
  });
  return formatEnvelope(payloadType, payload, raw);
}

/** An envelope over signatures made elsewhere, over `bytesToSignOf`. */
export function formatEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signed: readonly { key: Pick<VerifierKey, 'name' | 'key_id'>; signature: Uint8Array }[],
): string {
  const signatures = signed.map(({ key, signature }) => ({ keyid: envelopeKeyId(key), sig: encodeBase64(signature) }));
  return canonicalize({ payload: encodeBase64(payload), payloadType, signatures }) ?? '';
}

/** What an envelope holds once it may be believed; `unknown` counts signatures of keys not given, which were not looked at. */
export type OpenedEnvelope = { payload: Uint8Array; signers: VerifierKey[]; unknown: number };

/**
 * Opens an envelope of just this type. Unknown signers are ignored, a bad signature of a known key refuses it, and so does the absence of any
 * good one. Stricter than the protocol: canonical JSON and standard base64 only, so that one envelope has one text.
 */
export function openEnvelope(
  source: string | Uint8Array,
  payloadType: string,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto,
): Result<OpenedEnvelope> {
  const envelope = parseEnvelope(source);
  if (!envelope.ok) return envelope;
  if (envelope.value.payloadType !== payloadType) return refuse('mismatch', 0, 'payload type');
  const payload = decodeBase64(envelope.value.payload);
  if (!payload.ok) return refuse('malformed', 0, `payload: ${payload.error.what}`);
  const message = bytesToSignOf(payloadType, payload.value);
  const signers: VerifierKey[] = [];
  for (const [at, { keyid, sig }] of envelope.value.signatures.entries()) {
    const known = keys.filter((key) => typeOfKey(key) !== ED25519_COSIGNATURE_TYPE && envelopeKeyId(key) === keyid);
    if (known.length === 0) continue;
    const signer = known.find((key) => isSigned(key, message, sig, crypto));
    if (signer === undefined) return refuse('mismatch', at, `signature of ${keyid}`);
    signers.push(signer);
  }
  if (signers.length === 0) return refuse('untrusted', 0, 'no signature of a known key');
  return { ok: true, value: { payload: payload.value, signers, unknown: envelope.value.signatures.length - signers.length } };
}

function isSigned(key: VerifierKey, message: Uint8Array, sig: string, crypto: SignatureCrypto): boolean {
  const signature = decodeBase64(sig);
  const type = typeOfKey(key);
  if (!signature.ok || signature.value.length !== keySizes[type].signature) return false;
  const verify = type === ED25519_NOTE_TYPE ? crypto.verifyEd25519 : crypto.verifyMlDsa44;
  return verify(key.public_key, message, signature.value);
}

function parseEnvelope(source: string | Uint8Array): Result<Envelope> {
  if (source.length > MAX_ENVELOPE_BYTES) return refuse('out_of_range', MAX_ENVELOPE_BYTES, 'envelope too long');
  const decoded = typeof source === 'string' ? { ok: true as const, value: source } : decodeUtf8(source);
  if (!decoded.ok) return decoded;
  let value: unknown;
  try {
    value = JSON.parse(decoded.value);
  } catch {
    return refuse('malformed', 0, 'not JSON');
  }
  if (!isEnvelope(value)) return refuse('malformed', 0, 'not an envelope');
  if (value.signatures.length > MAX_ENVELOPE_SIGNATURES) return refuse('malformed', MAX_ENVELOPE_SIGNATURES, 'too many signatures');
  return canonicalize(value) === decoded.value ? { ok: true, value } : refuse('malformed', 0, 'not canonical JSON');
}

function isEnvelope(value: unknown): value is Envelope {
  if (!hasJust(value, ['payload', 'payloadType', 'signatures']) || !Array.isArray(value.signatures)) return false;
  const texts = [value.payload, value.payloadType];
  for (const signature of value.signatures as unknown[]) {
    if (!hasJust(signature, ['keyid', 'sig'])) return false;
    texts.push(signature.keyid, signature.sig);
  }
  return texts.every((text) => typeof text === 'string' && text.isWellFormed());
}

function hasJust(value: unknown, fields: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === fields.length && fields.every((field) => Object.hasOwn(value, field));
}
