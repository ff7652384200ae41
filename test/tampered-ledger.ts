// Test support: a data folder with a ledger of real acts in it, copies of its database to tamper with, and `holdfast verify` as a child.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ED25519_NOTE_TYPE } from '@holdfast/core-ledger';
import { createAct } from '@holdfast/platform/act';
import { openDatabase, openPool } from '@holdfast/platform/database';
import { prepareJobs } from '@holdfast/platform/jobs';
import { readLogs } from '@holdfast/platform/ledger-store';
import { logger, openLog } from '@holdfast/platform/log';
import { runMigrations } from '@holdfast/platform/migrations';
import { mintForProcess } from '@holdfast/platform/permit';
import { type BundledPostgres, startPostgres } from '@holdfast/platform/postgres';
import { sealBatch, signCheckpoint } from '@holdfast/platform/sealing';
import { signerFolderOf, writePublicKeys } from '@holdfast/platform/signer-folder';
import { signerOf } from '@holdfast/platform/signer-key';

export type Told = { code: number; out: string; err: string };

const main = fileURLToPath(new URL('../apps/cli/src/main.ts', import.meta.url));
const sentence = { id: 'test', who: [], at: 'site', changes: true, says: 'changes a pump' } as const;
const log = logger('test');

/** Runs the command line; resolves to exit code and output. */
export function holdfast(...args: string[]): Promise<Told> {
  const env = { ...process.env, HOLDFAST_DATA: '', DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { env });
  const told: Told = { code: -1, out: '', err: '' };
  child.stdout.on('data', (chunk) => (told.out += String(chunk)));
  child.stderr.on('data', (chunk) => (told.err += String(chunk)));
  return new Promise((done) => child.once('close', (code) => done({ ...told, code: code ?? -1 })));
}

/** A folder as a server leaves it: 11 acts of a site with checkpoints at 8 and 11, 3 of the organisation with one. */
export async function makeLedgerFolder(t: { after(work: () => Promise<void>): void }) {
  openLog({ level: 'warn' });
  const root = mkdtempSync(join(tmpdir(), 'hf-verify-'));
  chmodSync(root, 0o711);
  const dataDir = join(root, 'data');
  const postgres = await start(dataDir);
  t.after(async () => {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });
  await runMigrations(postgres.connectionFor('holdfast_owner'), log);
  await fill(postgres, dataDir);
  const url = (database: string) =>
    `postgresql://holdfast_app:${String(postgres.connectionFor('holdfast_app').password)}@/${database}?host=${postgres.socketDir}`;
  return { root, dataDir, postgres, url, start: () => start(dataDir) };
}

function start(dataDir: string): Promise<BundledPostgres> {
  return startPostgres({ dataDir, log, settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } });
}

async function fill(postgres: BundledPostgres, dataDir: string): Promise<void> {
  const pools = (['holdfast_app', 'holdfast_sequencer', 'holdfast_jobs'] as const).map((role) => openPool(postgres.connectionFor(role)));
  const [app, sequencer, jobs] = pools as [(typeof pools)[0], (typeof pools)[0], (typeof pools)[0]];
  await prepareJobs(jobs, log);
  const act = createAct({ db: openDatabase(app), origin: 'holdfast.example/test' });
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
  const public_key = Buffer.from(signer.publicKey).toString('base64');
  writePublicKeys(signerFolderOf(dataDir).publicKeys, [{ type: ED25519_NOTE_TYPE, public_key }]);
  const seal = async (): Promise<void> => {
    for (const one of await readLogs(app)) {
      while ((await sealBatch(sequencer, one.id, 100)) > 0);
      await signCheckpoint(sequencer, one, signer);
    }
  };
  const write = async (site: string | null, n: number): Promise<void> => {
    const what = { site, kind: 'pump.changed', ...(n % 3 === 0 ? { reason: `because of ${n}` } : {}) };
    await act(mintForProcess('test', sentence, site), what, async () => {
      return { subject: { type: 'pump', id: `pump-${n}` }, facts: { n }, result: null };
    });
  };
  const site = '01930000-0000-7000-8000-000000000001';
  for (let n = 0; n < 3; n += 1) await write(null, n);
  for (let n = 0; n < 8; n += 1) await write(site, n);
  await seal();
  for (let n = 8; n < 11; n += 1) await write(site, n);
  await seal();
  for (const pool of pools) await pool.end();
}

/** Copies the database `holdfast`, and tampers with the copy as the superuser whose guards are off. */
export async function makeTamperedCopy(postgres: BundledPostgres, name: string, statements: readonly string[]): Promise<void> {
  const maintenance = openPool({ ...postgres.superConnection('postgres'), max: 1 });
  await maintenance.query(`create database ${name} template holdfast`);
  await maintenance.end();
  await tamper(postgres, name, statements);
}

/** Runs statements in one database as the superuser, with the ledger's triggers switched off. */
export async function tamper(postgres: BundledPostgres, database: string, statements: readonly string[]): Promise<void> {
  const pool = openPool({ ...postgres.superConnection(database), max: 1 });
  const tables = ['log', 'waiting', 'entry', 'node', 'fact', 'checkpoint', 'erasable'];
  const guards = (word: string) => tables.map((table) => `alter table ledger.${table} ${word} trigger all`);
  for (const statement of [...guards('disable'), ...statements, ...guards('enable')]) await pool.query(statement);
  await pool.end();
}
