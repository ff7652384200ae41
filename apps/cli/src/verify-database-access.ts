// How `holdfast verify` reaches the database: the running one of a data folder, the same one started for a moment, or one given by its URL.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDataFolder, roleSecret, type DataFolder } from '@holdfast/platform/data-folder';
import { openPool } from '@holdfast/platform/database';
import { logger } from '@holdfast/platform/log';
import { startPostgres } from '@holdfast/platform/postgres';
import { databaseName } from '@holdfast/platform/postgres-roles';
import { StartFault, systemCode } from '@holdfast/platform/start-fault';

type Pool = ReturnType<typeof openPool>;
type Connection = Parameters<typeof openPool>[0];

/** `where` says in words which database was read. `close` also stops what was started. */
export type OpenedDatabase = { pool: Pool; where: string; close(): Promise<void> };

const role = 'holdfast_app';
const startingUp = '57P03';

/** Opens the database for reading. Throws StartFault with a sentence, or the connection's error. */
export async function openForVerifying({ databaseUrl, dataDir }: { databaseUrl: string | null; dataDir: string }): Promise<OpenedDatabase> {
  if (databaseUrl !== null) {
    const where = databaseUrl.replace(/:\/\/[^@/]*@/, '://');
    return over(await asReader({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 }), where, async () => {});
  }
  if (!existsSync(join(dataDir, 'postgres/PG_VERSION')))
    throw new StartFault(
      'no_data',
      `there is no Holdfast database in ${dataDir}. Name its folder with --data, or its address with --database-url.`,
    );
  const folder = makeDataFolder(dataDir);
  const running = await reachRunning(folder);
  if (running !== null) return over(running, `${dataDir}, as it runs`, async () => {});
  const started = await startPostgres({ dataDir, log: logger('verify') });
  return over(started.connectionFor(role), `${dataDir}, started for this check`, () => started.stop());
}

/** As the user of the URL where they may read the ledger themselves, else as the server's role where they may take it on. */
async function asReader(config: Connection): Promise<Connection> {
  const pool = openPool({ ...config, max: 1 });
  try {
    const { rows } = await pool.query<{ reads: boolean; takes_on: boolean | null }>(
      `select has_schema_privilege('ledger', 'usage') as reads, (select pg_has_role(oid, 'set') from pg_roles where rolname = $1) as takes_on`,
      [role],
    );
    return rows[0]!.reads || rows[0]!.takes_on !== true ? config : { ...config, options: `-c role=${role}` };
  } finally {
    await pool.end();
  }
}

/** The connection to a PostgreSQL that already serves the folder (a server's, or one that outlived it), null when none does. */
async function reachRunning(folder: DataFolder): Promise<Connection | null> {
  if (!existsSync(join(folder.secrets, `${role}.secret`))) return null;
  const config = { host: folder.sockets, port: 5432, user: role, password: roleSecret(folder.secrets, role), database: databaseName };
  for (let tries = 0; ; tries += 1) {
    const pool = openPool({ ...config, max: 1 });
    try {
      await pool.query('select 1');
      return config;
    } catch (thrown) {
      if (['ENOENT', 'ECONNREFUSED'].includes(systemCode(thrown))) return null;
      if (systemCode(thrown) !== startingUp || tries === 50) throw thrown;
      await wait(100);
    } finally {
      await pool.end();
    }
  }
}

function over(config: Connection, where: string, stop: () => Promise<void>): OpenedDatabase {
  const pool = openPool({ ...config, max: 2 });
  const close = async (): Promise<void> => {
    await pool.end();
    await stop();
  };
  return { pool, where, close };
}
