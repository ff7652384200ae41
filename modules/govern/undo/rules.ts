// Which objects of an act can be put back: those nobody has changed since.
import type { Change } from './schema.ts';

type Now = Readonly<Record<string, unknown>>;

/**
 * Sorts an act's changes by what is true now. An object goes back when each field still has the value the act gave it; otherwise it stays, whole:
 * half a change put back would be a state nobody ever decided.
 */
export function sortChanges(
  changes: readonly Change[],
  now: ReadonlyMap<string, Now>,
): { back: Change[]; kept: { id: string; code: string }[] } {
  const back: Change[] = [];
  const kept: { id: string; code: string }[] = [];
  for (const it of changes) {
    const is = now.get(it.id);
    if (is === undefined) kept.push({ id: it.id, code: 'not_there_any_more' });
    else if (Object.entries(it.after).every(([field, value]) => isSame(is[field], value))) back.push(it);
    else kept.push({ id: it.id, code: 'changed_since' });
  }
  return { back, kept };
}

const isSame = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null);

/** Changes with the same values before, so that each group is put back in one go. */
export function groupByBefore(changes: readonly Change[]): { before: Change['before']; ids: string[] }[] {
  const groups = Map.groupBy(changes, (it) => JSON.stringify(it.before));
  return [...groups.values()].map((some) => ({ before: some[0]!.before, ids: some.map((it) => it.id) }));
}

/** What changed of each object between two readings of the same objects; an object that came or went is left out. */
export function changesBetween(before: ReadonlyMap<string, Now>, after: ReadonlyMap<string, Now>): Change[] {
  const changes: Change[] = [];
  for (const [id, was] of before) {
    const is = after.get(id);
    if (is === undefined) continue;
    const fields = Object.keys(was).filter((field) => field !== 'zones' && !isSame(was[field], is[field]));
    if (fields.length > 0) changes.push({ id, before: pick(was, fields), after: pick(is, fields) });
  }
  return changes;
}

/** Per field that went back: on which objects it has a value again, and on which it has none. Ids and field names only. */
export function fieldsRestored(back: readonly Change[]): { field: string; set: string[]; unset: string[] }[] {
  const fields = [...new Set(back.flatMap((it) => Object.keys(it.before)))].toSorted();
  const isSet = (it: Change, field: string): boolean => (it.before[field] ?? null) !== null;
  return fields.map((field) => {
    const own = back.filter((it) => Object.hasOwn(it.before, field));
    return {
      field,
      set: own.filter((it) => isSet(it, field)).map(({ id }) => id),
      unset: own.filter((it) => !isSet(it, field)).map(({ id }) => id),
    };
  });
}

const pick = (from: Now, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
