// The sequencer: dense indexes under load, two at once, a crash in the middle, checkpoints in time, proofs from what it stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  openCheckpoint,
  parseEntry,
  parseVerifierKey,
  rootOf,
  verifyConsistency,
  verifyInclusion,
  type VerifierKey,
} from '@holdfast/core-ledger';
import { draftOf, newId, openTestLedger, type TestLedger } from '../test/ledger.ts';
import { verifyEd25519 } from './ledger-crypto.ts';
import {
  appendEntry,
  consistencyProof,
  findEntry,
  findLog,
  inclusionProof,
  latestCheckpoint,
  openLedgerLog,
  previousEntryId,
  readEntries,
  readLogs,
} from './ledger-store.ts';
import { sealBatch, signCheckpoint } from './sealing.ts';
import { startSequencer } from './sequencer.ts';

const start = (ledger: TestLedger, more: Partial<Parameters<typeof startSequencer>[0]> = {}) =>
  startSequencer({ pool: ledger.sequencer, signer: ledger.signer, intervalMs: 20, ...more });

/** The facts `n` in order of index, having checked that indexes are dense. */
async function readAll(ledger: TestLedger): Promise<number[]> {
  const rows = await readEntries(ledger.app, ledger.log.id, 0, 100_000);
  return rows.map((row, at) => {
    assert.equal(row.idx, at);
    const entry = parseEntry(row.body);
    assert.ok(entry.ok);
    return Number(entry.value.facts['n']);
  });
}

function openNote(ledger: TestLedger, note: string | null) {
  const key = parseVerifierKey(ledger.signer.vkey(ledger.log.origin));
  const keys: VerifierKey[] = key.ok ? [key.value] : [];
  const opened = openCheckpoint(note ?? '', ledger.log.origin, keys, verifyEd25519);
  assert.ok(opened.ok, opened.ok ? '' : opened.error.what);
  return opened.value;
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await done())) {
    assert.ok(Date.now() < end, what);
    await wait(10);
  }
}

test('2,000 entries of 4 writers, a fifth of them rolled back, get dense indexes and the root of a recomputation', async (t) => {
  const ledger = await openTestLedger(t);
  const sequencers = [start(ledger, { batchRows: 37 }), start(ledger, { batchRows: 53 })];
  const writer = async (w: number): Promise<number[]> => {
    const kept: number[] = [];
    const client = await ledger.app.connect();
    for (let i = 0; i < 625; i++) {
      const n = w * 1000 + i;
      await client.query('begin');
      await ledger.append({ n }, {}, client);
      await client.query(i % 5 === 4 ? 'rollback' : 'commit');
      if (i % 5 !== 4) kept.push(n);
    }
    client.release();
    return kept;
  };
  const kept = (await Promise.all([0, 1, 2, 3].map(writer))).flat();
  await sequencers[0]!.settle();
  const note = await sequencers[1]!.checkpoint(ledger.log);
  await Promise.all(sequencers.map((it) => it.stop()));
  assert.equal(kept.length, 2000);
  const sealed = await readAll(ledger);
  assert.deepEqual(
    sealed.toSorted((a, b) => a - b),
    kept.toSorted((a, b) => a - b),
  );
  for (const w of [0, 1, 2, 3]) {
    const own = sealed.filter((n) => Math.floor(n / 1000) === w);
    assert.deepEqual(
      own,
      own.toSorted((a, b) => a - b),
      'a writer’s entries keep their order',
    );
  }
  const rows = await readEntries(ledger.app, ledger.log.id, 0, 2000);
  const { size, root } = openNote(ledger, note);
  assert.equal(size, 2000);
  assert.deepEqual(Buffer.from(root), Buffer.from(rootOf(rows.map(({ leaf }) => leaf))));
  const verdict = await ledger.verify({ batchRows: 500 });
  assert.equal(verdict.first_fault, null);
  assert.equal(verdict.logs[0]?.nodes_verified, 2000 - 6);
  assert.deepEqual(await ledger.progress(), { size: 2000, pending: 0, oldest_pending_at: null });
});

test('a rolled-back act leaves no entry and no gap', async (t) => {
  const ledger = await openTestLedger(t);
  const client = await ledger.app.connect();
  await ledger.append({ n: 1 });
  await client.query('begin');
  await ledger.append({ n: 2 }, { reason: 'never happened' }, client);
  await ledger.append({ n: 3 });
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 2, 'what is not committed is not sealed');
  await client.query('rollback');
  client.release();
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 0);
  await ledger.append({ n: 4 });
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 1);
  assert.deepEqual(await readAll(ledger), [1, 3, 4]);
  assert.deepEqual((await ledger.app.query('select entry_id from ledger.erasable')).rows, []);
});

test('a sequencer killed in the middle of a batch leaves nothing half done; the next gives the same root', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(5);
  for (let n = 6; n <= 20; n++) await ledger.append({ n });
  const superuser = ledger.database.pool('holdfast_super');
  // The batch stops at its last statement, the delete, and its connection is ended there.
  const blocker = await ledger.app.connect();
  await superuser.query('grant update on ledger.waiting to holdfast_app');
  await blocker.query('begin');
  await blocker.query('select id from ledger.waiting for update');
  const dying = sealBatch(ledger.sequencer, ledger.log.id, 100);
  const fate = dying.then(
    () => 'sealed',
    () => 'killed',
  );
  await until('the batch waits for the lock', async () => {
    const waiting = await superuser.query<{ pid: number }>(
      "select pg_terminate_backend(pid) as pid from pg_stat_activity where usename = 'holdfast_sequencer' and datname = current_database() and wait_event_type = 'Lock' and query like 'select ledger.seal%'",
    );
    return waiting.rows.length > 0;
  });
  assert.equal(await fate, 'killed');
  await blocker.query('rollback');
  blocker.release();
  assert.deepEqual(await ledger.progress().then(({ size, pending }) => ({ size, pending })), { size: 5, pending: 15 });
  assert.deepEqual((await ledger.verify()).first_fault, null);
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 100), 15);
  const { root } = openNote(ledger, await signCheckpoint(ledger.sequencer, ledger.log, ledger.signer));
  const rows = await readEntries(ledger.app, ledger.log.id, 0, 100);
  assert.deepEqual(Buffer.from(root), Buffer.from(rootOf(rows.map(({ leaf }) => leaf))));
  assert.deepEqual(
    await readAll(ledger),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
});

test('two acts on one subject are sealed in the order of the subject’s lock, each knowing the one before', async (t) => {
  const ledger = await openTestLedger(t);
  const subject = { type: 'asset', id: 'pump-1' };
  const appendChained = async (n: number): Promise<string> => {
    const prev = await previousEntryId(ledger.app, ledger.log.id, subject);
    const entry = { ...draftOf(ledger.log.site_id, { n }), prev };
    return (await appendEntry(ledger.app, { log_id: ledger.log.id, entry })).id;
  };
  const first = await appendChained(1);
  const second = await appendChained(2);
  await sealBatch(ledger.sequencer, ledger.log.id, 10);
  const third = await appendChained(3);
  await sealBatch(ledger.sequencer, ledger.log.id, 10);
  const rows = await readEntries(ledger.app, ledger.log.id, 0, 10);
  const chain = rows.map(({ body }) => {
    const entry = parseEntry(body);
    return entry.ok ? [entry.value.id, entry.value.prev] : [];
  });
  assert.deepEqual(chain, [
    [first, null],
    [second, first],
    [third, second],
  ]);
});

test('stored nodes prove every entry and every earlier size', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(21, [1, 5, 8, 13]);
  const rows = await readEntries(ledger.app, ledger.log.id, 0, 100);
  const roots = rows.map((_, at) => rootOf(rows.slice(0, at + 1).map(({ leaf }) => leaf)));
  for (let size = 1; size <= 21; size++) {
    for (const idx of [0, size >> 1, size - 1]) {
      const { path } = await inclusionProof(ledger.app, ledger.log.id, idx, size);
      assert.deepEqual(verifyInclusion({ idx, size, leaf: rows[idx]!.leaf, root: roots[size - 1]!, proof: path }), { ok: true });
    }
    const { path } = await consistencyProof(ledger.app, ledger.log.id, size, 21);
    const claim = { old_size: size, old_root: roots[size - 1]!, size: 21, root: roots[20]!, proof: path };
    assert.deepEqual(verifyConsistency(claim), { ok: true });
  }
  await assert.rejects(inclusionProof(ledger.app, ledger.log.id, 21, 21), RangeError);
  await assert.rejects(inclusionProof(ledger.app, ledger.log.id, 0, 64), RangeError, 'larger than the log');
  assert.deepEqual((await latestCheckpoint(ledger.app, ledger.log.id))?.size, 21);
  assert.deepEqual((await latestCheckpoint(ledger.app, ledger.log.id, 5))?.size, 8, 'the first that covers entry 5');
  assert.deepEqual(await latestCheckpoint(ledger.app, ledger.log.id, 21), null);
  assert.equal((await findEntry(ledger.app, rows[7]!.id))?.idx, 7);
  assert.equal(await findEntry(ledger.app, newId()), null);
});

test('signs a checkpoint when the time has come and the log has grown, and only then', async (t) => {
  const ledger = await openTestLedger(t);
  const sequencer = start(ledger, { checkpointMs: 50 });
  t.after(() => sequencer.stop());
  await ledger.append({ n: 1 });
  await until('the first checkpoint', async () => (await latestCheckpoint(ledger.app, ledger.log.id))?.size === 1);
  await wait(150);
  const found = await ledger.app.query('select size from ledger.checkpoint');
  assert.equal(found.rows.length, 1);
  await ledger.append({ n: 2 });
  await until('the second checkpoint', async () => (await latestCheckpoint(ledger.app, ledger.log.id))?.size === 2);
  await sequencer.stop();
});

test('seals and signs at once when asked, long before its interval', async (t) => {
  const ledger = await openTestLedger(t);
  const sequencer = start(ledger, { intervalMs: 60_000 });
  t.after(() => sequencer.stop());
  await sequencer.settle();
  assert.equal(await sequencer.checkpoint(ledger.log), null, 'an empty log has nothing to sign');
  await ledger.append({ n: 1 });
  sequencer.kick();
  await until('kicked', async () => (await ledger.progress()).size === 1);
  await ledger.append({ n: 2 });
  const note = await sequencer.checkpoint(ledger.log);
  assert.equal(openNote(ledger, note).size, 2);
  assert.equal(await sequencer.checkpoint(ledger.log), note, 'the same size is not signed twice');
  await sequencer.stop();
});

test('waits longer after a round of many entries than after one of few, and never when asked for a checkpoint', async (t) => {
  const ledger = await openTestLedger(t);
  const gaps = { intervalMs: 60_000, gapMs: 0, busyGapMs: 60_000 };
  await ledger.append({ n: 1 });
  const sequencer = start(ledger, gaps);
  t.after(() => sequencer.stop());
  const sealed = async (): Promise<number> => (await ledger.progress()).size;
  await until('the first', async () => (await sealed()) === 1);
  await ledger.append({ n: 2 });
  sequencer.kick();
  await until('the next at once', async () => (await sealed()) === 2);
  await Promise.all(Array.from({ length: 60 }, (_, n) => ledger.append({ n })));
  sequencer.kick();
  await until('many', async () => (await sealed()) === 62);
  await ledger.append({ n: 63 });
  sequencer.kick();
  await wait(100);
  assert.equal(await sealed(), 62, 'what comes now is sealed with what comes next');
  assert.equal(openNote(ledger, await sequencer.checkpoint(ledger.log)).size, 63);
});

test('a log that cannot be sealed does not hold up another, and is said once', async (t) => {
  const ledger = await openTestLedger(t);
  const other = { id: newId(), site_id: null, origin: 'holdfast.example/test/e1', epoch: 1 };
  await openLedgerLog(ledger.app, other);
  await ledger.fill(6);
  await ledger.tamper('delete from ledger.node');
  await ledger.append({ n: 7 });
  await appendEntry(ledger.app, { log_id: other.id, entry: draftOf(null) });
  const said: string[] = [];
  const say = (what: string, fields?: Record<string, unknown>) => void said.push(`${what}: ${String(fields?.['error'])}`);
  const sequencer = start(ledger, { log: { debug: say, info: say, warn: say, error: say } });
  t.after(() => sequencer.stop());
  await until('the other log is sealed', async () => (await readEntries(ledger.app, other.id, 0, 1)).length === 1);
  await assert.rejects(sequencer.settle(), /node 2\/0 is not stored/);
  await assert.rejects(sequencer.checkpoint(ledger.log), /node 2\/0 is not stored/, 'nothing is signed that leaves an entry out');
  await wait(100);
  await sequencer.stop();
  assert.deepEqual(said, ['sealing failed: node 2/0 is not stored']);
  assert.equal((await ledger.progress()).pending, 1);
  assert.deepEqual(await readLogs(ledger.app), [other, ledger.log]);
  assert.deepEqual(await findLog(ledger.app, null), other);
});
