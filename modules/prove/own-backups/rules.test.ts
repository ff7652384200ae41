// When a backup is due, how things stand, which ones go; and who may say the second word of a restore.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDue, isOwner, judge, superfluous, whyNotCode, whyNotSecond } from './rules.ts';
import type { BackupRun } from './schema.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const ago = (hours: number): string => new Date(now.getTime() - hours * 3600_000).toISOString();
const run = (hours: number, state: BackupRun['state'] = 'made', more: Partial<BackupRun> = {}): BackupRun => ({
  id: `run-${hours}`,
  state,
  began_at: ago(hours),
  ended_at: ago(hours),
  path: '/b',
  size_bytes: 1,
  entries: 1,
  fault: null,
  checked_at: null,
  check_fault: null,
  removed_at: null,
  ...more,
});
const setting = { folder: '/b', keep: 2, warn_days: 2, recovery_key: 'key', recovery_key_made_at: ago(100) };

test('a backup is due a day after the last was begun, whatever became of it, and never while one runs', () => {
  assert.equal(isDue(setting, [], now), true);
  assert.equal(isDue(setting, [run(24)], now), true);
  assert.equal(isDue(setting, [run(23.9)], now), false);
  assert.equal(isDue(setting, [run(30), run(3, 'failed')], now), false);
  assert.equal(isDue(setting, [run(50, 'running')], now), false);
  assert.equal(isDue({ ...setting, folder: null }, [], now), false);
  assert.equal(isDue({ ...setting, recovery_key: null }, [], now), false, 'nothing is written unencrypted');
});

test('fresh, old, failed, due and not set up are told apart', () => {
  assert.equal(judge(setting, [run(47)], now), 'fresh');
  assert.equal(judge(setting, [run(49)], now), 'old');
  assert.equal(judge(setting, [run(40), run(2, 'failed')], now), 'failed');
  assert.equal(judge(setting, [run(2, 'failed')], now), 'failed');
  assert.equal(judge(setting, [run(3), run(0, 'running')], now), 'fresh', 'one under way changes nothing yet');
  assert.equal(judge(setting, [run(3, 'made', { check_fault: 'changed' })], now), 'failed');
  assert.equal(judge(setting, [], now), 'due');
  assert.equal(judge({ ...setting, folder: null }, [], now), 'none');
});

test('the newest ones stay, failed ones count for nothing, and the last is never removed', () => {
  const runs = [run(1), run(25), run(49), run(73, 'failed'), run(97), run(121, 'made', { removed_at: ago(1) })];
  assert.deepEqual(
    superfluous(runs, 2).map(({ id }) => id),
    ['run-49', 'run-97'],
  );
  assert.deepEqual(superfluous([run(1)], 0), []);
});

test('two different people, one an owner in their own right', () => {
  const owner = { role: 'owner', scope: 'organisation', site_id: null, zone_id: null, expires_at: null } as const;
  assert.equal(isOwner([owner]), true);
  assert.equal(isOwner([{ ...owner, deputy_for: 'somebody' }]), false);
  assert.equal(isOwner([{ ...owner, role: 'ciso' }]), false);
  assert.equal(whyNotSecond({ asked_by: 'a', by_owner: true }, 'a', true), 'second_person_needed');
  assert.equal(whyNotSecond({ asked_by: 'a', by_owner: false }, 'b', false), 'owner_needed');
  assert.equal(whyNotSecond({ asked_by: 'a', by_owner: true }, 'b', false), null);
  assert.equal(whyNotSecond({ asked_by: 'a', by_owner: false }, 'b', true), null);
});

test('a code is the second word for an owner who did not make it; for one who is alone also their own, and the one of the console', () => {
  const alone = [{ id: 'a' }];
  const two = [{ id: 'a' }, { id: 'b' }];
  const of = (made_by: string) => ({ kind: 'paper' as const, made_by });
  const console = { kind: 'console' as const, made_by: null };
  const it = { asked_by: 'a', by_owner: true };
  assert.deepEqual(
    [whyNotCode(it, of('b'), two), whyNotCode(it, of('a'), two), whyNotCode(it, console, two)],
    [null, 'code_of_another', 'second_person_needed'],
  );
  assert.deepEqual([whyNotCode(it, of('a'), alone), whyNotCode(it, of('gone'), alone), whyNotCode(it, console, alone)], [null, null, null]);
  assert.equal(whyNotCode({ ...it, by_owner: false }, of('b'), alone), 'owner_needed', 'a code is no owner');
});
