// Writes docs/operations.md from the dissectors: each protocol's depth, and the name behind every key of an operation. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dissector } from '../core/wire/src/dissector.ts';
import { dissectors } from '../core/wire/src/registry.ts';
import { protocolDepths } from './protocol-depths.data.ts';

export const operationsFile = fileURLToPath(new URL('../docs/operations.md', import.meta.url));
const codes = 0x10000;
const mostNames = 140;

const preface = `# Operations by key

Made by \`node scripts/generate-operations.ts\` from the dissectors; a test compares. The keys are those of \`protocols.<name>.operations\` and of the operations of a
flow in \`holdfast inspect --json\`; the classes and the other closed lists stand in \`protocols.md\`. A key that is not listed is counted under its number all the same.
`;

/** The page's text. */
export function operationsPage(): string {
  const speakers = dissectors.flatMap((dissector) => [dissector, ...(dissector.carries ?? [])]);
  const first = speakers.filter(({ name }, place) => speakers.findIndex((it) => it.name === name) === place);
  return `${preface}\n${first.map(sectionOf).join('\n')}`;
}

function sectionOf(dissector: Dissector): string {
  const depth = protocolDepths[dissector.name];
  const identities = depth === undefined || depth.identities === '' ? '' : ` Learns: ${depth.identities}.`;
  const names = namesOf(dissector);
  const list = [...names].slice(0, mostNames).map(([key, name]) => `\`${key}\` ${name}`);
  const more = names.size > mostNames ? `, and ${names.size - mostNames} more` : '';
  return `## ${dissector.name}\n\nReads: ${depth?.reads ?? 'not described'}.${identities}\n${list.length === 0 ? '' : `\n${list.join(' · ')}${more}\n`}`;
}

/** Key -> the plainest name behind it; keys whose name only repeats their number are left out. */
export function namesOf(dissector: Dissector): Map<string, string> {
  const all = new Map<string, Set<string>>();
  for (let code = 0; code < codes; code += 1) {
    const { key, name } = dissector.describe(code);
    // Where a code is packed letters, most codes are no word.
    if (!/^[\w.-]+$/.test(key) || repeats(name, key, code)) continue;
    all.set(key, (all.get(key) ?? new Set()).add(name));
  }
  const names = new Map([...all].map(([key, of]) => [key, plainest([...of])]));
  // One name for whatever the code is: one operation.
  const [one, ...others] = new Set(names.values());
  return one !== undefined && others.length === 0 && names.size > 1 ? new Map([['0', one]]) : names;
}

/** `time` of `time: set clock` and `time: read clock`; else the shortest. */
function plainest(names: readonly string[]): string {
  const group = names[0]!.split(': ')[0]!;
  if (names.length > 1 && names.every((name) => name.startsWith(`${group}: `))) return group;
  return names.reduce((best, name) => (name.length < best.length ? name : best));
}

/** `unit confirmed.3`, `service 0x0b` and `GET` for `GET` say no more than the key. */
function repeats(name: string, key: string, code: number): boolean {
  if (name.toLowerCase() === key.toLowerCase() || name === `unit ${key}` || (/\d/.test(key) && name.includes(key))) return true;
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const hex = code.toString(16);
  const numbers = [String(code), `0x${hex}`, `0x${hex.padStart(2, '0')}`, `0x${hex.padStart(4, '0')}`];
  return numbers.some((number) => words.includes(number)) || /^group \d+:/.test(name);
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(operationsFile, operationsPage());
  else if (readFileSync(operationsFile, 'utf8') !== operationsPage()) {
    process.stderr.write('docs/operations.md is not what the dissectors say: run node scripts/generate-operations.ts\n');
    process.exitCode = 1;
  }
}
