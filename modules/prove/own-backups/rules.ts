// Who may complete a restore, when the next backup is due, and which are old enough to go. Pure.
import { Failure } from '@holdfast/platform/failure';
import type { Grant } from '@holdfast/platform/permit';
import type { BackupRun, BackupSetting, CodeKind, OwnBackups } from './schema.ts';

export type Proposal = { asked_by: string; by_owner: boolean };

/** Whether the person holds the owner's role for the organisation themselves, not as a deputy. */
export function isOwner(grants: readonly Grant[]): boolean {
  return grants.some(({ role, scope, deputy_for }) => role === 'owner' && scope === 'organisation' && (deputy_for ?? null) === null);
}

/** Null when the person may say the second word, else the code of why not. */
export function whyNotSecond(it: Proposal, person_id: string, by_owner: boolean): 'second_person_needed' | 'owner_needed' | null {
  if (it.asked_by === person_id) return 'second_person_needed';
  return it.by_owner || by_owner ? null : 'owner_needed';
}

/** Throws forbidden unless the person may say the second word. */
export function requireSecond(it: Proposal, person_id: string, by_owner: boolean): void {
  const why = whyNotSecond(it, person_id, by_owner);
  if (why !== null) throw new Failure('forbidden', why);
}

/**
 * Null when a code may be the second word, else the code of why not. Where somebody else could say it, it counts only for an owner who did not
 * make it, and the console's does not count: two people stay behind every restore, wherever there are two.
 */
export function whyNotCode(
  it: Proposal,
  code: { kind: CodeKind; made_by: string | null },
  could: readonly { id: string }[],
): 'owner_needed' | 'code_of_another' | 'second_person_needed' | null {
  if (!it.by_owner) return 'owner_needed';
  if (could.every(({ id }) => id === it.asked_by)) return null;
  if (code.kind === 'console') return 'second_person_needed';
  return code.made_by === it.asked_by ? 'code_of_another' : null;
}

const dayMs = 24 * 3600_000;

/** How things stand with backups at `now`. */
export function judge(setting: Pick<BackupSetting, 'folder' | 'warn_days'>, runs: readonly BackupRun[], now: Date): OwnBackups['verdict'] {
  const ended = runs.filter(({ state }) => state !== 'running').toSorted((a, b) => b.began_at.localeCompare(a.began_at));
  const last = ended.find(({ state }) => state === 'made');
  if (last === undefined) return ended.length > 0 ? 'failed' : setting.folder === null ? 'none' : 'due';
  if (now.getTime() - Date.parse(last.began_at) > setting.warn_days * dayMs) return 'old';
  return ended[0]?.state === 'failed' || last.check_fault !== null ? 'failed' : 'fresh';
}

/** Whether the daily backup is due: a folder and a key are set, none runs, and none was begun for a day. */
export function isDue(setting: BackupSetting, runs: readonly BackupRun[], now: Date): boolean {
  if (setting.folder === null || setting.recovery_key === null) return false;
  return runs.every(({ state, began_at }) => state !== 'running' && now.getTime() - Date.parse(began_at) >= dayMs);
}

/** Backups beyond the newest `keep`; the newest that was made always stays. */
export function superfluous(runs: readonly BackupRun[], keep: number): BackupRun[] {
  const kept = runs.filter(({ state, removed_at }) => state === 'made' && removed_at === null);
  return kept.toSorted((a, b) => b.began_at.localeCompare(a.began_at)).slice(Math.max(1, keep));
}
