// A PostgreSQL of the operator's own, given by DATABASE_URL.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { logger } from './log.ts';
import { rolesFile } from './postgres-roles.ts';
import type { DatabaseRole, Postgres } from './postgres.ts';
import { StartFault } from './start-fault.ts';

/**
 * Checks that the server answers, is PostgreSQL 18 or later and has the roles of db/roles.sql, which are made where the user of the URL
 * may. Every role connects as that user and takes the role on (`role` at the connection's start), unless the environment gives it its own
 * URL in `DATABASE_URL_APP`, `DATABASE_URL_SEQUENCER` or `DATABASE_URL_JOBS`: only then is there a credential that cannot step out of its
 * role. The user must own the database. Throws StartFault with what an administrator has to run.
 */
export async function useExternalPostgres(databaseUrl: string, env: Readonly<Record<string, string | undefined>>): Promise<Postgres> {
  await checkServer(databaseUrl);
  const hold = await holdDatabase(databaseUrl);
  const own: Record<DatabaseRole, string | undefined> = {
    holdfast_owner: databaseUrl,
    holdfast_app: env['DATABASE_URL_APP'],
    holdfast_sequencer: env['DATABASE_URL_SEQUENCER'],
    holdfast_jobs: env['DATABASE_URL_JOBS'],
  };
  return {
    connectionFor: (role, database) => {
      const url = own[role] ?? databaseUrl;
      const connectionString = database === undefined ? url : withDatabase(url, database);
      return own[role] === undefined ? { connectionString, options: `-c role=${role}` } : { connectionString };
    },
    stop: () => hold.release(),
  };
}

const holdfastLock = 4_400_002;

/**
 * INVARIANT: one Holdfast at a time uses a database. Its files, keys and sealing belong to one data folder, so a second one with another folder
 * would miss the files of the first. The lock lives with a connection of its own, which is opened again when it breaks.
 */
async function holdDatabase(databaseUrl: string): Promise<{ release(): Promise<void> }> {
  let held: Client | null = null;
  let isOver = false;
  const take = async (patience: number): Promise<void> => {
    const client = new Client({ connectionString: databaseUrl, application_name: 'holdfast lock', keepAlive: true });
    client.on('error', () => {});
    await client.connect();
    for (let tries = 0; ; tries += 1) {
      const found = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [holdfastLock]);
      if (found.rows[0]?.mine === true) break;
      // The one before may just be ending.
      if (tries >= patience) {
        await client.end();
        throw sharedFault(databaseUrl);
      }
      await wait(250);
    }
    held = client;
    client.once('end', () => {
      if (!isOver && held === client) void again();
    });
  };
  const again = async (): Promise<void> => {
    for (let pauseMs = 500; !isOver; pauseMs = Math.min(30_000, pauseMs * 2)) {
      await wait(pauseMs, undefined, { ref: false });
      const thrown = await take(0).then(
        () => null,
        (error: unknown) => error,
      );
      if (thrown === null) return;
      logger('database').warn('the hold on the database is lost and not yet taken again', { error: thrown });
    }
  };
  await take(20);
  return {
    release: async () => {
      isOver = true;
      await held?.end().catch(() => {});
    },
  };
}

function sharedFault(databaseUrl: string): StartFault {
  const name = /^postgres(?:ql)?:\/\/[^/?]*\/([^?]+)/.exec(databaseUrl)?.[1] ?? '';
  return new StartFault(
    'database_shared',
    `Another Holdfast is using the database ${name || 'of DATABASE_URL'}. Each Holdfast needs a database of its own: stop the other one, or make another database.`,
  );
}

/** The same URL for another database; URLs of unix sockets (`postgresql://user:secret@/name?host=/run`) have no host. */
export function withDatabase(url: string, database: string): string {
  const match = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/s.exec(url);
  return `${match?.[1] ?? url}/${encodeURIComponent(database)}${match?.[2] ?? ''}`;
}

async function checkServer(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await checkVersion(client);
    await ensureRoles(client);
  } catch (thrown) {
    if (thrown instanceof StartFault) throw thrown;
    const why = thrown instanceof Error ? thrown.message || thrown.name : 'no answer';
    throw new StartFault(
      'postgres_unreachable',
      `The PostgreSQL of DATABASE_URL cannot be used: ${why}. Check the address, the user and the server.`,
      thrown,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

async function checkVersion(client: Client): Promise<void> {
  const found = await client.query<{ number: string; version: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  const { number, version } = found.rows[0] ?? { number: '0', version: 'unknown' };
  if (Number(number) < 180_000)
    throw new StartFault('postgres_too_old', `The PostgreSQL of DATABASE_URL is version ${version}; Holdfast needs 18 or later.`);
}

// Taken on, never inherited: so each connection may do what its role may, and no more.
const memberships = 'grant holdfast_ledger, holdfast_app, holdfast_sequencer, holdfast_jobs to current_user with inherit false, set true';

async function ensureRoles(client: Client): Promise<void> {
  if (await hasRoles(client)) return;
  try {
    await client.query(readFileSync(rolesFile, 'utf8'));
    await client.query(memberships);
  } catch (thrown) {
    const user = await client.query<{ user: string }>('select current_user as user');
    const name = client.escapeIdentifier(user.rows[0]?.user ?? '');
    const sentence = `The user of DATABASE_URL may not make Holdfast's roles. As administrator run db/roles.sql, then: ${memberships.replaceAll('current_user', name)};`;
    throw new StartFault('roles_missing', sentence, thrown);
  }
}

async function hasRoles(client: Client): Promise<boolean> {
  const made = await client.query(
    `select from pg_roles where rolname in ('holdfast_ledger', 'holdfast_jobs', 'holdfast_app', 'holdfast_sequencer')`,
  );
  if (made.rowCount !== 4) return false;
  const has = await client.query<{ has: boolean }>(
    `select bool_and(pg_has_role(name, 'set')) as has
     from unnest(array['holdfast_ledger', 'holdfast_app', 'holdfast_sequencer', 'holdfast_jobs']) as name`,
  );
  return has.rows[0]?.has ?? false;
}
