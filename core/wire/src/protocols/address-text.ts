// Addresses as text, read through the byte reader: MAC, IPv4, IPv6.
import type { ByteReader } from '../byte-reader.ts';

/** Six bytes as `aa:bb:cc:dd:ee:ff`. */
export function readMac(reader: ByteReader, field: string): string {
  let text = '';
  for (let index = 0; index < 6; index++) text += (index === 0 ? '' : ':') + reader.u8(field).toString(16).padStart(2, '0');
  return text;
}

/** Four bytes as dotted decimal. */
export function readIpv4(reader: ByteReader, field: string): string {
  return `${reader.u8(field)}.${reader.u8(field)}.${reader.u8(field)}.${reader.u8(field)}`;
}

/** Sixteen bytes in the form of RFC 5952: lower case, the longest run of zero groups as `::`. */
export function readIpv6(reader: ByteReader, field: string): string {
  const groups: number[] = [];
  for (let index = 0; index < 8; index++) groups.push(reader.u16be(field));
  let best = -1;
  let length = 1;
  for (let from = 0; from < 8; from++) {
    let to = from;
    while (to < 8 && groups[to] === 0) to++;
    if (to - from > length) [best, length] = [from, to - from];
  }
  const hex = (part: number[]) => part.map((group) => group.toString(16)).join(':');
  return best < 0 ? hex(groups) : `${hex(groups.slice(0, best))}::${hex(groups.slice(best + length))}`;
}
