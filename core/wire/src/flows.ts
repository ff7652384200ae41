// From connections to flows: who is the server, which flow a connection belongs to, and what it adds when it is forgotten.
import type { Dispatch } from './dispatch.ts';
import type { Position } from './position.ts';
import {
  ADDRESS_A,
  ADDRESS_B,
  BYTES,
  DISSECTOR,
  FIRST,
  FLAGS,
  FLOW,
  HANDSHAKE_SEEN,
  LAST,
  PACKETS,
  PAYLOAD_SEEN,
  PORTS,
  SERVER,
  SERVER_A,
  SERVER_B,
  SIDE_A,
  SIDE_B,
  TRANSPORT,
  VLAN,
  type ConnectionTable,
} from './tables/connection-table.ts';
import { FOLDED, FlowTable } from './tables/flow-table.ts';

/** Transports beside the IP protocol numbers. */
export const TCP = 6,
  UDP = 17,
  ETHERNET = 256;

/** Value of a connection's FLOW past the flow limit. */
const FOLDED_CONNECTION = -1;
const FIRST_EPHEMERAL_PORT = 1024;

export class Flows {
  readonly #table: ConnectionTable;
  readonly #dispatch: Dispatch;
  readonly flows: FlowTable;
  /** Connections whose flow was past the limit. */
  folded = 0;

  constructor(table: ConnectionTable, dispatch: Dispatch, limit: number, position: Position) {
    this.#table = table;
    this.#dispatch = dispatch;
    this.flows = new FlowTable(limit, position);
  }

  /** Chooses the server of a new connection by its ports; of equals the one first spoken to. `side` is the first sender's. */
  chooseServer(record: number, side: number): void {
    const words = this.#table.words;
    const transport = words[record + TRANSPORT]!;
    const portA = words[record + PORTS]! >>> 16;
    const portB = words[record + PORTS]! & 0xffff;
    const spokenTo = side === SIDE_A ? SERVER_B : SERVER_A;
    if (transport !== TCP && transport !== UDP) words[record + SERVER] = spokenTo;
    else words[record + SERVER] = this.#serverByPorts(transport === TCP, portA, portB, spokenTo);
  }

  /** A handshake settles who serves. */
  setServer(record: number, server: number): void {
    const words = this.#table.words;
    if (words[record + FLOW] === 0) words[record + SERVER] = server;
    words[record + FLAGS]! |= HANDSHAKE_SEEN;
  }

  /** Whether only the order of appearance decided who serves: ports say nothing. */
  isGuessed(record: number): boolean {
    const words = this.#table.words;
    const transport = words[record + TRANSPORT]!;
    if (transport !== TCP && transport !== UDP) return true;
    return words[record + PORTS]! >>> 16 === (words[record + PORTS]! & 0xffff);
  }

  /** The flow a connection belongs to, settled at the first call; FOLDED past the limit. */
  of(record: number): number {
    const words = this.#table.words;
    const known = words[record + FLOW]!;
    if (known !== 0) return known === FOLDED_CONNECTION ? FOLDED : known;
    const serverIsA = words[record + SERVER] === SERVER_A;
    const transport = Math.min(words[record + TRANSPORT]!, ETHERNET);
    const hasPorts = transport === TCP || transport === UDP;
    const ports = words[record + PORTS]!;
    const port = hasPorts ? (serverIsA ? ports >>> 16 : ports & 0xffff) : 0;
    const server = words[record + (serverIsA ? ADDRESS_A : ADDRESS_B)]!;
    const client = words[record + (serverIsA ? ADDRESS_B : ADDRESS_A)]!;
    const flow = this.flows.find(client, server, (transport << 16) | port, Math.max(0, words[record + DISSECTOR]!));
    words[record + FLOW] = flow === FOLDED ? FOLDED_CONNECTION : flow;
    if (flow === FOLDED) this.folded++;
    else this.flows.join(flow);
    return flow;
  }

  /** Adds a connection's counters to its flow. */
  settle(record: number): void {
    const { words, floats } = this.#table;
    const flow = this.of(record);
    if (flow === FOLDED) return;
    const a = (record + SIDE_A) >> 1;
    const b = (record + SIDE_B) >> 1;
    const packetsA = words[record + SIDE_A + PACKETS]!;
    const packetsB = words[record + SIDE_B + PACKETS]!;
    const first = packetsB === 0 || (packetsA > 0 && floats[a + FIRST]! <= floats[b + FIRST]!) ? floats[a + FIRST]! : floats[b + FIRST]!;
    const last = Math.max(floats[a + LAST]!, floats[b + LAST]!);
    const hasPayload = (words[record + FLAGS]! & PAYLOAD_SEEN) !== 0;
    this.flows.add(flow, packetsA + packetsB, floats[a + BYTES]! + floats[b + BYTES]!, first, last, words[record + VLAN]! - 1, hasPayload);
  }

  #serverByPorts(isTcp: boolean, portA: number, portB: number, spokenTo: number): number {
    if (portA === portB) return spokenTo;
    const lower = portA < portB ? SERVER_A : SERVER_B;
    const knowsA = this.#dispatch.atPort(isTcp, portA).length > 0;
    const knowsB = this.#dispatch.atPort(isTcp, portB).length > 0;
    if (knowsA !== knowsB) return knowsA ? SERVER_A : SERVER_B;
    if (knowsA && knowsB) return lower;
    const bothEphemeral = portA >= FIRST_EPHEMERAL_PORT && portB >= FIRST_EPHEMERAL_PORT;
    return bothEphemeral && isTcp ? lower : bothEphemeral ? spokenTo : lower;
  }
}
