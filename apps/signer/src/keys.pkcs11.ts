// An Ed25519 key that never leaves a PKCS #11 token (HSM, smart card), through OpenSC's pkcs11-tool. The PIN goes by the child's environment.
import { spawn } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ED25519_NOTE_TYPE } from '@holdfast/core-ledger';
import { ED25519_SPKI_HEADER } from '@holdfast/platform/ledger-crypto';
import { SignerFault } from './fault.ts';
import type { OpenKey } from './keys.ts';

type Token = { module: string; token: string; id: string };
type Secret = () => string | null;

const patienceMs = 20_000;

/** Makes the key pair in the token unless one of this id is there. */
export async function makeTokenKey(uri: string, secret: Secret): Promise<void> {
  const it = readUri(uri);
  if ((await readPublic(it)) !== null) return;
  await runTool(it, secret, ['--login', '--keypairgen', '--key-type', 'EC:edwards25519', '--id', it.id, '--label', 'holdfast-ledger']);
}

/** Opens the key; each signature is one short run of pkcs11-tool. */
export async function openTokenKey(uri: string, secret: Secret): Promise<OpenKey> {
  const it = readUri(uri);
  const public_key = await readPublic(it);
  if (public_key === null) throw new SignerFault('key_missing', `The token "${it.token}" holds no Ed25519 key with id ${it.id}.`);
  return { type: ED25519_NOTE_TYPE, public_key, sign: (bytes) => signIn(it, secret, bytes) };
}

/** RFC 7512: `pkcs11:token=ledger;id=%01?module-path=/usr/lib/softhsm/libsofthsm2.so`. */
function readUri(uri: string): Token {
  const [path = '', query = ''] = uri.slice('pkcs11:'.length).split('?');
  const attributes = new Map([...path.split(';'), ...query.split('&')].map((pair) => pair.split('=', 2) as [string, string]));
  const token = decodeURIComponent(attributes.get('token') ?? '');
  const module = decodeURIComponent(attributes.get('module-path') ?? '');
  const id = Buffer.from(
    (attributes.get('id') ?? '').replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  if (token === '' || id.length === 0 || !module.startsWith('/'))
    throw new SignerFault(
      'key_setting',
      'A pkcs11: address names token, id and module-path: pkcs11:token=ledger;id=%01?module-path=/usr/lib/x.so',
    );
  return { module, token, id: id.toString('hex') };
}

async function readPublic(it: Token): Promise<Uint8Array | null> {
  const read = await inFolder(async (folder) => {
    const out = join(folder, 'key');
    const ran = await spawnTool(it, null, ['--read-object', '--type', 'pubkey', '--id', it.id, '--output-file', out]);
    if (ran.code !== 0 && /not found/i.test(ran.said)) return null;
    if (ran.code !== 0) throw toolFault(it, ran.said);
    return readFileSync(out);
  });
  if (read === null) return null;
  const key: KeyObject = createPublicKey(read.includes('BEGIN PUBLIC KEY') ? read : { key: read, format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519')
    throw new SignerFault('key_unreadable', `Key ${it.id} of the token "${it.token}" is no Ed25519 key.`);
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(ED25519_SPKI_HEADER.length));
}

function signIn(it: Token, secret: Secret, bytes: Uint8Array): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    const [message, signature] = [join(folder, 'message'), join(folder, 'signature')];
    writeFileSync(message, bytes, { mode: 0o600 });
    const what = ['--login', '--sign', '--mechanism', 'EDDSA', '--id', it.id, '--input-file', message, '--output-file', signature];
    await runTool(it, secret, what);
    return new Uint8Array(readFileSync(signature));
  });
}

async function runTool(it: Token, secret: Secret, args: readonly string[]): Promise<void> {
  const pin = secret();
  if (pin === null)
    throw new SignerFault('secret_missing', 'The token needs its PIN. Put it into a file and set HOLDFAST_SIGNER_SECRET_FILE.');
  const { code, said } = await spawnTool(it, pin, ['--pin', 'env:HOLDFAST_TOKEN_PIN', ...args]);
  if (code !== 0) throw toolFault(it, said);
}

function toolFault(it: Token, said: string): SignerFault {
  if (/CKR_PIN_/.test(said)) return new SignerFault('secret_wrong', `The PIN does not open the token "${it.token}".`);
  if (/No slot|not found|CKR_TOKEN_NOT/i.test(said))
    return new SignerFault('token_absent', `The token "${it.token}" is not there. Connect it.`);
  return new SignerFault('token_failed', `The token "${it.token}" does not answer as it should: ${said.trim().split('\n').at(-1) ?? ''}`);
}

function spawnTool(it: Token, pin: string | null, args: readonly string[]): Promise<{ code: number; said: string }> {
  const { HOLDFAST_TOKEN_PIN: _old, ...env } = process.env;
  const child = spawn('pkcs11-tool', ['--module', it.module, '--token-label', it.token, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: pin === null ? env : { ...env, HOLDFAST_TOKEN_PIN: pin },
    timeout: patienceMs,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (said = (said + part).slice(-4000)));
  return new Promise((done, fail) => {
    child.once('error', () =>
      fail(new SignerFault('tool_absent', 'pkcs11-tool is absent. Install OpenSC (Debian: apt-get install opensc).')),
    );
    child.once('close', (code) => done({ code: code ?? -1, said }));
  });
}

async function inFolder<R>(work: (folder: string) => Promise<R>): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'hf-token-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
