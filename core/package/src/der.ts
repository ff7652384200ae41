// DER (X.690) as far as certificates and time stamps need it: definite lengths, shortest form, bounded; whatever else is null.

/** An element: its tag byte, its content, and all of it as it stands. */
export type Der = { tag: number; content: Uint8Array; whole: Uint8Array };

export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The element that begins at `at`; null where none does. */
export function readDer(bytes: Uint8Array, at = 0): Der | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  // Tags of several bytes stand in none of these structures.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  let [length, begin] = [first, at + 2];
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) return null;
    length = 0;
    for (let n = 0; n < octets; n += 1) length = length * 256 + (bytes[begin + n] ?? 0);
    begin += octets;
    if (length < 0x80 || (octets > 1 && length < 256 ** (octets - 1))) return null;
  }
  if (begin + length > bytes.length) return null;
  return { tag, content: bytes.subarray(begin, begin + length), whole: bytes.subarray(at, begin + length) };
}

/** The elements an element consists of; null when they do not fill it. At most 1,000. */
export function childrenOf(it: Der | null | undefined): Der[] | null {
  if (it === null || it === undefined) return null;
  const found: Der[] = [];
  for (let at = 0; at < it.content.length;) {
    const child = readDer(it.content, at);
    if (child === null || found.length === 1000) return null;
    found.push(child);
    at += child.whole.length;
  }
  return found;
}

/** The only element in the bytes; null when something follows. */
export function readWhole(bytes: Uint8Array): Der | null {
  const it = readDer(bytes);
  return it !== null && it.whole.length === bytes.length ? it : null;
}

/** An object identifier with dots; null for anything else. */
export function oidOf(it: Der | undefined): string | null {
  if (it?.tag !== tags.oid || it.content.length === 0 || it.content.length > 32) return null;
  const arcs: number[] = [];
  let value = 0;
  for (const byte of it.content) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 128) return null;
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [first, ...rest] = arcs;
  if (first === undefined) return null;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}

/** UTCTime and GeneralizedTime in UTC (RFC 5280, 4.1.2.5; RFC 3161 allows fractions), in milliseconds; null for another form. */
export function timeOf(it: Der | undefined): number | null {
  if (it?.tag !== tags.utcTime && it?.tag !== tags.generalizedTime) return null;
  const text = String.fromCharCode(...it.content.subarray(0, 40));
  const years = it.tag === tags.utcTime ? '(\\d\\d)' : '(\\d{4})';
  const found = new RegExp(`^${years}(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\.\\d{1,9})?Z$`).exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const full = it.tag === tags.utcTime ? year + (year < 50 ? 2000 : 1900) : year;
  return Date.UTC(full, month - 1, day, hour, minute, second) + Math.floor(Number(`0${found[7] ?? '.0'}`) * 1000);
}
