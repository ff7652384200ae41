// Runs inside a network namespace: controllers and servers that answer in real Modbus, S7 and HTTP, and stations that ask them again and again.
import { connect, createServer, type Socket } from 'node:net';
import * as modbus from '../plant/src/protocols/modbus.ts';
import * as s7 from '../plant/src/protocols/s7.ts';
import { httpRequest, httpResponse } from '../plant/src/protocols/web.ts';

export type Spoken = 'modbus' | 'modbus_write' | 's7' | 'http';
export type Served = { address: string; port: number; speaks: Spoken };
/** `from` and `to` are addresses; a question each `every_ms`, the next one only after the answer. */
export type Asked = { id: string; speaks: Spoken; from: string; to: string; port: number; every_ms: number };
export type TalkerCall =
  | { call: 'serve'; served: Served[] }
  | { call: 'ask'; asked: Asked[] }
  | { call: 'try'; asked: Asked[]; timeout_ms: number }
  | { call: 'look' }
  | { call: 'hang_up' };
/** `last_ns`: the clock of the machine that nobody sets (CLOCK_MONOTONIC), when the last answer came. */
export type Talked = {
  id: string;
  connections: number;
  questions: number;
  answers: number;
  wrong: number;
  ended: string | null;
  local_port: number;
  last_ns: string;
};

const ends = { modbus: endOfModbus, modbus_write: endOfModbus, s7: endOfTpkt, http: endOfHttp } as const;

/** Length of the first whole unit in what came, or 0. */
function endOfModbus(bytes: Buffer): number {
  const length = bytes.length < 6 ? 0 : 6 + bytes.readUInt16BE(4);
  return bytes.length >= length ? length : 0;
}

function endOfTpkt(bytes: Buffer): number {
  const length = bytes.length < 4 ? 0 : bytes.readUInt16BE(2);
  return bytes.length >= length ? length : 0;
}

function endOfHttp(bytes: Buffer): number {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return 0;
  const length = head + 4 + Number(/content-length: (\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1] ?? 0);
  return bytes.length >= length ? length : 0;
}

/** Hands on whole units. */
function eachUnit(socket: Socket, speaks: Spoken, take: (unit: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    rest = Buffer.concat([rest, data]);
    for (let length = ends[speaks](rest); length > 0; length = ends[speaks](rest)) {
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
}

/** The questions of a station: number `n` of a conversation. */
function questionOf(speaks: Spoken, n: number, to: string): Uint8Array {
  if (speaks === 'http') return httpRequest(to, '/values');
  if (speaks === 's7') {
    if (n === 0) return s7.cotpRequest(2);
    const job = n === 1 ? s7.s7Job(1, s7.setupParameter) : s7.readJob([[1, 0, 20]]);
    s7.setReference(job, n);
    return job;
  }
  const unit = speaks === 'modbus' ? modbus.readRequest(1, 3, 100, 10) : modbus.writeSingle(1, 6, 100, n & 0xff);
  modbus.setTransaction(unit, n & 0xffff);
  return unit;
}

function answerOf(speaks: Spoken, question: Buffer): Uint8Array {
  if (speaks === 'http') return httpResponse('mirror', 'values');
  if (speaks === 's7') {
    if (question[5] === 0xe0) return s7.cotpConfirm(2);
    const answer = question[17] === 0xf0 ? s7.s7Answer(0, s7.setupParameter) : s7.readAnswer([20]);
    s7.setReference(answer, question.readUInt16BE(s7.referenceAt));
    return answer;
  }
  const answer = question[7] === 3 ? modbus.readResponse(1, 3, 10) : new Uint8Array(question);
  modbus.setTransaction(answer, question.readUInt16BE(0));
  return answer;
}

/** Whether it answers just this question: transaction and PDU reference come back. */
function isAnswer(speaks: Spoken, n: number, answer: Buffer): boolean {
  if (speaks === 'http') return answer.toString('latin1', 0, 15) === 'HTTP/1.1 200 OK';
  if (speaks === 's7') return n === 0 ? answer[5] === 0xd0 : answer.readUInt16BE(s7.referenceAt) === (n & 0xffff);
  return answer.readUInt16BE(0) === (n & 0xffff) && (answer[7]! & 0x80) === 0;
}

const serve = ({ address, port, speaks }: Served): Promise<void> =>
  new Promise((done) => {
    const server = createServer({ noDelay: true }, (socket) => {
      socket.on('error', () => socket.destroy());
      eachUnit(socket, speaks, (unit) => socket.write(answerOf(speaks, unit)));
    });
    server.listen(port, address, () => done());
  });

type Talk = { it: Talked; socket: Socket | null; timer: NodeJS.Timeout | null };
const talks = new Map<string, Talk>();

/** Begins one conversation, and goes on until it is hung up; nothing is ever opened again. */
function ask(asked: Asked): Promise<boolean> {
  const { id, speaks, from, to, port, every_ms } = asked;
  const it: Talked = { id, connections: 0, questions: 0, answers: 0, wrong: 0, ended: null, local_port: 0, last_ns: '0' };
  const talk: Talk = { it, socket: null, timer: null };
  talks.set(id, talk);
  return new Promise((done) => {
    const socket = connect({ host: to, port, localAddress: from, noDelay: true });
    talk.socket = socket;
    const next = (): void => {
      socket.write(questionOf(speaks, it.questions, to));
      it.questions += 1;
    };
    socket.on('connect', () => {
      it.connections += 1;
      it.local_port = socket.localPort ?? 0;
      next();
    });
    eachUnit(socket, speaks, (unit) => {
      if (isAnswer(speaks, it.questions - 1, unit)) it.answers += 1;
      else it.wrong += 1;
      it.last_ns = String(process.hrtime.bigint());
      done(true);
      talk.timer = setTimeout(next, every_ms);
    });
    socket.on('error', (error) => (it.ended = error.message));
    socket.on('close', () => {
      it.ended ??= 'closed';
      done(false);
    });
  });
}

function hangUp(talk: Talk): void {
  clearTimeout(talk.timer ?? undefined);
  talk.socket?.removeAllListeners('close');
  talk.socket?.destroy();
  talks.delete(talk.it.id);
}

/** Which of these conversations a new connection gets an answer in. */
async function tryAll(asked: readonly Asked[], timeoutMs: number): Promise<string[]> {
  const tried = asked.map(async (one) => {
    const over = new Promise<boolean>((done) => setTimeout(() => done(false), timeoutMs));
    const isAnswered = await Promise.race([ask(one), over]);
    hangUp(talks.get(one.id)!);
    return isAnswered ? [one.id] : [];
  });
  return (await Promise.all(tried)).flat();
}

async function answer(it: TalkerCall): Promise<unknown> {
  if (it.call === 'serve') return Promise.all(it.served.map(serve));
  if (it.call === 'ask') return Promise.all(it.asked.map(ask));
  if (it.call === 'try') return tryAll(it.asked, it.timeout_ms);
  if (it.call === 'hang_up') for (const talk of talks.values()) hangUp(talk);
  return [...talks.values()].map((talk) => talk.it);
}

if (process.send) {
  process.on('message', (it: TalkerCall) => void answer(it).then((told) => process.send?.(told ?? [])));
  process.on('disconnect', () => process.exit(0));
  process.send([]);
}
