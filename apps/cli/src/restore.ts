// holdfast restore: puts a backup in place of the data folder. What lacks signed entries takes no act until two people have decided in the pages.
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readManifest, restoreBackup } from '@holdfast/platform/backup';
import { restoreSealed } from '@holdfast/platform/backup-sealed';
import { openLog } from '@holdfast/platform/log';
import { asStartFault, StartFault } from '@holdfast/platform/start-fault';
import { productVersion } from '@holdfast/platform/version';
import { dataDirOf, openingOf } from './backup.ts';

const usage = 'usage: holdfast restore FILE [--data FOLDER] [--passphrase-file FILE | --key-file FILE]\n';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the command. Exit 0: in place; 1: refused, everything is as it was; 64: wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  openLog({ level: 'error' });
  let asked: Asked;
  try {
    asked = readAsked(args);
  } catch {
    process.stderr.write(usage);
    return 64;
  }
  try {
    await restore(asked);
    return 0;
  } catch (thrown) {
    const fault = asStartFault(thrown, asked.dataDir);
    process.stderr.write(`${fault instanceof StartFault ? fault.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
    return 1;
  }
}

type Asked = { path: string; dataDir: string; passphrase_file: string | null; key_file: string | null };

function readAsked(args: readonly string[]): Asked {
  const text = { type: 'string' } as const;
  const options = { data: text, 'passphrase-file': text, 'key-file': text } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new TypeError('one backup');
  const [passphrase_file, key_file] = [values['passphrase-file'] ?? null, values['key-file'] ?? null];
  return { path, dataDir: dataDirOf(values.data), passphrase_file, key_file };
}

async function restore(asked: Asked): Promise<void> {
  const { path, dataDir } = asked;
  if (!existsSync(path)) throw new StartFault('no_backup', `There is no backup ${path}.`);
  const now = new Date();
  if (statSync(path).isDirectory()) {
    const { made_at, version } = readManifest(path);
    return told({ made_at, version }, await restoreBackup({ folder: path, dataDir, now }));
  }
  const { manifest, aside } = await restoreSealed({ path, dataDir, opening: openingOf(asked), now });
  told(manifest, aside);
}

function told({ made_at, version }: { made_at: string; version: string }, aside: string | null): void {
  say(`The backup of ${made_at} (Holdfast ${version}) is in place.${aside === null ? '' : ` What was there is in ${aside}.`}`);
  if (version !== productVersion)
    say(`It was made by Holdfast ${version}; this is ${productVersion}, which brings it up to date at its start.`);
  say(
    'If entries were signed after this backup, Holdfast starts read-only: two people then decide in Set-up, Backups, whether to go on from it.',
  );
  if (aside === null)
    say(
      'This machine held no Holdfast before, so its signer knows nothing newer than the backup. Ask whoever keeps checkpoints or witnesses the ledger.',
    );
}
