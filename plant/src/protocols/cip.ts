// CIP messages (CIP Vol. 1, ch. 2 to 5 and appendix C; Logix tag services as in Rockwell publication 1756-PM020).
import { le16, le32, pack } from '../pack.ts';
import type { Part } from '../pack.ts';

/** A path of class and instance, and perhaps attribute, in 8-bit logical segments (appendix C-1.4.2). */
export const classPath = (classId: number, instance: number, attribute?: number): Part =>
  attribute === undefined ? [0x20, classId, 0x24, instance] : [0x20, classId, 0x24, instance, 0x30, attribute];

/** A tag's name as an extended symbol segment (C-1.4.5). */
export const tagPath = (name: string): Part => [0x91, name.length, name, name.length % 2 === 1 ? 0 : []];

/** A request: service, path length in words, path, data. */
export function cipRequest(service: number, path: Part, ...data: Part[]): Uint8Array<ArrayBuffer> {
  const bytes = pack(path);
  return pack(service, bytes.length / 2, bytes, ...data);
}

/** The answer to a service: general status 0 is success. */
export const cipResponse = (service: number, status: number, ...data: Part[]) => pack(service | 0x80, 0, status, 0, ...data);

export const identityPath = classPath(1, 1);
const connectionManager = classPath(6, 1);

/** A Large-free Forward Open of a class 3 connection to the message router of slot 0 (3-5.5.2). */
export const forwardOpen = (target: number, originator: number, serial: number, slot: number | null): Uint8Array<ArrayBuffer> => {
  const path = pack(slot === null ? [] : [1, slot], classPath(2, 1));
  return cipRequest(
    0x54,
    connectionManager,
    0x0a,
    0x0e,
    openIds(target, originator, serial),
    [le32(2_000_000), le16(0x43f8), le32(2_000_000), le16(0x43f8), 0xa3],
    path.length / 2,
    path,
  );
};

/** A Forward Open of a class 1 I/O connection between two assemblies, with run/idle header one way. */
export const forwardOpenIo = (
  target: number,
  originator: number,
  serial: number,
  outBytes: number,
  inBytes: number,
): Uint8Array<ArrayBuffer> => {
  const path = pack([0x20, 4, 0x24, 1, 0x2c, 0x66, 0x2c, 0x64]);
  const sizes = [le32(10_000), le16(0x4800 | (outBytes + 6)), le32(10_000), le16(0x4800 | (inBytes + 2)), 0x01];
  return cipRequest(0x54, connectionManager, 0x0a, 0x0e, openIds(target, originator, serial), sizes, path.length / 2, path);
};

const openIds = (target: number, originator: number, serial: number): Part => [
  le32(target),
  le32(originator),
  le16(serial),
  le16(1),
  le32(0x00a1b2c3),
  1,
  0,
  0,
  0,
];

export const forwardOpenAnswer = (target: number, originator: number, serial: number, intervalUs = 2_000_000) =>
  cipResponse(0x54, 0, le32(target), le32(originator), le16(serial), le16(1), le32(0x00a1b2c3), le32(intervalUs), le32(intervalUs), 0, 0);

/** Unconnected Send (3-5.5.4): a message through the backplane to a slot. */
export const unconnectedSend = (message: Uint8Array, slot: number) =>
  cipRequest(0x52, connectionManager, 0x0a, 0x0e, le16(message.length), message, message.length % 2 === 1 ? 0 : [], 1, 0, 1, slot);

/** Multiple Service Packet (5A-6): several messages to the message router. */
export const multipleService = (messages: readonly Uint8Array[]) => cipRequest(0x0a, classPath(2, 1), bundle(messages));
export const multipleServiceAnswer = (messages: readonly Uint8Array[]) => cipResponse(0x0a, 0, bundle(messages));

function bundle(messages: readonly Uint8Array[]): Part {
  let offset = 2 + messages.length * 2;
  const offsets = messages.map((message) => {
    const at = offset;
    offset += message.length;
    return le16(at);
  });
  return [le16(messages.length), offsets.flat(), ...messages];
}

/** Read Tag (0x4c) and its answer of one DINT. */
export const readTag = (name: string) => cipRequest(0x4c, tagPath(name), le16(1));
export const readTagAnswer = (value: number) => cipResponse(0x4c, 0, le16(0xc4), le32(value));
/** Write Tag (0x4d) of one DINT and its answer. */
export const writeTag = (name: string, value: number) => cipRequest(0x4d, tagPath(name), le16(0xc4), le16(1), le32(value));
export const writeTagAnswer = () => cipResponse(0x4d, 0);
