// The quota of acts: who floods a log is refused and told of once; others and other logs go on. Holdfast's own processes have a wider one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createActQuota, type Flood } from './act-quota.ts';
import { Failure } from './failure.ts';
import { mint, mintForProcess, type Principal, type Sentence } from './permit.ts';

const sentence: Sentence = { id: 'test', who: ['owner'], at: 'site', changes: true, says: 'changes a pump' };
const [north, south] = ['01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-000000000002'];
const grants = [{ role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null }] as const;
const personOf = (person_id: string, more: Partial<Principal> = {}): Principal => ({ person_id, name: 'x', via: 'ui', grants, ...more });
const permitOf = (who: Principal, site_id = north) => mint(who, sentence, site_id);

const isFlood = (retry_after_s: number) => (thrown: unknown) =>
  thrown instanceof Failure &&
  thrown.code === 'too_many_acts' &&
  thrown.kind === 'too_many' &&
  thrown.params['retry_after_s'] === retry_after_s;

test('refuses beyond the quota of a person at a log, says when to try again, and tells of the flood once', () => {
  const floods: Flood[] = [];
  const quota = createActQuota({ burst: 3, refill_ms: 2000, onFlood: (flood) => floods.push(flood) });
  const ann = permitOf(personOf('ann'));
  for (let n = 0; n < 3; n += 1) quota(ann, 0);
  assert.throws(() => quota(ann, 0), isFlood(2));
  assert.throws(() => quota(ann, 500), isFlood(2));
  quota(permitOf(personOf('ann'), south), 500);
  quota(permitOf(personOf('ben')), 500);
  quota(permitOf(personOf('ann', { via: 'api', through: 'token-1' })), 500);
  assert.deepEqual(floods, [{ actor_id: 'ann', is_process: false, through: null, site_id: north, most: 3 }]);
  quota(ann, 2000);
  assert.throws(() => quota(ann, 2000), isFlood(2));
  assert.equal(floods.length, 1, 'the same flood');
  for (let n = 0; n < 3; n += 1) quota(ann, 700_000);
  assert.throws(() => quota(ann, 700_000), isFlood(2));
  assert.equal(floods.length, 2, 'ten minutes later it is another');
});

test('takes every batch of Holdfast’s own processes, and stops one that went wild without stopping the others', () => {
  const floods: Flood[] = [];
  const quota = createActQuota({ burst: 1, process_burst: 50, process_refill_ms: 1000, onFlood: (flood) => floods.push(flood) });
  const [wild, calm] = [mintForProcess('sensor', sentence, north), mintForProcess('clock', sentence, north)];
  for (let n = 0; n < 50; n += 1) quota(wild, 0);
  assert.throws(() => quota(wild, 0), isFlood(1));
  assert.throws(() => quota(wild, 100), isFlood(1));
  quota(calm, 100);
  quota(mintForProcess('sensor', sentence, south), 100);
  assert.deepEqual(floods, [{ actor_id: wild.actor_id, is_process: true, through: null, site_id: north, most: 50 }]);
  quota(wild, 1000);
});

test('as it comes, a process may write what a day of a large plant makes at once', () => {
  const quota = createActQuota();
  const reader = mintForProcess('reader', sentence, north);
  for (let n = 0; n < 20_000; n += 1) quota(reader, 0);
  assert.throws(() => quota(reader, 0), isFlood(1));
});
