// CIP paths (CIP Vol 1, appendix C-1: segments of a padded EPATH): class, instance, attribute, symbol, slot.
import type { ByteReader } from '../byte-reader.ts';

/** What a path says; one instance is reused, so a reader allocates nothing. Numbers are -1 when the path does not say. */
export type CipPath = { cipClass: number; instance: number; attribute: number; symbolic: boolean; slot: number; hops: number };

/** A path that says nothing yet. */
export function emptyPath(): CipPath {
  return { cipClass: -1, instance: -1, attribute: -1, symbolic: false, slot: -1, hops: 0 };
}

/** The backplane is port 1 of every rack-based device; its link address is the slot. */
const BACKPLANE = 1;

/** Reads `words` 16-bit words of padded EPATH into `path`; the last class, instance and attribute named are the target. */
export function readPath(reader: ByteReader, words: number, path: CipPath): void {
  path.cipClass = path.instance = path.attribute = path.slot = -1;
  path.symbolic = false;
  path.hops = 0;
  const end = reader.position + words * 2;
  while (reader.position < end && !reader.fault) readSegment(reader, path);
  if (reader.position !== end) reader.invalid('path size');
}

function readSegment(reader: ByteReader, path: CipPath): void {
  const segment = reader.u8('path segment');
  const type = segment >> 5;
  if (type === 1) return readLogical(reader, segment, path);
  if (type === 0) return readPort(reader, segment, path);
  if (type === 2) return reader.skip(segment & 0x10 ? reader.u8('network segment length') * 2 : 1, 'network segment');
  if (type === 3) return readSymbol(reader, segment & 0x1f, 1, path);
  if (segment === 0x91) return readSymbol(reader, reader.u8('symbol length'), 2, path);
  if (type === 4) return reader.skip(reader.u8('data segment length') * 2, 'data segment');
  reader.invalid('path segment');
}

/** C-1.4.2: type in bits 2-4, format in bits 0-1 (8, 16, 32 bits; the longer two have a pad byte). */
function readLogical(reader: ByteReader, segment: number, path: CipPath): void {
  const type = (segment >> 2) & 7;
  const format = segment & 3;
  if (type === 5) return reader.skip(reader.u8('key format') === 4 ? 8 : 0, 'electronic key');
  if (format === 3) return reader.invalid('logical segment format');
  if (format > 0) reader.skip(1, 'pad');
  const value = format === 0 ? reader.u8('logical value') : format === 1 ? reader.u16le('logical value') : reader.u32le('logical value');
  if (type === 0) {
    path.cipClass = value;
    path.instance = path.attribute = -1;
  } else if (type === 1) path.instance = value;
  else if (type === 4) path.attribute = value;
}

/** C-1.4.1: port in bits 0-3 (15: a word follows), bit 4: the link address has a length byte of its own. */
function readPort(reader: ByteReader, segment: number, path: CipPath): void {
  const size = segment & 0x10 ? reader.u8('link address size') : 1;
  let port = segment & 0xf;
  if (port === 15) port = reader.u16le('port identifier');
  path.hops++;
  if (size === 1) {
    const link = reader.u8('link address');
    if (port === BACKPLANE) path.slot = link;
    return;
  }
  reader.skip(size + (size & 1), 'link address');
}

/** C-1.4.5: an ANSI symbol, padded to a whole word. */
function readSymbol(reader: ByteReader, length: number, header: number, path: CipPath): void {
  path.symbolic = true;
  reader.skip(length + ((header + length) & 1), 'symbol');
}
