// Verification of a whole log: recomputes every leaf, node and checkpoint in one pass and names the first thing that is wrong.
import { bytesToHex, equalBytes } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { parseEntry, type Entry } from './entry.ts';
import { appendLeaf, emptyRoot, foldPeaks, type Frontier, type Hash, hashLeaf, sha256 } from './merkle.ts';
import type { SignatureCrypto, VerifyBytes } from './crypto.ts';
import type { VerifierKey } from './keys.ts';

export type EntryRow = { idx: number; id: string; body: Uint8Array; leaf: Uint8Array };
export type NodeRow = { level: number; k: number; hash: Uint8Array };
/** `root` and `size` as stored beside the note; `note` is what was signed. */
export type CheckpointRow = { size: number; root: Uint8Array; note: string };

/** What was looked at: an entry's row, a node, a checkpoint, or what is kept beside an entry. */
export type FaultPlace = 'entry' | 'leaf' | 'body' | 'node' | 'checkpoint' | 'fact' | 'erasable' | 'pending' | 'log';
/** The first thing wrong. Hashes are hexadecimal; `idx`, `level`, `k`, `size` where they apply. */
export type LogFault = {
  what: FaultPlace;
  idx?: number;
  level?: number;
  k?: number;
  size?: number;
  id?: string;
  expected: string;
  found: string;
};

export type LogToVerify<R extends EntryRow = EntryRow> = {
  origin: string;
  /** In order of idx, in batches of any length. */
  entries: Iterable<readonly R[]> | AsyncIterable<readonly R[]>;
  /** Stored nodes of level 1 and up whose last leaf has an index in `[first, end)`, in any order. */
  nodes: (first: number, end: number) => readonly NodeRow[] | Promise<readonly NodeRow[]>;
  /** In order of size. Checkpoints an auditor kept may be among them. */
  checkpoints: readonly CheckpointRow[];
  keys: readonly VerifierKey[];
  /** One Ed25519 function, or both algorithms; with one, keys of other types count as unknown. */
  verify: VerifyBytes | SignatureCrypto;
  hash?: Hash;
  /** Looks at what is kept beside each entry; returns what is wrong with it. */
  inspect?: (entry: Entry, row: R) => LogFault | null;
};

export type LogVerdict = {
  ok: boolean;
  first_fault: LogFault | null;
  entries: number;
  nodes_verified: number;
  checkpoints_verified: number;
  /** Root over the entries read, hexadecimal. */
  root: string;
};

type Pass<R extends EntryRow = EntryRow> = {
  log: LogToVerify<R>;
  hash: Hash;
  frontier: Frontier;
  nodes_verified: number;
  checkpoints_verified: number;
};

/** Verifies a log in one pass and constant memory (the checkpoints aside). Stops at the first fault. */
export async function verifyLog<R extends EntryRow>(log: LogToVerify<R>): Promise<LogVerdict> {
  const pass: Pass<R> = { log, hash: log.hash ?? sha256, frontier: { size: 0, peaks: [] }, nodes_verified: 0, checkpoints_verified: 0 };
  const first_fault = (await verifyEntries(pass)) ?? (await verifyEnd(pass));
  const { frontier, hash, nodes_verified, checkpoints_verified } = pass;
  const root = bytesToHex(foldPeaks(frontier.peaks, hash));
  return { ok: first_fault === null, first_fault, entries: frontier.size, nodes_verified, checkpoints_verified, root };
}

async function verifyEntries<R extends EntryRow>(pass: Pass<R>): Promise<LogFault | null> {
  const empty = verifyCheckpointsAt(pass);
  if (empty) return empty;
  for await (const rows of pass.log.entries) {
    if (rows.length === 0) continue;
    const first = pass.frontier.size;
    const stored = await pass.log.nodes(first, first + rows.length);
    const stray = stored.find((node) => !endsWithin(node, first, first + rows.length));
    if (stray) return strayNode(stray);
    const nodes = new Map(stored.map(({ level, k, hash }) => [placeOf(level, k), hash]));
    for (const row of rows) {
      const fault = verifyRow(pass, row) ?? addLeaf(pass, row, nodes) ?? verifyCheckpointsAt(pass);
      if (fault) return fault;
    }
  }
  return null;
}

/** Whether a node of level 1 and up is completed by an entry of `[first, end)`; such a one is looked for, any other is none. */
function endsWithin({ level, k }: NodeRow, first: number, end: number): boolean {
  if (!Number.isInteger(level) || level < 1 || level > 52 || !Number.isSafeInteger(k) || k < 0) return false;
  const size = (k + 1) * 2 ** level;
  return size > first && size <= end;
}

const strayNode = ({ level, k, hash }: NodeRow): LogFault => ({
  what: 'node',
  level,
  k,
  expected: 'no such node',
  found: bytesToHex(hash),
});

/** After the last entry: nothing may reach beyond it. */
async function verifyEnd<R extends EntryRow>({ log, frontier }: Pass<R>): Promise<LogFault | null> {
  const beyond = (await log.nodes(frontier.size, Number.MAX_SAFE_INTEGER))[0];
  if (beyond) return strayNode(beyond);
  const later = log.checkpoints.find((checkpoint) => checkpoint.size > frontier.size);
  if (later) return { what: 'checkpoint', size: later.size, expected: `${later.size} entries`, found: `${frontier.size} entries` };
  return null;
}

function verifyRow<R extends EntryRow>({ log, hash, frontier }: Pass<R>, row: R): LogFault | null {
  const idx = frontier.size;
  if (row.idx !== idx) return { what: 'entry', idx, expected: `entry ${idx}`, found: `entry ${row.idx}` };
  const leaf = hashLeaf(row.body, hash);
  if (!equalBytes(leaf, row.leaf)) return { what: 'leaf', idx, expected: bytesToHex(leaf), found: bytesToHex(row.leaf) };
  const entry = parseEntry(row.body);
  if (!entry.ok) return { what: 'body', idx, expected: 'an entry', found: entry.error.what };
  if (entry.value.id !== row.id) return { what: 'entry', idx, expected: `id ${entry.value.id}`, found: `id ${row.id}` };
  return log.inspect?.(entry.value, row) ?? null;
}

function addLeaf<R extends EntryRow>(pass: Pass<R>, { leaf }: EntryRow, nodes: ReadonlyMap<number, Uint8Array>): LogFault | null {
  let fault: LogFault | null = null;
  const check = (level: number, k: number, node: Uint8Array): void => {
    const stored = nodes.get(placeOf(level, k));
    pass.nodes_verified += 1;
    if (stored !== undefined && equalBytes(stored, node)) return;
    fault ??= { what: 'node', level, k, expected: bytesToHex(node), found: stored ? bytesToHex(stored) : 'no such node' };
  };
  appendLeaf(pass.frontier, leaf, check, pass.hash);
  return fault;
}

/** Verifies the checkpoints whose size the tree has just reached. */
function verifyCheckpointsAt<R extends EntryRow>(pass: Pass<R>): LogFault | null {
  const { log, frontier, hash } = pass;
  for (let next = log.checkpoints[pass.checkpoints_verified]; next && next.size <= frontier.size;) {
    const root = frontier.size === 0 ? emptyRoot(hash) : foldPeaks(frontier.peaks, hash);
    const fault = faultOfCheckpoint(pass, next, root);
    if (fault) return fault;
    pass.checkpoints_verified += 1;
    next = log.checkpoints[pass.checkpoints_verified];
  }
  return null;
}

function faultOfCheckpoint<R extends EntryRow>({ log, frontier }: Pass<R>, row: CheckpointRow, root: Uint8Array): LogFault | null {
  const { size } = row;
  if (size !== frontier.size) return { what: 'checkpoint', size, expected: 'checkpoints in order of size', found: `size ${size}` };
  const opened = openCheckpoint(row.note, log.origin, log.keys, log.verify);
  if (!opened.ok) return { what: 'checkpoint', size, expected: `a note signed by ${log.origin}`, found: opened.error.what };
  if (opened.value.size !== size)
    return { what: 'checkpoint', size, expected: `size ${opened.value.size} as signed`, found: `size ${size}` };
  if (!equalBytes(opened.value.root, root))
    return {
      what: 'checkpoint',
      size,
      expected: `${bytesToHex(opened.value.root)} as signed`,
      found: `${bytesToHex(root)} by recomputation`,
    };
  if (!equalBytes(row.root, root)) return { what: 'checkpoint', size, expected: bytesToHex(root), found: bytesToHex(row.root) };
  return null;
}

// One number for one node: levels are below 64, and a log stays far below 2^47 entries.
const placeOf = (level: number, k: number): number => k * 64 + level;
