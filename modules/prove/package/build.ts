// Building a package: gathers and measures all its files, states them, and gives its bytes. The same order gives the same bytes.
import {
  buildStatement,
  encodeBase64,
  formatAddCheckpoint,
  formatNote,
  type JsonObject,
  MAX_NOTE_SIGNATURES,
  parseCheckpoint,
  parseNote,
  parseSignatures,
  sealEnvelope,
  type SigningKey,
  STATEMENT_PAYLOAD_TYPE,
} from '@holdfast/core-ledger';
import { bundleFile, files as names, type PackagePredicate, PREDICATE_TYPE, writeZip } from '@holdfast/core-package';
import { fingerprintOf } from '@holdfast/anchors/rules.fingerprint';
import { Failure } from '@holdfast/platform/failure';
import type { FileStore } from '@holdfast/platform/file-store';
import { consistencyProof, latestCheckpoint, type LedgerClient, type LedgerLog } from '@holdfast/platform/ledger-store';
import type { Database } from '@holdfast/platform/route';
import { type ContentOf, inOrderOfNames, type Measured, measureBlobs, measureFile, wholeFile } from './contents.ts';
import { bundlesOf, filesOfEntries, type IndexRow, packedEntries, type Reading, rereadEntries } from './entry-files.ts';
import { type About, indexPage, indexSheet } from './index-page.ts';
import { indexPaper, mostOnPaper } from './index-paper.ts';
import type { Certified } from './package-key.ts';
import { type Assumption, kindsBehind, limitsOf, type RequirementPart, type Stated, statedIn } from './rules.stated.ts';
import { countOmissions, mostEntries, omittedRanges, reasonOutside } from './rules.ts';
import type { MadePackage, PackageOrder } from './store.ts';
import { findAsOf, readCosignatures, readLeaves, selectEntries } from './store.ledger.ts';

export type BuildParts = {
  db: Database;
  client: LedgerClient;
  files: FileStore;
  log: LedgerLog;
  site_name: string;
  key: SigningKey & { vkey: string };
  /** The entry that certifies the key. */
  certified: Certified;
  /** Of more entries than this the package holds bundles. */
  bundle_above: number;
  vkeys: readonly string[];
  policy: string;
  kindWords: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>>;
  /** The matrix as packages tell it, and what was assumed at the site until an instant. */
  requirements: readonly RequirementPart[];
  assumptions: readonly Assumption[];
};

export type Built = { bytes: AsyncIterable<Uint8Array>; size_bytes: number } & Pick<MadePackage, 'entries' | 'files' | 'omitted'>;

/** Gathers everything. Throws Failure('unprocessable') for a scope without entries or with too many. */
export async function buildPackage(parts: BuildParts, order: PackageOrder): Promise<Built> {
  const { db, client, log } = parts;
  const head = await findAsOf(db, log.id, { size: order.as_of_size });
  if (head === null) throw new Failure('not_found', 'checkpoint_not_found');
  const { scope, from, until } = order;
  const selection = { log_id: log.id, size: head.size, scope, kinds: kindsBehind(parts.requirements, scope), from, until };
  const indexes = await selectEntries(db, selection, mostEntries + 1);
  if (indexes.length === 0) throw new Failure('unprocessable', 'package_is_empty');
  if (indexes.length > mostEntries) throw new Failure('unprocessable', 'package_too_large', { most: mostEntries });
  const note = await fullNote(db, log, head, order.requested_at);
  const reading: Reading = {
    db,
    client,
    log_id: log.id,
    size: head.size,
    note: shortNote(head.note, log.origin),
    indexes,
    with_texts: order.with_texts,
  };
  const is_bundled = indexes.length > parts.bundle_above;
  const entries = is_bundled ? await gatherBundles(reading) : await gatherEntries(reading);
  const { blobs, omitted } = await measureBlobs(parts.files, entries.content, order);
  const omitted_entries = omittedRanges(indexes, head.size, reasonOutside(order.scope));
  const told = countOmissions(omitted_entries, entries.omitted_texts, omitted);
  const fixed = await fixedFiles(parts, order, { note, tsa: head.tsa, size: head.size, is_bundled });
  const at = new Date(head.published_at);
  const rows = (most = Infinity) => rowsOf({ ...reading, indexes: indexes.slice(-most) });
  const readable = await readableFiles(parts, order, { note, at, entries: indexes.length, told, rows, is_bundled });
  const measured = [...entries.files, ...blobs, ...fixed, ...readable];
  const predicate = predicateOf(parts, order, { note, entries: indexes.length, is_bundled });
  const statement = stateAll(parts.key, measured, {
    ...predicate,
    omitted_entries,
    omitted_files: omitted,
    omitted_texts: entries.omitted_texts,
  });
  const all = inOrderOfNames([...measured, statement]);
  const size_bytes = all.reduce((sum, file) => sum + file.size_bytes, 0);
  return { bytes: writeZip(all), size_bytes, entries: indexes.length, files: blobs.length, omitted: told };
}

async function gatherEntries(reading: Reading) {
  const [files, content]: [Measured[], ContentOf[]] = [[], []];
  const omitted_texts: PackagePredicate['omitted_texts'] = [];
  const reread = rereadEntries(reading);
  for await (const batch of filesOfEntries(reading)) {
    for (const it of batch) {
      const { idx } = it.row;
      for (const { name, bytes } of it.files) {
        // Measured, and let go: it is read again when its turn to be written comes.
        const open = async function* () {
          yield await reread(idx, name);
        };
        files.push({ ...wholeFile(name, bytes), open });
      }
      omitted_texts.push(...it.omitted_texts);
      content.push(...it.content.map(({ sha256, size_bytes }) => ({ idx, sha256, size_bytes })));
    }
  }
  return { files, content, omitted_texts };
}

/** Each bundle measured and let go; what is left out stands inside it. */
async function gatherBundles(reading: Reading) {
  const [files, content]: [Measured[], ContentOf[]] = [[], []];
  for (const { from, read } of bundlesOf(reading)) {
    const { bytes, entries } = await read();
    const open = async function* () {
      yield (await read()).bytes;
    };
    files.push({ ...wholeFile(bundleFile(from), bytes), open });
    for (const { row, content: some } of entries)
      content.push(...some.map(({ sha256, size_bytes }) => ({ idx: row.idx, sha256, size_bytes })));
  }
  return { files, content, omitted_texts: [] };
}

async function* rowsOf(reading: Reading): AsyncGenerator<IndexRow[]> {
  for await (const batch of packedEntries(reading)) yield batch.map(({ row }) => row);
}

/** The checkpoint with its witnesses' signatures. */
async function fullNote(db: Database, log: LedgerLog, head: { size: number; note: string }, until: string): Promise<string> {
  const parsed = parseNote(head.note);
  if (!parsed.ok) throw new Error(`checkpoint ${head.size} of ${log.origin} cannot be read`);
  const own = parsed.value.signatures;
  const lines = (await readCosignatures(db, log.id, head.size, until)).flatMap((line) => {
    const read = parseSignatures(line.endsWith('\n') ? line : `${line}\n`);
    return read.ok ? read.value : [];
  });
  return formatNote({ text: parsed.value.text, signatures: [...own, ...lines].slice(0, MAX_NOTE_SIGNATURES) });
}

/** The same text under the log's Ed25519 signature only: a post-quantum one in each proof would be most of the package. */
function shortNote(note: string, origin: string): string {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error(`a checkpoint of ${origin} cannot be read`);
  const short = parsed.value.signatures.filter(({ name, signature }) => name === origin && signature.length === 64);
  return short.length === 0 ? note : formatNote({ text: parsed.value.text, signatures: short });
}

type Head = { note: string; tsa: Buffer | null; size: number; is_bundled: boolean };

async function fixedFiles(parts: BuildParts, order: PackageOrder, { note, tsa, size, is_bundled }: Head): Promise<Measured[]> {
  const { db, log, vkeys, policy } = parts;
  const stamps = tsa === null ? [] : [wholeFile(`tsa/${size}.tsr`, new Uint8Array(tsa))];
  const leaves = order.is_complete || is_bundled ? [await measureFile(names.leaves, () => allLeaves(db, log.id, size))] : [];
  return [
    wholeFile(names.checkpoint, note),
    wholeFile(names.vkeys, vkeys.map((vkey) => `${vkey}\n`).join('')),
    wholeFile(names.policy, policy),
    ...stamps,
    ...leaves,
    ...(await keyFiles(parts)),
    ...(await growthFiles(parts, order, note)),
  ];
}

async function* allLeaves(db: Database, log_id: string, size: number): AsyncGenerator<Uint8Array> {
  const atOnce = 16_384;
  for (let at = 0; at < size; at += atOnce) yield readLeaves(db, log_id, at, Math.min(size, at + atOnce));
}

/** The entry that certifies the package key, with a proof of its own: it may be younger than what the package is as of. */
async function keyFiles({ db, client, certified: { log, idx: key_idx } }: BuildParts): Promise<Measured[]> {
  const covering = await latestCheckpoint(client, log.id, key_idx);
  if (covering === null) throw new Error(`the key of packages is under no checkpoint of ${log.origin} yet`);
  const note = shortNote(covering.note, log.origin);
  const reading: Reading = { db, client, log_id: log.id, size: covering.size, note, indexes: [key_idx], with_texts: false };
  for await (const [entry] of filesOfEntries(reading)) {
    const [body, proof] = entry!.files;
    return [wholeFile(names.keyEntry, body!.bytes), wholeFile(names.keyProof, proof!.bytes)];
  }
  return [];
}

async function growthFiles(
  { db, client, log }: BuildParts,
  { previous_size, as_of_size }: PackageOrder,
  note: string,
): Promise<Measured[]> {
  const previous = previous_size === null ? null : await findAsOf(db, log.id, { size: previous_size });
  if (previous === null) return [];
  const proof = previous.size === as_of_size ? [] : (await consistencyProof(client, log.id, previous.size, as_of_size)).path;
  const consistency = formatAddCheckpoint({ old_size: previous.size, proof, checkpoint: note });
  return [wholeFile(names.previous, previous.note), wholeFile(names.consistency, consistency)];
}

type Readable = {
  note: string;
  at: Date;
  entries: number;
  told: About['omitted'];
  is_bundled: boolean;
  /** The last of them, all by default. */
  rows: (most?: number) => AsyncIterable<IndexRow[]>;
};

/** So many rows a browser shows; of more, the last ones. */
const mostOnPage = 10_000;
/** Rows a spreadsheet opens. */
const mostInSheet = 1_000_000;

async function readableFiles(parts: BuildParts, order: PackageOrder, it: Readable): Promise<Measured[]> {
  const about = (language: 'en' | 'de'): About => ({
    site: parts.site_name,
    scope: order.scope_title,
    period: { from: order.from, until: order.until },
    origin: parts.log.origin,
    as_of: headOf(it.note),
    entries: it.entries,
    is_complete: order.is_complete,
    is_bundled: it.is_bundled,
    shown: it.is_bundled ? Math.min(it.entries, mostOnPage) : it.entries,
    omitted: it.told,
    stated: statedFor(parts, order, language),
    kindWords: parts.kindWords[language],
  });
  return [
    await measureFile('index.html', () => indexPage('en', about('en'), it.rows(about('en').shown))),
    await measureFile('index.de.html', () => indexPage('de', about('de'), it.rows(about('de').shown))),
    await measureFile('entries.xlsx', () => indexSheet('en', about('en'), it.rows(mostInSheet))),
    await measureFile('entries.de.xlsx', () => indexSheet('de', about('de'), it.rows(mostInSheet))),
    wholeFile('index.pdf', await indexPaper('en', about('en'), it.rows(mostOnPaper), it.at)),
    wholeFile('index.de.pdf', await indexPaper('de', about('de'), it.rows(mostOnPaper), it.at)),
  ];
}

function statedFor({ requirements, assumptions }: BuildParts, { scope, with_texts }: PackageOrder, language: 'en' | 'de'): Stated[] {
  const stated = statedIn(language, scope, { requirements, assumptions, with_texts });
  return scope.type === 'site' ? [...stated, ...limitsOf(language, requirements)] : stated;
}

function headOf(note: string): About['as_of'] {
  const parsed = parseNote(note);
  const head = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  if (!head.ok) throw new Error(`checkpoint cannot be read: ${head.error.what}`);
  const root = encodeBase64(head.value.root);
  // As printed on signed minutes.
  const fingerprint = fingerprintOf(head.value);
  return { size: head.value.size, root, fingerprint };
}

function predicateOf(
  { log, site_name, certified }: BuildParts,
  order: PackageOrder,
  { note, entries, is_bundled }: { note: string; entries: number; is_bundled: boolean },
): Omit<PackagePredicate, 'omitted_entries' | 'omitted_files' | 'omitted_texts'> {
  const { size, root } = headOf(note);
  return {
    format: 1,
    origin: log.origin,
    scope: order.scope as unknown as JsonObject,
    period: { from: order.from, until: order.until },
    as_of: { size, root },
    previous_size: order.previous_size,
    is_complete: order.is_complete,
    entries: { in_log: size, in_package: entries, ...(is_bundled ? { bundled: true as const } : {}) },
    ...(certified.log.origin === log.origin ? {} : { key_origin: certified.log.origin }),
    made_for: { person: order.requested_by, texts: order.with_texts, files: order.with_files, max_file_bytes: order.max_file_bytes },
    site: { id: order.site_id, name: site_name },
  };
}

function stateAll(key: SigningKey, measured: readonly Measured[], predicate: PackagePredicate): Measured {
  const subjects = inOrderOfNames(measured).map(({ name, sha256 }) => ({ name, sha256 }));
  const payload = buildStatement({ subjects, predicate_type: PREDICATE_TYPE, predicate: predicate as unknown as JsonObject });
  if (!payload.ok) throw new Error(`the statement cannot be made: ${payload.error.what}`);
  return wholeFile(names.statement, sealEnvelope(STATEMENT_PAYLOAD_TYPE, payload.value, [key]));
}
