// Witness policies: the specification's example, k of n, and what may not stand in one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import { formatCheckpoint } from './checkpoint-text.ts';
import { signCheckpointText } from './cosignature.ts';
import {
  ED25519_COSIGNATURE_TYPE,
  ED25519_NOTE_TYPE,
  formatVerifierKey,
  type KeyType,
  ML_DSA_44_COSIGNATURE_TYPE,
  verifierKeyOf,
} from './keys.ts';
import { formatNote } from './note.ts';
import { formatPolicy, parsePolicy, type Policy, policyOf } from './policy.ts';
import { judgePolicy, openWithPolicy } from './policy-verdict.ts';

const origin = 'log.example/e1';
const text = formatCheckpoint({ origin, size: 3, root: new Uint8Array(32).fill(3) });
const make = (name: string, type: KeyType) => {
  const key = signingKeyOf(name, type, makePrivateKey(type));
  const vkey = formatVerifierKey(name, key.public_key, undefined, type);
  return { key, vkey, known: verifierKeyOf(name, key.public_key, type), line: (time: number) => signCheckpointText(key, text, time) };
};
const log = make(origin, ED25519_NOTE_TYPE);
const witnesses = Array.from({ length: 6 }, (_, i) => make(`w${i}.example`, i % 2 ? ML_DSA_44_COSIGNATURE_TYPE : ED25519_COSIGNATURE_TYPE));
const [x1, x2, x3, y1, y2, y3] = witnesses as [typeof log, typeof log, typeof log, typeof log, typeof log, typeof log];

const example = `# two operators
log ${log.vkey}

witness X1 ${x1.vkey} https://x1.example/
\twitness  X2 ${x2.vkey}
witness X3 ${x3.vkey}
group X-witnesses 2 X1 X2 X3
witness Y1 ${y1.vkey}
witness Y2 ${y2.vkey}
witness Y3 ${y3.vkey}
group Y-witnesses any Y1 Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;
function parsed(source: string): Policy {
  const policy = parsePolicy(source);
  assert.ok(policy.ok, policy.ok ? '' : `${policy.error.offset}: ${policy.error.what}`);
  return policy.value;
}
function verdictOf(policy: Policy, signers: (typeof log)[], time = 100) {
  const opened = openWithPolicy(formatNote({ text, signatures: signers.map(({ line }) => line(time)) }), policy, nodeCrypto);
  return opened.ok ? opened.value.verdict : opened.error.what;
}
const holds = (policy: Policy, ...signers: (typeof log)[]) => {
  const verdict = verdictOf(policy, signers);
  return typeof verdict === 'string' ? verdict : verdict.ok;
};

test('judges the example of the specification: two of one operator and one of the other', () => {
  const policy = parsed(example);
  assert.equal(holds(policy, log, x1, x2, y3), true);
  assert.equal(holds(policy, log, x1, x3, y1, y2), true);
  assert.equal(holds(policy, log, x1, y1, y2, y3), false);
  assert.equal(holds(policy, log, x1, x2, x3), false);
  assert.equal(holds(policy, log), false);
  assert.equal(holds(policy, x1, x2, y3), 'not signed by the log itself');
});

test('says who cosigned and when, for the screen', () => {
  const verdict = verdictOf(
    policyOf(
      [{ key: log.known, url: null }],
      [x1, x2, y1].map((w, i) => ({ name: `n${i}`, key: w.known, url: null })),
      2,
    ),
    [log, x1, y1],
    1_700_000_000,
  );
  assert.deepEqual(verdict, {
    ok: true,
    signed_by_log: true,
    quorum: true,
    cosigned: 2,
    witnesses: [
      { name: 'n0', timestamp: 1_700_000_000 },
      { name: 'n1', timestamp: null },
      { name: 'n2', timestamp: 1_700_000_000 },
    ],
  });
});

test('a cosignature without a time counts for no witness', () => {
  const policy = parsed(`log ${log.vkey}\nwitness A ${x2.vkey}\nquorum A\n`);
  assert.equal((verdictOf(policy, [log, x2], 0) as { ok: boolean }).ok, false);
  assert.equal((verdictOf(policy, [log, x2], 1) as { ok: boolean }).ok, true);
});

test('k of n holds with k and more of them, never with fewer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.subarray(witnesses), (threshold, present) => {
      const policy = policyOf(
        [{ key: log.known, url: null }],
        witnesses.map((w, i) => ({ name: `n${i}`, key: w.known, url: null })),
        threshold,
      );
      const signatures = present.map(({ known }) => ({ name: known.name, key_id: known.key_id, type: known.type!, timestamp: 5 }));
      const byLog = { name: origin, key_id: log.known.key_id, type: ED25519_NOTE_TYPE, timestamp: null } as const;
      assert.equal(judgePolicy(policy, { origin, signatures: [byLog, ...signatures] }).ok, present.length >= threshold);
      assert.equal(judgePolicy(policy, { origin, signatures }).ok, false, 'without the log');
    }),
  );
  assert.throws(() => policyOf([], [], 1), RangeError);
});

test('refuses a checkpoint of a log that is not in the policy', () => {
  const policy = parsed(`log ${make('other.example', ED25519_NOTE_TYPE).vkey}\nquorum none\n`);
  assert.equal(holds(policy, log), 'log is not in the policy');
});

test('writes what it reads and reads what it writes', () => {
  const policy = parsed(example);
  const again = formatPolicy(policy);
  assert.deepEqual(parsed(again), policy);
  assert.equal(formatPolicy(parsed(again)), again);
  assert.equal(policy.witnesses[0]!.url, 'https://x1.example/');
  assert.equal(parsed('quorum none\n').quorum, 'none');
});

test('refuses what the specification forbids, naming the line', () => {
  const w = (name: string, key = x1) => `witness ${name} ${key.vkey}\n`;
  const refused: [string, number, string][] = [
    [w('A'), 1, 'no quorum'],
    [`${w('A')}quorum A\nquorum A\n`, 2, 'second quorum'],
    [`${w('A')}quorum B\n`, 1, 'unknown quorum B'],
    [`quorum A\n${w('A')}`, 0, 'unknown quorum A'],
    [`${w('A')}${w('A', x2)}quorum A\n`, 1, 'A is defined twice'],
    [`${w('A')}${w('B', x1)}quorum A\n`, 1, 'key is there twice'],
    [`log ${log.vkey}\nlog ${log.vkey}\nquorum none\n`, 1, 'key is there twice'],
    [`${w('none')}quorum none\n`, 0, 'name'],
    [`${w('A')}group G 2 A\nquorum G\n`, 1, 'threshold'],
    [`${w('A')}group G 0 A\nquorum G\n`, 1, 'threshold'],
    [`${w('A')}group G 01 A\nquorum G\n`, 1, 'threshold'],
    [`${w('A')}group G toString A\nquorum G\n`, 1, 'threshold'],
    [`group G any\nquorum G\n`, 0, 'threshold'],
    [`group G any G\nquorum G\n`, 0, 'unknown member G'],
    [`${w('A')}group G any none\nquorum G\n`, 1, 'unknown member none'],
    [`${w('A')}group G any A A\nquorum G\n`, 1, 'A is a member twice'],
    [`${w('A')}group G any A\ngroup H any A\nquorum G\n`, 2, 'A is a member twice'],
    [`${w('A')}group A any A\nquorum A\n`, 1, 'A is defined twice'],
    [`witness A ${log.vkey}\nquorum A\n`, 0, 'key of a log for a witness'],
    [`log ${x1.vkey}\nquorum none\n`, 0, 'key of a cosigner for a log'],
    [`log\nquorum none\n`, 0, 'verifier key'],
    [`${w('A')}quorum A B\n`, 1, 'too many items'],
    ['constructor x\nquorum none\n', 0, 'unknown keyword'],
    ['quorum none\r\n', 0, 'control character'],
    ['quorum none', 0, 'no final newline'],
    ['quorum none\u00a0\n', 0, 'unknown quorum none\u00a0'],
    ['', 0, 'no quorum'],
  ];
  for (const [source, line, what] of refused) {
    const policy = parsePolicy(source);
    assert.deepEqual(policy.ok ? 'accepted' : [policy.error.offset, policy.error.what], [line, what], source.slice(0, 60));
  }
});

test('a log cannot be its own witness, whatever name its key takes', () => {
  const own = signingKeyOf('w.example', ED25519_COSIGNATURE_TYPE, makePrivateKey(ED25519_COSIGNATURE_TYPE));
  const asLog = formatVerifierKey(origin, own.public_key);
  const asWitness = formatVerifierKey('w.example', own.public_key, undefined, ED25519_COSIGNATURE_TYPE);
  const policy = parsePolicy(`log ${asLog}\nwitness A ${asWitness}\nquorum A\n`);
  assert.equal(policy.ok ? '' : policy.error.what, 'key is there twice');
});

test('takes 32 logs, 32 witnesses and 32 groups', () => {
  const lines = Array.from({ length: 32 }, (_, i) => {
    const raw = new Uint8Array(32).fill(i + 1);
    const other = new Uint8Array(32).fill(i + 101);
    const witness = formatVerifierKey(`w${i}`, other, undefined, ED25519_COSIGNATURE_TYPE);
    return `log ${formatVerifierKey(`l${i}`, raw)}\nwitness w${i} ${witness}\ngroup g${i} any w${i}\n`;
  });
  assert.equal(parsed(`${lines.join('')}quorum g31\n`).groups.length, 32);
});
