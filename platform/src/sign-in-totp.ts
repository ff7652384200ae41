// One-time codes of an authenticator app: RFC 6238 over RFC 4226, six digits, 30 seconds, SHA-1, as every app reads them.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const periodMs = 30_000;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The time step a moment lies in. */
export function counterAt(now_ms: number): number {
  return Math.floor(now_ms / periodMs);
}

/** The code of one time step (RFC 4226 5.3). */
export function codeAt(key: Uint8Array, counter: number): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(moving).digest();
  const at = (mac[19] ?? 0) & 0x0f;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/**
 * The time step whose code this is, or null. One step before and after now is taken, for clocks that differ. Steps up to `after` are not:
 * a code is good once.
 */
export function stepOfCode(key: Uint8Array, code: string, now_ms: number, after: number): number | null {
  const given = Buffer.from(code.replace(/\s/g, '').padEnd(6, ' ').slice(0, 7));
  const now = counterAt(now_ms);
  let found: number | null = null;
  for (const counter of [now - 1, now, now + 1]) {
    const wanted = Buffer.from(codeAt(key, counter));
    if (given.length === wanted.length && timingSafeEqual(given, wanted) && counter > after) found = counter;
  }
  return found;
}

/** 160 random bits, as RFC 4226 4 R6 recommends. */
export function newTotpKey(): Buffer {
  return randomBytes(20);
}

/** RFC 4648 base32 without padding: what is typed where a QR code cannot be read. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let kept = 0;
  for (const byte of bytes) {
    kept = (kept << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(kept >> (bits - 5)) & 31] ?? '';
    kept &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (alphabet[(kept << (5 - bits)) & 31] ?? '') : text;
}

/** The key URI that authenticator apps read from a QR code. */
export function totpUri(key: Uint8Array, account: string): string {
  const label = encodeURIComponent(`Holdfast:${account}`);
  return `otpauth://totp/${label}?secret=${base32(key)}&issuer=Holdfast&algorithm=SHA1&digits=6&period=30`;
}
