// What a witness is asked and answers (C2SP tlog-witness v1.0.0, add-checkpoint); the signer takes the same request, checkpoint unsigned.
import { decodeBase64, decodeUtf8, encodeBase64 } from './bytes.ts';
import { parseSize } from './checkpoint-text.ts';
import { HASH_BYTES } from './merkle.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import { refuse, type Result } from './result.ts';

/** `checkpoint` verbatim: a signed note for a witness, the text alone for the signer. */
export type AddCheckpoint = { old_size: number; proof: Uint8Array[]; checkpoint: string };

/** A tree of 2^63 leaves needs no more. */
export const MAX_PROOF_LINES = 63;
/** 63 hashes and the longest note. */
export const MAX_ADD_CHECKPOINT_BYTES = MAX_NOTE_BYTES + 4 * 1024;

/** The answers of tlog-witness, by what happened. */
export const witnessStatus = {
  cosigned: 200,
  malformed: 400,
  unsigned: 403,
  unknown_log: 404,
  conflict: 409,
  inconsistent: 422,
} as const;

/** The media type of a conflict's body: the size of the last cosigned checkpoint, decimal, and a newline. */
export const CONFLICT_MEDIA_TYPE = 'text/x.tlog.size';
export const formatConflict = (size: number): string => `${size}\n`;
/** The size in a conflict's body, null when it is none. */
export const parseConflict = (body: string): number | null => (body.endsWith('\n') ? parseSize(body.slice(0, -1)) : null);

/** Throws TypeError on what no request can carry. */
export function formatAddCheckpoint({ old_size, proof, checkpoint }: AddCheckpoint): string {
  if (!Number.isSafeInteger(old_size) || old_size < 0) throw new TypeError('old size is not a whole number');
  if (proof.length > MAX_PROOF_LINES) throw new TypeError('proof of more than 63 hashes');
  return `old ${old_size}\n${formatHashLines(proof)}\n${checkpoint}`;
}

/** Reads a request without judging it. Offsets are line numbers. */
export function parseAddCheckpoint(body: string | Uint8Array): Result<AddCheckpoint> {
  if (body.length > MAX_ADD_CHECKPOINT_BYTES) return refuse('out_of_range', MAX_ADD_CHECKPOINT_BYTES, 'request too long');
  const decoded = typeof body === 'string' ? { ok: true as const, value: body } : decodeUtf8(body);
  if (!decoded.ok) return decoded;
  const split = decoded.value.indexOf('\n\n');
  if (split < 0) return refuse('malformed', 0, 'no blank line before the checkpoint');
  const [first = '', ...hashes] = decoded.value.slice(0, split).split('\n');
  const old_size = first.startsWith('old ') ? parseSize(first.slice(4)) : null;
  if (old_size === null) return refuse('malformed', 0, 'old size');
  const proof = parseHashLines(hashes, 1);
  return proof.ok ? { ok: true, value: { old_size, proof: proof.value, checkpoint: decoded.value.slice(split + 2) } } : proof;
}

/** One hash a line, base64. */
export function formatHashLines(hashes: readonly Uint8Array[]): string {
  return hashes.map((hash) => `${encodeBase64(hash)}\n`).join('');
}

/** At most 63 lines of 32 bytes each; `first` is the line number of the first. */
export function parseHashLines(lines: readonly string[], first: number): Result<Uint8Array[]> {
  if (lines.length > MAX_PROOF_LINES) return refuse('malformed', first + MAX_PROOF_LINES, 'proof of more than 63 hashes');
  const hashes: Uint8Array[] = [];
  for (const [at, line] of lines.entries()) {
    const hash = decodeBase64(line);
    if (!hash.ok || hash.value.length !== HASH_BYTES) return refuse('malformed', first + at, 'proof hash');
    hashes.push(hash.value);
  }
  return { ok: true, value: hashes };
}
