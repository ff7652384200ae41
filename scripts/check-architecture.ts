// Checks that the code stands as the house is drawn: imports, packages, file names and headers, words in both languages.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFiles, checkWords } from './architecture/file-rules.ts';
import { checkImports } from './architecture/import-rules.ts';
import { checkPackages } from './architecture/package-rules.ts';
import { readWorkspaces } from './architecture/rooms.ts';
import { isSource, type Fault, type Tree } from './architecture/tree.ts';
import { listFiles } from './test-files.ts';

/** All faults of a tree, sorted by place. */
export function checkTree(tree: Tree): Fault[] {
  const workspaces = readWorkspaces(tree);
  const faults = [...checkImports(tree, workspaces), ...checkPackages(tree, workspaces), ...checkFiles(tree), ...checkWords(tree)];
  return faults.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

/** Reads what the checks look at. */
export function loadTree(root: string): Tree {
  const paths = listFiles(root).filter((path) => isSource(path) || /(^|\/)(package|words\.(en|de))\.json$/.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

if (import.meta.main) {
  const faults = checkTree(loadTree(dirname(dirname(fileURLToPath(import.meta.url)))));
  for (const { file, line, what, why } of faults) process.stdout.write(`${file}:${line} ${what}: ${why}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
