// JSON that reads the same everywhere: what an entry's body may hold (RFC 8785, and RFC 7493 for numbers and text).
import canonicalize from 'canonicalize';

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

const MAX_DEPTH = 32;
/** Keys are field names, not data: printable ASCII, so that no two look alike. */
const keyPattern = /^[\x21-\x7e]{1,200}$/;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Names the first thing that is not plain, unambiguous JSON, null when all is. `depth`: how deep it lies in what it is a part of. */
export function faultOfJson(value: unknown, path = 'entry', depth = 0): string | null {
  const fault = faultOfValue(value, depth);
  return fault === null ? null : path + fault;
}

// What follows is the hot path of verifying a log: a fault's path is put together only once there is one.
function faultOfValue(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return ' is nested too deeply';
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return faultOfText(value);
  if (typeof value === 'number') return faultOfNumber(value);
  if (typeof value !== 'object') return ' is not JSON';
  return Array.isArray(value) ? faultOfArray(value, depth) : faultOfObject(value as Record<string, unknown>, depth);
}

function faultOfText(text: string): string | null {
  if (!text.isWellFormed()) return ' holds a lone surrogate';
  return text.includes('\0') ? ' holds a null character' : null;
}

function faultOfNumber(number: number): string | null {
  if (!Number.isFinite(number) || Object.is(number, -0)) return ' is not a JSON number';
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? ' is too large for a number, write it as text' : null;
}

function faultOfArray(array: unknown[], depth: number): string | null {
  for (let i = 0; i < array.length; i++) {
    const fault = faultOfValue(array[i], depth + 1);
    if (fault !== null) return `[${i}]${fault}`;
  }
  return null;
}

function faultOfObject(object: Record<string, unknown>, depth: number): string | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return ' is not a plain object';
  if (Object.getOwnPropertySymbols(object).length > 0) return ' has a symbol for a key';
  for (const key of Object.keys(object)) {
    if (forbiddenKeys.has(key) || !keyPattern.test(key)) return ' has a forbidden key';
    const fault = faultOfValue(object[key], depth + 1);
    if (fault !== null) return `.${key}${fault}`;
  }
  return null;
}

/** The one canonical form (RFC 8785) of a value without fault. Where keys stand in order, that is the runtime's own serialisation. */
export function canonicalText(value: JsonValue): string {
  return (isInOrder(value) ? JSON.stringify(value) : canonicalize(value)) ?? '';
}

/**
 * Whether `text` is the one canonical form (RFC 8785) of the value it was parsed into. Where keys stand in order, and nothing is an integer
 * to JavaScript, the runtime's own serialisation is that form; else it is made.
 */
export function isCanonical(text: string, value: JsonValue): boolean {
  return (isInOrder(value) && JSON.stringify(value) === text) || canonicalize(value) === text;
}

function isInOrder(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before || !isInOrder(value[key]!)) return false;
    before = key;
  }
  return true;
}
