// An enforcer takes what its server signed for it, and nothing else; and what it then holds when list, mode and hand differ.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatVerifierKey, type SigningKey } from '@holdfast/core-ledger';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import {
  effectiveModes,
  effectiveView,
  findConduit,
  hashKernel,
  hashList,
  keepLocal,
  openConfirmation,
  openPolicy,
  type Policy,
  type PolicyConduit,
  readCounters,
  readKeys,
  sealConfirmation,
  sealPolicy,
} from './index.ts';

const site_id = '0199d0a0-0000-7000-8000-000000000001';
const enforcer_id = '0199d0a0-0000-7000-8000-000000000002';
const keyOf = (name: string): SigningKey => signingKeyOf(name, 1, makePrivateKey(1));
const key = keyOf('plant.example/policy');
const textOf = (it: SigningKey): string => formatVerifierKey(it.name, it.public_key);
const conduit = (id: string, more: Partial<PolicyConduit> = {}): PolicyConduit => ({
  id,
  name: `Conduit ${id}`,
  zone_a: 'a',
  zone_b: 'b',
  mode: 'normal',
  rules: [],
  ...more,
});

function policy(more: Partial<Policy> = {}, conduits = [conduit('c1')]): Policy {
  return {
    format: 1,
    site_id,
    enforcer_id,
    sequence: 5,
    list_sequence: 5,
    made_at: '2026-11-22T10:00:00.000Z',
    confirm_within_s: 120,
    layout: 'routed',
    outside: 'pass',
    time_zone: 'Europe/Berlin',
    view: { zones: [], assets: [], conduits },
    modes: conduits.map(({ id, mode }) => ({ conduit_id: id, mode, act: 'first' })),
    ruleset: 'table inet holdfast { }\n',
    keys: [textOf(key)],
    ...more,
  };
}
const trust = { site_id, enforcer_id, keys: readKeys([textOf(key)]), highest_sequence: 4 };
const judge = (it: Policy, keys = [key], whom = trust): string => {
  const opened = openPolicy(sealPolicy(it, keys), whom, nodeCrypto);
  return opened.ok ? 'taken' : opened.why;
};

test('a policy is refused when forged, meant for another, older, or reaching beyond its table', () => {
  assert.equal(judge(policy()), 'taken');
  assert.equal(judge(policy(), [keyOf('plant.example/policy')]), 'forged');
  assert.equal(judge(policy(), [keyOf('elsewhere')]), 'forged');
  assert.equal(judge(policy({ enforcer_id: site_id })), 'other_enforcer');
  assert.equal(judge(policy({ site_id: enforcer_id })), 'other_site');
  assert.equal(judge(policy({ sequence: 4, list_sequence: 4 })), 'old_sequence');
  assert.equal(judge(policy({ ruleset: 'flush ruleset' })), 'foreign_table');
  assert.equal(judge(policy({ ruleset: `#${'x'.repeat(8 * 1024 * 1024)}` })), 'too_large');
  assert.equal(judge(policy({ keys: [] })), 'malformed');
  const sealed = sealPolicy(policy(), [key]);
  const envelope = JSON.parse(sealed) as { payload: string; payloadType: string; signatures: unknown };
  const changed = Buffer.from(envelope.payload, 'base64').toString('utf8').replace('"sequence":5', '"sequence":6');
  const forged = sealed.replace(envelope.payload, Buffer.from(changed).toString('base64'));
  assert.deepEqual(openPolicy(forged, trust, nodeCrypto), {
    ok: false,
    why: 'forged',
    what: `signature of ${key.name}+${textOf(key).split('+')[1]}`,
  });
  const other = sealConfirmation({ format: 1, site_id, enforcer_id, list_sequence: 5, list_sha256: 'x' }, [key]);
  assert.equal(openPolicy(other, trust, nodeCrypto).ok, false, 'another kind of document is no policy');
});

test('what was kept is taken again at its own sequence, with `again` only', () => {
  const whom = { ...trust, highest_sequence: 5 };
  assert.equal(judge(policy(), [key], whom), 'old_sequence');
  assert.equal(openPolicy(sealPolicy(policy(), [key]), whom, nodeCrypto, true).ok, true);
});

test('a key that succeeds is trusted through the one before', () => {
  const next = keyOf('plant.example/policy2');
  const handing = policy({ keys: [textOf(next)] });
  assert.equal(judge(handing, [key, next]), 'taken');
  const after = { ...trust, keys: readKeys(handing.keys) };
  assert.equal(judge(policy({ sequence: 6 }), [key], after), 'forged');
  assert.equal(judge(policy({ sequence: 6 }), [next], after), 'taken');
});

test('a confirmation counts for the list that waits, and for no other', () => {
  const waiting = policy();
  const confirm = (list_sequence: number, list_sha256: string, keys = [key]): string => {
    const sealed = sealConfirmation({ format: 1, site_id, enforcer_id, list_sequence, list_sha256 }, keys);
    const opened = openConfirmation(sealed, trust, waiting, nodeCrypto);
    return opened.ok ? 'taken' : opened.why;
  };
  assert.equal(confirm(5, hashList(waiting)), 'taken');
  assert.equal(confirm(4, hashList(waiting)), 'not_waiting');
  assert.equal(confirm(5, hashList(policy({}, [conduit('c2')]))), 'other_list');
  assert.equal(confirm(5, hashList(waiting), [keyOf('plant.example/policy')]), 'forged');
});

test('a list is the same whatever its modes', () => {
  assert.equal(hashList(policy()), hashList(policy({ sequence: 9 }, [conduit('c1', { mode: 'isolated' })])));
  assert.notEqual(hashList(policy()), hashList(policy({}, [conduit('c1', { rules: null })])));
  assert.notEqual(hashList(policy()), hashList(policy({ layout: 'bridged' })));
});

test('a rollback keeps an isolation, also of a conduit the older list does not know', () => {
  const old = policy({ sequence: 3, list_sequence: 3 });
  const latest = policy({}, [conduit('c1', { mode: 'isolated' }), conduit('c2', { mode: 'essential' }), conduit('c3')]);
  const view = effectiveView(old, latest, []);
  assert.deepEqual(
    view.conduits.map(({ id, mode }) => [id, mode]),
    [
      ['c1', 'isolated'],
      ['c2', 'essential'],
    ],
  );
});

test('what was done on the machine stands until a newer act on that conduit', () => {
  const local = [{ conduit_id: 'c1', mode: 'isolated' as const, over: 'first', at: '2026-11-22T10:00:00Z' }];
  const same = [{ conduit_id: 'c1', mode: 'normal' as const, act: 'first' }];
  assert.deepEqual(effectiveModes(same, local), [{ conduit_id: 'c1', mode: 'isolated', is_local: true }]);
  const newer = [{ conduit_id: 'c1', mode: 'normal' as const, act: 'second' }];
  assert.deepEqual(effectiveModes(newer, local), [{ conduit_id: 'c1', mode: 'normal', is_local: false }]);
  assert.deepEqual([keepLocal(local, same).length, keepLocal(local, newer).length], [1, 0]);
});

test('a conduit is found by id, name, or the beginning of one name only', () => {
  const { view } = policy({}, [conduit('c1', { name: 'Cell 1 – SCADA' }), conduit('c2', { name: 'Cell 2 – SCADA' })]);
  assert.equal(findConduit(view, 'cell 2 – scada')?.id, 'c2');
  assert.equal(findConduit(view, 'Cell 1')?.id, 'c1');
  assert.equal(findConduit(view, 'Cell'), null);
  assert.equal(findConduit(view, ''), null);
});

test('two readings of the kernel are the same but for handles and counts, and a changed rule is not', () => {
  const listing = (handle: number, packets: number, dport: number): string =>
    JSON.stringify({
      nftables: [
        { metainfo: { version: '1.0.6' } },
        { table: { family: 'inet', name: 'holdfast', handle } },
        { rule: { handle, comment: 'c1/r1', expr: [{ match: { right: dport } }, { counter: { packets, bytes: 60 * packets } }] } },
      ],
    });
  assert.equal(hashKernel([listing(1, 0, 502)]), hashKernel([listing(7, 12, 502), '']));
  assert.notEqual(hashKernel([listing(1, 0, 502)]), hashKernel([listing(1, 0, 503)]));
  assert.deepEqual(readCounters([listing(1, 2, 502), listing(1, 3, 502)]), [{ rule: 'c1/r1', packets: 5, bytes: 300 }]);
});
