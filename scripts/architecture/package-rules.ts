// Each workspace's package.json lists what its code imports, and nothing else.
import { packageName, workspaceOf, type Workspace } from './rooms.ts';
import { isSource, isTest, readImports, type Fault, type Tree } from './tree.ts';

/** Packages imported but not listed, and listed but not imported. Tests may use the root's development packages too. */
export function checkPackages(tree: Tree, workspaces: readonly Workspace[]): Fault[] {
  const used = new Map<string, Set<string>>(workspaces.map((workspace) => [workspace.folder, new Set<string>()]));
  const faults: Fault[] = [];
  for (const [path, text] of tree) {
    const workspace = workspaceOf(path, workspaces);
    if (workspace === undefined || !isSource(path)) continue;
    // A package whose files are data is found by resolving its name, without an import.
    for (const [, name] of text.matchAll(/\.resolve\('([^'.][^']*)'\)/g)) used.get(workspace.folder)?.add(packageName(name ?? ''));
    for (const it of readImports(path, text)) {
      if (it.from.startsWith('.') || it.from.startsWith('node:')) continue;
      const name = packageName(it.from);
      used.get(workspace.folder)?.add(name);
      if (workspace.dependencies.includes(name) || name === workspace.name || isTest(path) || isBuildFile(path)) continue;
      faults.push({ file: path, line: it.line, what: `imports ${name}`, why: `${workspace.folder}/package.json does not list it` });
    }
  }
  return [...faults, ...workspaces.flatMap((workspace) => findUnused(tree, workspace, used.get(workspace.folder) ?? new Set()))];
}

// Build files and test set-ups use the root's development packages.
function isBuildFile(path: string): boolean {
  return /(^|\/)(vite\.config\.ts|test\/.*)$/.test(path);
}

function findUnused(tree: Tree, workspace: Workspace, used: ReadonlySet<string>): Fault[] {
  const file = `${workspace.folder}/package.json`;
  const lines = (tree.get(file) ?? '').split('\n');
  return workspace.dependencies
    .filter((name) => !used.has(name))
    .map((name) => ({
      file,
      line: lines.findLastIndex((line) => line.includes(`"${name}"`)) + 1,
      what: `lists ${name}`,
      why: 'no file imports it',
    }));
}
