// holdfast probe: the connections of an isolation drill, and the responder they end at. Over TCP never a byte is sent, over UDP the drill's name; never to an address that is no responder.
import { createSocket, type Socket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, isIPv6 } from 'node:net';

export type Plan = {
  id: string;
  state: string;
  until_at: string;
  responders: { address: string }[];
  /** Plans of before have no `transport`: TCP. */
  probes: { id: string; from: string; to: string; port: number; transport?: 'tcp' | 'udp' }[];
};
type Seen = 'answered' | 'silent' | 'refused' | 'other';
const usage =
  'usage: holdfast probe PLAN.json --from ADDRESS [--out FILE]\n       holdfast probe --respond ADDRESS PLAN.json [--out FILE]\n';
const waitMs = 3000;
/** A datagram may be lost without any firewall; it is sent again so often within the wait. */
const datagrams = 3;
const hello = (plan: Plan): string => `holdfast-probe ${plan.id}\n`;
const greeting = (plan: Plan): string => `holdfast-responder ${plan.id}\n`;

/** Why nothing may be probed by this plan, or null: over, or a target that is not one of its responders. */
export function refusePlan(plan: Plan, now: Date): string | null {
  if (plan.state !== 'running') return 'this drill is not running';
  if (Date.parse(plan.until_at) <= now.getTime()) return 'the maintenance window of this drill is over';
  const responders = new Set(plan.responders.map(({ address }) => address));
  const foreign = plan.probes.find(({ to }) => !responders.has(to));
  return foreign === undefined ? null : `${foreign.to} is no responder of this drill: nothing is sent to it`;
}

/** One connection, or over UDP one question: who answers, if anybody. */
export const probeOnce = (plan: Plan, it: Plan['probes'][number]): Promise<Seen> =>
  it.transport === 'udp' ? ask(plan, it) : connectTo(plan, it);

function connectTo(plan: Plan, it: Plan['probes'][number]): Promise<Seen> {
  return new Promise((done) => {
    const socket = connect({ host: it.to, port: it.port, localAddress: it.from });
    let heard = '';
    let isOpen = false;
    const end = (seen: Seen): void => {
      clearTimeout(timer);
      socket.destroy();
      done(seen);
    };
    const timer = setTimeout(() => end(isOpen ? 'other' : 'silent'), waitMs);
    socket.on('connect', () => (isOpen = true));
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (heard.length >= greeting(plan).length) end(heard === greeting(plan) ? 'answered' : 'other');
    });
    socket.on('error', (fault: NodeJS.ErrnoException) => end(isOpen ? 'other' : fault.code === 'ECONNREFUSED' ? 'refused' : 'silent'));
    socket.on('end', () => end('other'));
  });
}

const udpAt = (address: string): Socket => createSocket(isIPv6(address) ? 'udp6' : 'udp4');

/** The question goes out from a connected socket, so that a refusal (ICMP port unreachable) is heard and nobody else's datagram is. */
function ask(plan: Plan, it: Plan['probes'][number]): Promise<Seen> {
  return new Promise((done) => {
    const socket = udpAt(it.to);
    const timers: NodeJS.Timeout[] = [];
    const end = (seen: Seen): void => {
      for (const timer of timers) clearTimeout(timer);
      socket
        .removeAllListeners()
        .on('error', () => {})
        .close();
      done(seen);
    };
    const say = (): void => socket.send(hello(plan), (fault) => fault !== null && end(faultSeen(fault)));
    timers.push(setTimeout(() => end('silent'), waitMs));
    socket.on('error', (fault) => end(faultSeen(fault)));
    socket.on('message', (bytes) => end(bytes.toString('latin1') === greeting(plan) ? 'answered' : 'other'));
    socket.on('connect', () => {
      say();
      for (let n = 1; n < datagrams; n += 1) timers.push(setTimeout(say, (waitMs / datagrams) * n));
    });
    socket.bind({ address: it.from }, () => socket.connect(it.port, it.to));
  });
}

const faultSeen = (fault: NodeJS.ErrnoException): Seen => (fault.code === 'ECONNREFUSED' ? 'refused' : 'silent');

/** Answers this drill's question only, with hardly more bytes than came: nobody can make it shout at others. Null where the port is taken. */
function answerAt(plan: Plan, address: string, port: number): Promise<{ port: number; socket: Socket } | null> {
  return new Promise((done) => {
    const socket = udpAt(address);
    socket.once('error', () => done(null));
    socket.on('message', (bytes, { address: from, port: to }) => {
      if (bytes.toString('latin1') === hello(plan)) socket.send(greeting(plan), to, from, () => {});
    });
    socket.bind({ address, port, exclusive: true }, () => {
      socket.on('error', () => {});
      done({ port, socket });
    });
  });
}

/** Listens on every port probed at this address; resolves to the ports it got and what ends it. */
export async function respond(plan: Plan, address: string): Promise<{ ports: number[]; udp_ports: number[]; end: () => void }> {
  const probed = (transport: 'tcp' | 'udp'): number[] => [
    ...new Set(plan.probes.filter((it) => it.to === address && (it.transport ?? 'tcp') === transport).map(({ port }) => port)),
  ];
  const udp = (await Promise.all(probed('udp').map((port) => answerAt(plan, address, port)))).filter((it) => it !== null);
  const wanted = probed('tcp');
  const servers = wanted.map((port) => ({ port, server: createServer((socket) => void socket.on('error', () => {}).end(greeting(plan))) }));
  const got = await Promise.all(
    servers.map(
      ({ port, server }) =>
        new Promise<number | null>((done) => void server.once('error', () => done(null)).listen(port, address, () => done(port))),
    ),
  );
  const end = (): void => {
    for (const { server } of servers) server.close();
    for (const { socket } of udp) socket.close();
  };
  return { ports: got.filter((port) => port !== null), udp_ports: udp.map(({ port }) => port), end };
}

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

/** Exit code 0: done; 1: refused by the plan; 64: wrong arguments. */
export async function run(args: readonly string[]): Promise<number> {
  const [from, address, out] = [option(args, '--from'), option(args, '--respond'), option(args, '--out')];
  const file = args.find((it, at) => !it.startsWith('--') && !['--from', '--respond', '--out'].includes(args[at - 1] ?? ''));
  if (file === undefined || (from === undefined) === (address === undefined)) return say(usage, 64);
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const why = refusePlan(plan, new Date());
  if (why !== null) return say(`${why}\n`, 1);
  const keep = (report: unknown): void => {
    const text = `${JSON.stringify(report, null, 2)}\n`;
    if (out === undefined) process.stdout.write(text);
    else writeFileSync(out, text);
  };
  if (address !== undefined) return answer(plan, address, keep);
  const results = [];
  for (const it of plan.probes) if (it.from === from) results.push({ probe_id: it.id, seen: await probeOnce(plan, it) });
  keep({ results });
  return 0;
}

async function answer(plan: Plan, address: string, keep: (report: unknown) => void): Promise<number> {
  if (!plan.responders.some((it) => it.address === address)) return say(`${address} is no responder of this drill\n`, 1);
  const { ports, udp_ports, end } = await respond(plan, address);
  keep({ listening: [{ address, ports, udp_ports }] });
  const leftMs = Date.parse(plan.until_at) - Date.now();
  await new Promise<void>((done) => {
    const timer = setTimeout(done, Math.min(leftMs, 2 ** 31 - 1));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (clearTimeout(timer), done()));
  });
  end();
  return 0;
}

function say(text: string, code: number): number {
  process.stderr.write(text);
  return code;
}
