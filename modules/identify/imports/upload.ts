// A file comes in: gathered up to its limit, read in a thread, kept as rows. The file itself is not kept: what must not be stored may be in it.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Failure } from '@holdfast/platform/failure';
import { readTable } from './reader.ts';
import { limits, type Table } from './reading.ts';
import { fieldsOf, guessFields } from './rules.ts';
import type { Column, ImportKindName } from './schema.ts';

export type ReadFile = { table: Table; columns: Column[]; sha256: string; size_bytes: number };

/** Takes the body as a file of a kind. Throws Failure too_large, or unprocessable with what is wrong with it. */
export async function receiveFile(kind: ImportKindName, name: string, stream: IncomingMessage): Promise<ReadFile> {
  const chunks: Buffer[] = [];
  let size_bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size_bytes += chunk.length;
    if (size_bytes > limits.file_bytes) throw new Failure('too_large', 'file_too_large', { limit_bytes: limits.file_bytes });
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const table = await readTable({ kind, name, bytes });
  return { table, columns: columnsOf(kind, table), sha256, size_bytes };
}

/** Columns with a guess of their field and their first values. */
export function columnsOf(kind: ImportKindName, table: Table): Column[] {
  const guesses = guessFields(
    table.columns.map((it) => it.heading),
    fieldsOf[kind],
  );
  return table.columns.map(({ index, heading, refused }, at) => {
    const samples = new Set<string>();
    for (const row of table.rows.slice(0, 200)) {
      const text = row.cells[index]?.trim() ?? '';
      if (text !== '' && samples.size < 3) samples.add(text.slice(0, 60));
    }
    return { index, heading, refused, field: refused === null ? (guesses[at] ?? null) : null, samples: [...samples] };
  });
}
