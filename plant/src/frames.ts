// Ethernet, IPv4, TCP and UDP frames. Hot path: one reused frame buffer, prepared headers, byte writes, no object per frame.
import { be16, be32, pack, put16, put32 } from './pack.ts';
import type { Part } from './pack.ts';

/** Takes finished frames; the bytes are only valid during the call. Time is microseconds since the capture's start. */
export interface FrameSink {
  write(bytes: Uint8Array, length: number, timeUs: number): void;
}

/** The medium all writers share: the frame being built, the present time, and where frames go. */
export type Wire = { frame: Uint8Array; nowUs: number; sink: FrameSink };

/** One end of a conversation as the mirror port sees it. */
export type End = { mac: Uint8Array; ip: number; ttl: number };

/** Two ends in one VLAN (0 = untagged). `client` speaks first. */
export type Path = { client: End; server: End; vlan: number };

/** Counters of frames that belong together. */
export type Load = { packets: number; bytes: number };

/** One direction of a path with everything that does not change already written. */
export type Lane = { header: Uint8Array; ipAt: number; ipSum: number; pseudoSum: number; identification: number; load: Load };

export const TCP = 6;
export const UDP = 17;
export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;

/** Smallest frame without its check sequence (IEEE 802.3, 3.2.8). */
const minimumFrame = 60;

export const makeWire = (sink: FrameSink): Wire => ({ frame: new Uint8Array(2048), nowUs: 0, sink });

export const makeLoad = (): Load => ({ packets: 0, bytes: 0 });

/** The Ethernet header, with an IEEE 802.1Q tag when `vlan` is not 0. */
export function ethernetHeader(to: Uint8Array, from: Uint8Array, vlan: number, etherType: number, priority = 0): Uint8Array {
  const tag = vlan > 0 ? [0x81, 0x00, ...be16((priority << 13) | vlan)] : [];
  return pack(to, from, tag, be16(etherType));
}

/** Prepares one direction (IPv4, RFC 791; the lengths and checksums are filled in per frame). */
export function makeLane(from: End, to: End, vlan: number, protocol: number, load: Load): Lane {
  const ethernet = ethernetHeader(to.mac, from.mac, vlan, 0x0800);
  const ip = pack(0x45, 0, 0, 0, 0, 0, 0x40, 0, from.ttl, protocol, 0, 0, be32(from.ip), be32(to.ip));
  const header = pack(ethernet, ip);
  const addresses = sum16(ip, 12, 20, 0);
  return {
    header,
    ipAt: ethernet.length,
    ipSum: sum16(ip, 0, 20, 0),
    pseudoSum: addresses + protocol,
    identification: from.ip & 0xffff,
    load,
  };
}

/** The Internet checksum's unfolded sum (RFC 1071). */
export function sum16(bytes: Uint8Array, start: number, end: number, sum: number): number {
  let at = start;
  for (; at + 1 < end; at += 2) sum += ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  return at < end ? sum + ((bytes[at] as number) << 8) : sum;
}

/** Folds a sum to its 16-bit ones' complement (RFC 1071). */
export function foldSum(sum: number): number {
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

function startPacket(frame: Uint8Array, lane: Lane, length: number): number {
  const header = lane.header;
  for (let at = 0; at < header.length; at++) frame[at] = header[at] as number;
  const ipAt = lane.ipAt;
  lane.identification = (lane.identification + 1) & 0xffff;
  put16(frame, ipAt + 2, length);
  put16(frame, ipAt + 4, lane.identification);
  put16(frame, ipAt + 10, foldSum(lane.ipSum + length + lane.identification));
  return ipAt + 20;
}

function finishFrame(wire: Wire, load: Load, length: number): void {
  const frame = wire.frame;
  let end = length;
  while (end < minimumFrame) frame[end++] = 0;
  load.packets++;
  load.bytes += end;
  wire.sink.write(frame, end, wire.nowUs);
}

function copyPayload(frame: Uint8Array, at: number, payload: Uint8Array, start: number, end: number): void {
  if (end - start > 256) frame.set(payload.subarray(start, end), at);
  else for (let from = start; from < end; from++) frame[at++] = payload[from] as number;
}

/**
 * Writes one TCP segment (RFC 9293, 3.1) carrying payload[start..end).
 * `ports` is source << 16 | destination. A SYN carries the maximum segment size option.
 */
export function writeTcp(
  wire: Wire,
  lane: Lane,
  ports: number,
  sequence: number,
  acknowledged: number,
  flags: number,
  payload: Uint8Array,
  start: number,
  end: number,
): void {
  const frame = wire.frame;
  const options = (flags & SYN) === 0 ? 0 : 4;
  const length = 20 + options + end - start;
  const at = startPacket(frame, lane, 20 + length);
  put32(frame, at, ports);
  put32(frame, at + 4, sequence);
  put32(frame, at + 8, (flags & ACK) === 0 ? 0 : acknowledged);
  frame[at + 12] = (5 + options / 4) << 4;
  frame[at + 13] = flags;
  put16(frame, at + 14, 0xfaf0);
  put32(frame, at + 16, 0);
  if (options > 0) put32(frame, at + 20, 0x020405b4);
  copyPayload(frame, at + 20 + options, payload, start, end);
  put16(frame, at + 16, foldSum(sum16(frame, at, at + length, lane.pseudoSum + length)));
  finishFrame(wire, lane.load, at + length);
}

/** Writes one UDP datagram (RFC 768) carrying the first `length` bytes of the payload. */
export function writeUdp(wire: Wire, lane: Lane, from: number, to: number, payload: Uint8Array, length = payload.length): void {
  const frame = wire.frame;
  const at = startPacket(frame, lane, 28 + length);
  put16(frame, at, from);
  put16(frame, at + 2, to);
  put16(frame, at + 4, 8 + length);
  put16(frame, at + 6, 0);
  copyPayload(frame, at + 8, payload, 0, length);
  const checksum = foldSum(sum16(frame, at, at + 8 + length, lane.pseudoSum + 8 + length));
  put16(frame, at + 6, checksum === 0 ? 0xffff : checksum);
  finishFrame(wire, lane.load, at + 8 + length);
}

/** Writes a frame that is not IP: a prepared header and `length` bytes of payload. */
export function writeEthernet(wire: Wire, header: Uint8Array, load: Load, payload: Uint8Array, length = payload.length): void {
  copyPayload(wire.frame, 0, header, 0, header.length);
  copyPayload(wire.frame, header.length, payload, 0, length);
  finishFrame(wire, load, header.length + length);
}

/** An IEEE 802.3 frame with a length field and an LLC header, as spanning tree uses. */
export const llcFrame = (to: Uint8Array, from: Uint8Array, ...llc: Part[]): Uint8Array => {
  const body = pack(...llc);
  return pack(to, from, be16(body.length), body);
};
