// Signed notes and checkpoints: published examples, and attacks 16 and 17.
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { concatBytes, decodeBase64, encodeBase64, encodeUtf8 } from './bytes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint-text.ts';
import type { VerifyBytes } from './crypto.ts';
import { formatVerifierKey, keyIdOf, parseVerifierKey, type VerifierKey } from './keys.ts';
import { formatNote, openNote, parseNote, signNote } from './note.ts';

const spki = Buffer.from('302a300506032b6570032100', 'hex');
const verifyEd25519: VerifyBytes = (publicKey, message, signature) =>
  verify(null, message, createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }), signature);

function keyOf(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  assert.ok(key.ok, vkey);
  return key.value;
}

/** A fresh key under a name. */
function newSigner(name: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return signerOf(name, privateKey, publicKey);
}
function signerOf(name: string, privateKey: KeyObject, publicKey: KeyObject) {
  const public_key = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(12));
  const key: VerifierKey = { name, key_id: keyIdOf(name, public_key), public_key };
  const line = (text: string) => signNote(text, name, public_key, (message) => sign(null, message, privateKey));
  return { key, line, vkey: formatVerifierKey(name, public_key) };
}

// The example of C2SP signed-note v1.0.0, and the one of Go's golang.org/x/mod/sumdb/note.
const published = [
  {
    vkey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    text: 'This is an example message.\n',
    line: '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
  {
    vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
    line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  },
];

for (const { vkey, text, line } of published) {
  test(`opens the published note of ${vkey.split('+')[0]}, recomputes its key id and writes it back byte for byte`, () => {
    const key = keyOf(vkey);
    const note = `${text}\n${line}`;
    assert.deepEqual(openNote(note, [key], verifyEd25519), { ok: true, value: { text, signers: [key.name] } });
    assert.equal(formatVerifierKey(key.name, key.public_key), vkey);
    const parsed = parseNote(encodeUtf8(note));
    assert.equal(parsed.ok && formatNote(parsed.value), note);
  });
}

test('signs what Go signs with the same key', () => {
  const seed = decodeBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz');
  assert.ok(seed.ok);
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed.value.subarray(1)]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { line } = signerOf('PeterNeumann', privateKey, createPublicKey(privateKey));
  const { text, line: expected } = published[1]!;
  assert.equal(formatNote({ text, signatures: [line(text)] }), `${text}\n${expected}`);
});

test('keeps empty lines of the text: the last one separates', () => {
  const text = 'Ognuno sta solo sul cuor della terra\n\ned è subito sera.\n';
  const { key, line } = newSigner('quasimodo.example/salvatore');
  const note = formatNote({ text, signatures: [line(text)] });
  assert.deepEqual(openNote(note, [key], verifyEd25519), { ok: true, value: { text, signers: [key.name] } });
});

test('attack 16: refuses a malformed note, naming what is wrong', () => {
  const { text, line } = published[0]!;
  const good = `${text}\n${line}`;
  const refused: [string, string | Uint8Array, string][] = [
    ['CRLF', good.replaceAll('\n', '\r\n'), 'control character'],
    ['tab', good.replace('This is', 'This\tis'), 'control character'],
    ['no final newline', good.slice(0, -1), 'no final newline'],
    ['no signature', `${text}\n`, 'no signature'],
    ['no blank line', text + line, 'no blank line before the signatures'],
    ['hyphen for the em dash', good.replace('— ', '- '), 'signature line'],
    ['two spaces', good.replace('— example', '—  example'), 'signature line'],
    ['space in the key name', good.replace('example.com/foo Uw', 'example.com/ foo Uw'), 'signature line'],
    ['no-break space in the key name', good.replace('.com/foo Uw', '.com/\u00a0foo Uw'), 'key name'],
    ['next line character in the key name', good.replace('.com/foo Uw', '.com/\u0085foo Uw'), 'key name'],
    ['plus in the key name', good.replace('.com/foo Uw', '.com/+foo Uw'), 'key name'],
    ['unused bits of base64 set', good.replace('yaQM=', 'yaQN='), 'signature: base64 not canonical'],
    ['base64 without padding', good.replace('yaQM=', 'yaQM'), 'signature: base64 length'],
    ['URL-safe base64', good.replace('Ogh', 'Og-').replace('Okn8', 'Okn-'), 'signature: base64 character'],
    ['white space in base64', good.replace('Okn8', 'Okn8 '), 'signature line'],
    ['key id without a signature', good.replace(/Uw2Q.*=/, 'Uw2QOg=='), 'signature too short'],
    ['not UTF-8', Uint8Array.of(0xc3, 0x28, 0x0a), 'not UTF-8'],
    ['overlong UTF-8', concatBytes(Uint8Array.of(0xc0, 0xaf), encodeUtf8(good)), 'not UTF-8'],
    ['lone surrogate', `\ud800${good}`, 'lone surrogate'],
    ['too long', `${'x'.repeat(200_000)}\n${good}`, 'note too long'],
    ['empty', '', 'no final newline'],
  ];
  for (const [name, note, what] of refused) {
    const parsed = parseNote(note);
    assert.equal(parsed.ok ? 'accepted' : parsed.error.what, what, name);
  }
});

test('attack 16: accepts 16 signatures and refuses 17', () => {
  const text = 'many sign this\n';
  const signers = Array.from({ length: 17 }, (_, i) => newSigner(`witness.example/${i}`));
  const noteOf = (count: number) => formatNote({ text, signatures: signers.slice(0, count).map(({ line }) => line(text)) });
  const keys = signers.map(({ key }) => key);
  const opened = openNote(noteOf(16), keys, verifyEd25519);
  assert.equal(opened.ok && opened.value.signers.length, 16);
  const refused = parseNote(noteOf(17));
  assert.equal(refused.ok ? '' : refused.error.what, 'too many signatures');
});

test('attack 17: ignores another key under the same id or name and unknown signers, rejects a bad signature of a known key', () => {
  const text = 'who signed this\n';
  const known = newSigner('known.example');
  const unknown = newSigner('unknown.example');
  const namesake = newSigner('known.example');
  const sameIdOtherName = { ...known.line(text), name: 'other.example' };
  const open = (...signatures: ReturnType<typeof known.line>[]) => openNote(formatNote({ text, signatures }), [known.key], verifyEd25519);
  const opened = { ok: true, value: { text, signers: ['known.example'] } };
  assert.deepEqual(open(unknown.line(text), known.line(text)), opened);
  assert.deepEqual(open(namesake.line(text), known.line(text)), opened);
  assert.deepEqual(open(sameIdOtherName, known.line(text)), opened);
  const nobody = { ok: false, error: { kind: 'untrusted', offset: 0, what: 'no signature of a known key' } };
  assert.deepEqual(open(unknown.line(text)), nobody);
  assert.deepEqual(open(namesake.line(text)), nobody);
  assert.deepEqual(open(sameIdOtherName), nobody);
  const bad = { ok: false, error: { kind: 'mismatch', offset: 1, what: 'signature of known.example' } };
  assert.deepEqual(open(known.line(text), known.line('who signed that\n')), bad);
  const forged = { ...namesake.line(text), key_id: known.key.key_id };
  assert.deepEqual(open(known.line(text), forged), bad, 'an id made to collide');
  assert.deepEqual(open(known.line(text), { ...known.line(text), signature: new Uint8Array(63) }), bad);
});

test('refuses a verifier key whose id is not its own, of another type, or malformed', () => {
  const { vkey } = published[0]!;
  const other = vkey.replace('+530d903a+', '+530d903b+');
  assert.deepEqual(parseVerifierKey(other), { ok: false, error: { kind: 'mismatch', offset: 16, what: 'key id' } });
  for (const text of [
    '',
    'a+b',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZA==',
    vkey.toUpperCase(),
    `${vkey}\n`,
    vkey.replace('+Ae', '+Be'),
  ])
    assert.equal(parseVerifierKey(text).ok, false, text);
});

test('refuses a note with any one bit changed', () => {
  const { vkey, text, line } = published[0]!;
  const good = encodeUtf8(`${text}\n${line}`);
  const key = keyOf(vkey);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: good.length * 8 - 1 }), (bit) => {
      const bytes = good.slice();
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(openNote(bytes, [key], verifyEd25519).ok, false);
    }),
    { numRuns: 1000 },
  );
});

test('reads back the base64 it writes, and only that', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      assert.equal(encodeBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual(decodeBase64(encodeBase64(bytes)), { ok: true, value: bytes });
    }),
  );
  for (const text of ['=', '====', 'A===', 'AB=C', 'AA==AA==', 'AAA=\n', 'ÄAA=']) assert.equal(decodeBase64(text).ok, false, text);
});

test('reads the checkpoint of C2SP tlog-checkpoint', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const parsed = parseCheckpoint(text);
  assert.ok(parsed.ok);
  assert.deepEqual([parsed.value.origin, parsed.value.size, parsed.value.root[0]], ['example.com/behind-the-sofa', 20852163, 0x0a]);
  assert.equal(formatCheckpoint(parsed.value), text);
});

test('attack 16: refuses a checkpoint that could be written in two ways or says what cannot be', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  const what = (text: string) => {
    const parsed = parseCheckpoint(text);
    return parsed.ok ? 'accepted' : parsed.error.what;
  };
  for (const size of ['07', '00', '-1', '+7', '7 ', ' 7', '0x7', '7.0', '1e3', '', '٧', '9007199254740992', '9223372036854775808'])
    assert.equal(what(`log.example\n${size}\n${root}\n`), 'size', size);
  assert.equal(what(`log.example\n0\n${root}\n`), 'root of an empty tree');
  assert.equal(what('log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'), 'accepted');
  assert.equal(what(`log.example\n7\n${root.replace('2I=', '2J=')}\n`), 'root');
  assert.equal(what(`log.example\n7\n${root.slice(0, 40)}\n`), 'root');
  assert.equal(what('log.example\n7\n'), 'root');
  assert.equal(what('log.example\n'), 'size');
  assert.equal(what(`\n7\n${root}\n`), 'origin');
  assert.equal(what(`log example\n7\n${root}\n`), 'origin');
  assert.equal(what(`log.example\n7\n${root}`), 'no final newline');
  assert.equal(what(`log.example\n7\n${root}\nmore\n`), 'extension line');
  assert.throws(() => formatCheckpoint({ origin: 'a b', size: 1, root: new Uint8Array(32) }), TypeError);
  assert.throws(() => formatCheckpoint({ origin: 'a', size: -1, root: new Uint8Array(32) }), TypeError);
  assert.throws(() => formatCheckpoint({ origin: 'a', size: 1, root: new Uint8Array(31) }), TypeError);
});

test('opens a checkpoint only when the log itself signed it, under its own origin', () => {
  const log = newSigner('log.example/site/e1');
  const witness = newSigner('witness.example');
  const open = (origin: string, ...signers: (typeof log)[]) => {
    const text = formatCheckpoint({ origin, size: 5, root: new Uint8Array(32).fill(7) });
    const note = formatNote({ text, signatures: signers.map(({ line }) => line(text)) });
    const opened = openCheckpoint(note, 'log.example/site/e1', [log.key, witness.key], verifyEd25519);
    return opened.ok ? opened.value.size : opened.error.what;
  };
  assert.equal(open('log.example/site/e1', log), 5);
  assert.equal(open('log.example/site/e1', witness, log), 5);
  assert.equal(open('log.example/site/e1', witness), 'not signed by the log itself');
  assert.equal(open('log.example/site/e2', log), 'origin');
});
