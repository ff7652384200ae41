// Attacks 20, 21, 24, 25 and 26 on the ledger: crashes and roll-backs under `act`, floods and strangers' logs, migrations and restores, delay.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildEntry, commitTo, parseEntry, rootOf } from '@holdfast/core-ledger';
import { createAct } from '@holdfast/platform/act';
import { createActQuota } from '@holdfast/platform/act-quota';
import { openDatabase } from '@holdfast/platform/database';
import { appendNextStatement, appendStatement, readEntries, readProgress } from '@holdfast/platform/ledger-store';
import { logger } from '@holdfast/platform/log';
import { readMigrations, runMigrations } from '@holdfast/platform/migrations';
import { mint, mintForProcess, type Permit } from '@holdfast/platform/permit';
import { rootAt, sealBatch } from '@holdfast/platform/sealing';
import { startSequencer } from '@holdfast/platform/sequencer';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { tellOfFlood } from '@holdfast/ledger/store.flood';
import { alarmUnsealed } from '@holdfast/ledger/store.sealing';
import { testDatabase } from '../platform/test/database.ts';
import { draftOf, newId, openTestLedger, type TestLedger } from '../platform/test/ledger.ts';

type Client = Pick<PoolClient, 'query'>;

const sentence = { id: 'test', who: [], at: 'site', changes: true, says: 'changes a pump' } as const;

async function stateOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (thrown: Error & { code?: string }) => thrown.code ?? thrown.message,
  );
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const rootOfLog = async ({ app, log }: TestLedger): Promise<string> =>
  hex(await rootAt(app, log.id, (await readProgress(app, log.id)).size));

async function openActs(ledger: TestLedger) {
  const owner = ledger.database.pool('holdfast_owner');
  await owner.query('create table public.kept (id uuid primary key); grant select, insert on public.kept to holdfast_app');
  const act = createAct({ db: openDatabase(ledger.app), origin: 'holdfast.example/test' });
  const site = ledger.log.site_id;
  const write = (subject: string, fails = false): Promise<string> =>
    act(mintForProcess('test', sentence, site), { site, kind: 'pump.changed', reason: 'a reason' }, async (tx, id) => {
      await sql`insert into public.kept (id) values (${id})`.execute(tx);
      if (fails) throw new Error('the power went');
      return { subject: { type: 'pump', id: subject }, facts: {}, result: id };
    });
  return write;
}

test('attacks 20 and 21: acts, a third of them rolled back, under two sequencers: no gap, every chain whole, rows and entries the same', async (t) => {
  const ledger = await openTestLedger(t);
  const write = await openActs(ledger);
  const both = [1, 2].map(() =>
    startSequencer({ pool: ledger.sequencer, signer: ledger.signer, gapMs: 5, batchRows: 7, checkpointMs: 20 }),
  );
  const kept: string[] = [];
  const client = async (writer: number): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) {
      await write(`pump-${(writer * 7 + turn) % 6}`, turn % 3 === 2).then(
        (id) => kept.push(id),
        (thrown: Error) => assert.equal(thrown.message, 'the power went'),
      );
    }
  };
  await Promise.all([0, 1, 2, 3].map(client));
  for (const it of both) await it.settle();
  for (const it of both) await it.stop();
  const entries = await readEntries(ledger.app, ledger.log.id, 0, 10_000);
  assert.deepEqual(entries.map(({ id }) => id).toSorted(), kept.toSorted());
  assert.deepEqual(
    entries.map(({ idx }) => idx),
    entries.map((_, at) => at),
  );
  const latest = new Map<string, string>();
  for (const { body } of entries) {
    const entry = parseEntry(body);
    assert.ok(entry.ok);
    assert.equal(entry.value.prev, latest.get(entry.value.subject.id) ?? null);
    latest.set(entry.value.subject.id, entry.value.id);
  }
  assert.equal(await rootOfLog(ledger), hex(rootOf(entries.map(({ leaf }) => leaf))));
  const rows = await ledger.app.query<{ id: string }>('select id from public.kept');
  assert.deepEqual(rows.rows.map(({ id }) => id).toSorted(), kept.toSorted());
  assert.equal((await ledger.verify()).first_fault, null);
});

test('attack 20: an act whose entry is refused leaves no row, and its connection goes on', async (t) => {
  const ledger = await openTestLedger(t);
  const write = await openActs(ledger);
  await write('pump-1');
  await ledger.database.pool('holdfast_super').query('revoke insert on ledger.plain from holdfast_app');
  assert.equal(await stateOf(write('pump-2')), '42501');
  await ledger.database.pool('holdfast_super').query('grant insert on ledger.plain to holdfast_app');
  await write('pump-3');
  const counted = await ledger.app.query<{ n: string }>(
    'select (select count(*) from public.kept) || $1 || (select count(*) from ledger.pending) as n',
    [' rows, entries '],
  );
  assert.equal(counted.rows[0]?.n, '2 rows, entries 2');
});

test('attack 24: another site’s log, a body of 1 MB, a subject or chain that is not the entry’s own are refused', async (t) => {
  const ledger = await openTestLedger(t);
  const other = newId();
  await ledger.app.query('select ledger.open_log($1, $2, $3, 1)', [newId(), other, 'holdfast.example/other/e1']);
  const draft = draftOf(ledger.log.site_id);
  const file = { sha256: '0a'.repeat(32), size_bytes: 7, type: 'text/plain' };
  const { text, values } = appendNextStatement({ ...draft, content: [file] }, { reason: 'because' });
  const plain = appendNextStatement(draft, { reason: 'because' });
  const tellPlain = (at: number, given: string | null): Promise<string> =>
    stateOf(ledger.app.query(plain.text, plain.values.with(at === 7 ? 5 : at - 1, given)));
  // A plain act is refused by the check of a view.
  const plainStates: Readonly<Record<string, string>> = { 23514: '44000' };
  // What a plain act cannot have it cannot be refused for; without a log it is set aside.
  const tell = async (at: number, given: string | null): Promise<string> => {
    const state = await stateOf(ledger.app.query(text, values.with(at - 1, given)));
    if (![1, 6, 8].includes(at) && state !== 'done')
      assert.ok([state, plainStates[state]].includes(await tellPlain(at, given)), `the plain form: ${at}, ${given?.slice(0, 80)}`);
    return state;
  };
  assert.deepEqual([values.length, plain.values.length], [8, 6]);
  assert.equal(await tell(1, newId()), 'P0002', 'a site without a log');
  for (const [at, given, what] of [
    [4, 'pump.changed","kind":"other pump person:1 ui pump-1 ', 'a kind that brings a field'],
    [4, null, 'nothing told'],
    [4, 'pump.changed pump  ui pump-1 ', 'no actor'],
    [4, 'pump.changed pump person 1 ui pump-1 ', 'an actor of two words'],
    [4, 'pump.changed pump person:1 ui pump-1"},"prev":null,"subject":{"id":"pump-2 ', 'a chain that is only a name'],
    [4, `pump.changed pump person:1 ui ${'x'.repeat(61_000)} `, 'a name of 61,000 bytes'],
    [4, 'pump.changed pump person:1 ui pump-1 -1', 'a version below zero'],
    [4, 'pump.changed pump person:1 ui pump-1 1 2', 'two versions'],
    [5, null, 'no facts'],
    [5, '{"n":1,"n":2}', 'a repeated key'],
    [5, '[]', 'facts that are a list'],
    [5, `{"a":"${'x'.repeat(1_000_000)}"}`, 'a body of 1 MB'],
    [6, '{}', 'content that is no list'],
    [6, '[{"n":1,"n":2}]', 'content with a repeated key'],
    [7, '\\x00', 'a salt of one byte'],
    [8, '{NULL}', 'a second one that is missing'],
    [8, '{"\\\\x00"}', 'a second salt of one byte'],
  ] as const)
    assert.equal(await tell(at, given), '23514', what);
  for (const [given, what] of [
    ['{"n":1},"prev":null', 'two chains'],
    ['{"a":"\\u0000"}', 'a null character'],
    ['{"a":"\\ud800"}', 'a lone surrogate'],
  ] as const)
    assert.match(await tell(5, given), /^(23514|22P02|22P05)$/, what);
  assert.equal(await tell(5, '{"a":1e999999}'), '22003', 'a number no database holds');
  for (const at of ['infinity', '20000-01-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z BC', null])
    assert.equal(await tell(3, at), '23514', String(at));
  const strange = appendStatement({ log_id: ledger.log.id, entry: draftOf(other) });
  assert.equal(await stateOf(ledger.app.query(strange.text, strange.values)), '23514');
  assert.throws(() => appendNextStatement(draftOf(other, { a: 'x'.repeat(1_000_000) })), /longer than 60000 bytes/);
  assert.equal(
    await stateOf(ledger.app.query(text, values.with(6, null).with(7, `{"\\\\x${'00'.repeat(40)}"}`))),
    '23514',
    'no first commitment',
  );
  const version = (n: number) => tell(4, `pump.changed pump person:1 ui pump-1 ${n}`);
  assert.equal(await version(7), 'done');
  assert.equal(await version(8), '23505', 'the same id again');
  assert.equal((await ledger.progress()).pending, 1);
  const { rows } = await ledger.app.query<{ body: Buffer }>('select body from ledger.pending');
  const entry = parseEntry(rows[0]!.body);
  assert.ok(entry.ok, 'what the database put together is canonical');
  assert.equal(entry.value.subject.version, 7);
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 1);
  const told = 'pump.changed pump person:1 ui pump-1 8';
  assert.equal(await stateOf(ledger.app.query(text, values.with(3, told))), '23505', 'the same id after it was sealed');
  assert.equal((await ledger.verify()).first_fault, null);
});

test('attack 24: what is asked of an act holds for the row that is kept, whatever its values are made of', async (t) => {
  const ledger = await openTestLedger(t);
  const one = `insert into ledger.plain (place, id, at, told, facts) select $1, uuidv7(), now(),
    (array['pump.changed pump person:1 ui pump-1 ', 'pump"} pump'])[1 + (random() < 0.5)::integer], '{}'`;
  const states = [];
  for (let n = 0; n < 40; n += 1) states.push(await stateOf(ledger.app.query(one, [ledger.log.site_id])));
  assert.deepEqual([...new Set(states)].toSorted(), ['44000', 'done']);
  const kept = await ledger.app.query<{ told: string }>('select distinct told from ledger.waiting');
  assert.deepEqual(kept.rows, [{ told: 'pump.changed pump person:1 ui pump-1 ' }]);
});

test('attack 24: one token that floods the ledger is refused and told of by one entry; others and Holdfast go on', async (t) => {
  const ledger = await openTestLedger(t);
  const site = ledger.log.site_id;
  const reader = { role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null } as const;
  const permitOf = (through: string) =>
    mint({ person_id: newId(), name: 'x', via: 'api', through, grants: [reader] }, { ...sentence, who: ['owner'] }, site);
  const floods: Promise<void>[] = [];
  const now = new Date();
  const quota = createActQuota({ burst: 20, process_burst: 4, onFlood: (flood) => floods.push(tellOfFlood({ act }, flood)) });
  const act = createAct({ db: openDatabase(ledger.app), origin: 'holdfast.example/test', now: () => now, quota });
  const write = (permit: Permit): Promise<string> =>
    stateOf(act(permit, { site, kind: 'pump.changed' }, async (_tx, id) => ({ subject: { type: 'pump', id }, facts: {}, result: null })));
  const [flooding, other] = [permitOf('token-1'), permitOf('token-2')];
  const states: string[] = [];
  for (let n = 0; n < 50; n += 1) states.push(await write(flooding));
  assert.deepEqual(
    Object.fromEntries(
      Map.groupBy(states, (it) => it)
        .entries()
        .map(([state, all]) => [state, all.length]),
    ),
    {
      done: 20,
      too_many_acts: 30,
    },
  );
  await Promise.all(floods);
  assert.equal(await write(other), 'done');
  const process = mintForProcess('sensor', sentence, site);
  for (let n = 0; n < 4; n += 1) assert.equal(await write(process), 'done');
  assert.equal(await write(process), 'too_many_acts', 'a process of Holdfast gone wild');
  await Promise.all(floods);
  while ((await sealBatch(ledger.sequencer, ledger.log.id, 100)) > 0);
  const told = await ledger.app.query<{ kind: string; actor: string; subject_id: string; data: unknown }>(
    "select kind, actor, subject_id, data from ledger.fact where kind <> 'pump.changed' order by idx",
  );
  assert.deepEqual(told.rows, [
    { kind: 'ledger.flooded', actor: 'process:signer', subject_id: flooding.actor_id, data: { most: 20, through: 'token-1' } },
    { kind: 'ledger.flooded', actor: 'process:signer', subject_id: 'process:sensor', data: { most: 4 } },
  ]);
  assert.equal((await ledger.progress()).size, 27);
});

test('the database puts an entry together byte for byte as the ledger’s core does, up to the last byte it may have', async (t) => {
  const ledger = await openTestLedger(t);
  const facts = fc.dictionary(
    fc
      .string({ minLength: 1, maxLength: 9 })
      .filter((key) => /^[\x21-\x7e]+$/.test(key) && !['__proto__', 'constructor', 'prototype'].includes(key)),
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.constantFrom(0.1, 1e-7, 5e-324, null, true),
      fc.array(fc.string(), { maxLength: 3 }),
    ),
  );
  const personal = fc.dictionary(fc.constantFrom('reason', 'name', 'phone'), fc.string({ unit: 'grapheme' }));
  const version = fc.option(fc.nat(), { nil: null });
  const subject = fc.record({ type: fc.constantFrom('pump', 'asset.port'), id: fc.constantFrom('a', 'b/c:1_d-e.f', 'g'), version });
  const prev = new Map<string, string>();
  const check = async (entry: Parameters<typeof appendNextStatement>[0], behind: Record<string, string>): Promise<void> => {
    const { text, values } = appendNextStatement(entry, behind);
    await ledger.app.query(text, values);
    const found = await ledger.app.query<{ body: Buffer; leaf: Buffer }>('select body, leaf from ledger.pending where id = $1', [entry.id]);
    const kept = await ledger.app.query<{ salt: Buffer; payload: Buffer }>(
      'select salt, payload from ledger.payload where entry_id = $1 order by n',
      [entry.id],
    );
    const commitments = kept.rows.map(({ salt, payload }) => commitTo(salt, payload));
    assert.equal(commitments.length, Object.keys(behind).length);
    const chain = `${entry.subject.type} ${entry.subject.id}`;
    const expected = buildEntry({ v: 1, content: [], ...entry, commitments, prev: prev.get(chain) ?? null });
    assert.ok(expected.ok);
    assert.equal(found.rows[0]!.body.toString(), Buffer.from(expected.value.body).toString());
    assert.deepEqual([...found.rows[0]!.leaf], [...expected.value.leaf]);
    prev.set(chain, entry.id);
  };
  const { site_id } = ledger.log;
  const content = fc.array(fc.constant({ sha256: '0a'.repeat(32), size_bytes: 7, type: 'text/plain' }), { maxLength: 2 });
  const property = fc.asyncProperty(fc.record({ subject, facts, content }), personal, (given, behind) =>
    check({ ...draftOf(site_id), ...given, facts: given.facts as Record<string, string> }, { ...behind }),
  );
  await fc.assert(property, { numRuns: 60 });
  const whole = { ...draftOf(site_id, { a: '' }), subject: { type: 'pump', id: 'whole', version: null } };
  const bare = buildEntry({ v: 1, content: [], ...whole, commitments: ['0a'.repeat(32)], prev: newId() });
  assert.ok(bare.ok);
  const room = 60_000 - bare.value.body.length;
  await check({ ...whole, id: newId(), facts: { a: 'x'.repeat(room) } }, { reason: 'r' });
  await check({ ...whole, id: newId(), facts: { a: 'x'.repeat(room) } }, { reason: 'r' });
  assert.throws(() => appendNextStatement({ ...whole, facts: { a: 'x'.repeat(room + 1) } }, { reason: 'r' }), /longer than 60000 bytes/);
});

test('what waits to be sealed can be erased too: its commitment stays, its chain and its proof hold', async (t) => {
  const ledger = await openTestLedger(t);
  const { site_id } = ledger.log;
  const tell = async (
    entry: Parameters<typeof appendNextStatement>[0],
    behind: Record<string, string> = {},
    client = ledger.app as Client,
  ) => {
    const { text, values } = appendNextStatement(entry, behind);
    await client.query(text, values);
    return entry.id;
  };
  const id = await tell(draftOf(site_id), { reason: 'Herr Meier was ill', name: 'Karl Meier' });
  const bodyOf = async (): Promise<string> =>
    (await ledger.app.query<{ b: string }>(`select convert_from(body, 'UTF8') as b from ledger.pending where id = $1`, [id])).rows[0]!.b;
  const before = await bodyOf();
  const client = await ledger.app.connect();
  await client.query('begin');
  const erasing = newId();
  await client.query('select ledger.erase($1, $2, $3, $4)', [[id], [0], 'person:1', erasing]);
  const sha256 = await client.query<{ it: string }>('select ledger.erased_sha256($1) as it', [erasing]);
  const facts = { asked_by: 'person:2', decided_by: ['person:1'], payloads_sha256: sha256.rows[0]!.it };
  await tell({ ...draftOf(site_id, facts), id: erasing, kind: 'personal_data.erased' }, {}, client);
  await client.query('commit');
  client.release();
  assert.equal(await bodyOf(), before);
  const kept = async () =>
    (
      await ledger.app.query<{ text: string | null }>(
        `select convert_from(payload, 'UTF8') as text from ledger.payload where entry_id = $1 order by n`,
        [id],
      )
    ).rows;
  const left = [{ text: null }, { text: '{"name":"name","text":"Karl Meier"}' }];
  assert.deepEqual(await kept(), left);
  assert.equal((await ledger.verify()).first_fault, null);
  await assert.rejects(ledger.database.pool('holdfast_super').query(`update ledger.waiting set commitments = ''`), { code: '23001' });
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 2);
  assert.deepEqual(await kept(), left);
  assert.equal((await ledger.verify()).first_fault, null);
});

test('attack 25: a migration over waiting entries, and ALTER TABLE ... TYPE there and back, leave the same root', async (t) => {
  const database = await testDatabase(t, { empty: true });
  const owner = database.connectionFor('holdfast_owner');
  const early = readMigrations().filter(({ name }) => name <= '20261121T210500Z_platform.sql');
  await runMigrations(owner, logger('test'), early);
  const [app, superuser] = [database.pool('holdfast_app'), database.pool('holdfast_super')];
  const [log_id, site] = [newId(), newId()];
  await app.query('select ledger.open_log($1, $2, $3, 1)', [log_id, site, 'holdfast.example/old/e1']);
  for (let n = 0; n < 21; n += 1) {
    const { text, values } = appendStatement({ log_id, entry: draftOf(site, { n }), personal: { reason: `because of ${n}` } });
    await app.query(text, values);
  }
  const before = await app.query<{ leaf: Buffer }>('select leaf from ledger.pending order by inserted_at, id');
  const expected = hex(rootOf(before.rows.map(({ leaf }) => leaf)));
  await runMigrations(owner, logger('test'));
  assert.equal(await sealBatch(database.pool('holdfast_sequencer'), log_id, 100), 21);
  assert.equal(hex(await rootAt(app, log_id, 21)), expected);
  for (const [there, back] of [
    ['alter table ledger.entry alter idx type numeric', 'alter table ledger.entry alter idx type bigint'],
    ['alter table ledger.fact alter kind type varchar(300)', 'alter table ledger.fact alter kind type text'],
    ['alter table ledger.node alter level type integer', 'alter table ledger.node alter level type smallint'],
  ] as const) {
    await superuser.query(there);
    assert.equal(hex(await rootAt(app, log_id, 21)), expected, there);
    await superuser.query(back);
  }
  const found = await app.query<{ leaf: Buffer }>('select leaf from ledger.entry order by idx');
  assert.equal(hex(rootOf(found.rows.map(({ leaf }) => leaf))), expected);
});

test('attack 25: tables dumped to files and restored into another database give the same root and verify', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(30, [11]);
  await ledger.append({ n: 31 }, { reason: 'not sealed yet' });
  const folder = mkdtempSync(join(tmpdir(), 'hf-dump-'));
  chmodSync(folder, 0o777);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const other = await openTestLedger(t);
  await other.tamper('delete from ledger.log');
  for (const table of ['log', 'waiting', 'entry', 'node', 'fact', 'checkpoint', 'erasable']) {
    await ledger.database.pool('holdfast_super').query(`copy ledger.${table} to '${join(folder, table)}'`);
    await other.database.pool('holdfast_super').query(`copy ledger.${table} from '${join(folder, table)}'`);
  }
  const restored = { ...other, log: ledger.log };
  assert.equal(await rootOfLog(restored), await rootOfLog(ledger));
  assert.equal(await sealBatch(other.sequencer, ledger.log.id, 10), 1);
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 1);
  assert.equal(await rootOfLog(restored), await rootOfLog(ledger));
  const vkeys = ledger.signer.vkeys(ledger.log.origin);
  assert.equal((await other.verify({ vkeys })).first_fault, null);
});

test('attack 26: entries held unsealed for five minutes alarm once, with the age of the oldest, and again when it stops anew', async (t) => {
  const ledger = await openTestLedger(t);
  const context = { act: createAct({ db: openDatabase(ledger.app), origin: 'holdfast.example/test' }) };
  const age = (minutes: number) => ledger.tamper(`update ledger.waiting set inserted_at = now() - interval '${minutes} minutes'`);
  const look = () => alarmUnsealed(context, ledger.app);
  assert.deepEqual(await look(), [], 'nothing waits');
  await ledger.append({ n: 1 });
  await age(4);
  assert.deepEqual(await look(), [], 'four minutes are borne');
  await age(6);
  const { oldest_pending_at } = await ledger.progress();
  assert.ok(Math.abs(Date.now() - Date.parse(oldest_pending_at!) - 360_000) < 10_000, String(oldest_pending_at));
  assert.deepEqual(await look(), [ledger.log.id]);
  assert.deepEqual(await look(), [], 'said once');
  assert.equal(await sealBatch(ledger.sequencer, ledger.log.id, 10), 2);
  const facts = await ledger.app.query<{ data: unknown }>("select data from ledger.fact where kind = 'ledger.sealing_late'");
  assert.deepEqual(facts.rows[0]?.data, { origin: ledger.log.origin, minutes: 6 });
  await ledger.append({ n: 2 });
  await age(7);
  assert.deepEqual(await look(), [ledger.log.id]);
});
