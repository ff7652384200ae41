// A file on the disk as what the verifier reads, and Node's own cryptography as what it computes with.
import { createHash, createPublicKey, hash as oneShot, verify } from 'node:crypto';
import { open } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { type ByteSource, crc32, type PackageCrypto } from '@holdfast/core-package';
import { nobleCrypto } from '@holdfast/core-ledger/noble-crypto';

/** Opens a file; `close` when done. One buffer is used again and again: what `read` gave is good until the next one. */
export async function openSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return {
    size_bytes: size,
    close: () => handle.close(),
    read: async (from, to) => {
      const bytes = new Uint8Array(to - from);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, from + at);
        if (bytesRead === 0) throw new Error('the file ends while it is read');
        at += bytesRead;
      }
      return bytes;
    },
  };
}

// RFC 8410, 4: the DER header of an Ed25519 SubjectPublicKeyInfo; the 32 bytes of the key follow.
const ED25519_SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

/** Node's hash and Ed25519; ML-DSA-44, which Node has only since 24.7, by the bundled code. */
export const nodeCrypto: PackageCrypto = {
  // crypto.hash came with 21.7, and is the faster one.
  sha256:
    typeof oneShot === 'function' ? (bytes) => oneShot('sha256', bytes, 'buffer') : (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519: (publicKey, message, signature) => {
    if (publicKey.length !== 32) return false;
    try {
      const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI_HEADER, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
  verifyMlDsa44: nobleCrypto.verifyMlDsa44,
  startSha256: () => {
    const running = createHash('sha256');
    return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
  },
  // zlib.crc32 came with 22.2 and 20.15.
  crc32: typeof zlib.crc32 === 'function' ? (bytes, before) => zlib.crc32(bytes, before) : crc32,
};
