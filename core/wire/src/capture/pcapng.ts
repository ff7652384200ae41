// The pcapng file format (draft-ietf-opsawg-pcapng): sections of either byte order, several interfaces, every packet block.
import { MAX_RECORD_BYTES, type CaptureFormat, type PacketSink, type ReadPlace } from './capture-format.ts';
import { microsOf, read16, read32, resolutionOf, type Resolution } from './file-numbers.ts';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const PACKET = 2; // obsolete, still written by old tools
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MAX_INTERFACES = 4096;
const OPTION_TSRESOL = 9;
const OPTION_TSOFFSET = 14;
/** Type, length and the length again at the end. */
const BLOCK_FRAME = 12;

type Interface = { linkType: number; snapLength: number; resolution: Resolution };

/** Whether the four bytes at `start` open a pcapng file (the type reads the same in both byte orders). */
export function isPcapng(bytes: Uint8Array, start: number): boolean {
  return read32(bytes, start, false) === SECTION_HEADER;
}

export class PcapngFormat implements CaptureFormat {
  readonly name = 'pcapng';
  readonly #sink: PacketSink;
  #little = false;
  #interfaces: Interface[] = [];
  #blocks = 0;
  #lastMicros = 0;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  read(bytes: Uint8Array, start: number, end: number, place: ReadPlace): number {
    let at = start;
    for (;;) {
      place.need = BLOCK_FRAME;
      if (end - at < BLOCK_FRAME) return at;
      const length = this.#blockLength(bytes, at, place);
      if (place.fault !== null) return at;
      const type = read32(bytes, at, this.#little);
      if (length > MAX_RECORD_BYTES && !isRead(type)) {
        place.skip = length;
        this.#blocks++;
        return at;
      }
      place.need = length;
      if (end - at < length) return at;
      this.#blocks++;
      this.#block(bytes, at, type, length, place);
      if (place.fault !== null) return at;
      at += length;
    }
  }

  /** The length of the block at `at`; for a section header it first learns the byte order. Sets a fault where the length cannot be. */
  #blockLength(bytes: Uint8Array, at: number, place: ReadPlace): number {
    if (read32(bytes, at, false) === SECTION_HEADER) {
      if (read32(bytes, at + 8, false) === BYTE_ORDER_MAGIC) this.#little = false;
      else if (read32(bytes, at + 8, true) === BYTE_ORDER_MAGIC) this.#little = true;
      else return this.#fail(place, at, 'a section header without its byte-order magic');
    }
    const length = read32(bytes, at + 4, this.#little);
    if (length < BLOCK_FRAME || length % 4 !== 0) return this.#fail(place, at, `block length ${length} is not possible`);
    if (length > MAX_RECORD_BYTES + 65536 && isRead(read32(bytes, at, this.#little)))
      return this.#fail(place, at, `block length ${length} is over the limit of ${MAX_RECORD_BYTES}`);
    return length;
  }

  #block(bytes: Uint8Array, at: number, type: number, length: number, place: ReadPlace): void {
    const closing = read32(bytes, at + length - 4, this.#little);
    if (closing !== length) this.#fail(place, at, `the block's two lengths differ: ${length} and ${closing}`, 0);
    else if (type === ENHANCED_PACKET) this.#enhancedPacket(bytes, at, length, place);
    else if (type === SECTION_HEADER) this.#interfaces = [];
    else if (type === INTERFACE_DESCRIPTION) this.#interface(bytes, at, length, place);
    else if (type === SIMPLE_PACKET) this.#simplePacket(bytes, at, length, place);
    else if (type === PACKET) this.#obsoletePacket(bytes, at, length, place);
  }

  #enhancedPacket(bytes: Uint8Array, at: number, length: number, place: ReadPlace): void {
    if (length < 32) return void this.#fail(place, at, `an enhanced packet block of ${length} bytes is too short`, 0);
    this.#timedPacket(bytes, at, length, read32(bytes, at + 8, this.#little), place);
  }

  #obsoletePacket(bytes: Uint8Array, at: number, length: number, place: ReadPlace): void {
    if (length < 32) return void this.#fail(place, at, `a packet block of ${length} bytes is too short`, 0);
    this.#timedPacket(bytes, at, length, read16(bytes, at + 8, this.#little), place);
  }

  /** Enhanced and obsolete packet blocks share their layout from the timestamp on. */
  #timedPacket(bytes: Uint8Array, at: number, length: number, interfaceId: number, place: ReadPlace): void {
    const captured = read32(bytes, at + 20, this.#little);
    if (captured > length - 32) return void this.#fail(place, at, `captured length ${captured} is longer than its block`, 0);
    const from = this.#interfaces[interfaceId];
    if (from === undefined) return void this.#fail(place, at, `interface ${interfaceId} was never described`, 0);
    this.#lastMicros = microsOf(read32(bytes, at + 12, this.#little), read32(bytes, at + 16, this.#little), from.resolution);
    const wireLength = Math.max(captured, read32(bytes, at + 24, this.#little));
    this.#sink.clock[0] = this.#lastMicros;
    this.#sink.packet(bytes, at + 28, at + 28 + captured, wireLength, from.linkType);
  }

  /** Clause 4.4: no timestamp (the last one seen stands in) and no captured length (the interface's snap length decides). */
  #simplePacket(bytes: Uint8Array, at: number, length: number, place: ReadPlace): void {
    const from = this.#interfaces[0];
    if (length < 16) return void this.#fail(place, at, `a simple packet block of ${length} bytes is too short`, 0);
    if (from === undefined) return void this.#fail(place, at, 'interface 0 was never described', 0);
    const wireLength = read32(bytes, at + 8, this.#little);
    const captured = Math.min(wireLength, length - 16, from.snapLength === 0 ? wireLength : from.snapLength);
    this.#sink.clock[0] = this.#lastMicros;
    this.#sink.packet(bytes, at + 12, at + 12 + captured, wireLength, from.linkType);
  }

  #interface(bytes: Uint8Array, at: number, length: number, place: ReadPlace): void {
    if (length < 20) return void this.#fail(place, at, `an interface description of ${length} bytes is too short`, 0);
    if (this.#interfaces.length >= MAX_INTERFACES) return void this.#fail(place, at, `more than ${MAX_INTERFACES} interfaces`, 0);
    let tsresol = 6;
    let offsetSeconds = 0;
    const end = at + length - 4;
    for (let option = at + 16; option + 4 <= end;) {
      const code = read16(bytes, option, this.#little);
      const size = read16(bytes, option + 2, this.#little);
      if (code === 0 || option + 4 + size > end) break;
      if (code === OPTION_TSRESOL && size >= 1) tsresol = bytes[option + 4]!;
      if (code === OPTION_TSOFFSET && size >= 8) offsetSeconds = this.#signed64(bytes, option + 4);
      option += 4 + size + ((4 - (size % 4)) % 4);
    }
    const linkType = read16(bytes, at + 8, this.#little);
    this.#interfaces.push({ linkType, snapLength: read32(bytes, at + 12, this.#little), resolution: resolutionOf(tsresol, offsetSeconds) });
  }

  #signed64(bytes: Uint8Array, at: number): number {
    const high = read32(bytes, this.#little ? at + 4 : at, this.#little) | 0;
    return high * 4294967296 + read32(bytes, this.#little ? at : at + 4, this.#little);
  }

  /** `offset` 1: the block was not counted yet. */
  #fail(place: ReadPlace, at: number, what: string, offset: 0 | 1 = 1): 0 {
    place.fault = `block ${this.#blocks + offset} at byte ${place.base + at}: ${what}`;
    return 0;
  }
}

/** Block types whose content is read; all others are passed over. */
function isRead(type: number): boolean {
  return type === SECTION_HEADER || type === INTERFACE_DESCRIPTION || type === PACKET || type === SIMPLE_PACKET || type === ENHANCED_PACKET;
}
