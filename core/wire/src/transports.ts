// Hot path: TCP and UDP headers, and which dissector reads what they carry. Headers are read through a DataView over the same memory
// as `bytes`: one load a field instead of four.
import type { Dispatch } from './dispatch.ts';
import * as flows from './flows.ts';
import type { Flows } from './flows.ts';
import * as connectionTable from './tables/connection-table.ts';
import type { ConnectionTable } from './tables/connection-table.ts';
import { TcpStreams } from './tcp-streams.ts';
import type { UnitReader } from './unit-reader.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { TCP } = flows;
const { DISSECTOR, FLAGS, PAYLOAD_SEEN, PORTS, SERVER_A, SERVER_B, SIDE_A, SIDE_B, STREAM, TRANSPORT, TRIES } = connectionTable;

const SYN = 2,
  ACK = 16;
const MAX_TRIES = 8;

export class Transports {
  readonly #connections: ConnectionTable;
  readonly #dispatch: Dispatch;
  readonly #flows: Flows;
  readonly #units: UnitReader;
  readonly #streams: TcpStreams;

  constructor(connections: ConnectionTable, dispatch: Dispatch, flows: Flows, units: UnitReader) {
    this.#connections = connections;
    this.#dispatch = dispatch;
    this.#flows = flows;
    this.#units = units;
    this.#streams = new TcpStreams(connections, dispatch, units, this);
  }

  /** RFC 9293. `start..end` is the segment from its header on; `missing` more bytes were on the wire but not captured. */
  tcp(record: number, side: number, bytes: Uint8Array, view: DataView, start: number, end: number, missing: number): void {
    if (end - start < 20) return;
    const words = this.#connections.words;
    const lengthAndFlags = view.getUint16(start + 12);
    const payload = start + ((lengthAndFlags >> 12) << 2);
    const sequence = view.getInt32(start + 4);
    if ((lengthAndFlags & SYN) !== 0) this.#open(record, side, sequence, (lengthAndFlags & ACK) !== 0);
    if ((lengthAndFlags & ACK) !== 0) {
      const other = side === SIDE_A ? SIDE_B : SIDE_A;
      if (words[record + other + STREAM] !== 0) this.#streams.acknowledged(record, other, view.getInt32(start + 8));
    }
    if (payload < start + 20 || payload + (missing > 0 ? 0 : 1) > end || (lengthAndFlags & SYN) !== 0) return;
    words[record + FLAGS]! |= PAYLOAD_SEEN;
    this.#streams.segment(record, side, sequence, bytes, payload, end, missing);
  }

  /** RFC 768: the length field ends the payload where it is shorter than what IP carries. */
  udp(record: number, side: number, bytes: Uint8Array, view: DataView, start: number, end: number): void {
    const length = view.getUint16(start + 4);
    if (length >= 8 && start + length < end) end = start + length;
    if (end - start <= 8) return;
    const words = this.#connections.words;
    words[record + FLAGS]! |= PAYLOAD_SEEN;
    let number = words[record + DISSECTOR]!;
    if (number < 0) return;
    if (number === 0 || !this.#dispatch.dissector(number).recognises(bytes, start + 8, end)) {
      const settled = number;
      number = this.recognise(record, bytes, start + 8, end);
      if (settled > 0) words[record + DISSECTOR] = settled;
    }
    if (number > 0) this.#units.read(record, side, number, bytes, start + 8, end);
  }

  /** Reads what a connection's streams still hold and gives their buffers back. */
  close(record: number): void {
    this.#streams.close(record);
  }

  /** Finds out the connection's dissector from its first bytes and remembers it; 0 when nobody knows them. */
  recognise(record: number, bytes: Uint8Array, start: number, end: number): number {
    const words = this.#connections.words;
    const ports = words[record + PORTS]!;
    const isTcp = words[record + TRANSPORT] === TCP;
    const atLow = this.#dispatch.atPort(isTcp, Math.min(ports >>> 16, ports & 0xffff));
    const atHigh = this.#dispatch.atPort(isTcp, Math.max(ports >>> 16, ports & 0xffff));
    const byPort = this.firstThatRecognises(atLow, bytes, start, end);
    const found = byPort > 0 ? byPort : this.firstThatRecognises(atHigh, bytes, start, end);
    const tries = ++words[record + TRIES]!;
    const number = found > 0 || tries > MAX_TRIES ? found : this.firstThatRecognises(this.#dispatch.anyPort, bytes, start, end);
    if (number > 0) words[record + DISSECTOR] = number;
    else if (tries >= MAX_TRIES && atLow.length === 0 && atHigh.length === 0) words[record + DISSECTOR] = -1;
    return number;
  }

  firstThatRecognises(candidates: readonly number[], bytes: Uint8Array, start: number, end: number): number {
    for (let index = 0; index < candidates.length; index++) {
      const number = candidates[index]!;
      if (this.#dispatch.dissector(number).recognises(bytes, start, end)) return number;
    }
    return 0;
  }

  #open(record: number, side: number, sequence: number, senderIsServer: boolean): void {
    this.#flows.setServer(record, (side === SIDE_A) === senderIsServer ? SERVER_A : SERVER_B);
    this.#streams.open(record, side, sequence);
  }
}
