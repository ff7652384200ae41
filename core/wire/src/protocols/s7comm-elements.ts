// Which areas and blocks S7comm jobs name: items of reading and writing variables, blocks that are loaded or read out. As captures of
// S7-300/400 show it; Siemens publishes no specification.
import type { Reading } from '../dissector.ts';
import { elementOf, S7_ELEMENT } from '../element-words.ts';
import { recording } from './s7comm-repeated.ts';

const ITEM = 0x12,
  ANY_POINTER = 0x10,
  DATA_BLOCK_READ = 0xb0;
const DATA_BLOCK = 0x84,
  INSTANCE_BLOCK = 0x85;
/** Block types stand above areas: the digit of `0A` (DB) and the like, on this base. */
const BLOCK_BASE = 0x40;
const NO_NUMBER = -1;
const ITEM_BYTES = 12;

const areaNames: Readonly<Record<number, string>> = {
  0x1c: 'c',
  0x1d: 't',
  0x1e: 'c',
  0x1f: 't',
  0x80: 'p',
  0x81: 'i',
  0x82: 'q',
  0x83: 'm',
  0x84: 'db',
  0x85: 'di',
  0x86: 'local',
  0x87: 'local',
};
const blockTypes: Readonly<Record<number, string>> = { 8: 'OB', 10: 'DB', 11: 'SDB', 12: 'FC', 13: 'SFC', 14: 'FB', 15: 'SFB' };

/** The area of an element as the report says it: `db`, `m`, `block:OB`; an unknown one by its number. */
export function nameS7Area(area: number): string {
  const block = blockTypes[area - BLOCK_BASE];
  return block === undefined ? (areaNames[area] ?? `area:${area}`) : `block:${block}`;
}

/**
 * Notes the items of a job that reads or writes variables. What is cut or strange ends it: a fault is for who reads the whole unit.
 * @param at their count @param end of the parameters or of what was captured
 */
export function noteItems(bytes: Uint8Array, at: number, end: number, reading: Reading, operationClass: number): void {
  const items = at < end ? bytes[at]! : 0;
  let start = at + 1;
  for (let item = 0; item < items; item++) {
    if (start + 3 > end || bytes[start] !== ITEM) return recording.refuse();
    const next = start + 2 + bytes[start + 1]!;
    if (next > end) return recording.refuse();
    const syntax = bytes[start + 2];
    if (syntax === ANY_POINTER && next === start + ITEM_BYTES) notePointer(bytes, start, reading, operationClass);
    else if (syntax === DATA_BLOCK_READ) noteDataBlocks(bytes, start + 4, next, reading, operationClass);
    else recording.refuse();
    // Items are filled to even lengths.
    start = next + ((next - start) & 1);
  }
}

/** Specification, length, syntax, transport size, count (2), block (2), area, bit address (3). */
function notePointer(bytes: Uint8Array, start: number, reading: Reading, operationClass: number): void {
  const area = bytes[start + 8]!;
  const number = (bytes[start + 6]! << 8) | bytes[start + 7]!;
  if (recording.isOn) {
    recording.matters(start, 4);
    recording.matters(start + 5, 4);
  }
  note(reading, operationClass, area, area === DATA_BLOCK || area === INSTANCE_BLOCK ? number : NO_NUMBER);
}

/** Of S7-400: for each area its bytes, block (2) and offset (2). */
function noteDataBlocks(bytes: Uint8Array, start: number, end: number, reading: Reading, operationClass: number): void {
  recording.refuse();
  for (let at = start; at + 5 <= end; at += 5) note(reading, operationClass, DATA_BLOCK, (bytes[at + 1]! << 8) | bytes[at + 2]!);
}

/** Functions 0x1a to 0x1d: seven bytes, then the block's name with its length: `_0800001P` is OB 1. Notes it where it stands there. */
export function noteBlock(bytes: Uint8Array, at: number, end: number, reading: Reading, operationClass: number): void {
  const name = at + 7;
  if (name + 9 > end || bytes[name]! < 8) return;
  const parts = /^_0([0-9A-F])(\d{5})/.exec(String.fromCharCode(...bytes.subarray(name + 1, name + 9)));
  if (parts !== null) note(reading, operationClass, BLOCK_BASE + Number.parseInt(parts[1]!, 16), Number(parts[2]));
}

function note(reading: Reading, operationClass: number, area: number, number: number): void {
  const element = elementOf(S7_ELEMENT, operationClass, area, 0);
  if (recording.isOn) recording.element(element, number);
  reading.element(element, number);
}
