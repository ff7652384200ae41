// XLSX, after its zip was measured: what it unpacks to is known before anything is unpacked for good (APPNOTE.TXT 4.3.12; ECMA-376).
import { crc32, inflateRawSync } from 'node:zlib';
import readSheets from 'read-excel-file/node';
import type { Field } from './fields.data.ts';
import { FileFault, type Grid, limits } from './reading.ts';
import { guessFields } from './rules.ts';

const localSignature = 0x0403_4b50;
const centralSignature = 0x0201_4b50;
const endSignature = 0x0605_4b50;
const mostParts = 2000;

/** Rows of the sheet whose header names most fields; the first one with rows when none does. */
export async function readXlsx(bytes: Uint8Array, fields: readonly Field[]): Promise<Grid> {
  // INVARIANT: only what was measured is read. The reader walks from part to part and never asks the directory, so a part hidden from it would get past.
  const sheets = await openSheets(storedZip(measureZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))));
  const filled = sheets.filter((it) => it.data.length > 0);
  const scores = filled.map((it) => scoreOf(it.data, fields));
  const best = filled[scores.indexOf(Math.max(...scores))];
  if (best === undefined) throw new FileFault('no_rows');
  const rows = best.data.slice(0, limits.rows + 50).map((row, at) => {
    if (row.length > limits.columns && row.slice(limits.columns).some((it) => it !== null))
      throw new FileFault('too_many_columns', { most: limits.columns, row: at + 1 });
    return row.slice(0, limits.columns).map(textOf);
  });
  return { rows, numbers: rows.map((_, at) => at + 1), notes: { sheet: best.sheet } };
}

type Sheets = { sheet: string; data: readonly (readonly unknown[])[] }[];

async function openSheets(zip: Buffer): Promise<Sheets> {
  try {
    return (await readSheets(zip)) as Sheets;
  } catch (thrown) {
    throw new FileFault('xlsx_broken', { what: thrown instanceof Error ? thrown.message.slice(0, 120) : '' });
  }
}

function scoreOf(data: readonly (readonly unknown[])[], fields: readonly Field[]): number {
  const scores = data
    .slice(0, 20)
    .map((row) => guessFields(row.slice(0, limits.columns).map(textOf), fields).filter((it) => it !== null).length);
  return Math.max(0, ...scores);
}

/** A date is its day; a number as it is, never with an exponent where it is whole. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(0) : String(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return typeof value === 'string' ? value : '';
}

export type Part = { name: Buffer; content: Buffer };

/**
 * The parts of a zip as its directory names them, each unpacked with the size it claims as the limit. Refuses a zip that unpacks to too much or
 * says less than it holds. Throws FileFault.
 */
export function measureZip(bytes: Buffer): Part[] {
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts || count === 0xffff) throw new FileFault('xlsx_bomb');
  let total = 0;
  const parts: Part[] = [];
  for (let part = 0; part < count; part += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature)
      throw new FileFault('xlsx_broken', { what: 'zip directory' });
    const it = entryAt(bytes, at);
    total += it.unpacked;
    if (total > limits.unpacked_bytes) throw new FileFault('xlsx_bomb');
    if ((it.flags & 1) === 1) throw new FileFault('old_or_locked_excel');
    parts.push({ name: it.name, content: unpackPart(bytes, it) });
    at += it.length;
  }
  return parts;
}

/** A zip of these parts as they are, none packed (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
function storedZip(parts: readonly Part[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content } of parts) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(fourBytes(localSignature), about, name, content);
    directory.push(fourBytes(centralSignature), Buffer.from([20, 0]), about, place, name);
    offset += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(
    directory.reduce((sum, it) => sum + it.length, 0),
    8,
  );
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, fourBytes(endSignature), end]);
}

function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

type Entry = { name: Buffer; flags: number; method: number; packed: number; unpacked: number; offset: number; length: number };

function entryAt(bytes: Buffer, at: number): Entry {
  const names = bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  return {
    name: bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)),
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
    length: 46 + names,
  };
}

function unpackPart(bytes: Buffer, { method, packed, unpacked, offset }: Entry): Buffer {
  if ((method !== 0 && method !== 8) || offset + 30 > bytes.length) throw new FileFault('xlsx_broken', { what: 'zip method' });
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (method === 0) {
    if (packed !== unpacked || start + packed > bytes.length) throw new FileFault('xlsx_broken', { what: 'zip sizes' });
    return bytes.subarray(start, start + packed);
  }
  try {
    const whole = inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: Math.max(1, unpacked) });
    if (whole.length !== unpacked) throw new FileFault('xlsx_bomb');
    return whole;
  } catch {
    throw new FileFault('xlsx_bomb');
  }
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1)
    if (bytes.readUInt32LE(at) === endSignature) return at;
  throw new FileFault('xlsx_broken', { what: 'no zip directory' });
}
