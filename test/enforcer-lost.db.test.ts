// The enforcer alone, bridged: the server is gone, the process is killed, the machine starts anew, and somebody forges an order.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { entryOf, forgeOrder, openBench, reason } from './enforcer-bench.ts';
import { whyNoNamespaces } from './namespaces.ts';

const skip = whyNoNamespaces() ?? false;
/** The shortest there is. */
const confirm_within_s = 10;
const bench = skip === false ? await openBench({ after }, 'bridged', { confirm_within_s }) : null;

/** Seconds until a new conversation on this port gets through. */
const opensAfter = async (port: number, ms: number): Promise<number> => {
  const began = Date.now();
  while ((await bench!.open([port])).length === 0) if (Date.now() - began > ms) return Infinity;
  return (Date.now() - began) / 1000;
};
const rollOut = async (): Promise<number> => {
  const { hf, site, enforcer_id, until } = bench!;
  await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/roll-out`, { reason });
  return (await until('tried', (it) => it.lists[0]?.state === 'waiting')).lists[0]!.list_sequence;
};

test('a list whose server vanishes before it was confirmed goes back by itself in the set time', { skip }, async (t) => {
  const { start, until, open, cut, mend } = bench!;
  await start();
  await until('heard', (it) => it.state === 'empty');
  await rollOut();
  const tried = Date.now();
  assert.deepEqual(await open([502, 80]), [502]);
  cut();
  await opensAfter(80, 20_000);
  const sinceTried = (Date.now() - tried) / 1000;
  t.diagnostic(`rolled back ${sinceTried.toFixed(1)} s after it was told, ${confirm_within_s} s were set`);
  assert.ok(sinceTried > confirm_within_s - 2.5 && sinceTried < confirm_within_s + 2.5, `${sinceTried} s`);
  mend();
  const told = await until('told', (it) => it.state === 'rolled_back', 20_000);
  assert.deepEqual([told.lists[0]!.state, told.lists[0]!.why], ['rolled_back', 'not_confirmed']);
});

test('a list whose enforcer is killed meanwhile goes back all the same', { skip }, async () => {
  const { start, until, open, enforcer, kill } = bench!;
  await until('running', (it) => it.state === 'rolled_back');
  const { out } = await enforcer('status', '--json');
  assert.equal(JSON.parse(out).running, true);
  await rollOut();
  kill();
  assert.deepEqual(await open([502, 80]), [502], 'what was loaded stays');
  const took = await opensAfter(80, 20_000);
  assert.ok(took < confirm_within_s + 3, `${took} s`);
  await start();
  await until('told', (it) => it.lists[0]?.state === 'rolled_back', 20_000);
});

test(
  'an isolation stays through a restart of the machine and the loss of the server, and is released on the machine',
  { skip },
  async () => {
    const { hf, site, enforcer_id, start, until, open, cut, mend, nft, switchTo, enforcer, conduit_id, kill } = bench!;
    const list_sequence = await rollOut();
    await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/confirmation`, { list_sequence });
    await until('confirmed', (it) => it.state === 'in_force');
    await switchTo('isolated', 'normal');
    await until('isolated', (it) => it.held[0]!.held === 'isolated');
    assert.deepEqual(await open([502, 102]), []);
    cut();
    kill();
    // What a restart of the machine leaves: an empty kernel, no process, no server.
    nft('flush', 'ruleset');
    assert.deepEqual(await open([502]), [502]);
    await start();
    assert.deepEqual(await open([502, 102]), [], 'held again before anything else');
    await wait(confirm_within_s * 1000 + 1000);
    assert.deepEqual(await open([502, 102]), [], 'no confirmation was needed');
    const wrong = await enforcer('release', '--conduit', 'Boiler', '--reason', reason);
    assert.deepEqual([wrong.status, /names no conduit.*Known here: Cell 1 – SCADA/.test(wrong.err)], [78, true]);
    const released = await enforcer('release', '--conduit', 'cell 1', '--reason', 'Server lost, line needed.');
    assert.deepEqual([released.status, released.out], [0, 'Cell 1 – SCADA: passes by its list again.\n']);
    assert.deepEqual(await open([502, 80]), [502], 'by its list, not open');
    mend();
    const told = await until('told', (it) => it.set_here === 1, 30_000);
    assert.deepEqual([told.held[0]!.ordered, told.held[0]!.held, told.held[0]!.set_here], ['isolated', 'normal', true]);
    const { facts } = await entryOf(hf, 'enforcer.released_here');
    assert.equal(facts['conduit_id'], conduit_id);
    assert.deepEqual([facts['by'], facts['reason']], [undefined, undefined], 'who and why stay out of the ledger in clear');
    await switchTo('normal', 'isolated');
    const lifted = await until('lifted', (it) => it.held[0]!.ordered === 'normal' && it.set_here === 0);
    assert.equal(lifted.state, 'in_force');
  },
);

test('isolated on the machine it stays so until an act of the server', { skip }, async () => {
  const { open, enforcer, switchTo, until } = bench!;
  assert.equal((await enforcer('isolate', '--conduit', 'Cell 1 – SCADA')).status, 0);
  assert.deepEqual(await open([502]), []);
  await until('told', (it) => it.held[0]!.held === 'isolated' && it.held[0]!.set_here);
  await switchTo('essential', 'normal');
  await until('lifted', (it) => it.held[0]!.held === 'essential' && !it.held[0]!.set_here);
  assert.deepEqual(await open([502, 102]), [502]);
  await switchTo('normal', 'essential');
  await until('normal', (it) => it.held[0]!.held === 'normal');
});

test('an order signed by another key is refused and told; what was held stays', { skip }, async () => {
  const { hf, open, now } = bench!;
  const before = await now();
  await forgeOrder(bench!);
  const { facts } = await entryOf(hf, 'enforcer.refused', 30_000);
  assert.equal(facts['why'], 'forged');
  assert.deepEqual(await open([502, 80]), [502]);
  assert.equal((await now()).kernel_sha256, before.kernel_sha256);
});
