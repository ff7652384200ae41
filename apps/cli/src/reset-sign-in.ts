// holdfast reset-sign-in: for a person who lost password, phone and recovery codes, and above all for a sole owner. Who may read the data folder may do it.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { queueEntry } from '@holdfast/integrations/store';
import { resetSignIn, type SignInReset } from '@holdfast/people/store.reset';
import { createAct } from '@holdfast/platform/act';
import { defaultDataDir } from '@holdfast/platform/config';
import { openDatabase } from '@holdfast/platform/database';
import { Failure } from '@holdfast/platform/failure';
import { openLog } from '@holdfast/platform/log';
import { StartFault } from '@holdfast/platform/start-fault';
import { openForVerifying } from './verify-database-access.ts';

const exitCodes = { done: 0, refused: 1, could_not: 2, wrong_usage: 64 } as const;
const usage = 'usage: holdfast reset-sign-in E-MAIL [--data FOLDER] [--database-url URL]\n';

type Asked = { email: string; dataDir: string; databaseUrl: string | null };

/** Runs the command. Exit 0: done; 1: there is no such person; 2: the database could not be reached; 64: wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  openLog({ level: 'error' });
  let asked: Asked;
  try {
    asked = readAsked(args);
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${usage}`);
    return exitCodes.wrong_usage;
  }
  try {
    process.stdout.write(say(await reset(asked), asked.email));
    return exitCodes.done;
  } catch (thrown) {
    process.stderr.write(`${wordsOf(thrown, asked.email)}\n`);
    return thrown instanceof Failure ? exitCodes.refused : exitCodes.could_not;
  }
}

function readAsked(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, 'database-url': { type: 'string' } },
  });
  const [email] = positionals;
  if (email === undefined || positionals.length > 1) throw new Error('name one e-mail address');
  const account = { isRoot: process.getuid?.() === 0, home: homedir() };
  // A folder named on the command line is meant as a whole: a DATABASE_URL left in the environment must not send us elsewhere.
  const url = values['database-url'] ?? (values.data === undefined ? process.env['DATABASE_URL'] : undefined);
  const dataDir = resolve(values.data ?? (process.env['HOLDFAST_DATA'] || defaultDataDir(account)));
  return { email, dataDir, databaseUrl: url === undefined || url === '' ? null : url };
}

async function reset({ email, ...where }: Asked): Promise<SignInReset> {
  const opened = await openForVerifying(where);
  try {
    const db = openDatabase(opened.pool);
    // The organisation's log is there since set-up, so no new one is opened under this name.
    return await resetSignIn({ db, act: createAct({ db, origin: 'holdfast.local', onTold: queueEntry }) }, email);
  } finally {
    await opened.close();
  }
}

function say({ name, code, expires_at }: SignInReset, email: string): string {
  return `${name} has no password, second factor, passkey or session any more, and the ledger says that this was done here.
Now: open Holdfast's sign-in page, choose "I have a one-time code", and give

  e-mail   ${email.trim().toLowerCase()}
  code     ${code}

The code counts once, until ${new Date(expires_at).toISOString().slice(0, 16).replace('T', ' ')} UTC. Set the second factor up again afterwards.
`;
}

function wordsOf(thrown: unknown, email: string): string {
  if (thrown instanceof Failure && thrown.code === 'person_not_found') return `Nobody in Holdfast has the address ${email}.`;
  if (thrown instanceof Failure && thrown.code === 'account_closed')
    return `The account of ${email} is closed. An owner opens it under People.`;
  if (thrown instanceof StartFault) return thrown.message;
  return `Nothing was changed: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
}
