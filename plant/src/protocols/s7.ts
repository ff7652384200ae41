// S7comm over COTP and TPKT (RFC 1006, ISO 8073 class 0; S7comm has no public standard: as captures of S7-300/400 show it).
import { be16, fixed, pack } from '../pack.ts';
import type { Part } from '../pack.ts';

/** TPKT (RFC 1006, 6) around one COTP TPDU. */
export function tpkt(...tpdu: Part[]): Uint8Array<ArrayBuffer> {
  const body = pack(...tpdu);
  return pack(3, 0, be16(body.length + 4), body);
}

/** COTP connection request and confirm (ISO 8073, 13.3 and 13.4); the called TSAP names rack 0 and the slot. */
export const cotpRequest = (slot: number) => tpkt(17, 0xe0, be16(0), be16(1), 0, [0xc0, 1, 0x0a], [0xc1, 2, 1, 0], [0xc2, 2, 1, slot]);
export const cotpConfirm = (slot: number) => tpkt(17, 0xd0, be16(1), be16(2), 0, [0xc0, 1, 0x0a], [0xc1, 2, 1, 0], [0xc2, 2, 1, slot]);

const cotpData = [2, 0xf0, 0x80];

/** Where the PDU reference stands in a unit made here. */
export const referenceAt = 11;

/** A job: ROSCTR 1. */
export function s7Job(reference: number, parameter: Part, data: Part = []): Uint8Array<ArrayBuffer> {
  const [head, body] = [pack(parameter), pack(data)];
  return tpkt(cotpData, 0x32, 1, 0, 0, be16(reference), be16(head.length), be16(body.length), head, body);
}

/** The answer to a job: ROSCTR 3 with error class and code. */
export function s7Answer(reference: number, parameter: Part, data: Part = [], error = 0): Uint8Array<ArrayBuffer> {
  const [head, body] = [pack(parameter), pack(data)];
  return tpkt(cotpData, 0x32, 3, 0, 0, be16(reference), be16(head.length), be16(body.length), be16(error), head, body);
}

/** User data: ROSCTR 7. `kind` 4 request, 8 response. */
export function s7UserData(
  reference: number,
  kind: 4 | 8,
  group: number,
  subfunction: number,
  sequence: number,
  data: Part,
): Uint8Array<ArrayBuffer> {
  const body = pack(data);
  const parameter =
    kind === 4
      ? [0, 1, 0x12, 4, 0x11, 0x40 | group, subfunction, sequence]
      : [0, 1, 0x12, 8, 0x12, 0x80 | group, subfunction, sequence, 0, 0, 0, 0];
  return tpkt(cotpData, 0x32, 7, 0, 0, be16(reference), be16(parameter.length), be16(body.length), parameter, body);
}

export const setupParameter = [0xf0, 0, ...be16(1), ...be16(1), ...be16(480)];

const dataBlockItem = (block: number, byteOffset: number, bytes: number): Part => [
  0x12,
  10,
  0x10,
  2,
  be16(bytes),
  be16(block),
  0x84,
  (byteOffset >> 13) & 0xff,
  (byteOffset >> 5) & 0xff,
  (byteOffset << 3) & 0xff,
];

/** Function 4: read bytes of data blocks. */
export const readJob = (items: readonly (readonly [number, number, number])[]) =>
  s7Job(0, [4, items.length, items.map((item) => dataBlockItem(...item))]);

/** Its answer with zeros; items are filled to even lengths except the last. */
export function readAnswer(lengths: readonly number[]): Uint8Array<ArrayBuffer> {
  const items = lengths.map((bytes, index) => {
    const filled = index < lengths.length - 1 ? bytes + (bytes & 1) : bytes;
    return [0xff, 4, be16(bytes * 8), new Uint8Array(filled)] as Part;
  });
  return s7Answer(0, [4, lengths.length], items);
}

/** Function 5: write bytes of a data block. */
export const writeJob = (block: number, byteOffset: number, values: readonly number[]) =>
  s7Job(0, [5, 1, dataBlockItem(block, byteOffset, values.length)], [0, 4, be16(values.length * 8), values]);
export const writeAnswer = () => s7Answer(0, [5, 1], 0xff);

/** Function 0x29: stop the controller. */
export const stopParameter = [0x29, 0, 0, 0, 0, 0, 9, 'P_PROGRAM'];
/** Function 0x28: start the controller (program invocation service). */
export const startParameter = [0x28, 0, 0, 0, 0, 0, 0, 0xfd, ...be16(0), 9, 'P_PROGRAM'];

/** Functions 0x1a, 0x1b, 0x1c for one block, such as `0800001P` (OB1). */
export const requestDownloadParameter = (block: string, bytes: number): Part => [
  0x1a,
  0,
  be16(0x0100),
  be16(0),
  be16(0),
  9,
  `_${block}`,
  13,
  '1',
  String(bytes + 36).padStart(6, '0'),
  String(bytes).padStart(6, '0'),
];
export const downloadBlockParameter = (block: string): Part => [0x1b, 0, be16(0x0100), be16(0), be16(0), 9, `_${block}`];
export const downloadEndedParameter = (block: string): Part => [0x1c, 0, be16(0), be16(0), be16(0), 9, `_${block}`];
export const downloadBlockData = (bytes: readonly number[] | Uint8Array): Part => [be16(bytes.length), be16(0x00fb), bytes];

/** User data 4/1: read a system status list. */
export const szlRequest = (reference: number, id: number, index = 0) =>
  s7UserData(reference, 4, 4, 1, 0, [0xff, 9, be16(4), be16(id), be16(index)]);
export const szlResponse = (reference: number, id: number, entryBytes: number, entries: readonly Part[]) =>
  s7UserData(reference, 8, 4, 1, 1, [
    0xff,
    9,
    be16(8 + entryBytes * entries.length),
    be16(id),
    be16(0),
    be16(entryBytes),
    be16(entries.length),
    ...entries,
  ]);

/** SZL 0x0011, module identification: module, hardware, firmware (V1.2.3). */
export function moduleEntries(orderNumber: string, firmware: string): Part[] {
  const [major, minor, patch] = firmware.replace('V', '').split('.').map(Number);
  const entry = (index: number, first: number, second: number): Part => [
    be16(index),
    fixed(orderNumber, 20, ' '),
    be16(0x00c0),
    be16(first),
    be16(second),
  ];
  return [entry(1, 6, 1), entry(6, 6, 1), entry(7, 0x5600 | (major ?? 0), ((minor ?? 0) << 8) | (patch ?? 0))];
}

/** SZL 0x001c, component identification. */
export const componentEntries = (texts: readonly (readonly [number, string])[]): Part[] =>
  texts.map(([index, text]) => [be16(index), fixed(text, 32)]);

export const setReference = (unit: Uint8Array, reference: number): void => {
  unit[referenceAt] = reference >>> 8;
  unit[referenceAt + 1] = reference;
};
