// Runs inside a network namespace: opens conversations it is told to, answers all that reach it, and says which did.
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';

/** `from` and `to` are addresses; `source_port` 0 is any. */
export type Talk = { id: string; transport: 'tcp' | 'udp'; from: string; to: string; port: number; source_port?: number };
export type TalkerCall = { call: 'talk'; talks: Talk[]; timeout_ms: number } | { call: 'heard' };

/** All ports of the namespace are redirected to these two. */
export const UDP_PORT = 7000;
export const TCP_PORT = 7001;

const heard = new Set<string>();

function listen(): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      heard.add(data.toString());
      socket.write(data);
    });
  });
  const ready = [new Promise((done) => server.listen(TCP_PORT, '::', () => done(null)))];
  const socket = createSocket({ type: 'udp6', recvBufferSize: 4 << 20 });
  socket.on('message', (data, { address, port }) => {
    heard.add(data.toString());
    socket.send(data, port, address);
  });
  ready.push(new Promise((done) => socket.bind(UDP_PORT, '::', () => done(null))));
  return Promise.all(ready);
}

/** True when the other side's answer came back. */
function talkUdp({ id, from, to, port, source_port = 0 }: Talk, timeoutMs: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createSocket(from.includes(':') ? 'udp6' : 'udp4');
    const end = (answered: boolean): void => {
      clearTimeout(timer);
      socket.removeAllListeners('message');
      socket.close(() => done(answered));
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    socket.on('message', () => end(true));
    socket.on('error', () => {});
    socket.bind(source_port, from, () => socket.send(id, port, to));
  });
}

function talkTcp({ id, from, to, port, source_port = 0 }: Talk, timeoutMs: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host: to, port, localAddress: from, localPort: source_port });
    const end = (answered: boolean): void => {
      clearTimeout(timer);
      // A reset of a socket that still connects would wait until it has.
      if (answered) socket.resetAndDestroy();
      else socket.destroy();
      done(answered);
    };
    const timer = setTimeout(() => end(false), timeoutMs);
    socket.on('connect', () => socket.write(id));
    socket.on('data', () => end(true));
    socket.on('error', () => {});
  });
}

async function answer(call: TalkerCall): Promise<string[]> {
  if (call.call === 'heard') {
    const ids = [...heard];
    heard.clear();
    return ids;
  }
  const tried = call.talks.map(async (talk) => {
    const answered = await (talk.transport === 'udp' ? talkUdp : talkTcp)(talk, call.timeout_ms);
    return answered ? [talk.id] : [];
  });
  return (await Promise.all(tried)).flat();
}

if (process.send) {
  process.on('message', (call: TalkerCall) => void answer(call).then((ids) => process.send?.(ids)));
  process.on('disconnect', () => process.exit(0));
  await listen();
  process.send([]);
}
