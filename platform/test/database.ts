// A fresh, migrated database for a test file, on one PostgreSQL shared by the whole test run.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations as migrateJobs } from 'graphile-worker';
import { Client, Pool, type ClientConfig } from 'pg';
import { logger, openLog } from '../src/log.ts';
import { readMigrations, runMigrations } from '../src/migrations.ts';
import { startPostgres, type BundledPostgres, type DatabaseRole } from '../src/postgres.ts';

export type TestRole = DatabaseRole | 'holdfast_super';

/** What the test runner hands to the test files in HOLDFAST_TEST_PG, as JSON. */
export type TestCluster = { socketDir: string; port: number; secrets: Record<TestRole, string> };

export type TestDatabase = {
  name: string;
  /** A pool as one role; the same pool each time; closed by `drop`. */
  pool(role: TestRole): Pool;
  /** For code that makes its own connections. */
  connectionFor(role: TestRole): ClientConfig;
  drop(): Promise<void>;
};

type After = { after(work: () => Promise<void>): void };

const roles = ['holdfast_super', 'holdfast_owner', 'holdfast_app', 'holdfast_sequencer', 'holdfast_jobs'] as const;

/**
 * Makes a database out of the migrated template and drops it after the test (pass `t`, or `{after}` of node:test for a whole file).
 * With `empty` no migration has run in it.
 */
export async function testDatabase(t: After, options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const cluster = await findCluster();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const template = options.empty === true ? 'template1' : await migratedTemplate(cluster);
  // Copied as files: half the work of PostgreSQL's default, which writes each page to its log as well.
  await asSuper(cluster, (client) => client.query(`create database ${name} template ${template} strategy file_copy owner holdfast_owner`));
  const pools = new Map<TestRole, Pool>();
  const connectionFor = (role: TestRole): ClientConfig => connection(cluster, role, name);
  const pool = (role: TestRole): Pool => {
    const made = pools.get(role) ?? new Pool({ ...connectionFor(role), max: 6, allowExitOnIdle: true });
    if (!pools.has(role)) made.on('error', () => {});
    pools.set(role, made);
    return made;
  };
  const drop = async (): Promise<void> => {
    for (const it of pools.values()) if (!it.ended) await it.end();
    await asSuper(cluster, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  t.after(drop);
  return { name, pool, connectionFor, drop };
}

/** Starts the shared cluster in a temporary folder; fsync is off, because its data end with the run. Helpers of a query cost more than tests' few rows. */
export async function startTestCluster(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  openLog({ level: 'warn' });
  const dataDir = mkdtempSync(join(tmpdir(), 'hf-test-'));
  chmodSync(dataDir, 0o711);
  const postgres = await startPostgres({
    dataDir: join(dataDir, 'd'),
    log: logger('test-cluster'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      max_parallel_workers_per_gather: '0',
    },
  }).catch((thrown: unknown) => {
    rmSync(dataDir, { recursive: true, force: true });
    throw thrown;
  });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { cluster: describe(postgres), stop };
}

function describe(postgres: BundledPostgres): TestCluster {
  const secretOf = (role: TestRole): string => {
    const made = role === 'holdfast_super' ? postgres.superConnection() : postgres.connectionFor(role);
    return String(made.password);
  };
  const secrets = Object.fromEntries(roles.map((role) => [role, secretOf(role)])) as Record<TestRole, string>;
  return { socketDir: postgres.socketDir, port: postgres.port, secrets };
}

let started: Promise<TestCluster> | undefined;

function findCluster(): Promise<TestCluster> {
  openLog({ level: 'warn' });
  const handed = process.env['HOLDFAST_TEST_PG'];
  started ??= handed === undefined ? startForThisProcess() : Promise.resolve(JSON.parse(handed) as TestCluster);
  return started;
}

// For a test file run on its own: the cluster stops when nothing is left to do.
async function startForThisProcess(): Promise<TestCluster> {
  const { cluster, stop } = await startTestCluster();
  process.once('beforeExit', () => void stop());
  return cluster;
}

function connection(cluster: TestCluster, role: TestRole, database: string): ClientConfig {
  return { host: cluster.socketDir, port: cluster.port, user: role, password: cluster.secrets[role], database };
}

async function asSuper<R>(cluster: TestCluster, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client(connection(cluster, 'holdfast_super', 'postgres'));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// Made once per state of the migrations, by whichever process comes first; nobody connects to it afterwards, so it can be copied at any time.
async function migratedTemplate(cluster: TestCluster): Promise<string> {
  const migrations = readMigrations();
  const stamp = createHash('sha256')
    .update(migrations.map((it) => it.name + it.sha256).join('\n'))
    .digest('hex')
    .slice(0, 16);
  const name = `template_${stamp}`;
  await asSuper(cluster, async (client) => {
    await client.query('select pg_advisory_lock(4400002)');
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount !== 0) return;
    await client.query(`drop database if exists ${name}_making`);
    await client.query(`create database ${name}_making owner holdfast_owner`);
    await runMigrations(connection(cluster, 'holdfast_owner', `${name}_making`), logger('test-cluster'), migrations);
    // The tables of jobs too, which a server's first start makes: a third of what it costs to open one.
    const jobs = new Pool(connection(cluster, 'holdfast_jobs', `${name}_making`));
    jobs.on('error', () => {}).on('connect', (it) => it.on('error', () => {}));
    await migrateJobs({ pgPool: jobs });
    await jobs.end();
    await client.query(`alter database ${name}_making rename to ${name}`);
  });
  return name;
}
