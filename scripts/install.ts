// The installer inside a bundle, run by the bundle's own Node after its signature and hash were checked: installs, or upgrades what is there.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asStartFault, StartFault } from '../platform/src/start-fault.ts';
import { compareVersions, currentVersion, type Layout, layoutOf } from './install-layout.ts';
import { account, hasSystemd, installUnit, makeAccount, readBundleFacts, signerSocket, startAndCheck } from './install-service.ts';
import { place, say } from './install-place.ts';
import { upgrade } from './install-upgrade.ts';

const options = {
  unpacked: { type: 'string' },
  prefix: { type: 'string' },
  data: { type: 'string' },
  backups: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'tls-port': { type: 'string' },
  'public-url': { type: 'string' },
  names: { type: 'string' },
  'no-service': { type: 'boolean' },
} as const;
type Asked = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

async function main(): Promise<void> {
  const { values: asked } = parseArgs({ options });
  const unpacked = resolve(asked.unpacked ?? '');
  const facts = readBundleFacts(unpacked);
  const home = dirname(unpacked);
  const service = asked['no-service'] !== true && process.getuid?.() === 0 && hasSystemd();
  const layout = layoutOf(home, { prefix: asked.prefix ?? null, data: asked.data ?? null, backups: asked.backups ?? null, service });
  const former = currentVersion(home);
  if (former === null) return install(layout, { unpacked, version: facts.version, asked });
  const order = compareVersions(facts.version, former);
  if (order === 0) throw new StartFault('installed', `Holdfast ${former} is installed already. Nothing was changed.`);
  if (order < 0) {
    throw new StartFault(
      'downgrade',
      `Holdfast ${former} is installed and this bundle is the older ${facts.version}. An older version cannot read newer data. To go back, restore the backup made before the upgrade with "holdfast restore".`,
    );
  }
  return upgrade(layout, { unpacked, former, version: facts.version });
}

type New = { unpacked: string; version: string; asked: Asked };

async function install(layout: Layout, { unpacked, version, asked }: New): Promise<void> {
  if (layout.unit !== null) makeAccount(layout);
  for (const folder of [layout.data, layout.backups]) {
    if (mkdirSync(folder, { recursive: true }) === undefined) continue;
    chmodSync(folder, layout.unit === null && process.getuid?.() === 0 && folder === layout.data ? 0o711 : 0o700);
  }
  if (layout.unit !== null) giveToAccount(layout);
  writeSettings(layout, asked);
  place(layout, { unpacked, version });
  mkdirSync(dirname(layout.command), { recursive: true });
  rmSync(layout.command, { force: true });
  symlinkSync(join(layout.home, 'current/bin/holdfast'), layout.command);
  if (layout.unit === null) {
    say(`Holdfast ${version} is installed in ${layout.home}.`);
    return say(`Start it with: ${layout.command} serve   (settings: ${layout.settings})`);
  }
  installUnit(layout);
  const started = await startAndCheck(layout);
  say(
    `Holdfast ${version} is installed in ${layout.home} and runs as the service ${layout.unit}. What it says: journalctl -u ${layout.unit}`,
  );
  for (const line of started.said().split('\n')) if (/SHA-256|^ {4}|Holdfast is at/.test(line)) say(line);
}

function giveToAccount(layout: Layout): void {
  const given = spawnSync('chown', ['-R', `${account}:${account}`, layout.data, layout.backups], { encoding: 'utf8' });
  if (given.status !== 0) throw new StartFault('chown', `The folders could not be given to ${account}: ${given.stderr.trim()}`);
}

/** The settings file, once: an operator's own is never touched. A service listens on all addresses, and so with TLS. */
function writeSettings(layout: Layout, asked: Asked): void {
  if (existsSync(layout.settings)) return;
  const host = asked.host ?? (layout.unit === null ? '127.0.0.1' : '0.0.0.0');
  const lines = [
    '# Settings of Holdfast: NAME=value. All of them: holdfast serve --help',
    `HOLDFAST_HOST=${host}`,
    `HOLDFAST_PORT=${asked.port ?? '4400'}`,
    `HOLDFAST_TLS_PORT=${asked['tls-port'] ?? '4443'}`,
    ...(layout.unit === null ? [] : [`HOLDFAST_SIGNER=${signerSocket}`]),
    ...(asked['public-url'] === undefined
      ? ['# HOLDFAST_PUBLIC_URL=https://holdfast.plant.example:4443']
      : [`HOLDFAST_PUBLIC_URL=${asked['public-url']}`]),
    ...(asked.names === undefined ? ['# HOLDFAST_NAMES=holdfast.plant.example,192.0.2.10'] : [`HOLDFAST_NAMES=${asked.names}`]),
  ];
  mkdirSync(dirname(layout.settings), { recursive: true });
  writeFileSync(layout.settings, `${lines.join('\n')}\n`, { mode: 0o644 });
}

if (import.meta.main) {
  try {
    await main();
  } catch (thrown) {
    const fault = asStartFault(thrown, 'the installation folder');
    process.stderr.write(`${fault instanceof StartFault ? fault.message : String(thrown instanceof Error ? thrown.stack : thrown)}\n`);
    process.exitCode = 1;
  }
}
