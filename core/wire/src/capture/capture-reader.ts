// Reads a capture file as it arrives in chunks of any size: finds out the format, keeps what straddles two chunks, hands each packet on.
import { MAX_RECORD_BYTES, type CaptureFormat, type PacketSink, type ReadPlace } from './capture-format.ts';
import { PcapFormat, isPcap } from './pcap.ts';
import { PcapngFormat, isPcapng } from './pcapng.ts';

const MAGIC_LENGTH = 4;

export class CaptureReader {
  readonly #sink: PacketSink;
  readonly #place: ReadPlace = { need: MAGIC_LENGTH, skip: 0, fault: null, base: 0 };
  #format: CaptureFormat | null = null;
  #carry = new Uint8Array(4096);
  #carried = 0;
  /** Bytes pushed so far. */
  bytes = 0;
  truncated = false;
  /** Where the file was cut. A cut end is no fault: a capture that is still being written has one. */
  note: string | null = null;

  constructor(sink: PacketSink) {
    this.#sink = sink;
  }

  get format(): 'pcap' | 'pcapng' | 'unknown' {
    return this.#format?.name ?? 'unknown';
  }

  get fault(): string | null {
    return this.#place.fault;
  }

  /** Takes the next bytes of the file. After a fault the rest is counted and dropped. */
  push(chunk: Uint8Array): void {
    const chunkBase = this.bytes;
    this.bytes += chunk.length;
    let at = 0;
    while (at < chunk.length && this.#place.fault === null) {
      if (this.#place.skip > 0) {
        const passed = Math.min(this.#place.skip, chunk.length - at);
        this.#place.skip -= passed;
        at += passed;
      } else if (this.#carried > 0) at = this.#fillCarry(chunk, at);
      else at = this.#readChunk(chunk, at, chunkBase);
    }
  }

  /** Says that the file is over: a record left open is a cut one. */
  end(): void {
    const place = this.#place;
    if (place.fault !== null) return;
    if (this.bytes === 0) place.fault = 'the file is empty';
    else if (this.#format === null) place.fault = `not a capture: only ${this.bytes} bytes`;
    else if (this.#carried > 0 || place.skip > 0) {
      this.truncated = true;
      const missing = place.skip > 0 ? place.skip : place.need - this.#carried;
      this.note = `cut at byte ${this.bytes}: the last record misses ${missing} bytes`;
    }
  }

  /** Reads what is whole in the chunk and keeps the rest for the next one. */
  #readChunk(chunk: Uint8Array, at: number, chunkBase: number): number {
    this.#place.base = chunkBase;
    const stopped = this.#read(chunk, at, chunk.length);
    const left = chunk.length - stopped;
    if (this.#place.fault !== null || this.#place.skip > 0 || left === 0) return stopped;
    this.#keep(chunk, stopped, chunk.length);
    return chunk.length;
  }

  /** Adds to the kept beginning of a record what it needs, no more, and reads it when it is whole. */
  #fillCarry(chunk: Uint8Array, at: number): number {
    const taken = Math.min(this.#place.need - this.#carried, chunk.length - at);
    this.#keep(chunk, at, at + taken);
    if (this.#carried < this.#place.need) return at + taken;
    this.#place.base = this.bytes - (chunk.length - at - taken) - this.#carried;
    const length = this.#carried;
    const stopped = this.#read(this.#carry, 0, length);
    this.#carried = length - stopped;
    if (this.#place.skip > 0) {
      this.#place.skip -= this.#carried;
      this.#carried = 0;
    }
    if (stopped > 0 && this.#carried > 0) this.#carry.copyWithin(0, stopped, length);
    return at + taken;
  }

  #read(bytes: Uint8Array, start: number, end: number): number {
    if (this.#format === null) {
      if (end - start < MAGIC_LENGTH) {
        this.#place.need = MAGIC_LENGTH;
        return start;
      }
      this.#format = chooseFormat(bytes, start, this.#sink);
      if (this.#format === null) {
        this.#place.fault = nameStranger(bytes, start, end);
        return start;
      }
    }
    return this.#format.read(bytes, start, end, this.#place);
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    const length = this.#carried + end - start;
    if (length > this.#carry.length) {
      const larger = new Uint8Array(Math.min(MAX_RECORD_BYTES + 4096, Math.max(length, this.#carry.length * 2)));
      larger.set(this.#carry.subarray(0, this.#carried));
      this.#carry = larger;
    }
    this.#carry.set(bytes.subarray(start, end), this.#carried);
    this.#carried = length;
  }
}

function chooseFormat(bytes: Uint8Array, start: number, sink: PacketSink): CaptureFormat | null {
  if (isPcapng(bytes, start)) return new PcapngFormat(sink);
  if (isPcap(bytes, start)) return new PcapFormat(sink);
  return null;
}

/** Names what people hand over by mistake. */
function nameStranger(bytes: Uint8Array, start: number, end: number): string {
  const magic = Array.from(bytes.subarray(start, Math.min(end, start + MAGIC_LENGTH)));
  const hex = magic.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const strangers: Record<string, string> = {
    '76 65 72 73': 'perhaps a Git LFS pointer instead of the capture',
    '1f 8b 08 00': 'a gzip file',
    '1f 8b 08 08': 'a gzip file',
    '50 4b 03 04': 'a zip file',
    '28 b5 2f fd': 'a zstd file',
    'fd 37 7a 58': 'an xz file',
    '58 43 50 00': 'a Sniffer capture, not pcap or pcapng',
    '73 6e 6f 6f': 'a snoop capture, not pcap or pcapng',
  };
  const guess = strangers[hex];
  return `not a pcap or pcapng capture: starts with ${hex}${guess === undefined ? '' : ` (${guess})`}`;
}
