// How the reasons of what was inferred become one line: each in its own words, what a catalogue calls the device in words too.
import type { SaidReason } from './schema.ts';

/** Words a key of this module's words file in one language. */
type Word = (key: string, params: Record<string, string | number>) => string;

/** The reasons in words, "; " between them. */
export function wordWhy(word: Word, why: readonly SaidReason[]): string {
  return why.map(({ code, params }) => word(`why.${code}`, { ...params, ...wordThing(word, params) })).join('; ');
}

function wordThing(word: Word, { thing }: SaidReason['params']): { thing?: string } {
  return thing === undefined ? {} : { thing: word(`what.${thing}`, {}) };
}
