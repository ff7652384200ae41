// What changed between two versions: section by section, line by line.
import type { DocumentText, Section } from './schema.ts';

export type LineChange = { state: 'same' | 'added' | 'dropped'; text: string };
export type SectionChange = {
  id: string;
  heading: string;
  /** The heading before, where it was another. */
  heading_before: string | null;
  state: 'same' | 'added' | 'dropped' | 'changed' | 'moved';
  lines: LineChange[];
};

/** Beyond this many pairs of lines a section is shown as taken out and put in anew. */
const mostPairs = 1_000_000;

/** Sections in the order of the newer text; those it dropped stand where they stood. `before` null: everything is new. */
export function compareTexts(before: DocumentText | null, after: DocumentText | null): SectionChange[] {
  const [old, now] = [before?.sections ?? [], after?.sections ?? []];
  const byId = new Map(old.map((it) => [it.id, it]));
  const kept = new Set(now.map((it) => it.id));
  const order = old.filter((it) => kept.has(it.id)).map((it) => it.id);
  const changes = now.filter((it) => byId.has(it.id)).map((it) => it.id);
  const isMoved = new Set(changes.filter((id, at) => order[at] !== id));
  const result: SectionChange[] = now.map((it) => compareSection(byId.get(it.id), it, isMoved.has(it.id)));
  for (const [at, it] of old.entries()) if (!kept.has(it.id)) result.splice(Math.min(at, result.length), 0, droppedSection(it));
  return result;
}

function compareSection(before: Section | undefined, after: Section, isMoved: boolean): SectionChange {
  const base = { id: after.id, heading: after.heading };
  if (before === undefined)
    return { ...base, heading_before: null, state: 'added', lines: linesOf(after.body).map((text) => ({ state: 'added', text })) };
  const heading_before = before.heading === after.heading ? null : before.heading;
  const lines = compareLines(linesOf(before.body), linesOf(after.body));
  const isChanged = heading_before !== null || lines.some((it) => it.state !== 'same');
  return { ...base, heading_before, state: isChanged ? 'changed' : isMoved ? 'moved' : 'same', lines };
}

const droppedSection = (it: Section): SectionChange => ({
  id: it.id,
  heading: it.heading,
  heading_before: null,
  state: 'dropped',
  lines: linesOf(it.body).map((text) => ({ state: 'dropped', text })),
});

const linesOf = (body: string): string[] => (body === '' ? [] : body.split('\n'));

/** The shortest way from one list of lines to the other: longest common subsequence, after what both begin and end with. */
export function compareLines(before: readonly string[], after: readonly string[]): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]): LineChange[] => lines.map((text) => ({ state: 'same', text }));
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const middle = old.length * now.length > mostPairs ? replaced(old, now) : walk(old, now);
  return [...same(before.slice(0, start)), ...middle, ...same(end === 0 ? [] : before.slice(-end))];
}

const replaced = (old: readonly string[], now: readonly string[]): LineChange[] => [
  ...old.map((text): LineChange => ({ state: 'dropped', text })),
  ...now.map((text): LineChange => ({ state: 'added', text })),
];

function walk(old: readonly string[], now: readonly string[]): LineChange[] {
  const width = now.length + 1;
  const longest = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        old[i] === now[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const lines: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ state: 'same', text: old[i]! });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      lines.push({ state: 'dropped', text: old[i]! });
      i += 1;
    } else {
      lines.push({ state: 'added', text: now[j]! });
      j += 1;
    }
  }
  return lines;
}
