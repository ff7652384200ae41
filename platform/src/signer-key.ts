// The ledger's Ed25519 key in a file only its owner may read; it signs a checkpoint's text under the log's own name.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { formatVerifierKey, keyIdOf, type NoteSignature, signNote, type VerifierKey } from '@holdfast/core-ledger';
import { ED25519_SPKI_HEADER, sha256 } from './ledger-crypto.ts';
import { StartFault } from './start-fault.ts';

/** Signs for any log; each log's origin is the name of its key, so that a signature for one says nothing about another. */
export type LogSigner = {
  /** The 64 bytes of an Ed25519 signature. */
  sign(bytes: Uint8Array): Uint8Array;
  signText(origin: string, text: string): NoteSignature;
  key(origin: string): VerifierKey;
  /** `origin+keyid+base64`, to be handed to the auditor on paper. */
  vkey(origin: string): string;
};

/**
 * Opens the key file (PKCS #8, PEM), which is made with mode 0600 when absent. `made` tells so: a new key beside a log that another key
 * signed means that the key was lost. Throws StartFault for a file others can read or that holds no Ed25519 key.
 */
export function openSignerKey(path: string): LogSigner & { made: boolean } {
  const made = !existsSync(path) && makeKeyFile(path);
  return { ...signerOf(readKeyFile(path)), made };
}

/** A signer over a private key that is already in memory. */
export function signerOf(privateKey: KeyObject): LogSigner {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const publicKey = new Uint8Array(spki.subarray(ED25519_SPKI_HEADER.length));
  const signBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(sign(null, bytes, privateKey));
  return {
    sign: signBytes,
    signText: (origin, text) => signNote(text, origin, publicKey, signBytes, sha256),
    key: (origin) => ({ name: origin, key_id: keyIdOf(origin, publicKey, sha256), public_key: publicKey }),
    vkey: (origin) => formatVerifierKey(origin, publicKey, sha256),
  };
}

// The file appears whole or not at all, and never replaces one that is there.
function makeKeyFile(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const making = `${path}.${process.pid}.making`;
  const file = openSync(making, 'wx', 0o600);
  try {
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    fsyncSync(file);
    linkSync(making, path);
    syncFolder(dirname(path));
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  } finally {
    closeSync(file);
    unlinkSync(making);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(join(folder), 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function readKeyFile(path: string): KeyObject {
  const file = openSync(path, 'r');
  try {
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0)
      throw new StartFault('signer_key_open', `The ledger's key ${path} can be read by others. Run: chmod 600 ${path}`);
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it holds a key of type ${key.asymmetricKeyType ?? 'unknown'}`);
    return key;
  } catch (thrown) {
    if (thrown instanceof StartFault) throw thrown;
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartFault(
      'signer_key_unreadable',
      `The ledger's key ${path} is not an Ed25519 key: ${why}. Restore it from a copy.`,
      thrown,
    );
  } finally {
    closeSync(file);
  }
}
