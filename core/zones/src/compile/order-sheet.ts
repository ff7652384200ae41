// An order for a firewall that somebody else runs: the rules in words, as a table (CSV) and as text to print and sign.
import { orderWords } from './order-sheet.data.ts';
import type { OrderLanguage, OrderWords } from './order-sheet.data.ts';
import { rangesOf } from './places.ts';
import type { Place } from './places.ts';
import { familiesOf, plainRulesOf, serviceText } from './plain-rules.ts';
import type { PlainRule } from './plain-rules.ts';
import { formatRange } from './ranges.ts';
import { standingsOf } from './standings.ts';
import type { Compiled, CompileOptions, CompileView } from './view.ts';

/**
 * `contact_of` by conduit id: who answers questions of the provider, `contact` for what belongs to no conduit; empty: nobody is named, and where
 * that is so of all, the sheet has no such line or column. `since` by rule id: the day the rule was approved, as the plant writes days.
 */
export type OrderOptions = CompileOptions & {
  language: OrderLanguage;
  contact: string;
  contact_of?: ReadonlyMap<string, string>;
  since?: ReadonlyMap<string, string>;
};
export type OrderSheet = Compiled & { csv: string };
type Row = Record<keyof OrderWords['columns'], string>;

function addressesOf(place: Place | null, rule: PlainRule, words: OrderWords): string {
  if (place === null) return words.anywhere;
  return familiesOf(rule)
    .flatMap((family) => rangesOf(place, family).map((range) => formatRange(family, range)))
    .join(', ');
}

function placeName(place: Place | null, words: OrderWords): string {
  return place === null ? words.anywhere : place.label;
}

function serviceName({ service }: PlainRule, words: OrderWords): string {
  if (service.transport === 'any') return words.all_services;
  return service.transport.startsWith('icmp') ? words.ping : serviceText(service).toUpperCase();
}

function purposeOf({ tag, purpose, rule }: PlainRule, words: OrderWords): string {
  if (rule !== null) return purpose;
  if (tag.startsWith('refused')) return words.refused;
  return tag.startsWith('not held') ? words.not_held : words.others;
}

function windowOf({ rule }: PlainRule, { time_zone }: CompileOptions, words: OrderWords): string {
  if (!rule?.window) return words.always;
  const { days, from, to } = rule.window;
  const names = days.map((day) => words.days[day - 1] ?? '').join(' ');
  return `${names} ${from}-${to}${time_zone === undefined ? '' : ` ${time_zone}`}`;
}

function rowOf(rule: PlainRule, n: number, options: OrderOptions, words: OrderWords): Row {
  return {
    number: String(n + 1),
    conduit: rule.conduit_name,
    action: rule.action === 'permit' ? words.allow : words.refuse,
    source: placeName(rule.from, words),
    source_addresses: addressesOf(rule.from, rule, words),
    destination: placeName(rule.to, words),
    destination_addresses: addressesOf(rule.to, rule, words),
    service: serviceName(rule, words),
    window: windowOf(rule, options, words),
    purpose: purposeOf(rule, words),
    contact: options.contact_of?.get(rule.conduit_id ?? '') ?? options.contact,
    since: options.since?.get(rule.rule_id ?? '') ?? '',
    rule_id: rule.rule_id ?? '',
  };
}

/** One line, and no beginning that a spreadsheet would take for a formula (OWASP, CSV injection); quotes doubled (RFC 4180 2.7). */
export function csvCell(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const line = text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
  const safe = /^[\s]*[=+\-@\uff0b\uff0d\uff1d\uff20]/.test(line) ? `'${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function printRow(row: Row, words: OrderWords): string[] {
  const columns = Object.entries(words.columns) as [keyof Row, string][];
  const said = columns.filter(([key]) => key !== 'number' && row[key] !== '');
  return [`${row.number}.`, ...said.map(([key, name]) => `   ${name}: ${oneLine(row[key])}`), ''];
}

/** The order as CSV (RFC 4180, with the mark that tells spreadsheets UTF-8) and as text. Rules are in the order they must have. */
export function compileOrderSheet(view: CompileView, options: OrderOptions): OrderSheet {
  const { rules, places } = plainRulesOf(view, 'order_sheet', options);
  const words = orderWords[options.language];
  const rows = rules.map((rule, n) => rowOf(rule, n, options, words));
  const isAsked = rows.some(({ contact }) => contact !== '');
  const keys = (Object.keys(words.columns) as (keyof Row)[]).filter((key) => key !== 'contact' || isAsked);
  const csv = [keys.map((key) => words.columns[key]), ...rows.map((row) => keys.map((key) => row[key]))]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n');
  const said = options.title === undefined ? [] : [oneLine(options.title)];
  const text = [words.heading, ...said, words.how, '', ...rows.flatMap((row) => printRow(row, words)), words.signature].join('\n');
  const standings = standingsOf(view, places, 'order_sheet', options);
  return { text: `${text}\n`, csv: `\ufeff${csv}\r\n`, standings, notes: places.notes, counters: [] };
}
