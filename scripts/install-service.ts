// The service: its account, its systemd unit, starting and stopping it; and the same without systemd.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDataFolder } from '../platform/src/data-folder.ts';
import { StartFault } from '../platform/src/start-fault.ts';
import { type Layout, readSettings } from './install-layout.ts';

export const account = 'holdfast';
/** Holds the ledger's key; the server's account cannot read what is its own. */
export const signerAccount = 'holdfast-signer';
export const signerUnit = 'holdfast-signer.service';
export const enforcerUnit = 'holdfast-enforcer.service';
const signerFolder = '/var/lib/holdfast-signer';
export const signerSocket = '/run/holdfast-signer/socket';

/** systemd runs here and we may ask it. */
export function hasSystemd(): boolean {
  return existsSync('/run/systemd/system') && spawnSync('systemctl', ['--version'], { stdio: 'ignore' }).status === 0;
}

const hardening = `NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateIPC=yes
PrivateUsers=yes
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RemoveIPC=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM`;

/** The unit: no privileges, no way out of its folders, started again when it fails. */
export function unitText(layout: Pick<Layout, 'home' | 'data' | 'backups'>): string {
  return `# Made by Holdfast's installer; change it with: systemctl edit holdfast
[Unit]
Description=Holdfast: zones, conduits and evidence of this plant
Documentation=file:${layout.home}/current/docs/install.md
After=network-online.target ${signerUnit}
Wants=network-online.target ${signerUnit}

[Service]
Type=exec
User=${account}
Group=${account}
ExecStart=${layout.home}/current/bin/holdfast serve
Restart=on-failure
RestartSec=5
TimeoutStopSec=120
KillMode=mixed
UMask=0077
ReadWritePaths=${layout.data} ${layout.backups}

${hardening}
[Install]
WantedBy=multi-user.target
`;
}

/** The signer's unit: another user, another folder; the server's group may open its socket, and nothing else reaches it. No network at all. */
export function signerUnitText(layout: Pick<Layout, 'home'>): string {
  return `# Made by Holdfast's installer; change it with: systemctl edit holdfast-signer
[Unit]
Description=Holdfast's signer: holds the ledger's key and remembers what it signed
Documentation=file:${layout.home}/current/docs/install.md

[Service]
Type=exec
User=${signerAccount}
Group=${account}
ExecStart=${layout.home}/current/bin/holdfast sign --folder ${signerFolder} --socket ${signerSocket} --shared
Restart=on-failure
RestartSec=2
UMask=0077
StateDirectory=holdfast-signer
StateDirectoryMode=0700
RuntimeDirectory=holdfast-signer
RuntimeDirectoryMode=0750

${hardening.replace('AF_UNIX AF_INET AF_INET6 AF_NETLINK', 'AF_UNIX')}

[Install]
WantedBy=multi-user.target
`;
}

/** Of an enforcer's unit: root with nothing but the network's own rights, since nothing less may load nftables. */
const enforcerHardening = hardening
  .replace(/^(CapabilityBoundingSet)=$/m, '$1=CAP_NET_ADMIN')
  .replace(/^(PrivateUsers|ProtectKernelTunables)=yes\n/gm, '')
  .replace('SystemCallFilter=~@privileged @resources\n', 'SystemCallFilter=~@resources\n');

/**
 * The enforcer's unit, for a Linux firewall: what was kept is in the kernel before any network is up. KillMode: the guard of a list that is tried
 * outlives a stop, and rolls back.
 */
export function enforcerUnitText(layout: Pick<Layout, 'home'>): string {
  const holdfast = `${layout.home}/current/bin/holdfast`;
  return `# Made by Holdfast's installer; change it with: systemctl edit holdfast-enforcer
[Unit]
Description=Holdfast's enforcer: holds conduits on this firewall
Documentation=file:${layout.home}/current/docs/install.md
DefaultDependencies=no
After=local-fs.target systemd-modules-load.service
Before=network-pre.target shutdown.target
Wants=network-pre.target
Conflicts=shutdown.target
RequiresMountsFor=/var/lib/holdfast-enforcer ${layout.home}
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStartPre=-+/sbin/modprobe br_netfilter
ExecStartPre=${holdfast} enforcer hold
ExecStart=${holdfast} enforcer run
Restart=always
RestartSec=1
KillMode=process
UMask=0077
StateDirectory=holdfast-enforcer
StateDirectoryMode=0700

${enforcerHardening}

[Install]
WantedBy=multi-user.target
`;
}

/** Makes the accounts of the two services; neither can sign in. */
export function makeAccount(layout: Layout): void {
  for (const [name, home] of [
    [account, layout.data],
    [signerAccount, signerFolder],
  ] as const) {
    if (spawnSync('id', [name], { stdio: 'ignore' }).status === 0) continue;
    const what = ['--system', '--user-group', '--no-create-home', '--home-dir', home, '--shell', '/usr/sbin/nologin', name];
    const made = spawnSync('useradd', what, { encoding: 'utf8' });
    if (made.status !== 0)
      throw new StartFault('account', `The account ${name} could not be made: ${made.stderr.trim()}. Make it, then run this again.`);
  }
}

/** Writes both units and enables them. */
export function installUnit(layout: Layout): void {
  writeFileSync(join('/etc/systemd/system', layout.unit!), unitText(layout), { mode: 0o644 });
  writeFileSync(join('/etc/systemd/system', signerUnit), signerUnitText(layout), { mode: 0o644 });
  // Not enabled: whoever makes this machine an enforcer does, after enrolment.
  writeFileSync(join('/etc/systemd/system', enforcerUnit), enforcerUnitText(layout), { mode: 0o644 });
  systemctl('daemon-reload');
  systemctl('enable', layout.unit!, signerUnit);
}

export function systemctl(...args: string[]): void {
  const done = spawnSync('systemctl', args, { encoding: 'utf8' });
  if (done.status !== 0) throw new StartFault('systemctl', `systemctl ${args.join(' ')} failed: ${done.stderr.trim()}`);
}

/** Stops whatever Holdfast uses the data folder; true when one was running. Throws StartFault when it does not end within two minutes. */
export async function stopRunning(layout: Layout): Promise<boolean> {
  if (!existsSync(layout.data)) return false;
  const pid = await runningPid(layout);
  if (layout.unit !== null && existsSync(join('/etc/systemd/system', layout.unit))) systemctl('stop', layout.unit);
  else if (pid !== null) process.kill(pid, 'SIGTERM');
  for (let i = 0; i < 480 && (await runningPid(layout)) !== null; i += 1) await wait(250);
  if ((await runningPid(layout)) !== null)
    throw new StartFault('does_not_stop', `Holdfast (process ${pid}) does not stop. Stop it, then run this again.`);
  return pid !== null;
}

/** The process that uses the data folder: it answers on the folder's lock. */
export function runningPid(layout: Pick<Layout, 'data'>): Promise<number | null> {
  const path = join(makeDataFolder(layout.data).sockets, 'holdfast.sock');
  return new Promise((done) => {
    let answer = '';
    const socket = connect(path);
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (part) => (answer += String(part)));
    socket.on('close', () => done(/^\d+$/.test(answer) ? Number(answer) : null));
    socket.on('error', () => {});
  });
}

/** A started Holdfast: `said` what it printed, `stop` ends it and says whether a service goes on running it. */
export type Started = { said: () => string; stop: () => Promise<void> };

/** Starts the current version and waits until it is well. Throws StartFault with what it said when it is not within three minutes. */
export async function startAndCheck(layout: Layout): Promise<Started> {
  const started = layout.unit === null ? startChild(layout) : startService(layout);
  for (let i = 0; i < 720; i += 1) {
    if (started.ended()) break;
    if (await isWell(layout)) return started;
    await wait(250);
  }
  const said = started.said().trim().split('\n').slice(-3).join(' ');
  await started.stop();
  throw new StartFault('not_well', `It did not become well: ${said === '' ? 'it said nothing' : said}`);
}

function startChild(layout: Layout): Started & { ended: () => boolean } {
  const child: ChildProcess = spawn(join(layout.home, 'current/bin/holdfast'), ['serve'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const over = new Promise((done) => child.once('exit', done));
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!ended()) child.kill('SIGTERM');
    await over;
  };
  return { said: () => text, ended, stop };
}

function startService(layout: Layout): Started & { ended: () => boolean } {
  const since = new Date(Date.now() - 1000).toISOString().slice(0, 19).replace('T', ' ');
  systemctl('restart', layout.unit!);
  const said = (): string =>
    spawnSync('journalctl', ['-u', layout.unit!, '--utc', '--since', since, '-o', 'cat', '-n', '40'], { encoding: 'utf8' }).stdout;
  const isFailed = (): boolean =>
    spawnSync('systemctl', ['is-failed', '--quiet', layout.unit!]).status === 0 || / entered failed state|Failed with result/.test(said());
  return { said, ended: isFailed, stop: async () => systemctl('stop', layout.unit!) };
}

/** Asks the plain port, which says how the server is also where TLS is on. */
async function isWell(layout: Layout): Promise<boolean> {
  const settings = readSettings(layout);
  const host = settings['HOLDFAST_HOST'] ?? '127.0.0.1';
  const asked = ['0.0.0.0', '::', 'localhost'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return fetch(`http://${asked}:${settings['HOLDFAST_PORT'] ?? '4400'}/health`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(3000),
  }).then(
    (answer) => answer.status === 200,
    () => false,
  );
}

/** Facts of the bundle a version was installed from. */
export function readBundleFacts(folder: string): {
  version: string;
  platform: string;
  commit: string | null;
  node: string;
  postgres: string;
} {
  return JSON.parse(readFileSync(join(folder, 'BUNDLE.json'), 'utf8')) as never;
}
