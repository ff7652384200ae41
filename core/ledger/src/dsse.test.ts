// Envelopes and statements: the specification's example, and every changed byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { makePrivateKey, nodeCrypto, signingKeyOf } from '../../../platform/src/ledger-crypto.ts';
import { decodeUtf8, encodeBase64, encodeUtf8 } from './bytes.ts';
import { bytesToSignOf, formatEnvelope, openEnvelope, sealEnvelope } from './dsse.ts';
import { ED25519_COSIGNATURE_TYPE, ED25519_NOTE_TYPE, ML_DSA_44_COSIGNATURE_TYPE, verifierKeyOf } from './keys.ts';
import { nobleCrypto } from './noble-crypto.ts';
import { buildStatement, parseStatement, type Statement, STATEMENT_PAYLOAD_TYPE } from './statement.ts';

const keyOf = (name: string, type: 0x01 | 0x04 | 0x06) => signingKeyOf(name, type, makePrivateKey(type));
const known = (key: ReturnType<typeof keyOf>) => verifierKeyOf(key.name, key.public_key, key.type);
const ed = keyOf('log.example/e1', ED25519_NOTE_TYPE);
const pq = keyOf('log.example/e1', ML_DSA_44_COSIGNATURE_TYPE);
const statement: Statement = {
  subjects: [
    { name: 'checkpoint', sha256: 'ab'.repeat(32) },
    { name: 'entries/0000017.json', sha256: 'cd'.repeat(32) },
  ],
  predicate_type: 'https://holdfast.example/package/v1',
  predicate: { omitted: [{ path: 'files/x.pdf', reason: 'erased' }], size: 17 },
};
function built(value: Statement): Uint8Array {
  const bytes = buildStatement(value);
  assert.ok(bytes.ok, bytes.ok ? '' : bytes.error.what);
  return bytes.value;
}
const sealed = sealEnvelope(STATEMENT_PAYLOAD_TYPE, built(statement), [ed, pq]);
const open = (source: string | Uint8Array, keys = [known(ed), known(pq)], crypto = nodeCrypto) => {
  const opened = openEnvelope(source, STATEMENT_PAYLOAD_TYPE, keys, crypto);
  return opened.ok ? `${opened.value.signers.length} signed, ${opened.value.unknown} unknown` : opened.error.what;
};

test('signs the bytes of the specification\u2019s example', () => {
  const bytes = bytesToSignOf('http://example.com/HelloWorld', encodeUtf8('hello world'));
  assert.deepEqual(decodeUtf8(bytes), { ok: true, value: 'DSSEv1 29 http://example.com/HelloWorld 11 hello world' });
  assert.deepEqual(bytesToSignOf('ü', new Uint8Array(0)), encodeUtf8('DSSEv1 2 ü 0 '), 'lengths are in bytes');
});

test('opens what it sealed, in both runtimes, and gives back the payload', () => {
  assert.equal(open(sealed), '2 signed, 0 unknown');
  assert.equal(open(encodeUtf8(sealed), undefined, nobleCrypto), '2 signed, 0 unknown');
  const opened = openEnvelope(sealed, STATEMENT_PAYLOAD_TYPE, [known(pq)], nodeCrypto);
  assert.ok(opened.ok);
  assert.deepEqual(parseStatement(opened.value.payload), { ok: true, value: statement });
  assert.deepEqual([opened.value.signers.map(({ type }) => type), opened.value.unknown], [[0x06], 1]);
});

test('refuses an envelope nobody known signed, of another type, or with a bad signature of a known key', () => {
  assert.equal(open(sealed, [known(keyOf('log.example/e1', 0x01))]), 'no signature of a known key');
  assert.equal(open(sealed, []), 'no signature of a known key');
  const other = openEnvelope(sealed, 'application/json', [known(ed)], nodeCrypto);
  assert.equal(other.ok ? '' : other.error.what, 'payload type');
  const confused = sealEnvelope('application/json', built(statement), [ed]).replace('application/json', STATEMENT_PAYLOAD_TYPE);
  assert.equal(open(confused), `signature of log.example/e1+${known(ed).key_id.toString(16).padStart(8, '0')}`, 'the type is signed');
  const forged = formatEnvelope(STATEMENT_PAYLOAD_TYPE, built(statement), [
    { key: known(ed), signature: ed.sign(bytesToSignOf(STATEMENT_PAYLOAD_TYPE, built(statement))) },
    { key: known(pq), signature: new Uint8Array(2420) },
  ]);
  assert.ok(open(forged).startsWith('signature of'));
  assert.throws(() => sealEnvelope(STATEMENT_PAYLOAD_TYPE, built(statement), [keyOf('w', ED25519_COSIGNATURE_TYPE)]), TypeError);
});

test('refuses an envelope with any one byte changed when every signer is known', () => {
  const good = encodeUtf8(sealed);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(2), (at, change, how) => {
      const changed = [
        good.with(at, good[at]! ^ change),
        Uint8Array.of(...good.subarray(0, at), ...good.subarray(at + 1)),
        Uint8Array.of(...good.subarray(0, at), good[at]!, ...good.subarray(at)),
      ][how]!;
      assert.notEqual(open(changed), '2 signed, 0 unknown', `at ${at}`);
    }),
    { numRuns: 500 },
  );
});

test('attack 18: refuses an envelope that could be read in two ways', () => {
  const parsed = JSON.parse(sealed) as { payload: string; signatures: unknown[] };
  for (const text of [
    ` ${sealed}`,
    `${sealed}\n`,
    JSON.stringify(parsed, null, 2),
    sealed.replace('{"payload"', '{"payload":"AAAA","payload"'),
    sealed.replace('{"payload"', '{"__proto__":{},"payload"'),
    canonicalize({ ...parsed, more: 1 }) ?? '',
    canonicalize({ ...parsed, signatures: [] }) ?? '',
    canonicalize({ ...parsed, signatures: Array(17).fill(parsed.signatures[0]) }) ?? '',
    canonicalize({ ...parsed, payload: parsed.payload.replace(/.$/, '') }) ?? '',
    'null',
    '[]',
    '{}',
    '"',
    '',
  ])
    assert.ok(!/signed/.test(open(text).replace('signature', '')), text.slice(0, 50));
});

test('refuses a statement with two files of one name, a path out of the package, or a digest that is none', () => {
  const withSubject = (name: string, sha256 = 'ab'.repeat(32)) => {
    const bytes = buildStatement({ ...statement, subjects: [...statement.subjects, { name, sha256 }] });
    return bytes.ok ? 'built' : bytes.error.what;
  };
  assert.equal(withSubject('entries/0000018.json'), 'built');
  assert.equal(withSubject('checkpoint'), 'checkpoint is there twice');
  for (const name of [
    '../x',
    'a/../b',
    '/etc/passwd',
    'a//b',
    'a/',
    './a',
    'a\\b',
    'C:x',
    'a\u202eb',
    'a\nb',
    'a\ud800',
    '',
    'x'.repeat(501),
  ])
    assert.equal(withSubject(name), `name ${JSON.stringify(name)}`);
  assert.equal(withSubject('x', 'AB'.repeat(32)), 'digest of x');
  assert.equal(withSubject('x', 'ab'), 'digest of x');
});

test('reads only the one form it writes', () => {
  const text = new TextDecoder().decode(built(statement));
  const read = (source: string) => parseStatement(encodeUtf8(source)).ok;
  assert.equal(read(text), true);
  for (const source of [
    text.replace('/v1",', '/v0.1",'),
    ` ${text}`,
    text.replace('"size":17', '"size":17.0'),
    text.replace('"size":17', '"size":9007199254740993'),
    text.replace('"size":17', '"size":17,"size":17'),
    text.replace('"size":17', '"__proto__":{}'),
    text.replace('erased', '\\ud800'),
    text.replace('"digest":{', '"digest":{"md5":"00",'),
    text.replace('"subject":[', '"subject":[null,'),
    'null',
    '{}',
    '',
  ])
    assert.equal(read(source), false, source.slice(0, 60));
  assert.equal(parseStatement(Uint8Array.of(0xff)).ok, false);
  assert.equal(encodeBase64(built(statement)), encodeBase64(built(structuredClone(statement))), 'deterministic');
});
