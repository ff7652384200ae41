// Addresses as text: MAC `aa:bb:cc:dd:ee:ff`, IPv4 dotted, IPv6 per RFC 5952; and which of them name no single device.
import { IPV4, IPV6, MAC, type AddressTable } from './tables/address-table.ts';

/** Text of an address by its number; '' for number 0. */
export function formatAddress(table: AddressTable, id: number): string {
  if (id === 0) return '';
  const kind = table.kindOf(id);
  if (kind === IPV4) return formatIpv4(table.word(id, 0));
  if (kind === MAC) return formatMac(table.word(id, 0), table.word(id, 1));
  return formatIpv6([table.word(id, 0), table.word(id, 1), table.word(id, 2), table.word(id, 3)]);
}

export function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

/** @param high the first two bytes @param low the other four */
export function formatMac(high: number, low: number): string {
  const hex = (high & 0xffff).toString(16).padStart(4, '0') + (low >>> 0).toString(16).padStart(8, '0');
  return hex.match(/../g)!.join(':');
}

/** RFC 5952: the longest run of at least two zero groups becomes `::`, the first of equals. */
function formatIpv6(words: readonly number[]): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  let best = { from: -1, length: 1 };
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (from + length < 8 && groups[from + length] === 0) length++;
    if (length > best.length) best = { from, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.from < 0) return hex.join(':');
  return `${hex.slice(0, best.from).join(':')}::${hex.slice(best.from + best.length).join(':')}`;
}

/** The number of an address given as text, made if new; 0 when the text is no address. */
export function internText(table: AddressTable, text: string): number {
  const words = parseAddress(text);
  if (words === null) return 0;
  if (words.length === 1) return table.ipv4(words[0]);
  return words.length === 2 ? table.mac(...words) : table.ipv6(...words);
}

type Words = [number] | [number, number] | [number, number, number, number];

/** An address given as text, in words: one of IPv4, two of a MAC (its first two bytes, the other four), four of IPv6; null when it is none. */
export function parseAddress(text: string): Words | null {
  if (/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(text)) {
    const hex = text.replace(/[:-]/g, '');
    return [Number.parseInt(hex.slice(0, 4), 16), Number.parseInt(hex.slice(4), 16) | 0];
  }
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (parts !== undefined) return parts.every((part) => part < 256) ? [parts.reduce((word, part) => (word << 8) | part, 0)] : null;
  return parseIpv6(text);
}

function parseIpv6(text: string): [number, number, number, number] | null {
  if (!/^[0-9a-f:]{2,39}$/i.test(text) || !text.includes(':')) return null;
  const [head = '', tail, extra] = text.split('::');
  if (extra !== undefined) return null;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const hex = [...front, ...Array.from({ length: missing }, () => '0'), ...back];
  if (hex.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  const g = hex.map((group) => Number.parseInt(group, 16));
  const word = (index: number): number => (g[index]! << 16) | g[index + 1]!;
  return [word(0), word(2), word(4), word(6)];
}

/** Whether the address names one device: not broadcast, multicast, unspecified or loopback. */
export function isDevice(table: AddressTable, id: number): boolean {
  if (id === 0) return false;
  const first = table.word(id, 0);
  const kind = table.kindOf(id);
  if (kind === MAC) return (first & 0x100) === 0 && (first !== 0 || table.word(id, 1) !== 0);
  if (kind === IPV6) return first >>> 24 !== 0xff && !isLowIpv6(table, id);
  const top = first >>> 24;
  return top !== 0 && top !== 127 && top < 224;
}

/** `::` and `::1`. */
function isLowIpv6(table: AddressTable, id: number): boolean {
  return table.word(id, 0) === 0 && table.word(id, 1) === 0 && table.word(id, 2) === 0 && table.word(id, 3) >>> 1 === 0;
}

/** RFC 1918, RFC 3927, RFC 6598, RFC 4193 and link-local: addresses inside somebody's own network. */
export function isPrivate(table: AddressTable, id: number): boolean {
  const first = table.word(id, 0);
  const kind = table.kindOf(id);
  if (kind === MAC) return true;
  if (kind === IPV6) return first >>> 25 === 0x7e || first >>> 22 === 0x3fa;
  const top = first >>> 24;
  const second = (first >>> 16) & 255;
  if (top === 10 || (top === 172 && second >= 16 && second < 32) || (top === 192 && second === 168)) return true;
  return (top === 169 && second === 254) || (top === 100 && second >= 64 && second < 128);
}
