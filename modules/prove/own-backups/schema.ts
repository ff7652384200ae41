// Words of Holdfast's own backups: a restored copy, what it lacks, and the decision to go on from it.
import { id, reason, time } from '@holdfast/platform/shapes';
import { z } from 'zod';

/** A log of a restored copy: `size` entries are here, `signed_size` were signed; `since` is when the last checkpoint that is here was signed. */
export const restoredLog = z.object({
  site_id: id.nullable(),
  origin: z.string(),
  code: z.enum(['older', 'differs', 'other_key']),
  size: z.number().int(),
  signed_size: z.number().int(),
  since: time.nullable(),
});
export type RestoredLog = z.infer<typeof restoredLog>;

export const codeKind = z.enum(['paper', 'console']);
export type CodeKind = z.infer<typeof codeKind>;

export const proposal = z.object({
  reason: z.string(),
  asked_by: id,
  asked_by_name: z.string(),
  asked_at: time,
  /** Whether the one who asks may say the second word: another person, and one of the two an owner. */
  mine_to_approve: z.boolean(),
  mine_to_withdraw: z.boolean(),
  /** The codes that count as the second word of this proposal; `console` also before one was made there. */
  codes: z.array(codeKind),
});

export const restoration = z.object({
  /** Acts are refused: what is here is not what was signed. */
  held: z.boolean(),
  logs: z.array(restoredLog),
  /** What one person has proposed and a second one must approve. */
  proposed: proposal.nullable(),
});
export type Restoration = z.infer<typeof restoration>;

export const newProposal = z.object({
  reason,
  /** The newest signed checkpoint somebody kept outside, as text. */
  kept: z.string().trim().max(20_000).nullable().default(null),
});

/** The second word: the session of another person, or a code (`codes` of the proposal says which counts). */
export const newApproval = z.object({ code: z.string().trim().min(1).max(100).nullable().default(null) });

/** The epochs that were begun. */
export const begun = z.object({
  epochs: z.array(z.object({ origin: z.string(), former: z.string(), size: z.number().int(), lost: z.number().int() })),
});

/** Where backups go each day, how many are kept, and after how many days without one people are told. */
export const backupSetting = z.object({
  folder: z.string().nullable(),
  keep: z.number().int(),
  warn_days: z.number().int(),
  /** The first digits of the SHA-256 of the recovery key; null before one was made. */
  recovery_key: z.string().nullable(),
  recovery_key_made_at: time.nullable(),
});
export type BackupSetting = z.infer<typeof backupSetting>;
export const newBackupSetting = z.object({
  folder: z
    .string()
    .trim()
    .max(1000)
    .regex(/^\/[^\0]*$/)
    .nullable(),
  keep: z.number().int().min(1).max(1000),
  warn_days: z.number().int().min(1).max(90),
});

export const backupRun = z.object({
  id,
  state: z.enum(['running', 'made', 'failed']),
  began_at: time,
  ended_at: time.nullable(),
  path: z.string().nullable(),
  size_bytes: z.number().nullable(),
  /** Entries of all logs inside, verified when it was made. */
  entries: z.number().nullable(),
  /** A code, worded in the pages under `fault.<code>`. */
  fault: z.string().nullable(),
  checked_at: time.nullable(),
  check_fault: z.enum(['missing', 'changed', 'unreadable']).nullable(),
  /** Made room for newer ones. */
  removed_at: time.nullable(),
});
export type BackupRun = z.infer<typeof backupRun>;

/** Who made the code on paper, and who keeps it, as they wrote. */
export const restoreCode = z.object({ made_at: time, made_by: id, made_by_name: z.string(), kept_by: z.string() });
export type RestoreCode = z.infer<typeof restoreCode>;
export const newRestoreCode = z.object({ kept_by: z.string().trim().min(2).max(200) });
/** Told once. */
export const toldCode = z.object({ code: z.string() });

/** `none`: nothing is set up. `due`: set up, none made yet. `old`: none for longer than allowed. */
export const backupVerdict = z.enum(['none', 'due', 'fresh', 'old', 'failed']);
export const ownBackups = z.object({
  setting: backupSetting,
  verdict: backupVerdict,
  runs: z.array(backupRun),
  /** Who could complete a restore: two of them are needed, one an owner. */
  restorers: z.array(z.object({ id, name: z.string(), owner: z.boolean() })),
  /** The code on paper that can stand in for the second person; null before one was made. */
  code: restoreCode.nullable(),
});
export type OwnBackups = z.infer<typeof ownBackups>;
/** The private half, told once. */
export const recoveryKey = z.object({ secret: z.string(), recovery_key: z.string() });
