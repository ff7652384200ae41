// Which room of the house a path belongs to, and which path an import means.
import { posix } from 'node:path';
import { isTest, type Import, type Tree } from './tree.ts';

/** The six functions of NIST CSF 2.0 and what they prove, in the order in which modules may import. */
export const functions = ['govern', 'identify', 'protect', 'detect', 'respond', 'recover', 'prove'] as const;

/** `part` of a module: its file's name up to the first dot or hyphen group that the house names, `ui`, or `other`. */
export type Room =
  | { kind: 'core' | 'app'; name: string }
  | { kind: 'platform' | 'design' | 'client' | 'plant' | 'free' }
  | { kind: 'module'; function: string; name: string; part: ModulePart };

export type ModulePart = 'schema' | 'rules' | 'access' | 'evidence' | 'store' | 'routes' | 'jobs' | 'ui' | 'words' | 'other';

/** Where an import leads. */
export type Target = { kind: 'node' } | { kind: 'npm'; name: string } | { kind: 'path'; path: string } | { kind: 'unknown' };

export type Workspace = { folder: string; name: string; dependencies: readonly string[]; exports: Readonly<Record<string, string>> };

/** The room of a path. Tests, scripts, benchmarks and fuzzers are free: they may import anything. */
export function roomOf(path: string): Room {
  const [top = '', second = '', third = '', ...rest] = path.split('/');
  if (isTest(path) || ['test', 'bench', 'fuzz', 'scripts'].includes(top) || (top === 'platform' && second === 'test'))
    return { kind: 'free' };
  if (top === 'core' || top === 'apps') return { kind: top === 'core' ? 'core' : 'app', name: second };
  if (top === 'modules') return { kind: 'module', function: second, name: third, part: partOf(rest) };
  if (top === 'platform' || top === 'design' || top === 'client' || top === 'plant') return { kind: top };
  return { kind: 'free' };
}

function partOf(rest: readonly string[]): ModulePart {
  const file = rest.at(-1) ?? '';
  if (/^words\.[a-z]{2}\.json$/.test(file)) return 'words';
  if (rest[0] === 'ui') return 'ui';
  const word = /^([a-z]+)[.-]/.exec(file)?.[1] ?? '';
  const parts: readonly ModulePart[] = ['schema', 'rules', 'access', 'evidence', 'store', 'routes', 'jobs'];
  return parts.find((part) => part === word) ?? 'other';
}

/** The workspaces of the tree, from their package.json files. */
export function readWorkspaces(tree: Tree): Workspace[] {
  const found: Workspace[] = [];
  for (const [path, text] of tree) {
    if (posix.basename(path) !== 'package.json' || path === 'package.json') continue;
    const parsed = JSON.parse(text) as { name?: string; dependencies?: object; exports?: Record<string, string> };
    const dependencies = Object.keys(parsed.dependencies ?? {});
    found.push({ folder: posix.dirname(path), name: parsed.name ?? '', dependencies, exports: parsed.exports ?? {} });
  }
  return found;
}

/** The workspace a path lies in. */
export function workspaceOf(path: string, workspaces: readonly Workspace[]): Workspace | undefined {
  return workspaces.find((workspace) => path.startsWith(`${workspace.folder}/`));
}

/** The package's name in an import: `@scope/name/sub` -> `@scope/name`. */
export function packageName(from: string): string {
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/');
}

/** Follows an import; `unknown` when a package of ours does not export what is asked for. */
export function resolveImport(it: Import, workspaces: readonly Workspace[]): Target {
  if (it.from.startsWith('.')) return { kind: 'path', path: posix.join(posix.dirname(it.file), it.from) };
  if (it.from.startsWith('node:')) return { kind: 'node' };
  const name = packageName(it.from);
  const workspace = workspaces.find((candidate) => candidate.name === name);
  if (workspace === undefined) return name.startsWith('@holdfast/') ? { kind: 'unknown' } : { kind: 'npm', name };
  const path = followExports(workspace, `.${it.from.slice(name.length)}`);
  return path === null ? { kind: 'unknown' } : { kind: 'path', path };
}

function followExports(workspace: Workspace, subpath: string): string | null {
  for (const [pattern, target] of Object.entries(workspace.exports)) {
    if (pattern === subpath) return posix.join(workspace.folder, target);
    const [before = '', after] = pattern.split('*');
    if (after === undefined || !subpath.startsWith(before) || !subpath.endsWith(after)) continue;
    const middle = subpath.slice(before.length, subpath.length - after.length);
    return posix.join(workspace.folder, target.replaceAll('*', middle));
  }
  return null;
}
