// Conversations that were there before their rules: the allowed live on whoever speaks first, the forbidden die at once, no server opens one back.
import { bridgedSettings, compileNftables, warmUpNftables } from '@holdfast/core-zones';
import type { CompileConduit, ConduitMode, Rule } from '@holdfast/core-zones';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../scripts/prerequisites.ts';
import { buildPlant, run, whyNoNamespaces } from './namespaces.ts';
import type { Plant } from './namespaces.ts';

const skip = whyNoNamespaces() ?? (findProgram(['conntrack']) === null ? 'needs conntrack' : false);
const CLIENT = '10.0.0.5';
const SERVER = '10.1.0.9';

const rule = (part: Partial<Rule>): Rule => ({
  id: 'r1',
  from: { kind: 'asset', asset_id: 'hmi' },
  to: { kind: 'asset', asset_id: 'plc' },
  transport: 'tcp',
  port_from: 502,
  port_to: 502,
  protocol: 'modbus',
  classes: null,
  purpose: 'visualisation',
  ...part,
});

const berlin = { time_zone: 'Europe/Berlin', at: new Date().toISOString() } as const;

function rulesetOf(layout: 'routed' | 'bridged', rules: readonly Rule[] | null, mode: ConduitMode = 'normal'): string {
  const conduit: CompileConduit = { id: 'c1', name: 'Operations – Line', zone_a: 'ops', zone_b: 'line', mode, rules };
  const zones = [
    { id: 'ops', name: 'Operations', networks: ['10.0.0.0/16', 'fd00::/32'] },
    { id: 'line', name: 'Line', networks: ['10.1.0.0/16', 'fd00:1::/32'] },
  ];
  const assets = [
    { id: 'hmi', name: 'HMI', zone_id: 'ops', kind: 'hmi', ips: [CLIENT], macs: [] },
    { id: 'plc', name: 'PLC', zone_id: 'line', kind: 'plc', ips: [SERVER], macs: [] },
  ];
  return compileNftables({ zones, assets, conduits: [conduit] }, { layout, ...berlin }).text;
}

/**
 * A side of a conversation that lives as long as the test: says each message it gets as a line, sends each line it is told.
 * Redirects do not touch it: they know the ports of the talkers only.
 */
const sideScript = `
const [kind, at, port, to, toPort] = process.argv.slice(1);
const say = (data) => process.stdout.write(data + '\\n');
const lines = (send) => process.stdin.on('data', (data) => data.toString().split('\\n').filter(Boolean).forEach(send));
if (kind === 'udp') {
  const socket = require('node:dgram').createSocket('udp4');
  socket.on('message', (data) => say(data));
  socket.bind(Number(port), at, () => say('ready'));
  lines((line) => socket.send(line, Number(toPort), to));
} else {
  const take = (socket) => {
    socket.setNoDelay(true);
    socket.on('data', (data) => say(data));
    socket.on('error', () => {});
    socket.on('close', () => say('closed'));
    lines((line) => socket.write(line));
  };
  const net = require('node:net');
  if (kind === 'server') net.createServer(take).listen(Number(port), at, () => say('ready'));
  else { const socket = net.connect({ host: to, port: Number(toPort), localAddress: at, localPort: Number(port) }, () => { say('ready'); }); take(socket); }
}
`;

type Side = { say: (text: string) => void; heard: string[]; child: ChildProcess; hears: (text: string, ms?: number) => Promise<boolean> };

async function startSide(plant: Plant, place: number, args: readonly string[], waitsReady = true): Promise<Side> {
  const child = spawn('ip', ['netns', 'exec', plant.places[place]!, process.execPath, '-e', sideScript, '--', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const heard: string[] = [];
  child.stdout.on('data', (data: Buffer) => heard.push(...data.toString().split('\n').filter(Boolean)));
  const hears = async (text: string, ms = 1500): Promise<boolean> => {
    for (const until = performance.now() + ms; performance.now() < until; await pause(10))
      if (heard.some((one) => one.includes(text))) return true;
    return false;
  };
  const side: Side = { say: (text) => void child.stdin.write(`${text}\n`), heard, child, hears };
  after(() => child.kill('SIGKILL'));
  if (waitsReady) assert.ok(await hears('ready', 5000), `${args.join(' ')} is ready`);
  return side;
}

/** Ports of these sides reach them, not the talkers. */
function leaveAlone(plant: Plant, place: number): void {
  run('ip', ['netns', 'exec', plant.places[place]!, 'nft', 'flush', 'ruleset']);
}

const forget = (plant: Plant): void => void run('ip', ['netns', 'exec', plant.middle, 'conntrack', '-F']);

async function plantOf(layout: 'routed' | 'bridged'): Promise<Plant> {
  const plant = await buildPlant(2, layout, bridgedSettings);
  after(() => plant.end());
  for (const place of [0, 1]) leaveAlone(plant, place);
  return plant;
}

async function openTcp(plant: Plant, port = '40502'): Promise<{ client: Side; server: Side }> {
  const server = await startSide(plant, 1, ['server', SERVER, '502']);
  const client = await startSide(plant, 0, ['client', CLIENT, port, SERVER, '502']);
  return { client, server };
}

for (const layout of ['routed', 'bridged'] as const) {
  test(`${layout}: an allowed TCP conversation older than the rules lives on when its server speaks first`, { skip }, async () => {
    const plant = await plantOf(layout);
    const { client, server } = await openTcp(plant);
    plant.load(rulesetOf(layout, [rule({})]));
    forget(plant);
    server.say('value changed');
    assert.ok(await client.hears('value changed'), 'the server, though tracking has never seen the conversation');
    client.say('thanks');
    assert.ok(await server.hears('thanks'));
    plant.load(rulesetOf(layout, [rule({ id: 'r2' })]));
    server.say('again');
    assert.ok(await client.hears('again'), 'a new list does not touch it');
    plant.end();
  });

  test(`${layout}: a forbidden conversation dies at once, though it was established, and a mode does the same`, { skip }, async () => {
    const plant = await plantOf(layout);
    plant.load(rulesetOf(layout, null));
    const { client, server } = await openTcp(plant);
    client.say('before');
    assert.ok(await server.hears('before'), 'not held yet: it passes');
    for (const [name, text] of [
      ['another port', rulesetOf(layout, [rule({ port_from: 102, port_to: 102 })])],
      ['isolated', rulesetOf(layout, [rule({})], 'isolated')],
      ['essential only', rulesetOf(layout, [rule({})], 'essential')],
    ] as const) {
      plant.load(text);
      client.say(`client under ${name}`);
      server.say(`server under ${name}`);
      assert.equal(await server.hears(`client under ${name}`, 350), false, name);
      assert.equal(await client.hears(`server under ${name}`, 50), false, name);
    }
    plant.load(rulesetOf(layout, [rule({ is_essential: true })], 'essential'));
    assert.ok(await client.hears('server under isolated', 4000), 'TCP repeats what was cut: an essential flow goes on where it was');
    plant.end();
  });

  test(`${layout}: a server cannot open a conversation back, from its own port either`, { skip }, async () => {
    const plant = await plantOf(layout);
    plant.load(rulesetOf(layout, [rule({}), rule({ id: 'r2', transport: 'udp', port_from: 2222, port_to: 2222 })]));
    await startSide(plant, 0, ['server', CLIENT, '7777']);
    const back = await startSide(plant, 1, ['client', SERVER, '502', CLIENT, '7777'], false);
    const io = await startSide(plant, 0, ['udp', CLIENT, '5000', SERVER, '2222']);
    const device = await startSide(plant, 1, ['udp', SERVER, '2222', CLIENT, '5000']);
    device.say('unasked');
    assert.equal(await back.hears('ready', 700), false, 'TCP');
    assert.equal(await io.hears('unasked', 50), false, 'UDP');
    io.say('asked');
    assert.ok(await device.hears('asked'));
    device.say('answer');
    assert.ok(await io.hears('answer'), 'asked, it may answer');
    plant.end();
  });
}

test(
  'cyclic UDP both ways lives on: the side that may not begin is heard again from the next packet of the side that may',
  { skip },
  async () => {
    const plant = await plantOf('routed');
    const scanner = await startSide(plant, 0, ['udp', CLIENT, '2222', SERVER, '2222']);
    const adapter = await startSide(plant, 1, ['udp', SERVER, '2222', CLIENT, '2222']);
    const rules = [rule({ transport: 'udp', port_from: 2222, port_to: 2222, protocol: 'cip-io' })];
    plant.load(rulesetOf('routed', rules));
    forget(plant);
    adapter.say('first');
    assert.equal(await scanner.hears('first', 150), false, 'nobody knows yet that it was asked');
    scanner.say('output');
    assert.ok(await adapter.hears('output'));
    adapter.say('input');
    assert.ok(await scanner.hears('input'));
    plant.end();
  },
);

test('with the warm-up table loaded before, cyclic UDP loses not one packet at the switch, whoever was seen first', { skip }, async () => {
  const plant = await plantOf('routed');
  const scanner = await startSide(plant, 0, ['udp', CLIENT, '2222', SERVER, '2222']);
  const adapter = await startSide(plant, 1, ['udp', SERVER, '2222', CLIENT, '2222']);
  plant.load(warmUpNftables());
  adapter.say('a1');
  await scanner.hears('a1');
  scanner.say('s1');
  await adapter.hears('s1');
  plant.load(rulesetOf('routed', [rule({ transport: 'udp', port_from: 2222, port_to: 2222, protocol: 'cip-io' })]));
  plant.load('delete table inet holdfast_warm_up\n');
  adapter.say('a2');
  assert.ok(await scanner.hears('a2'), 'tracked as begun by the adapter, still known as a conversation of two');
  plant.load(rulesetOf('routed', []));
  adapter.say('a3');
  scanner.say('s3');
  assert.equal(await scanner.hears('a3', 150), false);
  assert.equal(await adapter.hears('s3', 50), false, 'an empty list lets nothing pass');
  plant.end();
});

test('an error about an allowed conversation reaches its sender, one about nothing does not', { skip }, async () => {
  const plant = await plantOf('routed');
  plant.load(rulesetOf('routed', [rule({ transport: 'udp', port_from: 9, port_to: 9 })]));
  const client = await startSide(plant, 0, ['udp', CLIENT, '5000', SERVER, '9']);
  const errors = (): string[] => {
    const listed = run('ip', ['netns', 'exec', plant.middle, 'nft', 'list', 'table', 'inet', 'holdfast']);
    return [/packets (\d+) bytes \d+ accept comment "errors of conversations"/, /packets (\d+) bytes \d+ drop comment "refused c1"/].map(
      (counter) => counter.exec(listed)?.[1] ?? '',
    );
  };
  client.say('nobody listens there');
  await pause(150);
  assert.deepEqual(errors(), ['1', '0'], 'port unreachable (RFC 1122 3.2.2.1) came through');
  plant.end();
});

test('a time window of the site opens and closes in the kernel, an old conversation with it', { skip }, async () => {
  const plant = await plantOf('routed');
  const at = (minutes: number): { day: number; time: string } => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: berlin.time_zone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
    const parts = new Map(format.formatToParts(Date.now() + minutes * 60_000).map(({ type, value }) => [type, value]));
    const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.get('weekday') ?? '') + 1;
    return { day, time: `${parts.get('hour')}:${parts.get('minute')}` };
  };
  const between = (from: number, to: number): Rule => rule({ window: { days: [at(from).day], from: at(from).time, to: at(to).time } });
  plant.load(rulesetOf('routed', [between(-60, 60)]));
  const { client, server } = await openTcp(plant);
  client.say('inside');
  assert.ok(await server.hears('inside'));
  plant.load(rulesetOf('routed', [between(120, 180)]));
  client.say('before');
  assert.equal(await server.hears('before', 300), false, 'not open yet');
  plant.load(rulesetOf('routed', [between(-180, -120)]));
  client.say('after');
  assert.equal(await server.hears('after', 300), false, 'closed again');
  const week = [1, 2, 3, 4, 5, 6, 7];
  plant.load(rulesetOf('routed', [rule({ window: { days: week.filter((day) => day !== at(0).day), from: '00:00', to: '24:00' } })]));
  assert.equal(await server.hears('after', 300), false, 'another day');
  plant.load(rulesetOf('routed', [between(-60, 60)]));
  assert.ok(await server.hears('after', 5000), 'open again, TCP repeats what was cut');
  plant.end();
});
