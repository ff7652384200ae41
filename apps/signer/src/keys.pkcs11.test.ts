// The Ed25519 key in a token: a software HSM stands for the hardware one. The PIN is on no command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatAddCheckpoint, formatCheckpoint, formatNote, openSignatures, parseSignatures } from '@holdfast/core-ledger';
import { nodeCrypto } from '@holdfast/platform/ledger-crypto';
import { bareKeyOf } from '@holdfast/platform/signer-folder';
import { keysOf } from '@holdfast/platform/signer-key';
import { createSigner } from './signing.ts';

const modules = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so'];
const module = modules.find((path) => existsSync(path));
const pin = '482913';

test('a key in a token signs, stays there, and is replaced by another of the token', async (t) => {
  if (module === undefined || spawnSync('pkcs11-tool', ['--help']).error !== undefined) return t.skip('needs softhsm2 and opensc');
  const root = mkdtempSync(join(tmpdir(), 'hf-token-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const [folder, tokens] = [join(root, 'signer'), join(root, 'tokens')];
  for (const path of [folder, tokens]) mkdirSync(path, { mode: 0o700 });
  writeFileSync(join(root, 'softhsm.conf'), `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = join(root, 'softhsm.conf');
  t.after(() => delete process.env['SOFTHSM2_CONF']);
  const made = spawnSync('softhsm2-util', ['--init-token', '--free', '--label', 'ledger', '--so-pin', '99999999', '--pin', pin]);
  assert.equal(made.status, 0, String(made.stderr));
  const uri = (id: string): string => `pkcs11:token=ledger;id=%${id}?module-path=${module}`;
  const open = (secret: string | null) => createSigner({ store: { folder, secret: () => secret }, word: uri('01') });
  const checkpoint = { origin: 'holdfast.example/test/e1', size: 3, root: new Uint8Array(32).fill(1) };
  const signer = open(pin);
  const { status, body } = await signer.sign(formatAddCheckpoint({ old_size: 0, proof: [], checkpoint: formatCheckpoint(checkpoint) }));
  assert.equal(status, 200, body);
  const signatures = parseSignatures(body);
  assert.ok(signatures.ok);
  const { keys, source } = await signer.facts();
  const named = keysOf(() => keys.map(bareKeyOf)).keys(checkpoint.origin);
  const opened = openSignatures(formatNote({ text: formatCheckpoint(checkpoint), signatures: signatures.value }), named, nodeCrypto);
  assert.ok(opened.ok && opened.value.signatures.length === 2, JSON.stringify(opened));
  assert.equal(source, 'pkcs11');
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.pem')),
    ['ml-dsa-44-1.pem'],
  );
  assert.match(readFileSync(join(folder, 'ml-dsa-44-1.pem'), 'utf8'), /BEGIN ENCRYPTED PRIVATE KEY/);
  await assert.rejects(open('000000').facts(), { code: 'secret_wrong' });
  await assert.rejects(signer.prepareRotation(uri('01')), { code: 'key_setting' });
  const { next } = await signer.prepareRotation(uri('02'));
  assert.deepEqual((await signer.commitRotation()).keys, next);
  const again = await open(pin).sign(formatAddCheckpoint({ old_size: 3, proof: [], checkpoint: formatCheckpoint(checkpoint) }));
  assert.equal(again.status, 200, again.body);
});
