// A given proof: what it takes to be believed, and that no change of it is. A whole log: what the check of it finds.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  buildEntry,
  bundlePath,
  commitTo,
  ED25519_NOTE_TYPE,
  encodeBase64,
  encodeBundle,
  encodeUtf8,
  formatCheckpoint,
  formatNote,
  formatTlogProof,
  formatVerifierKey,
  hashLeaf,
  inclusionRanges,
  makeProof,
  rootOf,
  signCheckpointText,
  TILE_WIDTH,
} from '@holdfast/core-ledger';
import { nodeCrypto, signingKeyOf } from '@holdfast/platform/ledger-crypto';
import fc from 'fast-check';
import { checkLog, type CheckReport } from './rules.check.ts';
import { type GivenProof, judgeProof, sumOf } from './rules.proof.ts';
import { makeProofPage } from './rules.given.ts';

const origin = 'holdfast.example/works/north/e1';
const makeKey = (name = origin) => signingKeyOf(name, ED25519_NOTE_TYPE, generateKeyPairSync('ed25519').privateKey);
const key = makeKey();
const vkey = formatVerifierKey(origin, key.public_key);
const salt = new Uint8Array(32).fill(7);
const payload = encodeUtf8(JSON.stringify({ name: 'reason', text: 'Seen at the machine, 100 % <sure>.' }));

const bodies = Array.from({ length: 600 }, (_, n) => {
  const id = `019aa0c4-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const subject = { type: 'asset', id, version: null };
  const commitments = [commitTo(salt, payload)];
  const rest = { site: null, actor: 'person-1', via: 'ui', facts: { n }, content: [], commitments, prev: null };
  const built = buildEntry({ v: 1, id, kind: 'asset.accepted', at: '2026-11-22T04:00:00.000Z', subject, ...rest });
  return built.ok ? built.value.body : assert.fail(built.error.what);
});
const leaves = bodies.map((body) => hashLeaf(body));
const noteAt = (size: number, by = key, of = leaves): string => {
  const text = formatCheckpoint({ origin, size, root: rootOf(of.slice(0, size)) });
  return formatNote({ text, signatures: [signCheckpointText(by, text, 0)] });
};

const idx = 41;
const size = 300;
const nodes = (level: number, k: number) => rootOf(leaves.slice(k * 2 ** level, (k + 1) * 2 ** level));
const tlog_proof = formatTlogProof({
  idx,
  proof: makeProof(inclusionRanges(idx, size), nodes),
  checkpoint: noteAt(size),
  extra: bodies[idx]!,
});
const bare = {
  tlog_proof,
  entry: new TextDecoder().decode(bodies[idx]),
  openings: [{ n: 0, salt: encodeBase64(salt), payload: encodeBase64(payload) }],
  said: { title: 'PLC 14', actor_name: 'Anna', given_at: '2026-11-22T05:00:00.000Z' },
};
const sealed = (it: Omit<GivenProof, 'sum'>): GivenProof => ({ ...it, sum: sumOf(it, nodeCrypto) });
const given = sealed(bare);
const judge = (it: GivenProof, keys = vkey) => judgeProof(it, keys, nodeCrypto);
const why = (it: GivenProof, keys = vkey): string => {
  const verdict = judge(it, keys);
  return verdict.is === 'not_proven' ? verdict.why : verdict.is;
};

test('a proof is believed by who has the key, and says what was opened', () => {
  const verdict = judge(given, `# from the auditor's folder\n${vkey}\n`);
  assert.equal(verdict.is, 'proven');
  assert.deepEqual([verdict.facts?.idx, verdict.facts?.size, verdict.facts?.unknown], [idx, size, []]);
  assert.deepEqual(verdict.facts?.texts, [{ name: 'reason', text: 'Seen at the machine, 100 % <sure>.' }]);
});

test('without a key, with another or with none that is one, nothing is proven', () => {
  assert.equal(why(given, ''), 'no_key');
  assert.equal(why(given, 'nonsense'), 'bad_key');
  assert.equal(why(given, formatVerifierKey(origin, makeKey().public_key)), 'other_key');
  assert.equal(why(given, formatVerifierKey('other.example/e1', key.public_key)), 'other_key');
});

test('any changed byte of what is given is seen', () => {
  const text = JSON.stringify(given);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 33, max: 126 }), (at, code) => {
      const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
      if (changed === text) return;
      let parsed: GivenProof;
      try {
        parsed = JSON.parse(changed) as GivenProof;
        assert.ok(parsed.said && parsed.openings.length >= 0);
      } catch {
        return;
      }
      const isSame = JSON.stringify(parsed) === text;
      assert.ok(isSame || judgeOrThrow(parsed) !== 'proven', changed.slice(Math.max(0, at - 20), at + 20));
    }),
    { numRuns: 2000 },
  );
});

function judgeOrThrow(it: GivenProof): string {
  try {
    return judge(it).is;
  } catch {
    return 'threw';
  }
}

test('who changes it and makes the sum anew proves nothing either', () => {
  const other = bare.entry.replace('asset.accepted', 'asset.rejected');
  assert.equal(why(sealed({ ...bare, entry: other })), 'entry_differs');
  const extra = tlog_proof.replace(/^extra .*$/m, `extra ${encodeBase64(encodeUtf8(other))}`);
  assert.equal(why(sealed({ ...bare, entry: other, tlog_proof: extra })), 'not_in_log');
  assert.equal(why(sealed({ ...bare, tlog_proof: tlog_proof.replace('index 41', 'index 42') })), 'not_in_log');
  const forged = formatTlogProof({ idx: 0, proof: [], checkpoint: noteAt(1, makeKey(), [leaves[idx]!]), extra: bodies[idx]! });
  assert.equal(why(sealed({ ...bare, tlog_proof: forged })), 'other_key');
  const stolen = forged.replace(/— .*$/m, /— .*$/m.exec(tlog_proof)![0]);
  assert.equal(why(sealed({ ...bare, tlog_proof: stolen })), 'bad_signature');
  const told = encodeBase64(encodeUtf8(JSON.stringify({ name: 'reason', text: 'Never seen.' })));
  assert.equal(why(sealed({ ...bare, openings: [{ ...bare.openings[0]!, payload: told }] })), 'opening_differs');
});

test('the page lets nothing run but its own script, and nothing breaks out of what it holds', () => {
  const page = makeProofPage(
    sealed({ ...bare, said: { ...bare.said, title: '</script><script>alert(1)</script>' } }),
    'a("</script>")',
    nodeCrypto.sha256,
  );
  assert.equal(page.match(/<\/script/g)?.length, 2);
  const code = /<script>([^]*)<\/script>/.exec(page)![1]!;
  assert.ok(page.includes(`script-src 'sha256-${encodeBase64(nodeCrypto.sha256(encodeUtf8(code)))}'`));
  assert.match(page, /default-src 'none'/);
});

const served = (of: readonly Uint8Array[], note: string) => async (path: string) => {
  if (path === 'checkpoint') return encodeUtf8(note);
  for (let n = 0; n * TILE_WIDTH < of.length; n++) {
    const part = of.slice(n * TILE_WIDTH, (n + 1) * TILE_WIDTH);
    if (path === bundlePath({ n, width: part.length })) return encodeBundle(part);
  }
  return null;
};
const check = (of: readonly Uint8Array[], note: string, kept: string | null = null, keys = vkey): Promise<CheckReport> =>
  checkLog({ keys, kept }, served(of, note), nodeCrypto);

test('a whole log is recomputed, and compared with what was kept', async () => {
  const report = await check(bodies, noteAt(600), noteAt(300));
  assert.deepEqual([report.ok, report.entries, report.kept.verdict], [true, 600, 'extended']);
  assert.equal((await check(bodies, noteAt(600), noteAt(600))).kept.verdict, 'same');
  assert.equal((await check(bodies, noteAt(600))).kept.verdict, 'none');
});

test('one changed, lost or added entry, another key, or a rewritten past is found', async () => {
  const changed = bodies.with(400, bodies[401]!);
  assert.equal((await check(changed, noteAt(600))).fault?.code, 'root_differs');
  assert.equal((await check(bodies.slice(0, 500), noteAt(600))).fault?.code, 'not_given');
  assert.equal((await check(bodies, noteAt(600), null, formatVerifierKey(origin, makeKey().public_key))).fault?.code, 'other_key');
  assert.equal((await check(bodies, noteAt(600), null, '')).fault?.code, 'bad_key');
  // The log itself signed both: only who kept the earlier one can tell.
  const rewritten = bodies.with(10, bodies[11]!);
  const after = rewritten.map((body) => hashLeaf(body));
  const report = await check(rewritten, noteAt(600, key, after), noteAt(300));
  assert.deepEqual([report.ok, report.fault, report.kept.verdict], [false, null, 'rewritten']);
  const shorter = await check(bodies.slice(0, 200), noteAt(200), noteAt(300));
  assert.deepEqual([shorter.ok, shorter.kept.verdict], [false, 'shorter']);
});
