// The cryptography this core is given: a hash and two signature checks; Node brings its own, a browser brings @noble.
import type { Hash } from './merkle.ts';

/** One signature over bytes with a key its maker holds. */
export type SignBytes = (message: Uint8Array) => Uint8Array;
/** Whether `signature` over `message` is good. Never throws: a key or signature that is none is a bad one. */
export type VerifyBytes = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Ed25519 (RFC 8032) and ML-DSA-44 (FIPS 204, pure, empty context) over raw keys and signatures. */
export type SignatureCrypto = { verifyEd25519: VerifyBytes; verifyMlDsa44: VerifyBytes };
/** Everything verification needs. */
export type LedgerCrypto = SignatureCrypto & { sha256: Hash };
