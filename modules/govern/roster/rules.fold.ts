// The roster as it was, from the facts alone.
import type { Fact } from '@holdfast/core-law';
import type { Entry, Handover, Pattern, Roster, Shift } from './schema.ts';

export const foldedKinds = [
  'roster.shifts_set',
  'roster.pattern_added',
  'roster.pattern_ended',
  'roster.entries_set',
  'import.applied',
  'import.undone',
] as const;

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
    if (kind === 'roster.entries_set' || (kind.startsWith('import.') && data['of'] === 'roster')) {
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

/** A fact with the words behind its commitments, by their names; an erased one is not among them. */
type Told = Fact & { readonly texts: Readonly<Record<string, string>> };
export const handoverKinds = ['shift.handed_over', 'shift.taken_over'] as const;
export type HandoverThen = Omit<Handover, 'given_by_name' | 'taken_by_name'>;

/** Handovers, the newest first. */
export function foldHandovers(facts: readonly Told[], shifts: readonly Pick<Shift, 'id' | 'name'>[]): HandoverThen[] {
  const found = new Map<string, HandoverThen>();
  for (const { kind, subject_id, data, texts, at, actor } of facts) {
    const before = found.get(subject_id);
    if (kind === 'shift.taken_over' && before !== undefined)
      found.set(subject_id, { ...before, taken_by: actor, taken_at: at.toISOString() });
    if (kind !== 'shift.handed_over') continue;
    const shift_id = typeof data['shift_id'] === 'string' ? data['shift_id'] : null;
    found.set(subject_id, {
      id: subject_id,
      shift_id,
      shift_name: shifts.find((it) => it.id === shift_id)?.name ?? null,
      on_date: String(data['on_date']),
      open_points: texts['open_points'] ?? '',
      watch: texts['watch'] ?? null,
      given_by: actor,
      given_at: at.toISOString(),
      taken_by: null,
      taken_at: null,
    });
  }
  return [...found.values()].reverse();
}
