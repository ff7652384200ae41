// Routes of Holdfast's own backups: the setting, the key they are made for, the code that can stand in for a second person, and each backup.
import { Failure } from '@holdfast/platform/failure';
import { type Context, route } from '@holdfast/platform/route';
import { z } from 'zod';
import { id } from '@holdfast/platform/shapes';
import { keepOwnBackups, seeOwnBackups } from './access.ts';
import { askForBackup, type BackupHands, checkBackup } from './jobs.ts';
import { judge } from './rules.ts';
import { makeRestoreCode } from './restore-code.ts';
import { type RestorationNeeds, restorationRoutes } from './routes.restoration.ts';
import { newBackupSetting, newRestoreCode, type OwnBackups, ownBackups, recoveryKey, toldCode } from './schema.ts';
import { readPaperCode } from './store.code.ts';
import { keepRecoveryKey, keepSetting, listRestorers, listRuns, readSetting } from './store.ts';

/** What these routes need of the server. */
export type OwnBackupNeeds = RestorationNeeds & {
  hands: BackupHands;
  /** Throws Failure for a folder backups cannot go to. */
  requireFolder(folder: string): Promise<void>;
  /** Makes a recovery key; this server keeps the public half beside the data. */
  makeRecoveryKey(): { secret: string; recovery_key: string };
  fingerprintOf(recovery_key: string): string;
};

const backups = '/api/v1/own-backups';

async function readBackups(needs: OwnBackupNeeds, { db, now }: Context): Promise<OwnBackups> {
  const setting = await readSetting(db);
  const runs = (await listRuns(db)).map(({ sha256: _sha256, ...run }) => run);
  const recovery_key = setting.recovery_key === null ? null : needs.fingerprintOf(setting.recovery_key);
  const verdict = judge(setting, runs, now);
  return { setting: { ...setting, recovery_key }, verdict, runs, restorers: await listRestorers(db), code: await readPaperCode(db) };
}

const backupRoutes = (needs: OwnBackupNeeds) => [
  route({
    method: 'GET',
    path: backups,
    summary: 'Backups of Holdfast itself, and who could restore it',
    access: seeOwnBackups,
    output: ownBackups,
    handle: ({ context }) => readBackups(needs, context),
  }),
  route({
    method: 'PUT',
    path: `${backups}/setting`,
    summary: 'Say where the daily backup goes and how many are kept',
    access: keepOwnBackups,
    body: newBackupSetting,
    output: ownBackups,
    handle: async ({ body, context }) => {
      if (body.folder !== null) await needs.requireFolder(body.folder);
      await context.act(context.permit, { site: null, kind: 'own_backup.set_up' }, async (tx) => {
        const { folder, ...facts } = body;
        return {
          subject: { type: 'organisation', id: await keepSetting(tx, body) },
          facts: { ...facts, daily: folder !== null },
          personal: { folder: folder ?? '' },
          result: null,
        };
      });
      return readBackups(needs, context);
    },
  }),
  route({
    method: 'POST',
    path: `${backups}/recovery-key`,
    summary: 'Make a new recovery key; its private half is told once and not kept',
    access: keepOwnBackups,
    body: z.object({}),
    output: recoveryKey,
    handle: ({ context }) =>
      context.act(context.permit, { site: null, kind: 'own_backup.key_made' }, async (tx) => {
        const made = needs.makeRecoveryKey();
        const fingerprint = needs.fingerprintOf(made.recovery_key);
        const organisation_id = await keepRecoveryKey(tx, made.recovery_key);
        return {
          subject: { type: 'organisation', id: organisation_id },
          facts: { fingerprint },
          result: { secret: made.secret, recovery_key: fingerprint },
        };
      }),
  }),
  route({
    method: 'POST',
    path: `${backups}/restore-code`,
    summary: 'Make a code on paper that can stand in for the second person of a restore; it is told once',
    access: keepOwnBackups,
    body: newRestoreCode,
    output: toldCode,
    handle: ({ body, context }) => makeRestoreCode(context, body.kept_by),
  }),
  route({
    method: 'POST',
    path: `${backups}/runs`,
    summary: 'Make a backup now',
    access: keepOwnBackups,
    body: z.object({}),
    output: ownBackups,
    handle: async ({ context }) => {
      const { folder, recovery_key } = await readSetting(context.db);
      if (folder === null || recovery_key === null) throw new Failure('conflict', 'backup_not_set_up');
      await askForBackup(context, context.permit);
      return readBackups(needs, context);
    },
  }),
  route({
    method: 'POST',
    path: `${backups}/runs/:run_id/check`,
    summary: 'Look whether a backup is still what was written',
    access: keepOwnBackups,
    params: z.object({ run_id: id }),
    body: z.object({}),
    output: ownBackups,
    handle: async ({ params, context }) => {
      await checkBackup(context, needs.hands, context.permit, params.run_id);
      return readBackups(needs, context);
    },
  }),
];

export const ownBackupRoutes = (needs: OwnBackupNeeds) => [...backupRoutes(needs), ...restorationRoutes(needs)];
