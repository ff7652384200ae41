// Which operations between two open places no rule allows, as Suricata can say them; and Modbus registers outside the list.
import type { ModbusTable, OperationClass, ProtocolElement, Rule } from '../words.ts';
import type { PlainRule, Service } from './plain-rules.ts';
import type { Family } from './ranges.ts';
import { suricataProtocols } from './suricata-operations.data.ts';
import type { SuricataOperation } from './suricata-operations.data.ts';

/** Two sets of addresses between which the same rules stand. */
export type OpenPair = { protocol: string; service: Service; rules: PlainRule[]; from: string; to: string; family: Family };
type ModbusElement = Extract<ProtocolElement, { protocol: 'modbus' }>;

const LAST_REGISTER = 65_535;
const sameAs: Readonly<Record<string, string>> = { enip: 'cip' };

/** The protocol by which Suricata can look into a rule's conversations, null when it cannot. */
export function suricataProtocol({ protocol, transport }: Pick<Rule, 'protocol' | 'transport'>): string | null {
  const name = sameAs[protocol ?? ''] ?? protocol ?? '';
  return transport === 'tcp' && Object.hasOwn(suricataProtocols, name) ? name : null;
}

/** Whether Suricata can see what a rule leaves out: its operations, and of elements those of Modbus. */
export function suricataSees(rule: Rule): { operations: boolean; elements: boolean } {
  const protocol = suricataProtocol(rule);
  const elements = rule.elements ?? [];
  return { operations: protocol !== null, elements: protocol === 'modbus' && elements.every((element) => element.protocol === 'modbus') };
}

/** Keywords of the tables, and which accesses there are (Suricata user guide, "modbus: access"). */
const tables: Readonly<Record<ModbusTable, { word: string; accesses: readonly string[] }>> = {
  coil: { word: 'coils', accesses: ['read', 'write'] },
  discrete_input: { word: 'discretes', accesses: ['read'] },
  input_register: { word: 'input', accesses: ['read'] },
  holding_register: { word: 'holding', accesses: ['read', 'write'] },
};

/** What of 0 to 65535 lies in none of the ranges, as conditions on the address. */
function gapsOf(ranges: readonly { from: number; to: number }[]): string[] {
  const gaps: string[] = [];
  let next = 0;
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    if (from > next) gaps.push(addressText(next, from - 1));
    next = Math.max(next, to + 1);
  }
  if (next <= LAST_REGISTER) gaps.push(addressText(next, LAST_REGISTER));
  return gaps;
}

/** `address <100`, `>200`, `5` or `10<>20`: both bounds of `<>` lie outside. */
function addressText(from: number, to: number): string {
  if (from === 0 && to === LAST_REGISTER) return '';
  if (from === to) return `, address ${from}`;
  if (from === 0) return `, address <${to + 1}`;
  return to === LAST_REGISTER ? `, address >${from - 1}` : `, address ${from - 1}<>${to + 1}`;
}

/** Alerts for one kind of access outside the listed elements. Units that are not listed at all are told by the units that are. */
function elementAlerts(elements: readonly ModbusElement[], access: 'read' | 'write'): SuricataOperation[] {
  const units = [...new Set(elements.map(({ unit }) => unit))].sort((a, b) => a - b);
  const outside = gapsOfUnits(units).flatMap((unit) => [
    { name: `Modbus ${access} of another unit`, options: `modbus: unit ${unit}, access ${access}; ` },
  ]);
  const inside = units.flatMap((unit) =>
    (Object.keys(tables) as ModbusTable[]).flatMap((table) => {
      const { word, accesses } = tables[table];
      const ranges = elements.filter((one) => one.unit === unit && one.table === table);
      if (!accesses.includes(access)) return [];
      return gapsOf(ranges).map((address) => ({
        name: `Modbus ${access} of unit ${unit} ${word}${address.replace(', address', '')}`,
        options: `modbus: unit ${unit}, access ${access} ${word}${address}; `,
      }));
    }),
  );
  return [...outside, ...inside];
}

/** Unit identifiers 0 to 255 that are not listed, as `<`, `>` and `<>` of the keyword. */
function gapsOfUnits(units: readonly number[]): string[] {
  const bounds = [-1, ...units, 256];
  return bounds.slice(1).flatMap((unit, n) => {
    const before = bounds[n]!;
    if (unit - before < 2) return [];
    if (before < 0) return [`<${unit}`];
    return [unit > 255 ? `>${before}` : unit - before === 2 ? `${before + 1}` : `${before}<>${unit}`];
  });
}

/** Accesses outside the elements, for the accesses that only rules with elements allow. */
function outsideElements(rules: readonly Rule[]): SuricataOperation[] {
  return (['read', 'write'] as const).flatMap((access) => {
    const allowing = rules.filter(({ classes }) => classes === null || classes.includes(access));
    if (allowing.length === 0 || allowing.some(({ elements }) => !elements?.length)) return [];
    return elementAlerts(
      allowing.flatMap((rule) => rule.elements ?? []).filter((element) => element.protocol === 'modbus'),
      access,
    );
  });
}

/** The operations that no rule of the pair allows. A rule that names no classes allows all. */
export function operationsOf({ protocol, rules }: OpenPair): SuricataOperation[] {
  const plain = rules.map(({ rule }) => rule).filter((rule) => rule !== null);
  const operations = suricataProtocols[protocol] ?? {};
  const isOpen = plain.some(({ classes }) => classes === null);
  const allowed = new Set(plain.flatMap(({ classes }) => classes ?? []));
  const classes = isOpen ? [] : (Object.keys(operations) as OperationClass[]).filter((name) => !allowed.has(name));
  return [...classes.flatMap((name) => operations[name] ?? []), ...(protocol === 'modbus' ? outsideElements(plain) : [])];
}
