// The one-time code of the first start.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../test/database.ts';
import { openDatabase } from './database.ts';
import { Failure } from './failure.ts';
import { readOrCreateSecret } from './secret-file.ts';
import { createSetupCode, isSetupOpen, spendSetupCode, trySetupCode } from './setup.ts';

const database = await testDatabase({ after });
const db = openDatabase(database.pool('holdfast_app'));
const isFailure = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;
const use = async (code: string): Promise<void> => {
  await trySetupCode(db, code);
  await db.transaction().execute((tx) => spendSetupCode(tx, code));
};

test('is 128 bits in groups, never kept in clear, and new each time', async () => {
  const code = await createSetupCode(db);
  assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
  const { rows } = await sql<{ hash: Buffer }>`select hash from platform.setup_code`.execute(db);
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.hash.includes(code.replaceAll('-', '')), false);
  const next = await createSetupCode(db);
  assert.notEqual(next, code);
  await assert.rejects(use(code), isFailure('setup_code_wrong'));
});

test('is forgiven small letters, spaces and look-alikes, and gone after use', async () => {
  const code = await createSetupCode(db);
  await use(` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `);
  assert.equal(await isSetupOpen(db), false);
  await assert.rejects(use(code), isFailure('setup_closed'));
});

test('stays open when the act around it fails', async () => {
  const code = await createSetupCode(db);
  const failing = db.transaction().execute(async (tx) => {
    await spendSetupCode(tx, code);
    throw new Error('the account could not be made');
  });
  await assert.rejects(failing, /could not be made/);
  await use(code);
});

test('closes after ten wrong tries, even for the right code', async () => {
  const code = await createSetupCode(db);
  for (let i = 0; i < 10; i += 1) {
    await assert.rejects(use('0000'), (error) => error instanceof Failure && error.params['tries_left'] === 9 - i);
  }
  await assert.rejects(use(code), isFailure('setup_closed'));
  assert.equal(await isSetupOpen(db), false);
});

test('lets only one of several that come at once have it', async () => {
  for (let round = 0; round < 40; round += 1) {
    const code = await createSetupCode(db);
    const outcomes = await Promise.allSettled([use(code), use(code), use(code)]);
    assert.deepEqual(outcomes.map((it) => it.status).toSorted(), ['fulfilled', 'rejected', 'rejected']);
  }
});

test('a secret file is made once, closed to others, and refused when damaged', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-secret-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, 'secrets', 'sign-in.secret');
  const both = await Promise.all([readOrCreateSecret(path), readOrCreateSecret(path)]);
  assert.equal(both[0], both[1]);
  assert.equal(both[0]?.length, 43);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(readFileSync(path, 'utf8').trim(), both[0]);
  writeFileSync(path, 'short');
  await assert.rejects(readOrCreateSecret(path), /damaged/);
});
