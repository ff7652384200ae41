// UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits.
import { randomFillSync } from 'node:crypto';

// Random bytes are fetched 4096 at a time: asking the runtime costs the same for 16.
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Fresh random bytes of the runtime's own generator, at most 4096; each is handed out once. */
export function freshRandom(count: number): Buffer {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + count));
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}

/** A new id in lower case. `now_ms` is the time it carries. */
export function newUuidV7(now_ms = Date.now()): string {
  const bytes = freshRandom(16);
  bytes.writeUIntBE(now_ms, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
