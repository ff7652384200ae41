// Who may import whom: the table of the house, as functions that return the reason against an import, or null.
import { functions, packageName, resolveImport, roomOf, type ModulePart, type Room, type Target, type Workspace } from './rooms.ts';
import { readImports, isSource, type Fault, type Import, type Tree } from './tree.ts';

type ModuleRoom = Extract<Room, { kind: 'module' }>;
type Question = { from: Room; to: Room | null; target: Target; own: boolean; it: Import; dependencies: readonly string[] };

const pureParts: readonly ModulePart[] = ['schema', 'rules', 'access', 'evidence'];
// The platform's files that touch nothing: words everybody shares.
const pureDoors: readonly string[] = [
  '@holdfast/platform/permit',
  '@holdfast/platform/failure',
  '@holdfast/platform/shapes',
  '@holdfast/platform/sign-in-settings',
];
const apps = { composed: ['server', 'cli'], thin: ['sensor', 'enforcer', 'signer', 'witness', 'bastion'] } as const;

/** Every import of the tree that the house forbids. */
export function checkImports(tree: Tree, workspaces: readonly Workspace[]): Fault[] {
  return [...tree]
    .filter(([path]) => isSource(path))
    .flatMap(([path, text]) => readImports(path, text).flatMap((it) => checkImport(it, workspaces)));
}

function checkImport(it: Import, workspaces: readonly Workspace[]): Fault[] {
  const from = roomOf(it.file);
  if (from.kind === 'free') return [];
  const target = resolveImport(it, workspaces);
  const to = target.kind === 'path' ? roomOf(target.path) : null;
  const mine = workspaces.find((workspace) => it.file.startsWith(`${workspace.folder}/`));
  const own = mine !== undefined && target.kind === 'path' && target.path.startsWith(`${mine.folder}/`);
  const question: Question = { from, to, target, own, it, dependencies: mine?.dependencies ?? [] };
  const why = againstAnyone(question) ?? againstRoom(question) ?? againstMinting(question);
  return why === null ? [] : [{ file: it.file, line: it.line, what: `imports ${it.from}`, why }];
}

function againstAnyone({ to, target, from, own }: Question): string | null {
  if (target.kind === 'unknown') return 'the package does not export it';
  if (to?.kind === 'free') return 'tests, scripts, benchmarks and fuzzers are imported by nobody';
  if (to?.kind === 'app' && !own) return 'apps are imported by nobody';
  if (to?.kind === 'plant' && !own && !(from.kind === 'app' && isIn(from.name, apps.composed)))
    return 'only apps/server and apps/cli import the plant';
  return null;
}

function againstRoom(question: Question): string | null {
  switch (question.from.kind) {
    case 'core':
      return againstCore(question);
    case 'platform':
      return question.own || question.to === null || isCore(question.to, 'ledger')
        ? null
        : 'the platform may import npm, node and core/ledger';
    case 'design':
    case 'client':
      return question.own || question.target.kind === 'npm' ? null : `${question.from.kind} may import npm packages only`;
    case 'app':
      return againstApp(question, question.from.name);
    case 'module':
      return againstModule(question, question.from);
    default:
      return null;
  }
}

function againstCore({ own, to, target, it, dependencies }: Question): string | null {
  if (own) return null;
  if (target.kind === 'node') return 'core never touches the machine: pass it in as an argument';
  if (to !== null && to.kind !== 'core') return 'core may import only packages its package.json lists, and other cores';
  return dependencies.includes(packageName(it.from)) ? null : 'core may import only what its package.json lists';
}

function againstApp({ own, to, target, it }: Question, name: string): string | null {
  if (own || target.kind === 'npm') return null;
  if (name === 'web') {
    if (target.kind === 'node') return it.file.endsWith('/vite.config.ts') ? null : 'pages run in the browser';
    const fits =
      to?.kind === 'core' ||
      to?.kind === 'design' ||
      to?.kind === 'client' ||
      (to?.kind === 'module' && isIn(to.part, ['schema', 'rules', 'ui', 'words']));
    return fits ? null : 'a page may import schema, rules and ui of modules, core, client and design';
  }
  // What auditors run must not hold anything of the plant's server.
  if (name === 'verifier') return to === null || to.kind === 'core' ? null : 'apps/verifier may import core only';
  if (isIn(name, apps.thin))
    return to === null || to.kind === 'core' || to.kind === 'platform' ? null : `apps/${name} may import core and platform only`;
  return null;
}

function againstModule(question: Question, from: ModuleRoom): string | null {
  const { to } = question;
  if (to?.kind === 'module' && functions.indexOf(to.function as never) > functions.indexOf(from.function as never)) {
    return `${from.function} comes before ${to.function}: tell it through the ledger or a job`;
  }
  if (from.part === 'ui') return againstUi(question);
  if (pureParts.includes(from.part)) return againstPure(question, from.part);
  if (from.part === 'store') return againstStore(question);
  return againstEdge(question);
}

function againstPure({ target, to, own, it }: Question, part: ModulePart): string | null {
  if (pureDoors.includes(it.from)) return null;
  if (target.kind === 'npm') return target.name === 'zod' ? null : `${part} is pure: of npm it may import zod only`;
  if (to?.kind === 'core') return null;
  if (to?.kind === 'module' && isIn(to.part, own ? [...pureParts, 'other'] : ['schema', 'rules'])) return null;
  return `${part} is pure: it may import zod, core, its own pure files, schema and rules of others, and of the platform permit, failure and shapes`;
}

function againstStore({ target, to, own }: Question): string | null {
  if (target.kind === 'npm' || to?.kind === 'platform' || to?.kind === 'core') return null;
  if (to?.kind === 'module' && isIn(to.part, own ? [...pureParts, 'store', 'other'] : ['schema', 'rules', 'store'])) return null;
  return 'a store may import its own pure files, schema, rules and store of others, the platform and core';
}

function againstEdge({ target, to, own }: Question): string | null {
  if (target.kind !== 'path' || to?.kind === 'platform' || to?.kind === 'core') return null;
  if (to?.kind === 'module' && isIn(to.part, own ? [...pureParts, 'store', 'routes', 'jobs', 'other'] : ['schema', 'rules', 'store']))
    return null;
  return 'routes and jobs may import their own files, schema, rules and store of others, platform and core';
}

function againstUi({ target, to, own, it }: Question): string | null {
  if (target.kind === 'npm' || to?.kind === 'design' || to?.kind === 'client') return null;
  if (to?.kind === 'module' && isIn(to.part, own ? ['schema', 'rules', 'ui', 'words'] : ['schema', 'rules', 'ui'])) return null;
  return it.from.endsWith('.css') && own ? null : 'ui may import schema, rules and ui, its own words, client and design';
}

// INVARIANT: a permit exists only because a sentence allowed it.
function againstMinting({ from, it }: Question): string | null {
  if (from.kind === 'platform' || (from.kind === 'module' && from.part === 'access')) return null;
  const minting =
    /(^@holdfast\/platform\/|\/)permit(\.ts)?$/.test(it.from) &&
    it.names.some((name) => name === 'mint' || name === 'mintForProcess' || name === '*');
  return minting ? 'only access.ts mints a permit' : null;
}

function isCore(room: Room, name: string): boolean {
  return room.kind === 'core' && room.name === name;
}

function isIn(word: string, list: readonly string[]): boolean {
  return list.includes(word);
}
