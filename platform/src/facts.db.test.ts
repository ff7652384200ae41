// Facts up to an instant: of one log, of some kinds, in the order of the acts, in pages, over epochs, and those still being sealed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { JsonObject } from '@holdfast/core-ledger';
import { newId, openTestLedger, type TestLedger } from '../test/ledger.ts';
import { openDatabase } from './database.ts';
import { factsOfSites, factsUntil, type FactsAsked, toldUntil } from './facts.ts';
import { tellList } from './large-fact.ts';
import { appendEntry, openLedgerLog } from './ledger-store.ts';
import { sealBatch } from './sealing.ts';

const instant = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 60_000);

async function open(t: Parameters<typeof openTestLedger>[0]) {
  const ledger = await openTestLedger(t);
  const db = openDatabase(ledger.app);
  const add = (n: number, kind = 'zone.reviewed', log: { id: string; site_id: string | null } = ledger.log) =>
    appendEntry(ledger.app, {
      log_id: log.id,
      entry: {
        id: newId(),
        kind,
        at: instant(n).toISOString(),
        site: log.site_id,
        actor: 'person:1',
        via: 'ui',
        subject: { type: 'zone', id: `z${n}`, version: null },
        facts: { n },
      },
    });
  const read = async (asked: Partial<FactsAsked> = {}): Promise<unknown[]> => {
    const facts = await factsUntil(db, { site_id: ledger.log.site_id, kinds: ['zone.reviewed'], until: instant(1000), ...asked });
    return facts.map((fact) => fact.data['n']);
  };
  return { ledger, db, add, read };
}

const seal = async ({ sequencer, log }: TestLedger, log_id = log.id): Promise<void> => {
  while ((await sealBatch(sequencer, log_id, 100)) > 0);
};

test('tells what an entry told, with its time as an instant', async (t) => {
  const { ledger, db, add } = await open(t);
  await add(3);
  const expected = {
    kind: 'zone.reviewed',
    subject_type: 'zone',
    subject_id: 'z3',
    at: instant(3),
    site_id: ledger.log.site_id,
    actor: 'person:1',
    data: { n: 3 },
  };
  const asked = { site_id: ledger.log.site_id, kinds: ['zone.reviewed'], until: instant(3) };
  assert.deepEqual(await factsUntil(db, asked), [expected], 'while it is being sealed');
  await seal(ledger);
  assert.deepEqual(await factsUntil(db, asked), [expected], 'and once it is');
});

test('stops at the instant, begins at another, keeps to the kinds asked', async (t) => {
  const { ledger, add, read } = await open(t);
  for (let n = 1; n <= 6; n += 1) await add(n, n % 3 === 0 ? 'zone.renamed' : 'zone.reviewed');
  await seal(ledger);
  await add(7);
  assert.deepEqual(await read(), [1, 2, 4, 5, 7]);
  assert.deepEqual(await read({ until: instant(4) }), [1, 2, 4]);
  assert.deepEqual(await read({ until: new Date(instant(4).getTime() - 1) }), [1, 2]);
  assert.deepEqual(await read({ since: instant(4), until: instant(6) }), [4, 5]);
  assert.deepEqual(await read({ since: instant(7) }), [7]);
  assert.deepEqual(await read({ kinds: ['zone.renamed', 'zone.reviewed', 'zone.renamed'] }), [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(await read({ kinds: [] }), []);
});

test('reads more than a page, also where many have one time, and orders by the act, not by the clock', async (t) => {
  const { ledger, add, read } = await open(t);
  const times = [5, 5, 5, 5, 5, 4, 6, 6, 2];
  for (const n of times) await add(n);
  await seal(ledger);
  for (const page_rows of [1, 2, 3, 4, 9, 10]) assert.deepEqual(await read({ page_rows }), times, `pages of ${page_rows}`);
  assert.deepEqual(await read({ page_rows: 2, until: instant(5) }), [5, 5, 5, 5, 5, 4, 2]);
});

test("keeps the organisation's log apart, and reads a later epoch after the former", async (t) => {
  const { ledger, add, read } = await open(t);
  const whole = { id: newId(), site_id: null, origin: 'holdfast.example/test/organisation/e1', epoch: 1 };
  await openLedgerLog(ledger.app, whole);
  await add(1);
  await add(2, 'zone.reviewed', whole);
  await add(8, 'zone.reviewed', whole);
  await seal(ledger);
  await seal(ledger, whole.id);
  const next = newId();
  await ledger.tamper(
    `insert into ledger.log (id, site_id, origin, epoch) values ('${next}', '${ledger.log.site_id}', 'holdfast.example/test/filling/e2', 2)`,
    `update ledger.place set log_id = '${next}' where log_id = '${ledger.log.id}'`,
  );
  await add(0, 'zone.reviewed', { id: next, site_id: ledger.log.site_id });
  await seal(ledger, next);
  assert.deepEqual(await read(), [1, 0]);
  assert.deepEqual(await read({ site_id: null }), [2, 8]);
  assert.deepEqual(await read({ site_id: newId() }), []);
});

test('several sites are read in one go as each of them alone, whatever waits and however long the pages are', async (t) => {
  const { ledger, db, add } = await open(t);
  const other = { id: newId(), site_id: newId(), origin: 'holdfast.example/test/bottling/e1', epoch: 1 };
  await openLedgerLog(ledger.app, other);
  for (let n = 1; n <= 9; n += 1) await add(n % 4, n % 3 === 0 ? 'zone.renamed' : 'zone.reviewed', n % 2 === 0 ? other : ledger.log);
  await seal(ledger);
  await seal(ledger, other.id);
  await add(5);
  await add(6, 'zone.renamed', other);
  const asked = { kinds: ['zone.renamed', 'zone.reviewed', 'zone.never'], until: instant(1000) };
  for (const site_ids of [[ledger.log.site_id!, other.site_id], [other.site_id, newId(), ledger.log.site_id!], [other.site_id], []])
    for (const more of [{}, { page_rows: 1 }, { page_rows: 2 }, { since: instant(2), until: instant(5) }]) {
      const alone = [];
      for (const site_id of site_ids) alone.push(...(await factsUntil(db, { ...asked, ...more, site_id })));
      assert.equal(alone.length > 0, site_ids.length > 0);
      assert.deepEqual(await factsOfSites(db, { ...asked, ...more, site_ids }), alone);
    }
});

test('an entry sealed while it is looked for is told once, and none is missed', async (t) => {
  const { ledger, add, read } = await open(t);
  let n = 0;
  let isReading = true;
  const writing = (async () => {
    while (isReading) {
      await add((n += 1));
      if (n % 3 === 0) await sealBatch(ledger.sequencer, ledger.log.id, 2);
    }
  })();
  for (let look = 0; look < 25; look += 1) {
    const least = Math.max(0, n - 1);
    const seen = await read({ page_rows: 50, until: instant(1_000_000) });
    assert.ok(seen.length >= least, `${seen.length} of ${least}`);
    assert.deepEqual(
      seen,
      Array.from({ length: seen.length }, (_, at) => at + 1),
    );
  }
  isReading = false;
  await writing;
});

test('walks the index of place, kind and time, of a site and of the organisation', async (t) => {
  const { ledger, db } = await open(t);
  await ledger.database.pool('holdfast_super').query('alter role holdfast_app set enable_seqscan = off');
  for (const site of [`= '${ledger.log.site_id}'`, 'is null']) {
    const plan = await sql<{ 'QUERY PLAN': string }>`explain select f.at from ledger.fact f where ${sql.raw(`f.site_id ${site}`)}
      and f.kind = 'zone.reviewed' and f.at <= now() order by f.site_id, f.kind, f.at, f.log_id, f.idx limit 10`.execute(db);
    const told = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(told, /fact_kind/, told);
  }
});

test('words come with their fact while it waits and once it is sealed; a long list is put back; one subject can be asked for', async (t) => {
  const { ledger, db } = await open(t);
  const long = tellList(
    'ids',
    Array.from({ length: 2000 }, (_, n) => `asset-${n}-${'x'.repeat(20)}`),
  );
  assert.equal(long.facts['ids'], undefined, 'too long for an entry');
  const append = (subject: string, facts: JsonObject, personal: Record<string, string>) =>
    appendEntry(ledger.app, {
      log_id: ledger.log.id,
      entry: {
        id: newId(),
        kind: 'zone.reviewed',
        at: instant(1).toISOString(),
        site: ledger.log.site_id,
        actor: 'person:1',
        via: 'ui',
        subject: { type: 'zone', id: subject, version: null },
        facts,
      },
      personal,
    });
  await append('a', { n: 1, ...(long.facts as JsonObject) }, { reason: 'Because.', ...long.personal });
  await append('b', { n: 2 }, {});
  const asked = { site_id: ledger.log.site_id, kinds: ['zone.reviewed'], until: instant(5) };
  for (const when of ['while it waits', 'sealed']) {
    const [a, b] = await toldUntil(db, asked);
    assert.deepEqual([a!.texts['reason'], (a!.data['ids'] as string[]).length, b!.texts], ['Because.', 2000, {}], when);
    assert.match(a!.entry_id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      (await toldUntil(db, { ...asked, subject_ids: ['b'] })).map((it) => it.data),
      [{ n: 2 }],
    );
    await seal(ledger);
  }
});
