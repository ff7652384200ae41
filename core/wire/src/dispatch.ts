// Which dissectors to ask about a port, an EtherType or a group address: tables built once from the registry.
import { LLC } from './frame.ts';
import type { Dissector } from './dissector.ts';
import { idOf } from './words.ts';

const ETHER_TYPES = 0x30000;
const NONE: readonly number[] = [];

/** Dissectors are known by their place in the registry, counted from 1. */
export class Dispatch {
  readonly dissectors: readonly Dissector[];
  /** Protocol id of each dissector's name. */
  readonly protocols: readonly number[];
  /** Dissectors that may be on any TCP or UDP port. */
  readonly anyPort: readonly number[];
  readonly #tcp = new PortTable(65536);
  readonly #udp = new PortTable(65536);
  readonly #etherTypes = new PortTable(ETHER_TYPES);
  readonly #groupMacs = new Map<number, number[]>();

  constructor(dissectors: readonly Dissector[]) {
    this.dissectors = dissectors.map(withEveryField);
    this.protocols = dissectors.map((dissector) => idOf(dissector.name));
    const anyPort: number[] = [];
    dissectors.forEach((dissector, index) => {
      this.#register(dissector, index + 1);
      if (dissector.anyPort === true) anyPort.push(index + 1);
    });
    this.anyPort = anyPort;
  }

  dissector(number: number): Dissector {
    return this.dissectors[number - 1]!;
  }

  /** Who claims this TCP (or UDP) port. */
  atPort(isTcp: boolean, port: number): readonly number[] {
    return isTcp ? this.#tcp.at(port) : this.#udp.at(port);
  }

  /** Who claims this EtherType, or this destination where there is none. */
  atLayer2(etherType: number, macHigh: number, macLow: number): readonly number[] {
    const byType = this.#etherTypes.at(etherType);
    if (byType.length > 0 || etherType < LLC) return byType;
    return this.#groupMacs.get(macHigh * 0x100000000 + (macLow >>> 0)) ?? NONE;
  }

  #register(dissector: Dissector, number: number): void {
    for (const port of dissector.tcpPorts ?? []) this.#tcp.add(port, number);
    for (const port of dissector.udpPorts ?? []) this.#udp.add(port, number);
    for (const type of dissector.etherTypes ?? []) this.#etherTypes.add(type, number);
    for (const mac of dissector.groupMacs ?? []) {
      const key = Number.parseInt(mac, 16);
      this.#groupMacs.set(key, [...(this.#groupMacs.get(key) ?? []), number]);
    }
  }
}

/** All dissectors get the same fields in the same order, so that V8 knows where to look whichever is asked. */
function withEveryField(dissector: Dissector): Dissector {
  const { name, recognises, unitLength, read, steady, describe, envelope = false } = dissector;
  return { name, recognises, unitLength, read, steady, describe, envelope } as Dissector;
}

/** Small number -> list of dissectors, without a Map in the hot path. */
class PortTable {
  readonly #lists: number[][] = [[]];
  readonly #listOf: Uint8Array;

  constructor(size: number) {
    this.#listOf = new Uint8Array(size);
  }

  at(key: number): readonly number[] {
    return this.#lists[this.#listOf[key] ?? 0]!;
  }

  add(key: number, number: number): void {
    const list = this.#listOf[key]!;
    if (list > 0) this.#lists[list]!.push(number);
    else this.#listOf[key] = this.#lists.push([number]) - 1;
  }
}
