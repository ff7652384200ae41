// The files of a package's entries: exact bytes, proof, opened texts; some hundred at a time, so that a long log fits.
import { encodeBase64, formatTlogProof, inclusionRanges, makeProof, parseEntry, positionsOf } from '@holdfast/core-ledger';
import {
  blobFile,
  BUNDLE_ENTRIES,
  bundleLine,
  entryFile,
  openedFile,
  type OmittedText,
  type OpenedText,
  proofFile,
} from '@holdfast/core-package';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { type LedgerClient, readNodes } from '@holdfast/platform/ledger-store';
import type { Database } from '@holdfast/platform/route';
import { type KeptText, type LogEntry, readEntries } from './store.ledger.ts';

export type Reading = {
  db: Database;
  client: LedgerClient;
  log_id: string;
  size: number;
  /** The checkpoint as it stands in proofs: the log's own short signature only. */
  note: string;
  indexes: readonly number[];
  with_texts: boolean;
};

/** An entry as it goes into a package, without its proof. */
export type PackedEntry = {
  row: IndexRow;
  body: Uint8Array;
  opened: OpenedText[];
  omitted_texts: OmittedText[];
  content: { sha256: string; size_bytes: number }[];
};
export type FilesOfEntry = PackedEntry & { files: { name: string; bytes: Uint8Array }[] };
/** What the readable index says of an entry. */
export type IndexRow = {
  idx: number;
  at: string;
  kind: string;
  who: string;
  subject_type: string;
  subject_id: string;
  texts: string[];
  blobs: string[];
};

const AT_ONCE = 400;

/** All entries' files, in batches, in order of index. */
export async function* filesOfEntries(it: Reading): AsyncGenerator<FilesOfEntry[]> {
  for (let at = 0; at < it.indexes.length; at += AT_ONCE) yield filesOf(it, it.indexes.slice(at, at + AT_ONCE));
}

async function filesOf(it: Reading, indexes: readonly number[]): Promise<FilesOfEntry[]> {
  const entries = await packedOf(it, indexes);
  const ranges = new Map(indexes.map((idx) => [idx, inclusionRanges(idx, it.size)]));
  const nodes = await readNodes(it.client, it.log_id, [...ranges.values()].flatMap(positionsOf));
  return entries.map((entry) => {
    const { idx } = entry.row;
    const proof = formatTlogProof({ idx, proof: makeProof(ranges.get(idx)!, nodes, sha256), checkpoint: it.note });
    const opened = entry.opened.length === 0 ? [] : [{ name: openedFile(idx), bytes: Buffer.from(`${JSON.stringify(entry.opened)}\n`) }];
    return {
      ...entry,
      files: [{ name: entryFile(idx), bytes: entry.body }, { name: proofFile(idx), bytes: Buffer.from(proof) }, ...opened],
    };
  });
}

async function packedOf(it: Reading, indexes: readonly number[]): Promise<PackedEntry[]> {
  return (await readEntries(it.db, it.log_id, indexes)).map((entry) => packOne(entry, it.with_texts));
}

/** All entries without proofs, in batches, in order of index. */
export async function* packedEntries(it: Reading): AsyncGenerator<PackedEntry[]> {
  for (let at = 0; at < it.indexes.length; at += AT_ONCE) yield packedOf(it, it.indexes.slice(at, at + AT_ONCE));
}

/** The bundles of a large package: from which index, and its bytes made anew when asked for. */
export function bundlesOf(it: Reading): { from: number; read(): Promise<{ bytes: Uint8Array; entries: PackedEntry[] }> }[] {
  const bundles: { from: number; first: number; after: number }[] = [];
  for (const [at, idx] of it.indexes.entries()) {
    const from = idx - (idx % BUNDLE_ENTRIES);
    const last = bundles.at(-1);
    if (last?.from === from) last.after = at + 1;
    else bundles.push({ from, first: at, after: at + 1 });
  }
  return bundles.map(({ from, first, after }) => ({
    from,
    read: async () => {
      const entries = await packedOf(it, it.indexes.slice(first, after));
      return { bytes: Buffer.from(entries.map(lineOf).join('')), entries };
    },
  }));
}

const lineOf = ({ row: { idx }, body, opened, omitted_texts }: PackedEntry): string =>
  bundleLine({ idx, body, opened, omitted: omitted_texts.map(({ n, reason }) => ({ n, reason })) });

function packOne(entry: LogEntry & { texts: KeptText[] }, with_texts: boolean): PackedEntry {
  const { idx, body } = entry;
  const parsed = parseEntry(body);
  if (!parsed.ok) throw new Error(`entry ${idx} cannot be read: ${parsed.error.what}`);
  const kept = with_texts
    ? entry.texts.filter((it): it is KeptText & { salt: Buffer; payload: Buffer } => it.salt !== null && it.payload !== null)
    : [];
  const opened = kept.map(({ n, salt, payload }) => ({ n, payload: payload.toString('utf8'), salt: encodeBase64(salt) }));
  const isOpened = new Set(opened.map(({ n }) => n));
  const omitted_texts = entry.texts
    .filter(({ n }) => !isOpened.has(n))
    .map(({ n, salt }) => ({ idx, n, reason: salt === null ? 'erased' : 'not_asked' }));
  const { at, kind, actor, subject, content } = parsed.value;
  const row: IndexRow = {
    idx,
    at,
    kind,
    who: (with_texts ? entry.actor_name : null) ?? actor,
    subject_type: subject.type,
    subject_id: subject.id,
    texts: opened.map(({ payload }) => textOf(payload)),
    blobs: content.map((it) => blobFile(it.sha256)),
  };
  return { row, body: new Uint8Array(body), opened, omitted_texts, content: [...content] };
}

function textOf(payload: string): string {
  const { name, text } = JSON.parse(payload) as { name: string; text: string };
  return `${name}: ${text}`;
}

/** A file by its place among the entries', read again in order: the batch it stands in is kept. */
export function rereadEntries(it: Reading): (idx: number, name: string) => Promise<Uint8Array> {
  const place = new Map(it.indexes.map((idx, at) => [idx, at]));
  let kept: { from: number; files: Map<string, Uint8Array> } | null = null;
  return async (idx, name) => {
    const from = Math.floor(place.get(idx)! / AT_ONCE) * AT_ONCE;
    if (kept?.from !== from) {
      const batch = await filesOf(it, it.indexes.slice(from, from + AT_ONCE));
      kept = { from, files: new Map(batch.flatMap(({ files }) => files.map((file) => [file.name, file.bytes]))) };
    }
    const bytes = kept.files.get(name);
    if (bytes === undefined) throw new Error(`${name} is gone since the package was begun`);
    return bytes;
  };
}
