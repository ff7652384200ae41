// Where an installation keeps what: program versions side by side, settings, data, backups.
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StartFault } from '../platform/src/start-fault.ts';

export type Layout = {
  /** Holds `<version>/` and the link `current`. */
  home: string;
  settings: string;
  data: string;
  backups: string;
  /** Where the command `holdfast` is linked. */
  command: string;
  /** systemd's unit, or null when whoever installed starts it. */
  unit: string | null;
};

export type Given = { prefix: string | null; data: string | null; backups: string | null; service: boolean };

/** The layout of an installation that is there, else of a new one: below `prefix`, or where Linux keeps such things. */
export function layoutOf(home: string, given: Given): Layout {
  const file = join(home, 'layout');
  const kept = existsSync(file) ? readLayout(file) : new Map<string, string>();
  const own = given.prefix !== null;
  return {
    home,
    settings: kept.get('HOLDFAST_SETTINGS') ?? (own ? join(home, 'etc/holdfast.env') : '/etc/holdfast/holdfast.env'),
    data: kept.get('HOLDFAST_DATA') ?? given.data ?? (own ? join(home, 'data') : '/var/lib/holdfast'),
    backups: kept.get('HOLDFAST_BACKUPS') ?? given.backups ?? (own ? join(home, 'backups') : '/var/backups/holdfast'),
    command: own ? join(home, 'bin/holdfast') : '/usr/local/bin/holdfast',
    unit: (kept.get('HOLDFAST_UNIT') ?? (!own && given.service ? 'holdfast.service' : '')) || null,
  };
}

/** The file `layout`, which the command `holdfast` reads too. */
export function writeLayout(layout: Layout): void {
  const lines = {
    HOLDFAST_SETTINGS: layout.settings,
    HOLDFAST_DATA: layout.data,
    HOLDFAST_BACKUPS: layout.backups,
    HOLDFAST_UNIT: layout.unit ?? '',
  };
  const text = Object.entries(lines).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`);
  writeFileSync(join(layout.home, 'layout'), `# Where this installation keeps what. Written by the installer.\n${text.join('')}`, {
    mode: 0o644,
  });
}

function readLayout(file: string): Map<string, string> {
  const lines = readFileSync(file, 'utf8').matchAll(/^export (\w+)='(.*)'$/gm);
  return new Map([...lines].map(([, name = '', value = '']) => [name, value.replaceAll("'\\''", "'")]));
}

/** The settings file's values; `name=value` lines. */
export function readSettings(layout: Layout): Record<string, string> {
  if (!existsSync(layout.settings)) return {};
  const lines = readFileSync(layout.settings, 'utf8').matchAll(/^\s*([A-Z_]+)=(?:'([^']*)'|"([^"]*)"|(\S*))\s*$/gm);
  return Object.fromEntries([...lines].map(([, name = '', a, b, c]) => [name, a ?? b ?? c ?? '']));
}

/** The version in use, or null when nothing is installed. */
export function currentVersion(home: string): string | null {
  const link = join(home, 'current');
  try {
    return basename(readlinkSync(link));
  } catch {
    return null;
  }
}

/** Lets `current` lead to another version; at no moment is there none. */
export function switchTo(home: string, version: string): void {
  const link = join(home, 'current');
  rmSync(`${link}.new`, { force: true });
  symlinkSync(version, `${link}.new`);
  renameSync(`${link}.new`, link);
}

/** Below zero when `a` is older than `b` (semantic versioning 2.0.0, 11). Throws StartFault for what is no version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i += 1) if (left.numbers[i] !== right.numbers[i]) return left.numbers[i]! - right.numbers[i]!;
  if (left.label === right.label) return 0;
  if (left.label === '' || right.label === '') return left.label === '' ? 1 : -1;
  return compareLabels(left.label.split('.'), right.label.split('.'));
}

function compareLabels(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] === b[i]) continue;
    const [x, y] = [/^\d+$/.test(a[i]!), /^\d+$/.test(b[i]!)];
    if (x && y) return Number(a[i]) - Number(b[i]);
    return x === y ? (a[i]! < b[i]! ? -1 : 1) : x ? -1 : 1;
  }
  return a.length - b.length;
}

function parts(version: string): { numbers: number[]; label: string } {
  const match = /^(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+.*)?$/.exec(version);
  if (match === null) throw new StartFault('no_version', `"${version}" is not a version such as 1.4.0.`);
  return { numbers: match.slice(1, 4).map(Number), label: match[4] ?? '' };
}
