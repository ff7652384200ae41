// Passkeys answered by an authenticator written here byte by byte (WebAuthn 6.1, 6.5.1): what is taken, and what an attacker's page would send.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { after, test } from 'node:test';
import { type Answer, openHoldfast, password, publicUrl } from './holdfast.ts';

const hf = await openHoldfast({ after });
const id = await hf.hire('nina', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
await hf.hire('mallory', [{ role: 'auditor', scope: 'site', site_id: hf.site_id }]);
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const b64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64url');
const cookiesOf = ({ headers }: Answer): string => (headers['set-cookie'] ?? []).map((it) => it.split(';')[0]).join('; ');
const hasSession = (it: Answer): boolean => cookiesOf(it).includes('holdfast.session_token=');

type Key = { id: Buffer; secret: KeyObject; x: Buffer; y: Buffer; handle: string; count: number };
type Tricks = {
  origin?: string;
  rp_id?: string;
  flags?: number;
  challenge?: string;
  type?: string;
  handle?: string;
  count?: number;
  id?: Buffer;
};
/** User present and verified. */
const [present, verified, attested] = [0x01, 0x04, 0x40];

function newKey(handle: string): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  return { id: randomBytes(16), secret: privateKey, x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url'), handle, count: 1 };
}

function authenticatorData(rp_id: string, flags: number, count: number, more = Buffer.alloc(0)): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(count);
  return Buffer.concat([sha256(rp_id), Buffer.from([flags]), counter, more]);
}
const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** CBOR of {fmt: "none", attStmt: {}, authData}, and a COSE key (RFC 9053, 7.1) in it. */
function register(key: Key, challenge: string, it: Tricks = {}): object {
  const cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), key.x, Buffer.from('225820', 'hex'), key.y]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(key.id.length);
  const credential = Buffer.concat([Buffer.alloc(16), length, key.id, cose]);
  const data = authenticatorData(it.rp_id ?? 'localhost', it.flags ?? present | verified | attested, 0, credential);
  const head = Buffer.from([0x58, data.length]);
  const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), head, data]);
  const client = clientData(it.type ?? 'webauthn.create', it.challenge ?? challenge, it.origin ?? publicUrl);
  const response = { clientDataJSON: b64(client), attestationObject: b64(attestation), transports: ['internal'] };
  return { id: b64(key.id), rawId: b64(key.id), type: 'public-key', clientExtensionResults: {}, response };
}

function answer(key: Key, challenge: string, it: Tricks = {}): object {
  const data = authenticatorData(it.rp_id ?? 'localhost', it.flags ?? present | verified, it.count ?? (key.count += 1));
  const client = clientData(it.type ?? 'webauthn.get', it.challenge ?? challenge, it.origin ?? publicUrl);
  const signature = sign('sha256', Buffer.concat([data, sha256(client)]), key.secret);
  const credential = b64(it.id ?? key.id);
  const response = {
    clientDataJSON: b64(client),
    authenticatorData: b64(data),
    signature: b64(signature),
    userHandle: b64(it.handle ?? key.handle),
  };
  return { id: credential, rawId: credential, type: 'public-key', clientExtensionResults: {}, response };
}

async function keep(who: string, key: Key, tricks: Tricks = {}): Promise<Answer> {
  const { options, token } = await hf.ask(who, 'POST', '/api/v1/me/passkeys/question', { password });
  return hf.call('POST', '/api/v1/me/passkeys', {
    as: who,
    body: { name: 'Key', token, response: register(key, options.challenge, tricks) },
  });
}

async function enter(key: Key, tricks: Tricks = {}): Promise<Answer> {
  const asked = await hf.call('POST', '/api/auth/sign-in/passkey-options', { body: {} });
  assert.deepEqual(asked.body.options.allowCredentials ?? [], [], 'nobody learns whose keys there are');
  const response = answer(key, asked.body.options.challenge, tricks);
  return hf.call('POST', '/api/auth/sign-in/passkey', { body: { response }, headers: { cookie: cookiesOf(asked) } });
}

const key = newKey(id);

test('keeps a key of this page only: not of another origin, another name, without the person verified, or another question', async () => {
  const tricks: Tricks[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9999' },
    { rp_id: 'evil.example' },
    { flags: present | attested },
    { challenge: b64(randomBytes(32)) },
    { type: 'webauthn.get' },
  ];
  for (const trick of tricks) {
    const { status, body } = await keep('nina', key, trick);
    assert.deepEqual([status, body.code], [422, 'passkey_refused'], JSON.stringify(trick));
  }
  assert.equal((await hf.rows('select 1 from auth.passkey')).length, 0);
  assert.equal((await keep('nina', key)).status, 200);
});

test('a question asked of one person keeps no key for another, and none twice', async () => {
  const { options, token } = await hf.ask('nina', 'POST', '/api/v1/me/passkeys/question', { password });
  const body = { name: 'Key', token, response: register(newKey(id), options.challenge) };
  assert.equal((await hf.call('POST', '/api/v1/me/passkeys', { as: 'mallory', body })).status, 422);
  assert.equal((await hf.call('POST', '/api/v1/me/passkeys', { as: 'nina', body })).status, 422, 'the question is used up');
  assert.equal((await keep('mallory', key)).status, 409, 'a key that is somebody’s');
});

test('signs in whose key it is, without a name typed, and counts as both factors', async () => {
  const entered = await enter(key);
  assert.deepEqual([entered.status, entered.body.person_id], [200, id]);
  const { body } = await hf.call('GET', '/api/v1/me/account', { headers: { cookie: cookiesOf(entered) } });
  const own = body.sessions.find((it: { own: boolean }) => it.own);
  assert.deepEqual([own.kind, own.second_factor], ['passkey', true]);
});

test('refuses every answer that is not just right, all alike', async () => {
  const [mallory] = await hf.rows<{ id: string }>(`select id from holdfast.person where name = 'Person mallory'`);
  const tricks: Tricks[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9999' },
    { rp_id: 'evil.example' },
    { flags: present },
    { flags: verified },
    { challenge: b64(randomBytes(32)) },
    { type: 'webauthn.create' },
    { handle: mallory!.id },
    { id: randomBytes(16) },
    { count: 1 },
  ];
  for (const trick of tricks) {
    const { status, body } = await enter(key, trick);
    assert.deepEqual([status, body.code], [401, 'passkey_refused'], JSON.stringify(trick));
  }
  const forged = { ...newKey(id), id: key.id };
  assert.equal((await enter(forged)).status, 401, 'another key under the same id');
});

test('an answer is good once, and only in the browser that was asked', async () => {
  const asked = await hf.call('POST', '/api/auth/sign-in/passkey-options', { body: {} });
  const response = answer(key, asked.body.options.challenge);
  const send = (cookie: string): Promise<Answer> =>
    hf.call('POST', '/api/auth/sign-in/passkey', { body: { response }, headers: { cookie } });
  assert.equal((await send('')).status, 401, 'no question of this browser');
  const answers = await Promise.all([send(cookiesOf(asked)), send(cookiesOf(asked)), send(cookiesOf(asked))]);
  assert.equal(answers.filter(hasSession).length, 1);
  assert.equal((await send(cookiesOf(asked))).status, 401);
});

test('the key of somebody who left, or that was removed, opens nothing', async () => {
  await hf.ask('owner', 'PATCH', `/api/v1/people/${id}`, { active: false });
  assert.deepEqual([(await enter(key)).status, hasSession(await enter(key))], [401, false]);
  await hf.ask('owner', 'PATCH', `/api/v1/people/${id}`, { active: true });
  const entered = await enter(key);
  assert.ok(hasSession(entered));
  const cookie = { cookie: cookiesOf(entered) };
  const { body } = await hf.call('GET', '/api/v1/me/account', { headers: cookie });
  assert.equal((await hf.call('DELETE', `/api/v1/me/passkeys/${body.passkeys[0].id}`, { as: 'mallory' })).status, 404);
  assert.equal((await hf.call('DELETE', `/api/v1/me/passkeys/${body.passkeys[0].id}`, { headers: cookie })).status, 200);
  assert.equal((await enter(key)).status, 401);
});
