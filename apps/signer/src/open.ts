// Opens the signer's folder: the first time it makes keys and state or takes a server's key over; later both must be there.
import { closeSync, existsSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBase64, encodeBase64, equalBytes } from '@holdfast/core-ledger';
import { SignerFault } from './fault.ts';
import { readOwn, replaceFile, requireOwn } from './files.ts';
import { type KeyStore, makeKeys, type OpenKey, openKeys, placeOf, setOf } from './keys.ts';
import { type KeySet, readState, type SignerState, writeState } from './state.ts';

export type Opened = { state: SignerState; keys: OpenKey[]; next: OpenKey[] | null };

/** A key the server's process held before there was a signer; laid here by the launcher. */
export const takenOver = 'taken-over.pem';
const begun = 'begun';

/** Opens it; `word` is where the operator wants the key at the first start. Throws SignerFault with what to do. */
export async function openFolder(store: KeyStore, word: string): Promise<Opened> {
  requireOwn(store.folder);
  const state = readState(store.folder) ?? (await begin(store, word));
  const keys = await openSet(store, state.present);
  rmSync(join(store.folder, takenOver), { force: true });
  rmSync(join(store.folder, begun), { force: true });
  return { state, keys, next: state.next === null ? null : await openSet(store, state.next) };
}

// INVARIANT: a key without a state is a state that was lost, unless a first start broke off; a signer that forgot what it signed signs nothing.
async function begin(store: KeyStore, word: string): Promise<SignerState> {
  const place = placeOf(word, 1);
  const at = (name: string): string => join(store.folder, name);
  const isBegun = existsSync(at(begun)) || existsSync(at(takenOver));
  if (!isBegun && readdirSync(store.folder).some((name) => /^(ed25519|ml-dsa-44)-\d+\.pem$/.test(name))) throw lost(store.folder);
  closeSync(openSync(at(begun), 'a', 0o600));
  const former = readOwn(at(takenOver));
  if (former !== null && place.kind === 'pkcs11')
    throw new SignerFault(
      'key_setting',
      'There is a key in use already. Leave HOLDFAST_SIGNER_KEY out, then move to the token with: holdfast signer rotate.',
    );
  if (former !== null) replaceFile(at(place.ed25519), former);
  const present = setOf(place, await makeKeys(store, place));
  const state: SignerState = { format: 1, present, next: null, retired: [], heads: [] };
  writeState(store.folder, state);
  return state;
}

function lost(folder: string): SignerFault {
  return new SignerFault(
    'state_missing',
    `${join(folder, 'state')} is missing, so the signer does not know what it signed. Restore it from a backup; a log begun anew needs the restore ceremony.`,
  );
}

/** The keys of a set, which must be the very ones it was made with. */
async function openSet(store: KeyStore, { place, keys }: KeySet): Promise<OpenKey[]> {
  const opened = await openKeys(store, place);
  const isSame = opened.every(({ type, public_key }) => {
    const kept = decodeBase64(keys.find((key) => key.type === type)?.public_key ?? '');
    return kept.ok && equalBytes(kept.value, public_key);
  });
  if (!isSame) throw new SignerFault('key_changed', `The key in ${store.folder} is not the one the signer used. Restore it from a backup.`);
  return opened;
}

/** Makes the next keys and keeps them; the present ones stay in use. Asked again it returns the same. */
export async function prepareNext(store: KeyStore, opened: Opened, word: string | null): Promise<Opened> {
  if (opened.next !== null) return opened;
  const kind = opened.state.present.place.kind;
  if (word === null && kind === 'pkcs11')
    throw new SignerFault('key_setting', 'Name the next key of the token: --key pkcs11:token=...;id=%02?module-path=...');
  const place = placeOf(word ?? kind, opened.state.retired.length / opened.keys.length + 2);
  const next = await makeKeys(store, place);
  if (next.some((key) => opened.keys.some((old) => equalBytes(old.public_key, key.public_key))))
    throw new SignerFault('key_setting', 'The next key is the present one. Name another id of the token.');
  const state = { ...opened.state, next: setOf(place, next) };
  writeState(store.folder, state);
  return { ...opened, state, next };
}

/** The next keys become the present ones; of the former only the public halves stay. */
export function useNext(store: KeyStore, opened: Opened, now: Date): Opened {
  if (opened.next === null || opened.state.next === null)
    throw new SignerFault('no_next_key', 'No next key was made. Begin with: holdfast signer rotate.');
  const { place } = opened.state.present;
  const former = opened.keys.map(({ type, public_key }) => ({ type, public_key: encodeBase64(public_key), until: now.toISOString() }));
  const state = { ...opened.state, present: opened.state.next, next: null, retired: [...former, ...opened.state.retired] };
  writeState(store.folder, state);
  for (const name of [place.ed25519, place.ml_dsa_44]) if (!name.startsWith('pkcs11:')) rmSync(join(store.folder, name), { force: true });
  return { state, keys: opened.next, next: null };
}
