// UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits.
import { randomBytes } from 'node:crypto';

/** A new id in lower case. `now_ms` is the time it carries. */
export function newUuidV7(now_ms = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now_ms, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
