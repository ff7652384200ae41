// Frames of layer 2 as they are, sent and heard inside a network namespace through a packet socket (packet(7)); perl is on every Debian.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from '../scripts/prerequisites.ts';
import { run } from './namespaces.ts';

/** Why there can be no raw frames here, or null. */
export const whyNoFrames = (): string | null => (findProgram(['perl']) === null ? 'needs perl' : null);

// struct sockaddr_ll: family 17 (AF_PACKET), protocol, interface, hardware type, packet type (4: our own, going out), address.
const sendScript = `
socket(my $s, 17, 3, 0) or die "socket: $!"; my ($index, @frames) = @ARGV;
for (@frames) { send($s, pack('H*', $_), 0, pack('SnlSCCa8', 17, 3, $index, 0, 0, 6, '')) or die "send: $!" }`;
const hearScript = `
$| = 1; socket(my $s, 17, 3, 0x0300) or die "socket: $!"; print "ready\\n";
while (my $from = recv($s, my $frame, 2000, 0)) { my ($type) = (unpack('SnlSCCa8', $from))[4]; print unpack('H*', $frame), "\\n" if $type != 4 }`;

export type Ear = { heard(): string[]; child: ChildProcess };
type Ends = { after(work: () => void): void };

const indexOf = (namespace: string, port: string): string =>
  run('ip', ['netns', 'exec', namespace, 'cat', `/sys/class/net/${port}/ifindex`]).trim();
export const macOf = (namespace: string, port = 'cable'): string =>
  run('ip', ['netns', 'exec', namespace, 'cat', `/sys/class/net/${port}/address`]).trim();

/** Sends frames (hex) out of a port. */
export function sendFrames(namespace: string, frames: readonly string[], port = 'cable'): void {
  const sent = spawnSync('ip', ['netns', 'exec', namespace, 'perl', '-e', sendScript, indexOf(namespace, port), ...frames], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (sent.status !== 0) throw new Error(`frames were not sent: ${sent.stderr}`);
}

/** Listens to every frame that comes into a namespace, as hex; a VLAN tag the kernel took off is not in it. */
export async function hearFrames(t: Ends, namespace: string): Promise<Ear> {
  const child = spawn('ip', ['netns', 'exec', namespace, 'perl', '-e', hearScript], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  for (let i = 0; i < 200 && !text.startsWith('ready'); i += 1) await wait(25);
  return { heard: () => text.split('\n').slice(1, -1), child };
}

const hexOf = (mac: string): string => mac.replaceAll(':', '');
/** An Ethernet frame of at least 60 bytes. `vlan`: with a tag before the type (IEEE 802.1Q 9.6): priority and number as on the wire. */
export function frameOf(from: string, to: string, type: number, payload: string, vlan: number | null = null): string {
  const tag = vlan === null ? '' : `8100${vlan.toString(16).padStart(4, '0')}`;
  return `${hexOf(to)}${hexOf(from)}${tag}${type.toString(16).padStart(4, '0')}${payload}`.padEnd(120, '0');
}

/** An IPv4 packet (RFC 791 3.1) with a UDP datagram in it, without the datagram's checksum (RFC 768 allows none), as hex. */
export function udpOf(from: string, to: string, port: number, payload: string): string {
  const bytes = Buffer.from(payload, 'hex');
  const head = Buffer.alloc(28);
  head.set([0x45, 0, 0, 28 + bytes.length, 0, 1, 0, 0, 64, 17, 0, 0, ...from.split('.').map(Number), ...to.split('.').map(Number)]);
  let sum = 0;
  for (let at = 0; at < 20; at += 2) sum += head.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  head.writeUInt16BE(~sum & 0xffff, 10);
  [40000, port, 8 + bytes.length, 0].forEach((value, n) => head.writeUInt16BE(value, 20 + n * 2));
  return Buffer.concat([head, bytes]).toString('hex');
}
