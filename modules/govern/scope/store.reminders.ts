// SQL of reminders: which step of which open day was told.
import type { Tx } from '@holdfast/platform/act';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';

/** `<due>/<day>/<step>` of all that was told. */
export async function readReminders(db: Database | Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    key: string;
  }>`select due_id || '/' || to_char(due_on, 'YYYY-MM-DD') || '/' || step as key from holdfast.legal_reminder`.execute(db);
  return new Set(rows.map((it) => it.key));
}

/** False when it was noted before. */
export async function noteReminder(tx: Tx, it: { due_id: string; due_on: string; step: string }, now: Date): Promise<boolean> {
  const { rows } = await sql`insert into holdfast.legal_reminder (organisation_id, due_id, due_on, step, told_at)
    select o.id, ${it.due_id}, ${it.due_on}::date, ${it.step}, ${now.toISOString()} from holdfast.organisation o on conflict do nothing returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}
