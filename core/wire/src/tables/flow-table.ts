// Flows: client, server, transport, server port and protocol. Filled when a connection is recognised or forgotten, not per packet.
import type { Position } from '../position.ts';
import { mix } from './hash.ts';

const CLIENT = 0,
  SERVER = 1,
  SERVICE = 2,
  DISSECTOR = 3,
  VLAN = 4,
  HAS_PAYLOAD = 5,
  CONNECTIONS = 6;
const STRIDE = 7;
const PACKETS = 0,
  BYTES = 1,
  FIRST = 2,
  LAST = 3,
  SINCE = 4;
const FLOAT_STRIDE = 5;

/** Flow 0 stands for everything past the limit. */
export const FOLDED = 0;

/** A table's flows, from number 1, as its two columns of records. */
export type FlowRows = { count: number; words: Int32Array; floats: Float64Array };

export class FlowTable {
  readonly #limit: number;
  readonly #position: Position;
  #words = new Int32Array(1024 * STRIDE);
  #floats = new Float64Array(1024 * FLOAT_STRIDE);
  #slots = new Int32Array(4096);
  #count = 0;

  constructor(limit: number, position: Position) {
    this.#limit = limit;
    this.#position = position;
  }

  /** All flows, for another table to take in. */
  rows(): FlowRows {
    const end = this.#count + 1;
    return { count: this.#count, words: this.#words.slice(0, end * STRIDE), floats: this.#floats.slice(0, end * FLOAT_STRIDE) };
  }

  /**
   * Takes in a flow of another table's rows.
   * @param addressOf number here of an address there @returns the flow's number here, FOLDED past the limit
   */
  take(rows: FlowRows, flow: number, addressOf: Int32Array): number {
    const [client, server, service, dissector, vlan, hasPayload, connections] = rows.words.subarray(flow * STRIDE, (flow + 1) * STRIDE);
    const here = this.find(addressOf[client!]!, addressOf[server!]!, service!, dissector!);
    if (here === FOLDED) return FOLDED;
    const [packets, bytes, first, last] = rows.floats.subarray(flow * FLOAT_STRIDE, (flow + 1) * FLOAT_STRIDE);
    this.add(here, packets!, bytes!, first!, last!, vlan!, hasPayload === 1);
    this.#words[here * STRIDE + CONNECTIONS]! += connections!;
    return here;
  }

  /** Counts a connection of the flow. */
  join(flow: number): void {
    this.#words[flow * STRIDE + CONNECTIONS]!++;
  }

  /** Flows are numbered 1..count. */
  get count(): number {
    return this.#count;
  }

  /** @param service transport in the upper half, server port in the lower @returns the flow's number, FOLDED past the limit */
  find(client: number, server: number, service: number, dissector: number): number {
    const mask = this.#slots.length - 1;
    let slot = mix(client, server, service, dissector) & mask;
    for (;;) {
      const flow = this.#slots[slot]!;
      if (flow === 0) break;
      const at = flow * STRIDE;
      const w = this.#words;
      if (w[at] === client && w[at + SERVER] === server && w[at + SERVICE] === service && w[at + DISSECTOR] === dissector) return flow;
      slot = (slot + 1) & mask;
    }
    if (this.#count >= this.#limit || client === 0 || server === 0) return FOLDED;
    return this.#add(slot, client, server, service, dissector);
  }

  /** Adds what a connection carried. Times in microseconds. */
  add(flow: number, packets: number, bytes: number, first: number, last: number, vlan: number, hasPayload: boolean): void {
    const at = flow * FLOAT_STRIDE;
    const f = this.#floats;
    if (f[at] === 0 || first < f[at + FIRST]!) f[at + FIRST] = first;
    if (f[at] === 0 || last > f[at + LAST]!) f[at + LAST] = last;
    f[at + PACKETS]! += packets;
    f[at + BYTES]! += bytes;
    this.#words[flow * STRIDE + VLAN] = vlan;
    if (hasPayload) this.#words[flow * STRIDE + HAS_PAYLOAD] = 1;
  }

  client = (flow: number): number => this.#words[flow * STRIDE + CLIENT]!;
  server = (flow: number): number => this.#words[flow * STRIDE + SERVER]!;
  transport = (flow: number): number => this.#words[flow * STRIDE + SERVICE]! >>> 16;
  port = (flow: number): number => this.#words[flow * STRIDE + SERVICE]! & 0xffff;
  dissector = (flow: number): number => this.#words[flow * STRIDE + DISSECTOR]!;
  vlan = (flow: number): number => this.#words[flow * STRIDE + VLAN]!;
  hasPayload = (flow: number): boolean => this.#words[flow * STRIDE + HAS_PAYLOAD] === 1;
  packets = (flow: number): number => this.#floats[flow * FLOAT_STRIDE + PACKETS]!;
  bytes = (flow: number): number => this.#floats[flow * FLOAT_STRIDE + BYTES]!;
  first = (flow: number): number => this.#floats[flow * FLOAT_STRIDE + FIRST]!;
  last = (flow: number): number => this.#floats[flow * FLOAT_STRIDE + LAST]!;

  #add(slot: number, client: number, server: number, service: number, dissector: number): number {
    const flow = ++this.#count;
    if ((flow + 1) * STRIDE > this.#words.length) this.#grow();
    const at = flow * STRIDE;
    this.#words[at + CLIENT] = client;
    this.#words[at + SERVER] = server;
    this.#words[at + SERVICE] = service;
    this.#words[at + DISSECTOR] = dissector;
    this.#floats[flow * FLOAT_STRIDE + SINCE] = this.#position.order;
    this.#slots[slot] = flow;
    if (flow * 2 > this.#slots.length) this.#rehash();
    return flow;
  }

  #grow(): void {
    const words = new Int32Array(this.#words.length * 2);
    words.set(this.#words);
    this.#words = words;
    const floats = new Float64Array(this.#floats.length * 2);
    floats.set(this.#floats);
    this.#floats = floats;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const w = this.#words;
    for (let flow = 1; flow <= this.#count; flow++) {
      const at = flow * STRIDE;
      let slot = mix(w[at]!, w[at + SERVER]!, w[at + SERVICE]!, w[at + DISSECTOR]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = flow;
    }
    this.#slots = slots;
  }
}

/** When a flow of the rows was first seen. */
export function sinceOfFlow(rows: FlowRows, flow: number): number {
  return rows.floats[flow * FLOAT_STRIDE + SINCE]!;
}

/** Connections that a flow of the rows stands for. */
export function connectionsOfFlow(rows: FlowRows, flow: number): number {
  return rows.words[flow * STRIDE + CONNECTIONS]!;
}
