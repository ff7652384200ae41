// Commands of an installation: version, backup, restore.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeBackup, readBackup, readManifest, restoreBackup, stampOf } from '../platform/src/backup.ts';
import { asStartFault, StartFault } from '../platform/src/start-fault.ts';
import { productVersion } from '../platform/src/version.ts';
import { findChanged } from './install-check.ts';
import { readBundleFacts } from './install-service.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const commands: Record<string, (args: string[]) => Promise<void>> = { version, backup, restore, help };

/** `holdfast version [--check]`: what is installed; with `--check` whether every file still is what was signed. */
async function version(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } });
  if (!existsSync(join(root, 'BUNDLE.json'))) return say(`Holdfast ${productVersion}, from its repository`);
  const facts = readBundleFacts(root);
  say(
    `Holdfast ${facts.version} for ${facts.platform} (Node ${facts.node}, PostgreSQL ${facts.postgres}${facts.commit === null ? '' : `, commit ${facts.commit.replace(/^(.{12})[^-]*/, '$1')}`})`,
  );
  if (values.check !== true) return;
  const changed = await findChanged(root);
  if (changed.length > 0)
    throw new StartFault(
      'changed',
      `Changed since it was installed: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ` and ${changed.length - 5} more` : ''}.`,
    );
  say('Every file is what was signed.');
}

/** `holdfast backup [--to FOLDER]`: of the running or stopped Holdfast; `--check FOLDER` reads one. */
async function backup(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { to: { type: 'string' }, data: { type: 'string' }, check: { type: 'string' } } });
  if (values.check !== undefined) {
    const read = await readBackup(values.check);
    return say(`The backup of ${read.made_at} (Holdfast ${read.version}) is whole: ${read.files.length} files.`);
  }
  const dataDir = dataFolder(values.data);
  const to = values.to ?? join(process.env['HOLDFAST_BACKUPS'] ?? `${dataDir}-backups`, `${stampOf(new Date())}-${productVersion}`);
  const made = await makeBackup({ dataDir, to, version: productVersion, now: new Date() });
  say(
    `Backup made and checked: ${made.folder} (${made.files} files, ${Math.ceil(made.size_bytes / 1e6)} MB, ${(made.took_ms / 1000).toFixed(1)} s).`,
  );
  say('It holds keys and everything people entered: keep it where only you reach it, and a copy outside of this machine.');
}

/** `holdfast restore FOLDER`: puts a backup in place of the data folder, which is kept beside it. */
async function restore(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' } } });
  const [folder] = positionals;
  if (folder === undefined) throw new StartFault('which', 'Say which backup: holdfast restore FOLDER');
  const read = readManifest(folder);
  const aside = await restoreBackup({ folder, dataDir: dataFolder(values.data), now: new Date() });
  say(`The backup of ${read.made_at} (Holdfast ${read.version}) is in place.${aside === null ? '' : ` What was there is in ${aside}.`}`);
  if (read.version !== productVersion)
    say(`It was made by Holdfast ${read.version}; this is ${productVersion}, which brings it up to date at its start.`);
}

async function help(): Promise<void> {
  say('  holdfast serve [OPTIONS]                        start it; --help for what can be set');
  say('  holdfast version [--check]                      what is installed, and whether every file is what was signed');
  say('  holdfast backup [--to FOLDER | --check FOLDER]  everything, also while it runs; or look whether a backup is whole');
  say('  holdfast restore FOLDER                         put a backup in place of the data');
}

function dataFolder(given: string | undefined): string {
  const folder = given ?? process.env['HOLDFAST_DATA'];
  if (folder === undefined) throw new StartFault('which_data', 'Say which data folder: --data FOLDER');
  return folder;
}

const [name = 'help', ...rest] = process.argv.slice(2);
try {
  await (commands[name] ?? help)(rest);
} catch (thrown) {
  const fault = asStartFault(thrown, process.env['HOLDFAST_DATA'] ?? 'the data folder');
  process.stderr.write(`${fault instanceof StartFault ? fault.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
  process.exitCode = 1;
}
