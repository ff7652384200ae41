// Zones as network namespaces around a router or a bridge, with a talker in each: real packets through a real ruleset.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../scripts/prerequisites.ts';
import { TCP_PORT, UDP_PORT } from './namespace-talker.ts';
import type { Talk, TalkerCall } from './namespace-talker.ts';

const talkerFile = fileURLToPath(new URL('namespace-talker.ts', import.meta.url));

/** Why there can be no namespaces with nftables here, or null. */
export function whyNoNamespaces(): string | null {
  if (process.getuid?.() !== 0) return 'needs root for network namespaces';
  if (findProgram(['ip']) === null) return 'needs iproute2';
  if (findProgram(['nft']) === null) return 'needs nftables';
  const probe = `hf-probe-${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', probe], { timeout: 10_000 });
  if (made.status !== 0) return 'needs network namespaces';
  const conntrack = spawnSync(
    'ip',
    ['netns', 'exec', probe, 'nft', 'add table inet x; add chain inet x y; add rule inet x y ct state new'],
    {
      timeout: 10_000,
    },
  );
  spawnSync('ip', ['netns', 'del', probe], { timeout: 10_000 });
  return conntrack.status === 0 ? null : 'needs nftables with connection tracking in the kernel';
}

export function run(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', timeout: 60_000, maxBuffer: 256 << 20 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.slice(0, 2000)}`);
  return stdout;
}

/** Runs commands of `ip`, each with `-n` and a namespace first; those that follow each other in one namespace by one process. */
function runIp(commands: readonly string[]): void {
  const batches: { namespace: string; lines: string[] }[] = [];
  for (const command of commands) {
    const [, namespace = '', line = ''] = /^-n (\S+) (.*)$/.exec(command) ?? [];
    const last = batches.at(-1);
    if (last?.namespace === namespace) last.lines.push(line);
    else batches.push({ namespace, lines: [line] });
  }
  for (const { namespace, lines } of batches) run('ip', ['-n', namespace, '-batch', '-'], `${lines.join('\n')}\n`);
}

export type Talker = { talk: (talks: readonly Talk[], timeout_ms: number) => Promise<string[]>; heard: () => Promise<string[]> };
/** `middle` is the namespace of the router or bridge. Place n holds 10.n.0.0/16 and fd00:n::/32. */
export type Plant = { middle: string; places: string[]; talkers: Talker[]; load: (text: string) => void; end: () => void };

async function startTalker(namespace: string, children: ChildProcess[]): Promise<Talker> {
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, talkerFile], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  await once(child, 'message');
  // One call at a time: an answer belongs to the call before it.
  const ask = async (call: TalkerCall): Promise<string[]> => {
    const answered = once(child, 'message');
    child.send(call);
    const [ids] = (await answered) as [string[]];
    return ids;
  };
  return { talk: (talks, timeout_ms) => ask({ call: 'talk', talks: [...talks], timeout_ms }), heard: () => ask({ call: 'heard' }) };
}

const redirects = `table inet talk {
  chain pre {
    type nat hook prerouting priority dstnat;
    iifname "cable" meta l4proto udp redirect to :${UDP_PORT}
    iifname "cable" meta l4proto tcp redirect to :${TCP_PORT}
  }
}`;

/** What one place needs: a cable to the middle, its networks as its own addresses, a way to the others. */
function placeCommands(middle: string, place: string, n: number, count: number, layout: 'routed' | 'bridged'): string[] {
  const at = layout === 'routed' ? [`192.0.${n}.2/24`, `fd99:${n}::2/64`] : [`192.0.2.${n + 10}/24`, `fd99::${n + 10}/64`];
  const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== n);
  const over = (other: number, v6: boolean): string => {
    if (layout === 'routed') return v6 ? `fd99:${n}::1` : `192.0.${n}.1`;
    return v6 ? `fd99::${other + 10}` : `192.0.2.${other + 10}`;
  };
  const inMiddle =
    layout === 'routed'
      ? [
          `-n ${middle} addr add 192.0.${n}.1/24 dev p${n}`,
          `-n ${middle} addr add fd99:${n}::1/64 dev p${n} nodad`,
          `-n ${middle} route add 10.${n}.0.0/16 via 192.0.${n}.2`,
          `-n ${middle} route add fd00:${n}::/32 via fd99:${n}::2`,
        ]
      : [`-n ${middle} link set p${n} master br0`];
  return [
    `-n ${middle} link add p${n} type veth peer name cable netns ${place}`,
    `-n ${middle} link set p${n} up`,
    `-n ${place} link set lo up`,
    `-n ${place} link set cable up`,
    `-n ${place} addr add ${at[0]} dev cable`,
    `-n ${place} addr add ${at[1]} dev cable nodad`,
    ...inMiddle,
    `-n ${place} route add local 10.${n}.0.0/16 dev lo`,
    `-n ${place} route add local fd00:${n}::/32 dev lo`,
    ...others.map((other) => `-n ${place} route add 10.${other}.0.0/16 via ${over(other, false)}`),
    ...others.map((other) => `-n ${place} route add fd00:${other}::/32 via ${over(other, true)}`),
  ];
}

function middleSettings(layout: 'routed' | 'bridged', settings: Readonly<Record<string, string>>): string[] {
  const forwarding = { 'net.ipv4.ip_forward': '1', 'net.ipv6.conf.all.forwarding': '1' };
  return Object.entries(layout === 'routed' ? forwarding : settings).map(([key, value]) => `${key}=${value}`);
}

/** Gives a station of place n a network card of its own, as a device has one: its packets carry that card's MAC. */
export function addStation(plant: Plant, layout: 'routed' | 'bridged', address: string): void {
  const [, n = '0', , host = '0'] = address.split('.');
  const place = plant.places[Number(n)]!;
  const [card, table] = [`card${host}`, `1${host}`];
  const others = plant.places.map((_, other) => other).filter((other) => other !== Number(n));
  const via = (other: number): string => (layout === 'routed' ? `192.0.${n}.1` : `192.0.2.${other + 10}`);
  const commands = [
    `link add link cable name ${card} type macvlan mode bridge`,
    `addr add ${address}/32 dev ${card}`,
    `link set ${card} up`,
    `rule add from ${address} table ${table}`,
    ...others.map((other) => `route add 10.${other}.0.0/16 via ${via(other)} dev ${card} onlink table ${table}`),
  ];
  // Each card answers for its own address only, and speaks no IPv6.
  const settings = [
    `net.ipv6.conf.default.disable_ipv6=1`,
    ...['all', 'default'].flatMap((it) => [`arp_ignore=1`, `arp_announce=2`].map((set) => `net.ipv4.conf.${it}.${set}`)),
  ];
  run('ip', ['netns', 'exec', place, 'sysctl', '-qw', ...settings]);
  runIp(commands.map((command) => `-n ${place} ${command}`));
}

/** Builds the namespaces and starts the talkers; `end` takes everything away. */
export async function buildPlant(
  count: number,
  layout: 'routed' | 'bridged',
  settings: Readonly<Record<string, string>> = {},
): Promise<Plant> {
  const stem = `hf${process.pid.toString(36)}${layout[0]}`;
  const middle = `${stem}m`;
  const places = Array.from({ length: count }, (_, n) => `${stem}${n}`);
  const children: ChildProcess[] = [];
  const end = (): void => {
    for (const child of children) child.kill('SIGKILL');
    for (const name of [middle, ...places]) spawnSync('ip', ['netns', 'del', name], { timeout: 10_000 });
  };
  try {
    for (const name of [middle, ...places]) {
      run('ip', ['netns', 'add', name]);
      run('ip', ['netns', 'exec', name, 'sysctl', '-qw', 'net.ipv6.conf.all.accept_dad=0', 'net.ipv6.conf.default.accept_dad=0']);
    }
    const bridge = layout === 'bridged' ? [`-n ${middle} link add br0 type bridge`, `-n ${middle} link set br0 up`] : [];
    const commands = places.flatMap((place, n) => placeCommands(middle, place, n, count, layout));
    runIp([...bridge, ...commands]);
    run('ip', ['netns', 'exec', middle, 'sysctl', '-qw', ...middleSettings(layout, settings)]);
    for (const place of places) {
      run('ip', ['netns', 'exec', place, 'sysctl', '-qw', 'net.ipv6.ip_nonlocal_bind=1', 'net.ipv4.ip_nonlocal_bind=1']);
      run('ip', ['netns', 'exec', place, 'nft', '-f', '-'], redirects);
    }
    const talkers = await Promise.all(places.map((place) => startTalker(place, children)));
    return { middle, places, talkers, load: (text) => void run('ip', ['netns', 'exec', middle, 'nft', '-f', '-'], text), end };
  } catch (error) {
    end();
    throw error;
  }
}
