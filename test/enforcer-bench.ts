// A whole server with its door for machines, a plant of namespaces, and the real enforcer in the middle of it: what the tests of enforcers stand on.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ED25519_NOTE_TYPE, formatVerifierKey } from '@holdfast/core-ledger';
import { type Policy, sealPolicy } from '@holdfast/core-policy';
import type { Rule } from '@holdfast/core-zones';
import type { EnforcerDetail } from '@holdfast/enforcement/schema';
import { permitRenewal } from '@holdfast/certificates/access';
import { makePrivateKey, signingKeyOf } from '@holdfast/platform/ledger-crypto';
import { logger } from '@holdfast/platform/log';
import { openKeyFolder } from '@holdfast/platform/plant-ca-folder';
import { openTls } from '@holdfast/platform/tls';
import { openMachines } from '../apps/server/src/start-tls.ts';
import { type Holdfast, openHoldfast } from './holdfast.ts';
import { buildPlant, type Plant, run } from './namespaces.ts';

export const enforcerMain = fileURLToPath(new URL('../apps/enforcer/src/main.ts', import.meta.url));
export const reason = 'Agreed in the shift meeting.';
export type Ended = { status: number | null; out: string; err: string };
export type Steady = { echoes(port: number): number[]; last(port: number): number };
export type Bench = {
  hf: Holdfast;
  plant: Plant;
  site: string;
  enforcer_id: string;
  conduit_id: string;
  folder: string;
  command: string;
  /** Runs a command of the enforcer where it stands. */
  enforcer(...args: string[]): Promise<Ended>;
  /** Starts it; resolves when it holds. `stop` ends it, by default as a power cut would. */
  start(): Promise<{ child: ChildProcess; said: () => string; stop(signal?: NodeJS.Signals): Promise<void> }>;
  /** Kills every enforcer that was started, as a power cut would; the guard of a list that is tried is left. */
  kill(): void;
  now(): Promise<EnforcerDetail>;
  /** Waits until it is so, and returns it; fails after `ms`. */
  until(what: string, isSo: (it: EnforcerDetail) => boolean, ms?: number): Promise<EnforcerDetail>;
  approve(rules: readonly Partial<Rule>[]): Promise<void>;
  switchTo(mode: string, was: string): Promise<number>;
  /** Which of these ports a new conversation from SCADA to the cell gets through on. */
  open(ports: readonly number[]): Promise<number[]>;
  /** The server is gone, and back. */
  cut(): void;
  mend(): void;
  nft(...args: string[]): string;
};
type After = { after(work: () => Promise<void>): void };

const SCADA = '10.0.0.5';
const CELL = '10.1.0.9';
const link = { server: '10.250.0.1', enforcer: '10.250.0.2' };

/** Builds it: two zones, a conduit with an approved list, an enforcer registered and enrolled, nothing rolled out. */
export async function openBench(given: After, layout: 'routed' | 'bridged', more: Record<string, unknown> = {}): Promise<Bench> {
  const ends: (() => Promise<void>)[] = [];
  const end = async (): Promise<void> => {
    for (const work of ends.splice(0).toReversed()) await work();
  };
  given.after(end);
  try {
    return await build({ after: (work) => void ends.push(work) }, layout, more);
  } catch (thrown) {
    // A file that fails while it is set up runs no `after`.
    await end();
    throw thrown;
  }
}

/** `office` is the namespace with the server's end of the cable. */
export type Ground = { hf: Holdfast; plant: Plant; office: string; folder: string };

/** A server with its door for machines, namespaces around a firewall, and a cable between the two. */
export async function layGround(t: After, layout: 'routed' | 'bridged', places: number): Promise<Ground> {
  const hf = await openHoldfast(t);
  // The kernel's settings for bridges are the enforcer's own to make.
  const plant = await buildPlant(places, layout, { 'net.ipv4.ip_forward': '0' });
  t.after(async () => plant.end());
  const office = `hf${process.pid.toString(36)}o`;
  run('ip', ['netns', 'add', office]);
  t.after(async () => void spawnSync('ip', ['netns', 'del', office]));
  // Never in the machine's own network: a browser of another test gives up what it loads when that changes.
  run('ip', ['-n', plant.middle, 'link', 'add', 'server0', 'type', 'veth', 'peer', 'name', 'enforcer0', 'netns', office]);
  for (const line of [`addr add ${link.server}/30 dev enforcer0`, 'link set enforcer0 up']) run('ip', ['-n', office, ...line.split(' ')]);
  for (const line of [`addr add ${link.enforcer}/30 dev server0`, 'link set server0 up'])
    run('ip', ['-n', plant.middle, ...line.split(' ')]);
  await openDoor(t, hf, office);
  await hf.hire('lead', [{ role: 'ot_lead', scope: 'site', site_id: hf.site_id }]);
  const folder = mkdtempSync(join(tmpdir(), 'hf-enforcer-'));
  t.after(async () => rmSync(folder, { recursive: true, force: true }));
  return { hf, plant, office, folder };
}

async function build(t: After, layout: 'routed' | 'bridged', more: Record<string, unknown>): Promise<Bench> {
  const { hf, plant, office, folder } = await layGround(t, layout, 2);
  const { conduit_id, zones } = await addZones(hf);
  const body = { name: 'Cabinet 7', layout, zones: zones.map((zone_id) => ({ zone_id })), ...more };
  const made = await hf.ask('owner', 'POST', `${hf.site}/enforcers`, body);
  const bench = withHands({ t, hf, plant, office, folder, conduit_id, zones, enforcer_id: made.enforcer.id, command: made.command });
  await bench.approve([
    { port_from: 502, port_to: 502, is_essential: true },
    { port_from: 102, port_to: 102, protocol: 's7comm' },
  ]);
  const enrolled = await bench.enforcer(...made.command.split(' ').slice(2));
  if (enrolled.status !== 0) throw new Error(`enrolment: ${enrolled.err}`);
  return bench;
}

async function openDoor(t: After, hf: Holdfast, office: string): Promise<void> {
  const { db, act } = hf.parts.context;
  const keys = openKeyFolder(join(hf.dataDir, 'tls'));
  const names = () => [link.server, '127.0.0.1', 'localhost'];
  const more = { permit: permitRenewal(), log: logger('tls'), names, files: null, newAuthority: false, now: () => new Date() };
  const tls = await openTls({ db, act, keys, ...more });
  const door = await openMachines(hf.parts, tls, '127.0.0.1', 0);
  const closeOuter = await openDoorIn(office, door.port);
  hf.parts.machines.now = { tls, port: door.port };
  t.after(async () => {
    closeOuter();
    await door.close();
    tls.stop();
  });
}

const listenScript = `
const [host, port] = process.argv.slice(1);
const server = require('node:net').createServer().listen(Number(port), host, () => process.send('', server, () => (server.close(), process.disconnect())));`;

/** The door at the server's address in a namespace: the socket is opened there by a process of its own and handed over. Returns what closes it. */
async function openDoorIn(namespace: string, port: number): Promise<() => void> {
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '-e', listenScript, '--', link.server, String(port)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [, server] = (await once(child, 'message')) as [string, Server];
  const open = new Set<Socket>();
  server.on('connection', (outer: Socket) => {
    const inner = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {}).once('close', () => (open.delete(socket), other.destroy()));
      socket.pipe(other);
    }
  });
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}

async function addZones(hf: Holdfast): Promise<{ conduit_id: string; zones: [string, string] }> {
  const add = async (name: string, net: string): Promise<string> =>
    (
      await hf.rows<{ id: string }>(
        `insert into holdfast.zone (site_id, key, name, state, subnets, confirmed_at) values ($1, $2, $2, 'confirmed', array[$3], now()) returning id`,
        [hf.site_id, name, net],
      )
    )[0]!.id;
  const zones: [string, string] = [await add('SCADA', '10.0.0.0/16'), await add('Cell 1', '10.1.0.0/16')];
  const [made] = await hf.rows<{ id: string }>(
    `insert into holdfast.conduit (site_id, zone_a, zone_b) values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid)) returning id`,
    [hf.site_id, ...zones],
  );
  return { conduit_id: made!.id, zones };
}

export type Made = Pick<Bench, 'hf' | 'plant' | 'folder' | 'conduit_id' | 'enforcer_id' | 'command'> & {
  t: After;
  office: string;
  zones: [string, string];
};

/** The enforcer's and the server's hands over what was made. */
export function withHands({ t, office, zones, ...made }: Made): Bench {
  const { hf, plant, folder, conduit_id, enforcer_id } = made;
  const inMiddle = (args: readonly string[]): string[] => ['netns', 'exec', plant.middle, ...args];
  const own = [process.execPath, '--disable-warning=ExperimentalWarning', enforcerMain];
  // Never waited for synchronously: the server it asks lives in this process.
  const enforcer: Bench['enforcer'] = (...args) => {
    const child = spawn('ip', inMiddle([...own, ...args, '--folder', folder]), { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
    const said = { out: '', err: '' };
    for (const name of ['out', 'err'] as const) child[`std${name}`].setEncoding('utf8').on('data', (part: string) => (said[name] += part));
    return new Promise((done) => child.once('close', (status) => done({ status, ...said })));
  };
  const running: ChildProcess[] = [];
  const kill = (): void => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  };
  const start: Bench['start'] = async () => {
    const child = spawn('ip', inMiddle([...own, 'run', '--folder', folder]), { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
    const over = new Promise<void>((done) => child.once('exit', () => done()));
    const stop = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
      child.kill(signal);
      await over;
    };
    t.after(() => stop());
    running.push(child);
    for (let i = 0; i < 400 && !/ holds, /.test(text); i += 1) {
      if (child.exitCode !== null) throw new Error(`the enforcer ended: ${text}`);
      await wait(25);
    }
    return { child, said: () => text, stop };
  };
  const now = (): Promise<EnforcerDetail> => hf.ask('owner', 'GET', `${hf.site}/enforcers/${enforcer_id}`);
  const until: Bench['until'] = async (what, isSo, ms = 10_000) => {
    for (const end = Date.now() + ms; ; await wait(50)) {
      const it = await now();
      if (isSo(it)) return it;
      if (Date.now() > end)
        throw new Error(`not within ${ms} ms: ${what}; ${JSON.stringify({ ...it, held: it.held.map((held) => held.held) })}`);
    }
  };
  const approve: Bench['approve'] = (rules) => approveList(hf, conduit_id, zones, rules);
  const switchTo: Bench['switchTo'] = async (mode, was) => {
    const at = Date.now();
    const body = { mode, was, reason, ...(mode === 'normal' ? {} : { return_condition: 'The cell is clean.' }) };
    await hf.ask('owner', 'POST', `${hf.site}/conduits/${conduit_id}/mode`, body);
    return at;
  };
  const open: Bench['open'] = async (ports) => {
    const talks = ports.map((port) => ({ id: `${Date.now()}/${port}`, transport: 'tcp' as const, from: SCADA, to: CELL, port }));
    const answered = await plant.talkers[0]!.talk(talks, 500);
    return answered.map((it) => Number(it.split('/')[1]));
  };
  const set = (state: string) => (): void => void run('ip', ['-n', office, 'link', 'set', 'enforcer0', state]);
  const nft: Bench['nft'] = (...args) => run('ip', inMiddle(['nft', ...args]));
  return { ...made, site: hf.site, enforcer, start, kill, now, until, approve, switchTo, open, cut: set('down'), mend: set('up'), nft };
}

/** An approved list, put where an approval would have put it; the job that follows an approval runs. */
async function approveList(
  hf: Holdfast,
  conduit_id: string,
  [scada, cell]: [string, string],
  rules: readonly Partial<Rule>[],
): Promise<void> {
  const whole = rules.map((part, at) => ({
    id: `r${at + 1}`,
    from: { kind: 'zone', zone_id: scada },
    to: { kind: 'zone', zone_id: cell },
    transport: 'tcp',
    protocol: 'modbus',
    classes: null,
    purpose: 'Visualisation',
    ...part,
  }));
  const [asked] = await hf.rows<{ id: string; by: string }>(
    `insert into holdfast.approval (site_id, subject_type, subject_id, opens, title, sentence, state, asked_by, reason, kind)
     select $1, 'conduit', $2, 'conduits', 'List', 'conduits.approve', 'approved', (select id from holdfast.person limit 1), 'x', 'conduit.list' returning id, asked_by as by`,
    [hf.site_id, conduit_id],
  );
  await hf.rows(`update holdfast.allow_list set state = 'superseded' where site_id = $1 and conduit_id = $2 and state = 'approved'`, [
    hf.site_id,
    conduit_id,
  ]);
  await hf.rows(
    `insert into holdfast.allow_list (site_id, conduit_id, version, state, rules, approval_id, proposed_by, reason)
     select $1, $2, coalesce(max(version), 0) + 1, 'approved', $3::jsonb, $4, $5, 'x' from holdfast.allow_list where site_id = $1 and conduit_id = $2`,
    [hf.site_id, conduit_id, JSON.stringify(whole), asked!.id, asked!.by],
  );
}

/** An order that opens everything, signed by somebody else, put where the enforcer fetches its orders. */
export async function forgeOrder({ hf, enforcer_id }: Pick<Bench, 'hf' | 'enforcer_id'>): Promise<void> {
  const [last] = await hf.rows<{ envelope: string }>(
    'select envelope from holdfast.enforcer_policy where enforcer_id = $1 order by sequence desc limit 1',
    [enforcer_id],
  );
  const { payload } = JSON.parse(last!.envelope) as { payload: string };
  const policy = JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Policy;
  const key = signingKeyOf(policy.keys[0]!.split('+')[0]!, ED25519_NOTE_TYPE, makePrivateKey(ED25519_NOTE_TYPE));
  const forged = {
    ...policy,
    sequence: policy.sequence + 1,
    ruleset: 'table inet holdfast { }\n',
    keys: [formatVerifierKey(key.name, key.public_key)],
  };
  await hf.rows(
    `insert into holdfast.enforcer_policy (site_id, enforcer_id, sequence, list_sequence, modes, ruleset_sha256, envelope)
     values ($1, $2, $3, $4, '[]', '', $5)`,
    [hf.site_id, enforcer_id, forged.sequence, forged.list_sequence, sealPolicy(forged, [key])],
  );
}

export type Entry = { kind: string; facts: Record<string, unknown> };

/** Entries of the ledger, sealed or not, oldest first. */
export const readEntries = (hf: Holdfast): Promise<Entry[]> =>
  hf.rows<Entry>(`select b->>'kind' as kind, b->'facts' as facts from (
      select convert_from(body, 'UTF8')::jsonb as b from ledger.pending union all select convert_from(body, 'UTF8')::jsonb from ledger.entry) e
    order by b->>'id'`);

/** The first entry of a kind, waited for. */
export async function entryOf(hf: Holdfast, kind: string, ms = 10_000): Promise<Entry> {
  for (const end = Date.now() + ms; ; await wait(100)) {
    const found = (await readEntries(hf)).find((it) => it.kind === kind);
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`no entry ${kind} within ${ms} ms`);
  }
}

const steadyScript = `
const [from, to, ...ports] = process.argv.slice(1);
for (const port of ports) {
  const socket = require('node:net').connect({ host: to, port: Number(port), localAddress: from });
  socket.setNoDelay(true);
  socket.on('connect', () => setInterval(() => socket.write('x'), 25));
  socket.on('data', () => process.stdout.write(port + ' ' + Date.now() + '\\n'));
  socket.on('error', () => {});
}`;

/** Conversations from SCADA to the cell that were there before, one on each port, a message each 25 ms. */
export async function keepTalking(t: After, plant: Plant, ports: readonly number[]): Promise<Steady> {
  const child = spawn(
    'ip',
    ['netns', 'exec', plant.places[0]!, process.execPath, '-e', steadyScript, '--', SCADA, CELL, ...ports.map(String)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  t.after(async () => void child.kill('SIGKILL'));
  const heard = new Map<number, number[]>(ports.map((port) => [port, []]));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) {
      const [port = 0, at = 0] = line.split(' ').map(Number);
      heard.get(port)?.push(at);
    }
  });
  const echoes = (port: number): number[] => heard.get(port) ?? [];
  for (let i = 0; i < 200 && ports.some((port) => echoes(port).length < 3); i += 1) await wait(25);
  return { echoes, last: (port) => echoes(port).at(-1) ?? 0 };
}
