// Builds the web files when their sources changed since the last build; a start with unchanged sources costs milliseconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from './test-files.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'apps/web/dist/.hash');

/** True for paths the built files depend on: pages, UI parts, the client, what modules share with their pages, and the lockfile. */
export function isWebSource(path: string): boolean {
  if (/\.test\.tsx?$/.test(path)) return false;
  if (path === 'package-lock.json' || path === 'tsconfig.base.json' || path === 'tsconfig.browser.json') return true;
  return (
    /^(apps\/(web|verifier)|design|client|core\/[^/]+\/src)\//.test(path) ||
    /^modules\/[^/]+\/[^/]+\/(ui\/|(schema|rules)[^/]*\.ts$|package\.json$)/.test(path) ||
    path === 'platform/src/shapes.ts'
  );
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const path of listFiles(root).filter(isWebSource))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function build(): boolean {
  process.stderr.write('Building the pages (once after each change, a few seconds) ...\n');
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
  return (
    spawnSync(process.execPath, args, {
      cwd: join(root, 'apps/web'),
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    }).status === 0
  );
}

const verifier = join(root, 'apps/verifier/dist');

/** So are the programs; their builder, too, is loaded only where it is. */
async function buildProgramsToo(): Promise<void> {
  const { buildStalePrograms } = await import('./build-programs.ts');
  await buildStalePrograms();
}

/** The verifier is built with the pages; its builder is loaded only then, for a server that runs has none. */
async function buildVerifierToo(): Promise<void> {
  const { buildVerifier } = await import('./build-verifier.ts');
  await buildVerifier(verifier);
}

if (import.meta.main && existsSync(join(root, 'apps/web/index.html'))) {
  const hash = hashSources();
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (!built || !existsSync(verifier)) await buildVerifierToo();
  await buildProgramsToo();
  if (!built && build()) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  } else if (!built) {
    process.stderr.write('The pages could not be built; the reason stands above.\n');
    process.exitCode = 1;
  }
}
