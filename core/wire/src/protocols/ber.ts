// BER elements (ITU-T X.690) through the byte reader: tag, definite length, integers, object identifiers.
import type { ByteReader } from '../byte-reader.ts';

export const INTEGER = 0x02,
  OCTET_STRING = 0x04,
  OBJECT_IDENTIFIER = 0x06,
  SEQUENCE = 0x30;

/** Reads a definite length (clause 8.1.3); marks the unit invalid when it is indefinite, wider than four bytes, or beyond the unit. */
export function readLength(reader: ByteReader, field: string): number {
  const first = reader.u8(field);
  if (first < 0x80) return checked(reader, first, field);
  const count = first & 0x7f;
  if (count === 0 || count > 4) {
    reader.invalid(field);
    return 0;
  }
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + reader.u8(field);
  return checked(reader, length, field);
}

function checked(reader: ByteReader, length: number, field: string): number {
  if (length <= reader.left) return length;
  reader.skip(reader.left + 1, field);
  return 0;
}

/** Reads the header of an element that must have `tag` and returns its length; marks the unit invalid otherwise. */
export function expectElement(reader: ByteReader, tag: number, field: string): number {
  if (reader.u8(field) !== tag) reader.invalid(field);
  return readLength(reader, field);
}

/** Reads an INTEGER of at most 32 bits; longer ones are cut to their last 32 bits. */
export function readInteger(reader: ByteReader, field: string): number {
  const length = expectElement(reader, INTEGER, field);
  let value = 0;
  for (let index = 0; index < length && reader.fault === null; index++) value = (value << 8) | reader.u8(field);
  return value >>> 0;
}

/** Reads `length` content bytes of an object identifier as dotted text (clause 8.19); at most 32 arcs. */
export function readOid(reader: ByteReader, length: number, field: string): string {
  const end = reader.position + length;
  const arcs: number[] = [];
  let arc = 0;
  while (reader.position < end && arcs.length < 32 && reader.fault === null) {
    const byte = reader.u8(field);
    arc = (arc * 128 + (byte & 0x7f)) % 0x100000000;
    if (byte & 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  reader.position = Math.min(end, reader.end);
  return arcs.join('.');
}
