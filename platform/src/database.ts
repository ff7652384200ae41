// Connections to PostgreSQL: one pool per role, values as the API says them (times ISO 8601 UTC, counts numbers), errors never fatal.
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { driverOver } from './database-driver.ts';
import type { Log } from './log.ts';
import type { Database } from './route.ts';

const INT8 = 20,
  TIMESTAMP = 1114,
  TIMESTAMPTZ = 1184,
  NUMERIC = 1700;

/** PostgreSQL's text of a timestamptz (session zone UTC) as ISO 8601 with milliseconds. */
export function isoOf(text: string): string {
  // By the character where it is plain: a list of thousands has as many times, and a Date costs ten times as much.
  if (text.endsWith('+00') && text[4] === '-' && text[10] === ' ') {
    const thousandths = text[19] === '.' ? text.slice(20, -3).slice(0, 3) : '';
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${thousandths.padEnd(3, '0')}Z`;
  }
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

const parsers: Record<number, (text: string) => unknown> = { [INT8]: Number, [NUMERIC]: Number, [TIMESTAMP]: isoOf, [TIMESTAMPTZ]: isoOf };

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    const own = format === 'binary' ? undefined : parsers[oid];
    return own ?? (pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown);
  },
};

/** Opens a pool. A lost connection is logged and replaced; it never ends the process. */
export function openPool(config: pg.PoolConfig, log?: Log): pg.Pool {
  const pool = new pg.Pool({ max: 10, ...config, types, options: `${config.options ?? ''} -c timezone=UTC`.trim() } as pg.PoolConfig);
  pool.on('error', (error) => log?.warn('database connection lost', { error: error.message }));
  // A connection that dies while it is lent out says so on itself; its query rejects, the process goes on.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Ends a pool; a connection that was lost while lent out may never come back, so it waits `graceMs` at most. */
export async function endPool(pool: pg.Pool, graceMs = 3000): Promise<void> {
  const ended = pool.end();
  const enough = new AbortController();
  const grace = wait(graceMs, undefined, { signal: enough.signal }).catch(() => {});
  await Promise.race([ended.catch(() => {}), grace]);
  enough.abort();
}

/** The query builder over a pool. */
export function openDatabase(pool: pg.Pool): Database {
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Record<string, never>>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => driverOver(pool),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
  });
}

/** Reads everything as it stands at one moment, whatever is written meanwhile. `read` asks one thing after another and writes nothing. */
export function atOneMoment<R>(db: Database, read: (db: Database) => Promise<R>): Promise<R> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}
