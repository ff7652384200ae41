// What an engineering project tells of devices: one shape for all tools.
import type { Element } from './xml.ts';
import { pathOf } from './xml.ts';

/** Where in the file: names from the root down, and the line, from 1. */
export type Place = { path: string; line: number };

/** A module in a rack or behind an adapter, without an address of its own. `slot` as the tool counts it. */
export type ProjectModule = {
  slot: string;
  name: string | null;
  vendor: string | null;
  model: string | null;
  order_number: string | null;
  firmware: string | null;
  place: Place;
};

/** A device of the project. `key` stays the same when the project is exported again; `kind` is one of the kinds of core/wire, or null. */
export type ProjectDevice = {
  key: string;
  name: string;
  kind: string | null;
  vendor: string | null;
  model: string | null;
  order_number: string | null;
  firmware: string | null;
  serial: string | null;
  ips: string[];
  /** PROFINET name or host name. */
  names: string[];
  subnets: string[];
  modules: ProjectModule[];
  place: Place;
};

export type Project = {
  format: 'l5x' | 'tia-aml' | 'plcopen';
  name: string;
  /** The tool and its version, as the file says. */
  tool: string | null;
  devices: ProjectDevice[];
};

/** At most so many devices and modules are told of one project. */
export const limitDevices = 5000;
export const limitModules = 512;

const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** An IPv4 address that can be a device's own; null for none, 0.0.0.0 or anything else. */
export function readIp(text: string | undefined): string | null {
  const plain = text?.trim() ?? '';
  return ipv4.test(plain) && plain !== '0.0.0.0' ? plain : null;
}

/** The text, or null for nothing or too much. */
export function wordOrNull(text: string | undefined | null): string | null {
  const plain = text?.trim() ?? '';
  return plain === '' ? null : plain.slice(0, 200);
}

export const placeOf = (element: Element): Place => ({ path: pathOf(element), line: element.line });

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^(1756-L\d+S|1756-LSP|1769-L\d+ER?M?S|5069-L3\d+\w*S|1768-L\d+S)/i, 'safety-controller'],
  [/^(1756-L|1768-L|1769-L|5069-L|1789-L|5480-L)/i, 'plc'],
  [/^(2711|6AV)/i, 'hmi'],
  [/^(1783-|6GK5 ?[0-5]\d\d)/i, 'switch'],
  [/^(2198-|2094-|2097-|20[A-Z]-|22[A-Z]-|25[A-Z]-|PowerFlex|6SL3|6SE7)/i, 'drive'],
  [/(AENT|AENTR|AEN2TR|EN2TR?\/|IM ?15\d|-EIP\b)/i, 'remote-io'],
  [/^6ES7 ?15[1-5]-[^8]/i, 'remote-io'],
  [/^6ES7 ?(21\d|3[1-2]\d-\d|31\d|41\d|51\d|150)/i, 'plc'],
  [/^6GK5 ?6|^6GK5 ?8/i, 'router'],
];

/** The kind of a device from its catalogue or order number; null when the number does not tell. */
export function kindOf(number: string | null): string | null {
  if (number === null) return null;
  return kinds.find(([pattern]) => pattern.test(number))?.[1] ?? null;
}
