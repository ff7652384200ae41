// Modbus/TCP units (Modbus Application Protocol V1.1b3; Messaging on TCP/IP Implementation Guide V1.0b).
import { be16, pack, put16 } from '../pack.ts';
import type { Part } from '../pack.ts';

/** One MBAP header and PDU (Messaging Guide, 3.1.3). */
export function modbusUnit(transaction: number, unit: number, ...pdu: Part[]): Uint8Array<ArrayBuffer> {
  const body = pack(...pdu);
  return pack(be16(transaction), 0, 0, be16(body.length + 1), unit, body);
}

/** Functions 1 to 4: read `count` coils or registers from `address`. */
export const readRequest = (unit: number, code: number, address: number, count: number) =>
  modbusUnit(0, unit, code, be16(address), be16(count));

/** The answer to functions 1 to 4 with zeros as values. */
export function readResponse(unit: number, code: number, count: number): Uint8Array<ArrayBuffer> {
  const bytes = code <= 2 ? (count + 7) >> 3 : count * 2;
  return modbusUnit(0, unit, code, bytes, new Uint8Array(bytes));
}

/** Functions 5 and 6: one coil or register; the answer is the same bytes. */
export const writeSingle = (unit: number, code: 5 | 6, address: number, value: number) =>
  modbusUnit(0, unit, code, be16(address), be16(value));

/** Function 16: registers from `address` (6.12). */
export const writeMultiple = (unit: number, address: number, values: readonly number[]) =>
  modbusUnit(0, unit, 16, be16(address), be16(values.length), values.length * 2, values.map(be16));
export const writeMultipleResponse = (unit: number, address: number, count: number) => modbusUnit(0, unit, 16, be16(address), be16(count));

/** An exception answer (7): function with the high bit, and the reason. */
export const exceptionResponse = (unit: number, code: number, reason: number) => modbusUnit(0, unit, code | 0x80, reason);

/** Function 43/14, regular device identification (6.21): vendor, product code, revision and model name. */
export const identifyRequest = (unit: number) => modbusUnit(0, unit, 0x2b, 0x0e, 0x02, 0x00);
export function identifyResponse(unit: number, facts: { vendor: string; productCode: string; revision: string; model: string }) {
  const object = (id: number, text: string): Part => [id, text.length, text];
  const objects = [object(0, facts.vendor), object(1, facts.productCode), object(2, facts.revision), object(5, facts.model)];
  return modbusUnit(0, unit, 0x2b, 0x0e, 0x02, 0x82, 0x00, 0x00, objects.length, objects);
}

export const setTransaction = (unit: Uint8Array, transaction: number): void => put16(unit, 0, transaction);
