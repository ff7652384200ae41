// JSON that reads the same everywhere: what an entry's body may hold (RFC 8785, and RFC 7493 for numbers and text).

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

const MAX_DEPTH = 32;
/** Keys are field names, not data: printable ASCII, so that no two look alike. */
const keyPattern = /^[\x21-\x7e]{1,200}$/;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Names the first thing that is not plain, unambiguous JSON, null when all is. */
export function faultOfJson(value: unknown, path = 'entry', depth = 0): string | null {
  if (depth > MAX_DEPTH) return `${path} is nested too deeply`;
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') return faultOfText(value, path);
  if (typeof value === 'number') return faultOfNumber(value, path);
  if (typeof value !== 'object') return `${path} is not JSON`;
  return Array.isArray(value) ? faultOfArray(value, path, depth) : faultOfObject(value, path, depth);
}

function faultOfText(text: string, path: string): string | null {
  if (!text.isWellFormed()) return `${path} holds a lone surrogate`;
  return text.includes('\0') ? `${path} holds a null character` : null;
}

function faultOfNumber(number: number, path: string): string | null {
  if (!Number.isFinite(number) || Object.is(number, -0)) return `${path} is not a JSON number`;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? `${path} is too large for a number, write it as text` : null;
}

function faultOfArray(array: unknown[], path: string, depth: number): string | null {
  for (let i = 0; i < array.length; i++) {
    const fault = faultOfJson(array[i], `${path}[${i}]`, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function faultOfObject(object: object, path: string, depth: number): string | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return `${path} is not a plain object`;
  if (Object.getOwnPropertySymbols(object).length > 0) return `${path} has a symbol for a key`;
  for (const [key, value] of Object.entries(object)) {
    if (forbiddenKeys.has(key) || !keyPattern.test(key)) return `${path} has a forbidden key`;
    const fault = faultOfJson(value, `${path}.${key}`, depth + 1);
    if (fault) return fault;
  }
  return null;
}
