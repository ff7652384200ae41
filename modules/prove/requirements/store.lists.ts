// Lists too long for an entry: the fact holds count and hash, the text stands behind a commitment. Readers get the list, when the text is still there and has the hash.
import { createHash } from 'node:crypto';
import type { Tx } from '@holdfast/platform/act';
import { sql } from 'kysely';

type Row = { idx: number; data: Readonly<Record<string, unknown>> };

/** Names of lists a fact tells only by count and hash (platform's `tellList`). */
const hashedLists = (data: Row['data']): string[] =>
  Object.keys(data).flatMap((key) =>
    key.endsWith('_sha256') && typeof data[`${key.slice(0, -7)}_count`] === 'number' ? [key.slice(0, -7)] : [],
  );

/** The rows with such lists put back. One whose text was erased stays as it is: what it proved cannot be told any more. */
export async function restoreLists<R extends Row>(tx: Tx, log_id: string, rows: R[]): Promise<R[]> {
  const long = rows.filter(({ data }) => hashedLists(data).length > 0);
  if (long.length === 0) return rows;
  const found = await sql<{ idx: number; payload: string }>`select e.idx::float8 as idx, convert_from(x.payload, 'UTF8') as payload
    from ledger.entry e join ledger.erasable x on x.entry_id = e.id
    where e.log_id = ${log_id} and e.idx = any(${long.map((it) => it.idx)}::bigint[]) and x.payload is not null`.execute(tx);
  const texts = new Map<string, string>();
  for (const { idx, payload } of found.rows) {
    const { name, text } = JSON.parse(payload) as { name: string; text: string };
    texts.set(`${idx} ${name}`, text);
  }
  return rows.map((row) => ({ ...row, data: { ...row.data, ...listsIn(row, texts) } }));
}

function listsIn({ idx, data }: Row, texts: ReadonlyMap<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    hashedLists(data).flatMap((name) => {
      const text = texts.get(`${idx} ${name}`);
      const isThis = text !== undefined && createHash('sha256').update(text).digest('hex') === data[`${name}_sha256`];
      return isThis ? [[name, JSON.parse(text) as unknown]] : [];
    }),
  );
}
