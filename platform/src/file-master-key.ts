// The key that wraps every file's own key: a file of the data folder that only the server's user reads. It never changes by itself.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readOrCreateSecret } from './secret-file.ts';

export type MasterKey = {
  /** Says which master key wrapped a key, and tells nothing of it. */
  readonly id: string;
  /** AES-256-GCM, bound to `purpose`: a key wrapped for one file cannot be opened as another's. */
  wrap(key: Uint8Array, purpose: string): Buffer;
  /** Null when it was altered, is another file's, or was wrapped with another master key. */
  unwrap(wrapped: Uint8Array, purpose: string): Buffer | null;
};

const nonceBytes = 12;
const tagBytes = 16;

/** Reads `path` (`<data>/secrets/files.secret`), or makes it: 256 random bits, mode 0600. */
export async function openMasterKey(path: string): Promise<MasterKey> {
  return masterKeyOf(await readOrCreateSecret(path));
}

/** `secret`: at least 256 random bits as text. */
export function masterKeyOf(secret: string): MasterKey {
  const derive = (use: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, 'holdfast files', use, length));
  const key = derive('wrap', 32);
  return {
    id: derive('id', 8).toString('hex'),
    wrap: (plain, purpose) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    unwrap: (wrapped, purpose) => {
      if (wrapped.length < nonceBytes + tagBytes) return null;
      const end = wrapped.length - tagBytes;
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(wrapped.subarray(end));
      const plain = decipher.update(wrapped.subarray(nonceBytes, end));
      try {
        decipher.final();
        return plain;
      } catch {
        return null;
      }
    },
  };
}
