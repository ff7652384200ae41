// Lists too long for an entry: the fact holds count and hash, the text stands behind a commitment. Readers get the list, when the text is still there and has the hash.
import type { Tx } from '@holdfast/platform/act';
import { listsBehind, readListBehind } from '@holdfast/platform/large-fact';
import { sql } from 'kysely';

type Row = { idx: number; data: Readonly<Record<string, unknown>> };

/** The rows with such lists put back. One whose text was erased stays as it is: what it proved cannot be told any more. */
export async function restoreLists<R extends Row>(tx: Tx, log_id: string, rows: R[]): Promise<R[]> {
  const long = rows.filter(({ data }) => listsBehind(data).length > 0);
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
    listsBehind(data).flatMap((name) => {
      const text = texts.get(`${idx} ${name}`);
      const list = text === undefined ? null : readListBehind(data, name, text);
      return list === null ? [] : [[name, list]];
    }),
  );
}
