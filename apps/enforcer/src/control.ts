// The control socket: one enforcer per folder, and how commands on the machine reach the one that runs.
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { EnforcerFault } from './fault.ts';
import { controlPath } from './folder.ts';

export type Asked = { what: 'status' } | { what: 'set'; conduit: string; mode: 'normal' | 'isolated'; reason: string; by: string };
export type Told = { ok: true; value: unknown } | { ok: false; code: string; sentence: string };

/** Takes the folder and answers commands. INVARIANT: the socket is the folder's lock. Throws EnforcerFault while another one runs. */
export async function listenForCommands(folder: string, answer: (asked: Asked) => Promise<unknown>): Promise<Server> {
  const path = controlPath(folder);
  if ((await askRunning(folder, { what: 'status' })) !== null)
    throw new EnforcerFault('already_running', `Another enforcer runs on ${folder}.`);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', () => {});
    socket.on('end', () => void answerOne(text, answer).then((told) => socket.end(JSON.stringify(told))));
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(path, done));
  chmodSync(path, 0o600);
  return server;
}

async function answerOne(text: string, answer: (asked: Asked) => Promise<unknown>): Promise<Told> {
  try {
    return { ok: true, value: await answer(JSON.parse(text) as Asked) };
  } catch (thrown) {
    const code = thrown instanceof EnforcerFault ? thrown.code : 'failed';
    return { ok: false, code, sentence: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** Asks the enforcer that runs on the folder; null when none does. Throws EnforcerFault with what it said against it. */
export async function askRunning(folder: string, asked: Asked): Promise<unknown> {
  const text = await new Promise<string | null>((done) => {
    let told = '';
    const socket = connect({ path: controlPath(folder), allowHalfOpen: true }, () => socket.end(JSON.stringify(asked)));
    socket.setEncoding('utf8').on('data', (part: string) => (told += part));
    socket.on('error', () => done(null));
    socket.on('close', () => done(told === '' ? null : told));
  });
  if (text === null) return null;
  const told = JSON.parse(text) as Told;
  if (!told.ok) throw new EnforcerFault(told.code, told.sentence);
  return told.value;
}
