// Routes of Holdfast's own backups, and of a restored copy: what it lacks, the proposal to go on, and the approval that begins the next epochs.
import { ledgerClient } from '@holdfast/platform/act';
import { Failure } from '@holdfast/platform/failure';
import { beginEpoch, type EpochPlan } from '@holdfast/platform/restore-epochs';
import { type Context, route } from '@holdfast/platform/route';
import { z } from 'zod';
import { id } from '@holdfast/platform/shapes';
import { approveRestoration, keepOwnBackups, proposeRestoration, seeOwnBackups } from './access.ts';
import { askForBackup, type BackupHands, checkBackup } from './jobs.ts';
import { isOwner, judge, requireSecond, whyNotSecond } from './rules.ts';
import {
  begun,
  newBackupSetting,
  newProposal,
  type OwnBackups,
  ownBackups,
  recoveryKey,
  type Restoration,
  restoration,
  type RestoredLog,
} from './schema.ts';
import { keepRecoveryKey, keepSetting, listRestorers, listRuns, readSetting } from './store.ts';
import { dropProposal, keepProposal, readProposal, takeProposal } from './store.restoration.ts';

/** What these routes need of the server. */
export type OwnBackupNeeds = {
  isHeld(): boolean;
  /** The logs the signer refuses; empty while nothing is held. */
  refusedLogs(): Promise<RestoredLog[]>;
  /** Seals all that waits and plans the next epoch of every log. `kept`: a signed checkpoint from outside. */
  plan(kept: string | null): Promise<EpochPlan>;
  /** Compares the signer again and has the new epochs signed. */
  goOn(): Promise<void>;
  hands: BackupHands;
  /** Throws Failure for a folder backups cannot go to. */
  requireFolder(folder: string): Promise<void>;
  /** Makes a recovery key; this server keeps the public half beside the data. */
  makeRecoveryKey(): { secret: string; recovery_key: string };
  fingerprintOf(recovery_key: string): string;
};

const base = '/api/v1/restoration';
const backups = '/api/v1/own-backups';

async function readBackups(needs: OwnBackupNeeds, { db, now }: Context): Promise<OwnBackups> {
  const setting = await readSetting(db);
  const runs = (await listRuns(db)).map(({ sha256: _sha256, ...run }) => run);
  const recovery_key = setting.recovery_key === null ? null : needs.fingerprintOf(setting.recovery_key);
  return { setting: { ...setting, recovery_key }, verdict: judge(setting, runs, now), runs, restorers: await listRestorers(db) };
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

async function read(needs: OwnBackupNeeds, { db, principal }: Context): Promise<Restoration> {
  const held = needs.isHeld();
  const it = held ? await readProposal(db) : null;
  if (it === null) return { held, logs: await needs.refusedLogs(), proposed: null };
  const { reason, asked_by, asked_by_name, asked_at } = it;
  const mine_to_approve = whyNotSecond(it, principal.person_id, isOwner(principal.grants)) === null;
  const proposed = { reason, asked_by, asked_by_name, asked_at, mine_to_approve, mine_to_withdraw: asked_by === principal.person_id };
  return { held, logs: await needs.refusedLogs(), proposed };
}

function requireHeld(needs: OwnBackupNeeds): void {
  if (!needs.isHeld()) throw new Failure('conflict', 'nothing_restored');
}

async function approve(needs: OwnBackupNeeds, { db, act, permit, principal }: Context): Promise<z.infer<typeof begun>> {
  requireHeld(needs);
  const it = await readProposal(db);
  if (it === null) throw new Failure('conflict', 'nothing_proposed');
  requireSecond(it, permit.actor_id, isOwner(principal.grants));
  const { epochs, gone } = await needs.plan(it.kept);
  const told = epochs.map(({ former, log, here, lost }) => ({ origin: log.origin, former: former.origin, size: here.size, lost }));
  const by = { reason: it.reason, asked_by: it.asked_by, approved_by: permit.actor_id, at: new Date().toISOString(), via: permit.via };
  const made = await act(permit, { site: null, kind: 'ledger.restoration_approved', reason: it.reason }, async (tx) => {
    const organisation_id = await takeProposal(tx);
    for (const epoch of epochs) await beginEpoch(ledgerClient(tx), epoch, gone, by);
    const facts = { epochs: told, asked_by: it.asked_by };
    return { subject: { type: 'organisation', id: organisation_id }, facts, result: { epochs: told } };
  });
  await needs.goOn();
  return made;
}

export const ownBackupRoutes = (needs: OwnBackupNeeds) => [
  ...backupRoutes(needs),
  route({
    method: 'GET',
    path: base,
    summary: 'Whether this is a restored copy that waits for a decision, and what it lacks',
    access: 'signed_in',
    output: restoration,
    handle: ({ context }) => read(needs, context),
  }),
  route({
    method: 'POST',
    path: base,
    summary: 'Propose to go on from the restored copy',
    access: proposeRestoration,
    body: newProposal,
    output: restoration,
    handle: async ({ body, context }) => {
      requireHeld(needs);
      // A checkpoint nobody can use is said now, not to the second person.
      await needs.plan(body.kept);
      const { actor_id: asked_by } = context.permit;
      await keepProposal(context.db, { ...body, asked_by, by_owner: isOwner(context.principal.grants) });
      return read(needs, context);
    },
  }),
  route({
    method: 'DELETE',
    path: base,
    summary: 'Take the own proposal back',
    access: proposeRestoration,
    output: restoration,
    handle: async ({ context }) => {
      await dropProposal(context.db, context.permit.actor_id);
      return read(needs, context);
    },
  }),
  route({
    method: 'POST',
    path: `${base}/approval`,
    summary: 'Approve it as the second person: the next epoch of every log begins',
    access: approveRestoration,
    body: z.object({}),
    output: begun,
    handle: ({ context }) => approve(needs, context),
  }),
];
