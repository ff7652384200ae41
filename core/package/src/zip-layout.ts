// The one ZIP layout of a package: stored, sorted by name, no gap, no comment, one fixed time (APPNOTE.TXT 6.3.10). Same files, same bytes.
import { concatBytes, encodeUtf8 } from '@holdfast/core-ledger';

/** A file in the package. `crc32` unsigned. */
export type ZipFile = { name: string; size_bytes: number; crc32: number };
export type PlacedFile = ZipFile & { header_offset: number; data_offset: number };

export const END_BYTES = 22;
export const LOCATOR_BYTES = 20;
export const END64_BYTES = 56;
export const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const MAX_NAME_BYTES = 200;
export const U32 = 0xffff_ffff;
export const U16 = 0xffff;

// 4.4.6: 1 January 1980, midnight, the earliest there is.
const DOS_DATE = 0x0021;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** Relative, no part that begins with a dot, ASCII: the same on every file system, and nowhere else. */
export const isFileName = (name: string): boolean => name.length <= MAX_NAME_BYTES && namePattern.test(name);

/** By bytes; names are ASCII. */
export const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Field = readonly [bytes: 2 | 4 | 8, value: number];

function bytesOf(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((length, [width]) => length + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}

/** 4.5.3: only the values that do not fit, in their order. */
function extra64(values: readonly number[]): Uint8Array {
  if (values.length === 0) return new Uint8Array(0);
  return bytesOf([[2, 0x0001], [2, values.length * 8], ...values.map((value): Field => [8, value])]);
}

const isLarge = (value: number): boolean => value >= U32;
const fit = (value: number): number => (isLarge(value) ? U32 : value);

/** 4.3.7: the local header with its name. */
export function localHeader({ name, size_bytes, crc32 }: ZipFile): Uint8Array {
  const extra = extra64(isLarge(size_bytes) ? [size_bytes, size_bytes] : []);
  const text = encodeUtf8(name);
  const head = bytesOf([
    [4, 0x04034b50],
    [2, extra.length > 0 ? 45 : 20],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, DOS_DATE],
    [4, crc32],
    [4, fit(size_bytes)],
    [4, fit(size_bytes)],
    [2, text.length],
    [2, extra.length],
  ]);
  return concatBytes(head, text, extra);
}

/** 4.3.12: a file's entry in the central directory. */
export function directoryEntry({ name, size_bytes, crc32, header_offset }: PlacedFile): Uint8Array {
  const large = isLarge(size_bytes);
  const extra = extra64([...(large ? [size_bytes, size_bytes] : []), ...(isLarge(header_offset) ? [header_offset] : [])]);
  const text = encodeUtf8(name);
  const version = extra.length > 0 ? 45 : 20;
  const head = bytesOf([
    [4, 0x02014b50],
    [2, version],
    [2, version],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, DOS_DATE],
    [4, crc32],
    [4, fit(size_bytes)],
    [4, fit(size_bytes)],
    [2, text.length],
    [2, extra.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, fit(header_offset)],
  ]);
  return concatBytes(head, text, extra);
}

/** 4.3.14 to 4.3.16: the end of the central directory, with its 64-bit form only where a value asks for it. */
export function endOfDirectory(files: number, directory_bytes: number, directory_offset: number): Uint8Array {
  const needs64 = files >= U16 || isLarge(directory_bytes) || isLarge(directory_offset);
  const end = bytesOf([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(files, U16)],
    [2, Math.min(files, U16)],
    [4, fit(directory_bytes)],
    [4, fit(directory_offset)],
    [2, 0],
  ]);
  if (!needs64) return end;
  const end64 = bytesOf([
    [4, 0x06064b50],
    [8, END64_BYTES - 12],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, files],
    [8, files],
    [8, directory_bytes],
    [8, directory_offset],
  ]);
  const locator = bytesOf([
    [4, 0x07064b50],
    [4, 0],
    [8, directory_offset + directory_bytes],
    [4, 1],
  ]);
  return concatBytes(end64, locator, end);
}

/** Where each file lies, one after the other from the first byte. Throws TypeError on a name or an order no package has. */
export function placeFiles(files: readonly ZipFile[]): { placed: PlacedFile[]; directory_offset: number } {
  let offset = 0;
  let before = '';
  const placed = files.map((file) => {
    if (!isFileName(file.name) || file.name <= before)
      throw new TypeError(`name ${JSON.stringify(file.name)} after ${JSON.stringify(before)}`);
    before = file.name;
    const data_offset = offset + LOCAL_HEADER_BYTES + file.name.length + (isLarge(file.size_bytes) ? 20 : 0);
    const it = { ...file, header_offset: offset, data_offset };
    offset = data_offset + file.size_bytes;
    return it;
  });
  return { placed, directory_offset: offset };
}
