// Signed notes: text signed by one or more keys (C2SP signed-note v1.0.0), Ed25519 signatures of type 0x01.
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import { type Hash, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

export const ED25519_NOTE_TYPE = 0x01;
/** The specification asks for at least 16; more are refused. */
export const MAX_NOTE_SIGNATURES = 16;
/** A checkpoint with 16 post-quantum cosignatures stays well below. */
export const MAX_NOTE_BYTES = 128 * 1024;

const DASH = '\u2014 ';
const ED25519_PUBLIC_KEY_BYTES = 32;
const ED25519_SIGNATURE_BYTES = 64;

/** `key_id` is the big-endian 32-bit number before the signature. */
export type NoteSignature = { name: string; key_id: number; signature: Uint8Array };
/** `text` ends in a newline; signatures cover its UTF-8. */
export type Note = { text: string; signatures: NoteSignature[] };
export type VerifierKey = { name: string; key_id: number; public_key: Uint8Array };

/** Ed25519 over bytes (RFC 8032). The caller brings it: the runtime's own in the server, a library in a browser. */
export type SignBytes = (message: Uint8Array) => Uint8Array;
export type VerifyBytes = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** The first four bytes of SHA-256(name || 0x0A || type || public key), big-endian. */
export function keyIdOf(name: string, publicKey: Uint8Array, hash: Hash = sha256): number {
  const digest = hash(concatBytes(encodeUtf8(name), Uint8Array.of(0x0a, ED25519_NOTE_TYPE), publicKey));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** A key's text for people and files: `name+keyid+base64(type || public key)`. Throws TypeError on a name notes cannot carry. */
export function formatVerifierKey(name: string, publicKey: Uint8Array, hash: Hash = sha256): string {
  if (!isKeyName(name)) throw new TypeError('key name is empty or holds a space, a plus or a control character');
  const id = keyIdOf(name, publicKey, hash).toString(16).padStart(8, '0');
  return `${name}+${id}+${encodeBase64(concatBytes(Uint8Array.of(ED25519_NOTE_TYPE), publicKey))}`;
}

/** Reads `name+keyid+base64(type || public key)`; a key id that is not the key's own is refused. */
export function parseVerifierKey(text: string, hash: Hash = sha256): Result<VerifierKey> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([^\s]+)$/u.exec(text);
  if (!match || !isKeyName(match[1]!)) return refuse('malformed', 0, 'verifier key');
  const key = decodeBase64(match[3]!);
  if (!key.ok) return key;
  if (key.value[0] !== ED25519_NOTE_TYPE || key.value.length !== 1 + ED25519_PUBLIC_KEY_BYTES)
    return refuse('malformed', match[1]!.length + 10, 'verifier key is not Ed25519');
  const public_key = key.value.slice(1);
  const key_id = keyIdOf(match[1]!, public_key, hash);
  if (key_id !== Number.parseInt(match[2]!, 16)) return refuse('mismatch', match[1]!.length + 1, 'key id');
  return { ok: true, value: { name: match[1]!, key_id, public_key } };
}

/** Signs `text`, which must end in a newline. */
export function signNote(text: string, name: string, publicKey: Uint8Array, sign: SignBytes, hash: Hash = sha256): NoteSignature {
  return { name, key_id: keyIdOf(name, publicKey, hash), signature: sign(encodeUtf8(text)) };
}

export function formatNote({ text, signatures }: Note): string {
  const lines = signatures.map(({ name, key_id, signature }) => {
    const id = new Uint8Array(4);
    new DataView(id.buffer).setUint32(0, key_id);
    return `${DASH}${name} ${encodeBase64(concatBytes(id, signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** Reads a note without believing it. Offsets of signature faults are line numbers, the first signature being 0. */
export function parseNote(note: string | Uint8Array): Result<Note> {
  const decoded = typeof note === 'string' ? { ok: true as const, value: note } : decodeUtf8(note);
  if (!decoded.ok) return decoded;
  const source = decoded.value;
  const fault = faultOfNoteText(source);
  if (fault) return refuse('malformed', 0, fault);
  const split = source.lastIndexOf('\n\n');
  if (split < 0) return refuse('malformed', 0, 'no blank line before the signatures');
  const lines = source.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) return refuse('malformed', MAX_NOTE_SIGNATURES, 'too many signatures');
  const signatures: NoteSignature[] = [];
  for (const [at, line] of lines.entries()) {
    const signature = parseSignatureLine(line, at);
    if (!signature.ok) return signature;
    signatures.push(signature.value);
  }
  return { ok: true, value: { text: source.slice(0, split + 1), signatures } };
}

function faultOfNoteText(source: string): string | null {
  if (source.length > MAX_NOTE_BYTES) return 'note too long';
  if (!source.isWellFormed()) return 'lone surrogate';
  if (/[\u0000-\u0009\u000b-\u001f]/u.test(source)) return 'control character';
  if (!source.endsWith('\n')) return 'no final newline';
  return source.endsWith('\n\n') ? 'no signature' : null;
}

function parseSignatureLine(line: string, at: number): Result<NoteSignature> {
  const [name, encoded, ...rest] = line.startsWith(DASH) ? line.slice(DASH.length).split(' ') : [];
  if (name === undefined || encoded === undefined || rest.length > 0) return refuse('malformed', at, 'signature line');
  if (!isKeyName(name)) return refuse('malformed', at, 'key name');
  const bytes = decodeBase64(encoded);
  if (!bytes.ok) return refuse('malformed', at, `signature: ${bytes.error.what}`);
  if (bytes.value.length < 5) return refuse('malformed', at, 'signature too short');
  const key_id = new DataView(bytes.value.buffer).getUint32(0);
  return { ok: true, value: { name, key_id, signature: bytes.value.slice(4) } };
}

/** A note whose text may be believed: `signers` names the known keys that signed it, never empty. */
export type OpenedNote = { text: string; signers: string[] };

/**
 * Verifies a note against known keys: unknown signers are ignored, a bad signature of a known key refuses the whole note,
 * and so does the absence of any good one.
 */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[], verify: VerifyBytes): Result<OpenedNote> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const message = encodeUtf8(text);
  const signers = new Set<string>();
  for (const [at, { name, key_id, signature }] of signatures.entries()) {
    const candidates = keys.filter((key) => key.name === name && key.key_id === key_id);
    if (candidates.length === 0) continue;
    const good = (key: VerifierKey) => signature.length === ED25519_SIGNATURE_BYTES && verify(key.public_key, message, signature);
    if (!candidates.some(good)) return refuse('mismatch', at, `signature of ${name}`);
    signers.add(name);
  }
  if (signers.size === 0) return refuse('untrusted', 0, 'no signature of a known key');
  return { ok: true, value: { text, signers: [...signers] } };
}

/** Non-empty, no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}
