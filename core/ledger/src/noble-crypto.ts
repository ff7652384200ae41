// Signature checks and the hash where there is no Node: browsers, and the offline verifier's page.
// WebCrypto is left aside: it is missing on plain http, cannot hash a file in pieces, and answers only later.
import { ed25519 } from '@noble/curves/ed25519.js';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import type { LedgerCrypto, VerifyBytes } from './crypto.ts';
import { sha256 } from './merkle.ts';

// A key or signature of a wrong length throws there.
const orFalse =
  (verify: VerifyBytes): VerifyBytes =>
  (publicKey, message, signature) => {
    try {
      return verify(publicKey, message, signature);
    } catch {
      return false;
    }
  };

/** RFC 8032 as it stands: encodings that are not canonical are refused (`zip215` would take them). */
const verifyEd25519 = orFalse((publicKey, message, signature) => ed25519.verify(signature, message, publicKey, { zip215: false }));
/** FIPS 204, ML-DSA.Verify, pure, empty context. */
const verifyMlDsa44 = orFalse((publicKey, message, signature) => ml_dsa44.verify(signature, message, publicKey));

export const nobleCrypto: LedgerCrypto = { sha256, verifyEd25519, verifyMlDsa44 };
