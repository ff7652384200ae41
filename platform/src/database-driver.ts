// Kysely's door to a pg pool. What it adds to Kysely's own: `begin` travels with a transaction's first query, and `commit` with its last.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type RawBuilder,
  sql as statement,
  type TransactionSettings,
} from 'kysely';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { beginAndRun, type LastStatement, runAndCommit } from './commit-with.ts';

type Lent = DatabaseConnection & { readonly client: PoolClient; opening: string | null; last: LastStatement | null; isLost: boolean };

const lent = new WeakSet<object>();

/** Runs Kysely's queries on connections of a pool; the pool stays its caller's to end. */
export function driverOver(pool: Pool): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => lend(await pool.connect()),
    beginTransaction: async (connection, settings) => void (mine(connection).opening = openingOf(settings)),
    commitTransaction: async (connection) => commit(mine(connection)),
    rollbackTransaction: async (connection) => rollBack(mine(connection)),
    releaseConnection: async (connection) => mine(connection).client.release(mine(connection).isLost),
    destroy: async () => {},
  };
}

/**
 * Lets a transaction end with this statement: it is sent together with the commit, in one round trip, and when it fails nothing is
 * committed. Returns false on a connection of another driver, where the caller runs it like any other.
 */
export function endWith(connection: DatabaseConnection, last: LastStatement): boolean {
  if (!lent.has(connection)) return false;
  mine(connection).last = last;
  return true;
}

function lend(client: PoolClient): Lent {
  const connection: Lent = {
    client,
    opening: null,
    last: null,
    isLost: false,
    executeQuery: (query) => execute(connection, query),
    // oxlint-disable-next-line require-yield -- nothing here streams rows through Kysely
    streamQuery: async function* () {
      throw new Error('rows are not streamed through this driver');
    },
  };
  lent.add(connection);
  return connection;
}

function mine(connection: DatabaseConnection): Lent {
  if (!lent.has(connection)) throw new Error('a connection of another driver');
  return connection as Lent;
}

/**
 * The beginning of a statement that nearly every request sends: PostgreSQL keeps its plan on each connection under the name. For statements
 * whose best plan hangs on none of their values, and whose text is always the same.
 */
export const planKept = (name: string): RawBuilder<unknown> => statement.raw(`/* plan kept: ${name} */`);
const marked = /^\/\* plan kept: (\w+) \*\//;

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

async function execute<R>(connection: Lent, { sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
  const { client, opening } = connection;
  connection.opening = null;
  const values = parameters as unknown[];
  const { command, rowCount, rows } = await (opening === null
    ? client.query(asked(sql, values))
    : beginAndRun(client, opening, sql, values));
  const result = { rows: (rows ?? []) as R[] };
  return changing.has(command) ? { ...result, numAffectedRows: BigInt(rowCount ?? 0) } : result;
}

function asked(text: string, values: unknown[]): QueryConfig {
  const name = marked.exec(text)?.[1];
  return name === undefined ? { text, values } : { name, text, values };
}

function openingOf({ isolationLevel, accessMode }: TransactionSettings): string {
  if (isolationLevel === undefined && accessMode === undefined) return 'begin';
  return `start transaction${isolationLevel ? ` isolation level ${isolationLevel}` : ''}${accessMode ? ` ${accessMode}` : ''}`;
}

// PostgreSQL answers COMMIT with ROLLBACK when an earlier statement failed and the work went on regardless.
async function commit(connection: Lent): Promise<void> {
  const { client, last, opening } = connection;
  connection.opening = null;
  // Nothing was asked of the database, so nothing was begun.
  if (last === null && opening !== null) return;
  const done = last === null ? (await client.query('commit')).command : await runAndCommit(client, last, opening);
  if (done === 'ROLLBACK') throw new Error('the transaction was rolled back: one of its statements had failed');
}

async function rollBack(connection: Lent): Promise<void> {
  if (connection.opening !== null) return;
  try {
    await connection.client.query('rollback');
  } catch (thrown) {
    connection.isLost = true;
    throw thrown;
  }
}
