// Seals secrets that sign-in must read again (TOTP keys, client secrets) with a key of the installation's secret file; and keyed hashes.
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export type Vault = {
  /** AES-256-GCM, bound to `purpose`: what was sealed for one row cannot be opened as another's. */
  seal(text: string, purpose: string): string;
  /** Throws Error when it was altered, sealed for another purpose or with another key. */
  open(sealed: string, purpose: string): string;
  /** A keyed hash (HMAC-SHA-256): tells equal values apart from others without keeping them. */
  hash(text: string, purpose: string): Buffer;
};

/** `secret`: the installation's, at least 32 characters. */
export function openVault(secret: string): Vault {
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'holdfast sign-in', use, 32));
  const [sealing, hashing] = [keyFor('seal'), keyFor('hash')];
  return {
    seal: (text, purpose) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, purpose) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
    hash: (text, purpose) => createHmac('sha256', hashing).update(`${purpose}\0${text}`).digest(),
  };
}

/** A token of 256 random bits and the hash that is kept of it. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** For tokens and codes of at least 80 random bits; nothing a person chose. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
