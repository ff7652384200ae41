// Attacks on the ledger against a real signer process over a real database: what the signer refuses, and what only somebody outside can see.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Checkpoint, formatCheckpoint, formatNote, openCheckpoint, parseCheckpoint, parseNote } from '@holdfast/core-ledger';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import { appendEntry, type LedgerLog, openLedgerLog } from '@holdfast/platform/ledger-store';
import { logger, openLog } from '@holdfast/platform/log';
import { LogRefused, rootAt, sealBatch, signCheckpoint } from '@holdfast/platform/sealing';
import { openSignerClient, type SignerClient } from '@holdfast/platform/signer-client';
import { type SignerProcess, startSignerProcess } from '@holdfast/platform/signer-process';
import { SignerDown, SignerRefused, signerOf } from '@holdfast/platform/signer-key';
import { type SignerVerdict, startSignerWatch } from '@holdfast/platform/signer-watch';
import { verifyDatabase } from '@holdfast/platform/verify-database';
import { testDatabase } from '../platform/test/database.ts';
import { draftOf, newId } from '../platform/test/ledger.ts';

const main = fileURLToPath(new URL('../apps/signer/src/main.ts', import.meta.url));
openLog({ level: 'error' });

type Dump = Record<string, string>;

/** A signed log of `size` entries, its signer, and the hands of a superuser whose guards are off. */
async function openScene(t: TestContext, size: number) {
  const root = mkdtempSync(join(tmpdir(), 'hf-attack-'));
  chmodSync(root, 0o711);
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const database = await testDatabase(t);
  const log: LedgerLog = { id: newId(), site_id: newId(), origin: 'holdfast.example/test/filling/e1', epoch: 1 };
  const [app, sequencer, superuser] = [database.pool('holdfast_app'), database.pool('holdfast_sequencer'), database.pool('holdfast_super')];
  await openLedgerLog(app, log);
  let running: SignerProcess = await startSignerProcess({ dataDir: root, main, log: logger('signer'), env: process.env });
  t.after(() => running.stop());
  const client: SignerClient = openSignerClient(running);
  await client.facts();
  const seal = async (): Promise<void> => {
    while ((await sealBatch(sequencer, log.id, 100)) > 0);
  };
  const grow = async (count: number, word = 'entry'): Promise<void> => {
    for (let n = 0; n < count; n += 1) await appendEntry(app, { log_id: log.id, entry: draftOf(log.site_id, { word, n }), personal: {} });
    await seal();
  };
  const sign = () => signCheckpoint(sequencer, log, client);
  const tables = ['entry', 'node', 'fact', 'checkpoint', 'waiting'];
  const guarded = async (word: string): Promise<void> => {
    for (const name of [...tables, 'log']) await superuser.query(`alter table ledger.${name} ${word} trigger all`);
  };
  /** The whole ledger, to be put back later: yesterday's dump. */
  const dump = async (): Promise<Dump> => {
    const kept: Dump = {};
    for (const name of tables) {
      const found = await superuser.query<{ rows: string }>(`select coalesce(json_agg(t), '[]')::text as rows from ledger.${name} t`);
      kept[name] = found.rows[0]!.rows;
    }
    return kept;
  };
  const tamper = async (...statements: string[]): Promise<void> => {
    await guarded('disable');
    for (const statement of statements) await superuser.query(statement);
    await guarded('enable');
  };
  const restore = async (kept: Dump): Promise<void> => {
    await guarded('disable');
    for (const name of tables) {
      await superuser.query(`delete from ledger.${name}`);
      await superuser.query(`insert into ledger.${name} select * from json_populate_recordset(null::ledger.${name}, $1::json)`, [
        kept[name],
      ]);
    }
    await guarded('enable');
  };
  const restart = async (change: () => void): Promise<void> => {
    await running.stop();
    change();
    running = await startSignerProcess({ dataDir: root, main, log: logger('signer'), env: process.env });
  };
  const verdict = async (by = client): Promise<SignerVerdict> => {
    let found: SignerVerdict | undefined;
    const watch = startSignerWatch({ pool: app, client: by, log: logger('watch'), onVerdict: async (_, it) => void (found ??= it) });
    await watch.look();
    await watch.stop();
    return found!;
  };
  const verify = () => verifyDatabase(app, { vkeys: client.vkeys(log.origin) });
  await grow(size);
  const note = (await sign())!;
  return { root, log, app, sequencer, client, grow, sign, dump, restore, tamper, restart, verdict, verify, note, running: () => running };
}

/** Every node computed again from the leaves, as a thorough forger does: the database is consistent in itself. */
const rebuiltNodes = [
  'delete from ledger.node',
  ...[1, 2, 3, 4].map(
    (level) => `insert into ledger.node (log_id, level, k, hash)
      select a.log_id, ${level}, a.k / 2, sha256('\\x01'::bytea || a.hash || b.hash) from ${below(level)} a join ${below(level)} b
        on b.log_id = a.log_id and b.k = a.k + 1 where a.k % 2 = 0`,
  ),
];

function below(level: number): string {
  if (level === 1) return '(select log_id, idx as k, leaf as hash from ledger.entry)';
  return `(select log_id, k, hash from ledger.node where level = ${level - 1})`;
}

test('the real history is signed by both keys, verifies, and the watch finds nothing', async (t) => {
  const it = await openScene(t, 11);
  const opened = openCheckpoint(it.note, it.log.origin, it.client.keys(it.log.origin), nodeCrypto);
  assert.ok(opened.ok);
  assert.deepEqual(
    opened.value.signatures.map(({ type }) => type),
    [1, 6],
  );
  await it.grow(4);
  await it.sign();
  assert.deepEqual(await it.verdict(), { is: 'ok', signed_size: 15 });
  assert.equal((await it.verify()).ok, true);
});

test('a log whose first checkpoint is signed while the watch looks is no restored copy', async (t) => {
  const it = await openScene(t, 0);
  await it.grow(3);
  let asked = 0;
  const facts = async () => {
    const told = await it.client.facts();
    if ((asked += 1) === 1) await it.sign();
    return told;
  };
  assert.deepEqual(await it.verdict({ ...it.client, facts }), { is: 'ok', signed_size: 3 });
});

test('attack 5: body and leaf rewritten and the tree made fit again: the signer refuses, and so does the watch before the log grows', async (t) => {
  const it = await openScene(t, 8);
  await it.tamper(
    `update ledger.entry set body = convert_to(replace(convert_from(body, 'UTF8'), '"n":3', '"n":4'), 'UTF8'),
       leaf = sha256('\\x00'::bytea || convert_to(replace(convert_from(body, 'UTF8'), '"n":3', '"n":4'), 'UTF8')) where idx = 3`,
    ...rebuiltNodes,
    'delete from ledger.checkpoint',
  );
  assert.deepEqual(await it.verdict(), { is: 'refuses', code: 'differs', size: 8, signed_size: 8 });
  await it.grow(2);
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused && thrown.code === 'differs');
});

test('attack 6: tail deleted and forged entries appended, checkpoints removed, guards on again: refused', async (t) => {
  const it = await openScene(t, 9);
  await it.tamper(
    'delete from ledger.entry where idx >= 5',
    'delete from ledger.fact where idx >= 5',
    ...rebuiltNodes,
    'delete from ledger.checkpoint',
  );
  await it.grow(7, 'forged');
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused && thrown.code === 'differs' && thrown.signed_size === 9);
  assert.equal((await it.verdict()).is, 'refuses');
});

test('attack 7: two entries swapped: the root differs, nothing is signed', async (t) => {
  const it = await openScene(t, 8);
  await it.tamper(
    'update ledger.entry set idx = 1000 where idx = 2',
    'update ledger.entry set idx = 2 where idx = 5',
    'update ledger.entry set idx = 5 where idx = 1000',
    ...rebuiltNodes,
    'delete from ledger.checkpoint',
  );
  await it.grow(1);
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused && thrown.code === 'differs');
});

test('attack 8: yesterday’s dump of the whole database: noticed at once, refused while it grows, and past the signed size too', async (t) => {
  const it = await openScene(t, 6);
  const yesterday = await it.dump();
  await it.grow(5);
  await it.sign();
  await it.restore(yesterday);
  assert.deepEqual(await it.verdict(), { is: 'refuses', code: 'older', size: 6, signed_size: 11 });
  assert.equal((await it.verify()).ok, true, 'the old database is whole in itself: only the signer knows');
  await it.grow(1);
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused && thrown.code === 'older' && thrown.signed_size === 11);
  await it.grow(9);
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused && thrown.code === 'differs');
});

test('attack 9: database and signer’s files put back together: unnoticed here, exposed by a checkpoint kept outside', async (t) => {
  const it = await openScene(t, 6);
  const yesterday = await it.dump();
  const kept = join(it.root, 'kept');
  cpSync(join(it.root, 'signer'), kept, { recursive: true, preserveTimestamps: true, filter: (path) => !path.endsWith('socket') });
  await it.grow(5);
  const outside = (await it.sign())!;
  await it.restore(yesterday);
  await it.restart(() => {
    rmSync(join(it.root, 'signer'), { recursive: true });
    cpSync(kept, join(it.root, 'signer'), { recursive: true });
  });
  const client = openSignerClient({ ...it.running(), publicKeys: join(it.root, 'ledger-keys.json') });
  await it.grow(7, 'rewritten');
  await signCheckpoint(it.sequencer, it.log, client);
  assert.equal((await it.verdict()).is, 'ok');
  const checkpoint = checkpointOf(outside);
  const verdict = await verifyDatabase(it.app, { vkeys: client.vkeys(it.log.origin), kept: [{ ...checkpoint, note: outside }] });
  assert.equal(verdict.ok, false);
});

test('attack 10: a stolen key forks from an old size: the signer goes on with the true history, and two notes of one size are proof of fraud', async (t) => {
  const it = await openScene(t, 6);
  const stolen = signerOf(createPrivateKey(readFileSync(join(it.root, 'signer/ed25519-1.pem'))));
  await it.grow(4);
  const honest = (await it.sign())!;
  const forged: Checkpoint = { origin: it.log.origin, size: 10, root: new Uint8Array(32).fill(7) };
  const fork = formatNote({ text: formatCheckpoint(forged), signatures: await stolen.sign(forged, async () => []) });
  const keys = it.client.keys(it.log.origin);
  for (const note of [honest, fork]) assert.ok(openCheckpoint(note, it.log.origin, keys, nodeCrypto).ok, 'both are signed by the log');
  assert.notDeepEqual(checkpointOf(fork).root, checkpointOf(honest).root);
  const verdict = await verifyDatabase(it.app, { vkeys: it.client.vkeys(it.log.origin), kept: [{ ...checkpointOf(fork), note: fork }] });
  assert.equal(verdict.ok, false, 'whoever was shown the fork finds out');
  await it.grow(1);
  await it.sign();
  assert.deepEqual(await it.verdict(), { is: 'ok', signed_size: 11 });
});

test('attack 20: signer killed again and again while two sequencers seal and sign: no signed size is lost, same root', async (t) => {
  const it = await openScene(t, 3);
  const ended = { now: false };
  const killer = (async () => {
    for (let n = 0; n < 4; n += 1) {
      await wait(150);
      const pid = it.running().pid();
      if (pid !== null) process.kill(pid, 'SIGKILL');
    }
    ended.now = true;
  })();
  const signing = async (): Promise<void> => {
    while (!ended.now)
      await signCheckpoint(it.sequencer, it.log, it.client).catch((thrown: unknown) => {
        if (!(thrown instanceof SignerDown)) throw thrown;
      });
  };
  const growing = async (): Promise<void> => {
    while (!ended.now) await it.grow(1);
  };
  await Promise.all([killer, signing(), signing(), growing()]);
  for (let n = 0; n < 1200 && (await it.verdict()).is === 'down'; n += 1) await wait(100);
  await it.grow(2);
  const last = checkpointOf((await it.sign())!);
  assert.deepEqual(Buffer.from(last.root), Buffer.from(await rootAt(it.app, it.log.id, last.size)));
  assert.deepEqual(await it.verdict(), { is: 'ok', signed_size: last.size });
  assert.equal((await it.verify()).ok, true);
});

test('another signer in its place, without the key the log was signed with, is refused as such', async (t) => {
  const it = await openScene(t, 5);
  await it.restart(() => rmSync(join(it.root, 'signer'), { recursive: true }));
  assert.deepEqual(await it.verdict(), { is: 'refuses', code: 'other_key', size: 5, signed_size: 0 });
  await it.grow(1);
  await assert.rejects(it.sign(), (thrown) => thrown instanceof SignerRefused || thrown instanceof LogRefused);
});

function checkpointOf(note: string): Checkpoint {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed;
  assert.ok(checkpoint.ok);
  return checkpoint.value;
}
