// What came of reading a file again stands with its key: when it was last whole, and since when it is not.
import { sql } from 'kysely';
import type { Tx } from './act.ts';
import type { FileCheck } from './file-check.ts';

/** Notes a check inside the act that tells of it. A file erased meanwhile stays erased. */
export async function noteFileCheck(tx: Tx, sha256: string, { state, at_byte }: Pick<FileCheck, 'state' | 'at_byte'>): Promise<void> {
  if (state === 'erased') return;
  const fault = state === 'whole' ? null : state;
  await sql`update platform.file_key set checked_at = now(), whole_at = case when ${fault}::text is null then now() else whole_at end,
      fault = ${fault}, fault_at_byte = ${at_byte}, fault_since = case when ${fault}::text is null then null else coalesce(fault_since, now()) end
    where sha256 = ${sha256} and state in ('kept', 'plain', 'handed_over')`.execute(tx);
}
