// The roster as it was, from the facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Entry, Pattern, Roster, Shift } from './schema.ts';

export const foldedKinds = ['roster.shifts_set', 'roster.pattern_added', 'roster.pattern_ended', 'roster.entries_set'] as const;

const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** Folds facts in the order they were told. */
export function fold(facts: readonly Fact[]): Roster {
  let shifts: Shift[] = [];
  const patterns = new Map<string, Pattern>();
  const entries = new Map<string, Entry>();
  for (const { kind, subject_id, data } of facts) {
    if (kind === 'roster.shifts_set') shifts = list<Shift>(data['shifts']);
    if (kind === 'roster.pattern_added')
      patterns.set(subject_id, { id: subject_id, ...(data as Omit<Pattern, 'id'>), slots: list(data['slots']) });
    if (kind === 'roster.pattern_ended') endPattern(patterns, subject_id, data['ends_on']);
    if (kind === 'roster.entries_set') {
      for (const id of list<string>(data['removed'])) entries.delete(id);
      for (const it of list<Entry>(data['roster_entries'])) entries.set(it.id, it);
    }
  }
  return { shifts, patterns: [...patterns.values()], entries: [...entries.values()] };
}

function endPattern(patterns: Map<string, Pattern>, id: string, ends_on: unknown): void {
  const before = patterns.get(id);
  if (before !== undefined && typeof ends_on === 'string') patterns.set(id, { ...before, ends_on });
}
