// Writes frames as a pcapng stream (draft-ietf-opsawg-pcapng), one interface for each link type: what goes on to the reader after known frames are out.
import type { PacketSink } from '@holdfast/core-wire';

const bufferBytes = 2 << 20;
const blockFrameBytes = 32;

/** A sink whose frames come out of `write` as pcapng, in pieces; `flush` at the end. Times in microseconds. */
export class FrameWriter implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly share = null;
  private readonly write: (piece: Uint8Array) => void;
  private bytes = new Uint8Array(bufferBytes);
  private view = new DataView(this.bytes.buffer);
  private length = 0;
  private readonly interfaces = new Map<number, number>();

  /** @param comment stands at the file's beginning, where Wireshark shows it under the file's properties */
  constructor(write: (piece: Uint8Array) => void, comment?: string) {
    this.write = write;
    this.section(comment === undefined ? new Uint8Array() : Buffer.from(comment));
  }

  pass(): void {}

  packet(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): void {
    const captured = end - start;
    const interfaceId = this.interfaces.get(linkType) ?? this.describe(linkType);
    const blockLength = blockFrameBytes + Math.ceil(captured / 4) * 4;
    this.room(blockLength);
    const at = this.length;
    const { view } = this;
    const micros = this.clock[0]!;
    view.setUint32(at, 6, true);
    view.setUint32(at + 4, blockLength, true);
    view.setUint32(at + 8, interfaceId, true);
    view.setUint32(at + 12, Math.floor(micros / 4294967296), true);
    view.setUint32(at + 16, micros % 4294967296, true);
    view.setUint32(at + 20, captured, true);
    view.setUint32(at + 24, wireLength, true);
    this.bytes.set(bytes.subarray(start, end), at + 28);
    this.bytes.fill(0, at + 28 + captured, at + blockLength - 4);
    view.setUint32(at + blockLength - 4, blockLength, true);
    this.length += blockLength;
  }

  flush(): void {
    if (this.length > 0) this.write(this.bytes.subarray(0, this.length));
    this.length = 0;
  }

  /** Section header, clause 4.1: byte order, version 1.0, length unknown; a comment as option 1, clause 3.5. */
  private section(comment: Uint8Array): void {
    const padded = Math.ceil(comment.length / 4) * 4;
    const length = comment.length === 0 ? 28 : 28 + 4 + padded + 4;
    this.room(length);
    for (const word of [0x0a0d0d0a, length, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff]) this.word(word);
    if (comment.length > 0) {
      this.word(1 | (comment.length << 16));
      this.bytes.fill(0, this.length, this.length + padded);
      this.bytes.set(comment, this.length);
      this.length += padded;
      this.word(0);
    }
    this.word(length);
  }

  /** Interface description, clause 4.2: link type, no snap length; microseconds are the default. */
  private describe(linkType: number): number {
    this.room(20);
    for (const word of [1, 20, linkType & 0xffff, 0, 20]) this.word(word);
    this.interfaces.set(linkType, this.interfaces.size);
    return this.interfaces.size - 1;
  }

  private word(value: number): void {
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  private room(more: number): void {
    if (this.length + more > this.bytes.length) this.flush();
    if (more <= this.bytes.length) return;
    this.bytes = new Uint8Array(more);
    this.view = new DataView(this.bytes.buffer);
  }
}
