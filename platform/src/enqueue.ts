// Puts a job into the queue inside the caller's transaction: it runs if and only if the transaction commits.
import { type Kysely, sql } from 'kysely';

/** `key`: at most one waiting job of that key; a newer one replaces what it carries. `max_attempts` counts the first try. */
export type NewJob = { name: string; payload: Record<string, unknown>; key?: string; max_attempts?: number };

/** Throws PostgreSQL's 22023 for a payload of more than 100,000 bytes. */
export async function enqueue(db: Kysely<Record<string, never>>, job: NewJob): Promise<void> {
  const { name, payload, key = null, max_attempts = 25 } = job;
  await sql`select jobs.enqueue(${name}, ${JSON.stringify(payload)}::jsonb, ${key}, ${max_attempts})`.execute(db);
}
