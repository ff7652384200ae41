// Restoring a data folder: the signer in use goes on remembering; a stranger's signer does not take the backup's place.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { rawPublicKey } from './ledger-crypto.ts';
import { keepSigner } from './signer-restore.ts';

const stateOf = (key: string, size: number, retired: string[] = []): string =>
  `${JSON.stringify({ present: { keys: [{ type: 1, public_key: key }] }, retired: retired.map((it) => ({ type: 1, public_key: it })), size })}\nsum\n`;

function makeFolder(t: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hf-restore-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['signer', 'secrets']) mkdirSync(join(folder, path), { mode: 0o700 });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text, { mode: 0o600 });
  return folder;
}

test('the signer in use keeps its state, its key and its public keys over a restore, also after a change of key', async (t) => {
  const present = makeFolder(t, {
    'signer/state': stateOf('new', 90, ['old']),
    'signer/ed25519-2.pem': 'new key',
    'ledger-keys.json': 'both',
  });
  const restored = makeFolder(t, { 'signer/state': stateOf('old', 40), 'signer/ed25519-1.pem': 'old key', 'ledger-keys.json': 'one' });
  assert.equal(await keepSigner(present, restored), true);
  assert.equal(readFileSync(join(restored, 'signer/state'), 'utf8'), stateOf('new', 90, ['old']));
  assert.deepEqual([existsSync(join(restored, 'signer/ed25519-1.pem')), existsSync(join(restored, 'signer/ed25519-2.pem'))], [false, true]);
  assert.equal(readFileSync(join(restored, 'ledger-keys.json'), 'utf8'), 'both');
});

test('a backup from before there was a signer is known by its key', async (t) => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = Buffer.from(rawPublicKey(privateKey)).toString('base64');
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const present = makeFolder(t, { 'signer/state': stateOf(key, 90) });
  const restored = makeFolder(t, { 'secrets/ledger-key.pem': pem });
  assert.equal(await keepSigner(present, restored), true);
  assert.equal(existsSync(join(restored, 'secrets/ledger-key.pem')), false);
  assert.equal(readFileSync(join(restored, 'signer/state'), 'utf8'), stateOf(key, 90));
});

test('on another machine the backup’s own signer is taken', async (t) => {
  const present = makeFolder(t, { 'signer/state': stateOf('stranger', 3) });
  const restored = makeFolder(t, { 'signer/state': stateOf('own', 40) });
  assert.equal(await keepSigner(present, restored), false);
  assert.equal(readFileSync(join(restored, 'signer/state'), 'utf8'), stateOf('own', 40));
});
