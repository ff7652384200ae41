// What every reader of a firewall's configuration hands back: rules with addresses resolved, and the lines it did not understand.
import { networkOf, parseAddress } from '../../address.ts';
import { joinRanges, readRange } from '../ranges.ts';
import type { Family, Range } from '../ranges.ts';
import type { Service } from '../plain-rules.ts';

export const MAX_TEXT_CHARACTERS = 8_000_000;
export const MAX_LINES = 200_000;
export const MAX_RULES = 20_000;
const MAX_UNKNOWN = 200;
const SHOWN_CHARACTERS = 160;

export type Ends = Readonly<Record<Family, Range[]>>;
/** `detail` is what else narrows it, as one normal text; the source ports are those of a list without memory. */
export type ReadService = Service & { source_from: number; source_to: number; detail: string };
/** Lines count from 1. `scope` is the list the rule stands in where a device has several. `condition`: what narrows it that no list of ours says. */
export type ReadRule = {
  line: number;
  scope: string;
  action: 'permit' | 'deny';
  from: Ends;
  to: Ends;
  service: ReadService;
  comment: string;
  condition: string;
};
export type NamedLine = { line: number; text: string };
/** `foreign`: sections that are none of ours; `unknown`: lines in ours that nobody could read; `unresolved`: names without a definition. */
export type ReadConfig = { rules: ReadRule[]; unknown: NamedLine[]; foreign: NamedLine[]; unresolved: NamedLine[]; too_large: boolean };

export const emptyConfig = (): ReadConfig => ({ rules: [], unknown: [], foreign: [], unresolved: [], too_large: false });

const everything: Readonly<Record<Family, Range>> = { 4: { from: 0n, to: 0xffffffffn }, 6: { from: 0n, to: (1n << 128n) - 1n } };
export const anyEnds = (...families: Family[]): Ends => ({
  4: families.includes(4) ? [everything[4]] : [],
  6: families.includes(6) ? [everything[6]] : [],
});
export const noEnds: Ends = { 4: [], 6: [] };

export const joinEnds = (ends: readonly Ends[]): Ends => ({
  4: joinRanges(ends.flatMap((one) => one[4])),
  6: joinRanges(ends.flatMap((one) => one[6])),
});

const endsOf = (family: Family, range: Range): Ends => (family === 4 ? { 4: [range], 6: [] } : { 4: [], 6: [range] });

/** `10.0.0.1`, `10.0.0.0/24`, `10.0.0.1-10.0.0.9`. */
export function readEnds(text: string): Ends | null {
  const [first, last, more] = text.split('-');
  if (last === undefined) {
    const read = readRange(text);
    return read === null ? null : endsOf(read.family, read.range);
  }
  return more === undefined ? readSpan(first ?? '', last) : null;
}

/** First and last address. */
export function readSpan(first: string, last: string): Ends | null {
  const [from, to] = [parseAddress(first), parseAddress(last)];
  if (from === null || to === null || from.family !== to.family || from.value > to.value) return null;
  return endsOf(from.family, { from: from.value, to: to.value });
}

/** An IPv4 network with a mask `255.255.255.0`, or, inverted, a wildcard `0.0.0.255`. Masks with holes are not read. */
export function readMasked(address: string, mask: string, isWildcard = false): Ends | null {
  const [value, bits] = [parseAddress(address), parseAddress(mask)];
  if (value === null || bits === null || value.family !== 4 || bits.family !== 4) return null;
  const size = isWildcard ? bits.value : bits.value ^ 0xffffffffn;
  if ((size & (size + 1n)) !== 0n) return null;
  const network = networkOf(value, 32 - (size === 0n ? 0 : size.toString(2).length));
  return endsOf(4, { from: network.value, to: network.value + size });
}

/** A service by its ports; ports out of range are none. */
export function portsOf(transport: Service['transport'], from: number, to: number): ReadService | null {
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > 65_535 || from > to) return null;
  return { transport, port_from: from, port_to: to, source_from: 0, source_to: 65_535, detail: '' };
}

export const wholeOf = (transport: Service['transport'], detail = ''): ReadService => ({
  transport,
  port_from: 0,
  port_to: 65_535,
  source_from: 0,
  source_to: 65_535,
  detail,
});

/** Cuts a text into lines within bounds; carriage returns and what a pager leaves are dropped. */
export function linesOf(text: string, config: ReadConfig): string[] {
  config.too_large = text.length > MAX_TEXT_CHARACTERS;
  const lines = text.slice(0, MAX_TEXT_CHARACTERS).split('\n', MAX_LINES + 1);
  if (lines.length > MAX_LINES) config.too_large = true;
  return lines.slice(0, MAX_LINES).map((line) => line.replace(/\r/g, '').replace(/^(?:<?-+ ?More ?-+>?)[ \b]*/i, ''));
}

/** Words of a line; quoted ones are one word without their quotes, `\"` inside is a quote. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const found of line.matchAll(/"((?:[^"\\]|\\.)*)(?:"|\\?$)|'([^']*)(?:'|$)|[^\s"']+/g))
    words.push(found[1] === undefined ? (found[2] ?? found[0]) : found[1].replace(/\\(.)/g, '$1'));
  return words;
}

export function nameLine(list: NamedLine[], line: number, text: string): void {
  if (list.length < MAX_UNKNOWN) list.push({ line, text: text.trim().slice(0, SHOWN_CHARACTERS) });
}

export function addRule(config: ReadConfig, rule: ReadRule): void {
  if (config.rules.length < MAX_RULES) config.rules.push(rule);
  else config.too_large = true;
}

/** Named objects: resolved when asked, each name through its members, never in circles. */
export class Names {
  readonly #own = new Map<string, { ends: Ends[]; members: string[] }>();
  readonly #resolved = new Map<string, Ends>();

  #entry(name: string): { ends: Ends[]; members: string[] } {
    const entry = this.#own.get(name) ?? { ends: [], members: [] };
    this.#own.set(name, entry);
    return entry;
  }

  define(name: string, ends: Ends): void {
    this.#entry(name).ends.push(ends);
  }

  include(name: string, members: readonly string[]): void {
    this.#entry(name).members.push(...members);
  }

  has(name: string): boolean {
    return this.#own.has(name);
  }

  /** The addresses of a name; null when it, or one of its members, has no definition. */
  resolve(name: string, path: ReadonlySet<string> = new Set()): Ends | null {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const entry = this.#own.get(name);
    if (entry === undefined || path.has(name) || path.size > 16) return null;
    const inside = new Set([...path, name]);
    const parts = entry.members.map((member) => this.resolve(member, inside));
    if (parts.some((part) => part === null)) return null;
    const ends = joinEnds([...entry.ends, ...parts.filter((part) => part !== null)]);
    this.#resolved.set(name, ends);
    return ends;
  }
}
