// The benchmark's capture: made once by the simulated plant, kept in the temporary folder under a name made of the plant's sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `tenth` is the beginning of `path`, cut between two packets. */
export type BenchCapture = { path: string; packets: number; bytes: number; tenth: string; tenth_packets: number };

const plant = fileURLToPath(new URL('../../plant/src', import.meta.url));
const folder = join(tmpdir(), 'holdfast-bench');
const fileHeaderBytes = 24;
const recordHeaderBytes = 16;

/** Makes the capture, or finds the one of the same plant and size. */
export function plantCapture(megabytes: number): BenchCapture {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `plant-${hashOfPlant()}-${megabytes}.pcap`);
  if (!existsSync(path)) {
    dropOlder();
    process.stdout.write(`making a capture of ${megabytes} MB ...\n`);
    const made = spawnSync(process.execPath, [join(plant, 'make.ts'), `${path}.making.pcap`, '--megabytes', String(megabytes)]);
    if (made.status !== 0) throw new Error(`the plant made no capture: ${String(made.stderr)}`);
    renameSync(`${path}.making.pcap`, path);
  }
  const { packets, bytes, tenthBytes, tenth_packets } = walk(path);
  const tenth = `${path}.tenth`;
  if (!existsSync(tenth)) writeFileSync(tenth, readStart(path, tenthBytes));
  return { path, packets, bytes, tenth, tenth_packets };
}

function hashOfPlant(): string {
  const hash = createHash('sha256');
  const files = readdirSync(plant, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts')).toSorted()) hash.update(file).update(readFileSync(join(plant, file)));
  return hash.digest('hex').slice(0, 12);
}

function dropOlder(): void {
  const now = `plant-${hashOfPlant()}`;
  for (const file of readdirSync(folder)) if (file.startsWith('plant-') && !file.startsWith(now)) rmSync(join(folder, file));
}

function readStart(path: string, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  const file = openSync(path, 'r');
  for (let at = 0; at < bytes;) at += readSync(file, buffer, at, bytes - at, at);
  closeSync(file);
  return buffer;
}

/** Counts records of a little-endian pcap by their headers alone. */
function walk(path: string): { packets: number; bytes: number; tenthBytes: number; tenth_packets: number } {
  const file = readFileSync(path);
  let [packets, tenth_packets, tenthBytes] = [0, 0, 0];
  let at = fileHeaderBytes;
  while (at + recordHeaderBytes <= file.length) {
    at += recordHeaderBytes + file.readUInt32LE(at + 8);
    packets += 1;
    if (tenthBytes === 0 && at >= file.length / 10) [tenthBytes, tenth_packets] = [at, packets];
  }
  return { packets, bytes: file.length, tenthBytes, tenth_packets };
}
