// The kernel's packet filter through nft: one transaction to load, one listing to read back.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hashKernel, hashText, OWN_TABLE, readCounters, type RuleCounter } from '@holdfast/core-policy';
import { EnforcerFault } from './fault.ts';

/** `is_there`: there is a table of our own. */
export type Reading = { kernel_sha256: string; counters: RuleCounter[]; is_there: boolean };
export type Nft = {
  /** Loads a text in place of everything of our own, in one transaction: the kernel takes all of it or nothing. Rejects with what nft said. */
  load(text: string): Promise<void>;
  /** What the kernel holds of our own now. */
  read(): Promise<Reading>;
};

const timeoutMs = 30_000;
// Made when absent, so that the deletion can't fail; then gone, whatever it held.
const clear = (family: string): string => `table ${family} ${OWN_TABLE}\ndelete table ${family} ${OWN_TABLE}\n`;

/** Throws EnforcerFault where nft is not installed. */
export function openNft(): Nft {
  const program = ['/usr/sbin/nft', '/sbin/nft', '/usr/bin/nft'].find((path) => existsSync(path));
  if (program === undefined) throw new EnforcerFault('no_nft', 'nftables is not installed. Run: apt-get install nftables');
  return {
    load: async (text) => {
      // A kernel without bridging knows no such family; where a table of it is, it goes with the same transaction.
      const bridged = (await list(program, 'bridge').catch(() => '')) === '' ? '' : clear('bridge');
      if (/^(add )?table bridge /m.test(text)) await passBridgedPackets();
      const { code, err } = await run(program, ['-f', '-'], clear('inet') + bridged + text);
      if (code !== 0)
        throw new EnforcerFault('not_loaded', err.trim().split('\n').slice(0, 3).join(' | ').slice(0, 500) || `nft ended with ${code}`);
    },
    read: async () => {
      const [inet, bridge] = await Promise.all([list(program, 'inet'), list(program, 'bridge').catch(() => '')]);
      const listings = [inet, bridge];
      return {
        kernel_sha256: hashText(`${hashKernel(listings)} ${bridge === '' ? '' : bridgeSettings()}`),
        counters: readCounters(listings),
        is_there: inet !== '',
      };
    },
  };
}

// Packets that cross a bridge pass the inet tables only with these (br_netfilter); each network namespace has its own.
const bridgeNames = ['bridge-nf-call-iptables', 'bridge-nf-call-ip6tables', 'bridge-nf-filter-vlan-tagged'] as const;
const pathOf = (name: string): string => `/proc/sys/net/bridge/${name}`;

function bridgeSettings(): string {
  return bridgeNames.map((name) => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8').trim() : '-')).join('');
}

async function passBridgedPackets(): Promise<void> {
  if (!existsSync(pathOf(bridgeNames[0]))) await run('/sbin/modprobe', ['br_netfilter'], '').catch(() => {});
  try {
    for (const name of bridgeNames) if (readFileSync(pathOf(name), 'utf8').trim() !== '1') writeFileSync(pathOf(name), '1\n');
  } catch {
    throw new EnforcerFault(
      'no_br_netfilter',
      'the kernel does not hand bridged packets to nftables: load br_netfilter, and allow net.bridge.bridge-nf-call-iptables',
    );
  }
}

async function list(program: string, family: string): Promise<string> {
  const { code, out, err } = await run(program, ['-j', 'list', 'table', family, OWN_TABLE], '');
  if (code === 0) return out;
  if (/No such file or directory/.test(err)) return '';
  throw new EnforcerFault('not_read', err.trim().slice(0, 500));
}

function run(program: string, args: readonly string[], input: string): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, [...args], { timeout: timeoutMs, env: { LC_ALL: 'C', PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => err.push(part));
    child.on('error', fail);
    child.on('close', (code) =>
      done({ code: code ?? -1, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
