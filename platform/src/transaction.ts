// One transaction on a connection of its own, for code that speaks to PostgreSQL directly.
import type { Pool, PoolClient } from 'pg';

// A connection that is lost while it is lent out says so in an event too; the statement's own error is enough.
const ignore = (): void => {};

/**
 * Runs `work` between `begin` (or another opening statement) and `commit`; rolls back when it throws, and gives up a connection that
 * cannot even do that.
 */
export async function inTransaction<R>(pool: Pool, begin: string, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  client.on('error', ignore);
  let lost = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (thrown) {
    lost = await client.query('rollback').then(
      () => false,
      () => true,
    );
    throw thrown;
  } finally {
    client.off('error', ignore);
    client.release(lost);
  }
}
