// holdfast inspect as a process: exit codes, JSON, compressed files, standard input and what it says of files that cannot be read.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Report } from '@holdfast/core-wire';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'holdfast-inspect-'));
after(() => rmSync(folder, { recursive: true }));

/** pcap of one Modbus write from 10.0.0.10 to 10.0.0.20. */
const capture = Buffer.from(
  'd4c3b2a1020004000000000000000000ffff000001000000' +
    '00f15365400d030042000000' +
    '42000000' +
    '02000000000b02000000000a0800' +
    '4500003400010000400600000a00000a0a000014' +
    'c35001f6000000010000000050182000' +
    '00000000' +
    '000100000006010600010003',
  'hex',
);

function holdfast(args: readonly string[], input?: Buffer) {
  const run = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', ...(input === undefined ? {} : { input }) });
  return { code: run.status, out: run.stdout, problem: run.stderr };
}

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const good = file('good.pcap', capture);

function report(args: readonly string[], input?: Buffer): Report {
  return JSON.parse(holdfast(['inspect', ...args, '--json'], input).out) as Report;
}

test('prints one JSON object with capture, assets, flows, protocols and events', () => {
  const found = report([good]);
  assert.equal(found.capture.packets, 1);
  assert.equal(found.capture.files[0]?.format, 'pcap');
  assert.deepEqual(found.protocols['modbus'], { messages: 1, undecoded: 0, errors: 0, operations: { 6: 1 } });
  const [flow] = found.flows;
  assert.deepEqual(
    [flow?.client, flow?.server, flow?.transport, flow?.server_port, flow?.protocol, flow?.packets, flow?.bytes],
    ['10.0.0.10', '10.0.0.20', 'tcp', 502, 'modbus', 1, 66],
  );
  assert.deepEqual(found.events, [
    {
      time: '2023-11-14T22:13:20.200000Z',
      file: good,
      frame: 1,
      client: '10.0.0.10',
      server: '10.0.0.20',
      protocol: 'modbus',
      operation: 'Write Single Register',
      class: 'write',
      attack: 'T0836',
    },
  ]);
  assert.equal(found.assets.length, 2);
  const reasons = found.assets.map((asset) => asset.attributes.filter((it) => it.protocol === 'inference').map((it) => it.why));
  assert.deepEqual(reasons, [
    ['polls one controller (modbus)', 'stands in network 10.0.0.0/24 among a controller or field device'],
    ['serves modbus and never opens it: a controller or field device', 'controllers are basic control'],
  ]);
});

for (const [name, pack] of [
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
] as const) {
  test(`reads ${name} whatever the file is called, and standard input`, () => {
    const packed = pack(capture);
    assert.deepEqual(report([file('packed.bin', packed)]).protocols['modbus']?.operations, { 6: 1 });
    assert.equal(report(['-'], packed).capture.packets, 1);
  });

  test(`keeps what came out of a damaged ${name} file and names the damage`, () => {
    const found = report([file(`cut.${name}`, pack(Buffer.concat([capture, randomBytes(400_000)])).subarray(0, -9))]);
    assert.equal(found.capture.packets > 0, true);
    assert.match(found.capture.files[0]?.fault ?? '', new RegExp(`^${name}: `));
  });
}

test('leaves a file that unpacks to 500 times its size', () => {
  const found = report([file('bomb.zst', zstdCompressSync(Buffer.concat([capture, Buffer.alloc(400 << 20)])))]);
  assert.equal(found.capture.files[0]?.fault, 'zstd: unpacks to more than 500 times its size');
});

test('reads standard input as it is', () => {
  assert.equal(report(['-'], capture).capture.packets, 1);
});

test('exits 0 when something could be read and names the faults of the rest', () => {
  const run = holdfast(['inspect', good, join(folder, 'absent.pcap'), file('text.pcap', 'no capture at all'), '--json']);
  assert.equal(run.code, 0);
  const faults = (JSON.parse(run.out) as Report).capture.files.map((one) => one.fault);
  assert.deepEqual(faults, [null, 'there is no such file', 'not a pcap or pcapng capture: starts with 6e 6f 20 63']);
});

test('exits 2 when nothing could be read', () => {
  assert.equal(holdfast(['inspect', file('empty.pcap', ''), '--json']).code, 2);
  assert.equal(holdfast(['inspect', folder]).code, 2);
  assert.match(holdfast(['inspect', folder]).out, /this is a folder, not a capture/);
});

test('says how it is used when called wrongly', () => {
  const run = holdfast(['inspect', '--nonsense', good]);
  assert.equal(run.code, 64);
  assert.match(run.problem, /unknown option --nonsense/);
  assert.equal(holdfast(['inspect']).code, 64);
  assert.match(holdfast(['nonsense']).problem, /no command "nonsense"/);
});

test('ends without a word when whoever reads it has had enough', async () => {
  const child = spawn(process.execPath, [main, 'inspect', good, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let problem = '';
  child.stderr.on('data', (chunk) => (problem += String(chunk)));
  const code = await new Promise((done) => child.once('close', done));
  assert.deepEqual([code, problem], [141, '']);
});

test('counts the same file named twice once and says so', () => {
  const found = report([good, file('copy.pcap', capture)]);
  assert.equal(found.capture.packets, 1);
  assert.match(found.capture.files[1]?.note ?? '', /^the same as .*good\.pcap: not counted again$/);
});

test('prints a report for a person: devices, protocols, flows and what was changed', () => {
  const { code, out } = holdfast(['inspect', good]);
  assert.equal(code, 0);
  assert.match(out, /2 devices/);
  assert.match(out, /modbus +1\n/);
  assert.match(out, /10\.0\.0\.10 +10\.0\.0\.20 +tcp 502 +modbus +1 +Write Single Register/);
  assert.match(
    out,
    /What was changed\n.*\n +write +1 +10\.0\.0\.10 +10\.0\.0\.20 +T0836 +2023-11-14 22:13:20 +1 +modbus: Write Single Register/,
  );
  for (const line of out.split('\n').filter((text) => !text.includes(good))) assert.ok(line.length <= 120, line);
});
