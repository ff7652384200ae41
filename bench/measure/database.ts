// A fresh database with the product's own settings (fsync on) for one benchmark; it goes when the benchmark ends.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareJobs } from '@holdfast/platform/jobs';
import { openPool } from '@holdfast/platform/database';
import { logger, openLog } from '@holdfast/platform/log';
import { runMigrations } from '@holdfast/platform/migrations';
import { type BundledPostgres, startPostgres } from '@holdfast/platform/postgres';

/** Runs `work` over a migrated database in a temporary folder. */
export async function withDatabase(work: (postgres: BundledPostgres, dataDir: string) => Promise<void>): Promise<void> {
  openLog({ level: 'error' });
  const root = mkdtempSync(join(tmpdir(), 'hf-bench-'));
  chmodSync(root, 0o711);
  const dataDir = join(root, 'data');
  const postgres = await startPostgres({ dataDir, log: logger('bench') });
  const end = async (): Promise<void> => {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  };
  const interrupted = (): void => void end().then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  try {
    await runMigrations(postgres.connectionFor('holdfast_owner'), logger('bench'));
    const jobs = openPool({ ...postgres.connectionFor('holdfast_jobs'), max: 1 });
    await prepareJobs(jobs, logger('bench'));
    await jobs.end();
    await work(postgres, dataDir);
  } finally {
    process.removeListener('SIGINT', interrupted);
    await end();
  }
}
