// What a witness answers: the specification's example, every status, races aside, and which cosignatures count.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { growLog } from '../../../fuzz/parts/small-log.ts';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import { makeRandom } from '../../../plant/src/random.ts';
import { encodeBase64, encodeUtf8, hexToBytes } from './bytes.ts';
import { formatCheckpoint } from './checkpoint-text.ts';
import { signCheckpointText } from './cosignature.ts';
import { ED25519_COSIGNATURE_TYPE, ED25519_NOTE_TYPE, ML_DSA_44_COSIGNATURE_TYPE, verifierKeyOf } from './keys.ts';
import { emptyRoot } from './merkle.ts';
import { formatNote, formatSignatures, openSignatures } from './note.ts';
import { consistencyRanges, makeProof } from './proofs.ts';
import { formatAddCheckpoint, formatConflict, parseAddCheckpoint, parseConflict } from './witness.ts';
import { addSignatures, judgeAddCheckpoint, judgeExtension, openCosignatures, type TreeHead } from './witnessing.ts';

const log = growLog(makeRandom(4, 'witnessing'), 300);
const origin = 'log.example/e1';
const keyOf = (name: string, type: 0x01 | 0x04 | 0x06) => signingKeyOf(name, type, makePrivateKey(type));
const known = (key: ReturnType<typeof keyOf>) => verifierKeyOf(key.name, key.public_key, key.type);
const logKey = keyOf(origin, ED25519_NOTE_TYPE);
const headAt = (size: number): TreeHead => ({ size, root: log.rootAt(size) });
const textAt = (size: number) => formatCheckpoint({ origin, ...headAt(size) });
const noteOf = (text: string, ...keys: (typeof logKey)[]) =>
  formatNote({ text, signatures: keys.map((key) => signCheckpointText(key, text, 50)) });
const proofFrom = (old: number, size: number) => (old === 0 ? [] : makeProof(consistencyRanges(old, size), log.nodes));
const requestOf = (old_size: number, size: number) =>
  formatAddCheckpoint({ old_size, proof: proofFrom(old_size, size), checkpoint: noteOf(textAt(size), logKey) });
const ask = (body: string | Uint8Array, head: TreeHead | null) =>
  judgeAddCheckpoint(body, (name) => (name === origin ? { keys: [known(logKey)], head } : null), nodeCrypto);
const statusOf = (body: string, head: TreeHead | null) => {
  const decision = ask(body, head);
  return decision.ok ? 200 : [decision.status, decision.what, ...(decision.known_size === undefined ? [] : [decision.known_size])];
};

test('reads and writes the request of the specification', () => {
  const body = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;
  const request = parseAddCheckpoint(encodeUtf8(body));
  assert.ok(request.ok);
  assert.deepEqual([request.value.old_size, request.value.proof.length, request.value.proof[0]![0]], [20852014, 4, 0x3e]);
  assert.ok(request.value.checkpoint.startsWith('example.com/behind-the-sofa\n20852163\n'));
  assert.equal(formatAddCheckpoint(request.value), body);
});

test('takes the first checkpoint of a log another implementation made', () => {
  const sigsum = 'sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90';
  const key = verifierKeyOf(sigsum, hexToBytes('52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd'), ED25519_NOTE_TYPE);
  const line = '7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo=';
  const body = `old 0\n\n${sigsum}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— ${sigsum} ${line}\n`;
  const decision = judgeAddCheckpoint(body, () => ({ keys: [key], head: null }), nodeCrypto);
  assert.ok(decision.ok);
  assert.equal(decision.checkpoint.size, 1);
});

test('cosigns what extends the last head, from any size to any later one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (a, b) => {
      const [old, size] = a < b ? [a, b] : [b, a];
      fc.pre(size > 0);
      assert.equal(statusOf(requestOf(old, size), old === 0 ? null : headAt(old)), 200);
    }),
    { numRuns: 100 },
  );
});

test('answers every fault with the status of the specification', () => {
  const good = requestOf(10, 20);
  assert.equal(statusOf(good, headAt(10)), 200);
  assert.deepEqual(statusOf(good.replace(`\n${origin}\n`, '\nother.example\n'), headAt(10)), [404, 'log other.example']);
  const stranger = formatAddCheckpoint({ old_size: 10, proof: proofFrom(10, 20), checkpoint: noteOf(textAt(20), keyOf(origin, 0x01)) });
  assert.deepEqual(statusOf(stranger, headAt(10)), [403, 'no signature of a known key']);
  const cosigner = formatAddCheckpoint({
    old_size: 10,
    proof: proofFrom(10, 20),
    checkpoint: noteOf(textAt(20), keyOf('w.example', 0x04)),
  });
  assert.deepEqual(statusOf(cosigner, headAt(10)), [403, 'no signature of a known key']);
  assert.deepEqual(statusOf(good.replace('\n20\n', '\n21\n'), headAt(10)), [403, `signature of ${origin}`]);
  const backward = formatAddCheckpoint({ old_size: 20, proof: [], checkpoint: noteOf(textAt(10), logKey) });
  assert.deepEqual(statusOf(backward, headAt(20)), [400, 'old size above the checkpoint']);
  assert.deepEqual(statusOf(good, headAt(11)), [409, 'last signed at size 11', 11]);
  assert.deepEqual(statusOf(good, null), [409, 'last signed at size 0', 0]);
  const other = formatAddCheckpoint({
    old_size: 20,
    proof: [],
    checkpoint: noteOf(formatCheckpoint({ origin, size: 20, root: log.rootAt(19) }), logKey),
  });
  assert.deepEqual(statusOf(other, headAt(20)), [409, 'another root at the same size', 20]);
  assert.equal(statusOf(requestOf(20, 20), headAt(20)), 200, 'the same head again');
  const unproven = formatAddCheckpoint({ old_size: 10, proof: [], checkpoint: noteOf(textAt(20), logKey) });
  assert.deepEqual(statusOf(unproven, headAt(10)), [422, 'proof too short']);
  assert.deepEqual(statusOf(good, { size: 10, root: log.rootAt(9) }), [422, 'old root']);
  const needless = formatAddCheckpoint({ old_size: 0, proof: [log.leaves[0]!], checkpoint: noteOf(textAt(20), logKey) });
  assert.deepEqual(statusOf(needless, null), [422, 'a proof from the empty tree']);
});

test('attack 16: answers 400 to a malformed request', () => {
  const good = requestOf(10, 20);
  const hash = encodeBase64(log.leaves[0]!);
  const refused: [string, string, string][] = [
    ['CRLF', good.replaceAll('\n', '\r\n'), 'no blank line before the checkpoint'],
    ['no blank line', good.replaceAll('\n\n', '\n'), 'no blank line before the checkpoint'],
    ['leading zero', good.replace('old 10', 'old 010'), 'old size'],
    ['negative', good.replace('old 10', 'old -10'), 'old size'],
    ['2^63', good.replace('old 10', 'old 9223372036854775808'), 'old size'],
    ['two spaces', good.replace('old 10', 'old  10'), 'old size'],
    ['no old line', good.slice(good.indexOf('\n') + 1), 'old size'],
    ['empty', '', 'no blank line before the checkpoint'],
    ['a short hash', good.replace('old 10\n', 'old 10\nAAAA\n'), 'proof hash'],
    ['unused bits of base64', good.replace('old 10\n', `old 10\n${'A'.repeat(42)}B=\n`), 'proof hash'],
    ['64 hashes', good.replace('old 10\n', `old 10\n${`${hash}\n`.repeat(64)}`), 'proof of more than 63 hashes'],
    ['no final newline', good.slice(0, -1), 'no final newline'],
    ['no signature', good.slice(0, good.indexOf('—')), 'no signature'],
    [
      'an extension line',
      formatAddCheckpoint({ old_size: 10, proof: [], checkpoint: noteOf(`${textAt(20)}more\n`, logKey) }),
      'extension line',
    ],
    ['too long', `old 10\n\n${'x'.repeat(200_000)}`, 'request too long'],
  ];
  for (const [name, body, what] of refused) assert.deepEqual(statusOf(body, headAt(10)), [400, what], name);
  assert.equal(ask(Uint8Array.of(0xff, 0x0a, 0x0a), null).ok, false);
  assert.throws(() => formatAddCheckpoint({ old_size: -1, proof: [], checkpoint: '' }), TypeError);
  assert.throws(() => formatAddCheckpoint({ old_size: 1, proof: Array(64).fill(log.leaves[0]!), checkpoint: '' }), TypeError);
});

test('the signer judges an unsigned checkpoint the same way', () => {
  const judge = (head: TreeHead | null, old_size: number, next: TreeHead, proof = proofFrom(old_size, next.size)) =>
    judgeExtension(head, { old_size, proof }, next)?.status ?? 200;
  assert.equal(judge(null, 0, headAt(5)), 200);
  assert.equal(judge(null, 0, { size: 0, root: emptyRoot() }), 200);
  assert.equal(judge({ size: 0, root: emptyRoot() }, 0, headAt(5)), 200);
  assert.equal(judge(headAt(5), 5, headAt(9)), 200);
  assert.equal(judge(headAt(9), 5, headAt(9)), 409, 'a request made before the last signature');
  assert.equal(judge(headAt(9), 9, headAt(5), []), 400, 'a smaller tree');
  assert.equal(judge(headAt(9), 5, headAt(7)), 409, 'an old copy of the database');
  assert.equal(judge(headAt(9), 9, { size: 9, root: log.rootAt(8) }, []), 409, 'another root at the same size');
  assert.equal(judge({ size: 9, root: log.rootAt(8) }, 9, headAt(20)), 422, 'a tree that forgets an entry');
});

test('a conflict says the size, and only that', () => {
  assert.equal(formatConflict(12), '12\n');
  assert.equal(parseConflict('12\n'), 12);
  for (const body of ['12', '012\n', '12\n\n', '-1\n', '9223372036854775808\n', 'no\n', '']) assert.equal(parseConflict(body), null, body);
});

test('of a witness\u2019s answer, counts good cosignatures of known keys that state a time', () => {
  const text = textAt(20);
  const [ed, pq, strange] = [
    keyOf('w.example', ED25519_COSIGNATURE_TYPE),
    keyOf('w.example', ML_DSA_44_COSIGNATURE_TYPE),
    keyOf('w.example', 0x04),
  ];
  const open = (...lines: ReturnType<typeof signCheckpointText>[]) => {
    const opened = openCosignatures(text, formatSignatures(lines), [known(ed), known(pq), known(logKey)], nodeCrypto);
    return opened.ok ? opened.value.map(({ good }) => [good.type, good.timestamp]) : opened.error.what;
  };
  const line = (key: typeof ed, time = 60) => signCheckpointText(key, text, time);
  assert.deepEqual(open(line(ed), line(strange), line(pq)), [
    [0x04, 60],
    [0x06, 60],
  ]);
  assert.deepEqual(open(line(strange)), 'no cosignature of a known key');
  assert.deepEqual(open(line(pq, 0)), 'no cosignature of a known key');
  assert.deepEqual(open(line(logKey)), 'no cosignature of a known key', 'the log\u2019s own signature is no cosignature');
  assert.deepEqual(open(signCheckpointText(ed, textAt(19), 60)), 'signature of w.example');
  assert.equal(openCosignatures(text, 'not a signature\n', [known(ed)], nodeCrypto).ok, false);
  assert.equal(openCosignatures(text, '', [known(ed)], nodeCrypto).ok, false);
});

test('adds cosignatures to a note, a later one of the same key instead of the older', () => {
  const text = textAt(20);
  const witness = keyOf('w.example', ED25519_COSIGNATURE_TYPE);
  const add = (note: string, time: number) => {
    const added = addSignatures(note, [signCheckpointText(witness, text, time)]);
    assert.ok(added.ok);
    return added.value;
  };
  const note = add(add(noteOf(text, logKey), 60), 120);
  const opened = openSignatures(note, [known(logKey), known(witness)], nodeCrypto);
  assert.deepEqual(opened.ok && opened.value.signatures.map(({ timestamp }) => timestamp), [null, 120]);
  const many = Array.from({ length: 16 }, (_, i) => signCheckpointText({ ...witness, name: `w${i}.example` }, text, 1));
  assert.equal(addSignatures(note, many).ok, false, 'more than a note may carry');
});
