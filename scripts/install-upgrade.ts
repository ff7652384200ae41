// The upgrade of an installation: stop, back up, switch, start, check; and all of it back when the new version does not become well.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeBackup, restoreBackup, stampOf } from '../platform/src/backup.ts';
import { StartFault } from '../platform/src/start-fault.ts';
import { place, say } from './install-place.ts';
import { type Layout, readSettings, switchTo } from './install-layout.ts';
import { startAndCheck, stopRunning } from './install-service.ts';

type Step = { unpacked: string; former: string; version: string };

/**
 * Upgrades in place. The backup is hashed and read back before anything changes. Throws StartFault after a way back: then the former version
 * and its data are as they were, and what the new one made of the data is kept beside them.
 */
export async function upgrade(layout: Layout, { unpacked, former, version }: Step): Promise<void> {
  requireOwnDatabase(layout, former);
  say(`Upgrading Holdfast ${former} to ${version}.`);
  const wasRunning = await stopRunning(layout);
  const backup = join(layout.backups, `${stampOf(new Date())}-${former}-before-${version}`);
  try {
    const made = await makeBackup({ dataDir: layout.data, to: backup, version: former, now: new Date(), link: true });
    say(`Backup made and checked: ${made.folder} (${made.files} files, ${Math.ceil(made.size_bytes / 1e6)} MB).`);
  } catch (thrown) {
    if (wasRunning && layout.unit !== null) await startAndCheck(layout);
    throw thrown;
  }
  place(layout, { unpacked, version });
  try {
    const started = await startAndCheck(layout);
    if (layout.unit === null) await started.stop();
  } catch (thrown) {
    await goBack(layout, { former, version, backup });
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new StartFault(
      'rolled_back',
      `Holdfast ${version} was put aside again: ${why}\nHoldfast ${former} and its data are back as they were.`,
    );
  }
  say(`Holdfast ${version} is in use. The former version stays in ${join(layout.home, former)}, the backup in ${backup}.`);
  if (layout.unit === null && wasRunning) say(`It was stopped for the upgrade. Start it again with: ${layout.command} serve`);
}

async function goBack(layout: Layout, { former, version, backup }: { former: string; version: string; backup: string }): Promise<void> {
  await stopRunning(layout);
  switchTo(layout.home, former);
  const aside = await restoreBackup({ folder: backup, dataDir: layout.data, now: new Date(), signer: 'of_backup' });
  if (aside !== null) renameSync(aside, aside.replace(/\.before-/, `.failed-${version}-`));
  rmSync(join(layout.home, version), { recursive: true, force: true });
  const started = await startAndCheck(layout);
  if (layout.unit === null) await started.stop();
}

/** A database elsewhere is not in our backup, so going back would not be possible. */
function requireOwnDatabase(layout: Layout, former: string): void {
  const isElsewhere = readSettings(layout)['DATABASE_URL'] !== undefined || !existsSync(join(layout.data, 'postgres'));
  if (!isElsewhere || !existsSync(join(layout.data, 'secrets')) || process.env['HOLDFAST_DATABASE_BACKED_UP'] === former) return;
  if (readSettings(layout)['DATABASE_URL'] === undefined) return;
  throw new StartFault(
    'database_elsewhere',
    `Holdfast uses a database of your own, which this installer cannot back up. Back it up, then run this again with HOLDFAST_DATABASE_BACKED_UP=${former} before it.`,
  );
}
