// Evidence packages made from nothing, for tests of their verification: a small log with its keys, and every part open to an attacker's hand.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  buildEntry,
  buildStatement,
  commitTo,
  consistencyRanges,
  encodeBase64,
  type EntryContent,
  formatAddCheckpoint,
  formatCheckpoint,
  formatNote,
  formatTlogProof,
  formatVerifierKey,
  hashLeaf,
  hashNode,
  inclusionRanges,
  type JsonObject,
  makeProof,
  type NodeLookup,
  rootOf,
  sealEnvelope,
  type SigningKey,
  signNote,
  STATEMENT_PAYLOAD_TYPE,
} from '@holdfast/core-ledger';
import {
  blobFile,
  BUNDLE_ENTRIES,
  bundleFile,
  bundleLine,
  type ByteSource,
  compareNames,
  entryFile,
  files as names,
  KEY_ENTRY_KIND,
  openedFile,
  type PackagePredicate,
  type PackageVerdict,
  PREDICATE_TYPE,
  proofFile,
  readTrustedKeys,
  type Trust,
  verifyPackage,
  writeZip,
} from '@holdfast/core-package';
import { sha256, signingKeyOf } from '@holdfast/platform/ledger-crypto';
import { newUuidV7 } from '@holdfast/platform/uuid';
import { nodeCrypto } from '../apps/verifier/src/node-file.ts';

export const origin = 'plant.example/north/e1';
export type Files = Map<string, Uint8Array>;
export type Log = { bodies: Buffer[]; leaves: Uint8Array[]; nodes: NodeLookup; key: SigningKey; packageKey: SigningKey; salt: Buffer };

export const newKey = (name: string): SigningKey => signingKeyOf(name, 1, generateKeyPairSync('ed25519').privateKey);
export const vkeyOf = (key: SigningKey): string => formatVerifierKey(key.name, key.public_key, sha256, key.type);
export const blobs = [Buffer.from('a capture of Monday'), Buffer.alloc(70_000, 7)] as const;
const hexOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A log of `size` entries: the first certifies the package key, the second holds a committed text, the third speaks of two files. */
export function makeLog(size: number, content: EntryContent[] = contentOf(blobs)): Log {
  const [key, packageKey, salt] = [newKey(origin), newKey(`${origin}/packages`), Buffer.alloc(32, 5)];
  const bodies = Array.from({ length: size }, (_, idx) => {
    const facts: JsonObject = idx === 0 ? { vkey: vkeyOf(packageKey) } : { n: idx };
    const entry = {
      v: 1 as const,
      id: newUuidV7(1_780_000_000_000 + idx),
      kind: idx === 0 ? KEY_ENTRY_KIND : 'zone.confirmed',
      at: '2026-11-21T10:00:00.000Z',
      site: null,
      actor: 'process:test',
      via: 'process',
      subject: { type: 'zone', id: `z${idx}`, version: null },
      facts,
      content: idx === 2 ? content : [],
      commitments: idx === 1 ? [commitTo(salt, Buffer.from(text), sha256)] : [],
      prev: null,
    };
    const built = buildEntry(entry, sha256);
    if (!built.ok) throw new Error(built.error.what);
    return Buffer.from(built.value.body);
  });
  const leaves = bodies.map((body) => Uint8Array.from(hashLeaf(body, sha256)));
  const nodes: NodeLookup = (level, k) =>
    level === 0 ? leaves[k]! : Uint8Array.from(hashNode(nodes(level - 1, 2 * k), nodes(level - 1, 2 * k + 1), sha256));
  return { bodies, leaves, nodes, key, packageKey, salt };
}

const text = JSON.stringify({ name: 'reason', text: 'Erika let them in' });
export const contentOf = (list: readonly Uint8Array[]): EntryContent[] =>
  list.map((bytes) => ({ sha256: hexOf(bytes), size_bytes: bytes.length, type: 'application/octet-stream' }));

export function checkpointOf({ leaves, key }: Pick<Log, 'leaves' | 'key'>, size: number, of = origin): string {
  const body = formatCheckpoint({ origin: of, size, root: rootOf(leaves.slice(0, size), sha256) });
  return formatNote({ text: body, signatures: [signNote(body, key.name, key.public_key, key.sign, sha256)] });
}

export type Shape = { size: number; included?: number[]; complete?: boolean; previous?: number; lost?: string; bundled?: boolean };

/** The files of a package but the statement, and what it says. `lost`: why the first blob is not inside. */
export function makeFiles(log: Log, shape: Shape): { files: Files; predicate: PackagePredicate } {
  const { size, complete = true, previous, lost, bundled = false } = shape;
  const included = shape.included ?? log.bodies.slice(0, size).map((_, idx) => idx);
  const note = checkpointOf(log, size);
  const put: [string, Uint8Array | string][] = [
    [names.checkpoint, note],
    [names.vkeys, `${vkeyOf(log.key)}\n`],
    [names.keyEntry, log.bodies[0]!],
    [names.keyProof, proofOf(log, 0, size, note)],
    ['index.html', '<!doctype html><title>Index</title>'],
    ...(complete || bundled ? [[names.leaves, Buffer.concat(log.leaves.slice(0, size))] as [string, Uint8Array]] : []),
    ...included.flatMap((idx): [string, Uint8Array | string][] =>
      bundled
        ? []
        : [
            [entryFile(idx), log.bodies[idx]!],
            [proofFile(idx), proofOf(log, idx, size, note)],
          ],
    ),
    ...(bundled ? bundlesOf(log, included) : []),
  ];
  if (!bundled && included.includes(1))
    put.push([openedFile(1), `${JSON.stringify([{ n: 0, payload: text, salt: encodeBase64(log.salt) }])}\n`]);
  if (included.includes(2))
    put.push(...blobs.slice(lost === undefined ? 0 : 1).map((bytes): [string, Uint8Array] => [blobFile(hexOf(bytes)), bytes]));
  if (previous !== undefined) {
    const proof = previous === size ? [] : makeProof(consistencyRanges(previous, size), log.nodes, sha256);
    put.push([names.previous, checkpointOf(log, previous)]);
    put.push([names.consistency, formatAddCheckpoint({ old_size: previous, proof, checkpoint: note })]);
  }
  const files = new Map(put.map(([name, bytes]) => [name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]));
  return { files, predicate: predicateOf(log, shape, included) };
}

function bundlesOf({ bodies, salt }: Log, included: readonly number[]): [string, string][] {
  const opened = [{ n: 0, payload: text, salt: encodeBase64(salt) }];
  const lines = included.map((idx) => ({
    idx,
    line: bundleLine({ idx, body: bodies[idx]!, opened: idx === 1 ? opened : [], omitted: [] }),
  }));
  const groups = Map.groupBy(lines, ({ idx }) => bundleFile(idx - (idx % BUNDLE_ENTRIES)));
  return [...groups].map(([name, list]) => [name, list.map(({ line }) => line).join('')]);
}

const proofOf = (log: Log, idx: number, size: number, checkpoint: string): string =>
  formatTlogProof({ idx, proof: makeProof(inclusionRanges(idx, size), log.nodes, sha256), checkpoint });

function predicateOf(
  log: Log,
  { size, complete = true, previous, lost, bundled = false }: Shape,
  included: readonly number[],
): PackagePredicate {
  const omitted_entries = [];
  for (let idx = 0; idx < size; idx++) if (!included.includes(idx)) omitted_entries.push({ from: idx, to: idx + 1, reason: 'other_scope' });
  const [first] = contentOf(blobs);
  return {
    format: 1,
    origin,
    scope: { type: 'site' },
    period: { from: null, until: null },
    as_of: { size, root: encodeBase64(rootOf(log.leaves.slice(0, size), sha256)) },
    previous_size: previous ?? null,
    is_complete: complete,
    entries: { in_log: size, in_package: included.length, ...(bundled ? { bundled: true as const } : {}) },
    omitted_entries,
    omitted_files: lost === undefined ? [] : [{ idx: 2, sha256: first!.sha256, size_bytes: first!.size_bytes, reason: lost }],
    omitted_texts: [],
    made_for: {},
    site: {},
  };
}

type More = { name: string; sha256: string };

/** The envelope over all files, and over `more` whose bytes are not in memory. */
export function state(files: Files, predicate: PackagePredicate, key: SigningKey, more: readonly More[] = []): Uint8Array {
  const own = [...files].map(([name, bytes]) => ({ name, sha256: hexOf(bytes) }));
  const subjects = [...own, ...more].toSorted((a, b) => compareNames(a.name, b.name));
  const payload = buildStatement({ subjects, predicate_type: PREDICATE_TYPE, predicate: predicate as unknown as JsonObject });
  if (!payload.ok) throw new Error(payload.error.what);
  return Buffer.from(sealEnvelope(STATEMENT_PAYLOAD_TYPE, payload.value, [key]));
}

/** A ZIP of these files as the product writes it. */
export async function zip(files: Files): Promise<Buffer> {
  const list = [...files]
    .toSorted(([a], [b]) => compareNames(a, b))
    .map(([name, bytes]) => ({
      name,
      size_bytes: bytes.length,
      crc32: crc32(bytes),
      async *open() {
        if (bytes.length > 0) yield bytes;
      },
    }));
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(list)) parts.push(part);
  return Buffer.concat(parts);
}

/** A whole package; `change` lays hands on the files before they are stated. */
export async function makePackage(
  log: Log,
  shape: Shape,
  change: (files: Files, predicate: PackagePredicate) => void = () => {},
): Promise<Buffer> {
  const { files, predicate } = makeFiles(log, shape);
  change(files, predicate);
  files.set(names.statement, state(files, predicate, log.packageKey));
  return zip(files);
}

export function trustOf(...keys: readonly SigningKey[]): Trust {
  const read = readTrustedKeys(keys.map(vkeyOf).join('\n'));
  if (!read.ok) throw new Error(read.error.what);
  return { keys: read.value, policy: null, since: null, stamps: null };
}

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size_bytes: bytes.length,
  read: async (from, to) => {
    if (from < 0 || to > bytes.length || from > to) throw new RangeError(`reads ${from} to ${to} of ${bytes.length}`);
    return bytes.subarray(from, to);
  },
});

export const verify = (bytes: Uint8Array, trust: Trust): Promise<PackageVerdict> => verifyPackage(sourceOf(bytes), trust, nodeCrypto);
