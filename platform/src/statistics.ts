// Tells the planner what a large change did to the tables, without waiting for autovacuum.
import { sql } from 'kysely';
import type { Tx } from './act.ts';

/** Renews the planner's statistics of the tables that grow with captures, this transaction's rows included. Under half a second at 60,000 flows. */
export async function renewStatistics(tx: Tx): Promise<void> {
  await sql`select holdfast.renew_statistics()`.execute(tx);
}
