// Codes for paper and console: 128 random bits in letters nobody mixes up; whoever keeps one keeps only its hash.
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, so that a code read aloud is typed right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as `XXXX-XXXX-...` (26 characters). */
export function makePaperCode(): string {
  let bits = randomBytes(16).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) << 2n;
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** What people mistype is forgiven: case, spaces, dashes, O for 0, I and L for 1. A code counts for its purpose only. */
export function hashPaperCode(purpose: string, code: string): Buffer {
  const plain = code
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(`holdfast ${purpose} ${plain}`).digest();
}
