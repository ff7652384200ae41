// Sealing: committed entries get their index, their nodes and their facts, a batch in one transaction; checkpoints are signed over what is sealed.
import {
  equalBytes,
  foldPeaks,
  formatCheckpoint,
  formatNote,
  type Frontier,
  frontierAt,
  openCheckpoint,
  perfectSubtrees,
} from '@holdfast/core-ledger';
import type { Pool, PoolClient } from 'pg';
import { sha256, nodeCrypto } from './ledger-crypto.ts';
import { consistencyProof, latestCheckpoint, readNodes, type LedgerClient, type LedgerLog } from './ledger-store.ts';
import { type LogSigner, SignerRefused } from './signer-key.ts';
import { inTransaction } from './transaction.ts';

/** The log no longer extends what was signed. Nothing is signed until a person has looked. */
export class LogRefused extends Error {
  override name = 'LogRefused';
}

/**
 * Seals at most `limit` pending entries of a log, the latest of its place, in one transaction and one statement: indexes, facts, and the nodes
 * they complete; returns how many. Safe beside any number of other sequencers: the database's `ledger.seal` lets one at a time at a log.
 */
export async function sealBatch(pool: Pool, log_id: string, limit: number): Promise<number> {
  const sealed = await pool.query<{ count: number }>('select ledger.seal($1, $2) as count', [log_id, limit]);
  return sealed.rows[0]!.count;
}

/**
 * Has a checkpoint signed over all that is sealed, unless one of this size exists. Returns the latest note, null for an empty log. The signer
 * is asked outside of every transaction: sealing goes on while it thinks. Throws LogRefused when the log does not extend the last checkpoint
 * or that one was not signed by the log's keys, SignerRefused or SignerDown when the signer does not sign.
 */
export async function signCheckpoint(pool: Pool, log: Pick<LedgerLog, 'id' | 'origin'>, signer: LogSigner): Promise<string | null> {
  for (let tries = 0; ; tries += 1) {
    const { latest, wanted } = await inLog(pool, log.id, (client) => nextCheckpoint(client, log, signer));
    if (wanted === null) return latest;
    try {
      const signatures = await signer.sign(wanted, (from) => proveFrom(pool, log, from, wanted.size));
      const note = formatNote({ text: formatCheckpoint(wanted), signatures });
      await pool.query(insertCheckpoint, [log.id, wanted.size, wanted.root, note]);
      return note;
    } catch (thrown) {
      // Another sequencer may have had a larger one signed meanwhile.
      if (!(thrown instanceof SignerRefused) || thrown.code !== 'older' || tries === 3) throw thrown;
      if ((await readSize(pool, log.id)) < thrown.signed_size) throw thrown;
    }
  }
}

const insertCheckpoint =
  'insert into ledger.checkpoint (log_id, size, root, note) values ($1, $2, $3, $4) on conflict (log_id, size) do nothing';

async function nextCheckpoint(client: LedgerClient, log: Pick<LedgerLog, 'id' | 'origin'>, signer: LogSigner) {
  const size = await readSize(client, log.id);
  const latest = await latestCheckpoint(client, log.id);
  // Without its keys it can only say that it is down.
  if (latest && signer.keys(log.origin).length > 0) await refuseFork(client, log, signer, latest, size);
  if (size === 0 || latest?.size === size) return { latest: latest?.note ?? null, wanted: null };
  return { latest: latest?.note ?? null, wanted: { origin: log.origin, size, root: await rootAt(client, log.id, size) } };
}

/** The root over the first `size` entries, from the stored subtrees. Throws RangeError when one is missing. */
export async function rootAt(client: LedgerClient, log_id: string, size: number): Promise<Uint8Array> {
  const { peaks } = await readFrontier(client, log_id, size);
  return foldPeaks(peaks, sha256);
}

async function proveFrom(pool: Pool, log: Pick<LedgerLog, 'id' | 'origin'>, from: number, size: number): Promise<Uint8Array[]> {
  try {
    return (await consistencyProof(pool, log.id, from, size)).path;
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new LogRefused(`${log.origin} lacks what proves that it extends its ${from} entries`);
    throw thrown;
  }
}

/** Logs with entries to seal. */
export async function findUnsealed(client: LedgerClient): Promise<string[]> {
  const found = await client.query<{ log_id: string }>(
    'select p.log_id from ledger.place p where exists (select from ledger.waiting w where w.place = p.place)',
  );
  return found.rows.map(({ log_id }) => log_id);
}

/** An entry that waits and cannot be sealed: its id is sealed already, or its place has no log. Only whoever writes past `act` makes such a one. */
export type AsideEntry = { id: string; place: string; why: 'sealed already' | 'no log' };

/** The oldest hundred of what is set aside. */
export async function findAside(client: LedgerClient): Promise<AsideEntry[]> {
  const found = await client.query<AsideEntry>('select id, place, why from ledger.aside order by inserted_at, id limit 100');
  return found.rows;
}

/** Open logs that have grown since their last checkpoint; an epoch that has ended is signed no more. */
export async function findUnsigned(client: LedgerClient): Promise<Pick<LedgerLog, 'id' | 'origin'>[]> {
  const found = await client.query<{ id: string; origin: string }>(
    `select id, origin from ledger.log l
     where not exists (select from ledger.log n where n.site_id is not distinct from l.site_id and n.epoch > l.epoch)
       and (select coalesce(max(idx) + 1, 0) from ledger.entry e where e.log_id = l.id)
        <> (select coalesce(max(size), 0) from ledger.checkpoint c where c.log_id = l.id)`,
  );
  return found.rows;
}

// One writer per log at a time, in whichever process; the lock goes with the transaction, so a crash leaves nothing behind.
function inLog<R>(pool: Pool, log_id: string, work: (client: PoolClient) => Promise<R>): Promise<R> {
  return inTransaction(pool, 'begin', async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended('ledger.log ' || $1, 0))", [log_id]);
    return work(client);
  });
}

async function readSize(client: LedgerClient, log_id: string): Promise<number> {
  const found = await client.query<{ size: string }>('select coalesce(max(idx) + 1, 0) as size from ledger.entry where log_id = $1', [
    log_id,
  ]);
  return Number(found.rows[0]!.size);
}

async function readFrontier(client: LedgerClient, log_id: string, size: number): Promise<Frontier> {
  return frontierAt(size, await readNodes(client, log_id, perfectSubtrees(0, size)));
}

type Latest = { size: number; root: Uint8Array; note: string };

/** C2SP tlog-checkpoint: a log must not sign what is inconsistent with what it signed before. */
async function refuseFork(
  client: LedgerClient,
  log: Pick<LedgerLog, 'id' | 'origin'>,
  signer: LogSigner,
  latest: Latest,
  size: number,
): Promise<void> {
  const opened = openCheckpoint(latest.note, log.origin, signer.keys(log.origin), nodeCrypto);
  if (!opened.ok)
    throw new LogRefused(`last checkpoint of ${log.origin} at ${latest.size} was not signed by this key: ${opened.error.what}`);
  if (opened.value.size > size) throw new LogRefused(`${log.origin} has ${size} entries, fewer than the ${opened.value.size} signed`);
  const root = await rootAt(client, log.id, opened.value.size).catch((thrown: unknown) => {
    if (thrown instanceof RangeError) return new Uint8Array(0);
    throw thrown;
  });
  if (!equalBytes(root, opened.value.root)) throw new LogRefused(`${log.origin} does not extend its checkpoint at ${opened.value.size}`);
}
