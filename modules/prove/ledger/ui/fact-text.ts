// Facts of an entry as text: in full for the drawer, in brief for the list.
const longest = 12;

/** Words the name of a fact. */
type NameWord = (name: string) => string;
const asNamed: NameWord = (name) => name;
/** Words the value of a fact. */
type ValueWord = (name: string, value: string | number | boolean) => string;
const asIs: ValueWord = (_name, value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** A fact as text: plain values as they are, long lists cut with their length, objects by their fields. */
export function factText(value: unknown, nameWord: NameWord = asNamed): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'object') return plainText(value);
  const textOf = (part: unknown): string => factText(part, nameWord);
  if (!Array.isArray(value)) return fieldsText(value, textOf, nameWord);
  const shown = value.slice(0, longest).map(textOf).join(', ');
  return value.length > longest ? `${shown} … (${value.length})` : shown;
}

/** Facts are JSON: text, numbers and truth values. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What says something at a glance: counts, short words, lists by their length. Ids, hashes, times and what is empty are left out. */
export function briefFacts(facts: object, nameWord: NameWord = asNamed, valueWord: ValueWord = asIs): string {
  const told = Object.fromEntries(Object.entries(facts).filter(([name, value]) => !isQuiet(name, value)));
  return Object.entries(told)
    .map(([name, value]) => `${nameWord(name)} ${briefText(name, value, nameWord, valueWord)}`)
    .join(', ');
}

function briefText(name: string, value: unknown, nameWord: NameWord, valueWord: ValueWord): string {
  if (Array.isArray(value)) return String(value.length);
  if (typeof value === 'object' && value !== null) return `(${briefFacts(value, nameWord, valueWord)})`;
  return valueWord(name, value as string | number | boolean);
}

function isQuiet(name: string, value: unknown): boolean {
  if (value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)) return true;
  return /(^|_)(id|by|sha256|ids)$/.test(name) || (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value));
}

function fieldsText(fields: object, textOf: (value: unknown) => string, nameWord: NameWord): string {
  return Object.entries(fields)
    .map(([name, value]) => `${nameWord(name)} ${textOf(value)}`)
    .join(', ');
}
