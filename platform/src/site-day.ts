// The day it is at a site.
import { sql } from 'kysely';
import type { Tx } from './act.ts';
import { Failure } from './failure.ts';
import type { Database } from './route.ts';

/** The day a moment lies in at a site, `YYYY-MM-DD`: near midnight another than in UTC. Throws not_found. */
export async function todayAt(db: Database | Tx, site_id: string, now: Date): Promise<string> {
  const found = await sql<{ today: string }>`select to_char(${now.toISOString()}::timestamptz at time zone time_zone, 'YYYY-MM-DD') as today
    from holdfast.site where id = ${site_id}`.execute(db);
  if (found.rows[0] === undefined) throw new Failure('not_found', 'site_not_found');
  return found.rows[0].today;
}
