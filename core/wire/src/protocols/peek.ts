// Bounds-checked looks at raw bytes for `recognises` and `unitLength`, which run before a unit is known: no object, no string.

/** The byte at `at`, or -1 past `end`. */
export function peekU8(bytes: Uint8Array, at: number, end: number): number {
  return at < end ? bytes[at]! : -1;
}

/** Big-endian 16 bits at `at`, or -1 past `end`. */
export function peekU16be(bytes: Uint8Array, at: number, end: number): number {
  return at + 2 <= end ? (bytes[at]! << 8) | bytes[at + 1]! : -1;
}

/** Little-endian 16 bits at `at`, or -1 past `end`. */
export function peekU16le(bytes: Uint8Array, at: number, end: number): number {
  return at + 2 <= end ? bytes[at]! | (bytes[at + 1]! << 8) : -1;
}

/** Big-endian 32 bits at `at`, or -1 past `end`. */
export function peekU32be(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** Little-endian 32 bits at `at`, or -1 past `end`. */
export function peekU32le(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end) return -1;
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** Whether the bytes at `at` are the ASCII `text`. */
export function startsWithText(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  if (at + text.length > end) return false;
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Whether the bytes at `at` begin with one of `texts`. */
export function startsWithAny(bytes: Uint8Array, at: number, end: number, texts: readonly string[]): boolean {
  for (const text of texts) if (startsWithText(bytes, at, end, text)) return true;
  return false;
}

/** Length of a whole BER element (tag, length, content) at `at`: 0 when more bytes are needed, -1 when it is no definite short form of at most 1 MiB (X.690, 8.1.3). */
export function berElementLength(bytes: Uint8Array, at: number, end: number): number {
  const first = peekU8(bytes, at + 1, end);
  if (first < 0) return 0;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4) return -1;
  if (at + 2 + count > end) return 0;
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + bytes[at + 2 + index]!;
  return length > 0x100000 ? -1 : 2 + count + length;
}
