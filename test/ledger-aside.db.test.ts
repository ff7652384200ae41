// What waits and cannot be sealed, because somebody wrote past `act`: it is named, holds up nobody, and passes for no evidence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { alarmAside } from '@holdfast/ledger/store.sealing';
import { createAct } from '@holdfast/platform/act';
import { openDatabase } from '@holdfast/platform/database';
import { appendNextStatement } from '@holdfast/platform/ledger-store';
import { sealBatch } from '@holdfast/platform/sealing';
import { startSequencer } from '@holdfast/platform/sequencer';
import { draftOf, newId, openTestLedger, type TestLedger } from '../platform/test/ledger.ts';

async function stateOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (thrown: Error & { code?: string }) => thrown.code ?? thrown.message,
  );
}

const sayingTo = (said: unknown[]) => {
  const say = (what: string, fields?: Record<string, unknown>): void => void said.push([what, fields]);
  return { debug: say, info: say, warn: say, error: say };
};

/** Erases the first payload of the log and tells of it by this entry, as two people would. */
async function eraseOf(ledger: TestLedger, draft: ReturnType<typeof draftOf>): Promise<void> {
  const client = await ledger.app.connect();
  try {
    await client.query('begin');
    await client.query("select ledger.erase(array[(select entry_id from ledger.erasable limit 1)], '{0}', 'person:1', $1)", [draft.id]);
    const sha256 = await client.query<{ it: string }>('select ledger.erased_sha256($1) as it', [draft.id]);
    const facts = { asked_by: 'person:2', decided_by: ['person:1'], payloads_sha256: sha256.rows[0]!.it };
    const { text, values } = appendNextStatement({ ...draft, facts });
    await client.query(text, values);
    await client.query('commit');
  } catch (thrown) {
    await client.query('rollback');
    throw thrown;
  } finally {
    client.release();
  }
}

test('attack 24: what waits for a place without a log is named, holds up nobody, tells of no erasure, and is sealed once there is one', async (t) => {
  const ledger = await openTestLedger(t);
  const [nowhere, said] = [newId(), [] as unknown[]];
  const lie = draftOf(nowhere);
  const lost = appendNextStatement(lie, { reason: 'nobody shall read this' });
  assert.equal(await stateOf(ledger.app.query(lost.text, lost.values)), 'done');
  await ledger.append({ n: 1 }, { reason: 'Karl Meier' });
  const sequencer = startSequencer({ pool: ledger.sequencer, signer: ledger.signer, checkpointMs: 10, log: sayingTo(said) });
  t.after(() => sequencer.stop());
  await sequencer.settle();
  assert.deepEqual(await ledger.progress().then(({ size, pending }) => [size, pending]), [1, 0]);
  while (said.length === 0) await wait(10);
  await wait(300);
  assert.deepEqual(said, [['entry set aside', { entry: lie.id, place: nowhere, why: 'no log' }]], 'said once');
  const { what, id } = (await ledger.verify()).first_fault ?? {};
  assert.deepEqual([what, id], ['pending', lie.id]);
  assert.equal(await stateOf(eraseOf(ledger, { ...draftOf(newId()), kind: 'personal_data.erased' })), '23001');
  // Whoever verifies here trusts no key of the log that comes late: nobody signs it meanwhile.
  await sequencer.stop();
  const late = newId();
  await ledger.app.query('select ledger.open_log($1, $2, $3, 1)', [late, nowhere, 'holdfast.example/late/e1']);
  assert.equal(await sealBatch(ledger.sequencer, late, 10), 1);
  const found = await ledger.app.query<{ n: number }>('select count(*)::int as n from ledger.entry where id = $1', [lie.id]);
  assert.equal(found.rows[0]!.n, 1);
  assert.equal((await ledger.verify()).first_fault, null);
});

test('attack 24: an entry given to a former epoch is refused; what waits for the place goes into the latest', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(3);
  const next = newId();
  await ledger.database
    .pool('holdfast_super')
    .query("insert into ledger.log values ($1, $2, 'holdfast.example/test/filling/e2', 2)", [next, ledger.log.site_id]);
  assert.equal(await stateOf(ledger.append({ n: 4 })), '23514');
  const later = appendNextStatement(draftOf(ledger.log.site_id));
  assert.equal(await stateOf(ledger.app.query(later.text, later.values)), 'done');
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 0);
  assert.equal(await sealBatch(ledger.sequencer, next, 10), 1);
});

test('attack 24: a second act under a sealed id is named and set aside; the entry, its payload, its erasure and its place in the log stay', async (t) => {
  const ledger = await openTestLedger(t);
  const draft = { ...draftOf(ledger.log.site_id), kind: 'personal_data.erased' };
  const first = appendNextStatement(draft, { reason: 'Karl Meier asked for it' });
  await ledger.app.query(first.text, first.values);
  assert.equal(await stateOf(ledger.app.query(first.text, first.values)), '23505', 'while it waits');
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 1);
  assert.equal(await stateOf(eraseOf(ledger, draft)), '23001', 'a sealed entry tells of no later erasure');
  const again = appendNextStatement({ ...draft, kind: 'pump.changed' }, { reason: 'a reason nobody gave' });
  assert.equal(await stateOf(ledger.app.query(again.text, again.values)), 'done');
  await ledger.append({ n: 2 });
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 1, 'what came after it is sealed');
  assert.deepEqual(await ledger.progress(), { size: 2, pending: 0, oldest_pending_at: null });
  const seen = await ledger.app.query<{ text: string }>(
    `select convert_from(payload, 'UTF8') as text from ledger.payload union all select convert_from(body, 'UTF8') from ledger.pending`,
  );
  assert.deepEqual(seen.rows, [{ text: '{"name":"reason","text":"Karl Meier asked for it"}' }]);
  const { what, id, found } = (await ledger.verify()).first_fault ?? {};
  assert.deepEqual([what, id, found], ['pending', draft.id, 'a row of no entry of its own']);
  assert.equal(await stateOf(ledger.database.pool('holdfast_super').query('delete from ledger.waiting')), '23001');
  assert.equal(await stateOf(eraseOf(ledger, { ...draftOf(ledger.log.site_id), kind: 'personal_data.erased' })), 'done');
  const left = await ledger.app.query<{ payload: Buffer | null }>('select payload from ledger.payload where entry_id = $1', [draft.id]);
  assert.deepEqual(left.rows, [{ payload: null }]);
});

test('attack 24: what is set aside is told of once, the oldest first, in the organisation’s log', async (t) => {
  const ledger = await openTestLedger(t);
  const context = { act: createAct({ db: openDatabase(ledger.app), origin: 'holdfast.example/test' }) };
  const look = () => alarmAside(context, ledger.app);
  await ledger.append({ n: 1 });
  assert.equal(await look(), null, 'what only waits is no alarm');
  const lies = [draftOf(newId()), draftOf(newId())];
  for (const lie of lies) {
    const { text, values } = appendNextStatement(lie);
    await ledger.app.query(text, values);
  }
  assert.equal(await look(), lies[0]!.id);
  const sequencer = startSequencer({ pool: ledger.sequencer, signer: ledger.signer });
  t.after(() => sequencer.stop());
  await sequencer.settle();
  assert.equal(await look(), lies[1]!.id);
  assert.equal(await look(), null, 'while it waits');
  await sequencer.settle();
  assert.equal(await look(), null, 'said once');
  const told = await ledger.app.query<{ data: unknown }>("select data from ledger.fact where kind = 'ledger.set_aside' order by idx");
  assert.deepEqual(
    told.rows.map(({ data }) => data),
    [
      { why: 'no log', count: 2 },
      { why: 'no log', count: 1 },
    ],
  );
});
