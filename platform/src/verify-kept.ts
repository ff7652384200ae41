// What is kept beside an entry: its fact, which must say what the body says, and the payloads behind its commitments.
import { bytesToHex, commitTo, type Entry, type EntryRow, type JsonValue, type LogFault } from '@holdfast/core-ledger';
import type { PoolClient } from 'pg';
import { sha256 } from './ledger-crypto.ts';
import type { LedgerLog } from './ledger-store.ts';

type FactRow = {
  site_id: string | null;
  kind: string | null;
  subject_type: string;
  subject_id: string;
  actor: string;
  /** As PostgreSQL writes it in UTC: `2026-11-21 20:36:05.123`, without the zeros at its end. */
  at_utc: string;
  data: JsonValue;
};
export type ErasableRow = { entry_id: string; n: number; salt: Buffer | null; payload: Buffer | null };
/** An entry with what is kept beside it; the fact's `kind` is null where there is none. */
export type KeptEntry = EntryRow & FactRow & { erasables: ErasableRow[] };

const kept = `
  declare kept_entries no scroll cursor for
  select e.idx, e.id, e.body, e.leaf, f.site_id, f.kind, f.subject_type, f.subject_id, f.actor,
    (f.at at time zone 'UTC')::text as at_utc, f.data
  from ledger.entry e left join ledger.fact f using (log_id, idx)
  where log_id = `;

/**
 * Streams a log's entries in order of index, a batch at a time, through a cursor of the caller's transaction. While the caller works at one
 * batch the database makes the next ready.
 */
export async function* readKeptEntries(
  client: PoolClient,
  log_id: string,
  batchRows: number,
  counts: { erased: number },
): AsyncGenerator<KeptEntry[]> {
  await client.query(`${kept}${client.escapeLiteral(log_id)} order by idx`);
  let next = fetchKept(client, batchRows);
  try {
    for (;;) {
      const rows = await next;
      if (rows.length === 0) return;
      for (const { erasables } of rows) for (const { salt } of erasables) counts.erased += salt === null ? 1 : 0;
      // After the caller's own questions about this batch, which it asks at once.
      next = new Promise((done) => setImmediate(() => done(fetchKept(client, batchRows))));
      next.catch(() => {});
      yield rows;
    }
  } finally {
    await next.catch(() => {});
    await client.query('close kept_entries');
  }
}

async function fetchKept(client: PoolClient, batchRows: number): Promise<KeptEntry[]> {
  const { rows } = await client.query<KeptEntry>(`fetch ${batchRows} from kept_entries`);
  const erasables =
    rows.length === 0
      ? null
      : await loadErasables(
          client,
          rows.map(({ id }) => id),
        );
  for (const row of rows) {
    row.idx = Number(row.idx);
    row.erasables = erasables?.get(row.id) ?? [];
  }
  return rows;
}

/** The payloads of some entries, by entry, in order of `n`. */
export async function loadErasables(client: PoolClient, ids: string[]): Promise<Map<string, ErasableRow[]>> {
  const found = await client.query<ErasableRow>(
    'select entry_id, n, salt, payload from ledger.payload where entry_id = any($1::uuid[]) order by entry_id, n',
    [ids],
  );
  return Map.groupBy(found.rows, ({ entry_id }) => entry_id);
}

/** What is wrong beside an entry, null when nothing is. */
export function faultBeside(log: LedgerLog, entry: Entry, row: KeptEntry): LogFault | null {
  const { idx } = row;
  if (entry.site !== log.site_id) return { what: 'log', idx, expected: `site ${entry.site}`, found: `site ${log.site_id}` };
  if (row.kind === null) return { what: 'fact', idx, expected: `a fact of kind ${entry.kind}`, found: 'none' };
  if (!saysTheSame(entry, row)) {
    const [name, expected, found] = factColumns(entry, row).find(([, told, kept]) => told !== kept)!;
    return { what: 'fact', idx, expected: `${name} ${expected}`, found: `${name} ${found}` };
  }
  if (!sameJson(entry.facts, row.data)) {
    return { what: 'fact', idx, expected: `data ${JSON.stringify(entry.facts)}`, found: `data ${JSON.stringify(row.data)}` };
  }
  return faultOfPayloads(entry, row);
}

/** Asked of every entry: the columns are only put together for the one that differs. */
const saysTheSame = (entry: Entry, row: KeptEntry): boolean =>
  entry.site === row.site_id &&
  entry.kind === row.kind &&
  entry.subject.type === row.subject_type &&
  entry.subject.id === row.subject_id &&
  entry.actor === row.actor &&
  utcOf(entry.at) === row.at_utc;

function factColumns(entry: Entry, row: KeptEntry): [string, string | null, string | null][] {
  return [
    ['site_id', entry.site, row.site_id],
    ['kind', entry.kind, row.kind],
    ['subject_type', entry.subject.type, row.subject_type],
    ['subject_id', entry.subject.id, row.subject_id],
    ['actor', entry.actor, row.actor],
    ['at', utcOf(entry.at), row.at_utc],
  ];
}

function utcOf(at: string): string {
  let end = at.length - 1;
  while (at[end - 1] === '0') end -= 1;
  return `${at.slice(0, 10)} ${at.slice(11, at[end - 1] === '.' ? end - 1 : end)}`;
}

/** What is wrong with the payloads behind an entry's commitments; erased ones are as good as kept ones. */
export function faultOfPayloads(entry: Entry, { idx, erasables }: Pick<KeptEntry, 'idx' | 'erasables'>): LogFault | null {
  for (const [n, commitment] of entry.commitments.entries()) {
    const at = erasables.find((row) => row.n === n);
    if (!at) return { what: 'erasable', idx, k: n, expected: 'a payload or its erasure', found: 'none' };
    if (at.salt === null || at.payload === null) continue;
    const found = at.salt.length === 32 ? commitTo(at.salt, at.payload, sha256) : `salt ${bytesToHex(at.salt)}`;
    if (found !== commitment) return { what: 'erasable', idx, k: n, expected: commitment, found };
  }
  const extra = erasables.find(({ n }) => n >= entry.commitments.length);
  return extra ? { what: 'erasable', idx, k: extra.n, expected: 'no such payload', found: 'a payload of no commitment' } : null;
}

/** Equal as JSON: key order does not matter, jsonb keeps its own. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, i) => sameJson(value, b[i]!));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key]!, b[key]!));
}
