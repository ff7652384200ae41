// Attacks 1 to 7 on the ledger in a real database, as the server, the sequencer and the superuser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appendLeaf, type Frontier, hashLeaf } from '@holdfast/core-ledger';
import { draftOf, newId, openTestLedger, type TestLedger } from '../test/ledger.ts';
import { appendStatement } from './ledger-store.ts';
import { LogRefused, signCheckpoint } from './sealing.ts';

const tables = ['log', 'waiting', 'entry', 'node', 'fact', 'checkpoint', 'erasable'] as const;

/** SQLSTATE of what a statement throws. */
async function stateOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (thrown: Error & { code?: string }) => thrown.code ?? thrown.message,
  );
}

async function placeOf(ledger: TestLedger, more: Parameters<TestLedger['verify']>[0] = {}) {
  const { ok, first_fault } = await ledger.verify(more);
  assert.equal(ok, first_fault === null);
  const { what, idx, level, k, size } = first_fault ?? { what: 'nothing' };
  return Object.fromEntries(Object.entries({ what, idx, level, k, size }).filter(([, value]) => value !== undefined));
}

/** The body of entry `idx` with its fact n changed, as SQL text and bytes. */
async function forgedBody(ledger: TestLedger, idx: number): Promise<string> {
  const found = await ledger.app.query<{ body: Buffer }>('select body from ledger.entry where idx = $1', [idx]);
  const text = found.rows[0]!.body.toString().replace(/"n":\d+/, '"n":99');
  return `'\\x${Buffer.from(text).toString('hex')}'::bytea`;
}

/** Statements that compute every node again from the leaves, as an attacker with time would. */
const rebuildNodes = async (ledger: TestLedger, leaves: Buffer[]): Promise<string[]> => {
  const statements = ['delete from ledger.node'];
  const frontier: Frontier = { size: 0, peaks: [] };
  for (const leaf of leaves) {
    appendLeaf(frontier, leaf, (level, k, hash) => {
      statements.push(`insert into ledger.node values ('${ledger.log.id}', ${level}, ${k}, '\\x${Buffer.from(hash).toString('hex')}')`);
    });
  }
  return statements;
};

test('an honest ledger verifies, payloads and all', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(23, [8, 13]);
  await ledger.append({ n: 24 }, { reason: 'not sealed yet' });
  const verdict = await ledger.verify();
  assert.equal(verdict.first_fault, null);
  const { entries, nodes_verified, checkpoints_verified, pending, erased } = verdict.logs[0]!;
  assert.deepEqual(
    { entries, nodes_verified, checkpoints_verified, pending, erased },
    { entries: 23, nodes_verified: 19, checkpoints_verified: 3, pending: 1, erased: 0 },
  );
});

test('attack 1: neither the server nor the sequencer can change what is written', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(3);
  const [insufficientPrivilege] = ['42501'];
  for (const table of tables) {
    for (const statement of [`update ledger.${table} set ctid = ctid`, `delete from ledger.${table}`, `truncate ledger.${table} cascade`]) {
      const known = statement.replace(
        'ctid = ctid',
        table === 'log' ? 'epoch = 2' : table === 'erasable' ? 'n = 9' : table === 'waiting' ? 'body = leaf' : 'log_id = log_id',
      );
      assert.equal(await stateOf(ledger.app.query(known)), insufficientPrivilege, `server: ${known}`);
      assert.equal(await stateOf(ledger.sequencer.query(known)), insufficientPrivilege, `sequencer: ${known}`);
    }
    assert.equal(
      await stateOf(ledger.app.query(`insert into ledger.${table} default values`)),
      insufficientPrivilege,
      `server: insert ${table}`,
    );
  }
  await ledger.append({ n: 4 });
  for (const table of ['log', 'place', 'waiting', 'entry', 'node', 'fact', 'erasable', 'cosig'])
    assert.equal(
      await stateOf(ledger.sequencer.query(`insert into ledger.${table} default values`)),
      insufficientPrivilege,
      `sequencer: insert ${table}`,
    );
  for (const hidden of ['behind from ledger.waiting', 'payload from ledger.payload', 'payload from ledger.erasable'])
    assert.equal(await stateOf(ledger.sequencer.query(`select ${hidden}`)), insufficientPrivilege, `sequencer: ${hidden}`);
  for (const reached of ['select 1 from ledger.plain', 'update ledger.plain set facts = facts', 'delete from ledger.plain'])
    assert.equal(await stateOf(ledger.app.query(reached)), insufficientPrivilege, `server: ${reached}`);
  assert.equal(await stateOf(ledger.sequencer.query('insert into ledger.plain default values')), insufficientPrivilege);
  assert.equal(await stateOf(ledger.sequencer.query('select ledger.append(null, null, null, null, null, null)')), insufficientPrivilege);
  assert.equal(await stateOf(ledger.app.query('alter table ledger.entry disable trigger all')), insufficientPrivilege);
  assert.equal(await stateOf(ledger.app.query('set role holdfast_ledger')), insufficientPrivilege);
  assert.equal(await stateOf(ledger.sequencer.query('set role holdfast_ledger')), insufficientPrivilege);
  assert.equal((await ledger.progress()).pending, 1);
});

test('an act asks no other table, whatever is sealed', async (t) => {
  const ledger = await openTestLedger(t);
  const client = await ledger.app.connect();
  await client.query('prepare one (uuid) as insert into ledger.plain (id) values ($1)');
  const planned = await client.query<{ 'QUERY PLAN': string }>(`explain execute one ('${newId()}')`);
  client.release();
  assert.deepEqual(
    planned.rows.map((row) => row['QUERY PLAN'].replace(/  \(cost.*/, '').trim()),
    ['Insert on waiting w', '->  Result'],
  );
});

for (const [attack, setting] of [
  ['attack 2: the superuser runs into the guards', 'origin'],
  ['attack 3: the superuser runs into the guards in replica mode too', 'replica'],
] as const) {
  test(attack, async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(3);
    await ledger.append({ n: 4 }, { reason: 'pending' });
    const client = await ledger.database.pool('holdfast_super').connect();
    await client.query(`set session_replication_role = ${setting}`);
    const columns = { log: 'epoch = epoch', waiting: 'leaf = leaf', erasable: 'payload = payload' };
    for (const table of tables) {
      const change = table in columns ? columns[table as keyof typeof columns] : 'log_id = log_id';
      assert.equal(await stateOf(client.query(`update ledger.${table} set ${change}`)), '23001', `update ${table}`);
      assert.equal(await stateOf(client.query(`delete from ledger.${table}`)), '23001', `delete ${table}`);
      assert.equal(await stateOf(client.query(`truncate ledger.${table} cascade`)), '23001', `truncate ${table}`);
    }
    client.release(true);
    assert.deepEqual(await placeOf(ledger), { what: 'nothing' });
  });
}

test('attack 4: a body changed alone fails the check, guards off', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(13);
  const forged = await forgedBody(ledger, 5);
  assert.equal(await stateOf(ledger.tamper(`update ledger.entry set body = ${forged} where idx = 5`)), '23514');
  await ledger.tamper('alter table ledger.entry drop constraint entry_check', `update ledger.entry set body = ${forged} where idx = 5`);
  assert.deepEqual(await placeOf(ledger), { what: 'leaf', idx: 5 }, 'and without the check, verification names the entry');
});

describe('attack 5: body and leaf both rewritten, guards off', () => {
  const rewrite = async (ledger: TestLedger, idx: number): Promise<string[]> => {
    const forged = await forgedBody(ledger, idx);
    return [
      `update ledger.entry set body = ${forged}, leaf = sha256('\\x00'::bytea || ${forged}) where idx = ${idx}`,
      `update ledger.fact set data = '{"n": 99}' where idx = ${idx}`,
    ];
  };

  test('is named by the node above it', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [8]);
    await ledger.tamper(...(await rewrite(ledger, 5)));
    assert.deepEqual(await placeOf(ledger), { what: 'node', level: 1, k: 2 });
  });

  test('is named by the fact when that was forgotten', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [8]);
    const [entryOnly] = await rewrite(ledger, 5);
    await ledger.tamper(entryOnly!);
    assert.deepEqual(await placeOf(ledger), { what: 'fact', idx: 5 });
  });

  test('is named by the first checkpoint after it when every node was rebuilt, and nothing more is signed', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [4, 8]);
    await ledger.tamper(...(await rewrite(ledger, 5)));
    const found = await ledger.app.query<{ leaf: Buffer }>('select leaf from ledger.entry order by idx');
    await ledger.tamper(
      ...(await rebuildNodes(
        ledger,
        found.rows.map(({ leaf }) => leaf),
      )),
    );
    assert.deepEqual(await placeOf(ledger), { what: 'checkpoint', size: 8 });
    await assert.rejects(signCheckpoint(ledger.sequencer, ledger.log, ledger.signer), LogRefused);
  });
});

describe('attack 6: the tail deleted and forged entries appended, guards on again', () => {
  /** Cuts the log to `size` entries, leaving it whole to look at. */
  const cut = async (ledger: TestLedger, size: number): Promise<string[]> => {
    const found = await ledger.app.query<{ leaf: Buffer }>('select leaf from ledger.entry order by idx limit $1', [size]);
    const nodes = await rebuildNodes(
      ledger,
      found.rows.map(({ leaf }) => leaf),
    );
    return [
      `delete from ledger.erasable where entry_id in (select id from ledger.entry where idx >= ${size})`,
      `delete from ledger.entry where idx >= ${size}`,
      `delete from ledger.fact where idx >= ${size}`,
      ...nodes,
    ];
  };

  test('is named by the checkpoint that knows more entries, and nothing more is signed', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [8]);
    await ledger.tamper(...(await cut(ledger, 10)));
    assert.deepEqual(await placeOf(ledger), { what: 'checkpoint', size: 13 });
    await assert.rejects(signCheckpoint(ledger.sequencer, ledger.log, ledger.signer), /10 entries, fewer than the 13 signed/);
  });

  test('is named by the checkpoint whose root differs once forged entries filled the gap', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [8]);
    await ledger.tamper(...(await cut(ledger, 10)));
    await assert.rejects(ledger.fill(5), LogRefused);
    assert.deepEqual(await placeOf(ledger), { what: 'checkpoint', size: 13 });
  });

  test('is named by a checkpoint kept outside when the stored ones were deleted as well', async (t) => {
    const ledger = await openTestLedger(t);
    await ledger.fill(13, [8]);
    const found = await ledger.app.query<{ size: string; root: Buffer; note: string }>('select size, root, note from ledger.checkpoint');
    const kept = found.rows.map((row) => ({ ...row, size: Number(row.size), origin: ledger.log.origin }));
    await ledger.tamper(...(await cut(ledger, 10)), 'delete from ledger.checkpoint where size > 10');
    await ledger.fill(5);
    assert.deepEqual(await placeOf(ledger), { what: 'nothing' }, 'the database alone cannot tell');
    assert.deepEqual(await placeOf(ledger, { kept }), { what: 'checkpoint', size: 13 });
  });
});

test('attack 7: two entries swapped, or one renumbered, change the root and are named', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(13);
  const renumber = (table: string, from: number, to: number) => `update ledger.${table} set idx = ${to} where idx = ${from}`;
  const swap = ['entry', 'fact'].flatMap((table) => [renumber(table, 5, 99), renumber(table, 6, 5), renumber(table, 99, 6)]);
  await ledger.tamper(...swap);
  assert.deepEqual(await placeOf(ledger), { what: 'node', level: 1, k: 2 });
  await ledger.tamper(...swap);
  assert.deepEqual(await placeOf(ledger), { what: 'nothing' }, 'swapped back');
  await ledger.tamper(renumber('entry', 12, 20), renumber('fact', 12, 20));
  assert.deepEqual(await placeOf(ledger), { what: 'entry', idx: 12 });
});

test('a change of any one row is named', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.fill(13, [8]);
  await ledger.append({ n: 14 }, { reason: 'pending' });
  const zeros = `'\\x${'00'.repeat(32)}'::bytea`;
  const cases: [string, Record<string, unknown>][] = [
    ['update ledger.entry set id = gen_random_uuid() where idx = 4', { what: 'entry', idx: 4 }],
    ['delete from ledger.entry where idx = 4', { what: 'entry', idx: 4 }],
    [`update ledger.node set hash = ${zeros} where level = 2 and k = 1`, { what: 'node', level: 2, k: 1 }],
    ['delete from ledger.node where level = 1 and k = 3', { what: 'node', level: 1, k: 3 }],
    [`insert into ledger.node select log_id, 9, 0, hash from ledger.node limit 1`, { what: 'node', level: 9, k: 0 }],
    [`update ledger.fact set kind = 'asset.deleted' where idx = 4`, { what: 'fact', idx: 4 }],
    [`update ledger.fact set subject_id = 'pump-2' where idx = 4`, { what: 'fact', idx: 4 }],
    [`update ledger.fact set actor = 'person:2' where idx = 4`, { what: 'fact', idx: 4 }],
    [`update ledger.fact set at = at - interval '1 microsecond' where idx = 4`, { what: 'fact', idx: 4 }],
    [`update ledger.fact set site_id = null where idx = 4`, { what: 'fact', idx: 4 }],
    [`update ledger.fact set data = '{"n": 6}' where idx = 4`, { what: 'fact', idx: 4 }],
    ['delete from ledger.fact where idx = 4', { what: 'fact', idx: 4 }],
    [
      'insert into ledger.fact select site_id, kind, subject_type, subject_id, actor, at, log_id, 77, data from ledger.fact limit 1',
      { what: 'fact', idx: 77 },
    ],
    [`update ledger.checkpoint set root = ${zeros} where size = 8`, { what: 'checkpoint', size: 8 }],
    ['update ledger.checkpoint set size = 9 where size = 8', { what: 'checkpoint', size: 9 }],
    [`update ledger.checkpoint set note = replace(note, 'filling', 'packing') where size = 8`, { what: 'checkpoint', size: 8 }],
    [`update ledger.log set origin = replace(origin, 'filling', 'packing')`, { what: 'checkpoint', size: 8 }],
    ['update ledger.log set site_id = null', { what: 'log', idx: 0 }],
    [
      `update ledger.erasable set payload = 'another reason' where entry_id = (select id from ledger.entry where idx = 5)`,
      { what: 'erasable', idx: 5, k: 0 },
    ],
    ['delete from ledger.erasable where entry_id = (select id from ledger.entry where idx = 5)', { what: 'erasable', idx: 5, k: 0 }],
    [`insert into ledger.erasable values (gen_random_uuid(), 0, ${zeros}, 'x')`, { what: 'erasable' }],
    [`update ledger.erasable set payload = 'x' where entry_id in (select id from ledger.waiting)`, { what: 'pending' }],
    ['update ledger.waiting set id = gen_random_uuid()', { what: 'pending' }],
    ['alter table ledger.checkpoint drop constraint checkpoint_log_id_fkey', { what: 'nothing' }],
    [`insert into ledger.checkpoint select gen_random_uuid(), size, root, note from ledger.checkpoint`, { what: 'checkpoint' }],
  ];
  for (const [statement, place] of cases) {
    const copy = await keepCopy(ledger);
    await ledger.tamper(statement);
    assert.deepEqual(await placeOf(ledger), place, statement);
    await ledger.tamper(...copy);
    assert.deepEqual(await placeOf(ledger), { what: 'nothing' }, `after ${statement} was undone`);
  }
});

/** Copies every table aside and returns the statements that put the copies back. */
async function keepCopy(ledger: TestLedger): Promise<string[]> {
  const superuser = ledger.database.pool('holdfast_super');
  for (const table of tables) {
    await superuser.query(`drop table if exists public.copy_${table}`);
    await superuser.query(`create table public.copy_${table} as select * from ledger.${table}`);
  }
  const orders = tables.toReversed().map((table) => `delete from ledger.${table}`);
  return [...orders, ...tables.map((table) => `insert into ledger.${table} select * from public.copy_${table}`)];
}

test('refuses to append what could not be sealed or verified', async (t) => {
  const ledger = await openTestLedger(t);
  await ledger.append({ n: 1 });
  const { id } = await ledger.append({ n: 2 });
  const good = appendStatement({ log_id: ledger.log.id, entry: draftOf(ledger.log.site_id), personal: { reason: 'x' } });
  const bodyOf = (change: (text: string) => string): unknown[] => {
    const body = Buffer.from(change((good.values[2] as Buffer).toString()));
    return good.values.with(2, body).with(3, Buffer.from(hashLeaf(body)));
  };
  const check = '23514';
  const cases: [string, unknown[], string][] = [
    ['a leaf of other bytes', good.values.with(3, Buffer.alloc(32)), check],
    ['another id', good.values.with(1, '019a0000-0000-7000-8000-000000000001'), check],
    ['an unknown log', good.values.with(0, '019a0000-0000-7000-8000-000000000001'), 'P0002'],
    ['another site', bodyOf((text) => text.replace(/"site":"......../, '"site":"00000000')), check],
    ['a repeated key', bodyOf((text) => text.replace('"v":1', '"v":1,"v":1')), check],
    ['no JSON', bodyOf(() => 'act'), check],
    ['a null character', bodyOf((text) => text.replace('"facts":{', '"facts":{"a":"\\u0000"')), check],
    ['no UTF-8', good.values.with(2, Buffer.of(0xff)).with(3, Buffer.from(hashLeaf(Buffer.of(0xff)))), '22021'],
    ['no facts', bodyOf((text) => text.replace('"facts"', '"fakts"')), check],
    ['no date', bodyOf((text) => text.replace(/"at":"....-../, '"at":"2026-13')), check],
    ['another payload', good.values.with(5, [Buffer.from('y')]), check],
    ['a payload too few', good.values.with(4, []).with(5, []), check],
    ['60,001 bytes', bodyOf((text) => text.padEnd(60_001)), check],
  ];
  for (const [name, values, state] of cases) assert.equal(await stateOf(ledger.app.query(good.text, values)), state, name);
  assert.equal(await stateOf(ledger.app.query(good.text, good.values)), 'done');
  assert.equal(await stateOf(ledger.app.query(good.text, good.values)), '23505', 'the same id again');
  await ledger.fill(1);
  assert.equal(await stateOf(ledger.app.query(good.text, good.values)), '23505', 'the same id after it was sealed');
  assert.ok(id);
  assert.deepEqual(await placeOf(ledger), { what: 'nothing' });
});
