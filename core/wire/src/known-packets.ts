// Hot path: a packet of a connection already known, which nearly all are. Ethernet, at most one VLAN tag, IPv4 without options or
// fragments, TCP or UDP; or a layer-2 protocol. The fields that name the connection go from the frame to the recent table in locals: no
// object between, one DataView load a field. Whatever is new or out of the ordinary goes the long way, through `Frame`.
import type { Dispatch } from './dispatch.ts';
import * as flows from './flows.ts';
import * as connectionTable from './tables/connection-table.ts';
import type { ConnectionTable } from './tables/connection-table.ts';
import type { RecentTable } from './tables/recent-table.ts';
import type { Transports } from './transports.ts';
import type { UnitReader } from './unit-reader.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { TCP } = flows;
const { BYTES, FIRST, LAST, MAC_HIGH, MAC_LOW, PACKETS, VLAN } = connectionTable;

const MAC_HEADER = 14;
const VLAN_TAG = 0x8100;
const IPV4 = 0x0800;
const ARP = 0x0806;
/** Ethernet, one tag, an IPv4 header and the ports fit in. */
const SHORTEST = MAC_HEADER + 4 + 20 + 8;
const FIRST_ETHER_TYPE = 0x0600;

export class KnownPackets {
  readonly #connections: ConnectionTable;
  readonly #recent: RecentTable;
  readonly #dispatch: Dispatch;
  readonly #transports: Transports;
  readonly #units: UnitReader;
  readonly #clock: Float64Array;

  constructor(connections: ConnectionTable, dispatch: Dispatch, transports: Transports, units: UnitReader, clock: Float64Array) {
    this.#connections = connections;
    this.#recent = connections.recent;
    this.#dispatch = dispatch;
    this.#transports = transports;
    this.#units = units;
    this.#clock = clock;
  }

  /** Counts and reads the Ethernet frame `bytes[start..end)` if its connection is known; false: nothing was done. */
  take(bytes: Uint8Array, view: DataView, start: number, end: number, wireLength: number): boolean {
    if (end - start < SHORTEST) return false;
    let at = start + MAC_HEADER;
    let type = view.getUint16(start + 12);
    let vlan = 0;
    if (type === VLAN_TAG) {
      vlan = (view.getUint16(at) & 0xfff) + 1;
      type = view.getUint16(at + 2);
      at += 4;
    }
    if (type === IPV4) return this.#ipv4(bytes, view, start, at, end, wireLength, vlan);
    return this.#layer2(bytes, view, start, at, end, wireLength, vlan, type);
  }

  #ipv4(bytes: Uint8Array, view: DataView, start: number, at: number, end: number, wireLength: number, vlan: number): boolean {
    const total = view.getInt32(at) ^ 0x45000000;
    const size = total & 0xffff;
    // Another version or length of header, a total length below it, a fragment.
    if (total >>> 24 !== 0 || size < 28 || (view.getUint16(at + 6) & 0x3fff) !== 0) return false;
    const protocol = view.getUint8(at + 9);
    const transport = at + 20;
    const wireEnd = Math.min(start + wireLength, at + size);
    if (wireEnd < end) end = wireEnd;
    if (end - transport < 8) return false;
    const record = this.#recent.recall(view.getInt32(at + 12), view.getInt32(at + 16), view.getInt32(transport), ~protocol);
    if (record < 0) return false;
    const side = this.#recent.side;
    if (!this.#count(record, record + side, view, start, wireLength, vlan)) return false;
    if (protocol === TCP) this.#transports.tcp(record, side, bytes, view, transport, end, wireEnd - end);
    else this.#transports.udp(record, side, bytes, view, transport, end);
    return true;
  }

  #layer2(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    at: number,
    end: number,
    wireLength: number,
    vlan: number,
    type: number,
  ): boolean {
    if (type < FIRST_ETHER_TYPE || type === ARP) return false;
    const number = this.#transports.firstThatRecognises(this.#dispatch.atLayer2(type, 0, 0), bytes, at, end);
    if (number === 0) return false;
    const highs = (view.getUint16(start + 6) << 16) | view.getUint16(start);
    const record = this.#recent.recall(view.getInt32(start + 8), view.getInt32(start + 2), highs, (number << 18) | type);
    if (record < 0) return false;
    const side = this.#recent.side;
    if (!this.#count(record, record + side, view, start, wireLength, vlan)) return false;
    this.#units.read(record, side, number, bytes, at, end);
    return true;
  }

  /** Adds to the sender's counters at `at`, unless its MAC or the VLAN changed, which is for the long way to write down. */
  #count(record: number, at: number, view: DataView, start: number, wireLength: number, vlan: number): boolean {
    const { words, floats } = this.#connections;
    if (words[at + MAC_LOW] !== view.getInt32(start + 8) || words[at + MAC_HIGH] !== view.getUint16(start + 6)) return false;
    if (words[record + VLAN] !== vlan) return false;
    const micros = this.#clock[0]!;
    const float = at >> 1;
    if (micros > floats[float + LAST]!) floats[float + LAST] = micros;
    else if (micros < floats[float + FIRST]!) floats[float + FIRST] = micros;
    floats[float + BYTES]! += wireLength;
    words[at + PACKETS]!++;
    return true;
  }
}
