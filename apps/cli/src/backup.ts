// holdfast backup: everything in one encrypted file, also while it runs, read back and with the ledger inside verified; or one looked at again.
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readBackup, stampOf } from '@holdfast/platform/backup';
import type { Opening } from '@holdfast/platform/backup-cipher';
import { checkSealed, makeSealedBackup, type SealedBackup } from '@holdfast/platform/backup-sealed';
import { readRecoveryKey } from '@holdfast/platform/backup-recovery-key';
import { defaultDataDir } from '@holdfast/platform/config';
import { openLog } from '@holdfast/platform/log';
import { asStartFault, StartFault } from '@holdfast/platform/start-fault';
import { productVersion } from '@holdfast/platform/version';

const usage = `usage: holdfast backup [TO] [--data FOLDER] [--passphrase-file FILE] [--recovery-key KEY]
       holdfast backup --check FILE [--passphrase-file FILE | --key-file FILE]
`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs the command. Exit 0: made and checked, or whole; 1: not; 64: wrong usage. */
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
    await (asked.check === null ? make(asked) : check(asked, asked.check));
    return 0;
  } catch (thrown) {
    const fault = asStartFault(thrown, asked.dataDir);
    if (asked.json) say(JSON.stringify({ fault: fault instanceof StartFault ? fault.code : 'failed', message: String(fault) }));
    process.stderr.write(`${fault instanceof StartFault ? fault.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
    return 1;
  }
}

type Asked = {
  to: string | null;
  dataDir: string;
  check: string | null;
  passphrase_file: string | null;
  key_file: string | null;
  recovery_key: string | null;
  json: boolean;
};

function readAsked(args: readonly string[]): Asked {
  const text = { type: 'string' } as const;
  const options = {
    data: text,
    check: text,
    to: text,
    'passphrase-file': text,
    'key-file': text,
    'recovery-key': text,
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (positionals.length > 1) throw new TypeError('one place');
  return {
    to: positionals[0] ?? values.to ?? null,
    dataDir: dataDirOf(values.data),
    check: values.check ?? null,
    passphrase_file: values['passphrase-file'] ?? null,
    key_file: values['key-file'] ?? null,
    recovery_key: values['recovery-key'] ?? null,
    json: values.json ?? false,
  };
}

/** The folder named, the one of the environment, or this account's own. */
export function dataDirOf(given: string | undefined): string {
  const account = { isRoot: process.getuid?.() === 0, home: homedir() };
  return resolve(given ?? (process.env['HOLDFAST_DATA'] || defaultDataDir(account)));
}

/** The first line of a file. Throws StartFault where it cannot be read. */
export function readSecretLine(path: string): string {
  if (!existsSync(path)) throw new StartFault('no_such_file', `There is no file ${path}.`);
  return (readFileSync(path, 'utf8').split('\n')[0] ?? '').trim();
}

/** What opens a backup, from the files named. Throws StartFault when none is. */
export function openingOf(it: Pick<Asked, 'passphrase_file' | 'key_file'>): Opening {
  if (it.passphrase_file !== null) return { passphrase: readSecretLine(it.passphrase_file) };
  if (it.key_file !== null) return { secret: readSecretLine(it.key_file) };
  throw new StartFault('no_opening', 'The backup is encrypted. Give --passphrase-file FILE, or --key-file FILE with the recovery key.');
}

async function make(asked: Asked): Promise<void> {
  const { dataDir } = asked;
  const now = new Date();
  const passphrase = asked.passphrase_file === null ? undefined : readSecretLine(asked.passphrase_file);
  const recovery_key = asked.recovery_key ?? readRecoveryKey(dataDir) ?? undefined;
  const made = await makeSealedBackup({
    dataDir,
    to: placeOf(asked, now),
    version: productVersion,
    now,
    openers: { passphrase, recovery_key },
  });
  if (asked.json) return say(JSON.stringify(made));
  tellMade(made);
}

function placeOf({ to, dataDir }: Asked, now: Date): string {
  const name = `${stampOf(now)}-${productVersion}.holdfast`;
  const folder = to ?? process.env['HOLDFAST_BACKUPS'] ?? `${dataDir}-backups`;
  const isFolder = to === null || (existsSync(folder) && statSync(folder).isDirectory());
  const path = resolve(isFolder ? join(folder, name) : folder);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return path;
}

function tellMade({ path, files, size_bytes, took_ms, logs }: SealedBackup): void {
  say(`Backup made and checked: ${path} (${files} files, ${Math.ceil(size_bytes / 1e6)} MB, ${(took_ms / 1000).toFixed(1)} s).`);
  for (const { origin, entries, root } of logs ?? []) say(`  ${origin}: ${entries} entries verified, root ${root}`);
  say('It is encrypted. Keep a copy outside of this machine, and the passphrase or recovery key elsewhere.');
}

async function check(asked: Asked, path: string): Promise<void> {
  if (existsSync(path) && statSync(path).isDirectory()) {
    const read = await readBackup(path);
    return say(`The backup of ${read.made_at} (Holdfast ${read.version}) is whole: ${read.files.length} files.`);
  }
  const { manifest, logs } = await checkSealed(path, openingOf(asked), join(tmpdir(), `holdfast-check-${process.pid}`));
  say(`The backup of ${manifest.made_at} (Holdfast ${manifest.version}) is whole: ${manifest.files} files.`);
  for (const { origin, entries, root } of logs ?? []) say(`  ${origin}: ${entries} entries verified, root ${root}`);
}
