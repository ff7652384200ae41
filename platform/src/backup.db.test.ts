// Backups that are put back and started: of a database at rest, and of one that is written to while it is copied.
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { makeBackup, readBackup, restoreBackup } from './backup.ts';
import { logger } from './log.ts';
import { startPostgres } from './postgres.ts';

type After = { after(work: () => void): void };

function makeFolder(t: After): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-bk-'));
  chmodSync(folder, 0o711);
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const start = (dataDir: string) => startPostgres({ dataDir, log: logger('test') });

async function ask<T>(postgres: Awaited<ReturnType<typeof start>>, sql: string): Promise<T[]> {
  const client = new Client(postgres.superConnection());
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

const now = new Date('2026-11-21T22:00:00Z');

test('a backup of a running database is whole: what was committed before it is there, and the database starts from it', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const postgres = await start(dataDir);
  t.after(() => postgres.stop());
  mkdirSync(join(dataDir, 'files/ab'), { recursive: true });
  writeFileSync(join(dataDir, 'files/ab/abcd'), 'a capture');
  await ask(
    postgres,
    'create table kept (n bigint primary key, pad text); insert into kept select g, repeat(md5(g::text), 8) from generate_series(1, 20000) g',
  );
  let isWriting = true;
  const writing = (async () => {
    for (let n = 20001; isWriting; n += 1) await ask(postgres, `insert into kept values (${n}, repeat('x', 400)); checkpoint`);
  })();
  const made = await makeBackup({ dataDir, to: join(folder, 'backup'), version: '1.0.0', now });
  isWriting = false;
  await writing;
  assert.equal(made.kind, 'online');
  assert.deepEqual(await ask(postgres, 'select slot_name from pg_replication_slots'), []);
  assert.equal((await readBackup(made.folder)).version, '1.0.0');
  const restored = join(folder, 'restored');
  assert.equal(await restoreBackup({ folder: made.folder, dataDir: restored, now }), null);
  const again = await start(restored);
  try {
    const [row] = await ask<{ first: string; n: string; gaps: string }>(
      again,
      'select count(*) filter (where n <= 20000) as first, max(n) as n, max(n) - count(*) as gaps from kept',
    );
    assert.equal(row?.first, '20000');
    assert.equal(row?.gaps, '0', 'what follows is there in order, none is missing between');
    await ask(again, 'create extension if not exists amcheck; select bt_index_check(oid) from pg_class where relname = $$kept_pkey$$');
    assert.equal(existsSync(join(restored, 'files/ab/abcd')), true);
  } finally {
    await again.stop();
  }
});

test('a backup of a stopped Holdfast is put back over a damaged folder, which is kept beside it', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  const postgres = await start(dataDir);
  await ask(postgres, 'create table kept as select 1 as n');
  await postgres.stop();
  const made = await makeBackup({ dataDir, to: join(folder, 'backup'), version: '1.0.0', now, link: true });
  assert.equal(made.kind, 'cold');
  writeFileSync(join(dataDir, 'postgres/global/pg_control'), 'damaged');
  const aside = await restoreBackup({ folder: made.folder, dataDir, now });
  assert.equal(aside, `${dataDir}.before-20261121T220000Z`);
  const again = await start(dataDir);
  assert.deepEqual(await ask(again, 'select n from kept'), [{ n: 1 }]);
  await assert.rejects(restoreBackup({ folder: made.folder, dataDir, now }), { code: 'already_running' });
  await again.stop();
});

test('a backup with one byte more, a missing file or a changed list is refused, and so is what is none', async (t) => {
  const folder = makeFolder(t);
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'secrets'), { recursive: true });
  writeFileSync(join(dataDir, 'secrets/a.secret'), 'one');
  writeFileSync(join(dataDir, 'instance-id'), 'two');
  const to = join(folder, 'backup');
  await makeBackup({ dataDir, to, version: '1.0.0', now });
  await assert.rejects(makeBackup({ dataDir, to, version: '1.0.0', now }), { code: 'backup_exists' });
  await assert.rejects(makeBackup({ dataDir, to: join(dataDir, 'b'), version: '1.0.0', now }), { code: 'backup_inside' });
  appendFileSync(join(to, 'data/secrets/a.secret'), '!');
  await assert.rejects(readBackup(to), /secrets\/a\.secret is changed/);
  rmSync(join(to, 'data/secrets/a.secret'));
  await assert.rejects(restoreBackup({ folder: to, dataDir, now }), /secrets\/a\.secret is missing/);
  appendFileSync(join(to, 'backup.json'), ' ');
  await assert.rejects(readBackup(to), { code: 'backup_damaged' });
  await assert.rejects(readBackup(folder), { code: 'no_backup' });
  assert.deepEqual(readdirSync(folder).toSorted(), ['backup', 'data'], 'what failed left nothing behind');
});
