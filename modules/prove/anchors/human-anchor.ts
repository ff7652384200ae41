// The human anchor: the newest checkpoint with its fingerprint, and whether a fingerprint from old minutes is still this log's history.
import { encodeBase64 } from '@holdfast/core-ledger';
import { Failure } from '@holdfast/platform/failure';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { latestCheckpoint, type LedgerClient, type LedgerLog, readProgress } from '@holdfast/platform/ledger-store';
import { rootAt } from '@holdfast/platform/sealing';
import { fingerprintOf, readFingerprint } from './rules.fingerprint.ts';
import type { FingerprintAnswer, Printed } from './schema.ts';

/** What goes on paper. Throws not_found before the first checkpoint. */
export async function printCheckpoint(client: LedgerClient, log: LedgerLog): Promise<Printed> {
  const latest = await latestCheckpoint(client, log.id);
  if (latest === null) throw new Failure('not_found', 'checkpoint_not_found');
  const { size, root, published_at } = latest;
  const fingerprint = fingerprintOf({ origin: log.origin, size, root }, sha256);
  return { origin: log.origin, size, root: encodeBase64(root), fingerprint, published_at };
}

/** Recomputes the root over the first `size` entries from what is stored now and compares. */
export async function checkFingerprint(
  client: LedgerClient,
  log: LedgerLog,
  { size, fingerprint }: { size: number; fingerprint: string },
): Promise<FingerprintAnswer> {
  const { size: log_size } = await readProgress(client, log.id);
  const typed = readFingerprint(fingerprint);
  if (typed === null) return { verdict: 'no_fingerprint', log_size };
  if (size > log_size) return { verdict: 'shorter', log_size };
  const root = await rootAt(client, log.id, size).catch(missingAsNull);
  const isSame = root !== null && fingerprintOf({ origin: log.origin, size, root }, sha256) === typed;
  return { verdict: isSame ? 'same' : 'other', log_size };
}

// A subtree that is not stored is not what was printed.
function missingAsNull(thrown: unknown): null {
  if (thrown instanceof RangeError) return null;
  throw thrown;
}
