// Long text kept small: gzip with the SHA-256 of what is inside, so that a reader can tell whether it is still the same.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const pack = promisify(gzip);
const unpack = promisify(gunzip);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Packs UTF-8 text. `sha256` (hex) and `size_bytes` are of the text itself. */
export async function packText(text: string): Promise<{ packed: Buffer; sha256: string; size_bytes: number }> {
  const bytes = Buffer.from(text);
  return { packed: await pack(bytes), sha256: hashOf(bytes), size_bytes: bytes.length };
}

/** The text again, and its SHA-256 (hex) as it is now. */
export async function unpackText(packed: Uint8Array): Promise<{ text: string; sha256: string }> {
  const bytes = await unpack(packed);
  return { text: bytes.toString(), sha256: hashOf(bytes) };
}
