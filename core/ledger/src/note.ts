// Signed notes: text signed by one or more keys (C2SP signed-note v1.0.0).
import { concatBytes, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import { type GoodSignature, type NoteSignature, verifySignature } from './cosignature.ts';
import type { SignatureCrypto, SignBytes, VerifyBytes } from './crypto.ts';
import { ED25519_NOTE_TYPE, isKeyName, keyIdOf, typeOfKey, type VerifierKey } from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** The specification asks for at least 16; more are refused. */
export const MAX_NOTE_SIGNATURES = 16;
/** A checkpoint with 16 post-quantum cosignatures stays well below. */
export const MAX_NOTE_BYTES = 128 * 1024;

const DASH = '\u2014 ';

/** `text` ends in a newline; signatures cover its UTF-8. */
export type Note = { text: string; signatures: NoteSignature[] };

/** Signs `text`, which must end in a newline, with an Ed25519 key of type 0x01. */
export function signNote(text: string, name: string, publicKey: Uint8Array, sign: SignBytes, hash: Hash = sha256): NoteSignature {
  return { name, key_id: keyIdOf(name, publicKey, hash), signature: sign(encodeUtf8(text)) };
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${formatSignatures(signatures)}`;
}

/** Signature lines as they stand under a note; a witness answers with them alone. */
export function formatSignatures(signatures: readonly NoteSignature[]): string {
  const lines = signatures.map(({ name, key_id, signature }) => {
    const id = new Uint8Array(4);
    new DataView(id.buffer).setUint32(0, key_id);
    return `${DASH}${name} ${encodeBase64(concatBytes(id, signature))}\n`;
  });
  return lines.join('');
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
  const signatures = parseSignatures(source.slice(split + 2));
  return signatures.ok ? { ok: true, value: { text: source.slice(0, split + 1), signatures: signatures.value } } : signatures;
}

/** Reads one to 16 signature lines, each ending in a newline. */
export function parseSignatures(source: string): Result<NoteSignature[]> {
  if (source.length > MAX_NOTE_BYTES) return refuse('malformed', 0, 'note too long');
  if (!source.endsWith('\n')) return refuse('malformed', 0, 'no final newline');
  const lines = source.slice(0, -1).split('\n');
  if (lines.length > MAX_NOTE_SIGNATURES) return refuse('malformed', MAX_NOTE_SIGNATURES, 'too many signatures');
  const signatures: NoteSignature[] = [];
  for (const [at, line] of lines.entries()) {
    const signature = parseSignatureLine(line, at);
    if (!signature.ok) return signature;
    signatures.push(signature.value);
  }
  return { ok: true, value: signatures };
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
export function openNote(
  note: string | Uint8Array,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto | VerifyBytes,
): Result<OpenedNote> {
  const opened = openSignatures(note, keys, crypto);
  if (!opened.ok) return opened;
  const { text, signatures } = opened.value;
  return { ok: true, value: { text, signers: [...new Set(signatures.map(({ name }) => name))] } };
}

/** As `openNote`, and says which keys signed and when. Given one Ed25519 function, keys of other types count as unknown. */
export function openSignatures(
  note: string | Uint8Array,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto | VerifyBytes,
): Result<{ text: string; signatures: GoodSignature[] }> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text } = parsed.value;
  const signatures = verifySignatures(parsed.value, keys, crypto);
  if (!signatures.ok) return signatures;
  if (signatures.value.length === 0) return refuse('untrusted', 0, 'no signature of a known key');
  return { ok: true, value: { text, signatures: signatures.value.map(({ good }) => good) } };
}

/** The signatures of known keys, each as written and as verified; refused at the first bad one. */
export function verifySignatures(
  { text, signatures }: Note,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto | VerifyBytes,
): Result<{ good: GoodSignature; signature: NoteSignature }[]> {
  const usable = typeof crypto === 'function' ? keys.filter((key) => typeOfKey(key) === ED25519_NOTE_TYPE) : keys;
  const found: { good: GoodSignature; signature: NoteSignature }[] = [];
  for (const [at, signature] of signatures.entries()) {
    const candidates = usable.filter((key) => key.name === signature.name && key.key_id === signature.key_id);
    if (candidates.length === 0) continue;
    const good = firstOf(candidates, (key) => verifySignature(key, text, signature.signature, crypto));
    if (good === null) return refuse('mismatch', at, `signature of ${signature.name}`);
    found.push({ good, signature });
  }
  return { ok: true, value: found };
}

function firstOf<A, B>(list: readonly A[], look: (item: A) => B | null): B | null {
  for (const item of list) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
