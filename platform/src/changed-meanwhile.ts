// Two people at once: who changes what somebody else changed after they had read it is told what, and replaces nothing unseen.
import { Failure } from './failure.ts';

/**
 * Refuses a change of what is no longer as the person was shown it; for records without a version of their own. `before`: the fields as they were
 * read, sent back with the change; left out by a program that replaces knowingly. `now`: what is kept, read under a lock in the same act. Throws
 * conflict `changed_meanwhile` with `fields`: the names of those that differ, by spaces, worded by the pages as `failure:field.<name>`.
 */
export function requireUnchanged(before: object | undefined, now: object): void {
  if (before === undefined) return;
  const kept = new Map(Object.entries(now));
  const fields = Object.entries(before)
    .filter(([name, value]) => value !== undefined && textOf(value) !== textOf(kept.get(name)))
    .map(([name]) => name);
  if (fields.length > 0) throw new Failure('conflict', 'changed_meanwhile', { fields: fields.join(' ') });
}

/** One text for equal values: keys in order, nothing for null, undefined and the empty text. */
const textOf = (value: unknown): string =>
  JSON.stringify(value ?? '', (_, it: unknown) => {
    if (it === null || it === '') return undefined;
    if (typeof it !== 'object' || Array.isArray(it)) return it;
    return Object.fromEntries(Object.entries(it).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? '';
