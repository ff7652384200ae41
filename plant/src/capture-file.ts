// Packs frames into pcap (microseconds) or pcapng, handing out whole chunks; memory stays at one chunk whatever the length.
import type { FrameSink } from './frames.ts';
import { le16, le32, pack, putLe32 } from './pack.ts';

export type CaptureFormat = 'pcap' | 'pcapng';

/** A growing capture file: `ready` holds the whole chunks not yet taken, `rest` ends it. */
export type CaptureWriter = FrameSink & { readonly ready: Uint8Array[]; frames: number; bytes: number; rest(): Uint8Array };

const chunkBytes = 1 << 20;
const maximumRecord = 4096;

/** pcap file header: little-endian, version 2.4, link type 1 (draft-ietf-opsawg-pcap, 4). */
const pcapHeader = (): Uint8Array => pack(le32(0xa1b2c3d4), le16(2), le16(4), le32(0), le32(0), le32(65535), le32(1));

/** pcapng section header and one interface description (draft-ietf-opsawg-pcapng, 4.1 and 4.2; microseconds by default). */
const pcapngHeader = (): Uint8Array =>
  pack(
    [le32(0x0a0d0d0a), le32(28), le32(0x1a2b3c4d), le16(1), le16(0), le32(0xffffffff), le32(0xffffffff), le32(28)],
    [le32(1), le32(20), le16(1), le16(0), le32(65535), le32(20)],
  );

/** @param startUs microseconds since 1970 of the capture's time 0 */
export function makeCaptureWriter(format: CaptureFormat, startUs: number): CaptureWriter {
  const record = format === 'pcap' ? writePcapRecord : writePcapngRecord;
  const opening = format === 'pcap' ? pcapHeader() : pcapngHeader();
  let chunk = new Uint8Array(chunkBytes + maximumRecord);
  chunk.set(opening);
  let end = opening.length;
  const writer: CaptureWriter = {
    ready: [],
    frames: 0,
    bytes: opening.length,
    write: (bytes, length, timeUs) => {
      const size = record(chunk, end, bytes, length, startUs + timeUs);
      end += size;
      writer.bytes += size;
      writer.frames++;
      if (end < chunkBytes) return;
      writer.ready.push(chunk.subarray(0, end));
      chunk = new Uint8Array(chunkBytes + maximumRecord);
      end = 0;
    },
    rest: () => chunk.subarray(0, end),
  };
  return writer;
}

function copyFrame(chunk: Uint8Array, at: number, bytes: Uint8Array, length: number): void {
  if (length > 256) chunk.set(bytes.subarray(0, length), at);
  else for (let from = 0; from < length; from++) chunk[at + from] = bytes[from] as number;
}

function writePcapRecord(chunk: Uint8Array, at: number, bytes: Uint8Array, length: number, timeUs: number): number {
  const seconds = Math.floor(timeUs / 1_000_000);
  putLe32(chunk, at, seconds);
  putLe32(chunk, at + 4, timeUs - seconds * 1_000_000);
  putLe32(chunk, at + 8, length);
  putLe32(chunk, at + 12, length);
  copyFrame(chunk, at + 16, bytes, length);
  return 16 + length;
}

function writePcapngRecord(chunk: Uint8Array, at: number, bytes: Uint8Array, length: number, timeUs: number): number {
  const padded = (length + 3) & ~3;
  const size = 32 + padded;
  const high = Math.floor(timeUs / 0x1_0000_0000);
  putLe32(chunk, at, 6);
  putLe32(chunk, at + 4, size);
  putLe32(chunk, at + 8, 0);
  putLe32(chunk, at + 12, high);
  putLe32(chunk, at + 16, timeUs - high * 0x1_0000_0000);
  putLe32(chunk, at + 20, length);
  putLe32(chunk, at + 24, length);
  copyFrame(chunk, at + 28, bytes, length);
  putLe32(chunk, at + 28 + padded, size);
  return size;
}
