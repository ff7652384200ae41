// Brings a database up to date with db/migrations/*.sql: forward only, one transaction a file, under a lock, with the checksum kept.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import type { Log } from './log.ts';
import { splitStatements, type Statement } from './sql-statements.ts';
import { StartFault } from './start-fault.ts';

/** db/migrations of this repository. */
export const migrationsFolder = fileURLToPath(new URL('../../db/migrations', import.meta.url));

/** `role` comes from a first line `-- role: holdfast_ledger`: the file runs after `set local role` to it. */
export type Migration = { name: string; sha256: string; role: string | null; statements: Statement[] };

const namePattern = /^\d{8}T\d{6}Z_[a-z0-9_]+\.sql$/;
const lockKey = 4_400_001;

/** Reads the files in the order of their UTC stamps. Throws StartFault for a file whose name has none. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.toSorted().map((name) => {
    if (!namePattern.test(name)) throw new StartFault('migration_name', `${name} must be named like 20261121T210000Z_what_it_does.sql.`);
    const sql = readFileSync(join(folder, name), 'utf8');
    const role = /^-- role: ([a-z_]+)\s*$/m.exec(sql.split('\n', 5).join('\n'))?.[1] ?? null;
    return { name, sha256: createHash('sha256').update(sql).digest('hex'), role, statements: splitStatements(sql) };
  });
}

/**
 * Applies what is not yet applied; returns the names. Several processes may call it at once. Throws StartFault naming file, line and
 * statement of a fault (nothing of that file stays), a file that was changed after it was applied, or a database newer than the files.
 */
export async function runMigrations(connection: ClientConfig, log: Log, migrations = readMigrations()): Promise<string[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const applied = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migration');
    const pending = findPending(migrations, new Map(applied.rows.map((row) => [row.name, row.sha256])));
    for (const migration of pending) {
      await applyMigration(client, migration);
      log.info('migration applied', { name: migration.name });
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** The files to apply, given the checksums of those applied. Throws StartFault when the two do not fit. */
export function findPending(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const names = new Set(migrations.map((migration) => migration.name));
  for (const name of applied.keys()) {
    if (names.has(name)) continue;
    throw new StartFault(
      'database_newer',
      `The database holds the migration ${name}, which this Holdfast does not have. Start a newer Holdfast.`,
    );
  }
  return migrations.filter((migration) => {
    const sha256 = applied.get(migration.name);
    if (sha256 === undefined || sha256 === migration.sha256) return sha256 === undefined;
    throw new StartFault(
      'migration_changed',
      `The migration ${migration.name} was changed after it was applied. Undo the change and add a new file.`,
    );
  });
}

async function applyMigration(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    if (migration.role !== null) await client.query(`set local role ${client.escapeIdentifier(migration.role)}`);
    for (const statement of migration.statements) await runStatement(client, migration, statement);
    await client.query('reset role');
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [migration.name, migration.sha256]);
    await client.query('commit');
  } catch (thrown) {
    await client.query('rollback').catch(() => {});
    throw thrown;
  }
}

async function runStatement(client: Client, migration: Migration, statement: Statement): Promise<void> {
  try {
    await client.query(statement.text);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const position = thrown instanceof Error && 'position' in thrown ? Number(thrown.position) : 1;
    const line = statement.line + statement.text.slice(0, position - 1).split('\n').length - 1;
    const beginning = statement.text.replace(/\s+/g, ' ').slice(0, 100);
    throw new StartFault('migration_failed', `${migration.name}:${line}: ${why}, in "${beginning}"`, thrown);
  }
}
