// The witness's two keys, Ed25519 and ML-DSA-44, in files only its own user reads.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  ED25519_COSIGNATURE_TYPE,
  formatVerifierKey,
  type KeyType,
  ML_DSA_44_COSIGNATURE_TYPE,
  type SigningKey,
} from '@holdfast/core-ledger';
import { replaceFile } from '@holdfast/platform/durable-file';
import { makePrivateKey, readPrivateKey, sha256, signingKeyOf } from '@holdfast/platform/ledger-crypto';
import { WitnessFault } from './fault.ts';

const files: readonly { type: KeyType; file: string }[] = [
  { type: ED25519_COSIGNATURE_TYPE, file: 'ed25519.pem' },
  { type: ML_DSA_44_COSIGNATURE_TYPE, file: 'ml-dsa-44.pem' },
];

/** Whether a key was ever made here. */
export const hasKeys = (folder: string): boolean => files.some(({ file }) => existsSync(join(folder, file)));

/** Makes the keys that are not there yet. */
export function makeKeys(folder: string): void {
  for (const { type, file } of files) {
    const path = join(folder, file);
    if (!existsSync(path)) replaceFile(path, String(makePrivateKey(type).export({ format: 'pem', type: 'pkcs8' })));
  }
}

/** Opens both as cosigners of a name. Throws WitnessFault: missing, unreadable, open to others. */
export function openKeys(folder: string, name: string): SigningKey[] {
  return files.map(({ type, file }) => signingKeyOf(name, type, readKey(join(folder, file), type)));
}

/** Their public halves, as logs configure a witness. */
export function vkeysOf(keys: readonly SigningKey[]): string[] {
  return keys.map(({ name, type, public_key }) => formatVerifierKey(name, public_key, sha256, type));
}

function readKey(path: string, type: KeyType): KeyObject {
  if (!existsSync(path)) throw new WitnessFault('key_missing', `The witness's key ${path} is missing. Restore it from a backup.`);
  if ((statSync(path).mode & 0o077) !== 0) throw new WitnessFault('key_open', `${path} can be read by others. Run: chmod go= ${path}`);
  const pem = readFileSync(path);
  try {
    createPrivateKey(pem);
    return readPrivateKey(pem, type);
  } catch {
    throw new WitnessFault('key_unreadable', `${path} does not hold the key it should. Restore it from a backup.`);
  }
}
