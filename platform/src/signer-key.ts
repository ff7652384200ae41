// Who signs checkpoints, and the ledger's Ed25519 key in a file only its owner may read; it signs a checkpoint's text under the log's own name.
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
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
import {
  type Checkpoint,
  ED25519_NOTE_TYPE,
  formatCheckpoint,
  formatVerifierKey,
  type KeyType,
  type NoteSignature,
  signNote,
  type VerifierKey,
  verifierKeyOf,
} from '@holdfast/core-ledger';
import { rawPublicKey, sha256 } from './ledger-crypto.ts';
import { StartFault } from './start-fault.ts';

/**
 * Signs checkpoints of any log; each log's origin is the name of its key, so that a signature for one says nothing about another. The
 * signer's process (`signer-client.ts`) keeps what it signed last and refuses what does not extend it.
 */
export type LogSigner = {
  /** Signs a log's state; `prove(from)` brings the consistency proof from an earlier size (RFC 9162, 2.1.4). Throws SignerRefused, SignerDown. */
  sign(checkpoint: Checkpoint, prove: (from: number) => Promise<readonly Uint8Array[]>): Promise<NoteSignature[]>;
  /** The keys of a log, the present one first, then those it had before; empty while they are not known. */
  keys(origin: string): VerifierKey[];
  /** The same as `origin+keyid+base64`, to be handed to the auditor on paper. */
  vkeys(origin: string): string[];
};

/** A signer over a key in memory, for whatever needs no state: it signs all it is asked for. */
export type KeySigner = LogSigner & {
  signText(origin: string, text: string): NoteSignature;
  key(origin: string): VerifierKey;
  vkey(origin: string): string;
  publicKey: Uint8Array;
};

/** Why a signer does not sign. `older`: the database has fewer entries than were signed; `differs`: it is not the history that was signed. */
export type RefusalCode = 'older' | 'differs' | 'other_key';

/** The signer answered that the log is not what it signed before. Nothing is signed until a person has looked. */
export class SignerRefused extends Error {
  override name = 'SignerRefused';
  readonly code: RefusalCode;
  /** What it signed last. */
  readonly signed_size: number;
  constructor(code: RefusalCode, signed_size: number, message: string) {
    super(message);
    this.code = code;
    this.signed_size = signed_size;
  }
}

/** The signer does not answer, or cannot use its key or state. `code` is its own word for why, or the system's. */
export class SignerDown extends Error {
  override name = 'SignerDown';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Opens the key file (PKCS #8, PEM), which is made with mode 0600 when absent. `made` tells so: a new key beside a log that another key
 * signed means that the key was lost. Throws StartFault for a file others can read or that holds no Ed25519 key.
 */
export function openSignerKey(path: string): KeySigner & { made: boolean } {
  const made = !existsSync(path) && makeKeyFile(path);
  return { ...signerOf(readKeyFile(path)), made };
}

/** A signer over a private key that is already in memory. */
export function signerOf(privateKey: KeyObject): KeySigner {
  const publicKey = rawPublicKey(privateKey);
  const signBytes = (bytes: Uint8Array): Uint8Array => new Uint8Array(sign(null, bytes, privateKey));
  const signText = (origin: string, text: string): NoteSignature => signNote(text, origin, publicKey, signBytes, sha256);
  return {
    ...keysOf(() => [{ type: ED25519_NOTE_TYPE, public_key: publicKey }]),
    publicKey,
    signText,
    sign: async (checkpoint) => [signText(checkpoint.origin, formatCheckpoint(checkpoint))],
    key: (origin) => verifierKeyOf(origin, publicKey, ED25519_NOTE_TYPE, sha256),
    vkey: (origin) => formatVerifierKey(origin, publicKey, sha256),
  };
}

/** A public key without a name: raw bytes and what kind of signature it checks. */
export type BareKey = { type: KeyType; public_key: Uint8Array };

/** Under a log's name: public keys for reading and for paper. */
export function keysOf(list: () => readonly BareKey[]): Pick<LogSigner, 'keys' | 'vkeys'> {
  return {
    keys: (origin) => list().map(({ type, public_key }) => verifierKeyOf(origin, public_key, type, sha256)),
    vkeys: (origin) => list().map(({ type, public_key }) => formatVerifierKey(origin, public_key, sha256, type)),
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
