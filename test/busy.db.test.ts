// While captures come in and are counted, or the ledger is verified again and again, the server has connections and threads left for everybody else.
import assert from 'node:assert/strict';
import { request, type ClientRequest } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { findLog } from '@holdfast/platform/ledger-store';
import { routeNeeds } from '../apps/server/src/needs.ts';
import { openHoldfast, plantBytes } from './holdfast.ts';

const hf = await openHoldfast({ after });

test('a capture whose counting takes long holds one connection, not one more every half second', async () => {
  const client = await hf.database.pool('holdfast_super').connect();
  await client.query(`begin; select pg_advisory_xact_lock(hashtextextended('assets:${hf.site_id}', 0))`);
  const added = await hf.upload('owner', plantBytes(300_000), 'slow.pcap');
  await wait(3500);
  const { pool } = hf.parts;
  const busy = pool.totalCount - pool.idleCount;
  await client.query('rollback');
  client.release();
  assert.ok(busy <= 2, `${busy} connections are held`);
  await hf.idle();
  assert.equal((await hf.ask('owner', 'GET', `${hf.site}/captures/${added.body.id}`)).state, 'done');
});

test('many captures at once are read by few threads, and each is counted', async () => {
  const bytes = [2, 3, 4, 5, 6].map((seed) => plantBytes(200_000, seed));
  const open: { asked: ClientRequest; ended: Promise<number | undefined> }[] = bytes.map((all, at) => {
    const path = `${hf.base}${hf.site}/captures?name=many-${at}.pcap&size_bytes=${all.length}`;
    const asked = request(path, { method: 'POST', headers: { cookie: hf.cookieOf('owner'), 'content-type': 'application/octet-stream' } });
    const ended = new Promise<number | undefined>((done) => asked.on('response', (it) => (it.resume(), done(it.statusCode))));
    asked.write(all.subarray(0, 1000));
    return { asked, ended };
  });
  const coming = () => hf.rows(`select 1 from holdfast.capture where state = 'receiving'`);
  for (let i = 0; i < 1200 && (await coming()).length < bytes.length; i += 1) await wait(50);
  await wait(300);
  assert.ok(hf.parts.under_way.size <= 2, `${hf.parts.under_way.size} readers`);
  open.forEach(({ asked }, at) => asked.end(bytes[at]!.subarray(1000)));
  assert.deepEqual(
    await Promise.all(open.map((it) => it.ended)),
    bytes.map(() => 200),
  );
  await hf.idle();
  const rows = await hf.rows(`select state from holdfast.capture where name like 'many-%'`);
  assert.deepEqual(
    rows,
    bytes.map(() => ({ state: 'done' })),
  );
});

test('twenty who verify the ledger at once take turns', async () => {
  const { verify } = routeNeeds(hf.parts).ledger;
  const log = (await findLog(hf.parts.pool, hf.site_id))!;
  const { pool } = hf.parts;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, pool.totalCount - pool.idleCount)), 1);
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify(log)));
  clearInterval(watch);
  assert.ok(verdicts.every((it) => it.ok));
  assert.ok(most <= 2, `${most} connections at once`);
});
