// What a source is called on screen: marks, numbers and paths of the research in words a reader can follow up.
import { sourceWords } from './instruments.data.ts';

/** Patterns of sources that name a number, a path or a short mark, and how each reads. The first that fits counts. */
const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /^61171183602(?: quoting (.+))?$/,
    ([, what]) => `public notes on Italian law (no. 61171183602)${what === undefined ? '' : `, quoting ${what}`}`,
  ],
  [/^public citation notes id (\d+), (.+)$/, ([, id, rest]) => `public notes on Italian law (no. ${id}), ${rest}`],
  [/^(\d{4}:\d+)(?: (.+))?$/, ([, number, place]) => `Swedish Code of Statutes, SFS ${number}${place === undefined ? '' : ` ${place}`}`],
  // A path inside a collection tells a reader nothing.
  [/^github:([\w.-]+)\/([\w.-]+)(?:@\w+)?(?: .*)?$/i, ([, who, what]) => `public collection ${what} of ${who}`],
  [
    /^github:([\w.-]+)(?: (.+))?$/i,
    ([, who, what]) => `public collection of ${who}${what === undefined ? '' : `: ${what.replace(/\.md\b/, '')}`}`,
  ],
  [/^gesetze-im-internet\.de bsig_2025 (.+)$/, ([, place]) => `gesetze-im-internet.de, BSIG 2025, ${place}`],
  [/^identifiers only$/, () => 'only numbers and titles were compared'],
];

/** A source in words; one that is a name or an address of its own stays as it is. */
export function sourceText(source: string): string {
  const known = sourceWords[source];
  if (known !== undefined) return known;
  for (const [pattern, word] of patterns) {
    const found = pattern.exec(source);
    if (found !== null) return word(found);
  }
  return source;
}
