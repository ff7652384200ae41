// holdfast verify: computes every leaf, node and checkpoint of every log again and names the first thing that is wrong.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir, demoDataDir } from '@holdfast/platform/config';
import { latestCheckpoint, readLogs, type StoredCheckpoint } from '@holdfast/platform/ledger-store';
import { openLog } from '@holdfast/platform/log';
import { StartFault } from '@holdfast/platform/start-fault';
import { type DatabaseVerdict, verifyDatabase } from '@holdfast/platform/verify-database';
import { openForVerifying, type OpenedDatabase } from './verify-database-access.ts';
import { chooseKeys, readKeptNotes, type TrustedKeys } from './verify-keys.ts';
import { judge, type Verification, writeVerification } from './verify-report.ts';

const exitCodes = { whole: 0, tampered: 1, could_not: 2, untrusted: 3, wrong_usage: 64 } as const;
const usage = 'usage: holdfast verify [--data FOLDER] [--database-url URL] [--vkey KEY ...] [--vkeys FILE] [--since FILE ...] [--json]\n';

type Asked = { dataDir: string; databaseUrl: string | null; vkeys: string[]; vkeyFiles: string[]; since: string[]; json: boolean };

/** Runs the command. Exit 0: whole; 1: tampered with; 2: could not be verified; 3: signed by a key that is not trusted; 64: wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  openLog({ level: 'error' });
  let asked: Asked;
  try {
    asked = readAsked(args);
  } catch (thrown) {
    process.stderr.write(`${messageOf(thrown)}\n${usage}`);
    return exitCodes.wrong_usage;
  }
  try {
    const verification = await verify(asked);
    const text = asked.json ? `${JSON.stringify(verification)}\n` : writeVerification(verification);
    await new Promise((done) => process.stdout.write(text, done));
    return exitCodes[verification.verdict];
  } catch (thrown) {
    process.stderr.write(`The ledger could not be verified: ${messageOf(thrown)}\n`);
    return exitCodes.could_not;
  }
}

function readAsked(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      'database-url': { type: 'string' },
      vkey: { type: 'string', multiple: true, default: [] },
      vkeys: { type: 'string', multiple: true, default: [] },
      since: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const account = { isRoot: process.getuid?.() === 0, home: homedir() };
  // A folder named on the command line is meant as a whole: a DATABASE_URL left in the environment must not send us elsewhere.
  const url = values['database-url'] ?? (values.data === undefined ? process.env['DATABASE_URL'] : undefined);
  return {
    dataDir: resolve(values.data ?? (process.env['HOLDFAST_DATA'] || dataDirOf(account))),
    databaseUrl: url === undefined || url === '' ? null : url,
    vkeys: values.vkey,
    vkeyFiles: values.vkeys,
    since: values.since,
    json: values.json,
  };
}

/** The plant's own folder; the demo's where only that one is there. */
function dataDirOf(account: { isRoot: boolean; home: string }): string {
  const own = defaultDataDir(account);
  return !existsSync(own) && existsSync(demoDataDir(account)) ? demoDataDir(account) : own;
}

async function verify(asked: Asked): Promise<Verification> {
  const kept = asked.since.flatMap((file) => readKeptNotes(file));
  const opened = await openForVerifying(asked);
  try {
    const logs = await readLogs(opened.pool);
    const origins = logs.map(({ origin }) => origin);
    const keys = chooseKeys(asked, origins);
    // Read before the snapshot: what is newest now is among what the snapshot verifies.
    const newest = await readNewest(opened.pool, logs);
    const verdict = await verifyDatabase(opened.pool, { vkeys: keys.vkeys, kept });
    return put(opened.where, keys, kept.length, newest, verdict);
  } finally {
    await opened.close();
  }
}

async function readNewest(pool: OpenedDatabase['pool'], logs: readonly { id: string }[]): Promise<Map<string, StoredCheckpoint | null>> {
  const newest = new Map<string, StoredCheckpoint | null>();
  for (const { id } of logs) newest.set(id, await latestCheckpoint(pool, id));
  return newest;
}

function put(
  database: string,
  keys: TrustedKeys,
  kept_notes: number,
  newest: Map<string, StoredCheckpoint | null>,
  { first_fault, logs }: DatabaseVerdict,
): Verification {
  const told = logs.map(
    ({ log_id, origin, site_id, entries, nodes_verified, checkpoints_verified, pending, erased, root, ok, follows }) => {
      const checkpoint = newest.get(log_id) ?? null;
      const newest_checkpoint =
        checkpoint === null
          ? null
          : {
              size: checkpoint.size,
              root: checkpoint.root.toString('hex'),
              published_at: checkpoint.published_at,
              note: checkpoint.note,
            };
      return { origin, site_id, ok, entries, nodes_verified, checkpoints_verified, pending, erased, root, follows, newest_checkpoint };
    },
  );
  return {
    verdict: judge(first_fault, told),
    database,
    keys: { source: keys.source, vkeys: keys.vkeys },
    kept_notes,
    first_fault,
    logs: told,
  };
}

function messageOf(thrown: unknown): string {
  if (thrown instanceof StartFault) return thrown.message;
  const { message, code, errors } = thrown as { message?: string; code?: string; errors?: unknown[] };
  if (code === '42P01' || code === '3F000') return 'there is no ledger in this database; Holdfast never ran on it.';
  // A refused connection to several addresses of one name is an AggregateError without a message.
  return message || (errors?.[0] === undefined ? String(code ?? thrown) : messageOf(errors[0]));
}
