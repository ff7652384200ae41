// The signer's door: HTTP on a Unix socket only its own user (or one group) can open. Nothing here decides.
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CONFLICT_MEDIA_TYPE, MAX_ADD_CHECKPOINT_BYTES } from '@holdfast/core-ledger';
import { SignerFault } from './fault.ts';
import type { Answer, Signer } from './signing.ts';

/** Listens. A signer that is just ending is waited for. `mode` of the socket: 0600, or 0660 for a service with a group. */
export async function serve(signer: Signer, socket: string, mode: number): Promise<Server> {
  for (let waitedMs = 0; await isAnswered(socket); waitedMs += 50) {
    if (waitedMs > 5000) throw new SignerFault('already_running', `Another signer listens on ${socket}. Stop it first.`);
    await wait(50);
  }
  rmSync(socket, { force: true });
  const server = createServer((request, response) => void answer(signer, request, response));
  server.requestTimeout = 10_000;
  await new Promise<void>((done, fail) => server.once('error', fail).listen(socket, done));
  chmodSync(socket, mode);
  return server;
}

async function answer(signer: Signer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, type: string, body: string): void => void response.writeHead(status, { 'content-type': type }).end(body);
  try {
    const done = await route(signer, request);
    if (done === null) send(404, 'text/plain', 'no such door\n');
    else if ('status' in done) send(done.status, done.status === 409 ? CONFLICT_MEDIA_TYPE : 'text/plain', done.body);
    else send(200, 'application/json', JSON.stringify(done));
  } catch (thrown) {
    const fault =
      thrown instanceof SignerFault ? thrown : new SignerFault('failed', thrown instanceof Error ? thrown.message : String(thrown));
    send(503, 'application/json', JSON.stringify({ code: codeOf(thrown) ?? fault.code, message: fault.message }));
  }
}

async function route(signer: Signer, request: IncomingMessage): Promise<Answer | object | null> {
  const url = new URL(request.url ?? '/', 'http://signer');
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /state':
      return signer.facts();
    case 'POST /sign':
      return signer.sign(await readBody(request));
    case 'POST /adopt':
      return signer.adopt(url.searchParams.get('origin') ?? '', await readBody(request));
    case 'POST /rotation':
      return signer.prepareRotation((await readBody(request)) || null);
    case 'POST /rotation/commit':
      return signer.commitRotation();
    default:
      return null;
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MAX_ADD_CHECKPOINT_BYTES) throw new SignerFault('too_long', 'The request is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function isAnswered(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = connect(socket, () => {
      asked.destroy();
      done(true);
    });
    asked.on('error', () => done(false));
  });
}

const words: Readonly<Record<string, string>> = { ENOSPC: 'disk_full', EDQUOT: 'disk_full', EROFS: 'read_only', EACCES: 'no_access' };

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? words[thrown.code] : undefined;
}
