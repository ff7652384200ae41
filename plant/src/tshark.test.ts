// The captures as tshark sees them: nothing malformed, and the truth's counts are tshark's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { dayCapture, mondayCapture } from './captures.ts';
import type { PlantCapture } from './captures.ts';
import { makePlant } from './plant.ts';

const present = spawnSync('tshark', ['--version']).status === 0;

function tshark(file: string, ...options: string[]): string {
  const checks = ['-o', 'ip.check_checksum:TRUE', '-o', 'tcp.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
  const run = spawnSync('tshark', ['-n', '-r', file, ...checks, ...options], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

const fields: readonly [string, string, (value: number) => string][] = [
  ['modbus.func_code', 'modbus', (code) => String(code & 0x7f)],
  ['s7comm.param.func', 's7comm', String],
  ['s7comm.param.userdata.funcgroup', 's7comm', (group) => `userdata.${group}`],
  ['enip.command', 'enip', String],
  ['cip.sc', 'cip', (service) => String(service & 0x7f)],
  ['pn_dcp.service_id', 'profinet-dcp', String],
  ['mqtt.msgtype', 'mqtt', String],
];

function countsOf(file: string): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  const rows = tshark(file, '-T', 'fields', ...fields.flatMap(([field]) => ['-e', field])).split('\n');
  for (const row of rows) {
    row.split('\t').forEach((cell, column) => {
      const field = fields[column];
      if (field === undefined) return;
      const [, protocol, keyOf] = field;
      for (const value of cell === '' ? [] : cell.split(',')) {
        const operations = (counts[protocol] ??= {});
        operations[keyOf(Number(value))] = (operations[keyOf(Number(value))] ?? 0) + 1;
      }
    });
  }
  return counts;
}

const wrong = [
  '_ws.malformed',
  ...['Malformed', 'Checksum', 'Undecoded'].map((group) => `_ws.expert.group == "${group}"`),
  ...['retransmission', 'lost_segment', 'out_of_order', 'ack_lost_segment'].map((name) => `tcp.analysis.${name}`),
];

function compare(capture: PlantCapture): void {
  const folder = mkdtempSync(join(tmpdir(), 'plant-'));
  const file = join(folder, capture.name);
  writeFileSync(file, Buffer.concat([...capture.chunks()]));
  try {
    assert.equal(tshark(file, '-Y', wrong.join(' || ')), '');
    const { protocols } = capture.truth();
    const counts = countsOf(file);
    for (const name of new Set(fields.map((field) => field[1]))) assert.deepEqual(counts[name], protocols[name]?.operations, name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('tshark finds nothing malformed in the ordinary day and counts what the truth counts', (t) => {
  if (!present) return t.skip('needs tshark');
  compare(dayCapture(makePlant(1)));
});

test('tshark finds nothing malformed in the Monday of another seed, written as pcapng, and counts what the truth counts', (t) => {
  if (!present) return t.skip('needs tshark');
  compare(mondayCapture(makePlant(7), { format: 'pcapng' }));
});
