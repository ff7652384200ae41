// The decisions of a witness and of the signer: whether a checkpoint extends the last one seen, and which cosignatures count.
import { equalBytes } from './bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint-text.ts';
import { type GoodSignature, type NoteSignature } from './cosignature.ts';
import type { LedgerCrypto, SignatureCrypto } from './crypto.ts';
import { ED25519_NOTE_TYPE, typeOfKey, type VerifierKey } from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { formatNote, MAX_NOTE_SIGNATURES, openSignatures, parseNote, parseSignatures, verifySignatures } from './note.ts';
import { verifyConsistency } from './proofs.ts';
import { refuse, type Result } from './result.ts';
import { type AddCheckpoint, parseAddCheckpoint, witnessStatus } from './witness.ts';

/** What a witness or signer keeps of a log: the last size and root it signed. */
export type TreeHead = { size: number; root: Uint8Array };
/** A log a witness knows: the log's keys, and the last head cosigned (null: none yet). */
export type WitnessedLog = { keys: readonly VerifierKey[]; head: TreeHead | null };

/** A refusal as tlog-witness states it; `known_size` with 409, the body of the answer. */
export type WitnessRefusal = { ok: false; status: 400 | 403 | 404 | 409 | 422; what: string; known_size?: number };
/** Before it is answered, the head must be kept for good: that, then sign `text`. */
export type WitnessDecision = { ok: true; checkpoint: Checkpoint; text: string } | WitnessRefusal;

/** Judges a request against what is kept, in the order of the specification. Whoever calls must do so and keep the head as one step. */
export function judgeAddCheckpoint(
  body: string | Uint8Array,
  logOf: (origin: string) => WitnessedLog | null,
  crypto: LedgerCrypto,
): WitnessDecision {
  const request = parseAddCheckpoint(body);
  if (!request.ok) return no(witnessStatus.malformed, request.error.what);
  const note = parseNote(request.value.checkpoint);
  if (!note.ok) return no(witnessStatus.malformed, note.error.what);
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return no(witnessStatus.malformed, checkpoint.error.what);
  const { origin } = checkpoint.value;
  const log = logOf(origin);
  if (log === null) return no(witnessStatus.unknown_log, `log ${origin}`);
  const keys = log.keys.filter(({ name }) => name === origin);
  const opened = openSignatures(request.value.checkpoint, keys, crypto);
  if (!opened.ok) return no(witnessStatus.unsigned, opened.error.what);
  const fault = judgeExtension(log.head, request.value, checkpoint.value, crypto.sha256);
  return fault ?? { ok: true, checkpoint: checkpoint.value, text: note.value.text };
}

/** Whether a checkpoint extends the last head; null when it does. `head` null: the first, which needs no proof. */
export function judgeExtension(
  head: TreeHead | null,
  { old_size, proof }: Pick<AddCheckpoint, 'old_size' | 'proof'>,
  { size, root }: TreeHead,
  hash: Hash = sha256,
): WitnessRefusal | null {
  const known_size = head?.size ?? 0;
  if (old_size > size) return no(witnessStatus.malformed, 'old size above the checkpoint');
  if (old_size !== known_size) return { ...no(witnessStatus.conflict, `last signed at size ${known_size}`), known_size };
  if (head === null || head.size === 0) return proof.length === 0 ? null : no(witnessStatus.inconsistent, 'a proof from the empty tree');
  if (size === head.size && !equalBytes(root, head.root))
    return { ...no(witnessStatus.conflict, 'another root at the same size'), known_size };
  const verdict = verifyConsistency({ old_size, old_root: head.root, size, root, proof }, hash);
  return verdict.ok ? null : no(witnessStatus.inconsistent, verdict.error.what);
}

const no = <S extends WitnessRefusal['status']>(status: S, what: string) => ({ ok: false as const, status, what });

/**
 * The cosignatures in a witness's answer that hold for this checkpoint's text: unknown keys are ignored, a bad one of a known key refuses
 * the answer, and so does the absence of any good one that states a time.
 */
export function openCosignatures(
  text: string,
  answer: string,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto,
): Result<{ good: GoodSignature; signature: NoteSignature }[]> {
  const signatures = parseSignatures(answer);
  if (!signatures.ok) return signatures;
  const cosigners = keys.filter((key) => typeOfKey(key) !== ED25519_NOTE_TYPE);
  const verified = verifySignatures({ text, signatures: signatures.value }, cosigners, crypto);
  if (!verified.ok) return verified;
  const timed = verified.value.filter(({ good }) => good.timestamp !== null);
  return timed.length > 0 ? { ok: true, value: timed } : refuse('untrusted', 0, 'no cosignature of a known key');
}

/** A note with more signatures; one of the same key replaces the older. Refuses a malformed note, or more than 16. */
export function addSignatures(note: string, more: readonly NoteSignature[]): Result<string> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const isReplaced = (old: NoteSignature) => more.some(({ name, key_id }) => name === old.name && key_id === old.key_id);
  const signatures = [...parsed.value.signatures.filter((old) => !isReplaced(old)), ...more];
  if (signatures.length > MAX_NOTE_SIGNATURES) return refuse('out_of_range', MAX_NOTE_SIGNATURES, 'too many signatures');
  return { ok: true, value: formatNote({ text: parsed.value.text, signatures }) };
}
