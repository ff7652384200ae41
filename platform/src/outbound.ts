// Going out to addresses people typed: never to this machine or the plant's own nets unless that host was allowed, and where a name leads is checked on the very connection.
import { createSocket } from 'node:dgram';
import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, connect as netConnect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as tlsConnect, rootCertificates } from 'node:tls';

/** Why nothing was sent or accepted, as a code the UI words; `status` where a server answered. */
export class OutboundFault extends Error {
  readonly code: string;
  readonly status: number | null;
  /** For the log of jobs: a fault of the world outside, in one line. */
  readonly is_outside = true;
  constructor(code: string, status: number | null = null) {
    super(`outbound: ${code}${status === null ? '' : ` ${status}`}`);
    this.code = code;
    this.status = status;
  }
}

// IANA special-purpose address registries (RFC 6890): loopback, link-local, private, shared, documentation, multicast, and what embeds IPv4.
// Two lists: one that holds ::ffff:0:0/96 would take every IPv4 address for a mapped one.
const closed4 = new BlockList();
const closed6 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed6.addSubnet(net, bits, 'ipv6');

/** Whether an address lies outside the public internet. What is no address counts as such. */
export function isClosedAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0] ?? '';
  const family = isIP(plain);
  return family === 0 || (family === 4 ? closed4.check(plain, 'ipv4') : closed6.check(plain, 'ipv6'));
}

export type Resolve = (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;
const resolveByDns: Resolve = (host, done) => dnsLookup(host, { all: true }, done);

export type Outbound = {
  url: URL;
  /** The one host that may lie in the plant's own nets, as the owner allowed it; null for none. */
  privateHost: string | null;
  timeoutMs?: number;
  /** For tests: who answers for names. */
  resolve?: Resolve;
};

const isAllowed = ({ url, privateHost }: Outbound): boolean =>
  privateHost !== null && privateHost.toLowerCase() === url.hostname.toLowerCase();

/**
 * The lookup of one connection. INVARIANT: the addresses judged here are the ones that are connected to: a name that leads elsewhere a moment
 * later (DNS rebinding) gains nothing.
 */
function guardedLookup(to: Outbound): LookupFunction {
  return (host, options, done) => {
    (to.resolve ?? resolveByDns)(host, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return done(new OutboundFault('name_not_found'), '', 0);
      if (!isAllowed(to) && addresses.some((it) => isClosedAddress(it.address)))
        return done(new OutboundFault('address_not_allowed'), '', 0);
      return options.all === true ? done(null, addresses as never) : done(null, first.address, first.family);
    });
  };
}

/** Refuses an address written out in the URL: for those nobody is asked for a name. */
function requireOpen(to: Outbound): void {
  const host = to.url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isClosedAddress(host) && !isAllowed(to)) throw new OutboundFault('address_not_allowed');
}

const codeOf = (error: unknown): OutboundFault => {
  if (error instanceof OutboundFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(code)) return new OutboundFault('certificate_refused');
  return new OutboundFault(code === 'ECONNREFUSED' ? 'connection_refused' : code === 'ETIMEDOUT' ? 'timed_out' : 'connection_failed');
};

/** Posts a body. Resolves for a 2xx answer; throws OutboundFault for everything else. Redirects are not followed; the answer's body is not read. */
export async function postTo(to: Outbound, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
  requireOpen(to);
  const timeout = to.timeoutMs ?? 10_000;
  const send = to.url.protocol === 'https:' ? httpsRequest : httpRequest;
  const status = await new Promise<number>((resolve, reject) => {
    const signal = AbortSignal.timeout(timeout);
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent: false as const,
      lookup: guardedLookup(to),
    };
    const asked = send(to.url, options, (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    signal.addEventListener('abort', () => asked.destroy(new OutboundFault('timed_out')));
    asked.on('error', (error) => reject(codeOf(error)));
    asked.end(body);
  });
  if (status >= 300 && status < 400) throw new OutboundFault('redirect_not_followed', status);
  if (status < 200 || status >= 300) throw new OutboundFault('answered', status);
}

/** Writes bytes to a TCP (`tcp:`) or TLS (`tls:`) receiver and closes. `ca`: PEM of an own authority. */
export async function writeTo(to: Outbound, bytes: Uint8Array, ca: string | null = null): Promise<void> {
  requireOpen(to);
  const host = to.url.hostname.replace(/^\[|\]$/g, '');
  const where = { host, port: Number(to.url.port), lookup: guardedLookup(to) };
  await new Promise<void>((resolve, reject) => {
    const isTls = to.url.protocol === 'tls:';
    const socket: Socket = isTls
      ? tlsConnect({ ...where, ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === null ? {} : { ca }) })
      : netConnect(where);
    socket.setTimeout(to.timeoutMs ?? 10_000, () => socket.destroy(new OutboundFault('timed_out')));
    socket.once(isTls ? 'secureConnect' : 'connect', () => socket.end(bytes));
    socket.on('error', (error) => reject(codeOf(error)));
    socket.on('close', (hadError) => (hadError ? undefined : resolve()));
    socket.resume();
  });
}

export type Exchange = {
  method: 'GET' | 'POST' | 'PUT' | 'HEAD';
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** PEM of an authority of the receiver's own, beside those the system knows. */
  ca?: string | null;
  /** A longer answer is a fault. */
  maxBytes?: number;
};
export type Exchanged = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** Asks and reads the answer, whatever its status. Redirects are not followed. Throws OutboundFault when there is no answer, or one that is too long. */
export function exchangeWith(
  to: Outbound,
  { method, headers = {}, body, ca = null, maxBytes = 1024 * 1024 }: Exchange,
): Promise<Exchanged> {
  requireOpen(to);
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const authorities = ca === null ? {} : { ca: [...rootCertificates, ca] };
  const options = { method, headers: { ...headers, ...length }, agent: false as const, lookup: guardedLookup(to), ...authorities };
  return new Promise<Exchanged>((resolve, reject) => {
    const fail = (error: unknown): void => reject(codeOf(error));
    const asked = (to.url.protocol === 'https:' ? httpsRequest : httpRequest)(to.url, options, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        parts.push(part);
        if ((size += part.length) > maxBytes) asked.destroy(new OutboundFault('answer_too_long'));
      });
      answer.on('error', fail);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    const clock = setTimeout(() => asked.destroy(new OutboundFault('timed_out')), to.timeoutMs ?? 10_000);
    asked.on('error', fail).on('close', () => clearTimeout(clock));
    asked.end(body);
  });
}

/** Sends one datagram: nobody says whether it arrived. */
export async function sendDatagram(to: Outbound, bytes: Uint8Array): Promise<void> {
  requireOpen(to);
  const host = to.url.hostname.replace(/^\[|\]$/g, '');
  const { address, family } = await new Promise<{ address: string; family: number }>((resolve, reject) => {
    if (isIP(host) !== 0) return resolve({ address: host, family: isIP(host) });
    guardedLookup(to)(host, {}, (error, found: string | LookupAddress[], of) =>
      error === null ? resolve({ address: found as string, family: of ?? 4 }) : reject(codeOf(error)),
    );
  });
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  await new Promise<void>((resolve, reject) => {
    socket.on('error', (error) => reject(codeOf(error)));
    socket.send(bytes, Number(to.url.port), address, (error) => (error === null ? resolve() : reject(codeOf(error))));
  }).finally(() => socket.close());
}
