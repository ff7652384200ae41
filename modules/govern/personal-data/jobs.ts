// The lists of erasures and destroyed keys beside the database: kept complete, and after a restore what they name is erased again.
import type { Task } from '@holdfast/platform/jobs';
import { logger } from '@holdfast/platform/log';
import type { Context, Database } from '@holdfast/platform/route';
import { addDestroyedKeys, addErasures, type ErasureLine, readDestroyedKeys, readErasures } from '@holdfast/platform/erasure-list';
import { destroyReturnedKeys, listDestroyedKeys, listReturnedKeys } from '@holdfast/platform/file-keys';
import { dropSharesOf } from '@holdfast/opening-keys/store';
import { permitDestroyAgain, permitRepeat } from './access.ts';
import type { Part } from './schema.erasure.ts';
import { erasePayloads, listDone, readListed } from './store.erasure.ts';
import { countPlaces, erasePlaces, readNames } from './store.places.ts';

export { listJob } from './store.erasing.ts';

/** Writes what was erased into the list of the data folder. */
export function listTask(db: Database, dataDir: string): Task {
  return async () => void (await listErased(db, dataDir));
}

/** Makes the lists hold every erasure and every destroyed key of the database; also at the start, for those whose job never ran. */
export async function listErased(db: Database, dataDir: string): Promise<number> {
  const lines = (await listDone(db)).map((it): ErasureLine => ({ ...it, at: new Date(it.at).toISOString() }));
  return addErasures(dataDir, lines) + addDestroyedKeys(dataDir, await listDestroyedKeys(db));
}

/**
 * Keeps list and database together: once at the start, or as soon as acts are let through again after a restore. A fault is logged and tried
 * again at the next call; called each minute.
 */
export function keepErased(context: Pick<Context, 'db' | 'act' | 'files'>, dataDir: string, isHeld: () => boolean): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isHeld()) isDone = false;
    if (isDone || isHeld()) return;
    isDone = true;
    try {
      await repeatErasures(context, dataDir);
      await destroyReturned(context, dataDir);
      await listErased(context.db, dataDir);
    } catch (error) {
      isDone = false;
      logger('erasures').warn('could not compare the list of erasures with the database', { error });
    }
  };
}

/**
 * Erases again what the list names and the database still holds: a backup from before was put back. Each is an act with an entry of its own,
 * which names the first one; the two people are those of then. Returns how many were repeated.
 */
export async function repeatErasures(context: Pick<Context, 'db' | 'act'>, dataDir: string): Promise<number> {
  let repeated = 0;
  for (const line of readErasures(dataDir)) {
    const left = await readListed(context.db, line.payloads);
    if (left.length > 0 || (await hasRows(context.db, line))) {
      await repeat(context, line);
      repeated += 1;
    }
  }
  return repeated;
}

/** So many keys in one act. */
const keysAtOnce = 200;

/** Destroys again the keys a restored backup brought back, with the bytes they open and what people hold to them. Returns how many. */
export async function destroyReturned({ db, act, files }: Pick<Context, 'db' | 'act' | 'files'>, dataDir: string): Promise<number> {
  const gone = readDestroyedKeys(dataDir).map(({ file_id }) => file_id);
  let destroyed = 0;
  for (;;) {
    const back = await listReturnedKeys(db, gone, keysAtOnce);
    if (back.length === 0) return destroyed;
    const [file_ids, hashes] = [back.map(({ file_id }) => file_id), [...new Set(back.map(({ sha256 }) => sha256))]];
    await act(permitDestroyAgain(), { site: null, kind: 'files.keys_destroyed' }, async (tx, entry_id) => {
      await destroyReturnedKeys(tx, file_ids);
      for (const file_id of file_ids) await dropSharesOf(tx, file_id);
      return { subject: { type: 'file_keys', id: entry_id }, facts: { count: file_ids.length, file_ids }, result: null };
    });
    for (const sha256 of hashes) await files.removeDestroyed(sha256);
    destroyed += back.length;
  }
}

// Only what was a person's account tells that the rows are back: what they wrote may be new.
async function hasRows(db: Database, { person_id, parts }: ErasureLine): Promise<boolean> {
  if (person_id === null || !parts.includes('account')) return false;
  return (await countPlaces(db, { person_id, names: [] }, ['account']))['holdfast.person'] !== undefined;
}

async function repeat(context: Pick<Context, 'act'>, line: ErasureLine): Promise<void> {
  const permit = permitRepeat(line.site_id);
  await context.act(permit, { site: line.site_id, kind: 'personal_data.erased' }, async (tx, entry_id) => {
    const { erased, sha256 } = await erasePayloads(tx, line.payloads, { actor: permit.actor_id, entry_id });
    const { person_id } = line;
    const rows =
      person_id === null ? {} : await erasePlaces(tx, { person_id, names: await readNames(tx, person_id) }, line.parts as Part[]);
    return {
      subject: { type: 'erasure', id: line.entry_id },
      facts: {
        repeats: line.entry_id,
        payloads: erased,
        payloads_sha256: sha256,
        rows: Object.values(rows).reduce((all, n) => all + n, 0),
        asked_by: line.asked_by,
        decided_by: [line.by],
      },
      result: null,
    };
  });
}
