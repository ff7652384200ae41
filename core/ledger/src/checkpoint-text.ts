// The text of a checkpoint: a log's name, size and root (C2SP tlog-checkpoint v1.0.0, Note text).
import { decodeBase64, encodeBase64, equalBytes } from './bytes.ts';
import { isKeyName } from './keys.ts';
import { emptyRoot, HASH_BYTES } from './merkle.ts';
import { refuse, type Result } from './result.ts';

/** A tree head: `size` entries under `root` (32 bytes) in the log named `origin`. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array };

const rootOfNothing = emptyRoot();

/** The text to sign. Throws TypeError on an origin, size or root no checkpoint can carry. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new TypeError('origin is empty or holds a space, a plus or a control character');
  if (!Number.isSafeInteger(size) || size < 0) throw new TypeError('size is not a whole number');
  if (root.length !== HASH_BYTES) throw new TypeError('root is not 32 bytes');
  if (size === 0 && !equalBytes(root, rootOfNothing)) throw new TypeError('the root of no entries is the hash of nothing');
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads a checkpoint's text, signatures off. Offsets are line numbers. Extension lines are refused: no log of ours writes them. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const lines = text.split('\n');
  if (lines.pop() !== '') return refuse('malformed', lines.length, 'no final newline');
  const [origin, sizeText, rootText, ...extensions] = lines;
  if (origin === undefined || !isKeyName(origin)) return refuse('malformed', 0, 'origin');
  const size = parseSize(sizeText ?? '');
  if (size === null) return refuse('malformed', 1, 'size');
  const root = decodeBase64(rootText ?? '');
  if (!root.ok || root.value.length !== HASH_BYTES) return refuse('malformed', 2, 'root');
  // RFC 9162, 2.1.1: there is one root of no entries.
  if (size === 0 && !equalBytes(root.value, rootOfNothing)) return refuse('mismatch', 2, 'root of an empty tree');
  if (extensions.length > 0) return refuse('malformed', 3, 'extension line');
  return { ok: true, value: { origin, size, root: root.value } };
}

/** A size or index as text: decimal, no sign, no leading zero, below 2^53. Null for anything else. */
export function parseSize(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null;
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : null;
}
