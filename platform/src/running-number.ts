// Numbers people call records by: one after the other at a site, no holes and no doubles.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './act.ts';

/**
 * The next `number` of a site's records of a table (`holdfast.question`), to be inserted in this transaction: who adds one waits for whoever
 * adds another. An expression, so that it is counted where it is inserted.
 */
export async function nextNumber(tx: Tx, table: string, site_id: string): Promise<RawBuilder<number>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`number ${table} ${site_id}`}, 0))`.execute(tx);
  return sql<number>`(select coalesce(max(number), 0) + 1 from ${sql.table(table)} where site_id = ${site_id})`;
}
