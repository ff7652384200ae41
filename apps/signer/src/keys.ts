// The signer's keys: Ed25519 and ML-DSA-44 in files, plain or under a passphrase; Ed25519 also in a PKCS #11 token.
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ED25519_NOTE_TYPE, encodeBase64, type KeyType, ML_DSA_44_COSIGNATURE_TYPE } from '@holdfast/core-ledger';
import { makePrivateKey, rawPublicKey } from '@holdfast/platform/ledger-crypto';
import { SignerFault } from './fault.ts';
import { readOwn, replaceFile } from './files.ts';
import { makeTokenKey, openTokenKey } from './keys.pkcs11.ts';
import type { KeyPlace, KeySet } from './state.ts';

/** A key that is ready to sign bytes. */
export type OpenKey = { type: KeyType; public_key: Uint8Array; sign(bytes: Uint8Array): Promise<Uint8Array> };
/** `folder` holds key files; `secret` is the passphrase, or the token's PIN; read when needed, never kept. */
export type KeyStore = { folder: string; secret: () => string | null };

/**
 * Where keys shall lie, from the operator's word: `file`, `passphrase`, or a PKCS #11 URI (RFC 7512) with `token`, `id` and `module-path`.
 * `generation` counts rotations and names the files. Throws SignerFault for another word.
 */
export function placeOf(word: string, generation: number): KeyPlace {
  const files = { ed25519: `ed25519-${generation}.pem`, ml_dsa_44: `ml-dsa-44-${generation}.pem` };
  if (word === 'file' || word === 'passphrase') return { kind: word, ...files };
  if (word.startsWith('pkcs11:')) return { kind: 'pkcs11', ...files, ed25519: word };
  throw new SignerFault(
    'key_setting',
    `"${word}" is no place for a key. Set HOLDFAST_SIGNER_KEY to file, passphrase or a pkcs11: address.`,
  );
}

/** Makes the keys of a place that are not there yet and opens them. */
export async function makeKeys(store: KeyStore, place: KeyPlace): Promise<OpenKey[]> {
  if (place.kind === 'pkcs11') await makeTokenKey(place.ed25519, store.secret);
  else makeFile(store, place, place.ed25519, 'ed25519');
  makeFile(store, place, place.ml_dsa_44, 'ml-dsa-44');
  return openKeys(store, place);
}

/** Opens both keys. Throws SignerFault: absent, open to others, no such key, wrong passphrase or PIN. */
export async function openKeys(store: KeyStore, place: KeyPlace): Promise<OpenKey[]> {
  const ed25519 =
    place.kind === 'pkcs11' ? await openTokenKey(place.ed25519, store.secret) : openFile(store, place, place.ed25519, 'ed25519');
  return [ed25519, openFile(store, place, place.ml_dsa_44, 'ml-dsa-44')];
}

/** Public halves as they are kept and told. */
export function setOf(place: KeyPlace, keys: readonly OpenKey[]): KeySet {
  return { place, keys: keys.map(({ type, public_key }) => ({ type, public_key: encodeBase64(public_key) })) };
}

type Algorithm = 'ed25519' | 'ml-dsa-44';
const typeOf: Record<Algorithm, KeyType> = { ed25519: ED25519_NOTE_TYPE, 'ml-dsa-44': ML_DSA_44_COSIGNATURE_TYPE };

function makeFile(store: KeyStore, place: KeyPlace, name: string, algorithm: Algorithm): void {
  const path = join(store.folder, name);
  if (existsSync(path)) return;
  writeKey(path, makePrivateKey(typeOf[algorithm]), passphraseOf(store, place));
}

// PKCS #8 (RFC 5958), under a passphrase encrypted with AES-256 (PBES2, RFC 8018).
function writeKey(path: string, key: KeyObject, passphrase: string | null): void {
  const plain = { format: 'pem', type: 'pkcs8' } as const;
  replaceFile(path, String(key.export(passphrase === null ? plain : { ...plain, cipher: 'aes-256-cbc', passphrase })));
}

function openFile(store: KeyStore, place: KeyPlace, name: string, algorithm: Algorithm): OpenKey {
  const path = join(store.folder, name);
  const pem = readOwn(path);
  if (pem === null) throw new SignerFault('key_missing', `The ledger's key ${path} is missing. Restore it from a backup.`);
  const passphrase = passphraseOf(store, place);
  const key = readKey(path, pem, passphrase);
  if (key.asymmetricKeyType !== algorithm)
    throw new SignerFault('key_unreadable', `${path} holds no ${algorithm} key. Restore it from a backup.`);
  if (passphrase !== null && !pem.includes('BEGIN ENCRYPTED PRIVATE KEY')) writeKey(path, key, passphrase);
  return { type: typeOf[algorithm], public_key: rawPublicKey(key), sign: async (bytes) => new Uint8Array(sign(null, bytes, key)) };
}

function readKey(path: string, pem: string, passphrase: string | null): KeyObject {
  const isLocked = pem.includes('BEGIN ENCRYPTED PRIVATE KEY');
  if (isLocked && passphrase === null)
    throw new SignerFault('secret_missing', `${path} needs a passphrase. Put it into a file and set HOLDFAST_SIGNER_SECRET_FILE.`);
  try {
    return createPrivateKey(isLocked ? { key: pem, passphrase: passphrase ?? '' } : pem);
  } catch {
    const code = isLocked ? 'secret_wrong' : 'key_unreadable';
    throw new SignerFault(code, isLocked ? `The passphrase does not open ${path}.` : `${path} holds no key. Restore it from a backup.`);
  }
}

// Beside a token the second key lies in a file, under the PIN where there is one.
function passphraseOf(store: KeyStore, { kind }: KeyPlace): string | null {
  if (kind === 'file') return null;
  const secret = store.secret();
  if (secret === null)
    throw new SignerFault('secret_missing', 'The key needs a passphrase or PIN. Put it into a file and set HOLDFAST_SIGNER_SECRET_FILE.');
  return secret;
}
