// Proof files and comparing notes: what holds offline, and every single changed byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growLog } from '../../../fuzz/parts/small-log.ts';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import { makeRandom } from '../../../plant/src/random.ts';
import { encodeUtf8 } from './bytes.ts';
import { formatCheckpoint } from './checkpoint-text.ts';
import { compareNotes } from './compare.ts';
import { signCheckpointText } from './cosignature.ts';
import { ED25519_NOTE_TYPE, verifierKeyOf } from './keys.ts';
import { emptyRoot } from './merkle.ts';
import { formatNote } from './note.ts';
import { consistencyRanges, inclusionRanges, makeProof } from './proofs.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';

const log = growLog(makeRandom(2, 'tlog-proof'), 100);
const origin = 'log.example/e1';
const key = signingKeyOf(origin, ED25519_NOTE_TYPE, makePrivateKey(ED25519_NOTE_TYPE));
const keys = [verifierKeyOf(origin, key.public_key, key.type)];
const noteOver = (size: number, root: Uint8Array) => {
  const text = formatCheckpoint({ origin, size, root });
  return formatNote({ text, signatures: [signCheckpointText(key, text, 0)] });
};
const noteAt = (size: number) => noteOver(size, size === 0 ? emptyRoot() : log.rootAt(size));
const proofOf = (idx: number, size: number) => makeProof(inclusionRanges(idx, size), log.nodes);
const fileOf = (idx: number, size: number) => formatTlogProof({ idx, proof: proofOf(idx, size), checkpoint: noteAt(size) });

test('proves every entry offline, and no other entry in its place', () => {
  for (let idx = 0; idx < 100; idx += 9) {
    const verified = verifyTlogProof(fileOf(idx, 100), log.leaves[idx]!, origin, keys, nodeCrypto);
    assert.ok(verified.ok);
    assert.deepEqual([verified.value.idx, verified.value.checkpoint.size], [idx, 100]);
    assert.equal(verifyTlogProof(fileOf(idx, 100), log.leaves[idx + 0x1 > 99 ? 0 : idx + 1]!, origin, keys, nodeCrypto).ok, false);
  }
});

test('writes the lines of the specification, extra data only where there is some', () => {
  const extra = encodeUtf8('out of band');
  const file = formatTlogProof({ idx: 1, proof: proofOf(1, 2), checkpoint: noteAt(2), extra });
  assert.deepEqual(file.split('\n').slice(0, 3), ['c2sp.org/tlog-proof@v1', 'extra b3V0IG9mIGJhbmQ=', 'index 1']);
  assert.deepEqual(file.split('\n').slice(4, 6), ['', origin]);
  const parsed = parseTlogProof(encodeUtf8(file));
  assert.deepEqual(parsed.ok && parsed.value, { idx: 1, proof: proofOf(1, 2), checkpoint: noteAt(2), extra });
  const only = parseTlogProof(fileOf(0, 1));
  assert.deepEqual(only.ok && [only.value.proof.length, 'extra' in only.value], [0, false], 'the only entry needs no hashes');
});

test('attack 16: refuses a proof file with any one byte changed, removed or doubled', () => {
  const good = encodeUtf8(fileOf(37, 100));
  const holds = (bytes: Uint8Array) => verifyTlogProof(bytes, log.leaves[37]!, origin, keys, nodeCrypto).ok;
  assert.equal(holds(good), true);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(2), (at, change, how) => {
      const changed = [
        good.with(at, good[at]! ^ change),
        Uint8Array.of(...good.subarray(0, at), ...good.subarray(at + 1)),
        Uint8Array.of(...good.subarray(0, at), good[at]!, ...good.subarray(at)),
      ][how]!;
      assert.equal(holds(changed), false, `${['changed', 'removed', 'doubled'][how]} at ${at}`);
    }),
    { numRuns: 1000 },
  );
});

test('refuses an index that could be written in two ways, and lines in another order', () => {
  const good = fileOf(7, 100);
  for (const index of ['07', '-7', '7 ', '+7', '9223372036854775808', '٧', ''])
    assert.equal(parseTlogProof(good.replace('index 7', `index ${index}`)).ok, false);
  assert.equal(parseTlogProof(good.replace('index 7', 'index 7\nextra AAAA')).ok, false);
  assert.equal(parseTlogProof(good.replace('index 7', 'extra AAAB=\nindex 7')).ok, false);
  assert.equal(parseTlogProof(good.replace('@v1', '@v2')).ok, false);
  assert.equal(parseTlogProof(good.replaceAll('\n', '\r\n')).ok, false);
  assert.equal(parseTlogProof(`${'x'.repeat(400_000)}`).ok, false);
});

const compare = (a: string, b: string, proof?: Uint8Array[]) => {
  const compared = compareNotes(a, b, { origin, keys, crypto: nodeCrypto }, proof);
  return compared.ok ? compared.value.verdict : compared.error.what;
};

test('attack 10: two notes of one size and two roots prove that the log forked', () => {
  assert.equal(compare(noteAt(50), noteAt(50)), 'same');
  assert.equal(compare(noteAt(50), noteOver(50, log.rootAt(49))), 'forked');
  const unsigned = noteAt(50).replace(/— .*\n/, `— ${origin} AAAAAAAA\n`);
  assert.equal(compare(noteAt(50), unsigned), 'no signature of a known key', 'a note the log did not sign proves nothing');
});

test('notes of two sizes are consistent when a proof says so, whichever comes first', () => {
  const proof = makeProof(consistencyRanges(20, 90), log.nodes);
  assert.equal(compare(noteAt(20), noteAt(90), proof), 'consistent');
  assert.equal(compare(noteAt(90), noteAt(20), proof), 'consistent');
  assert.equal(compare(noteAt(20), noteAt(90)), 'unproven');
  assert.equal(compare(noteAt(20), noteAt(90), proof.slice(1)), 'unproven');
  assert.equal(compare(noteAt(0), noteAt(90)), 'consistent');
  const compared = compareNotes(noteAt(90), noteAt(20), { origin, keys, crypto: nodeCrypto });
  assert.deepEqual(compared.ok && [compared.value.older.size, compared.value.newer.size], [20, 90]);
});
