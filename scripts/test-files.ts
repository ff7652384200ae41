// Finds the test files and sorts them into the runs of `npm test`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const testKinds = ['pure', 'db', 'ui', 'e2e'] as const;
export type TestKind = (typeof testKinds)[number];

const skipped = new Set(['node_modules', 'dist', '.git', 'data']);

/** The kind of a path relative to the repository, or null when it is no test. */
export function kindOf(path: string): TestKind | null {
  if (/^test\/e2e\/.*\.test\.ts$/.test(path)) return 'e2e';
  if (path.endsWith('.db.test.ts')) return 'db';
  if (path.endsWith('.ui.test.tsx') || path.endsWith('.ui.test.ts')) return 'ui';
  return path.endsWith('.test.ts') ? 'pure' : null;
}

/** All files under `root` as sorted paths relative to it, without dependencies and built files. */
export function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(root, path);
      return entry.isFile() ? [path] : [];
    })
    .toSorted();
}

/** The test files of each kind; with words, only those whose path contains one of them. */
export function findTests(paths: readonly string[], words: readonly string[]): Record<TestKind, string[]> {
  const found: Record<TestKind, string[]> = { pure: [], db: [], ui: [], e2e: [] };
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind !== null && (words.length === 0 || words.some((word) => path.includes(word)))) found[kind].push(path);
  }
  return found;
}
