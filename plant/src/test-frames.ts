// A second, independent reading of frames and capture files, for the tests only.
import { foldSum, sum16 } from './frames.ts';

export type CheckedFrame = { fault: string | null; vlan: number; payloadBytes: number };

const be16 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint16(at);

/** Checks an Ethernet frame's size and, for IPv4, its lengths and checksums (RFC 791, 9293, 768). */
export function checkFrame(frame: Uint8Array): CheckedFrame {
  const tagged = be16(frame, 12) === 0x8100;
  const vlan = tagged ? be16(frame, 14) & 0xfff : 0;
  const ip = tagged ? 18 : 14;
  if (frame.length < 60) return { fault: `only ${frame.length} bytes`, vlan, payloadBytes: 0 };
  if (be16(frame, ip - 2) !== 0x0800) return { fault: null, vlan, payloadBytes: 0 };
  const end = ip + be16(frame, ip + 2);
  const at = ip + 20;
  const tcp = frame[ip + 9] === 6;
  const header = tcp ? ((frame[at + 12] ?? 0) >> 4) * 4 : 8;
  const pseudo = sum16(frame, ip + 12, ip + 20, (frame[ip + 9] ?? 0) + end - at);
  const fault =
    end > frame.length
      ? 'longer than the frame'
      : foldSum(sum16(frame, ip, at, 0)) !== 0
        ? 'IP checksum'
        : foldSum(sum16(frame, at, end, pseudo)) !== 0
          ? 'transport checksum'
          : !tcp && be16(frame, at + 4) !== end - at
            ? 'UDP length'
            : null;
  return { fault, vlan, payloadBytes: end - at - header };
}

/** The records of a little-endian microsecond pcap file. */
export function* pcapRecords(file: Uint8Array): Generator<{ timeUs: number; frame: Uint8Array }> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = 24; at < file.length;) {
    const length = view.getUint32(at + 8, true);
    yield { timeUs: view.getUint32(at, true) * 1e6 + view.getUint32(at + 4, true), frame: file.subarray(at + 16, at + 16 + length) };
    at += 16 + length;
  }
}

/** The enhanced packet blocks of a little-endian pcapng file. */
export function* pcapngRecords(file: Uint8Array): Generator<{ timeUs: number; frame: Uint8Array }> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let at = 0; at < file.length;) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at + size - 4, true) !== size) throw new Error(`block at ${at} ends with another length`);
    if (view.getUint32(at, true) === 6) {
      const length = view.getUint32(at + 20, true);
      yield {
        timeUs: view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 16, true),
        frame: file.subarray(at + 28, at + 28 + length),
      };
    }
    at += size;
  }
}
