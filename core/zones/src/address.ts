// IP addresses as numbers: parsing, scope, networks (RFC 4291, RFC 1918, RFC 4193, RFC 3927, RFC 5952).

export type Address = { family: 4 | 6; value: bigint };
export type Network = { family: 4 | 6; value: bigint; bits: number };
export type Scope = 'private' | 'public' | 'link_local' | 'multicast' | 'none';

const width = (family: 4 | 6): number => (family === 4 ? 32 : 128);
const IPV4_MAPPED = 0xffffn;

function parseV4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function readGroups(text: string): string[] | null {
  const groups = text === '' ? [] : text.split(':');
  const last = groups.at(-1);
  if (last === undefined || !last.includes('.')) return groups;
  const tail = parseV4(last);
  if (tail === null) return null;
  return [...groups.slice(0, -1), (tail >> 16n).toString(16), (tail & 0xffffn).toString(16)];
}

function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = readGroups(halves[0] ?? '');
  const tail = halves.length === 2 ? readGroups(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let value = 0n;
  for (const group of [...head, ...Array<string>(missing).fill('0'), ...tail]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}

/** Reads an IPv4 or IPv6 address; a scope id (`%eth0`) is dropped, an IPv4-mapped address becomes IPv4. Null when it is neither. */
export function parseAddress(text: string): Address | null {
  const v4 = parseV4(text);
  if (v4 !== null) return { family: 4, value: v4 };
  if (!text.includes(':')) return null;
  const value = parseV6(text.split('%')[0] ?? '');
  if (value === null) return null;
  return value >> 32n === IPV4_MAPPED ? { family: 4, value: value & 0xffffffffn } : { family: 6, value };
}

function scopeOfV4(value: bigint): Scope {
  const first = Number(value >> 24n);
  if (first === 0 || first === 127 || value === 0xffffffffn) return 'none';
  if (first >= 240) return 'none';
  if (first >= 224) return 'multicast';
  if (value >> 16n === 0xa9fen) return 'link_local';
  const isPrivate = first === 10 || value >> 20n === 0xac1n || value >> 16n === 0xc0a8n || value >> 22n === 0x191n;
  return isPrivate ? 'private' : 'public';
}

/** Where an address is valid. 100.64.0.0/10 (RFC 6598) and fec0::/10 count as private; loopback, unspecified and reserved as none. */
export function scopeOf(address: Address): Scope {
  if (address.family === 4) return scopeOfV4(address.value);
  const top = Number(address.value >> 112n);
  if (top >> 8 === 0xff) return 'multicast';
  if ((top & 0xffc0) === 0xfe80) return 'link_local';
  if (top >> 9 === 0x7e || (top & 0xffc0) === 0xfec0) return 'private';
  return top >> 13 === 1 ? 'public' : 'none';
}

/** The network of `bits` an address lies in. */
export function networkOf(address: Address, bits: number): Network {
  const shift = BigInt(width(address.family) - bits);
  return { family: address.family, value: (address.value >> shift) << shift, bits };
}

/** True when the address lies in the network. */
export function networkHas(network: Network, address: Address): boolean {
  return network.family === address.family && networkOf(address, network.bits).value === network.value;
}

/** Reads `10.20.1.0/24`; host bits are cleared. Null when it is no network. */
export function parseNetwork(text: string): Network | null {
  const [head, tail, rest] = text.split('/');
  const address = parseAddress(head ?? '');
  if (address === null || tail === undefined || rest !== undefined || !/^\d{1,3}$/.test(tail)) return null;
  const bits = Number(tail);
  return bits <= width(address.family) ? networkOf(address, bits) : null;
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (groups[end] === '0') end++;
    if (end - i > best.length) best = { start: i, length: end - i };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

/** The address as text, IPv6 as RFC 5952 writes it. */
export function formatAddress(address: Address): string {
  if (address.family === 6) return formatV6(address.value);
  return [24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 0xffn).join('.');
}

/** The network as CIDR text. */
export function formatNetwork(network: Network): string {
  return `${formatAddress(network)}/${network.bits}`;
}

/** Orders addresses: IPv4 before IPv6, then by value. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family - b.family;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
