// The cut between two epochs in a real database: what may begin one, and that verification holds the former to what the cut says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestLedger, newId, type TestLedger } from '../test/ledger.ts';
import { findLog, type LedgerLog, openEpoch, readEpochs, readOpenLogs } from './ledger-store.ts';
import { findUnsigned, rootAt, sealBatch, signCheckpoint } from './sealing.ts';

const nextOf = (log: LedgerLog, epoch = 2): LedgerLog => ({ ...log, id: newId(), epoch, origin: log.origin.replace(/1$/, String(epoch)) });

async function firstEntry(ledger: TestLedger, log: LedgerLog, more: { kind?: string; lost?: number; size?: number; known?: number } = {}) {
  const size = more.size ?? (await ledger.progress()).size;
  const head = async (of: number) => ({
    origin: ledger.log.origin,
    size: of,
    root: Buffer.from(await rootAt(ledger.app, ledger.log.id, size)).toString('base64'),
  });
  const known = more.known === undefined ? null : await head(more.known);
  const facts = { former: await head(size), known, lost: more.lost ?? 0 };
  const subject = { type: 'log', id: log.id, version: null };
  const at = new Date().toISOString();
  const entry = { id: newId(), kind: more.kind ?? 'ledger.restored', at, site: log.site_id, actor: 'person:1', via: 'ui', subject, facts };
  return { entry, personal: { reason: 'The disk broke.' } };
}

async function openNext(ledger: TestLedger, more: Parameters<typeof firstEntry>[2] = {}): Promise<LedgerLog> {
  const next = nextOf(ledger.log);
  await openEpoch(ledger.app, ledger.log.id, next, await firstEntry(ledger, next, more));
  while ((await sealBatch(ledger.sequencer, next.id, 100)) > 0);
  await signCheckpoint(ledger.sequencer, next, ledger.signer);
  return next;
}

const refused = (work: Promise<unknown>): Promise<void> => assert.rejects(work, { code: '23514' });

test('an epoch begins only with its first entry, behind the latest, of which all is sealed', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(5);
  const next = nextOf(ledger.log);
  const begin = async (log: LedgerLog, more: Parameters<typeof firstEntry>[2] = {}) =>
    openEpoch(ledger.app, ledger.log.id, log, await firstEntry(ledger, log, more));
  await refused(ledger.app.query('select ledger.open_log($1, $2, $3, 2)', [next.id, next.site_id, next.origin]));
  await refused(begin(next, { kind: 'asset.changed' }));
  await refused(begin({ ...next, origin: 'holdfast.example/other/e2' }));
  await refused(begin({ ...next, epoch: 1, origin: ledger.log.origin }));
  await ledger.append({ n: 6 });
  await refused(begin(next));
  while ((await sealBatch(ledger.sequencer, ledger.log.id, 100)) > 0);
  await begin(next);
  await refused(begin(nextOf(ledger.log, 3)));
  assert.equal((await findLog(ledger.app, ledger.log.site_id))?.id, next.id);
  assert.deepEqual(
    (await readOpenLogs(ledger.app)).map(({ epoch }) => epoch),
    [2],
  );
  assert.deepEqual(
    (await readEpochs(ledger.app, ledger.log.site_id)).map(({ epoch }) => epoch),
    [1, 2],
  );
  while ((await sealBatch(ledger.sequencer, next.id, 100)) > 0);
  assert.deepEqual(
    (await findUnsigned(ledger.app)).map(({ origin }) => origin),
    [next.origin],
    'the former epoch, which has grown since its checkpoint, is signed no more',
  );
});

test('both epochs verify with the cut between them; the former is held to it', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(5);
  const next = await openNext(ledger, { lost: 4, known: 9 });
  const vkeys = [ledger.log.origin, next.origin].map((origin) => ledger.signer.vkey(origin));
  const whole = await ledger.verify({ vkeys });
  assert.equal(whole.ok, true, JSON.stringify(whole.first_fault));
  assert.deepEqual(
    whole.logs.map(({ follows }) => follows && [follows.former, follows.size, follows.lost]),
    [null, [ledger.log.origin, 5, 4]],
  );
  const note = 'a note nobody has to read';
  const kept = (size: number) => [{ origin: ledger.log.origin, size, root: new Uint8Array(32), note }];
  assert.equal((await ledger.verify({ vkeys, kept: kept(7) })).ok, true, 'that these are missing is admitted');
  assert.equal((await ledger.verify({ vkeys, kept: kept(9) })).ok, false, 'another root of the size that is known');
  assert.equal((await ledger.verify({ vkeys, kept: kept(10) })).ok, false, 'more than is admitted');
  await ledger.tamper(
    'delete from ledger.checkpoint where size = 5',
    `delete from ledger.erasable where entry_id in (select id from ledger.entry where idx = 4 and log_id = '${ledger.log.id}')`,
    `delete from ledger.fact where idx = 4 and log_id = '${ledger.log.id}'`,
    `delete from ledger.entry where idx = 4 and log_id = '${ledger.log.id}'`,
  );
  const cut = await ledger.verify({ vkeys });
  assert.deepEqual([cut.ok, cut.first_fault?.what, cut.first_fault?.origin], [false, 'log', next.origin]);
});

test('a cut that says another size than is here is a fault', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(5);
  const next = await openNext(ledger, { size: 4 });
  const verdict = await ledger.verify({ vkeys: [ledger.log.origin, next.origin].map((origin) => ledger.signer.vkey(origin)) });
  assert.deepEqual([verdict.ok, verdict.first_fault?.origin], [false, next.origin]);
});
