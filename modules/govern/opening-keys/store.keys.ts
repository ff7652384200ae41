// What holders do with their keys, as acts: make, admit a further holder, change, be removed; and files put under both keys.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import type { Context, Database } from '@holdfast/platform/route';
import { newKeyPair, openPrivate, openWith, sealPrivate, sealTo, sharePurpose, splitKey } from './boxes.ts';
import {
  activate,
  addShare,
  forgetTries,
  hasShares,
  isReady,
  keepKey,
  type KeyRow,
  listActiveKeys,
  listShares,
  listWaitingFiles,
  lockKeys,
  putShares,
  readKey,
  readOwnKey,
  removeHolder,
  type Share,
  takePassphraseTry,
} from './store.ts';

export type Acting = Pick<Context, 'db' | 'act' | 'files' | 'permit'>;

/**
 * The person's private key, from their passphrase. Each try counts before it is judged; a wrong one is an entry. Throws
 * `passphrase_wrong`, conflict `not_a_holder`, `key_not_made`, too_many `passphrase_locked`.
 */
export async function unlock(context: Acting, site_id: string, passphrase: string): Promise<{ key: KeyRow; private_key: Buffer }> {
  const key = await readOwnKey(context.db, site_id, context.permit.actor_id);
  if (key.private_sealed === null) throw new Failure('conflict', 'key_not_made');
  await takePassphraseTry(context.db, site_id, key.id);
  const private_key = await openPrivate(key.private_sealed, passphrase, key.id);
  if (private_key !== null) return { key, private_key };
  await context.act(context.permit, { site: site_id, kind: 'opening_key.passphrase_wrong' }, async () => told(key, {}, null));
  throw new Failure('forbidden', 'passphrase_wrong');
}

const told = <R>(key: Pick<KeyRow, 'id' | 'side' | 'person_id'>, facts: object, result: R) => ({
  subject: { type: 'opening_key', id: key.id },
  facts: { side: key.side, holder_id: key.person_id, ...facts },
  result,
});

/** Makes the person's key. The first of a side counts at once; a further one waits for a holder in place, who alone has the halves. */
export async function makeKey(context: Acting, site_id: string, passphrase: string): Promise<void> {
  const own = await readOwnKey(context.db, site_id, context.permit.actor_id);
  if (own.state !== 'named') throw new Failure('conflict', 'key_already_made');
  const { public_key, private_key } = newKeyPair();
  const private_sealed = await sealPrivate(private_key, passphrase, own.id);
  await context.act(context.permit, { site: site_id, kind: 'opening_key.made' }, async (tx) => {
    await lockKeys(tx, site_id);
    const key = await readKey(tx, site_id, own.id);
    if (key.state !== 'named') throw new Failure('conflict', 'key_already_made');
    const others = (await listActiveKeys(tx, site_id)).filter((it) => it.side === key.side);
    const state = others.length === 0 && !(await hasShares(tx, site_id, key.side)) ? 'active' : 'waiting';
    await keepKey(tx, site_id, { id: key.id, public_key, private_sealed, state });
    return told(key, { waits: state === 'waiting' }, null);
  });
  await sealWaitingFiles(context, site_id);
}

/** Admits a further holder of one's own side: every half one can open is sealed to their key too. */
export async function admitHolder(context: Acting, site_id: string, key_id: string, passphrase: string): Promise<void> {
  const { key: own, private_key } = await unlock(context, site_id, passphrase);
  await context.act(context.permit, { site: site_id, kind: 'opening_key.admitted' }, async (tx) => {
    await lockKeys(tx, site_id);
    const key = await readKey(tx, site_id, key_id);
    const isMine = (await readKey(tx, site_id, own.id)).state === 'active' && key.side === own.side;
    if (!isMine) throw new Failure('forbidden', 'only_the_same_side');
    if (key.state !== 'waiting' || key.public_key === null) throw new Failure('conflict', 'nothing_to_admit');
    const shares = resealed(await listShares(tx, site_id, own.id), private_key, key.public_key);
    await putShares(tx, site_id, key.id, shares);
    await activate(tx, site_id, key.id);
    await forgetTries(tx, site_id, own.id);
    return told(key, { files: shares.length }, null);
  });
  await sealWaitingFiles(context, site_id);
}

/** A new key and passphrase in place of one's own; what was sealed to the old key is sealed to the new one. */
export async function rotateKey(context: Acting, site_id: string, it: { old_passphrase: string; passphrase: string }): Promise<void> {
  const { key: own, private_key } = await unlock(context, site_id, it.old_passphrase);
  const pair = newKeyPair();
  const private_sealed = await sealPrivate(pair.private_key, it.passphrase, own.id);
  await context.act(context.permit, { site: site_id, kind: 'opening_key.rotated' }, async (tx) => {
    await lockKeys(tx, site_id);
    const key = await readKey(tx, site_id, own.id);
    if (key.private_sealed === null || own.private_sealed?.equals(key.private_sealed) !== true)
      throw new Failure('conflict', 'key_already_made');
    const shares = resealed(await listShares(tx, site_id, own.id), private_key, pair.public_key);
    await putShares(tx, site_id, own.id, shares);
    await keepKey(tx, site_id, { id: own.id, public_key: pair.public_key, private_sealed, state: key.state });
    await forgetTries(tx, site_id, own.id);
    return told(own, { files: shares.length }, null);
  });
}

/** Takes a key from a person. The last one of a side stays while files are under it: nobody could open them any more. */
export async function takeKey(context: Acting, site_id: string, key_id: string, reason: string): Promise<void> {
  await context.act(context.permit, { site: site_id, kind: 'opening_key.removed', reason }, async (tx) => {
    await lockKeys(tx, site_id);
    const key = await readKey(tx, site_id, key_id);
    const others = (await listActiveKeys(tx, site_id)).filter((it) => it.side === key.side && it.id !== key.id);
    if (key.state === 'active' && others.length === 0 && (await hasShares(tx, site_id, key.side)))
      throw new Failure('conflict', 'last_holder');
    await removeHolder(tx, site_id, key.id, context.permit.actor_id);
    return told(key, {}, null);
  });
}

function resealed(shares: readonly Share[], private_key: Uint8Array, public_key: Uint8Array): Share[] {
  return shares.map((it) => {
    const purpose = sharePurpose(it.sha256, it.side);
    const half = openWith(private_key, it.sealed, purpose);
    if (half === null) throw new Failure('unavailable', 'key_damaged');
    return { ...it, sealed: sealTo(public_key, half, purpose) };
  });
}

/**
 * Puts a sensitive file under both keys, inside the act that takes it in: from the commit on the server has no key to it. False while a side
 * has no holder; then it waits, closed, and `sealWaitingFiles` does it when both have. `sealed_sha256` is of `FileStore.hashSealed`.
 */
export async function putUnderKeys(
  tx: Tx,
  files: FileStore,
  site_id: string,
  it: { sha256: string; sealed_sha256: string },
): Promise<boolean> {
  await lockKeys(tx, site_id);
  const keys = await listActiveKeys(tx, site_id);
  if (!isReady(keys)) return false;
  const { file_id, key: data_key } = await files.handOverKey(tx, it);
  const [first, second] = splitKey(data_key);
  for (const { id, side, public_key } of keys) {
    const sealed = sealTo(public_key!, side === 'first' ? first : second, sharePurpose(it.sha256, side));
    await addShare(tx, site_id, id, { sha256: it.sha256, file_id, side, sealed });
  }
  return true;
}

/** Puts under both keys what came in before both sides had a holder. Returns how many. */
export async function sealWaitingFiles(context: Acting, site_id: string): Promise<number> {
  let sealed = 0;
  if (!(await isReadyNow(context.db, site_id))) return 0;
  for (const sha256 of await listWaitingFiles(context.db, site_id)) {
    const sealed_sha256 = await context.files.hashSealed(sha256);
    await context.act(context.permit, { site: site_id, kind: 'opening_key.file_sealed' }, async (tx) => {
      await putUnderKeys(tx, context.files, site_id, { sha256, sealed_sha256 });
      return { subject: { type: 'site', id: site_id }, facts: {}, personal: { sha256 }, result: null };
    });
    sealed += 1;
  }
  return sealed;
}

const isReadyNow = async (db: Database, site_id: string): Promise<boolean> => isReady(await listActiveKeys(db, site_id));
