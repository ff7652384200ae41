// The wire's targets: whole captures, and each registered dissector read directly.
import type { Random } from '../../plant/src/random.ts';
import { dissectors } from '../../core/wire/src/registry.ts';
import { pcap, type Packet } from '../../core/wire/test/build-capture.ts';
import { faultOfCapture } from './capture-oracle.ts';
import { packCapture, plantConversations, sharedCaptures, unitsByDissector, type Unit } from './corpus.ts';
import { join, mutate } from './mutate.ts';
import type { Target } from './target.ts';
import { faultOfUnits } from './unit-oracle.ts';

/** All of them; one whose corpus is made when it is first asked for an input. */
export function wireTargets(): Target[] {
  let corpus: Corpus | null = null;
  const open = (): Corpus => (corpus ??= makeCorpus());
  // Of two of one name (DNS over UDP and TCP) the second is called after its carrier.
  const units = dissectors.map((dissector, place): Target => {
    const isSecond = dissectors.findIndex(({ name }) => name === dissector.name) !== place;
    return {
      name: `unit-${dissector.name}${isSecond ? (dissector.unitLength ? '-tcp' : '-udp') : ''}`,
      make: (random) => packUnits(makeUnits(random, open(), dissector.name)),
      judge: (input) => faultOfUnits(dissector, unpackUnits(input)),
    };
  });
  return [{ name: 'wire', make: (random) => makeCapture(random, open()), judge: faultOfCapture }, ...units];
}

type Corpus = { conversations: Packet[][]; captures: Uint8Array[]; units: Map<string, Unit[]>; all: Unit[] };

function makeCorpus(): Corpus {
  const conversations = plantConversations();
  const captures = sharedCaptures();
  const units = unitsByDissector([pcap(conversations.flat()), ...captures]);
  return { conversations, captures, units, all: [...units.values()].flat() };
}

function makeCapture(random: Random, corpus: Corpus): Uint8Array {
  const chance = random.next();
  if (chance < 0.03) return random.bytes(random.between(0, 300));
  if (chance < 0.2 && corpus.captures.length > 0) return mutate(random, random.pick(corpus.captures), random.pick(corpus.captures), 12);
  const packets = mixPackets(random, corpus);
  if (chance < 0.5) return mutate(random, packCapture(random, packets));
  const changed = packets.map((packet) =>
    random.next() < 0.4 ? { ...packet, data: mutate(random, packet.data, random.pick(packets).data, 2).slice(0, 9000) } : packet,
  );
  return packCapture(random, changed);
}

/** Stretches of a few conversations, now and then doubled, swapped or lost. */
function mixPackets(random: Random, { conversations }: Corpus): Packet[] {
  const packets: Packet[] = [];
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const one = random.pick(conversations);
    const from = random.next() < 0.5 ? 0 : random.between(0, one.length - 1);
    packets.push(...one.slice(from, from + random.between(1, 30)));
  }
  for (let count = random.between(0, 4); count > 0; count -= 1) {
    const [a, b] = [random.between(0, packets.length - 1), random.between(0, packets.length - 1)];
    const kind = random.next();
    if (kind < 0.4) [packets[a], packets[b]] = [packets[b]!, packets[a]!];
    else if (kind < 0.7) packets.splice(a, 0, packets[b]!);
    else if (packets.length > 1) packets.splice(a, 1);
  }
  return packets;
}

function makeUnits(random: Random, { units, all }: Corpus, name: string): Unit[] {
  const own = units.get(name) ?? [];
  const made: Unit[] = [];
  const from = own.length === 0 ? 0 : random.between(0, own.length - 1);
  for (let at = 0, count = random.between(1, 5); at < count; at += 1) {
    const kind = random.next();
    const seed = kind < 0.9 && own.length > 0 ? own[(from + at) % own.length]! : kind < 0.95 ? random.pick(all) : randomUnit(random);
    made.push(random.next() < 0.7 ? { ...seed, bytes: mutate(random, seed.bytes, random.pick(all).bytes, 3) } : seed);
  }
  return made;
}

function randomUnit(random: Random): Unit {
  return { fromServer: random.next() < 0.5, bytes: random.bytes(random.between(0, 120)) };
}

/** A unit in a file: who sent it (one byte), its length (four, big-endian), its bytes. */
export function packUnits(units: readonly Unit[]): Uint8Array {
  return join(
    ...units.flatMap(({ fromServer, bytes }) => {
      const head = new Uint8Array(5);
      head[0] = fromServer ? 1 : 0;
      new DataView(head.buffer).setUint32(1, bytes.length);
      return [head, bytes];
    }),
  );
}

/** The reverse, also of a file that was cut or shortened. */
export function unpackUnits(input: Uint8Array): Unit[] {
  const units: Unit[] = [];
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  for (let at = 0; at + 5 <= input.length;) {
    const length = view.getUint32(at + 1);
    units.push({ fromServer: input[at] === 1, bytes: input.slice(at + 5, at + 5 + length) });
    at += 5 + length;
  }
  return units;
}
