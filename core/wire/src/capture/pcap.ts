// The pcap file format (draft-ietf-opsawg-pcap): both byte orders, micro- and nanoseconds, and Kuznetzov's longer record header.
import * as captureFormat from './capture-format.ts';
import type { CaptureFormat, PacketSink, ReadPlace } from './capture-format.ts';
import { read32, view32, viewOf } from './file-numbers.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { MAX_RECORD_BYTES } = captureFormat;

const FILE_HEADER_LENGTH = 24;
const PLAIN_HEADER_LENGTH = 16;
/** So much is taken in one call: V8 compiles well what is called often, and badly what it finds in the middle of a long loop. */
const STRETCH_BYTES = 8192;
const magics = {
  0xa1b2c3d4: { nanoseconds: false, recordHeader: 16 },
  0xa1b23c4d: { nanoseconds: true, recordHeader: 16 },
  0xa1b2cd34: { nanoseconds: false, recordHeader: 24 },
} as const;
type Magic = keyof typeof magics;

/** Whether the four bytes at `start` open a pcap file. */
export function isPcap(bytes: Uint8Array, start: number): boolean {
  return read32(bytes, start, false) in magics || read32(bytes, start, true) in magics;
}

export class PcapFormat implements CaptureFormat {
  readonly name = 'pcap';
  readonly #sink: PacketSink;
  #opened = false;
  #little = false;
  #nanoseconds = false;
  #recordHeader = 16;
  #linkType = 0;
  #records = 0;
  readonly #taken = new Int32Array(1);

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  read(bytes: Uint8Array, start: number, end: number, place: ReadPlace): number {
    let at = start;
    if (!this.#opened) {
      place.need = FILE_HEADER_LENGTH;
      if (end - at < FILE_HEADER_LENGTH) return at;
      this.#open(bytes, at);
      at += FILE_HEADER_LENGTH;
    }
    at = this.#takeRecords(bytes, at, end);
    const view = viewOf(bytes);
    const header = this.#recordHeader;
    const little = this.#little;
    const sink = this.#sink;
    const link = this.#linkType;
    while (end - at >= header) {
      // As a signed number, so that a length too long to believe may be negative.
      const captured = view32(view, at + 8, little);
      if (captured < 0 || captured > MAX_RECORD_BYTES) {
        this.#refuse(at, captured >>> 0, place);
        break;
      }
      const next = at + header + captured;
      if (next > end) {
        place.need = header + captured;
        break;
      }
      this.#records++;
      // Signed, too: no frame has 2 GiB, so that is a lie, and what was captured counts.
      const onWire = view32(view, at + 12, little);
      const wireLength = onWire > captured ? onWire : captured;
      sink.clock[0] = this.#microsAt(view, at);
      sink.packet(bytes, at + header, next, wireLength, link);
      at = next;
    }
    if (end - at < header) place.need = header;
    return at;
  }

  /** Most files are plain, and some sinks need no call for each of their records. */
  #takeRecords(bytes: Uint8Array, start: number, end: number): number {
    const sink = this.#sink;
    if (sink.takeRecords === undefined || !this.#little || this.#nanoseconds || this.#recordHeader !== PLAIN_HEADER_LENGTH) return start;
    const taken = this.#taken;
    taken[0] = 0;
    let at = start;
    for (let stretch = STRETCH_BYTES; ;) {
      const stop = Math.min(end, at + stretch);
      const next = sink.takeRecords(bytes, at, stop, this.#linkType, taken);
      if (next === at && stop === end) break;
      // A record longer than a stretch is taken with all that is there.
      stretch = next === at ? end - at : STRETCH_BYTES;
      at = next;
    }
    this.#records += taken[0];
    return at;
  }

  #microsAt(view: DataView, at: number): number {
    const fraction = view32(view, at + 4, this.#little) >>> 0;
    return (view32(view, at, this.#little) >>> 0) * 1e6 + (this.#nanoseconds ? Math.floor(fraction / 1000) : fraction);
  }

  #refuse(at: number, captured: number, place: ReadPlace): void {
    const where = `record ${this.#records + 1} at byte ${place.base + at}`;
    place.fault = `${where}: captured length ${captured} is over the limit of ${MAX_RECORD_BYTES}`;
  }

  #open(bytes: Uint8Array, at: number): void {
    this.#little = read32(bytes, at, true) in magics;
    const magic = magics[read32(bytes, at, this.#little) as Magic];
    this.#nanoseconds = magic.nanoseconds;
    this.#recordHeader = magic.recordHeader;
    // The upper bits carry the length of the frame check sequence.
    this.#linkType = read32(bytes, at + 20, this.#little) & 0xffff;
    this.#opened = true;
  }
}
