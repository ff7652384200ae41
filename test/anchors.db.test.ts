// Time stamp, log collector and bucket against real counterparts: openssl as the authority, a TCP and a UDP listener, an S3 server that checks signatures.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Anchor, Anchoring, Trial } from '@holdfast/anchors/schema';
import { parseCheckpoint, parseNote, rootFromTiles } from '@holdfast/core-ledger';
import { sha256 } from '@holdfast/platform/ledger-crypto';
import { findLog } from '@holdfast/platform/ledger-store';
import { type Holdfast, openHoldfast } from './holdfast.ts';

const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL');
  } catch {
    return false;
  }
})();
const needsOpenssl = hasOpenssl ? false : 'needs openssl';

async function listen(t: TestContext, server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

async function settle({ parts, site_id }: Holdfast): Promise<void> {
  await parts.sequencer.checkpoint((await findLog(parts.pool, site_id))!);
  await parts.anchorRounds.look();
}

const standing = (plant: Holdfast): Promise<Anchoring> => plant.ask('owner', 'GET', `${plant.site}/ledger/anchors`);
const add = (plant: Holdfast, body: object): Promise<Anchor> => plant.ask('owner', 'POST', '/api/v1/anchors', body);
const ownFault = async (plant: Holdfast, id: string): Promise<string | null | undefined> => {
  const { results }: Trial = await plant.ask('owner', 'POST', `/api/v1/anchors/${id}/trial`, {});
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  return results.find(({ origin }) => origin === log.origin)?.fault;
};
const endIt = (plant: Holdfast, id: string): Promise<unknown> =>
  plant.ask('owner', 'POST', `/api/v1/anchors/${id}/end`, { reason: 'It moves.' });

/** An authority by openssl: root, time-stamping certificate, `openssl ts -reply` behind HTTP. */
function makeAuthority(folder: string): void {
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(join(folder, 'ts.ext'), 'extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n');
  writeFileSync(
    join(folder, 'ts.cnf'),
    `[ts]\nserial = serial\nsigner_cert = ts.pem\ncerts = ca.pem\nsigner_key = ts.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n`,
  );
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority', '-days', '30');
  run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ts.key', '-out', 'ts.csr', '-subj', '/CN=Test time stamps');
  run(
    'x509',
    '-req',
    '-in',
    'ts.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-set_serial',
    '2',
    '-days',
    '20',
    '-extfile',
    'ts.ext',
    '-out',
    'ts.pem',
  );
}

test(
  'time stamp: openssl stamps the note’s digest, the response is kept with the checkpoint and openssl verifies it',
  { skip: needsOpenssl },
  async (t) => {
    const plant = await openHoldfast(t);
    const folder = mkdtempSync(join(tmpdir(), 'hf-tsa-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    makeAuthority(folder);
    const mode = { bend: 'no' as 'no' | 'replay' | 'text' | 'refuse' };
    const openssl = (...args: string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const reply = (): Buffer => (
      openssl('ts', '-reply', '-config', 'ts.cnf', '-section', 'ts', '-queryfile', 'q.tsq', '-out', 'r.tsr'),
      readFileSync(join(folder, 'r.tsr'))
    );
    const authority = createServer((request, response) => {
      void readAll(request).then((query) => {
        if (mode.bend === 'no' || mode.bend === 'refuse') writeFileSync(join(folder, 'q.tsq'), query);
        if (mode.bend === 'refuse') writeFileSync(join(folder, 'q.tsq'), Buffer.from('30030201ff', 'hex'));
        response.setHeader('content-type', 'application/timestamp-reply').end(mode.bend === 'text' ? 'welcome' : reply());
      });
    });
    const url = await listen(t, authority);
    const pem = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const body = { kind: 'time_stamp', name: 'Authority', url, chain_pem: pem('ca.pem'), every_minutes: 60 };
    const refused = await plant.call('POST', '/api/v1/anchors', { as: 'owner', body: { ...body, chain_pem: 'no certificate' } });
    assert.deepEqual([refused.status, refused.body.code], [422, 'certificates_wrong']);
    const it = await add(plant, body);
    await settle(plant);
    const log = (await findLog(plant.parts.pool, plant.site_id))!;
    const [row] = await plant.rows<{ size: string; note: string; tsa: Buffer }>(
      'select size, note, tsa from ledger.checkpoint where log_id = $1 and tsa is not null',
      [log.id],
    );
    const { rows, alarms } = await standing(plant);
    assert.deepEqual([rows[0]!.fault, rows[0]!.size, alarms], [null, Number(row?.size), []]);
    assert.ok(Math.abs(Date.parse(rows[0]!.at!) - Date.now()) < 30_000);
    writeFileSync(join(folder, 'note'), row!.note);
    writeFileSync(join(folder, 'kept.tsr'), row!.tsa);
    assert.match(String(openssl('ts', '-verify', '-data', 'note', '-in', 'kept.tsr', '-CAfile', 'ca.pem')), /Verification: OK/);
    // The one change a checkpoint takes is taken once, whoever asks.
    const app = plant.database.pool('holdfast_app');
    const again = await app.query('select ledger.keep_stamp($1, $2, $3) as kept', [log.id, row!.size, Buffer.from('other')]);
    assert.equal(again.rows[0].kept, false);
    const superuser = plant.database.pool('holdfast_super');
    await assert.rejects(
      superuser.query("update ledger.checkpoint set tsa = 'x' where log_id = $1 and size = $2", [log.id, row!.size]),
      /append-only/,
    );
    await assert.rejects(superuser.query("update ledger.checkpoint set note = 'x', tsa = 'y' where log_id = $1", [log.id]), /append-only/);
    // An older answer, no answer, a refusal, and an authority nobody named.
    mode.bend = 'replay';
    assert.equal(await ownFault(plant, it.id), 'other_imprint');
    mode.bend = 'text';
    assert.equal(await ownFault(plant, it.id), 'not_a_stamp');
    mode.bend = 'refuse';
    assert.equal(await ownFault(plant, it.id), 'not_granted');
    mode.bend = 'no';
    await endIt(plant, it.id);
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'x.key',
      '-out',
      'x.pem',
      '-subj',
      '/CN=Test authority',
      '-days',
      '30',
    );
    const stranger = await add(plant, { ...body, chain_pem: pem('x.pem') });
    assert.equal(await ownFault(plant, stranger.id), 'stamp_not_trusted');
  },
);

test('log collector: one line of RFC 5424 for a checkpoint, over TCP with its length before it, and over UDP', async (t) => {
  const plant = await openHoldfast(t);
  const got: string[] = [];
  const tcp = createTcp((socket) => void socket.setEncoding('utf8').on('data', (text: string) => got.push(text)));
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  t.after(() => void tcp.close());
  const udp = createSocket('udp4');
  const datagrams: string[] = [];
  udp.on('message', (text) => datagrams.push(String(text)));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  t.after(() => void udp.close());
  await add(plant, { kind: 'syslog', name: 'SIEM', url: `tcp://127.0.0.1:${(tcp.address() as AddressInfo).port}` });
  await add(plant, { kind: 'syslog', name: 'Old SIEM', url: `udp://127.0.0.1:${udp.address().port}` });
  await settle(plant);
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  const { rows, size } = await standing(plant);
  assert.deepEqual(
    rows.map(({ fault, size: sent }) => [fault, sent]),
    [
      [null, size],
      [null, size],
    ],
  );
  for (let n = 0; n < 3000 && datagrams.length < 1; n += 1) await new Promise((done) => setTimeout(done, 20));
  const paper = await plant.ask('owner', 'GET', `${plant.site}/ledger/fingerprint`);
  const own = got
    .join('')
    .split(/(?<!\d)(?=\d+ <109>1 )/)
    .find((text) => text.includes(`origin="${log.origin}"`))!;
  const [, length, line] = /^(\d+) ([\s\S]*)$/.exec(own)!;
  assert.equal(Buffer.byteLength(line!), Number(length));
  assert.match(line!, /^<109>1 \d{4}-\d\d-\d\dT\S+Z localhost holdfast - ledger\.checkpoint \[checkpoint@32473 /);
  assert.ok(line!.includes(`size="${size}" root="${paper.root}" fingerprint="${paper.fingerprint}"]`));
  assert.ok(datagrams.includes(line!));
  await plant.parts.anchorRounds.look();
  assert.equal(
    got.join('').split('<109>').length - 1,
    1 + (await plant.rows('select from ledger.checkpoint')).length - 1,
    'told once each',
  );
});

type Kept = { body: Buffer; mode: string; until: string };

/**
 * A small S3 server of this test's own, in place of a real one: it checks AWS Signature Version 4 from the request alone, keeps versions, and
 * refuses objects without retention. It stands for the protocol, not for any product's bugs.
 */
function s3Server(secret: string, locks: boolean) {
  const objects = new Map<string, Kept[]>();
  const wrong: string[] = [];
  const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const isSigned = (request: IncomingMessage, body: Buffer): boolean => {
    const [, credential = '', names = '', signature = ''] =
      /Credential=([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(request.headers.authorization ?? '') ?? [];
    const [, day = '', region = '', service = ''] = credential.split('/');
    const url = new URL(request.url!, 'http://s3');
    const digest = createHash('sha256').update(body).digest('hex');
    const headers = names
      .split(';')
      .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
      .join('');
    const query = [...url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .toSorted()
      .join('&');
    const canonical = `${request.method}\n${url.pathname}\n${query}\n${headers}\n${names}\n${digest}`;
    const scope = `${day}/${region}/${service}/aws4_request`;
    const text = `AWS4-HMAC-SHA256\n${String(request.headers['x-amz-date'])}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`;
    const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>((from, part) => hmac(from, part), `AWS4${secret}`);
    return request.headers['x-amz-content-sha256'] === digest && hmac(key, text).toString('hex') === signature;
  };
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const say = (status: number, code: string): void => void response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
      const url = new URL(request.url!, 'http://s3');
      if (!isSigned(request, body)) return say(403, 'SignatureDoesNotMatch');
      if (url.searchParams.has('object-lock')) {
        if (!locks) return say(404, 'ObjectLockConfigurationNotFoundError');
        return void response.end('<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>');
      }
      const [mode, until] = ['x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date'].map((name) => String(request.headers[name]));
      const checksum = createHash('sha256').update(body).digest('base64');
      if (request.headers['x-amz-checksum-sha256'] !== checksum || mode !== 'COMPLIANCE') {
        wrong.push(url.pathname);
        return say(400, 'InvalidRequest');
      }
      const path = decodeURIComponent(url.pathname);
      objects.set(path, [...(objects.get(path) ?? []), { body, mode, until: until! }]);
      response.end();
    });
  });
  return { server, objects, wrong };
}

test('copy nobody can delete: tiles, entries and checkpoint under Object Lock; from the bucket alone the root comes out the same', async (t) => {
  const plant = await openHoldfast(t);
  const { server, objects, wrong } = s3Server('a secret of the bucket', true);
  const url = await listen(t, server);
  const bucket = {
    kind: 'worm',
    name: 'Archive',
    url,
    bucket: 'plant-a',
    prefix: 'ledger',
    retain_days: 3650,
    every_minutes: 1,
    access_key_id: 'AKIA',
    secret_access_key: 'a secret of the bucket',
  };
  const it = await add(plant, bucket);
  assert.ok(!JSON.stringify(it).includes('a secret of the bucket'));
  const [kept] = await plant.rows<{ secret: Buffer }>('select secret from holdfast.anchor');
  assert.ok(!kept!.secret.toString().includes('secret'));
  for (let n = 0; n < 6; n += 1) await plant.ask('owner', 'POST', `${plant.site}/areas`, { name: `Hall ${n}` });
  await settle(plant);
  const { rows, size } = await standing(plant);
  assert.deepEqual([rows[0]!.fault, rows[0]!.size, wrong], [null, size, []]);
  assert.ok(Math.abs(Date.parse(rows[0]!.retain_until!) - Date.now() - 3650 * 86_400_000) < 60_000);
  const log = (await findLog(plant.parts.pool, plant.site_id))!;
  const folder = `/plant-a/ledger/${log.origin}`;
  assert.ok([...objects.values()].flat().every(({ mode, until }) => mode === 'COMPLIANCE' && Date.parse(until) > Date.now()));
  const note = parseNote(objects.get(`${folder}/checkpoint`)!.at(-1)!.body);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  assert.ok(checkpoint.ok && checkpoint.value.size === size);
  assert.ok(objects.has(`${folder}/tile/entries/000.p/${size}`) && objects.has(`${folder}/checkpoints/${size}`));
  const root = await rootFromTiles(size, (path) => objects.get(`${folder}/${path}`)?.at(-1)?.body ?? null, sha256);
  assert.ok(root.ok);
  assert.deepEqual([...root.value], [...checkpoint.value.root]);
  // Nothing that is there is sent again; a wrong secret and a bucket without lock are refused with words.
  const before = objects.get(`${folder}/tile/0/000.p/${size}`)!.length;
  assert.equal(await ownFault(plant, it.id), null);
  assert.equal(objects.get(`${folder}/tile/0/000.p/${size}`)!.length, before);
  await endIt(plant, it.id);
  assert.deepEqual(await plant.rows('select 1 from holdfast.anchor where secret is not null'), []);
  const other = await add(plant, { ...bucket, secret_access_key: 'another secret' });
  assert.equal(await ownFault(plant, other.id), 'access_denied');
  const open = s3Server('a secret of the bucket', false);
  const third = await add(plant, { ...bucket, url: await listen(t, open.server) });
  assert.equal(await ownFault(plant, third.id), 'no_object_lock');
  assert.equal(open.objects.size, 0, 'nothing is put where it could be deleted');
});
