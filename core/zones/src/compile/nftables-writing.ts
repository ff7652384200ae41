// What both nftables tables are written with: names, chains, and counters that are remembered by their comments.
import type { HeldConduit } from './lines.ts';
import { commentOf } from './nftables-parts.ts';
import type { Powers } from './standings.ts';
import { nameOf, slugOf } from './tags.ts';
import type { CompileOptions, CounterName } from './view.ts';

/** Everything a chain is written from. `counters` grows while text is written. */
export type Writing = { options: CompileOptions; powers: Powers; held: HeldConduit[]; counters: CounterName[] };

export const tableName = (options: CompileOptions): string => slugOf(options.table ?? 'holdfast', 32);

export const chainOf = ({ conduit }: HeldConduit, end: string): string => `c_${nameOf(conduit.name, conduit.id)}_${end}`;

/** A chain as text. */
export const chainText = (name: string, lines: readonly string[]): string[] => [
  `\tchain ${name} {`,
  ...lines.map((line) => `\t\t${line}`),
  '\t}',
  '',
];

/** `counter VERDICT comment "..."`, and remembers what the comment stands for. */
export function countAs(writing: Writing, verdict: string, counter: CounterName): string {
  if (!writing.counters.some(({ comment }) => comment === counter.comment)) writing.counters.push(counter);
  return `counter ${verdict} ${commentOf(counter.comment)}`;
}
