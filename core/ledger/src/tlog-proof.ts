// A proof in one file that an entry is in a log, verified offline (C2SP tlog-proof, `.tlog-proof`).
import { decodeBase64, decodeUtf8, encodeBase64 } from './bytes.ts';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
import { parseSize } from './checkpoint-text.ts';
import type { LedgerCrypto } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import { MAX_NOTE_BYTES } from './note.ts';
import { verifyInclusion } from './proofs.ts';
import { refuse, type Result } from './result.ts';
import { formatHashLines, parseHashLines } from './witness.ts';

/** `idx` of the entry from 0; `proof` from the leaf's sibling up; `checkpoint` the signed note; `extra` is not authenticated. */
export type TlogProof = { idx: number; proof: Uint8Array[]; checkpoint: string; extra?: Uint8Array };

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_EXTRA_BYTES = 64 * 1024;
const MAX_FILE_BYTES = MAX_NOTE_BYTES + 2 * MAX_EXTRA_BYTES;

/** Throws TypeError on an index that is none. */
export function formatTlogProof({ idx, proof, checkpoint, extra }: TlogProof): string {
  if (!Number.isSafeInteger(idx) || idx < 0) throw new TypeError('index is not a whole number');
  const extraLine = extra === undefined ? '' : `extra ${encodeBase64(extra)}\n`;
  return `${HEADER}\n${extraLine}index ${idx}\n${formatHashLines(proof)}\n${checkpoint}`;
}

/** Reads a proof without believing it. Offsets are line numbers. */
export function parseTlogProof(source: string | Uint8Array): Result<TlogProof> {
  if (source.length > MAX_FILE_BYTES) return refuse('out_of_range', MAX_FILE_BYTES, 'proof file too long');
  const decoded = typeof source === 'string' ? { ok: true as const, value: source } : decodeUtf8(source);
  if (!decoded.ok) return decoded;
  const split = decoded.value.indexOf('\n\n');
  if (split < 0) return refuse('malformed', 0, 'no blank line before the checkpoint');
  const lines = decoded.value.slice(0, split).split('\n');
  if (lines[0] !== HEADER) return refuse('malformed', 0, 'header');
  const extra = lines[1]?.startsWith('extra ') ? parseExtra(lines[1]) : undefined;
  if (extra && !extra.ok) return extra;
  const at = extra ? 2 : 1;
  const idx = lines[at]?.startsWith('index ') ? parseSize(lines[at].slice('index '.length)) : null;
  if (idx === null) return refuse('malformed', at, 'index');
  const proof = parseHashLines(lines.slice(at + 1), at + 1);
  if (!proof.ok) return proof;
  const value = { idx, proof: proof.value, checkpoint: decoded.value.slice(split + 2) };
  return { ok: true, value: extra ? { ...value, extra: extra.value } : value };
}

function parseExtra(line: string): Result<Uint8Array> {
  const extra = decodeBase64(line.slice('extra '.length));
  if (!extra.ok) return refuse('malformed', 1, `extra: ${extra.error.what}`);
  return extra.value.length <= MAX_EXTRA_BYTES ? extra : refuse('out_of_range', 1, 'extra longer than 64 KiB');
}

/** Verifies that `leaf` (the entry's leaf hash) stands at the proof's index under a checkpoint that the log `origin` signed. */
export function verifyTlogProof(
  source: string | Uint8Array,
  leaf: Uint8Array,
  origin: string,
  keys: readonly VerifierKey[],
  crypto: LedgerCrypto,
): Result<{ idx: number; checkpoint: OpenedCheckpoint }> {
  const parsed = parseTlogProof(source);
  if (!parsed.ok) return parsed;
  const { idx, proof } = parsed.value;
  const checkpoint = openCheckpoint(parsed.value.checkpoint, origin, keys, crypto);
  if (!checkpoint.ok) return checkpoint;
  const { size, root } = checkpoint.value;
  const verdict = verifyInclusion({ idx, size, leaf, root, proof }, crypto.sha256);
  return verdict.ok ? { ok: true, value: { idx, checkpoint: checkpoint.value } } : verdict;
}
