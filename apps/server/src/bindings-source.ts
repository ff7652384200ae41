// The source behind all evidence: the files every evidence.ts is made of, as one hash. Marks are made anew when any of them has changed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';

/** Imports and exports from elsewhere that remain at run time: what is named, and from where. */
const fromPattern = /^(?:import|export)\s+(?!type\b)(?:(\*)(?:\s+as\s+\w+)?|(\{[^}]*\}))\s*from\s+'([^']+)';/gm;

type From = { names: string[] | null; file: string };

/**
 * Paths of the files the modules `room` imports as `@holdfast/<module>/evidence` are made of: they, and all of ours they import, through a core's door
 * only the files that hold what is named. Types and npm packages are left out.
 */
export function sourcesOfEvidence(room: string): string[] {
  const found = new Set<string>();
  for (const { file } of importsOf(room).filter((it) => it.file.endsWith('/evidence.ts'))) follow({ names: null, file }, found);
  return [...found].toSorted();
}

/** A hash over what those files hold, whatever folder they lie in. */
export function sourceOfEvidence(room: string): string {
  const each = sourcesOfEvidence(room).map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
  return createHash('sha256').update(each.toSorted().join('\n')).digest('hex');
}

function follow({ names, file }: From, found: Set<string>): void {
  // A door only hands on: what lies behind other names is none of the importer's.
  if (names !== null && basename(file) === 'index.ts') {
    for (const it of importsOf(file))
      if (it.names === null || it.names.some((name) => names.includes(name))) follow({ ...it, names }, found);
    return;
  }
  if (found.has(file)) return;
  found.add(file);
  for (const it of importsOf(file)) follow(it, found);
}

function importsOf(file: string): From[] {
  const { resolve } = createRequire(file);
  return [...readFileSync(file, 'utf8').matchAll(fromPattern)]
    .filter(([, , , from]) => from!.startsWith('.') || from!.startsWith('@holdfast/'))
    .map(([, , names, from]) => ({ names: names === undefined ? null : namesIn(names), file: resolve(from!) }));
}

const namesIn = (braces: string): string[] =>
  braces
    .slice(1, -1)
    .split(',')
    .map((it) => it.trim())
    .filter((it) => it !== '' && !it.startsWith('type '))
    .map((it) => it.split(/\s+as\s+/)[0]!);
