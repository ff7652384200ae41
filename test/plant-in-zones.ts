// A plant of four namespaces around a firewall: who serves what, who asks whom, and what the firewall hears of it, as an hour of capture.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../scripts/prerequisites.ts';
import { addStation, type Plant, run, whyNoNamespaces } from './namespaces.ts';
import type { Asked, Served, Talked, TalkerCall } from './plant-talker.ts';

/** Why the plant cannot be heard here, or null. */
export const whyNotHeard = (): string | null => whyNoNamespaces() ?? (findProgram(['dumpcap']) === null ? 'needs dumpcap' : null);

const talkerFile = fileURLToPath(new URL('plant-talker.ts', import.meta.url));
export const stations = {
  hmi: '10.0.1.10',
  engineering: '10.0.1.20',
  historian: '10.0.1.30',
  laptop: '10.0.1.40',
  press: '10.1.1.10',
  oven: '10.2.1.10',
  mirror: '10.3.1.10',
} as const;
export type Station = keyof typeof stations;
/** The place (namespace) an address stands in. */
export const placeOf = (address: string): number => Number(address.split('.')[1]);

const served: Served[] = [
  { address: stations.press, port: 502, speaks: 'modbus' },
  { address: stations.press, port: 80, speaks: 'http' },
  { address: stations.press, port: 102, speaks: 's7' },
  { address: stations.press, port: 8080, speaks: 'http' },
  { address: stations.oven, port: 102, speaks: 's7' },
  { address: stations.oven, port: 502, speaks: 'modbus' },
  { address: stations.mirror, port: 80, speaks: 'http' },
  { address: stations.mirror, port: 8080, speaks: 'http' },
];
const every_ms = 40;
const asking = (id: string, speaks: Asked['speaks'], from: Station, to: Station, port: number): Asked => ({
  id,
  speaks,
  from: stations[from],
  to: stations[to],
  port,
  every_ms,
});

/** What the plant needs: heard in the hour. */
export const needed: readonly Asked[] = [
  asking('values', 'modbus', 'hmi', 'press', 502),
  asking('setpoints', 'modbus_write', 'hmi', 'press', 502),
  asking('web page of the press', 'http', 'historian', 'press', 80),
  asking('programming the press', 's7', 'engineering', 'press', 102),
  asking('oven', 's7', 'engineering', 'oven', 102),
  asking('reports', 'http', 'historian', 'mirror', 80),
];
/** What nobody needs: never heard before. */
export const foreign: readonly Asked[] = [
  asking('a new port', 'http', 'hmi', 'press', 8080),
  asking('another station on a known port', 'http', 'hmi', 'press', 80),
  asking('a new port of the oven', 'modbus', 'engineering', 'oven', 502),
  asking('a new port of the mirror', 'http', 'historian', 'mirror', 8080),
  asking('a write from the wrong station', 'modbus_write', 'laptop', 'press', 502),
  asking('the HMI to the other cell', 's7', 'hmi', 'oven', 102),
  asking('DMZ to controller', 'modbus_write', 'mirror', 'press', 502),
  asking('DMZ to the other controller', 's7', 'mirror', 'oven', 102),
  asking('cell to cell', 's7', 'press', 'oven', 102),
];

export type Talkers = {
  /** Opens them and goes on until `hangUp`. */
  ask(asked: readonly Asked[]): Promise<void>;
  /** Which of these get an answer over a new connection. */
  reach(asked: readonly Asked[]): Promise<string[]>;
  look(): Promise<Talked[]>;
  hangUp(): Promise<void>;
};
type Ends = { after(work: () => Promise<void>): void };

/** Starts everybody in their namespaces, each station with a card of its own. */
export async function startTalkers(t: Ends, plant: Plant, layout: 'routed' | 'bridged'): Promise<Talkers> {
  // The talkers of other tests take every connection; here each server is its own.
  for (const place of plant.places) run('ip', ['netns', 'exec', place, 'nft', 'flush', 'ruleset']);
  for (const address of Object.values(stations)) addStation(plant, layout, address);
  const children = await Promise.all(plant.places.map((place) => startOne(t, place)));
  const call = async (n: number, it: TalkerCall): Promise<unknown> => {
    const told = once(children[n]!, 'message');
    children[n]!.send(it);
    return ((await told) as [unknown])[0];
  };
  const each = <T>(of: (n: number) => TalkerCall): Promise<T[]> => Promise.all(children.map((_, n) => call(n, of(n)) as Promise<T>));
  const ofPlace = (asked: readonly Asked[], n: number): Asked[] => asked.filter(({ from }) => placeOf(from) === n);
  await each((n) => ({ call: 'serve', served: served.filter(({ address }) => placeOf(address) === n) }));
  return {
    ask: async (asked) => void (await each((n) => ({ call: 'ask', asked: ofPlace(asked, n) }))),
    reach: async (asked) => (await each<string[]>((n) => ({ call: 'try', asked: ofPlace(asked, n), timeout_ms: 900 }))).flat().toSorted(),
    look: async () => (await each<Talked[]>(() => ({ call: 'look' }))).flat(),
    hangUp: async () => void (await each(() => ({ call: 'hang_up' }))),
  };
}

async function startOne(t: Ends, namespace: string): Promise<ChildProcess> {
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '--disable-warning=ExperimentalWarning', talkerFile], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  t.after(async () => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

/** Listens on every port of the firewall, each packet once, as it comes in; `end` returns the capture (pcapng). */
export async function listenAtFirewall(t: Ends, plant: Plant): Promise<{ end(): Promise<Buffer> }> {
  const file = join(tmpdir(), `hf-heard-${process.pid}.pcapng`);
  t.after(async () => rmSync(file, { force: true }));
  const ports = plant.places.flatMap((_, n) => ['-i', `p${n}`, '-f', 'inbound']);
  const child = spawn('ip', ['netns', 'exec', plant.middle, 'dumpcap', '-q', ...ports, '-w', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  t.after(async () => void child.kill('SIGKILL'));
  for (let i = 0; i < 400 && !/File: /.test(said); i += 1) await wait(25);
  return {
    end: async () => {
      const over = once(child, 'exit');
      child.kill('SIGINT');
      await over;
      return readFileSync(file);
    },
  };
}

/**
 * The capture with its seconds drawn out: the first packet at `start`, the last `length_s` later; who asks each 40 ms then asks every half minute.
 * Times stand in enhanced packet blocks (draft-ietf-opsawg-pcapng 4.3), in the unit of their interfaces (if_tsresol, 4.2).
 */
export function drawOut(capture: Buffer, start: Date, length_s: number): { bytes: Buffer; packets: number } {
  const bytes = Buffer.from(capture);
  const blocks: number[] = [];
  for (let from = 0; from + 12 <= bytes.length; from += bytes.readUInt32LE(from + 4)) blocks.push(from);
  const per_second = unitOf(
    bytes,
    blocks.find((block) => bytes.readUInt32LE(block) === 1)!,
  );
  const packets = blocks.filter((block) => bytes.readUInt32LE(block) === 6);
  const timeOf = (block: number): bigint => (BigInt(bytes.readUInt32LE(block + 12)) << 32n) | BigInt(bytes.readUInt32LE(block + 16));
  const times = packets.map(timeOf).toSorted((a, b) => (a < b ? -1 : 1));
  const [first, span] = [times[0]!, times.at(-1)! - times[0]!];
  for (const block of packets) {
    const at = (BigInt(start.getTime()) * per_second) / 1000n + ((timeOf(block) - first) * BigInt(length_s) * per_second) / span;
    bytes.writeUInt32LE(Number(at >> 32n), block + 12);
    bytes.writeUInt32LE(Number(at & 0xffffffffn), block + 16);
  }
  return { bytes, packets: packets.length };
}

/** Units a second of an interface: option 9, a power of ten; microseconds where it says nothing. */
function unitOf(bytes: Buffer, block: number): bigint {
  const end = block + bytes.readUInt32LE(block + 4) - 4;
  for (let at = block + 16; at + 4 <= end && bytes.readUInt16LE(at) !== 0; at += 4 + ((bytes.readUInt16LE(at + 2) + 3) & ~3))
    if (bytes.readUInt16LE(at) === 9) return 10n ** BigInt(bytes[at + 4]!);
  return 1_000_000n;
}
