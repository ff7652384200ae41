// An enforcer's certificate and key: renewed before they end, and enrolled again after they are lost, while it goes on holding.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Identity } from '../apps/enforcer/src/folder.ts';
import { makeMachineKey, makeMachineRequest } from '@holdfast/platform/machine-request';
import { openLink } from '../apps/enforcer/src/link.ts';
import { entryOf, openBench, reason } from './enforcer-bench.ts';
import { whyNoNamespaces } from './namespaces.ts';

const skip = whyNoNamespaces() ?? false;
const bench = skip === false ? await openBench({ after }, 'routed') : null;
const identityPath = (): string => join(bench!.folder, 'identity.json');
const readIdentity = (): Identity => JSON.parse(readFileSync(identityPath(), 'utf8')) as Identity;
/** Whether the server still takes this certificate. */
const isTaken = async ({ authorities, certificate_pem, key_pem }: Identity): Promise<number> => {
  const link = openLink(`https://127.0.0.1:${bench!.hf.parts.machines.now!.port}`, { authorities, certificate_pem, key_pem });
  const { status } = await link
    .ask('GET', '/machine/v1/enforcer/policy?after=99999&waiting=0', undefined, 800)
    .catch(() => ({ status: 200 }));
  link.close();
  return status;
};

test('a certificate is renewed with a new key a month before it ends', { skip }, async () => {
  const { hf, start, until, switchTo, open } = bench!;
  const before = readIdentity();
  const not_after = new Date(Date.now() + 29 * 86_400_000).toISOString();
  writeFileSync(identityPath(), JSON.stringify({ ...before, not_after }), { mode: 0o600 });
  const { stop } = await start();
  await entryOf(hf, 'enforcer.certificate_renewed', 20_000);
  for (let i = 0; i < 100 && readIdentity().key_pem === before.key_pem; i += 1) await wait(50);
  const renewed = readIdentity();
  assert.notEqual(renewed.certificate_pem, before.certificate_pem);
  assert.notEqual(renewed.key_pem, before.key_pem);
  assert.ok(Date.parse(renewed.not_after) > Date.now() + 80 * 86_400_000);
  await switchTo('isolated', 'normal');
  await until('held', (it) => it.held[0]!.held === 'isolated', 20_000);
  assert.deepEqual(await open([502]), []);
  await stop();
});

test(
  'the certificate of before ends once the enforcer was seen with its new one for an hour; one that never arrived ends nothing',
  { skip },
  async () => {
    const { hf, start } = bench!;
    const machines = () => `https://127.0.0.1:${hf.parts.machines.now!.port}`;
    const own = () => hf.rows<{ state: string }>(`select state from platform.certificate where purpose = 'client' order by made_at`);
    const anHourOn = () => hf.rows(`update platform.certificate set made_at = made_at - interval '61 minutes' where purpose = 'client'`);
    const reported = async () => {
      const [before] = await hf.rows<{ seen_at: Date }>(`select max(seen_at) as seen_at from holdfast.enforcer`);
      const isLater = async () => (await hf.rows(`select 1 from holdfast.enforcer where seen_at > $1`, [before!.seen_at])).length > 0;
      for (let i = 0; i < 300 && !(await isLater()); i += 1) await wait(100);
    };
    const first = readIdentity();
    const due = { ...first, not_after: new Date(Date.now() + 29 * 86_400_000).toISOString() };
    // Asked for, and lost before it was put down.
    const link = openLink(machines(), first);
    assert.equal(
      (await link.ask('POST', '/machine/v1/certificate', { csr_pem: await makeMachineRequest(makeMachineKey()) }, 5000)).status,
      200,
    );
    link.close();
    await anHourOn();
    const former = await start();
    await reported();
    assert.equal(await isTaken(first), 200, 'it never used the newest');
    await former.stop();
    writeFileSync(identityPath(), JSON.stringify(due), { mode: 0o600 });
    const { stop } = await start();
    for (let i = 0; i < 200 && readIdentity().key_pem === first.key_pem; i += 1) await wait(50);
    await reported();
    assert.deepEqual([await isTaken(first), await isTaken(readIdentity())], [200, 200], 'the hour of grace');
    await anHourOn();
    for (let i = 0; i < 150 && (await isTaken(first)) !== 401; i += 1) await wait(200);
    assert.deepEqual([await isTaken(first), await isTaken(readIdentity())], [401, 200]);
    assert.equal((await own()).filter((it) => it.state === 'current').length, 1, 'the lost one and those of before are ended too');
    await stop();
  },
);

test('a lost key: what was held is loaded without it, and a new code makes the machine the enforcer again', { skip }, async () => {
  const { hf, site, enforcer_id, enforcer, start, until, nft, open } = bench!;
  const lost = readIdentity();
  rmSync(identityPath());
  nft('flush', 'ruleset');
  assert.deepEqual(await open([502]), [502], 'an empty kernel');
  const held = await enforcer('hold');
  assert.deepEqual([held.status, held.out], [0, 'enforcer without its key: what was kept is loaded\n']);
  assert.deepEqual(await open([502]), [], 'isolated, as it was');
  const run = await enforcer('run');
  assert.equal(run.status, 78);
  assert.match(run.err, /key is lost .* Have a new code made on its page/s);
  assert.match((await enforcer('status')).out, /key {8}is lost: enrol again/);
  const { command } = await hf.ask<{ command: string }>('owner', 'POST', `${site}/enforcers/${enforcer_id}/code`);
  const again = await enforcer(...command.split(' ').slice(2));
  assert.deepEqual([again.status, again.err], [0, '']);
  await start();
  const now = await until('heard', (it) => it.held[0]!.held === 'isolated' && it.is_as_ordered, 20_000);
  assert.equal(now.state, 'empty', 'its list is rolled out anew, the isolation needs no roll-out');
  assert.deepEqual(await open([502]), []);
  assert.deepEqual([await isTaken(lost), await isTaken(readIdentity())], [401, 200], 'the lost key opens nothing any more');
  await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/roll-out`, { reason });
  const { lists } = await until('tried', (it) => it.lists[0]?.state === 'waiting');
  await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/confirmation`, { list_sequence: lists[0]!.list_sequence });
  await until('in force', (it) => it.state === 'in_force');
});

test('a machine whose certificate counts no more says so, and goes on holding', { skip }, async () => {
  const { hf, site, enforcer_id, start, kill, open } = bench!;
  kill();
  const { said } = await start();
  await hf.ask('owner', 'POST', `${site}/enforcers/${enforcer_id}/end`, { reason });
  for (let i = 0; i < 300 && !/does not take this machine/.test(said()); i += 1) await wait(50);
  assert.match(said(), /the server does not take this machine’s certificate.*What is held stays/);
  assert.deepEqual(await open([502]), [], 'isolated still');
});
