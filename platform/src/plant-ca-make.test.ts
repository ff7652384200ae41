// Real handshakes with what the plant's authority makes: trusted names, refused names, revoked machines, a succeeding root.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { connect, createServer, type TlsOptions, type ConnectionOptions } from 'node:tls';
import { isWithin, limitsFor } from './plant-ca-limits.ts';
import { crossSign, issueClient, issueServer, makeRevocationList, makeRoot, readRequest } from './plant-ca-make.ts';

const now = new Date();
const names = ['hf.plant.example', 'hf-server', '127.0.0.1', '192.168.7.20', 'fd00::7'];
const limits = limitsFor(names);

/** Connects a client to a server; resolves to what the client saw, or the code of its refusal. */
async function shake(server: TlsOptions, client: ConnectionOptions): Promise<string> {
  const listening = createServer(server, (socket) => {
    socket.on('error', () => {});
    socket.end(`hello ${socket.getPeerX509Certificate()?.subjectAltName ?? 'nobody'}`);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => listening.once('listening', done));
  const { port } = listening.address() as AddressInfo;
  try {
    return await new Promise<string>((done) => {
      let text = '';
      const socket = connect({ port, host: '127.0.0.1', servername: 'hf.plant.example', ...client });
      socket.on('data', (part) => (text += String(part)));
      socket.on('end', () => done(text));
      socket.on('error', (error) => done('code' in error ? String(error.code) : error.message));
    });
  } finally {
    listening.close();
  }
}

const serverOf = (it: { certificate: { pem: string }; key_pem: string }, more = ''): TlsOptions => ({
  cert: it.certificate.pem + more,
  key: it.key_pem,
});

function makeRequest(kind: string[]): { key: string; csr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'hf-csr-'));
  const key = join(folder, 'key.pem');
  execFileSync('openssl', ['genpkey', ...kind, '-out', key], { stdio: ['ignore', 'ignore', 'ignore'] });
  const csr = execFileSync('openssl', ['req', '-new', '-key', key, '-subj', '/CN=anything'], { encoding: 'utf8' });
  const made = { key: execFileSync('cat', [key], { encoding: 'utf8' }), csr };
  rmSync(folder, { recursive: true });
  return made;
}

test('a client that trusts the root reaches the server under each of its names, and under no other', async () => {
  const root = await makeRoot('Plant Works', limits, now);
  const server = serverOf(await issueServer(root, names, now));
  const ca = root.certificate.pem;
  assert.equal(await shake(server, { ca }), 'hello nobody');
  assert.equal(await shake(server, { ca, servername: 'hf-server' }), 'hello nobody');
  assert.equal(await shake(server, { ca, servername: 'other.plant.example' }), 'ERR_TLS_CERT_ALTNAME_INVALID');
  assert.equal(await shake(server, {}), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
});

test('the root cannot vouch for a name outside of its limits, even when its key is misused', async () => {
  const root = await makeRoot('Plant Works', limits, now);
  const bank = serverOf(await issueServer(root, ['bank.example'], now));
  // Node has no word of its own for X509_V_ERR_PERMITTED_VIOLATION.
  assert.equal(await shake(bank, { ca: root.certificate.pem, servername: 'bank.example' }), 'UNSPECIFIED');
  const elsewhere = serverOf(await issueServer(root, ['8.8.8.8', 'hf-server'], now));
  assert.equal(await shake(elsewhere, { ca: root.certificate.pem, servername: 'hf-server' }), 'UNSPECIFIED');
  assert.deepEqual(
    ['a.plant.example', 'x.local', '10.9.8.7', 'fd12::1', 'bank.example', 'notplant.example', '8.8.8.8', '2001:db8::1'].filter((name) =>
      isWithin(name, limits),
    ),
    ['a.plant.example', 'x.local', '10.9.8.7', 'fd12::1'],
  );
});

test('a certificate that is over is refused by clients', async () => {
  const root = await makeRoot('Plant Works', limits, new Date(now.getTime() - 800 * 86_400_000));
  const server = serverOf(await issueServer(root, names, new Date(now.getTime() - 400 * 86_400_000)));
  assert.equal(await shake(server, { ca: root.certificate.pem }), 'CERT_HAS_EXPIRED');
});

test('who trusts only the old root reaches a server of its successor through the cross certificate', async () => {
  const old = await makeRoot('Plant Works', limits, now);
  const next = await makeRoot('Plant Works 2036', limits, now);
  const server = await issueServer(next, names, now);
  assert.equal(await shake(serverOf(server), { ca: old.certificate.pem }), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  const cross = await crossSign(next.certificate, old, limits, now);
  assert.equal(await shake(serverOf(server, cross.pem), { ca: old.certificate.pem }), 'hello nobody');
  assert.equal(await shake(serverOf(server, cross.pem), { ca: next.certificate.pem }), 'hello nobody');
});

test('a machine is let in with its certificate, and no longer once it is revoked', async () => {
  const root = await makeRoot('Plant Works', limits, now);
  const { key, csr } = makeRequest(['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
  assert.equal(await readRequest(csr), 'good');
  const who = { kind: 'sensor', id: '0199d0a0-0000-7000-8000-000000000001', name: 'Hall 2, CN=admin', days: 30 };
  const client = await issueClient(root, csr, who, now);
  const ca = root.certificate.pem;
  const empty = await makeRevocationList(root, [], 1, now);
  const asking = { ...serverOf(await issueServer(root, names, now)), requestCert: true, rejectUnauthorized: true, ca };
  const machine = { ca, cert: client.pem, key, maxVersion: 'TLSv1.2' as const };
  assert.equal(await shake({ ...asking, crl: empty }, machine), `hello URI:urn:holdfast:sensor:${who.id}`);
  assert.match(await shake({ ...asking, crl: empty }, { ca, maxVersion: 'TLSv1.2' }), /^(|ECONNRESET|EPIPE|ERR_SSL.*)$/);
  const list = await makeRevocationList(root, [{ serial: client.serial, revoked_at: now.toISOString() }], 2, now);
  assert.match(await shake({ ...asking, crl: list }, machine), /^(|ECONNRESET|EPIPE|ERR_SSL.*)$/);
  const stale = await makeRevocationList(root, [], 3, new Date(now.getTime() - 30 * 86_400_000));
  assert.match(await shake({ ...asking, crl: stale }, machine), /^(|ECONNRESET|EPIPE|ERR_SSL.*)$/);
});

test('a request is refused when its key is weak, its signature is not by that key, or it is none', async () => {
  assert.equal(await readRequest(makeRequest(['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024']).csr), 'weak_key');
  assert.equal(await readRequest(makeRequest(['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1']).csr), 'weak_key');
  assert.equal(await readRequest(makeRequest(['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']).csr), 'good');
  assert.equal(await readRequest(makeRequest(['-algorithm', 'ED25519']).csr), 'good');
  const { csr } = makeRequest(['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']);
  const bytes = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  bytes[bytes.length - 3]! ^= 1;
  const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
  assert.equal(await readRequest(forged), 'not_signed_by_its_key');
  assert.equal(await readRequest('rubbish'), 'not_a_request');
});

test('openssl agrees with the root, its limits, and the list of revoked certificates', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hf-ca-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const root = await makeRoot('Plant Works', limits, now);
  const server = await issueServer(root, names, now);
  writeFileSync(join(folder, 'root.pem'), root.certificate.pem);
  writeFileSync(join(folder, 'server.pem'), server.certificate.pem);
  writeFileSync(join(folder, 'crl.pem'), await makeRevocationList(root, [{ serial: 'ab12', revoked_at: now.toISOString() }], 7, now));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  assert.equal(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'root.pem', 'server.pem'), 'server.pem: OK\n');
  const text = openssl('x509', '-in', 'root.pem', '-noout', '-text');
  assert.match(text, /Name Constraints: critical\s+Permitted:\s+DNS:localhost/);
  assert.match(text, /IP:10\.0\.0\.0\/255\.0\.0\.0/);
  assert.match(text, /CA:TRUE, pathlen:1/);
  const crl = openssl('crl', '-in', 'crl.pem', '-noout', '-text', '-CAfile', 'root.pem');
  assert.match(crl, /X509v3 CRL Number:\s+7/);
  assert.match(crl, /Serial Number: AB12/);
});
