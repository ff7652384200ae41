// What one cell says: addresses, dates, numbers, choices in English and German, always in one spelling.
import type { Field } from './fields.data.ts';
import type { Mapping, Problem } from './schema.ts';

/** A row read: values by field in the product's spelling, only those given; what could not be read. `more`: attributes a sheet has no column for. */
export type ParsedRow = {
  row_number: number;
  place: string | null;
  values: Readonly<Record<string, string>>;
  problems: readonly Problem[];
  more: readonly (readonly [name: string, value: string])[];
};

type Read = { value: string } | { code: string };

/** Blank, a dash or a word for nothing: the cell says nothing. */
const nothing = /^(|-+|–|—|n\/?a|k\.? ?a\.?|null|none|keine?r?|#n\/a|#nv)$/i;

/** Reads a cell for a field; null when it says nothing. */
export function parseCell(field: Field, text: string): Read | null {
  const plain = text.replaceAll('\u00a0', ' ').trim();
  if (nothing.test(plain)) return null;
  switch (field.type) {
    case 'ips':
      return manyOf(plain, ipOf, 'bad_ip');
    case 'macs':
      return manyOf(plain, macOf, 'bad_mac');
    case 'email':
      return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/.test(plain) && plain.length <= 254
        ? { value: plain.toLowerCase() }
        : { code: 'bad_email' };
    case 'choice':
      return choiceOf(field, plain);
    case 'country':
      return countryOf(plain);
    case 'date':
      return dateOf(plain);
    case 'integer':
      return integerOf(plain, field.most ?? 1_000_000);
    case 'assets':
      return textOf(
        plain
          .split(/[;\n]+/)
          .map((it) => it.trim())
          .filter(Boolean)
          .join('; '),
        4000,
      );
    default:
      return textOf(plain, field.most ?? 200);
  }
}

/** Reads a row by the mapping. Every cell that cannot be read is a problem with its column. */
export function parseRow(
  row: { row_number: number; place: string | null; cells: readonly string[]; more: ParsedRow['more'] },
  mapping: Mapping,
  headings: ReadonlyMap<string, string>,
  fields: ReadonlyMap<string, Field>,
): ParsedRow {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const [index, name] of Object.entries(mapping)) {
    const field = fields.get(name);
    const text = row.cells[Number(index)] ?? '';
    const read = field === undefined ? null : parseCell(field, text);
    if (read === null) continue;
    if ('value' in read) values[name] = read.value;
    else problems.push({ field: name, column: headings.get(index) ?? null, code: read.code, params: { value: text.trim().slice(0, 80) } });
  }
  for (const field of fields.values())
    if (field.required === true && values[field.name] === undefined && !problems.some((it) => it.field === field.name))
      problems.push({ field: field.name, column: headingOf(field.name, mapping, headings), code: 'missing', params: {} });
  return { row_number: row.row_number, place: row.place, values, problems, more: row.more };
}

function headingOf(name: string, mapping: Mapping, headings: ReadonlyMap<string, string>): string | null {
  const index = Object.keys(mapping).find((it) => mapping[it] === name);
  return index === undefined ? null : (headings.get(index) ?? null);
}

function textOf(text: string, most: number): Read {
  // A leading apostrophe keeps spreadsheets from running a cell; exports put it there.
  const plain = text.replace(/^'(?=[=+\-@])/, '');
  return plain.length > most ? { code: 'too_long' } : { value: plain };
}

function manyOf(text: string, read: (one: string) => string | null, code: string): Read {
  const found = text
    .split(/[\s,;|]+/)
    .filter(Boolean)
    .map(read);
  if (found.some((it) => it === null)) return { code };
  return found.length > 32 ? { code: 'too_many' } : { value: [...new Set(found as string[])].toSorted().join(' ') };
}

const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** An IPv4 or IPv6 address of one device; a prefix length as NetBox writes it is cut off. No network, loopback or group address. */
export function ipOf(text: string): string | null {
  const plain = text.replace(/\/\d{1,3}$/, '').toLowerCase();
  if (ipv4.test(plain)) return /^(0\.|127\.|22[4-9]\.|2[3-5]\d\.)/.test(plain) ? null : plain;
  return /^[0-9a-f:]{2,39}$/.test(plain) &&
    /^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/.test(plain) &&
    plain !== '::' &&
    plain !== '::1' &&
    !plain.startsWith('ff')
    ? plain
    : null;
}

/** A MAC address in any of its spellings (`00-1B-1B-..`, `001b.1b00.000a`, `001B1B00000A`); no group address, not all zeros. */
export function macOf(text: string): string | null {
  const digits = text.replace(/[:.-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(digits) || /^0+$/.test(digits) || (Number.parseInt(digits.slice(0, 2), 16) & 1) === 1) return null;
  return digits.match(/../g)!.join(':');
}

const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');

function choiceOf(field: Field, text: string): Read {
  const wanted = plain(text);
  for (const [value, words] of Object.entries(field.choices ?? {}))
    if ([value, ...words].some((word) => plain(word) === wanted)) return { value };
  return { code: 'not_in_list' };
}

/** ISO 8601, German `21.11.2026` and `21.11.26`, or `21/11/2026`; where day and month could be mistaken, the day comes first. */
function dateOf(text: string): Read {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})([T ].*)?$/.exec(text);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})$/.exec(text);
  const [year, month, day] = iso ? [iso[1]!, iso[2]!, iso[3]!] : local ? [local[3]!, local[2]!, local[1]!] : ['', '', ''];
  const whole = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${whole}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== whole ? { code: 'bad_date' } : { value: whole };
}

/** A whole number; `8,0` and `8.0` are 8, `1.000` and `1,000` a thousand. */
function integerOf(text: string, most: number): Read {
  const digits = text.replace(/([.,])0{1,2}$/, '').replace(/(\d)[.,'\u202f ](?=\d{3}\b)/g, '$1');
  if (!/^\d{1,9}$/.test(digits)) return { code: 'bad_number' };
  return Number(digits) > most ? { code: 'number_too_large' } : { value: String(Number(digits)) };
}

let countries: Map<string, string> | null = null;

/** ISO 3166-1 alpha-2, or the country's name in English or German. */
function countryOf(text: string): Read {
  countries ??= nameCountries();
  const found = countries.get(plain(text));
  return found === undefined ? { code: 'bad_country' } : { value: found };
}

function nameCountries(): Map<string, string> {
  const names = new Map<string, string>([
    ['uk', 'GB'],
    ['usa', 'US'],
    ['niederlande', 'NL'],
    ['holland', 'NL'],
    ['tschechien', 'CZ'],
  ]);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const spoken = ['en', 'de'].map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  for (const code of letters.flatMap((a) => letters.map((b) => a + b)))
    for (const name of spoken.map((it) => it.of(code)))
      if (name !== undefined && !['EU', 'UN', 'EZ', 'ZZ', 'XA', 'XB', 'QO'].includes(code)) {
        names.set(plain(code), code);
        names.set(plain(name), code);
      }
  return names;
}
