// Making a backup and looking at it again: a process of its own does the work, and what came of it is an entry.
import { tell } from '@holdfast/notices/store';
import type { Tx } from '@holdfast/platform/act';
import type { Permit } from '@holdfast/platform/permit';
import type { Context } from '@holdfast/platform/route';
import { keepOwnBackups, permitBackup } from './access.ts';
import { isDue, judge, superfluous } from './rules.ts';
import type { BackupRun } from './schema.ts';
import { beginRun, type Ended, endRun, listRuns, noteCheck, noteRemoved, readRun, readSetting, wasTold } from './store.ts';

export const backupJob = 'own_backup.make';

/** What this server does outside of the database. */
export type BackupHands = {
  /** Makes one in the folder; the code of why not in `fault`. */
  make(it: { folder: string; recovery_key: string }): Promise<Ended>;
  /** Whether a file still has this hash. */
  check(path: string, sha256: string): Promise<BackupRun['check_fault']>;
  remove(path: string): Promise<void>;
};

type Acting = Pick<Context, 'db' | 'act' | 'observe'>;

/** Notes that a backup begins and queues it. Throws conflict while one is being made. */
export function askForBackup({ act }: Pick<Context, 'act'>, permit: Permit): Promise<string> {
  return act(permit, { site: null, kind: 'own_backup.asked' }, async (tx) => {
    const run_id = await beginRun(tx);
    const jobs = [{ name: backupJob, payload: { run_id } }];
    return { subject: { type: 'backup', id: run_id }, facts: {}, jobs, result: run_id };
  });
}

/** The task behind it: makes the backup, notes what came of it, and makes room. */
export const backupTask = (context: Acting, hands: BackupHands) => async (payload: unknown) => {
  const { run_id } = payload as { run_id: string };
  if ((await readRun(context.db, run_id)).state !== 'running') return;
  const { folder, recovery_key } = await readSetting(context.db);
  const ended: Ended =
    folder === null || recovery_key === null ? { state: 'failed', fault: 'not_set_up' } : await hands.make({ folder, recovery_key });
  await noteEnd(context, run_id, ended);
  if (ended.state === 'made') await makeRoom(context, hands);
};

async function noteEnd({ observe }: Acting, run_id: string, ended: Ended): Promise<void> {
  const kind = ended.state === 'made' ? 'own_backup.made' : 'own_backup.failed';
  await observe(permitBackup(), { site: null, kind }, async (tx) => {
    await endRun(tx, run_id, ended);
    if (ended.state === 'failed') await tellOfBackup(tx, 'own_backup_failed', { code: ended.fault });
    const { state: _state, ...facts } = ended;
    const told = 'path' in facts ? { size_bytes: facts.size_bytes, sha256: facts.sha256, entries: facts.entries } : facts;
    return { subject: { type: 'backup', id: run_id }, facts: told, result: null };
  });
}

async function makeRoom({ db, observe }: Acting, hands: BackupHands): Promise<void> {
  const { keep } = await readSetting(db);
  const old = superfluous(await listRuns(db), keep);
  if (old.length === 0) return;
  for (const { path } of old) if (path !== null) await hands.remove(path);
  const ids = old.map(({ id }) => id);
  await observe(permitBackup(), { site: null, kind: 'own_backup.removed' }, async (tx) => {
    await noteRemoved(tx, ids);
    return { subject: { type: 'backup', id: ids[0]! }, facts: { count: ids.length }, result: null };
  });
}

/** Looks at a backup again: the file must be there, with the hash it had. */
export async function checkBackup({ db, act }: Acting, hands: BackupHands, permit: Permit, run_id: string): Promise<void> {
  const { path, sha256 } = await readRun(db, run_id);
  const fault = path === null || sha256 === null ? 'missing' : await hands.check(path, sha256);
  await act(permit, { site: null, kind: 'own_backup.checked' }, async (tx) => {
    await noteCheck(tx, run_id, fault);
    return { subject: { type: 'backup', id: run_id }, facts: { fault: fault ?? undefined }, result: null };
  });
}

/**
 * Called at start and each hour: begins the daily backup when it is due, and each day tells people that the last is too old. A run that a crash
 * cut off has failed.
 */
export async function lookAtBackups(context: Acting, now_is: { atStart: boolean; isUnderWay: boolean }, now: Date): Promise<void> {
  const [setting, runs] = [await readSetting(context.db), await listRuns(context.db)];
  const left = runs.find(({ state }) => state === 'running');
  const isLeft = left !== undefined && (now_is.atStart || (!now_is.isUnderWay && now.getTime() - Date.parse(left.began_at) > 3600_000));
  if (isLeft) await noteEnd(context, left.id, { state: 'failed', fault: 'cut_off' });
  if (judge(setting, runs, now) === 'old' && setting.folder !== null && !(await wasTold(context.db)))
    await tellOld(context, setting.warn_days);
  if (isDue(setting, isLeft ? runs.filter((it) => it !== left) : runs, now)) await askForBackup({ act: context.observe }, permitBackup());
}

async function tellOld({ observe }: Acting, days: number): Promise<void> {
  await observe(permitBackup(), { site: null, kind: 'own_backup.old' }, async (tx, entry_id) => {
    await tellOfBackup(tx, 'own_backup_old', { days });
    return { subject: { type: 'backup', id: entry_id }, facts: { days }, result: null };
  });
}

async function tellOfBackup(tx: Tx, kind: 'own_backup_failed' | 'own_backup_old', params: Record<string, string | number>): Promise<void> {
  await tell(tx, { kind, site_id: null, opens: '/own-backups', params, to: { sentence: keepOwnBackups, zone_ids: [] }, fold: true });
}
