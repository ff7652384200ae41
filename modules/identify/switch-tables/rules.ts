// Reading a switch's MAC table as an engineer pastes it: one line an entry, in the formats of the common makers, or an SNMP walk, or CSV.
import type { TableEntry, TableReading } from './schema.ts';

/** More devices than this behind one port and it leads to another switch. */
export const mostOnOnePort = 8;
/** Lines looked at; a table of a plant's largest switch has some thousands. */
export const mostLines = 20_000;
const mostNotUnderstood = 50;

const macForms = [
  /(?<![0-9a-f:.-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f:.-])/i,
  /(?<![0-9a-f.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![0-9a-f.])/i,
  /(?<![0-9a-f-])[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}(?![0-9a-f-])/i,
  /(?<![0-9a-f-])[0-9a-f]{6}-[0-9a-f]{6}(?![0-9a-f-])/i,
  /(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])/i,
];
const typeWord =
  /^(dynamic|static|learn\w*(\(.*\))?|permanent|secure\w*|d|s|c|r|dl|sl|other|unicast|active|ready|age|true|false|forward\w*|mgmt|self|cpu|switch|router|drop|igmp)$/i;
const own = /^(cpu|self|switch|router|mgmt|management|in-band|sup-eth\d*)$/i;
const portWord = /^(?:[a-z][a-z-]*[ -]?\d+(?:[/.:]\d+)*(?:\.\d+)?|\d+(?:[/.:]\d+)+|[a-z]\d+)$/i;
// BRIDGE-MIB dot1dTpFdbPort (RFC 4188) and Q-BRIDGE-MIB dot1qTpFdbPort (RFC 4363), as snmpwalk prints them.
const walked = /(?:17\.4\.3\.1\.2|dot1dTpFdbPort|17\.7\.1\.2\.2\.1\.2|dot1qTpFdbPort)((?:\.\d+){6,7})\s*=\s*(?:INTEGER:\s*)?(\d+)\s*$/i;

/** A MAC in the product's spelling out of any of the makers' spellings; null when there is none in the text. */
export function findMac(text: string): { mac: string; found: string } | null {
  for (const form of macForms) {
    const found = form.exec(text)?.[0];
    if (found === undefined) continue;
    const digits = found.replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
    return { mac: digits.match(/../g)!.join(':'), found };
  }
  return null;
}

/** True for group addresses and all zeros: no device has them (IEEE 802, 8.2). */
export function isNoDevice(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1 || mac === '00:00:00:00:00:00';
}

type Order = ('vlan' | 'mac' | 'port')[];

/** Reads the table. Never throws; what looks like an entry and cannot be read is named by its line. */
export function readTable(text: string): TableReading {
  const lines = text.replaceAll('\r', '').split('\n');
  const entries = new Map<string, TableEntry>();
  const not_understood: TableReading['not_understood'] = [];
  let order: Order = [];
  let skipped = 0;
  for (const [at, line] of lines.slice(0, mostLines).entries()) {
    order = headingOf(line) ?? order;
    const entry = readWalked(line) ?? readLine(line, order);
    if (entry === null) continue;
    if (entry === 'own') skipped += 1;
    else if (entry === 'unread') {
      if (not_understood.length < mostNotUnderstood) not_understood.push({ line: at + 1, text: line.trim().slice(0, 200) });
    } else entries.set(`${entry.mac} ${entry.vlan}`, entry);
  }
  return { entries: [...entries.values()], not_understood, skipped, cut: lines.length > mostLines };
}

/** The order of columns a heading names; null for a line that is none. */
function headingOf(line: string): Order | null {
  if (findMac(line) !== null || !/\bmac\b|hw.?address/i.test(line) || !/port|interface|\bif\b/i.test(line)) return null;
  const found: [number, Order[number]][] = [
    [line.search(/\bvlan|\bvid\b|\bfid\b/i), 'vlan'],
    [line.search(/\bmac\b|hw.?address/i), 'mac'],
    [line.search(/\bports?\b|interface|\bif\b/i), 'port'],
  ];
  return found
    .filter(([at]) => at >= 0)
    .toSorted(([a], [b]) => a - b)
    .map(([, name]) => name);
}

function readWalked(line: string): TableEntry | 'own' | null {
  const [, oid, port] = walked.exec(line.trim()) ?? [];
  if (oid === undefined || port === undefined) return null;
  const numbers = oid.slice(1).split('.').map(Number);
  const octets = numbers.slice(-6);
  if (octets.some((it) => it > 255)) return null;
  const mac = octets.map((it) => it.toString(16).padStart(2, '0')).join(':');
  if (isNoDevice(mac) || port === '0') return 'own';
  return { mac, port, vlan: numbers.length === 7 ? vlanOf(String(numbers[0])) : null };
}

function readLine(line: string, order: Order): TableEntry | 'own' | 'unread' | null {
  const found = findMac(line);
  if (found === null) return null;
  if (isNoDevice(found.mac)) return 'own';
  const before = wordsOf(line.slice(0, line.indexOf(found.found)));
  const after = wordsOf(line.slice(line.indexOf(found.found) + found.found.length));
  if ([...before, ...after].some((word) => own.test(word))) return 'own';
  const port = findPort(before, after, order);
  if (port === null) return 'unread';
  return { mac: found.mac, port, vlan: findVlan(before, after, order, port) };
}

// Quotes and separators of CSV go; a name and its number that a maker writes apart belong together ("Port 3", "Ethernet 1/2").
function wordsOf(text: string): string[] {
  const plain = text.replaceAll(/["']/g, ' ').replaceAll(/[,;\t|]/g, ' ');
  const joined = plain.replaceAll(/\b(port|ethernet|interface|slot|bridge-aggregation|port-channel|lag)\s+(?=\d)/gi, '$1');
  return joined.split(/\s+/).filter((word) => word !== '' && !/^[*+~-]+$/.test(word));
}

const isVlanWord = (word: string): boolean => vlanOf(word) !== null;
const isPort = (word: string): boolean => portWord.test(word) && !typeWord.test(word) && !/^vlan\d+$/i.test(word);

function findPort(before: string[], after: string[], order: Order): string | null {
  const side = order.indexOf('port') >= 0 && order.indexOf('port') < order.indexOf('mac') ? before : after;
  const named = side.findLast(isPort) ?? [...before, ...after].findLast((word) => isPort(word) && !/^v\d+$/i.test(word));
  if (named !== undefined) return named;
  // A bare number is a port only where the table says so, or where it stands alone behind the address.
  const numbers = side.filter((word) => /^\d{1,4}$/.test(word));
  const vlanFirst = order.indexOf('vlan') > order.indexOf('mac') && order.indexOf('vlan') < order.indexOf('port');
  return (vlanFirst ? numbers[1] : numbers[0]) ?? null;
}

function findVlan(before: string[], after: string[], order: Order, port: string): number | null {
  const isBefore = order.includes('vlan') ? order.indexOf('vlan') < order.indexOf('mac') : before.some(isVlanWord);
  const candidates = (isBefore ? before : after).filter((word) => word !== port && isVlanWord(word));
  const asked = order.includes('vlan') || isBefore;
  return asked && candidates[0] !== undefined ? vlanOf(candidates[0]) : null;
}

function vlanOf(word: string): number | null {
  const [, digits] = /^(?:vlan|v)?(\d{1,4})$/i.exec(word) ?? [];
  const number = Number(digits);
  return digits !== undefined && number >= 1 && number <= 4094 ? number : null;
}

/** Ports that lead on to other switches, by how many devices stand behind them. */
export function uplinksOf(entries: readonly TableEntry[]): Set<string> {
  const behind = Map.groupBy(entries, (it) => it.port);
  return new Set([...behind].filter(([, list]) => new Set(list.map((it) => it.mac)).size > mostOnOnePort).map(([port]) => port));
}
