// The names a plant's authority may vouch for: its limits as X.509 name constraints, and whether a name lies within them.
import 'reflect-metadata';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

/** DNS names (each with all names below it) and addresses (`10.0.0.0/8`). */
export type Limits = { dns: readonly string[]; ip: readonly string[] };

// RFC 1918, 3927, 6598; RFC 4193, 4291: what never leads out of a plant. Loopback too, so that the server can be reached on its own machine.
const innerAddresses = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', '127.0.0.0/8'];
const innerAddresses6 = ['fc00::/7', 'fe80::/10', '::1/128'];
// RFC 6761, 6762, 8375, and `internal`, reserved by ICANN in 2024: nobody can own these outside.
const innerNames = ['localhost', 'local', 'internal', 'home.arpa', 'lan'];

/**
 * The limits of an authority for a server of these names and addresses: inner addresses and names nobody owns outside, and what is given. Of
 * a name with three parts or more the domain is allowed (`holdfast.plant.example` gives `plant.example`), so that a second name needs no new root.
 */
export function limitsFor(names: readonly string[]): Limits {
  const dns = names
    .filter((name) => isIP(name) === 0)
    .map((name) => (name.split('.').length > 2 ? name.slice(name.indexOf('.') + 1) : name));
  const inner: Limits = { dns: innerNames, ip: [...innerAddresses, ...innerAddresses6] };
  const ip = names.filter((name) => isIP(name) !== 0 && !isWithin(name, inner)).map((name) => `${name}/${isIP(name) === 4 ? 32 : 128}`);
  return { dns: [...new Set([...innerNames, ...dns])], ip: [...inner.ip, ...new Set(ip)] };
}

/** Whether an authority of these limits may vouch for the name or address. */
export function isWithin(name: string, limits: Limits): boolean {
  if (isIP(name) === 0) return limits.dns.some((dns) => name === dns || name.endsWith(`.${dns}`));
  const bytes = addressBytes(name);
  return limits.ip.some((range) => {
    const { address, mask } = rangeBytes(range);
    return address.length === bytes.length && bytes.every((byte, i) => (byte & mask[i]!) === (address[i]! & mask[i]!));
  });
}

/** The critical extension (RFC 5280, 4.2.1.10): permitted subtrees only; an address stands with its mask. */
export function limitsExtension(limits: Limits): x509.Extension {
  const subtree = (tag: number, value: Uint8Array): Uint8Array => der(0x30, der(tag, value));
  const subtrees = [
    ...limits.dns.map((name) => subtree(0x82, Buffer.from(name, 'latin1'))),
    ...limits.ip.map((range) => {
      const { address, mask } = rangeBytes(range);
      return subtree(0x87, Buffer.concat([address.map((byte, i) => byte & mask[i]!), mask]));
    }),
  ];
  return new x509.Extension('2.5.29.30', true, new Uint8Array(der(0x30, der(0xa0, Buffer.concat(subtrees)))));
}

/** An ASN.1 value in DER with a length of up to 65535 bytes (X.690, 8.1.3). */
export function der(tag: number, value: Uint8Array): Uint8Array {
  const n = value.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...length), value]);
}

function rangeBytes(range: string): { address: Uint8Array; mask: Uint8Array } {
  const [name = '', bits = '0'] = range.split('/');
  const address = addressBytes(name);
  const mask = address.map((_, i) => (0xff00 >> Math.min(8, Math.max(0, Number(bits) - 8 * i))) & 0xff);
  return { address, mask };
}

function addressBytes(address: string): Uint8Array {
  if (isIP(address) === 4) return Uint8Array.from(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('%')[0]!.split('::');
  const words = (text: string): number[] => (text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16)));
  const [first, last] = [words(head), words(tail)];
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
  return Uint8Array.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}
