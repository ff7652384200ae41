// What the wire's fuzzer starts from: conversations of the plant's captures, packed anew, and the units every dissector read in them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInspection } from '@holdfast/core-wire';
import { dayCapture, makePlant, mondayCapture } from '@holdfast/plant';
import type { Random } from '../../plant/src/random.ts';
import { dissectors } from '../../core/wire/src/registry.ts';
import { enhancedPacket, interfaceDescription, pcap, sectionHeader, type Packet } from '../../core/wire/test/build-capture.ts';
import { join as joinBytes } from './mutate.ts';

export type Unit = { fromServer: boolean; bytes: Uint8Array };

const mostUnits = 400;
const mostSharedBytes = 150_000;
const shared = fileURLToPath(new URL('../../../shared/data/captures', import.meta.url));

/** Frames of two short captures, by the pair of MACs that speak. */
export function plantConversations(): Packet[][] {
  const plant = makePlant(1);
  const files = [dayCapture(plant, { minutes: 4, density: 0.2 }), mondayCapture(plant, { density: 0.05 })];
  const byPair = new Map<string, Packet[]>();
  for (const file of files) {
    for (const packet of packetsOf(joinBytes(...file.chunks()))) {
      const macs = [packet.data.subarray(0, 6), packet.data.subarray(6, 12)]
        .map((mac) => Buffer.from(mac).toString('hex'))
        .toSorted((a, b) => (a < b ? -1 : 1));
      const list = byPair.get(macs.join()) ?? [];
      list.push(packet);
      byPair.set(macs.join(), list);
    }
  }
  return [...byPair.values()];
}

/** The records of a little-endian pcap. */
function packetsOf(file: Uint8Array): Packet[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const packets: Packet[] = [];
  for (let at = 24; at + 16 <= file.length;) {
    const length = view.getUint32(at + 8, true);
    const micros = view.getUint32(at, true) * 1e6 + view.getUint32(at + 4, true);
    packets.push({ data: file.slice(at + 16, at + 16 + length), micros });
    at += 16 + length;
  }
  return packets;
}

/** Small captures of the folder beside the repository, where it is; they are read, never copied. */
export function sharedCaptures(): Uint8Array[] {
  let names: string[];
  try {
    names = readdirSync(shared, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  const files = names.filter((name) => /\.(pcap|pcapng|cap)$/.test(name)).map((name) => join(shared, name));
  return files.filter((path) => statSync(path).size <= mostSharedBytes).map((path) => new Uint8Array(readFileSync(path)));
}

/** Packs packets as pcap (either byte order, micro- or nanoseconds) or pcapng. */
export function packCapture(random: Random, packets: readonly Packet[]): Uint8Array {
  const little = random.next() < 0.5;
  if (random.next() < 0.6) return pcap(packets, { little, nanoseconds: random.next() < 0.3 });
  const blocks = packets.map(({ data, micros = 0 }) => enhancedPacket(data, Math.floor(micros / 2 ** 32), micros % 2 ** 32, { little }));
  return joinBytes(sectionHeader(little), interfaceDescription({ little }), ...blocks);
}

/** Units as the engine hands them to each dissector, by its name, in order. */
export function unitsByDissector(captures: readonly Uint8Array[]): Map<string, Unit[]> {
  const units = new Map<string, Unit[]>(dissectors.map(({ name }) => [name, []]));
  const listening = dissectors.map((dissector) => ({
    ...dissector,
    read: (...[reader, reading]: Parameters<typeof dissector.read>): void => {
      const list = units.get(dissector.name)!;
      if (list.length < mostUnits) list.push({ fromServer: reading.fromServer, bytes: reader.bytes.slice(reader.start, reader.end) });
      dissector.read(reader, reading);
    },
  }));
  for (const bytes of captures) {
    const inspection = createInspection({ dissectors: listening });
    const file = inspection.openCapture('corpus');
    file.push(bytes);
    file.end();
  }
  return units;
}
