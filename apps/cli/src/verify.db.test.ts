// `holdfast verify` as a person runs it: on a folder in use, on one at rest, and on databases a superuser tampered with.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPool } from '@holdfast/platform/database';
import { signerOf } from '@holdfast/platform/signer-key';
import { holdfast, makeLedgerFolder, makeTamperedCopy, tamper } from '../../../test/tampered-ledger.ts';
import type { Verification } from './verify-report.ts';

const { dataDir, postgres, url, root, start } = await makeLedgerFolder({ after });
const theSite = `log_id = (select id from ledger.log where site_id is not null)`;
const zeros = `'\\x${'00'.repeat(32)}'::bytea`;

async function verifyJson(...args: string[]): Promise<Verification & { code: number }> {
  const { code, out, err } = await holdfast('verify', '--json', ...args);
  assert.equal(err, '');
  return { ...(JSON.parse(out) as Verification), code };
}

test('finds the ledger of a folder in use whole, and says whose key it trusted and what it did not check', async () => {
  const { code, out, err } = await holdfast('verify', '--data', dataDir);
  assert.deepEqual({ code, err }, { code: 0, err: '' });
  assert.match(out, /^The ledger is whole/);
  assert.match(out, /as it runs\nKeys {7}trusts the key found beside the database; bring your own with --vkey\n/);
  assert.match(out, /holdfast\.example\/test\/organisation\/e1\n.*\n +3 +1 +1 +0 +0\n +newest checkpoint: size 3, /);
  assert.match(out, /\/01930000-0000-7000-8000-000000000001\/e1\n.*\n +11 +8 +2 +0 +0\n +newest checkpoint: size 11, /);
  assert.match(out, /Not checked\n(.*\n)*.*no witness(.*\n)*.*times are the server/);
});

const rewriteBody = (n: number) =>
  `update ledger.entry set body = replace(convert_from(body, 'UTF8'), '"n":${n}', '"n":99')::bytea,
     leaf = sha256('\\x00'::bytea || replace(convert_from(body, 'UTF8'), '"n":${n}', '"n":99')::bytea) where ${theSite} and idx = ${n}`;
const moveEntry = (table: string, from: number, to: number) => `update ledger.${table} set idx = ${to} where ${theSite} and idx = ${from}`;

const attacks: Record<string, { statements: string[]; place: string }> = {
  'a body rewritten alone': {
    statements: [
      'alter table ledger.entry drop constraint entry_check',
      `update ledger.entry set body = replace(convert_from(body, 'UTF8'), '"n":5', '"n":6')::bytea where ${theSite} and idx = 5`,
    ],
    place: 'the leaf hash of the entry, entry 5',
  },
  'a body and its leaf': { statements: [rewriteBody(5)], place: 'the fact beside the entry, entry 5' },
  'a body, its leaf and its fact': {
    statements: [rewriteBody(5), `update ledger.fact set data = '{"n": 99}' where ${theSite} and idx = 5`],
    place: 'the node, level 1, number 2',
  },
  'a node': {
    statements: [`update ledger.node set hash = ${zeros} where ${theSite} and level = 3 and k = 0`],
    place: 'the node, level 3, number 0',
  },
  'the text of a checkpoint': {
    statements: [`update ledger.checkpoint set note = replace(note, E'\\n8\\n', E'\\n7\\n') where ${theSite} and size = 8`],
    place: 'the checkpoint, of size 8',
  },
  'the signature of a later checkpoint': {
    statements: [
      `update ledger.checkpoint set note = regexp_replace(note, ' [^ ]{8}([^ ]*)$', ' AAAAAAAA\\1') where ${theSite} and size = 11`,
    ],
    place: 'the checkpoint, of size 11',
  },
  'the last entry, deleted with its fact': {
    statements: [
      `delete from ledger.erasable where entry_id in (select id from ledger.entry where ${theSite} and idx >= 10)`,
      `delete from ledger.entry where ${theSite} and idx >= 10`,
      `delete from ledger.fact where ${theSite} and idx >= 10`,
    ],
    place: 'the checkpoint, of size 11',
  },
  'two entries, swapped': {
    statements: ['entry', 'fact'].flatMap((table) => [moveEntry(table, 4, 99), moveEntry(table, 7, 4), moveEntry(table, 99, 7)]),
    place: 'the node, level 1, number 2',
  },
  'a fact': {
    statements: [`update ledger.fact set actor = 'person:2' where ${theSite} and idx = 4`],
    place: 'the fact beside the entry, entry 4',
  },
  'a reason behind a commitment': {
    statements: [
      `update ledger.erasable set payload = 'another reason' where entry_id = (select id from ledger.entry where ${theSite} and idx = 6)`,
    ],
    place: 'what is kept behind a commitment of the entry, entry 6, number 0',
  },
};

for (const [at, [what, { statements, place }]] of Object.entries(attacks).entries()) {
  test(`names ${what}, and exits with 1`, async () => {
    await makeTamperedCopy(postgres, `attack_${at}`, statements);
    const { code, out } = await holdfast('verify', '--data', dataDir, '--database-url', url(`attack_${at}`));
    assert.equal(code, 1, out);
    assert.match(out, /^THE LEDGER WAS TAMPERED WITH/);
    assert.equal(/^First fault {2}(.*)\n {2}log {8}(.*)$/m.exec(out)?.[1], place);
    assert.match(out, /^ {2}log {8}holdfast\.example\/test\/01930000-0000-7000-8000-000000000001\/e1$/m);
  });
}

test('a log cut together with its checkpoints is only seen by who kept one', async () => {
  const { logs } = await verifyJson('--data', dataDir);
  const kept = join(root, 'kept.txt');
  writeFileSync(kept, logs.map((it) => it.newest_checkpoint?.note).join('\n'));
  assert.equal((await verifyJson('--data', dataDir, '--since', kept)).kept_notes, 2);
  await makeTamperedCopy(postgres, 'cut', [
    `delete from ledger.erasable where entry_id in (select id from ledger.entry where ${theSite} and idx >= 8)`,
    ...['entry', 'fact'].map((table) => `delete from ledger.${table} where ${theSite} and idx >= 8`),
    `delete from ledger.node where ${theSite} and (k + 1) * 2 ^ level > 8`,
    `delete from ledger.checkpoint where ${theSite} and size > 8`,
  ]);
  const database = ['--data', dataDir, '--database-url', url('cut')];
  assert.equal((await verifyJson(...database)).code, 0);
  const { code, first_fault } = await verifyJson(...database, '--since', kept);
  assert.deepEqual({ code, what: first_fault?.what, size: first_fault?.size }, { code: 1, what: 'checkpoint', size: 11 });
});

test('reads as the user of the address where that user may, else in the role of the server', async () => {
  const asSuper = openPool(postgres.superConnection());
  await asSuper.query(`create role taker login password 'x'; grant holdfast_app to taker with inherit false, set true`);
  await asSuper.query(`create role stranger login password 'x'`);
  await asSuper.end();
  const as = (user: string): string => `postgresql://${user}:x@/holdfast?host=${encodeURIComponent(postgres.socketDir)}`;
  assert.match((await holdfast('verify', '--data', dataDir, '--database-url', as('taker'))).out, /^The ledger is whole/);
  const { code, err } = await holdfast('verify', '--data', dataDir, '--database-url', as('stranger'));
  assert.equal(code, 2);
  assert.match(err, /permission denied for schema ledger/);
});

test('trusts the keys one brings, and exits with 3 when they are not those that signed', async () => {
  const { keys, logs } = await verifyJson('--data', dataDir);
  assert.equal(keys.source, 'beside');
  const file = join(root, 'keys.txt');
  writeFileSync(file, `# handed out on the first day\n${keys.vkeys.join('\n')}\n`);
  const brought = await verifyJson('--data', dataDir, '--vkeys', file);
  assert.deepEqual({ code: brought.code, keys: brought.keys }, { code: 0, keys: { source: 'brought', vkeys: keys.vkeys } });
  const stranger = signerOf(generateKeyPairSync('ed25519').privateKey);
  const args = logs.flatMap(({ origin }) => ['--vkey', stranger.vkey(origin)]);
  const { code, verdict, first_fault } = await verifyJson('--data', dataDir, ...args);
  assert.deepEqual({ code, verdict, found: first_fault?.found }, { code: 3, verdict: 'untrusted', found: 'no signature of a known key' });
});

test('exits with 2 and a sentence when it cannot read what it needs, with 64 when misused', async () => {
  const cases: [number, RegExp, string[]][] = [
    [2, /there is no Holdfast database in .*nowhere/, ['--data', join(root, 'nowhere')]],
    [2, /there is no ledger in this database/, ['--data', dataDir, '--database-url', url('postgres')]],
    [2, /verifier key: /, ['--data', dataDir, '--vkey', 'not a key']],
    [2, /no key was given with --vkey/, ['--data', root, '--database-url', url('holdfast')]],
    [2, /holds no checkpoint/, ['--data', dataDir, '--since', '/dev/null']],
    [2, /ECONNREFUSED/, ['--database-url', 'postgresql://nobody:x@127.0.0.1:9/x']],
    [64, /Unknown option '--frobnicate'/, ['--frobnicate']],
  ];
  for (const [code, says, args] of cases) {
    const told = await holdfast('verify', ...args);
    assert.equal(told.code, code, told.err);
    assert.match(told.err, says);
    assert.equal(told.out, '');
  }
});

test('starts the database of a folder at rest, verifies it, and leaves it at rest', async () => {
  await postgres.stop();
  const honest = await verifyJson('--data', dataDir);
  assert.deepEqual({ code: honest.code, database: honest.database }, { code: 0, database: `${dataDir}, started for this check` });
  const again = await start();
  await tamper(again, 'holdfast', [`update ledger.node set hash = ${zeros} where ${theSite} and level = 1 and k = 1`]);
  await again.stop();
  const { code, first_fault } = await verifyJson('--data', dataDir);
  assert.deepEqual({ code, level: first_fault?.level, k: first_fault?.k }, { code: 1, level: 1, k: 1 });
});
