// A PostgreSQL of the operator's own, given by DATABASE_URL.
import { Client } from 'pg';
import type { Postgres } from './postgres.ts';
import { StartFault } from './start-fault.ts';

/**
 * Checks that the server answers and is PostgreSQL 18 or later. Every role of Holdfast connects as the user of the URL, unless the
 * environment gives a role its own user as `DATABASE_URL_APP`, `DATABASE_URL_SEQUENCER` or `DATABASE_URL_JOBS`: only then do the ledger's grants separate the
 * server from the ledger. That user must be able to `set role holdfast_ledger`; db/roles.sql makes the roles and is run by the operator's
 * administrator once. Throws StartFault.
 */
export async function useExternalPostgres(databaseUrl: string, env: Readonly<Record<string, string | undefined>>): Promise<Postgres> {
  await checkServer(databaseUrl);
  const urls = {
    holdfast_owner: databaseUrl,
    holdfast_app: env['DATABASE_URL_APP'] ?? databaseUrl,
    holdfast_sequencer: env['DATABASE_URL_SEQUENCER'] ?? databaseUrl,
    holdfast_jobs: env['DATABASE_URL_JOBS'] ?? databaseUrl,
  } as const;
  return {
    connectionFor(role, database) {
      const url = new URL(urls[role]);
      if (database !== undefined) url.pathname = `/${database}`;
      return { connectionString: url.href };
    },
    stop: async () => {},
  };
}

async function checkServer(databaseUrl: string): Promise<void> {
  const where = URL.canParse(databaseUrl) ? new URL(databaseUrl).host : 'DATABASE_URL';
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const found = await client.query<{ server_version_num: string; server_version: string }>(
      `select current_setting('server_version_num') as server_version_num, current_setting('server_version') as server_version`,
    );
    const row = found.rows[0];
    if (Number(row?.server_version_num) >= 180_000) return;
    throw new StartFault('postgres_too_old', `The PostgreSQL at ${where} is version ${row?.server_version}; Holdfast needs 18 or later.`);
  } catch (thrown) {
    if (thrown instanceof StartFault) throw thrown;
    const why = thrown instanceof Error ? thrown.message || String(thrown) : String(thrown);
    throw new StartFault('postgres_unreachable', `The PostgreSQL at ${where} (DATABASE_URL) cannot be used: ${why}`, thrown);
  } finally {
    await client.end().catch(() => {});
  }
}
