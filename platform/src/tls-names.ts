// The names and addresses people may reach this machine by.
import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';

const namePattern = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** First what people type (the public address's name), then what is configured, the machine's name and addresses, and loopback. */
export function namesOfServer(publicUrl: string, configured: readonly string[]): string[] {
  const found = [new URL(publicUrl).hostname.replace(/^\[|\]$/g, ''), ...configured, hostname(), ...addressesOfMachine()];
  const names = [...found, 'localhost', '127.0.0.1', '::1'].map((name) => name.toLowerCase().replace(/\.$/, ''));
  return [...new Set(names)].filter(isName);
}

/** Whether a certificate can name it: a DNS name or an address. */
export function isName(name: string): boolean {
  return isIP(name) !== 0 || namePattern.test(name);
}

// Link-local IPv6 addresses mean nothing without an interface, and change.
function addressesOfMachine(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.filter((it) => !it.internal && !it.address.startsWith('fe80')).map((it) => it.address);
}

/** A SHA-256 in groups of four, two lines of eight, for reading to each other: `AB12 CD34 ...`. */
export function groupFingerprint(fingerprint: string): string[] {
  const groups = fingerprint.toUpperCase().match(/.{4}/g) ?? [];
  return [groups.slice(0, 8).join(' '), groups.slice(8).join(' ')];
}
