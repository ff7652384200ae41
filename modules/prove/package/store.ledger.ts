// What a package takes from the ledger: which entries are in its scope, their bytes, the texts behind them, leaves and cosignatures. Reads only.
import type { Database } from '@holdfast/platform/route';
import { type RawBuilder, sql } from 'kysely';
import type { PackageScope } from './schema.ts';

export type AsOf = { size: number; note: string; published_at: string; tsa: Buffer | null };

/** The newest checkpoint published until then (null: the newest of all), or the one of a size. */
export async function findAsOf(db: Database, log_id: string, at: { until: string | null } | { size: number }): Promise<AsOf | null> {
  const which = 'size' in at ? sql`size = ${at.size}` : at.until === null ? sql`true` : sql`published_at <= ${at.until}`;
  const found = await sql<AsOf>`select size::float8 as size, note, published_at, tsa from ledger.checkpoint
    where log_id = ${log_id} and ${which} order by size desc limit 1`.execute(db);
  return found.rows[0] ?? null;
}

/** `kinds`: of a requirement's scope, the kinds of entries its evidence listens to. */
export type Selection = {
  log_id: string;
  size: number;
  scope: PackageScope;
  kinds: readonly string[];
  from: string | null;
  until: string | null;
};

function inScope({ scope, kinds }: Selection): RawBuilder<unknown> {
  switch (scope.type) {
    case 'site':
      return sql`true`;
    case 'acts':
      return sql`f.kind = any(${scope.kinds}::text[])`;
    case 'requirement':
      return sql`(f.kind = any(${[...kinds]}::text[]) or (f.subject_type = 'requirement' and f.subject_id = ${scope.id}))`;
    case 'person':
      return sql`(f.actor = ${scope.id} or (f.subject_type = 'person' and f.subject_id = ${scope.id}))`;
    case 'subject':
      // Acts about the thing itself, and those whose facts name it.
      return sql`((f.subject_type = ${scope.subject_type} and f.subject_id = ${scope.id}) or f.data ->> ${`${scope.subject_type}_id`} = ${scope.id})`;
    case 'evidence':
      return sql`(f.subject_id = any(${scope.ids}::text[]) and f.kind like any (array['custody.%', 'evidence.%']))`;
  }
}

const selected = (it: Selection): RawBuilder<unknown> => {
  const { log_id, size, from, until } = it;
  return sql`f.log_id = ${log_id} and f.idx < ${size} and ${inScope(it)}
    and ${from === null ? sql`true` : sql`f.at >= ${from}`} and ${until === null ? sql`true` : sql`f.at < ${until}`}`;
};

/** Indexes of the entries in a scope, ascending; at most `limit` of them. */
export async function selectEntries(db: Database, it: Selection, limit: number): Promise<number[]> {
  const found = await sql<{
    idx: number;
  }>`select f.idx::float8 as idx from ledger.fact f where ${selected(it)} order by f.idx limit ${limit}`.execute(db);
  return found.rows.map(({ idx }) => idx);
}

export type Counts = { entries: number; texts: number; erased: number; files: { sha256: string; size_bytes: number; idx: number }[] };

/** How much a scope holds. */
export async function countSelected(db: Database, it: Selection): Promise<Counts> {
  const texts = await sql<{ entries: number; texts: number; erased: number }>`
    select count(distinct f.idx)::int as entries, count(r.n) filter (where r.erased_at is null)::int as texts,
      count(r.n) filter (where r.erased_at is not null)::int as erased
    from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx left join ledger.erasable r on r.entry_id = e.id
    where ${selected(it)}`.execute(db);
  const files = await sql<Counts['files'][number]>`
    select c ->> 'sha256' as sha256, max((c ->> 'size_bytes')::float8) as size_bytes, min(f.idx)::float8 as idx
    from ledger.fact f join ledger.entry e on e.log_id = f.log_id and e.idx = f.idx
    cross join lateral jsonb_array_elements(convert_from(e.body, 'UTF8')::jsonb -> 'content') c where ${selected(it)} group by 1 order by 1`.execute(
    db,
  );
  return { ...texts.rows[0]!, files: files.rows };
}

export type LogEntry = { idx: number; id: string; body: Buffer; leaf: Buffer; actor_name: string | null };
export type KeptText = { entry_id: string; n: number; salt: Buffer | null; payload: Buffer | null };

/** Entries by their indexes, in order, with what stands behind their commitments. */
export async function readEntries(db: Database, log_id: string, indexes: readonly number[]): Promise<(LogEntry & { texts: KeptText[] })[]> {
  const entries = await sql<LogEntry>`select e.idx::float8 as idx, e.id, e.body, e.leaf, p.name as actor_name from ledger.entry e
    join ledger.fact f on f.log_id = e.log_id and f.idx = e.idx left join holdfast.person p on p.id::text = f.actor
    where e.log_id = ${log_id} and e.idx = any(${[...indexes]}::bigint[]) order by e.idx`.execute(db);
  const ids = entries.rows.map(({ id }) => id);
  const texts =
    await sql<KeptText>`select entry_id, n, salt, payload from ledger.erasable where entry_id = any(${ids}::uuid[]) order by entry_id, n`.execute(
      db,
    );
  const byEntry = Map.groupBy(texts.rows, ({ entry_id }) => entry_id);
  return entries.rows.map((entry) => ({ ...entry, texts: byEntry.get(entry.id) ?? [] }));
}

/** Leaf hashes of `[from, to)`, 32 bytes each. */
export async function readLeaves(db: Database, log_id: string, from: number, to: number): Promise<Buffer> {
  const found = await sql<{
    leaf: Buffer;
  }>`select leaf from ledger.entry where log_id = ${log_id} and idx >= ${from} and idx < ${to} order by idx`.execute(db);
  return Buffer.concat(found.rows.map(({ leaf }) => leaf));
}

/** Signature lines of witnesses under a checkpoint, the newest of each, as they were when the package was asked for. */
export async function readCosignatures(db: Database, log_id: string, size: number, until: string): Promise<string[]> {
  const found = await sql<{ line: string }>`select distinct on (witness) line from ledger.cosig
    where log_id = ${log_id} and size = ${size} and received_at <= ${until} order by witness, at desc`.execute(db);
  return found.rows.map(({ line }) => line);
}

/** Where the log says that this key signs its packages. */
export async function findKeyEntry(db: Database, log_id: string, kind: string, vkey: string): Promise<number | null> {
  const found = await sql<{ idx: number }>`select idx::float8 as idx from ledger.fact
    where log_id = ${log_id} and kind = ${kind} and data ->> 'vkey' = ${vkey} order by idx limit 1`.execute(db);
  return found.rows[0]?.idx ?? null;
}
