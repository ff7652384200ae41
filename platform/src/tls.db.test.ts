// The server's TLS over its whole life: made, renewed without a restart, replaced, succeeded; and what clocks, keys and files can do to it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { testDatabase } from '../test/database.ts';
import { createAct } from './act.ts';
import { openDatabase, openPool } from './database.ts';
import { logger, openLog } from './log.ts';
import { mintForProcess, type Sentence } from './permit.ts';
import { openKeyFolder } from './plant-ca-folder.ts';
import { limitsFor } from './plant-ca-limits.ts';
import { issueServer, makeRoot } from './plant-ca-make.ts';
import { issueMachineCertificate, machineOf, prepareSuccessor, revokeMachineCertificate, succeed } from './plant-ca.ts';
import { listCertificates } from './plant-ca-store.ts';
import { certificateWarnings, openTls, type Tls, type TlsParts } from './tls.ts';

openLog({ level: 'error' });

const sentence: Sentence = { id: 'test', who: [], at: 'organisation', changes: true, says: 'The test may.' };
const permit = mintForProcess('certificates', sentence, null);
const day = 86_400_000;

type Bench = {
  tls: Tls;
  folder: string;
  clock: { now: Date };
  names: string[];
  again(more?: Partial<TlsParts>): Promise<Tls>;
  kinds(): Promise<string[]>;
};

/** `daysAgo`: how long ago it was first started. Clients always live now. */
async function openBench(t: TestContext, daysAgo = 0): Promise<Bench> {
  const database = await testDatabase({ after: (work) => t.after(work) });
  const pool = openPool(database.connectionFor('holdfast_app'));
  t.after(() => pool.end());
  const db = openDatabase(pool);
  const folder = mkdtempSync(join(tmpdir(), 'hf-tls-'));
  t.after(() => rmSync(folder, { recursive: true }));
  // A little ahead, because openssl begins its certificates at this very second.
  const clock = { now: new Date(Date.now() + 20_000 - daysAgo * day) };
  const names = ['hf.plant.example', '127.0.0.1'];
  const act = createAct({ db, origin: 'holdfast.local/test' });
  const again = async (others: Partial<TlsParts> = {}): Promise<Tls> => {
    const keys = openKeyFolder(join(folder, 'tls'));
    const tls = await openTls({
      db,
      act,
      keys,
      now: () => clock.now,
      permit,
      log: logger('tls'),
      names: () => names,
      files: null,
      newAuthority: false,
      ...others,
    });
    t.after(() => tls.stop());
    return tls;
  };
  const kinds = async (): Promise<string[]> => {
    const found = await database.pool('holdfast_super').query<{ body: Buffer }>('select body from ledger.pending order by inserted_at, id');
    return found.rows.map(({ body }) => (JSON.parse(body.toString('utf8')) as { kind: string }).kind);
  };
  return { tls: await again(), folder, clock, names, again, kinds };
}

async function listen(t: TestContext, tls: Tls, who: 'pages' | 'machines' = 'pages') {
  const options = who === 'pages' ? tls.options() : await tls.machineOptions();
  const server = createServer(options, async (asked, answer) => {
    const machine = await machineOf(tls.parts.db, (asked.socket as TLSSocket).getPeerX509Certificate());
    answer.end(machine === null ? 'nobody' : `${machine.kind} ${machine.id}`);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  t.after(() => void (server.closeAllConnections(), server.close()));
  tls.attach(server, who);
  return (server.address() as AddressInfo).port;
}

const rootsOf = async (tls: Tls): Promise<string[]> => (await listCertificates(tls.parts.db, ['root'])).map((it) => it.pem);

/** The fingerprint a client is shown, or why it refuses. */
function look(port: number, ca: readonly string[], servername = 'hf.plant.example'): Promise<string> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', servername, ca: [...ca] }, () => {
      done(socket.getPeerX509Certificate()!.fingerprint256.replaceAll(':', '').toLowerCase());
      socket.end();
    });
    socket.on('error', (error) => done('code' in error ? String(error.code) : error.message));
  });
}

function askAs(port: number, ca: readonly string[], own: { cert: string; key: string } | null): Promise<string> {
  return new Promise((done) => {
    const asked = request({ port, host: '127.0.0.1', servername: 'hf.plant.example', ca: [...ca], ...own, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => done(text));
    });
    asked.on('error', () => done('refused'));
    asked.end();
  });
}

test('first start makes authority and certificate as acts; the next start shows the same', async (t) => {
  const { tls, again, kinds, folder } = await openBench(t);
  const port = await listen(t, tls);
  const [root] = await rootsOf(tls);
  assert.equal(await look(port, [root!]), tls.shown().row.fingerprint);
  assert.equal(await look(port, [root!], 'else.example'), 'ERR_TLS_CERT_ALTNAME_INVALID');
  assert.deepEqual(await kinds(), ['certificate.authority_made', 'certificate.issued']);
  assert.equal((await again()).shown().row.fingerprint, tls.shown().row.fingerprint);
  assert.deepEqual(await kinds(), ['certificate.authority_made', 'certificate.issued']);
  assert.deepEqual(await certificateWarnings(tls), []);
  const life = new Date(tls.shown().row.not_after).getTime() - new Date(tls.shown().row.not_before).getTime();
  assert.ok(life <= 398 * day);
  assert.deepEqual(readdirSync(join(folder, 'tls')).length, 2);
});

test('a certificate is renewed well before it ends and a new name is taken in, without a restart', async (t) => {
  const { tls, clock, names, kinds } = await openBench(t, 300);
  const port = await listen(t, tls);
  const ca = await rootsOf(tls);
  const first = await look(port, ca);
  clock.now = new Date(Date.now() - 250 * day);
  await tls.tick();
  assert.equal(await look(port, ca), first, 'not due yet');
  names.push('hmi.plant.example', 'bank.example');
  await tls.tick();
  const second = await look(port, ca, 'hmi.plant.example');
  assert.notEqual(second, first);
  assert.equal(second, tls.shown().row.fingerprint);
  assert.deepEqual(
    (await certificateWarnings(tls)).map((it) => [it.code, it.params]),
    [['names_missing', { names: 'bank.example' }]],
  );
  clock.now = new Date(Date.now() + 50 * day);
  await tls.tick();
  assert.equal(tls.shown().row.fingerprint, second, 'sixty-five days are left');
  clock.now = new Date(Date.now() + 56 * day);
  await tls.tick();
  assert.notEqual(tls.shown().row.fingerprint, second);
  assert.deepEqual((await kinds()).slice(2), ['certificate.renewed', 'certificate.renewed']);
});

test('a clock that jumps decades ahead founds nothing, and one that jumps back does not leave a certificate of the future', async (t) => {
  const { tls, clock, kinds } = await openBench(t);
  const before = tls.shown().row.fingerprint;
  clock.now = new Date(Date.now() + 30 * 365 * day);
  await tls.tick();
  assert.equal(tls.shown().row.fingerprint, before);
  assert.deepEqual(await kinds(), ['certificate.authority_made', 'certificate.issued']);
  assert.deepEqual(
    (await certificateWarnings(tls)).map((it) => it.code),
    ['server_over', 'root_over'],
  );
  clock.now = new Date(Date.now() + 330 * day);
  await tls.tick();
  const ahead = tls.shown().row;
  assert.notEqual(ahead.fingerprint, before);
  clock.now = new Date();
  assert.deepEqual(
    (await certificateWarnings(tls)).map((it) => it.code),
    ['server_not_yet'],
  );
  await tls.tick();
  assert.ok(new Date(tls.shown().row.not_before) <= clock.now);
});

test('in the root’s last years its successor is made and takes over by itself; the old one still leads to it', async (t) => {
  const { tls, clock, kinds } = await openBench(t, 8.5 * 365);
  const port = await listen(t, tls);
  const [old] = await rootsOf(tls);
  clock.now = new Date();
  await tls.tick();
  assert.ok((await certificateWarnings(tls)).some((it) => it.code === 'root_next'));
  assert.equal(await look(port, [old!]), tls.shown().row.fingerprint);
  clock.now = new Date(Date.now() + 200 * day);
  await tls.tick();
  clock.now = new Date();
  await tls.tick();
  assert.ok((await kinds()).includes('certificate.authority_succeeded'));
  const next = (await rootsOf(tls)).find((it) => it !== old);
  assert.equal(await look(port, [next!]), tls.shown().row.fingerprint);
  assert.equal(await look(port, [old!]), tls.shown().row.fingerprint);
});

test('prepared and taken over by the owner, both roots are trusted in between', async (t) => {
  const { tls } = await openBench(t);
  const port = await listen(t, tls);
  const [old] = await rootsOf(tls);
  await prepareSuccessor(tls.parts, permit);
  await assert.rejects(prepareSuccessor(tls.parts, permit), { code: 'authority_already_prepared' });
  const next = (await rootsOf(tls)).find((it) => it !== old);
  await succeed(tls.parts, permit);
  await tls.renew(permit);
  assert.equal(await look(port, [old!]), tls.shown().row.fingerprint);
  assert.equal(await look(port, [next!]), tls.shown().row.fingerprint);
});

test('a key others can read, or one that is gone, stops the start with a sentence', async (t) => {
  const { folder, again } = await openBench(t);
  const keys = readdirSync(join(folder, 'tls')).map((name) => join(folder, 'tls', name));
  for (const key of keys) chmodSync(key, 0o644);
  await assert.rejects(again(), {
    code: 'key_open',
    message: /can be read by others, so it may have been copied\. If nobody did, run: chmod 600/,
  });
  for (const key of keys) rmSync(key);
  await assert.rejects(again(), { code: 'authority_key_missing', message: /Restore the folder "tls" .* --tls new/ });
  const fresh = await again({ newAuthority: true });
  assert.equal((await rootsOf(fresh)).length, 2);
});

function own(folder: string, subject: string, more: string[] = []): { certificate_pem: string; key_pem: string } {
  const key = join(folder, `${subject}.key`);
  const kind = more.includes('weak') ? ['rsa:1024'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const args = [
    'req',
    '-x509',
    '-newkey',
    ...kind,
    '-noenc',
    '-keyout',
    key,
    '-subj',
    `/CN=${subject}`,
    '-addext',
    `subjectAltName=DNS:${subject}`,
  ];
  const certificate_pem = execFileSync(
    'openssl',
    [...args, '-addext', 'basicConstraints=critical,CA:FALSE', ...more.filter((it) => it !== 'weak')],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return { certificate_pem, key_pem: execFileSync('cat', [key], { encoding: 'utf8' }) };
}

async function expired(): Promise<{ certificate_pem: string; key_pem: string }> {
  const past = new Date(Date.now() - 400 * day);
  const root = await makeRoot('Elsewhere', limitsFor(['hf.plant.example']), past);
  const { certificate, key_pem } = await issueServer(root, ['hf.plant.example'], past);
  return { certificate_pem: certificate.pem, key_pem };
}

test('a certificate of the plant’s own is looked at, taken without a restart, and put aside again', async (t) => {
  const { tls, folder, kinds } = await openBench(t);
  const port = await listen(t, tls);
  const good = own(folder, 'hf.plant.example', ['-days', '90']);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const stranger = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const refused: [string, { certificate_pem: string; key_pem: string }][] = [
    ['certificate_key_mismatch', { ...good, key_pem: stranger }],
    ['certificate_wrong_host', own(folder, 'other.example', ['-days', '90'])],
    ['certificate_weak_key', own(folder, 'hf.plant.example', ['-days', '90', 'weak'])],
    ['certificate_expired', await expired()],
    ['certificate_unreadable', { ...good, certificate_pem: 'rubbish' }],
    ['certificate_key_unreadable', { ...good, key_pem: 'rubbish' }],
    ['certificate_key_encrypted', { ...good, key_pem: '-----BEGIN ENCRYPTED PRIVATE KEY-----' }],
    ['certificate_chain_broken', { ...good, certificate_pem: good.certificate_pem + tls.shown().row.pem }],
  ];
  for (const [code, it] of refused) await assert.rejects(tls.replace(permit, it), { code });
  assert.equal(tls.isTransportStrict(), false);
  await tls.replace(permit, good);
  assert.equal(await look(port, [good.certificate_pem]), tls.shown().row.fingerprint);
  assert.deepEqual([tls.shown().kind, tls.isTransportStrict()], ['own', true]);
  await tls.removeOwn(permit);
  assert.equal(await look(port, await rootsOf(tls)), tls.shown().row.fingerprint);
  assert.deepEqual((await kinds()).slice(2), ['certificate.replaced', 'certificate.own_removed']);
});

test('files of the operator’s own are followed; what ended while in use is still shown, what is new and wrong is refused', async (t) => {
  const bench = await openBench(t);
  const files = { certificate: join(bench.folder, 'own.pem'), key: join(bench.folder, 'own.pem.key') };
  const put = (it: { certificate_pem: string; key_pem: string }): void => {
    writeFileSync(files.certificate, it.certificate_pem);
    writeFileSync(files.key, it.key_pem, { mode: 0o600 });
  };
  await assert.rejects(bench.again({ files }), { message: /own\.pem is not there\. Check the path\.$/ });
  put(own(bench.folder, 'hf.plant.example', ['-days', '10']));
  const tls = await bench.again({ files });
  const first = tls.shown().row.fingerprint;
  await assert.rejects(tls.replace(permit, own(bench.folder, 'hf.plant.example')), { code: 'certificate_from_files' });
  put(own(bench.folder, 'hf.plant.example', ['-days', '20']));
  await tls.tick();
  assert.notEqual(tls.shown().row.fingerprint, first, 'taken without a restart');
  bench.clock.now = new Date(Date.now() + 30 * day);
  const later = await bench.again({ files });
  assert.deepEqual(
    [later.shown().row.fingerprint, (await certificateWarnings(later))[0]?.code],
    [tls.shown().row.fingerprint, 'server_over'],
  );
  put(own(bench.folder, 'hf.plant.example', ['-days', '20']));
  await assert.rejects(bench.again({ files }), { code: 'certificate_expired', message: /^\S+own\.pem: The certificate ended on / });
  chmodSync(files.key, 0o640);
  await assert.rejects(bench.again({ files }), { code: 'key_open' });
});

test('a machine with our certificate is known by kind and id; revoked it is refused at once, also by running servers', async (t) => {
  const { tls, folder, kinds } = await openBench(t);
  const port = await listen(t, tls, 'machines');
  const ca = await rootsOf(tls);
  const key = join(folder, 'sensor.key');
  const args = ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-subj', '/CN=admin'];
  const csr_pem = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const id = '0199d0a0-0000-7000-8000-000000000001';
  const made = await issueMachineCertificate(tls.parts, permit, { csr_pem, kind: 'sensor', id, name: 'Hall 2', days: 400 });
  assert.ok(new Date(made.not_after).getTime() - Date.now() < 91 * day, 'short-lived whatever is asked');
  const cert = { cert: made.pem, key: execFileSync('cat', [key], { encoding: 'utf8' }) };
  assert.equal(await askAs(port, ca, cert), `sensor ${id}`);
  assert.equal(await askAs(port, ca, null), 'refused');
  await assert.rejects(issueMachineCertificate(tls.parts, permit, { csr_pem: 'x', kind: 'sensor', id, name: 'x', days: 1 }), {
    code: 'request_not_a_request',
  });
  await revokeMachineCertificate(tls.parts, permit, { fingerprint: made.fingerprint, reason: 'stolen' });
  assert.equal(await askAs(port, ca, cert), 'nobody', 'known as revoked before the list is renewed');
  await tls.reload();
  assert.equal(await askAs(port, ca, cert), 'refused');
  await assert.rejects(revokeMachineCertificate(tls.parts, permit, { fingerprint: made.fingerprint, reason: 'again' }), {
    code: 'certificate_missing',
  });
  assert.deepEqual((await kinds()).slice(2), ['certificate.machine_issued', 'certificate.machine_revoked']);
});

test('speaks neither old versions nor suites without forward secrecy, whoever asks for them', async (t) => {
  const { tls } = await openBench(t);
  const port = await listen(t, tls);
  const ca = await rootsOf(tls);
  const offer = (options: ConnectionOptions): Promise<string> =>
    new Promise((done) => {
      const socket = connect({ port, host: '127.0.0.1', servername: 'hf.plant.example', ca, ...options }, () => {
        done(`${socket.getProtocol()} ${socket.getCipher().name}`);
        socket.end();
      });
      socket.on('error', (error) => done('code' in error ? String(error.code) : error.message));
    });
  assert.match(await offer({}), /^TLSv1\.3 TLS_/);
  assert.match(await offer({ maxVersion: 'TLSv1.2' }), /^TLSv1\.2 ECDHE-ECDSA-(AES\d+-GCM|CHACHA20)/);
  assert.equal(
    await offer({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  );
  for (const ciphers of ['AES128-SHA', 'ECDHE-ECDSA-AES128-SHA', 'AES256-GCM-SHA384'])
    assert.match(await offer({ maxVersion: 'TLSv1.2', ciphers }), /HANDSHAKE_FAILURE$/, ciphers);
});
