// Checkpoints: a log's size and root as a signed note (C2SP tlog-checkpoint v1.0.0).
import { decodeBase64, encodeBase64 } from './bytes.ts';
import { HASH_BYTES } from './merkle.ts';
import { isKeyName, openNote, type VerifierKey, type VerifyBytes } from './note.ts';
import { refuse, type Result } from './result.ts';

/** A tree head: `size` entries under `root` (32 bytes) in the log named `origin`. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };

/** The text to sign. Throws TypeError on an origin, size or root no checkpoint can carry. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new TypeError('origin is empty or holds a space, a plus or a control character');
  if (!Number.isSafeInteger(size) || size < 0) throw new TypeError('size is not a whole number');
  if (root.length !== HASH_BYTES) throw new TypeError('root is not 32 bytes');
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads a checkpoint's text, signatures off. Offsets are line numbers. Extension lines are refused: no log of ours writes them. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const lines = text.split('\n');
  if (lines.pop() !== '') return refuse('malformed', lines.length, 'no final newline');
  const [origin, sizeText, rootText, ...extensions] = lines;
  if (origin === undefined || !isKeyName(origin)) return refuse('malformed', 0, 'origin');
  if (sizeText === undefined || !/^(0|[1-9][0-9]{0,15})$/.test(sizeText)) return refuse('malformed', 1, 'size');
  const size = Number(sizeText);
  if (!Number.isSafeInteger(size)) return refuse('out_of_range', 1, 'size');
  const root = decodeBase64(rootText ?? '');
  if (!root.ok || root.value.length !== HASH_BYTES) return refuse('malformed', 2, 'root');
  if (extensions.length > 0) return refuse('malformed', 3, 'extension line');
  return { ok: true, value: { origin, size, root: root.value } };
}

/** A checkpoint that the log itself signed: at least one good signature under the origin's own name. */
export function openCheckpoint(
  note: string | Uint8Array,
  origin: string,
  keys: readonly VerifierKey[],
  verify: VerifyBytes,
): Result<Checkpoint> {
  const opened = openNote(note, keys, verify);
  if (!opened.ok) return opened;
  if (!opened.value.signers.includes(origin)) return refuse('untrusted', 0, 'not signed by the log itself');
  const checkpoint = parseCheckpoint(opened.value.text);
  if (checkpoint.ok && checkpoint.value.origin !== origin) return refuse('mismatch', 0, 'origin');
  return checkpoint;
}
