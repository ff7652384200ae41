// Two checkpoints of one log side by side: two roots at one size, both signed by the log, prove that it forked.
import { equalBytes } from './bytes.ts';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
import type { SignatureCrypto, VerifyBytes } from './crypto.ts';
import type { VerifierKey } from './keys.ts';
import { type Hash, sha256 } from './merkle.ts';
import { verifyConsistency } from './proofs.ts';
import type { LedgerFault, Result } from './result.ts';

/**
 * `same`: one tree. `forked`: proof of fraud, the two notes being all it takes. `consistent`: the proof given shows that the larger extends
 * the smaller. `unproven`: sizes differ and no good proof was given, which says nothing either way.
 */
export type NoteComparison =
  | { verdict: 'same' | 'forked' | 'consistent'; older: OpenedCheckpoint; newer: OpenedCheckpoint }
  | { verdict: 'unproven'; older: OpenedCheckpoint; newer: OpenedCheckpoint; fault: LedgerFault | null };

/** Compares two notes of the log `origin`; either one that the log did not sign is refused. `proof` is from the smaller to the larger size. */
export function compareNotes(
  first: string | Uint8Array,
  second: string | Uint8Array,
  log: { origin: string; keys: readonly VerifierKey[]; crypto: SignatureCrypto | VerifyBytes; hash?: Hash },
  proof?: readonly Uint8Array[],
): Result<NoteComparison> {
  const a = openCheckpoint(first, log.origin, log.keys, log.crypto);
  if (!a.ok) return a;
  const b = openCheckpoint(second, log.origin, log.keys, log.crypto);
  if (!b.ok) return b;
  const [older, newer] = a.value.size <= b.value.size ? [a.value, b.value] : [b.value, a.value];
  if (older.size === newer.size)
    return { ok: true, value: { verdict: equalBytes(older.root, newer.root) ? 'same' : 'forked', older, newer } };
  // RFC 9162, 2.1.4: every tree extends the empty one.
  if (older.size === 0) return { ok: true, value: { verdict: 'consistent', older, newer } };
  if (proof === undefined) return { ok: true, value: { verdict: 'unproven', older, newer, fault: null } };
  const claim = { old_size: older.size, old_root: older.root, size: newer.size, root: newer.root, proof };
  const verdict = verifyConsistency(claim, log.hash ?? sha256);
  if (verdict.ok) return { ok: true, value: { verdict: 'consistent', older, newer } };
  return { ok: true, value: { verdict: 'unproven', older, newer, fault: verdict.error } };
}
