// Decisions about packages, as pure functions: what is omitted and why, in which order files stand.
import type { OmittedEntries } from '@holdfast/core-package';
import type { Omission, PackageScope } from './schema.ts';

/** More entries than this stand in bundles: else each is two files and a line of the statement. */
export const mostSingly = 100_000;
/** More are asked for in parts. */
export const mostEntries = 3_000_000;
export const makeJob = 'package.make';

export const labelOf = (number: number): string => `P-${number}`;

/** The ranges of `[0, size)` that are not among `included` (sorted). */
export function omittedRanges(included: readonly number[], size: number, reason: string): OmittedEntries[] {
  const ranges: OmittedEntries[] = [];
  let next = 0;
  for (const idx of included) {
    if (idx > next) ranges.push({ from: next, to: idx, reason });
    next = idx + 1;
  }
  if (next < size) ranges.push({ from: next, to: size, reason });
  return ranges;
}

/** Why entries outside are outside: of a whole site only the period leaves any out. */
export const reasonOutside = (scope: PackageScope): string => (scope.type === 'site' ? 'outside_period' : 'other_scope');

/** What the file store says when it cannot give a file, as the reason a package states; null for a fault that is none of the file's. */
export function reasonOfFault(code: string): string | null {
  const reasons: Readonly<Record<string, string>> = {
    file_missing: 'missing',
    file_changed: 'changed',
    file_key_missing: 'key_missing',
    file_erased: 'erased',
    file_needs_keys: 'sensitive',
  };
  return reasons[code] ?? null;
}

/** Omissions counted by reason, for the screen. */
export function countOmissions(
  entries: readonly OmittedEntries[],
  texts: readonly { reason: string }[],
  files: readonly { reason: string }[],
): Omission[] {
  const counts = new Map<string, Omission>();
  const add = (what: Omission['what'], reason: string, count: number): void => {
    const key = `${what} ${reason}`;
    counts.set(key, { what, reason, count: (counts.get(key)?.count ?? 0) + count });
  };
  for (const it of entries) add('entries', it.reason, it.to - it.from);
  for (const it of texts) add('texts', it.reason, 1);
  for (const it of files) add('files', it.reason, 1);
  return [...counts.values()];
}
