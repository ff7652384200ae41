// holdfast restore-code: the second word of a restore where only one person could decide. Who may read the data folder may make it.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeConsoleCode } from '@holdfast/own-backups/restore-code';
import { defaultDataDir } from '@holdfast/platform/config';
import { openDatabase } from '@holdfast/platform/database';
import { openLog } from '@holdfast/platform/log';
import { openForVerifying } from './verify-database-access.ts';

const exitCodes = { done: 0, could_not: 2, wrong_usage: 64 } as const;
const usage = 'usage: holdfast restore-code [--data FOLDER] [--database-url URL]\n';

/** Runs the command beside the running server. Exit 0: done; 2: the database could not be reached; 64: wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  openLog({ level: 'error' });
  let where: { dataDir: string; databaseUrl: string | null };
  try {
    where = readAsked(args);
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}`);
    return exitCodes.wrong_usage;
  }
  try {
    const opened = await openForVerifying(where);
    const code = await makeConsoleCode(openDatabase(opened.pool)).finally(() => opened.close());
    process.stdout.write(say(code));
    return exitCodes.done;
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    return exitCodes.could_not;
  }
}

function readAsked(args: readonly string[]): { dataDir: string; databaseUrl: string | null } {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, 'database-url': { type: 'string' } } });
  const account = { isRoot: process.getuid?.() === 0, home: homedir() };
  const url = values['database-url'] ?? (values.data === undefined ? process.env['DATABASE_URL'] : undefined);
  const dataDir = resolve(values.data ?? (process.env['HOLDFAST_DATA'] || defaultDataDir(account)));
  return { dataDir, databaseUrl: url === undefined || url === '' ? null : url };
}

const say = (code: string): string => `Enter this on the page Backups of the restored copy, where your proposal waits:

  code     ${code}

It counts once, for an hour, and only where nobody else could decide. The ledger says that it was made at the console.
`;
