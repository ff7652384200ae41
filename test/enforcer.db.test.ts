// The enforcer between real zones, routed: a list is tried and confirmed, a mode takes effect at once, and what nobody confirms goes back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { keepTalking, openBench, reason } from './enforcer-bench.ts';
import { whyNoNamespaces } from './namespaces.ts';

const skip = whyNoNamespaces() ?? false;
const bench = skip === false ? await openBench({ after }, 'routed') : null;

test('a list that is rolled out is tried, confirmed, and cuts only what it does not name', { skip }, async (t) => {
  const { hf, site, enforcer_id, start, until, now, open, nft } = bench!;
  const steady = await keepTalking(t, bench!.plant, [502, 102, 80]);
  await start();
  await until('heard', (it) => it.state === 'empty');
  assert.deepEqual(await open([502, 80]), [502, 80], 'before the first list everything passes');
  await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/roll-out`, { reason });
  const trying = await until('tried', (it) => it.lists[0]?.state === 'waiting');
  assert.equal(trying.state, 'trying');
  const { list_sequence } = trying.lists[0]!;
  await hf.ask('lead', 'POST', `${site}/enforcers/${enforcer_id}/confirmation`, { list_sequence });
  const held = await until('confirmed', (it) => it.state === 'in_force');
  assert.deepEqual([held.is_as_ordered, held.lists[0]!.state, held.held[0]!.in_step], [true, 'confirmed', true]);
  assert.deepEqual(await open([502, 102, 80]), [502, 102]);
  const cut = steady.last(80);
  await wait(400);
  assert.equal(steady.last(80), cut, 'what the list does not name is cut, though its conversation was there before');
  assert.ok(steady.last(502) > cut && steady.last(102) > cut, 'what it names goes on in the conversation it had');
  assert.match(nft('list', 'table', 'inet', 'holdfast'), /comment "rule c[0-9a-f]{8}\.r1"/);
  const counted = await until('counters', (it) => (it.held[0]!.rules[0]?.packets ?? 0) > 0 && it.refused_packets > 0, 15_000);
  assert.deepEqual([counted.held[0]!.rules[0]!.rule_id, counted.held[0]!.rules[0]!.standing], ['r1', 'enforced']);
  const hold = await hf.ask('owner', 'GET', `${site}/conduits/${bench!.conduit_id}/hold`);
  assert.equal(hold.code, 'held');
  assert.equal((await now()).state, 'in_force');
});

test('a mode takes effect in under a second, in conversations that were there before too', { skip }, async (t) => {
  const { switchTo, until, open } = bench!;
  const steady = await keepTalking(t, bench!.plant, [502, 102]);
  const at = await switchTo('essential', 'normal');
  await wait(1300);
  assert.ok(steady.last(102) - at < 1000, `port 102 was heard ${steady.last(102) - at} ms after the act`);
  assert.ok(steady.last(502) - at > 1000, 'the essential one goes on');
  t.diagnostic(`essential only took effect in ${steady.last(102) - at} ms`);
  const told = await until('told', (it) => it.held[0]!.held === 'essential');
  assert.deepEqual([told.state, told.closed, told.is_as_ordered], ['in_force', 1, true]);
  const isolatedAt = await switchTo('isolated', 'essential');
  await wait(1300);
  assert.ok(steady.last(502) - isolatedAt < 1000);
  t.diagnostic(`isolation took effect in ${steady.last(502) - isolatedAt} ms`);
  assert.deepEqual(await open([502, 102]), []);
  const releasedAt = await switchTo('normal', 'isolated');
  while ((await open([502])).length === 0 && Date.now() - releasedAt < 5000);
  assert.ok(Date.now() - releasedAt < 1500, `released in ${Date.now() - releasedAt} ms`);
});

test('rules changed or flushed by hand are found within seconds, told, and put back', { skip }, async () => {
  const { hf, site, enforcer_id, nft, open, until } = bench!;
  await until('quiet', (it) => it.is_as_ordered);
  nft('flush', 'table', 'inet', 'holdfast');
  assert.deepEqual(await open([80]), [80]);
  const flushedAt = Date.now();
  while ((await open([80])).length > 0 && Date.now() - flushedAt < 10_000) await wait(100);
  assert.ok(Date.now() - flushedAt < 6000, `put back after ${Date.now() - flushedAt} ms`);
  assert.deepEqual(await open([80, 502]), [502]);
  const kinds = async (): Promise<string[]> =>
    (
      await hf.rows<{ kind: string }>(`select convert_from(body, 'UTF8')::jsonb->>'kind' as kind from ledger.pending union all
      select convert_from(body, 'UTF8')::jsonb->>'kind' from ledger.entry`)
    ).map(({ kind }) => kind);
  for (let i = 0; i < 40 && !(await kinds()).includes('enforcer.restored'); i += 1) await wait(100);
  assert.ok((await kinds()).includes('enforcer.differed') && (await kinds()).includes('enforcer.restored'));
  const notices = await hf.ask('lead', 'GET', '/api/v1/me/notices');
  assert.ok(notices.rows.some((it: { kind: string }) => it.kind === 'enforcer_differs'));
  assert.equal((await hf.ask('owner', 'GET', `${site}/enforcers/${enforcer_id}`)).state, 'in_force');
});
