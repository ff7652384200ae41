// What the routes of a restored copy need of this server: what the signer found, the plan, and going on afterwards.
import type { OwnBackupNeeds } from '@holdfast/own-backups/routes';
import type { RestoredLog } from '@holdfast/own-backups/schema';
import { fingerprintOf, makeRecoveryKey } from '@holdfast/platform/backup-cipher';
import { writeRecoveryKey } from '@holdfast/platform/backup-recovery-key';
import { Failure } from '@holdfast/platform/failure';
import { latestCheckpoint, type LedgerLog, readOpenLogs } from '@holdfast/platform/ledger-store';
import { logger } from '@holdfast/platform/log';
import { planEpochs } from '@holdfast/platform/restore-epochs';
import type { SignerClient } from '@holdfast/platform/signer-client';
import { SignerDown, type LogSigner } from '@holdfast/platform/signer-key';
import type { Parts } from './parts.ts';

export function ownBackupNeeds(parts: Parts): OwnBackupNeeds {
  const { backups, dataDir, hold, pool, sequencer, signer, watch } = parts;
  return {
    hands: backups,
    requireFolder: backups.requireFolder,
    fingerprintOf,
    makeRecoveryKey: () => {
      const made = makeRecoveryKey();
      writeRecoveryKey(dataDir, made.recovery_key);
      return made;
    },
    isHeld: () => hold.isHeld(),
    async refusedLogs() {
      if (!hold.isHeld()) return [];
      const found = await Promise.all((await readOpenLogs(pool)).map((log) => refusedLog(parts, log)));
      return found.filter((it) => it !== null);
    },
    async plan(kept) {
      await watch?.look();
      await sequencer.settle();
      return planEpochs({ pool, client: clientOf(signer), kept }).catch(asFailure);
    },
    async goOn() {
      // The epochs have begun, whatever the signer says now: it is asked again each minute.
      const later = (error: unknown): void => logger('signer').warn('the new epoch is not signed yet', { error });
      await clientOf(signer).accept().catch(later);
      await watch?.look();
      for (const log of await readOpenLogs(pool)) {
        await sequencer.checkpoint(log).catch(later);
      }
    },
  };
}

async function refusedLog({ pool, watch }: Parts, { id, site_id, origin }: LedgerLog): Promise<RestoredLog | null> {
  const verdict = watch?.verdictOf(id);
  if (verdict?.is !== 'refuses') return null;
  const { code, size, signed_size } = verdict;
  return { site_id, origin, code, size, signed_size, since: (await latestCheckpoint(pool, id))?.published_at ?? null };
}

/** A signer without a process of its own remembers nothing, so it never holds anything. */
function clientOf(signer: LogSigner | SignerClient): SignerClient {
  if ('facts' in signer) return signer;
  throw new Failure('conflict', 'nothing_restored');
}

function asFailure(thrown: unknown): never {
  if (thrown instanceof SignerDown) throw new Failure('unavailable', 'signer_down');
  throw thrown;
}
