// What the tests need beyond npm: installed with apt where it is absent and this user may; otherwise said, and those tests skip.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `programs`: any of them will do. */
export type Prerequisite = { package: string; programs: readonly string[]; for: string };

/** The shell is Chromium without windows, which nobody sees here: a profile and a frame cost it a third less. */
export const browsers = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'] as const;

export const prerequisites: readonly Prerequisite[] = [
  { package: 'chromium-headless-shell', programs: browsers, for: 'the tests in a browser' },
  { package: 'slapd', programs: ['slapd'], for: 'the sign-in by an LDAP directory' },
  { package: 'tshark', programs: ['tshark'], for: 'the comparison with tshark' },
  { package: 'softhsm2', programs: ['softhsm2-util'], for: 'the ledger’s key in a token (PKCS #11)' },
  { package: 'opensc', programs: ['pkcs11-tool'], for: 'the ledger’s key in a token (PKCS #11)' },
  { package: 'qpdf', programs: ['qpdf'], for: 'the second look at papers' },
  { package: 'iproute2', programs: ['ip'], for: 'the test of the offline bundle and those in network namespaces' },
  { package: 'nftables', programs: ['nft'], for: 'the tests of conduits held by nftables' },
  { package: 'conntrack', programs: ['conntrack'], for: 'the tests of conversations older than their rules' },
  { package: 'rsyslog', programs: ['rsyslogd'], for: 'the receiver of findings as syslog' },
];

/** The first of the programs found on the path, as a full path, or null. */
export function findProgram(programs: readonly string[]): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin'];
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find((path) => existsSync(path)) ?? null;
}

/** Installs what is absent; says on standard error what could not be had. `HOLDFAST_NO_APT=1` forbids installing. */
export function installPrerequisites(list = prerequisites, purpose = 'the tests'): void {
  const absent = (): Prerequisite[] => list.filter((it) => findProgram(it.programs) === null);
  const wanted = absent();
  if (wanted.length > 0 && mayInstall()) {
    const names = wanted.map((it) => it.package);
    process.stderr.write(`Installing ${names.join(' and ')} for ${purpose} ...\n`);
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
  }
  for (const it of absent()) process.stderr.write(`${it.package} is absent and could not be installed: ${it.for} will be skipped.\n`);
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && process.env['HOLDFAST_NO_APT'] !== '1' && findProgram(['apt-get']) !== null;
}

function apt(args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 });
}
