// Routes of the log as anyone can fetch and check it: checkpoint, tiles, bundles of entries (C2SP tlog-tiles v0.1.0), proofs, proof files.
import { Readable } from 'node:stream';
import { formatTlogProof, parseTilePath, TILE_WIDTH } from '@holdfast/core-ledger';
import { Failure } from '@holdfast/platform/failure';
import {
  consistencyProof,
  findEntry,
  inclusionProof,
  latestCheckpoint,
  type LedgerClient,
  type LedgerLog,
  readEntries,
  type StoredCheckpoint,
} from '@holdfast/platform/ledger-store';
import type { Sentence } from '@holdfast/platform/permit';
import { type FileAnswer, fileAnswer, route } from '@holdfast/platform/route';
import { rootAt } from '@holdfast/platform/sealing';
import { id } from '@holdfast/platform/shapes';
import { z } from 'zod';
import { consistency, inclusion } from './schema.ts';
import { findEpoch, readCosignatures, readTile } from './store.tiles.ts';

type Place = z.ZodObject<Record<string, z.ZodString | z.ZodUUID>>;
type Params = Readonly<Record<string, string>>;
type Epoch = { epoch?: number | undefined };

/** Which epoch of the log; the one that takes new entries when left out. */
const epochQuery = z.object({ epoch: z.coerce.number().int().min(1).optional() });
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function logOf(client: LedgerClient, params: Params, { epoch }: Epoch): Promise<LedgerLog> {
  const log = await findEpoch(client, params['site_id'] ?? null, epoch ?? null);
  if (!log) throw new Failure('not_found', 'no_ledger_yet');
  return log;
}

/** A checkpoint with what witnesses put under it. */
export async function cosigned(client: LedgerClient, log: LedgerLog, { size, note }: StoredCheckpoint): Promise<string> {
  const lines = await readCosignatures(client, log.id, size);
  return note + lines.map((line) => `${line.trimEnd()}\n`).join('');
}

async function signedAt(client: LedgerClient, log: LedgerLog, covering?: number): Promise<StoredCheckpoint & { cosigned: string }> {
  const found = await latestCheckpoint(client, log.id, covering);
  if (found === null) throw new Failure('not_found', 'not_signed_yet');
  return { ...found, cosigned: await cosigned(client, log, found) };
}

const bytesAnswer = (bytes: Uint8Array, more: Omit<FileAnswer, 'body'>): FileAnswer => ({
  ...more,
  body: Readable.from([Buffer.from(bytes)]),
});

/** The part of an address below `/ledger/`, its query off. */
const pathBelow = (url: string): string => /\/ledger\/([^?]*)/.exec(url)?.[1] ?? '';

async function tileAnswer(client: LedgerClient, log: LedgerLog, url: string): Promise<FileAnswer> {
  const path = parseTilePath(pathBelow(url));
  const bytes = path.ok ? await readTile(client, log.id, path.value) : null;
  if (!path.ok || bytes === null) throw new Failure('not_found', 'tile_not_found');
  const { width, n } = path.value.kind === 'tile' ? path.value.tile : path.value.bundle;
  const name = `${path.value.kind}-${n}${width === TILE_WIDTH ? '' : `-${width}`}`;
  return bytesAnswer(bytes, { name, type: 'application/octet-stream', shown: true, forever: true });
}

/** One entry's proof in one file; its exact bytes are the file's `extra`, so that nothing else is needed but the log's key. */
async function proofFile(client: LedgerClient, log: LedgerLog, entry_id: string): Promise<FileAnswer> {
  const entry = await findEntry(client, entry_id);
  if (entry === null || entry.log_id !== log.id) throw new Failure('not_found', 'entry_not_found');
  const checkpoint = await signedAt(client, log, entry.idx);
  const { path } = await inclusionProof(client, log.id, entry.idx, checkpoint.size);
  const text = formatTlogProof({ idx: entry.idx, proof: path, checkpoint: checkpoint.cosigned, extra: entry.body });
  return bytesAnswer(Buffer.from(text), { name: `entry-${entry.idx}.tlog-proof`, type: 'text/plain; charset=utf-8' });
}

/** Throws not_found for a size that no checkpoint covers yet. */
async function requireSigned(client: LedgerClient, log: LedgerLog, size: number): Promise<void> {
  if (size > 0) await signedAt(client, log, size - 1);
}

export const tileRoutes = (client: LedgerClient, place: string, access: Sentence, params: Place) => [
  ...logRoutes(client, place, access, params),
  ...proofRoutes(client, place, access, params),
];

const logRoutes = (client: LedgerClient, place: string, access: Sentence, params: Place) => [
  route({
    method: 'GET',
    path: `${place}/ledger/checkpoint`,
    summary: 'The latest checkpoint as a signed note, with the signatures of witnesses',
    access,
    params,
    query: epochQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: at, query }) => {
      const { cosigned: note } = await signedAt(client, await logOf(client, at, query));
      return bytesAnswer(Buffer.from(note), { name: 'checkpoint', type: 'text/plain; charset=utf-8', shown: true });
    },
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/tile/*`,
    summary: 'A tile of the tree, or a bundle of entries, by its path in C2SP tlog-tiles',
    access,
    params,
    query: epochQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: at, query, stream }) => tileAnswer(client, await logOf(client, at, query), stream.url ?? ''),
  }),
];

const proofRoutes = (client: LedgerClient, place: string, access: Sentence, params: Place) => [
  route({
    method: 'GET',
    path: `${place}/ledger/proof/inclusion`,
    summary: 'Proof that an entry stands in the log of a size',
    access,
    params,
    query: epochQuery.extend({ idx: count, size: count.min(1) }),
    output: inclusion,
    handle: async ({ params: at, query: { epoch, idx, size } }) => {
      const log = await logOf(client, at, { epoch });
      if (idx >= size) throw new Failure('unprocessable', 'not_in_that_size');
      await requireSigned(client, log, size);
      const [entry] = await readEntries(client, log.id, idx, 1);
      const { path } = await inclusionProof(client, log.id, idx, size);
      return { idx, size, leaf: entry!.leaf.toString('hex'), path: path.map(base64), root: base64(await rootAt(client, log.id, size)) };
    },
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/proof/consistency`,
    summary: 'Proof that the log only grew from one size to another',
    access,
    params,
    query: epochQuery.extend({ from: count.min(1), to: count.min(1) }),
    output: consistency,
    handle: async ({ params: at, query: { epoch, from, to } }) => {
      const log = await logOf(client, at, { epoch });
      if (from > to) throw new Failure('unprocessable', 'not_in_that_size');
      await requireSigned(client, log, to);
      const { path } = await consistencyProof(client, log.id, from, to);
      const [from_root, to_root] = [base64(await rootAt(client, log.id, from)), base64(await rootAt(client, log.id, to))];
      return { from, to, path: path.map(base64), from_root, to_root };
    },
  }),
  route({
    method: 'GET',
    path: `${place}/ledger/entries/:entry_id/proof`,
    summary: 'The proof of one entry as a file for somebody else (C2SP tlog-proof)',
    access,
    params: params.extend({ entry_id: id }),
    query: epochQuery,
    output: fileAnswer,
    sends: true,
    handle: async ({ params: at, query }) => proofFile(client, await logOf(client, at, query), at['entry_id']!),
  }),
];
