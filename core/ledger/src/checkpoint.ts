// Checkpoints: a log's size and root as a signed note (C2SP tlog-checkpoint v1.0.0).
import { type Checkpoint, parseCheckpoint } from './checkpoint-text.ts';
import type { GoodSignature } from './cosignature.ts';
import type { SignatureCrypto, VerifyBytes } from './crypto.ts';
import { ED25519_COSIGNATURE_TYPE, type VerifierKey } from './keys.ts';
import { openSignatures } from './note.ts';
import { refuse, type Result } from './result.ts';

/** A checkpoint that may be believed, and every good signature of a known key on it: the log's and its cosigners'. */
export type OpenedCheckpoint = Checkpoint & { text: string; signatures: GoodSignature[] };

/**
 * A checkpoint that the log itself signed: at least one good signature under the origin's own name. Keys of witnesses may be among `keys`;
 * a bad signature of any known key refuses the note. Given one Ed25519 function, keys of other types count as unknown.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  origin: string,
  keys: readonly VerifierKey[],
  crypto: SignatureCrypto | VerifyBytes,
): Result<OpenedCheckpoint> {
  const opened = openSignatures(note, keys, crypto);
  if (!opened.ok) return opened;
  const { text, signatures } = opened.value;
  const byLog = signatures.some(({ name, type }) => name === origin && type !== ED25519_COSIGNATURE_TYPE);
  if (!byLog) return refuse('untrusted', 0, 'not signed by the log itself');
  const checkpoint = parseCheckpoint(text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== origin) return refuse('mismatch', 0, 'origin');
  return { ok: true, value: { ...checkpoint.value, text, signatures } };
}
