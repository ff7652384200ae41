// The witness's door: C2SP tlog-witness over HTTP or HTTPS, its keys, and what it cosigned last. Nothing here decides.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIP } from 'node:net';
import { MAX_ADD_CHECKPOINT_BYTES } from '@holdfast/core-ledger';
import { WitnessFault } from './fault.ts';
import type { Witness } from './witnessing.ts';

export type Listen = { host: string; port: number; tls: { cert: string; key: string } | null; behindProxy: boolean };

/** `host:port`, `[::1]:port` or a port alone (then 127.0.0.1). Throws WitnessFault. */
export function parseListen(text: string): { host: string; port: number } {
  const [, host = '127.0.0.1', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  if (Number(port) > 65_535 || port === '') throw new WitnessFault('listen_wrong', `--listen takes an address and a port, not "${text}".`);
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** Listens. Without TLS only on this machine, unless a proxy in front is said to bring it. Throws WitnessFault. */
export async function serve(witness: Witness, { host, port, tls, behindProxy }: Listen): Promise<Server> {
  if (tls === null && !isLoopback(host) && !behindProxy)
    throw new WitnessFault('plain', `Plain HTTP on ${host} can be read and changed on the way. Give --cert and --key, or --behind-proxy.`);
  const answer: RequestListener = (request, response) => void answerOne(witness, request, response);
  const server: Server = tls === null ? createServer(answer) : createTlsServer({ ...tls, minVersion: 'TLSv1.2' }, answer);
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  server.maxConnections = 64;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
  return server;
}

type Said = { status: number; type: string; body: string };
const say = (status: number, body: string, type = 'text/plain; charset=utf-8'): Said => ({ status, type, body });

async function answerOne(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = ({ status, type, body }: Said): void =>
    void response
      .writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', ...closing(status) })
      .end(body);
  try {
    send(await route(witness, request));
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    send(say(500, 'the witness cannot answer now\n'));
  }
}

// What is left of a body nobody reads must not be taken for the next request.
const closing = (status: number): Record<string, string> => (status === 413 ? { connection: 'close' } : {});

async function route(witness: Witness, request: IncomingMessage): Promise<Said> {
  const url = new URL(request.url ?? '/', 'http://witness');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  switch (`${method} ${url.pathname}`) {
    case 'POST /add-checkpoint': {
      const body = await readBody(request);
      return body === null ? say(413, 'request too long\n') : witness.addCheckpoint(body);
    }
    case 'GET /':
      return say(200, `witness ${witness.name}\n\n${witness.vkeys.join('\n')}\n`);
    case 'GET /vkeys':
      return say(200, `${witness.vkeys.join('\n')}\n`);
    case 'GET /logs':
      return say(200, JSON.stringify({ name: witness.name, vkeys: witness.vkeys, logs: witness.logs() }), 'application/json');
    case 'GET /checkpoint': {
      const note = witness.latestOf(url.searchParams.get('origin') ?? '');
      return note === null ? say(404, 'nothing cosigned of this log\n') : say(200, note);
    }
    default:
      return say(url.pathname === '/add-checkpoint' ? 405 : 404, 'no such door\n');
  }
}

/** The whole body, null when it is longer than any request can be. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_ADD_CHECKPOINT_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
