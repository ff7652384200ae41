// Which declared kind of personal data a column belongs to, and which columns look personal.
import { notPersonal, type PersonalData } from './schema.ts';

const looks =
  /(^|_)(by|person|owner|holder|contact|email|mail|phone|reason|remark|comment|assigned_to|custodian|user|userid|sender|username|login|device|network|ipaddress|useragent|badge|photos?|language|deputy|actor|first_name|last_name|birth)(_id|_name|_number)?$/i;

/** True for a column (`schema.table.column`) that by its name holds something about a person. */
export function looksPersonal(column: string): boolean {
  return looks.test(column.split('.').at(-1) ?? '') && !Object.hasOwn(notPersonal, column);
}

/** The ids of the kinds that declare a column; the more exact declaration wins over one with a star. */
export function kindsOf(column: string, declared: readonly PersonalData[]): string[] {
  return declared.filter((it) => it.fields.some((field) => matches(field, column))).map((it) => it.id);
}

function matches(field: string, column: string): boolean {
  const parts = field.split('.');
  return column.split('.').every((name, at) => {
    const pattern = parts[at] ?? '';
    if (pattern === '*') return true;
    return pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : pattern === name;
  });
}
