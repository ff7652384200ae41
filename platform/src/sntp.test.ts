// Asking a time server: against a real UDP server that is right, wrong, silent, out of step or somebody else.
import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import fc from 'fast-check';
import { askTime, readAnswer } from './sntp.ts';

const epochs = 2_208_988_800;

function answerTo(question: Buffer, ms: number, first = 0x24, stratum = 2): Buffer {
  const answer = Buffer.alloc(48);
  answer[0] = first;
  answer[1] = stratum;
  question.copy(answer, 24, 40, 48);
  for (const at of [32, 40]) {
    answer.writeUInt32BE((Math.floor(ms / 1000) + epochs) % 2 ** 32, at);
    answer.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32), at + 4);
  }
  return answer;
}

async function withServer<R>(reply: (question: Buffer) => Buffer[], work: (port: number) => Promise<R>): Promise<R> {
  const server: Socket = createSocket('udp4');
  server.on('message', (question, from) => reply(question).forEach((it) => server.send(it, from.port, from.address)));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(server.address().port);
  } finally {
    server.close();
  }
}
const ask = (port: number) => askTime('127.0.0.1', port, { timeoutMs: 400 });
/** For what will be answered, however busy this machine is; its own pauses count as half of them in what is read. */
const askPatiently = (port: number) => askTime('127.0.0.1', port, { timeoutMs: 10_000 });
const busyMs = 1000;

test('says by how much the clock is off', async () => {
  for (const off of [0, 3500, -7200_000]) {
    const answer = await withServer((question) => [answerTo(question, Date.now() + off)], askPatiently);
    assert.ok(typeof answer === 'object' && Math.abs(answer.offset_ms - off) < busyMs, JSON.stringify(answer));
  }
});

test('a server out of step, a kiss of death and another kind of packet are no time', async () => {
  assert.equal(await withServer((question) => [answerTo(question, Date.now(), 0xe4)], askPatiently), 'not_in_step');
  assert.equal(await withServer((question) => [answerTo(question, Date.now(), 0x24, 0)], askPatiently), 'not_in_step');
  assert.equal(await withServer((question) => [answerTo(question, Date.now(), 0x23)], askPatiently), 'not_understood');
});

test('an answer to another question is passed over, and so is a short one', async () => {
  const forged = (question: Buffer) => [answerTo(Buffer.alloc(48, 7), 0), answerTo(question, 0).subarray(0, 40)];
  assert.equal(await withServer(forged, ask), 'no_answer');
  const then = await withServer((question) => [...forged(question), answerTo(question, Date.now() + 9000)], askPatiently);
  assert.ok(typeof then === 'object' && Math.abs(then.offset_ms - 9000) < busyMs);
});

test('silence and an unknown name are said', async () => {
  assert.equal(await withServer(() => [], ask), 'no_answer');
  assert.equal(await askTime('no-such-host.invalid', 123, { timeoutMs: 400 }), 'name_not_found');
});

test('times after 2036, when the seconds begin anew, are read in the right era', () => {
  const ms = Date.UTC(2040, 0, 1);
  const answer = readAnswer(answerTo(Buffer.alloc(48), ms), ms - 10, ms + 10);
  assert.deepEqual(typeof answer === 'object' && Math.round(answer.offset_ms), 0);
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 48, maxLength: 90 }), (bytes) => {
      const answer = readAnswer(Buffer.from(bytes), 1, 2);
      assert.ok(typeof answer === 'string' || Number.isFinite(answer.offset_ms));
    }),
  );
});
