// holdfast signer: what the ledger's signer is, and its key replaced. The old key signs the entry that names the new one.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { queueEntry } from '@holdfast/integrations/store';
import { permitRotation } from '@holdfast/ledger/access';
import { createAct } from '@holdfast/platform/act';
import { defaultDataDir } from '@holdfast/platform/config';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { makeDataFolder, roleSecret } from '@holdfast/platform/data-folder';
import { type LedgerLog, readLogs } from '@holdfast/platform/ledger-store';
import { openLog } from '@holdfast/platform/log';
import { databaseName } from '@holdfast/platform/postgres-roles';
import { sealBatch, signCheckpoint } from '@holdfast/platform/sealing';
import { openSignerClient, type SignerClient } from '@holdfast/platform/signer-client';
import { bareKeyOf, signerFolderOf } from '@holdfast/platform/signer-folder';
import { keysOf } from '@holdfast/platform/signer-key';
import type { PublicKey, SignerFacts } from '@holdfast/platform/signer-protocol';
import { StartFault } from '@holdfast/platform/start-fault';

const usage = `usage: holdfast signer status [--data FOLDER] [--signer SOCKET]
       holdfast signer rotate [--key file|passphrase|pkcs11:...] [--data FOLDER] [--signer SOCKET]
`;

type Asked = { what: 'status' | 'rotate'; dataDir: string; socket: string; key: string | null };

/** Runs the command beside the running server. Exit 0: done; 1: refused; 2: signer or database could not be reached; 64: wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  openLog({ level: 'error' });
  const asked = readAsked(args);
  if (asked === null) {
    process.stderr.write(usage);
    return 64;
  }
  try {
    const client = openSignerClient({ socket: asked.socket, publicKeys: signerFolderOf(asked.dataDir).publicKeys });
    process.stdout.write(asked.what === 'status' ? describe(await client.facts()) : await rotate(asked, client));
    return 0;
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    return thrown instanceof Error && thrown.name === 'SignerRefused' ? 1 : 2;
  }
}

function readAsked(args: readonly string[]): Asked | null {
  try {
    const options = { data: { type: 'string' }, signer: { type: 'string' }, key: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [what, ...rest] = positionals;
    if ((what !== 'status' && what !== 'rotate') || rest.length > 0) return null;
    const account = { isRoot: process.getuid?.() === 0, home: homedir() };
    const dataDir = resolve(values.data ?? (process.env['HOLDFAST_DATA'] || defaultDataDir(account)));
    const socket = values.signer ?? (process.env['HOLDFAST_SIGNER'] || signerFolderOf(dataDir).socket);
    return { what, dataDir, socket, key: values.key ?? null };
  } catch {
    return null;
  }
}

function describe({ uid, source, keys, retired, heads, last_refusal }: SignerFacts): string {
  const refusal = last_refusal === null ? 'none since it started' : `${last_refusal.at} ${last_refusal.origin}: ${last_refusal.code}`;
  const lines = heads.map(({ origin, size }) => `  ${origin}  ${size}`);
  return `user ${uid}, key in: ${source}, keys: ${keys.length}, former keys: ${retired.length}\nlast refusal: ${refusal}\nsigned last:\n${lines.join('\n')}\n`;
}

/**
 * Makes the next keys, writes them into every log, has those entries signed by the present key, and only then puts the next to use. Broken off
 * at any point it can be run again: the same next keys are taken.
 */
async function rotate(asked: Asked, client: SignerClient): Promise<string> {
  const folder = makeDataFolder(asked.dataDir);
  const connection = (user: string) => ({
    host: folder.sockets,
    port: 5432,
    database: databaseName,
    user,
    password: roleSecret(folder.secrets, user),
  });
  const [app, sequencer] = [openPool({ ...connection('holdfast_app'), max: 2 }), openPool({ ...connection('holdfast_sequencer'), max: 2 })];
  try {
    const logs = await readLogs(app).catch((thrown: unknown) => {
      throw new StartFault('not_running', `Holdfast is not running on ${asked.dataDir}. Start it, then run this again.`, thrown);
    });
    const { next, keys } = await client.prepareRotation(asked.key);
    const db = openDatabase(app);
    const act = createAct({ db, origin: 'holdfast.local', onTold: queueEntry });
    for (const log of logs) {
      const facts = { origin: log.origin, former: idsOf(keys, log), vkeys: vkeysOf(next ?? [], log) };
      const permit = permitRotation(log.site_id);
      await act(permit, { site: log.site_id, kind: 'ledger.key_rotated' }, async () => ({
        subject: { type: 'log', id: log.id },
        facts,
        result: null,
      }));
      while ((await sealBatch(sequencer, log.id, 1000)) > 0);
      await signCheckpoint(sequencer, log, client);
    }
    await client.commitRotation();
    const lines = logs.flatMap((log) => client.vkeys(log.origin).slice(0, next?.length ?? 0));
    return `The next keys are in use; each log says so under the former ones. Hand these to the auditor:\n${lines.join('\n')}\n`;
  } finally {
    await app.end();
    await sequencer.end();
  }
}

const vkeysOf = (keys: readonly PublicKey[], { origin }: LedgerLog): string[] => keysOf(() => keys.map(bareKeyOf)).vkeys(origin);
const idsOf = (keys: readonly PublicKey[], log: LedgerLog): string[] =>
  vkeysOf(keys, log).map((vkey) => vkey.slice(0, vkey.lastIndexOf('+')));
