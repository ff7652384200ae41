// The ledger inside a backup: its database is started from the copy, and every leaf, node and checkpoint computed again.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readLogs } from './ledger-store.ts';
import { logger } from './log.ts';
import { startPostgres } from './postgres.ts';
import { bareKeyOf, readPublicKeys } from './signer-folder.ts';
import { keysOf } from './signer-key.ts';
import { StartFault } from './start-fault.ts';
import { verifyDatabase } from './verify-database.ts';

/** One log of a backup: so many entries with this root, hexadecimal. */
export type LedgerInside = { origin: string; entries: number; root: string };

/** Starts the database of a folder that holds `postgres`, `secrets` and `ledger-keys.json`. Throws StartFault when its ledger is not whole. */
export async function verifyInside(folder: string): Promise<LedgerInside[]> {
  const postgres = await startPostgres({ dataDir: folder, log: logger('backup') });
  const pool = new Pool({
    ...postgres.connectionFor('holdfast_app'),
    max: 2,
    application_name: `backup-${randomBytes(3).toString('hex')}`,
  });
  // A connection nobody uses may hear of the database's end before it has ended itself.
  pool.on('error', () => {});
  try {
    const keys = keysOf(() => readPublicKeys(join(folder, 'ledger-keys.json')).map(bareKeyOf));
    const logs = await readLogs(pool).catch(noLedgerYet);
    const {
      ok,
      first_fault,
      logs: verified,
    } = logs.length === 0 ? whole : await verifyDatabase(pool, { vkeys: logs.flatMap(({ origin }) => keys.vkeys(origin)) });
    if (!ok)
      throw new StartFault(
        'ledger_damaged',
        `The ledger in the backup is not whole (${first_fault?.origin ?? ''} ${first_fault?.what ?? ''}). Run: holdfast verify`,
      );
    return verified.map(({ origin, entries, root }) => ({ origin, entries, root }));
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

const whole = { ok: true, first_fault: null, logs: [] };

// A Holdfast that was stopped before its first start was over has no tables.
function noLedgerYet(thrown: unknown): [] {
  if (thrown instanceof Error && 'code' in thrown && (thrown.code === '42P01' || thrown.code === '3F000' || thrown.code === '3D000'))
    return [];
  throw thrown;
}
