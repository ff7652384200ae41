// SQL of Holdfast's own backups: the setting, what became of each, and who could complete a restore.
import type { Tx } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import type { Database } from '@holdfast/platform/route';
import { sql } from 'kysely';
import { proposeRestoration } from './access.ts';
import type { BackupRun, BackupSetting, OwnBackups } from './schema.ts';

/** As kept: `recovery_key` is the public key itself. */
export async function readSetting(db: Database | Tx): Promise<BackupSetting> {
  const found =
    await sql<BackupSetting>`select folder, keep, warn_days, recovery_key, recovery_key_made_at from holdfast.backup_setting`.execute(db);
  return found.rows[0] ?? { folder: null, keep: 14, warn_days: 2, recovery_key: null, recovery_key_made_at: null };
}

/** Returns the organisation's id. */
export async function keepSetting(tx: Tx, it: Pick<BackupSetting, 'folder' | 'keep' | 'warn_days'>): Promise<string> {
  const kept = await sql<{ organisation_id: string }>`insert into holdfast.backup_setting (organisation_id, folder, keep, warn_days)
    select id, ${it.folder}, ${it.keep}, ${it.warn_days} from holdfast.organisation
    on conflict (organisation_id) do update set folder = excluded.folder, keep = excluded.keep, warn_days = excluded.warn_days
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}

/** Returns the organisation's id. */
export async function keepRecoveryKey(tx: Tx, recovery_key: string): Promise<string> {
  const kept = await sql<{
    organisation_id: string;
  }>`insert into holdfast.backup_setting (organisation_id, recovery_key, recovery_key_made_at)
    select id, ${recovery_key}, now() from holdfast.organisation
    on conflict (organisation_id) do update set recovery_key = excluded.recovery_key, recovery_key_made_at = now()
    returning organisation_id`.execute(tx);
  return kept.rows[0]!.organisation_id;
}

/** A run with where it lies and its hash. */
export type KeptRun = BackupRun & { sha256: string | null };

/** The newest 60, the newest first. */
export async function listRuns(db: Database | Tx): Promise<KeptRun[]> {
  const found = await sql<KeptRun & { size_bytes: string | null; entries: string | null }>`select id, state, began_at, ended_at, path,
    size_bytes, sha256, entries, fault, checked_at, check_fault, removed_at from holdfast.backup_run order by began_at desc, id desc limit 60`.execute(
    db,
  );
  const numberOf = (value: string | number | null): number | null => (value === null ? null : Number(value));
  return found.rows.map((row) => ({ ...row, size_bytes: numberOf(row.size_bytes), entries: numberOf(row.entries) }));
}

/** Throws not_found. */
export async function readRun(db: Database | Tx, run_id: string): Promise<KeptRun> {
  const run = (await listRuns(db)).find(({ id }) => id === run_id);
  if (run === undefined) throw new Failure('not_found', 'backup_not_found');
  return run;
}

/** Notes that one begins. Returns its id. Throws conflict while another is being made. */
export async function beginRun(tx: Tx): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('own backup', 0))`.execute(tx);
  const begun = await sql<{
    id: string;
  }>`insert into holdfast.backup_run (organisation_id, state) select id, 'running' from holdfast.organisation
    where not exists (select from holdfast.backup_run where state = 'running') returning id`.execute(tx);
  if (begun.rows[0] === undefined) throw new Failure('conflict', 'backup_under_way');
  return begun.rows[0].id;
}

export type Ended =
  | { state: 'made'; path: string; size_bytes: number; sha256: string; entries: number }
  | { state: 'failed'; fault: string };

export async function endRun(tx: Tx, run_id: string, it: Ended): Promise<void> {
  const made = it.state === 'made' ? it : { path: null, size_bytes: null, sha256: null, entries: null };
  await sql`update holdfast.backup_run set state = ${it.state}, ended_at = now(), path = ${made.path}, size_bytes = ${made.size_bytes},
      sha256 = ${made.sha256}, entries = ${made.entries}, fault = ${it.state === 'failed' ? it.fault : null},
      checked_at = ${it.state === 'made' ? sql`now()` : null}
    where id = ${run_id}`.execute(tx);
}

export async function noteCheck(tx: Tx, run_id: string, check_fault: BackupRun['check_fault']): Promise<void> {
  await sql`update holdfast.backup_run set checked_at = now(), check_fault = ${check_fault} where id = ${run_id}`.execute(tx);
}

export async function noteRemoved(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update holdfast.backup_run set removed_at = now() where id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** People in force who could say a word of a restore. */
export async function listRestorers(db: Database | Tx): Promise<OwnBackups['restorers']> {
  return (
    await sql<OwnBackups['restorers'][number]>`select p.id, p.name, bool_or(g.role = 'owner' and g.scope = 'organisation') as owner
      from holdfast.person p join holdfast.role_grant g on g.person_id = p.id
      where p.active and g.role = any(${[...proposeRestoration.who]}) and g.ended_at is null and g.starts_at <= now()
        and (g.expires_at is null or g.expires_at > now())
      group by p.id, p.name order by p.name limit 100`.execute(db)
  ).rows;
}

/** Whether people were told within a day that the last backup is too old. */
export async function wasTold(db: Database): Promise<boolean> {
  const told = await sql`select from holdfast.notice where kind = 'own_backup_old' and at > now() - interval '1 day' limit 1`.execute(db);
  return told.rows.length > 0;
}
