// What the signer remembers: its keys and, for each log, the size and root it signed last. One small file with a checksum, replaced whole.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type KeyType, parseCheckpoint } from '@holdfast/core-ledger';
import type { PublicKey, SignedHead } from '@holdfast/platform/signer-protocol';
import { SignerFault } from './fault.ts';
import { readOwn, replaceFile } from './files.ts';

/** Where a pair of keys lies: names of files in the signer's folder; Ed25519 may lie in a PKCS #11 token instead (RFC 7512 URI). */
export type KeyPlace = { kind: 'file' | 'passphrase' | 'pkcs11'; ed25519: string; ml_dsa_44: string };
export type KeySet = { place: KeyPlace; keys: PublicKey[] };

export type SignerState = {
  format: 1;
  present: KeySet;
  /** Made, but not yet in use: the log has yet to say so under the present key. */
  next: KeySet | null;
  retired: (PublicKey & { until: string })[];
  heads: SignedHead[];
};

const name = 'state';

/** Reads it; null when there never was one. Throws SignerFault for one that is cut, changed, or open to others. */
export function readState(folder: string): SignerState | null {
  const text = readOwn(join(folder, name));
  if (text === null) return null;
  const [json = '', sum, ...rest] = text.split('\n');
  if (sum !== checksum(json) || rest.join('') !== '') throw damaged(folder);
  const state = JSON.parse(json) as SignerState;
  const isWhole = state.format === 1 && state.heads.every(isHead) && state.present.keys.every(isKey);
  if (!isWhole) throw damaged(folder);
  return state;
}

/** Keeps it; durable when this returns. */
export function writeState(folder: string, state: SignerState): void {
  const json = JSON.stringify(state);
  replaceFile(join(folder, name), `${json}\n${checksum(json)}\n`);
}

/** The state with another head of one log. */
export function withHead(state: SignerState, head: SignedHead): SignerState {
  return { ...state, heads: [...state.heads.filter(({ origin }) => origin !== head.origin), head] };
}

const checksum = (json: string): string => createHash('sha256').update(json).digest('hex');

function isHead({ origin, size, root }: SignedHead): boolean {
  return parseCheckpoint(`${origin}\n${size}\n${root}\n`).ok;
}

function isKey({ type, public_key }: { type: KeyType; public_key: string }): boolean {
  return Number.isInteger(type) && typeof public_key === 'string';
}

function damaged(folder: string): SignerFault {
  return new SignerFault(
    'state_damaged',
    `${join(folder, name)} is damaged, so the signer does not know what it signed. Restore it from a backup; a log begun anew needs the restore ceremony.`,
  );
}
