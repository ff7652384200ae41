// The ledger's key file: made once, readable by its owner only, the same key ever after.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatNote, openNote, parseVerifierKey } from '@holdfast/core-ledger';
import { verifyEd25519 } from './ledger-crypto.ts';
import { openSignerKey } from './signer-key.ts';
import { StartFault } from './start-fault.ts';

function temporaryFolder(t: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-key-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('makes a key once, with mode 0600, and opens the same one again', (t) => {
  const path = join(temporaryFolder(t), 'signer', 'ledger.key');
  const first = openSignerKey(path);
  const second = openSignerKey(path);
  assert.deepEqual([first.made, second.made], [true, false]);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(first.vkey('plant.example/e1'), second.vkey('plant.example/e1'));
  assert.notEqual(first.vkey('plant.example/e1').split('+')[1], first.vkey('plant.example/e2').split('+')[1]);
  assert.deepEqual(readdirSync(join(path, '..')), ['ledger.key'], 'nothing half-made stays');
});

test('signs text that its verifier key opens', (t) => {
  const signer = openSignerKey(join(temporaryFolder(t), 'ledger.key'));
  const text = 'plant.example/e1\n';
  const key = parseVerifierKey(signer.vkey('plant.example/e1'));
  assert.ok(key.ok);
  assert.deepEqual(key.value, signer.key('plant.example/e1'));
  const note = formatNote({ text, signatures: [signer.signText('plant.example/e1', text)] });
  assert.deepEqual(openNote(note, [key.value], verifyEd25519), { ok: true, value: { text, signers: ['plant.example/e1'] } });
});

test('refuses a key that others can read, a key of another kind and a damaged file, saying what to do', (t) => {
  const folder = temporaryFolder(t);
  const codeOf = (path: string): string => {
    try {
      openSignerKey(path);
      return 'opened';
    } catch (thrown) {
      assert.ok(thrown instanceof StartFault);
      assert.ok(thrown.message.includes(path));
      return thrown.code;
    }
  };
  const open = join(folder, 'open.key');
  openSignerKey(open);
  chmodSync(open, 0o640);
  assert.equal(codeOf(open), 'signer_key_open');
  const rsa = join(folder, 'rsa.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  writeFileSync(rsa, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  assert.equal(codeOf(rsa), 'signer_key_unreadable');
  const cut = join(folder, 'cut.key');
  writeFileSync(cut, '-----BEGIN PRIVATE KEY-----\nMC4C', { mode: 0o600 });
  assert.equal(codeOf(cut), 'signer_key_unreadable');
});
