// What an operator can set: command line first, then the environment, then a default for each.
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { logLevels, type LogLevel } from './log.ts';
import { StartFault } from './start-fault.ts';
import { isName } from './tls-names.ts';

export type Config = {
  port: number;
  /** Address to listen on. Another than loopback only with TLS. */
  host: string;
  /** Absolute folder for the database, the files, the secrets and the log. */
  dataDir: string;
  /** A PostgreSQL of your own, or null for the bundled one. */
  databaseUrl: string | null;
  /** What people type into the browser; passkeys are bound to its name. No slash at the end. */
  publicUrl: string;
  /** Null: plain HTTP, for this machine only. */
  tls: TlsConfig | null;
  logLevel: LogLevel;
  /** Socket of a signer that runs as a service of its own, or null: then the server starts one. */
  signerSocket: string | null;
  /** Load the demo plant (`npm start`); false for a plant of your own (`npm run serve`). */
  demo: boolean;
};

export type TlsConfig = {
  /** Where HTTPS listens; the plain port then only leads there. */
  port: number;
  /** Further names and addresses people use. */
  names: string[];
  /** PEM files of the plant's own certificate and key, or null: then the plant authority makes one. */
  files: { certificate: string; key: string } | null;
  /** Where machines with certificates of the plant authority come in. */
  machinePort: number;
  /** Make a new authority, though the former one's key is lost. */
  newAuthority: boolean;
};

/** The settings, `name` on the command line and `variable` in the environment; the help text is made of these. */
export const settings = [
  { name: 'port', variable: 'HOLDFAST_PORT', value: 'NUMBER', says: 'port to listen on (default 4400)' },
  { name: 'host', variable: 'HOLDFAST_HOST', value: 'ADDRESS', says: 'address to listen on (default 127.0.0.1; others need TLS)' },
  { name: 'tls', variable: 'HOLDFAST_TLS', value: 'MODE', says: 'on, off, or new for a new authority (default: on for other addresses)' },
  { name: 'tls-port', variable: 'HOLDFAST_TLS_PORT', value: 'NUMBER', says: 'port of HTTPS (default 4443); the plain port leads there' },
  {
    name: 'machine-port',
    variable: 'HOLDFAST_MACHINE_PORT',
    value: 'NUMBER',
    says: 'port for enforcers and other machines (default 4445), with TLS only',
  },
  { name: 'tls-cert', variable: 'HOLDFAST_TLS_CERT', value: 'FILE', says: 'own certificate and chain, PEM; without it Holdfast makes one' },
  {
    name: 'tls-key',
    variable: 'HOLDFAST_TLS_KEY',
    value: 'FILE',
    says: 'private key of the own certificate, PEM, readable by nobody else',
  },
  { name: 'names', variable: 'HOLDFAST_NAMES', value: 'NAME,...', says: 'further names and addresses people reach this machine by' },
  { name: 'data', variable: 'HOLDFAST_DATA', value: 'FOLDER', says: 'where database, files, secrets and log are kept' },
  { name: 'database-url', variable: 'DATABASE_URL', value: 'URL', says: 'use this PostgreSQL (18 or later) instead of the bundled one' },
  {
    name: 'public-url',
    variable: 'HOLDFAST_PUBLIC_URL',
    value: 'URL',
    says: 'address people use (default this machine by its name with TLS, else localhost)',
  },
  {
    name: 'signer',
    variable: 'HOLDFAST_SIGNER',
    value: 'SOCKET',
    says: 'socket of a signer that is a service of its own (default: Holdfast starts one)',
  },
  { name: 'log-level', variable: 'HOLDFAST_LOG_LEVEL', value: 'LEVEL', says: 'debug, info, warn or error (default info)' },
] as const;
type SettingName = (typeof settings)[number]['name'];

export type Environment = Readonly<Record<string, string | undefined>>;
export type Account = { isRoot: boolean; home: string };

/**
 * Reads the settings. `argv` is without node and script. Returns `{help}` with a text to print when `--help` is asked for; throws StartFault
 * for an unknown option or a value that cannot be.
 */
export function readConfig(argv: readonly string[], env: Environment, account: Account): Config | { help: string } {
  if (argv.includes('--help') || argv.includes('-h')) return { help: helpText(account) };
  const given = readOptions(argv.filter((argument) => argument !== '--demo'));
  const setting = (name: SettingName): string | undefined => given.get(name) ?? fromEnvironment(name, env);
  const port = readPort(setting('port') ?? '4400');
  const databaseUrl = setting('database-url') ?? null;
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw wrong('database-url', 'starts with postgresql://');
  const host = setting('host') ?? '127.0.0.1';
  const tls = readTls(host, setting);
  return {
    port,
    host,
    dataDir: resolve(setting('data') ?? (argv.includes('--demo') ? demoDataDir(account) : defaultDataDir(account))),
    databaseUrl,
    publicUrl: readPublicUrl(setting('public-url') ?? defaultUrl(port, host, tls)),
    tls,
    signerSocket: setting('signer') === undefined ? null : resolve(setting('signer')!),
    logLevel: readLogLevel(setting('log-level') ?? 'info'),
    demo: argv.includes('--demo'),
  };
}

type Setting = (name: SettingName) => string | undefined;

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

function readTls(host: string, setting: Setting): TlsConfig | null {
  const [certificate, key] = [setting('tls-cert'), setting('tls-key')];
  if ((certificate === undefined) !== (key === undefined))
    throw wrong(key === undefined ? 'tls-key' : 'tls-cert', 'is given together with the other');
  const mode = setting('tls') ?? (loopback.has(host) && certificate === undefined ? 'off' : 'on');
  if (!['on', 'off', 'new'].includes(mode)) throw wrong('tls', 'is one of on, off, new');
  if (mode === 'off' && !loopback.has(host)) {
    throw new StartFault(
      'loopback_only',
      `Without TLS Holdfast listens on this machine only; ${host} would send passwords in clear. Leave out --tls off, or --host.`,
    );
  }
  const names = readNames(setting('names') ?? '');
  if (mode === 'off') return null;
  const port = readPort(setting('tls-port') ?? '4443', 'tls-port');
  const machinePort = readPort(setting('machine-port') ?? '4445', 'machine-port');
  const files = certificate === undefined || key === undefined ? null : { certificate: resolve(certificate), key: resolve(key) };
  return { port, machinePort, names, files, newAuthority: mode === 'new' };
}

function readNames(text: string): string[] {
  const names = text.split(/[\s,]+/).filter(Boolean);
  if (!names.every(isName)) throw wrong('names', 'lists host names and addresses, separated by commas');
  return names;
}

function defaultUrl(port: number, host: string, tls: TlsConfig | null): string {
  if (tls === null) return `http://localhost:${port}`;
  const name = loopback.has(host) || !isName(hostname()) ? 'localhost' : hostname();
  return tls.port === 443 ? `https://${name}` : `https://${name}:${tls.port}`;
}

/** Where data go when nothing is set: root's home is closed to the database's account, so root's data live in /var/lib. */
export function defaultDataDir(account: Account): string {
  return account.isRoot ? '/var/lib/holdfast' : join(account.home, '.local/share/holdfast');
}

/** The demo plant's own folder beside it, so that trying the demo never stands in the way of a plant of your own. */
export function demoDataDir(account: Account): string {
  return `${defaultDataDir(account)}-demo`;
}

function readOptions(argv: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (let i = 0; i < argv.length; i += 1) {
    const match = /^--([a-z-]+)(?:=(.*))?$/s.exec(argv[i] ?? '');
    const name = match?.[1];
    if (name === undefined || !settings.some((it) => it.name === name)) {
      throw new StartFault('unknown_option', `Holdfast does not know "${argv[i]}". See --help for what can be set.`);
    }
    const value = match?.[2] ?? argv[(i += 1)];
    if (value === undefined || value === '')
      throw new StartFault('missing_value', `--${name} needs a value. See --help for what can be set.`);
    given.set(name, value);
  }
  return given;
}

function fromEnvironment(name: SettingName, env: Environment): string | undefined {
  const variable = settings.find((it) => it.name === name)?.variable;
  const value = variable === undefined ? undefined : env[variable];
  return value === '' ? undefined : value;
}

function wrong(name: SettingName, rule: string): StartFault {
  return new StartFault('wrong_value', `The setting --${name} must be a value that ${rule}. See --help for what can be set.`);
}

function readPort(text: string, name: SettingName = 'port'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535) throw wrong(name, 'is a number from 0 to 65535');
  return port;
}

function readPublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw wrong('public-url', 'is an http or https address');
  return url.href.replace(/\/$/, '');
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((it) => it === text);
  if (level === undefined) throw wrong('log-level', `is one of ${logLevels.join(', ')}`);
  return level;
}

function helpText(account: Account): string {
  const lines = settings.map(
    (it) => `  --${`${it.name} ${it.value}`.padEnd(22)} ${it.says}\n  ${''.padEnd(24)} or ${it.variable} in the environment`,
  );
  return [
    'Holdfast options:',
    ...lines,
    `  --${'help'.padEnd(22)} this text`,
    '',
    `Data folder when nothing is set: ${defaultDataDir(account)}, of the demo plant ${demoDataDir(account)}`,
  ].join('\n');
}
