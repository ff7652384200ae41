// The ledger's hash and signature check by the runtime's own cryptography.
import { createPublicKey, hash, verify } from 'node:crypto';
import type { Hash, VerifyBytes } from '@holdfast/core-ledger';

/** SHA-256, as the pure core computes it. */
export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

// RFC 8410, 4: the DER header of an Ed25519 SubjectPublicKeyInfo; the 32 bytes of the key follow.
export const ED25519_SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 (RFC 8032) over bytes; false for a key or signature that is none. */
export const verifyEd25519: VerifyBytes = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([ED25519_SPKI_HEADER, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};
