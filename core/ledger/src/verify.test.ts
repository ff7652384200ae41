// Verification of a whole log: every single change of a stored row is found and named.
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import { bytesToHex } from './bytes.ts';
import { formatCheckpoint } from './checkpoint-text.ts';
import { buildEntry, type Entry } from './entry.ts';
import { appendLeaf, foldPeaks, type Frontier } from './merkle.ts';
import { keyIdOf } from './keys.ts';
import { formatNote, signNote } from './note.ts';
import { type CheckpointRow, type EntryRow, type LogToVerify, type NodeRow, verifyLog } from './verify.ts';

const origin = 'holdfast.example/test/site/e1';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const spki = publicKey.export({ format: 'der', type: 'spki' });
const public_key = new Uint8Array(spki.subarray(12));
const keys = [{ name: origin, key_id: keyIdOf(origin, public_key), public_key }];

type Stored = { entries: EntryRow[]; nodes: NodeRow[]; checkpoints: CheckpointRow[] };
const idOf = (idx: number) => `019a0000-0000-7000-8000-${idx.toString(16).padStart(12, '0')}`;

function sealed(idx: number, facts: Entry['facts']): EntryRow {
  const entry: Entry = {
    v: 1,
    id: idOf(idx),
    kind: 'test.act',
    at: '2026-11-21T08:12:00.000Z',
    site: null,
    actor: 'tester',
    via: 'api',
    subject: { type: 'thing', id: 'one', version: null },
    facts,
    content: [],
    commitments: [],
    prev: null,
  };
  const built = buildEntry(entry);
  assert.ok(built.ok);
  return { idx, id: entry.id, ...built.value };
}

/** A log of `size` entries, its nodes, and checkpoints at the given sizes. */
function makeLog(size: number, checkpointSizes: number[] = [size], change?: number): Stored {
  const stored: Stored = { entries: [], nodes: [], checkpoints: [] };
  const frontier: Frontier = { size: 0, peaks: [] };
  for (let idx = 0; idx < size; idx++) {
    const row = sealed(idx, { n: idx === change ? -1 : idx });
    stored.entries.push(row);
    appendLeaf(frontier, row.leaf, (level, k, hash) => stored.nodes.push({ level, k, hash }));
    if (checkpointSizes.includes(idx + 1)) stored.checkpoints.push(signed(idx + 1, foldPeaks(frontier.peaks)));
  }
  return stored;
}

function signed(size: number, root: Uint8Array): CheckpointRow {
  const text = formatCheckpoint({ origin, size, root });
  const line = signNote(text, origin, public_key, (message) => sign(null, message, privateKey));
  return { size, root, note: formatNote({ text, signatures: [line] }) };
}

function* batches(rows: EntryRow[], length: number): Iterable<EntryRow[]> {
  for (let at = 0; at < rows.length; at += length) yield rows.slice(at, at + length);
}

function run(stored: Stored, batch = 7, more: Partial<LogToVerify> = {}) {
  const last = ({ level, k }: NodeRow) => (k + 1) * 2 ** level - 1;
  return verifyLog({
    origin,
    entries: batches(stored.entries, batch),
    nodes: (first, end) => stored.nodes.filter((node) => last(node) >= first && last(node) < end),
    checkpoints: stored.checkpoints,
    keys,
    verify: (_key, message, signature) =>
      verify(null, message, createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })), signature),
    ...more,
  });
}

test('finds nothing wrong in an honest log, at any size and batch length', async () => {
  for (const size of [0, 1, 2, 3, 8, 21, 64, 65]) {
    for (const batch of [1, 4, 100]) {
      const verdict = await run(makeLog(size, [1, 2, 5, 13, size]), batch);
      assert.deepEqual(verdict.first_fault, null);
      assert.equal(verdict.entries, size);
      assert.equal(verdict.nodes_verified, makeLog(size).nodes.length);
      assert.equal(verdict.checkpoints_verified, new Set([1, 2, 5, 13, size].filter((n) => n > 0 && n <= size)).size);
    }
  }
});

test('names a body changed alone by its leaf', async () => {
  const stored = makeLog(21);
  stored.entries[9] = { ...stored.entries[9]!, body: sealed(9, { n: 99 }).body };
  const { ok, first_fault } = await run(stored);
  assert.equal(ok, false);
  assert.equal(first_fault?.what, 'leaf');
  assert.equal(first_fault?.idx, 9);
});

test('names the node over an entry whose body and leaf were both rewritten', async () => {
  const stored = makeLog(21);
  stored.entries[9] = sealed(9, { n: 99 });
  const { first_fault } = await run(stored);
  assert.deepEqual([first_fault?.what, first_fault?.level, first_fault?.k], ['node', 1, 4]);
});

test('names the checkpoint when entry, leaf and every node were rewritten', async () => {
  const honest = makeLog(21, [8, 13, 21]);
  const { first_fault } = await run({ ...makeLog(21, [], 9), checkpoints: honest.checkpoints });
  assert.deepEqual([first_fault?.what, first_fault?.size], ['checkpoint', 13]);
});

test('names a missing, doubled, swapped and renumbered entry', async () => {
  const faultOf = async (change: (rows: EntryRow[]) => void) => {
    const stored = makeLog(21);
    change(stored.entries);
    const { first_fault } = await run(stored);
    return [first_fault?.what, first_fault?.idx, first_fault?.found];
  };
  assert.deepEqual(await faultOf((rows) => rows.splice(9, 1)), ['entry', 9, 'entry 10']);
  assert.deepEqual(await faultOf((rows) => rows.splice(9, 0, rows[8]!)), ['entry', 9, 'entry 8']);
  assert.deepEqual(await faultOf((rows) => (rows[9] = { ...rows[9]!, id: idOf(3) })), ['entry', 9, `id ${idOf(3)}`]);
  const swapped = makeLog(21);
  const [a, b] = [swapped.entries[9]!, swapped.entries[10]!];
  swapped.entries[9] = { ...b, idx: 9 };
  swapped.entries[10] = { ...a, idx: 10 };
  const { first_fault } = await run(swapped);
  assert.deepEqual([first_fault?.what, first_fault?.level, first_fault?.k], ['node', 1, 4]);
});

test('names a checkpoint that is ahead of the entries when the tail is gone', async () => {
  const { first_fault } = await run({ ...makeLog(13, [8, 13]), checkpoints: makeLog(21, [8, 13, 21]).checkpoints });
  assert.deepEqual(first_fault, { what: 'checkpoint', size: 21, expected: '21 entries', found: '13 entries' });
});

test('names every node that is changed, missing or too many', async () => {
  const honest = makeLog(21);
  for (const [at, { level, k }] of honest.nodes.entries()) {
    const changed = { ...honest, nodes: honest.nodes.with(at, { level, k, hash: new Uint8Array(32) }) };
    const missing = { ...honest, nodes: honest.nodes.toSpliced(at, 1) };
    for (const stored of [changed, missing]) {
      const { first_fault } = await run(stored);
      assert.deepEqual([first_fault?.what, first_fault?.level, first_fault?.k], ['node', level, k]);
    }
  }
  for (const [level, k] of [
    [1, 10],
    [5, 0],
    [0, 3],
  ] as const) {
    const { first_fault } = await run({ ...honest, nodes: [...honest.nodes, { level, k, hash: new Uint8Array(32) }] });
    assert.deepEqual([first_fault?.what, first_fault?.level, first_fault?.k], ['node', level, k]);
  }
});

test('names a checkpoint whose root, size or note was changed, or which another key signed', async () => {
  const honest = makeLog(21, [8, 13]);
  const faultOf = async (checkpoints: CheckpointRow[], more: Partial<LogToVerify> = {}) => {
    const { first_fault } = await run({ ...honest, checkpoints }, 7, more);
    return [first_fault?.what, first_fault?.size, first_fault?.found];
  };
  const [eight, thirteen] = [honest.checkpoints[0]!, honest.checkpoints[1]!];
  const zeros = new Uint8Array(32);
  assert.deepEqual(await faultOf([{ ...eight, root: zeros }, thirteen]), ['checkpoint', 8, bytesToHex(zeros)]);
  assert.deepEqual(await faultOf([{ ...eight, size: 9 }, thirteen]), ['checkpoint', 9, 'size 9']);
  assert.deepEqual(await faultOf([{ ...eight, note: eight.note.replace('\n8\n', '\n7\n') }]), ['checkpoint', 8, `signature of ${origin}`]);
  assert.deepEqual(await faultOf([thirteen, eight]), ['checkpoint', 8, 'size 8']);
  assert.deepEqual(await faultOf([eight], { keys: [] }), ['checkpoint', 8, 'no signature of a known key']);
  const forged = signed(8, zeros);
  assert.equal((await faultOf([forged]))[0], 'checkpoint');
});

test('names what is wrong beside an entry, and bytes that are no entry', async () => {
  const stored = makeLog(5);
  const { first_fault } = await run(stored, 2, {
    inspect: (entry, row) => (entry.facts.n === 3 ? { what: 'fact', idx: row.idx, expected: '3', found: '4' } : null),
  });
  assert.deepEqual(first_fault, { what: 'fact', idx: 3, expected: '3', found: '4' });
  const body = new TextEncoder().encode('{"v":1}');
  const { hashLeaf } = await import('./merkle.ts');
  stored.entries[2] = { idx: 2, id: idOf(2), body, leaf: hashLeaf(body) };
  const strange = await run(stored);
  assert.deepEqual([strange.first_fault?.what, strange.first_fault?.idx, strange.first_fault?.found], ['body', 2, 'field id']);
});
