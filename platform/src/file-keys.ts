// The keys of stored files, wrapped, in the database: who loses a row or destroys it has unreadable bytes. All SQL of platform.file_key.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from './act.ts';
import type { DataKey } from './file-cipher.ts';
import type { DestroyedLine } from './erasure-list.ts';
import type { MasterKey } from './file-master-key.ts';
import { Failure } from './failure.ts';
import type { Database } from './route.ts';
import { newUuidV7 } from './uuid.ts';

/** `plain`: of an older Holdfast, not yet encrypted. `replaced`: its better copy is about to lie there. `handed_over`: people hold the key. */
export type FileState = 'receiving' | 'kept' | 'plain' | 'replaced' | 'handed_over' | 'destroyed';
export type KeyRow = {
  file_id: string;
  state: FileState;
  sha256: string;
  size_bytes: number | null;
  is_sensitive: boolean;
  /** Of the encrypted bytes, where people hold the key: so they can be checked without it. */
  sealed_sha256: string | null;
  /** Null where there is none (any more), or it cannot be unwrapped. */
  key: Uint8Array | null;
};

export type FileKeys = {
  /** A key for a file that comes in under `name`. What came in under it before is forgotten. */
  begin(name: string, is_sensitive: boolean): Promise<DataKey>;
  /** The key of a file half received. */
  unfinished(name: string): Promise<{ data_key: DataKey; is_sensitive: boolean } | null>;
  /** From here on the file is there: its row says so, and `settle` that its bytes lie in their place. */
  keep(data_key: DataKey, file: { sha256: string; size_bytes: number }): Promise<void>;
  settle(file_id: string, sha256: string): Promise<void>;
  /** Files that are there, but not yet in their place: the process died in between. */
  unsettled(): Promise<{ name: string; file_id: string; sha256: string }[]>;
  forget(name: string): Promise<void>;
  /** Forgets keys of files half received, but for these names. */
  forgetOthers(names: readonly string[]): Promise<void>;
  /** Every row of these bytes, the one in force first. */
  find(sha256: string): Promise<KeyRow[]>;
  /** Plain files of an older Holdfast, some of them. */
  listPlain(limit: number): Promise<string[]>;
  /** A plain file found in the store that nobody wrote down. */
  addPlain(sha256: string): Promise<void>;
  /**
   * Takes a sensitive file's key out of the server, once, inside the act that gives it to people: afterwards only who brings the key opens
   * the file. `sealed_sha256` (of `FileStore.hashSealed`) lets it be checked without the key. Throws Failure('conflict', 'file_key_gone').
   */
  handOver(tx: Tx, file: { sha256: string; sealed_sha256: string }): Promise<DataKey>;
  /** How many rows another master key wrapped: more than none means that this one is the wrong one. */
  countForeign(): Promise<number>;
};

const receivingPurpose = (file_id: string): string => `file ${file_id} receiving`;
// The content is bound in: who swaps the hashes of two rows has two keys that do not open.
const keptPurpose = (file_id: string, sha256: string): string => `file ${file_id} ${sha256}`;

type Row = Omit<KeyRow, 'key'> & { wrapped_key: Buffer | null };

/**
 * The keys over a database, wrapped by `master`. `gone`: ids of keys that were destroyed, whatever the database says: an older backup, put
 * back, brings them again.
 */
export function openFileKeys(db: Database, master: MasterKey, gone: ReadonlySet<string> = new Set()): FileKeys {
  return {
    async begin(name, is_sensitive) {
      const data_key = { file_id: newUuidV7(), key: randomBytes(32) };
      const wrapped = master.wrap(data_key.key, receivingPurpose(data_key.file_id));
      await forget(db, name);
      await sql`insert into platform.file_key (file_id, state, receiving_as, master_id, wrapped_key, is_sensitive)
        values (${data_key.file_id}, 'receiving', ${name}, ${master.id}, ${wrapped}, ${is_sensitive})`.execute(db);
      return data_key;
    },
    async unfinished(name) {
      const found = await sql<{ file_id: string; wrapped_key: Buffer; is_sensitive: boolean }>`
        select file_id, wrapped_key, is_sensitive from platform.file_key where receiving_as = ${name} and state = 'receiving'`.execute(db);
      const row = found.rows[0];
      const key = row === undefined ? null : master.unwrap(row.wrapped_key, receivingPurpose(row.file_id));
      return row === undefined || key === null ? null : { data_key: { file_id: row.file_id, key }, is_sensitive: row.is_sensitive };
    },
    keep: (data_key, file) => keep(db, master, data_key, file),
    async settle(file_id, sha256) {
      await sql`update platform.file_key set receiving_as = null where file_id = ${file_id}`.execute(db);
      await sql`delete from platform.file_key where sha256 = ${sha256} and state = 'replaced'`.execute(db);
    },
    async unsettled() {
      const found = await sql<{ name: string; file_id: string; sha256: string }>`
        select receiving_as as name, file_id, sha256 from platform.file_key where state = 'kept' and receiving_as is not null`.execute(db);
      return found.rows;
    },
    forget: (name) => forget(db, name),
    async forgetOthers(names) {
      await sql`delete from platform.file_key where state = 'receiving' and not receiving_as = any(${[...names]}::uuid[])`.execute(db);
    },
    async find(sha256) {
      const found = await sql<Row>`
        select file_id, state, sha256, size_bytes::float8 as size_bytes, is_sensitive, sealed_sha256, wrapped_key from platform.file_key
        where sha256 = ${sha256}
        order by array_position(array['kept', 'handed_over', 'plain', 'replaced', 'destroyed'], state), made_at desc`.execute(db);
      return found.rows.map(({ wrapped_key, ...row }) =>
        gone.has(row.file_id) ? { ...row, state: 'destroyed' as const, key: null } : { ...row, key: unwrapKept(master, row, wrapped_key) },
      );
    },
    async listPlain(limit) {
      const found = await sql<{ sha256: string }>`
        select sha256 from platform.file_key where state = 'plain' and fault is null order by made_at, file_id limit ${limit}`.execute(db);
      return found.rows.map((it) => it.sha256);
    },
    async addPlain(sha256) {
      await sql`insert into platform.file_key (state, sha256) select 'plain', ${sha256}
        where not exists (select 1 from platform.file_key where sha256 = ${sha256})`.execute(db);
    },
    handOver: (tx, file) => handOver(tx, master, file),
    async countForeign() {
      const found = await sql<{ n: number }>`select count(*)::int as n from platform.file_key
        where wrapped_key is not null and master_id <> ${master.id}`.execute(db);
      return found.rows[0]!.n;
    },
  };
}

async function handOver(tx: Tx, master: MasterKey, { sha256, sealed_sha256 }: { sha256: string; sealed_sha256: string }): Promise<DataKey> {
  const found = await sql<Row>`select file_id, sha256, wrapped_key from platform.file_key
    where sha256 = ${sha256} and state = 'kept' and is_sensitive for update`.execute(tx);
  const row = found.rows[0];
  const key = row === undefined ? null : unwrapKept(master, row, row.wrapped_key);
  if (row === undefined || key === null) throw new Failure('conflict', 'file_key_gone');
  await sql`update platform.file_key set state = 'handed_over', wrapped_key = null, sealed_sha256 = ${sealed_sha256}, ended_at = now()
    where file_id = ${row.file_id}`.execute(tx);
  return { file_id: row.file_id, key };
}

async function keep(
  db: Database,
  master: MasterKey,
  { file_id, key }: DataKey,
  { sha256, size_bytes }: { sha256: string; size_bytes: number },
): Promise<void> {
  const wrapped = master.wrap(key, keptPurpose(file_id, sha256));
  await sql`update platform.file_key set state = 'replaced' where sha256 = ${sha256} and state in ('kept', 'plain', 'handed_over')`.execute(
    db,
  );
  await sql`update platform.file_key set state = 'kept', sha256 = ${sha256}, size_bytes = ${size_bytes}, wrapped_key = ${wrapped},
      kept_at = now(), checked_at = now(), whole_at = now() where file_id = ${file_id}`.execute(db);
}

function unwrapKept(master: MasterKey, row: { file_id: string; sha256: string }, wrapped: Buffer | null): Uint8Array | null {
  return wrapped === null ? null : master.unwrap(wrapped, keptPurpose(row.file_id, row.sha256));
}

async function forget(db: Database, name: string): Promise<void> {
  await sql`delete from platform.file_key where receiving_as = ${name} and state = 'receiving'`.execute(db);
}

/**
 * Destroys a file's key inside the act that erases it: its bytes can never be read again, here or in any copy of the disk; only a backup of
 * the database from before still has the wrapped key. The row stays and says since when. True when there was something to destroy. Remove
 * the bytes with `FileStore.removeDestroyed` after the commit.
 */
export async function destroyKey(tx: Tx, sha256: string): Promise<boolean> {
  const gone = await sql`update platform.file_key set state = 'destroyed', wrapped_key = null, receiving_as = null, sealed_sha256 = null,
      ended_at = now(), fault = null, fault_at_byte = null, fault_since = null
    where sha256 = ${sha256} and state not in ('destroyed', 'receiving') returning 1`.execute(tx);
  return gone.rows.length > 0;
}

/** Every key that was destroyed, for the list a restore is cleaned by. */
export async function listDestroyedKeys(db: Database): Promise<DestroyedLine[]> {
  const found = await sql<{ file_id: string; ended_at: Date | string }>`select file_id, ended_at from platform.file_key
    where state = 'destroyed' order by ended_at, file_id`.execute(db);
  return found.rows.map(({ file_id, ended_at }) => ({ file_id, at: new Date(ended_at).toISOString() }));
}

/** Of these keys those that are there, though they were destroyed: a backup brought them back. Up to `limit`. */
export async function listReturnedKeys(
  db: Database,
  file_ids: readonly string[],
  limit: number,
): Promise<{ file_id: string; sha256: string }[]> {
  return (
    await sql<{ file_id: string; sha256: string }>`select file_id, sha256 from platform.file_key
      where file_id = any(${[...file_ids]}::uuid[]) and state not in ('destroyed', 'receiving') order by file_id limit ${limit}`.execute(db)
  ).rows;
}

/** Destroys just these keys again; the same bytes received anew since keep their own. */
export async function destroyReturnedKeys(tx: Tx, file_ids: readonly string[]): Promise<void> {
  await sql`update platform.file_key set state = 'destroyed', wrapped_key = null, receiving_as = null, sealed_sha256 = null,
      ended_at = now(), fault = null, fault_at_byte = null, fault_since = null
    where file_id = any(${[...file_ids]}::uuid[]) and state <> 'destroyed'`.execute(tx);
}
