// The ledger's hash and signatures by the runtime's own cryptography.
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto';
import type { Hash, KeyType, LedgerCrypto, SigningKey, VerifyBytes } from '@holdfast/core-ledger';
import { ED25519_COSIGNATURE_TYPE, ED25519_NOTE_TYPE, ML_DSA_44_COSIGNATURE_TYPE } from '@holdfast/core-ledger';

/** SHA-256, as the pure core computes it. */
export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer');

// RFC 8410, 4: the DER header of an Ed25519 SubjectPublicKeyInfo; the 32 bytes of the key follow.
export const ED25519_SPKI_HEADER = Buffer.from('302a300506032b6570032100', 'hex');
// RFC 9881, 4: the same for ML-DSA-44 (2.16.840.1.101.3.4.3.17); the 1,312 bytes of the key follow.
export const ML_DSA_44_SPKI_HEADER = Buffer.from('30820532300b06096086480165030403110382052100', 'hex');

/** A check of signatures by keys of one kind; false for a key or signature that is none. A log's checkpoints are many, its key is one: the last is kept. */
function verifyWith(header: Buffer, keyBytes: number): VerifyBytes {
  let last = { raw: Buffer.alloc(0), key: null as KeyObject | null };
  const open = (raw: Uint8Array): KeyObject => {
    if (last.key !== null && last.raw.equals(raw)) return last.key;
    const key = createPublicKey({ key: Buffer.concat([header, raw]), format: 'der', type: 'spki' });
    last = { raw: Buffer.from(raw), key };
    return key;
  };
  return (publicKey, message, signature) => {
    // The DER reader takes bytes that follow the key.
    if (publicKey.length !== keyBytes) return false;
    try {
      return verify(null, message, open(publicKey), signature);
    } catch {
      return false;
    }
  };
}

/** Ed25519 (RFC 8032) over bytes. */
export const verifyEd25519: VerifyBytes = verifyWith(ED25519_SPKI_HEADER, 32);
/** ML-DSA-44 (FIPS 204, pure, empty context) over bytes. */
export const verifyMlDsa44: VerifyBytes = verifyWith(ML_DSA_44_SPKI_HEADER, 1312);

/** What the pure core is given in Node. */
export const nodeCrypto: LedgerCrypto = { sha256, verifyEd25519, verifyMlDsa44 };

const nodeNames: Readonly<Record<KeyType, 'ed25519' | 'ml-dsa-44'>> = {
  [ED25519_NOTE_TYPE]: 'ed25519',
  [ED25519_COSIGNATURE_TYPE]: 'ed25519',
  [ML_DSA_44_COSIGNATURE_TYPE]: 'ml-dsa-44',
};

/** A new private key for signatures of a type. */
export function makePrivateKey(type: KeyType): KeyObject {
  const name = nodeNames[type];
  return name === 'ed25519' ? generateKeyPairSync(name).privateKey : generateKeyPairSync(name).privateKey;
}

/** A private key from PKCS #8 in PEM. Throws TypeError when it is not of the type's algorithm. */
export function readPrivateKey(pem: string | Buffer, type: KeyType): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== nodeNames[type])
    throw new TypeError(`key is ${key.asymmetricKeyType ?? 'of no known kind'}, not ${nodeNames[type]}`);
  return key;
}

/** The raw public key, 32 or 1,312 bytes, of a private one. */
export function rawPublicKey(privateKey: KeyObject): Uint8Array {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const header = privateKey.asymmetricKeyType === 'ed25519' ? ED25519_SPKI_HEADER : ML_DSA_44_SPKI_HEADER;
  return new Uint8Array(spki.subarray(header.length));
}

/** A private key in memory as what signs notes, checkpoints and envelopes under a name. */
export function signingKeyOf(name: string, type: KeyType, privateKey: KeyObject): SigningKey {
  return { name, type, public_key: rawPublicKey(privateKey), sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}
