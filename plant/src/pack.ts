// Puts bytes together: numbers are single bytes, strings are Latin-1 text.

export type Part = number | string | Uint8Array | readonly Part[];

/** Joins parts into one array of bytes. */
export function pack(...parts: Part[]): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  for (const part of parts) append(out, part);
  return Uint8Array.from(out);
}

function append(out: number[], part: Part): void {
  if (typeof part === 'number') out.push(part & 0xff);
  else if (typeof part === 'string') for (let at = 0; at < part.length; at++) out.push(part.charCodeAt(at) & 0xff);
  else for (const inner of part) append(out, inner);
}

/** Big-endian 16 bits. */
export const be16 = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
/** Big-endian 32 bits. */
export const be32 = (value: number): number[] => [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
/** Little-endian 16 bits. */
export const le16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
/** Little-endian 32 bits. */
export const le32 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
/** Little-endian 64 bits of a non-negative safe integer. */
export const le64 = (value: number): number[] => [...le32(value % 0x1_0000_0000), ...le32(Math.floor(value / 0x1_0000_0000))];
/** Zero bytes. */
export const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
/** Text cut or filled to a fixed length. */
export const fixed = (text: string, length: number, fill = '\0'): string => text.slice(0, length).padEnd(length, fill);
/** UTF-16 little-endian, as Windows protocols write names. */
export const wide = (text: string): number[] => [...text].flatMap((letter) => le16(letter.charCodeAt(0)));

/** One ASN.1 BER value with a definite length (X.690, 8.1.3). */
export function ber(tag: number, ...parts: Part[]): Uint8Array<ArrayBuffer> {
  const body = pack(...parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, ...be16(size)];
  return pack(tag, length, body);
}

/** A non-negative ASN.1 INTEGER. */
export function berInteger(value: number): Uint8Array<ArrayBuffer> {
  const bytes = be32(value);
  while (bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 128) bytes.shift();
  if ((bytes[0] ?? 0) > 127) bytes.unshift(0);
  return ber(0x02, bytes);
}

export const put16 = (out: Uint8Array, at: number, value: number): void => {
  out[at] = value >>> 8;
  out[at + 1] = value;
};
export const put32 = (out: Uint8Array, at: number, value: number): void => {
  out[at] = value >>> 24;
  out[at + 1] = value >>> 16;
  out[at + 2] = value >>> 8;
  out[at + 3] = value;
};
export const putLe16 = (out: Uint8Array, at: number, value: number): void => {
  out[at] = value;
  out[at + 1] = value >>> 8;
};
export const putLe32 = (out: Uint8Array, at: number, value: number): void => {
  putLe16(out, at, value);
  putLe16(out, at + 2, value >>> 16);
};
