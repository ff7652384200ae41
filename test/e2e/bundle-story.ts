// What a plant does with a bundle, run in a namespace without any route; each fact is printed as a line of JSON for the test to judge.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { request } from 'node:https';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dayCapture, makePlant } from '@holdfast/plant';

const [folder = '', first = '', second = '', broken = '', key = ''] = process.argv.slice(2);
const prefix = join(folder, 'opt');
const ports = { plain: 4486, tls: 4487 };
const password = 'kupferner Kessel am Montag';
const reason = 'Agreed in the shift meeting.';

const began = performance.now();
const times: [string, number][] = [];

function tell(name: string, fact: unknown): void {
  times.push([name, Math.round((performance.now() - began) / 100) / 10]);
  process.stdout.write(`${JSON.stringify([name, fact])}\n`);
}

/** Runs a command; what it said, both ways, and how it ended. */
function run(file: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', TMPDIR: folder },
    input: '',
  });
  return { status, said: (stdout + stderr).trim() };
}
const install = (file: string, ...args: string[]) => run('sh', file, '--prefix', prefix, ...args);

function spoiled(name: string, spoil: (path: string) => void): string {
  const path = join(folder, name);
  copyFileSync(first, path);
  spoil(path);
  return path;
}

function refusals(): void {
  const size = readFileSync(first).length;
  const flip = (path: string, at: number): void => {
    const bytes = readFileSync(path);
    bytes[at]! ^= 1;
    writeFileSync(path, bytes);
  };
  const text = readFileSync(first, 'latin1');
  const listed = text.indexOf('{"format":1');
  tell('no key', install(first));
  tell('other key', install(first, '--key', `${key.slice(0, 20)}AAAA${key.slice(24)}`));
  tell(
    'cut',
    install(
      spoiled('cut.run', (path) => truncateSync(path, size - 1000)),
      '--key',
      key,
    ),
  );
  tell(
    'longer',
    install(
      spoiled('long.run', (path) => appendFileSync(path, 'x')),
      '--key',
      key,
    ),
  );
  tell(
    'changed list',
    install(
      spoiled('list.run', (path) => flip(path, listed + 400)),
      '--key',
      key,
    ),
  );
  tell(
    'changed content',
    install(
      spoiled('content.run', (path) => flip(path, size - 5000)),
      '--key',
      key,
    ),
  );
  tell(
    'other machine',
    install(
      spoiled('arch.run', (path) => writeFileSync(path, text.replace(/^platform='.*'$/m, "platform='linux-s390x'"), 'latin1')),
      '--key',
      key,
    ),
  );
  const tiny = join(folder, 'tiny');
  mkdirSync(tiny);
  const mounted = 'mount -t tmpfs -o size=60m none "$1" && exec sh "$2" --prefix "$1/hf" --key "$3"';
  tell('small disk', run('unshare', '-m', 'sh', '-c', mounted, 'sh', tiny, first, key));
  tell('other hash', install(first, '--sha256', '0'.repeat(64)));
  tell('left behind', readdirSync(folder).includes('opt') ? readdirSync(prefix) : []);
}

type Running = { child: ChildProcess; said: () => string; end: () => Promise<void> };

async function serve(): Promise<Running> {
  const child = spawn(join(prefix, 'bin/holdfast'), ['serve'], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: '/usr/bin:/bin' } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const over = new Promise<void>((done) => child.once('exit', () => done()));
  for (let i = 0; i < 1200 && !text.includes('Holdfast is at') && child.exitCode === null; i += 1) await wait(50);
  if (!text.includes('Holdfast is at')) throw new Error(`it did not start: ${text}`);
  return { child, said: () => text, end: () => (child.kill('SIGTERM'), over) };
}

let ca = '';
const cookies = new Map<string, string>();

// oxlint-disable-next-line typescript/no-explicit-any
type Answer = { status: number; body: any; cookies: string[] };

function call(as: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const bytes = body instanceof Uint8Array;
  const payload = body === undefined ? undefined : bytes ? body : JSON.stringify(body);
  const headers = {
    cookie: cookies.get(as) ?? '',
    ...(payload === undefined
      ? {}
      : { 'content-type': bytes ? 'application/octet-stream' : 'application/json', 'content-length': Buffer.byteLength(payload) }),
  };
  return new Promise((done, fail) => {
    const asked = request(`https://localhost:${ports.tls}${path}`, { method, headers, ca }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      const isJson = /json/.test(response.headers['content-type'] ?? '');
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text, cookies: response.headers['set-cookie'] ?? [] }),
      );
    });
    asked.on('error', fail);
    asked.end(payload);
  });
}

async function ask(as: string, method: string, path: string, body?: unknown) {
  const answer = await call(as, method, path, body);
  if (answer.status >= 300) throw new Error(`${as}: ${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Signs in; who got a first password chooses one of their own on the way. */
async function enter(name: string): Promise<void> {
  const answer = await call('', 'POST', '/api/auth/sign-in/email', { email: `${name}@plant.example`, password });
  if (answer.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(answer.body)}`);
  keepCookies(name, answer);
  if ((await ask(name, 'GET', '/api/auth/get-session')).person === null)
    keepCookies(name, await call(name, 'POST', '/api/auth/sign-in/new-password', { password: 'acht Leitern im Hof' }));
}

function keepCookies(name: string, answer: Answer): void {
  cookies.set(name, answer.cookies.map((it) => it.split(';')[0]).join('; '));
  tell(`cookie of ${name}`, answer.cookies.length > 0 && answer.cookies.every((it) => /; Secure/i.test(it)));
}

const plainText = (path: string): Promise<string> =>
  new Promise((done, fail) =>
    get(`http://localhost:${ports.plain}${path}`, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => done(text));
    }).on('error', fail),
  );

/** The flow of the first issues: set-up, capture, zones, a list two people agreed on, a ledger that holds. */
async function practise(code: string): Promise<void> {
  const given = { organisation_name: 'Plant Works', site_name: 'North', time_zone: 'Europe/Berlin' };
  await ask('', 'POST', '/api/v1/setup', { code, name: 'Person owner', email: 'owner@plant.example', password, ...given });
  await enter('owner');
  const me = await ask('owner', 'GET', '/api/v1/me');
  const site = `/api/v1/sites/${me.sites[0].id}`;
  const manager = await ask('owner', 'POST', '/api/v1/people', { name: 'Person manager', email: 'manager@plant.example', password });
  await ask('owner', 'POST', '/api/v1/grants', { person_id: manager.id, role: 'plant_manager', scope: 'site', site_id: me.sites[0].id });
  await enter('manager');
  const bytes = Buffer.concat([...dayCapture(makePlant(1), { maximumBytes: 600_000, start: '2026-11-12T09:00:00Z' }).chunks()]);
  const capture = await ask('owner', 'POST', `${site}/captures?name=day.pcap&size_bytes=${bytes.length}`, bytes);
  const read = await until(async () => {
    const now = await ask('owner', 'GET', `${site}/captures/${capture.id}`);
    return now.state === 'done' ? now : null;
  });
  tell('capture', { state: read.state, assets: read.assets_new > 5 });
  await until(async () => ((await ask('owner', 'GET', `${site}/conduits?limit=2000`)).total > 0 ? true : null));
  const zones = await ask('owner', 'GET', `${site}/zones`);
  const confirmed = await ask('owner', 'POST', `${site}/zones/confirmations`, { reason });
  tell('zones confirmed', confirmed.confirmed === zones.rows.length && zones.rows.length > 2);
  const conduits = (await ask('owner', 'GET', `${site}/conduits?sort=-flows&limit=2000`)).rows as { id: string; flows: number }[];
  const conduit = conduits.find((it) => it.flows < 40)!;
  const flows = (await ask('owner', 'GET', `${site}/flows?conduit_id=${conduit.id}&limit=2000`)).rows as { id: string }[];
  await ask('owner', 'POST', `${site}/flows/judgements`, { flow_ids: flows.map((it) => it.id), judgement: 'needed', reason });
  const list = await ask('owner', 'POST', `${site}/conduits/${conduit.id}/allow-lists`, { reason });
  const decision = `${site}/conduits/${conduit.id}/allow-lists/${list.id}/decision`;
  tell('own approval', (await call('owner', 'POST', decision, { decision: 'approved', reason })).status);
  tell('second approval', (await ask('manager', 'POST', decision, { decision: 'approved', reason })).state);
  tell('ledger', await verify(site));
}

async function verify(site: string): Promise<unknown> {
  const { ok, fault } = await ask('owner', 'POST', `${site}/ledger/verifications`, {});
  return { ok, fault };
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let i = 0; i < 600; i += 1) {
    const found = await look();
    if (found !== null) return found;
    await wait(100);
  }
  throw new Error('it did not come within a minute');
}

/** What has to be the same before and after: people, lists in force, entries of the ledger. */
async function stateNow(): Promise<unknown> {
  await enter('owner');
  const me = await ask('owner', 'GET', '/api/v1/me');
  const site = `/api/v1/sites/${me.sites[0].id}`;
  const conduits = (await ask('owner', 'GET', `${site}/conduits?limit=2000`)).rows as { state: string }[];
  const captures = (await ask('owner', 'GET', `${site}/captures`)).rows as { name: string; state: string }[];
  const people = (await ask('owner', 'GET', '/api/v1/people')).total;
  return { people, approved: conduits.filter((it) => it.state === 'approved').length, captures, ledger: await verify(site) };
}

tell('interfaces', Object.keys(networkInterfaces()));
tell('route', spawnSync('ip', ['route', 'get', '192.0.2.1'], { stdio: 'ignore' }).status);
refusals();
tell('installed', install(first, '--key', key, '--port', String(ports.plain), '--tls-port', String(ports.tls)));
appendFileSync(join(prefix, 'etc/holdfast.env'), `HOLDFAST_TLS=on\n`);
tell('version', run(join(prefix, 'bin/holdfast'), 'version', '--check'));
const started = await serve();
const [, code = ''] = /one-time code ([0-9A-Z-]+)/.exec(started.said()) ?? [];
ca = await plainText('/holdfast-ca.crt');
tell('console', started.said().split('\n'));
tell('authority', ca.split('\n')[0]);
tell('page', String((await call('', 'GET', '/')).body).includes('<div id="root">'));
await practise(code);
tell('before', await stateNow());
const passphrase = join(prefix, 'passphrase');
writeFileSync(passphrase, 'sieben rote Ventile\n', { mode: 0o600 });
tell('backup', run(join(prefix, 'bin/holdfast'), 'backup', '--passphrase-file', passphrase));
tell('upgrade', install(second));
tell('again', install(second));
tell('downgrade', install(first));
const upgraded = await serve();
tell('upgraded version', run(join(prefix, 'bin/holdfast'), 'version').said);
tell('after', await stateNow());
await upgraded.end();
tell('broken', install(broken));
const back = await serve();
tell('version after the broken one', run(join(prefix, 'bin/holdfast'), 'version').said);
tell('after the broken one', await stateNow());
await back.end();
const [copy = ''] = readdirSync(join(prefix, 'backups')).filter((name) => name.endsWith('-1.0.0.holdfast'));
tell('restored', run(join(prefix, 'bin/holdfast'), 'restore', join(prefix, 'backups', copy), '--passphrase-file', passphrase));
const restored = await serve();
tell('after restoring', await stateNow());
await restored.end();
tell('times', times);
