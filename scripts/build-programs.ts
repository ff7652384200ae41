// Builds what starts often, `holdfast inspect` and the server, as a few files instead of hundreds of modules: the first loads in a fifth of
// the time, the server starts in half. Without them, and when a source is newer, the sources run.
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { isBuilt, SOURCES_FILE } from '@holdfast/platform/built';
import { type InputOptions, type Plugin, rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** `input`: name of a built file -> its source, from the program's folder. */
type Program = { name: 'cli' | 'server'; input: Readonly<Record<string, string>> };

export const programs: readonly Program[] = [
  { name: 'cli', input: { inspect: 'src/inspect.ts', 'second-thread.worker': 'src/second-thread.worker.ts' } },
  { name: 'server', input: { run: 'src/run.ts', 'reader.worker': '../../modules/detect/captures/reader.worker.ts' } },
];

/**
 * npm packages that are built in: those of very many modules. The others are found where they are installed; some read files of their own
 * beside them.
 */
const builtIn =
  /^(kysely|zod|better-auth|better-call|@better-auth\/[\w-]+|@simplewebauthn\/server|@peculiar\/[\w-]+|jose|@noble\/\w+)(\/|$)/;

const folderOf = ({ name }: Program): string => join(root, 'apps', name);
const urlOf = (program: Program): URL => pathToFileURL(`${folderOf(program)}/`);

/** Writes `apps/<name>/dist`, put in place whole: whoever runs the program meanwhile sees the old files, the new ones, or none. */
export async function buildProgram(program: Program): Promise<void> {
  const app = folderOf(program);
  const dist = join(app, 'dist');
  const fresh = join(root, `node_modules/.cache/holdfast-${program.name}-${process.pid}`);
  const input = Object.fromEntries(Object.entries(program.input).map(([name, path]) => [name, resolve(app, path)]));
  const plugins = [leavePackages(dist), keepPlaces(dist, input)];
  const missing: string[] = [];
  const onLog: InputOptions['onLog'] = (level, log, handle) =>
    log.code === 'UNRESOLVED_IMPORT' ? void missing.push(log.message) : handle(level, log);
  const build = await rolldown({ input, platform: 'node', treeshake: true, logLevel: 'warn', plugins, onLog });
  const { output } = await build.write({ dir: fresh, format: 'esm' });
  await build.close();
  // Left to be found at the start, it would not be: packages that are half installed would leave a program that cannot start, and is not stale.
  if (missing.length > 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`${program.name} cannot be built, run npm ci: ${stripVTControlCharacters(missing.join('\n'))}`);
  }
  const inside: string[] = output.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : [])).filter((id) => !id.startsWith('\0'));
  // A package's files are as old as npm says; that others are installed, the lockfile tells.
  const sources = [...inside.filter((id) => !id.includes('/node_modules/')), join(root, 'package-lock.json')];
  const list: string[] = [...new Set(sources.map((path) => relative(app, path)))].toSorted((a, b) => (a < b ? -1 : 1));
  writeFileSync(join(fresh, SOURCES_FILE), `${JSON.stringify(list, null, 1)}\n`);
  putInPlace(fresh, dist);
}

/** Those whose sources are newer than their built files, or that have none. */
export async function buildStalePrograms(): Promise<void> {
  for (const program of programs) if (!isBuilt(urlOf(program))) await buildProgram(program);
}

/** Packages that are not built in are imported from `dist`; one that is another there than for who imports it is built in after all. */
function leavePackages(dist: string): Plugin {
  const isPackage = /^(@[\w.-]+\/)?[a-z][\w.-]*(\/|$)/i;
  return {
    name: 'leave packages',
    async resolveId(source, importer) {
      if (importer === undefined || !isPackage.test(source) || source.startsWith('@holdfast/') || builtIn.test(source)) return null;
      const here = await this.resolve(source, importer, { skipSelf: true });
      const there = await this.resolve(source, join(dist, 'run.js'), { skipSelf: true });
      return here === null || here.external !== false || here.id === there?.id ? { id: source, external: true } : null;
    },
  };
}

/** What a module finds beside itself it finds from `dist` too: files where its source is, threads that are built among the built. */
function keepPlaces(dist: string, input: Readonly<Record<string, string>>): Plugin {
  const built = new Map(Object.entries(input).map(([name, path]) => [path, name]));
  return {
    name: 'keep places',
    transform(code, id) {
      if (!code.includes('import.meta.url') || id.includes('/node_modules/')) return null;
      const threads = code.replaceAll(/new URL\('([^']+\.worker\.ts)', import\.meta\.url\)/g, (whole, path: string) => {
        const name = built.get(resolve(dirname(id), path));
        return name === undefined ? whole : `new URL('./${name}.js', import.meta.here)`;
      });
      const place = `new URL(${JSON.stringify(relative(dist, id))}, import.meta.here).href`;
      return threads.replaceAll('import.meta.url', place).replaceAll('import.meta.here', 'import.meta.url');
    },
  };
}

/** Of two who build at once the later may find the earlier's files there, and leaves them. */
function putInPlace(fresh: string, dist: string): void {
  const old = `${fresh}-old`;
  move(dist, old);
  if (!move(fresh, dist) && !existsSync(dist)) throw new Error(`${dist} cannot be written`);
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
}

function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

if (import.meta.main) for (const program of programs) await buildProgram(program);
