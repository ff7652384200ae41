// Codes and marks of terminals: how they are written, and that only their hashes are kept.
import type { Terminal } from './schema.ts';

/** Crockford's base32: no I, L, O, U, so that a code read aloud is typed right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `XXXXX-XXXXX` from ten random bytes: 50 bits, for a quarter of an hour and a few tries. */
export function writeCode(bytes: Uint8Array): string {
  const text = Array.from(bytes.subarray(0, 10), (byte) => alphabet[byte & 31]).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** What people mistype is forgiven: case, spaces, dashes, O for 0, I and L for 1. */
export function plainCode(code: string): string {
  return code
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
}

/** Badge numbers as readers type them: without spaces, leading zeros and case. */
export function plainBadge(number: string): string {
  return number
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^0+(?=.)/, '');
}

type Kept = { ended_at: string | null; paired_at: string | null; pairing_expires_at: string | null };

export function stateOfTerminal(it: Kept, now: Date): Terminal['state'] {
  if (it.ended_at !== null) return 'ended';
  if (it.pairing_expires_at !== null && Date.parse(it.pairing_expires_at) > now.getTime()) return 'waiting';
  return it.paired_at === null ? 'code_expired' : 'in_use';
}
