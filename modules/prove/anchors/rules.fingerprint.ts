// The human anchor: 16 characters that stand for a checkpoint, to be printed in minutes, signed with a pen and typed in years later. Pure.
import { type Checkpoint, encodeUtf8, formatCheckpoint, type Hash, sha256 } from '@holdfast/core-ledger';

// Crockford's base 32: no I, L, O or U, so that no character is taken for another.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 16;

/** The first 80 bits of SHA-256 over the checkpoint's text (origin, size, root), as `XXXX-XXXX-XXXX-XXXX`. */
export function fingerprintOf(checkpoint: Checkpoint, hash: Hash = sha256): string {
  const digest = hash(encodeUtf8(formatCheckpoint(checkpoint)));
  let [text, bits, held] = ['', 0, 0];
  for (const byte of digest) {
    [held, bits] = [(held << 8) | byte, bits + 8];
    while (bits >= 5 && text.length < CHARACTERS) {
      text += alphabet[(held >> (bits - 5)) & 31];
      bits -= 5;
    }
    held &= (1 << bits) - 1;
    if (text.length === CHARACTERS) break;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** What somebody typed, as `fingerprintOf` writes it; null when it cannot be one. O is read as 0, I and L as 1 (Crockford). */
export function readFingerprint(typed: string): string | null {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (text.length !== CHARACTERS || [...text].some((one) => !alphabet.includes(one))) return null;
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
