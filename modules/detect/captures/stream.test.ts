// Taking an upload's chunks: pauses, ends what brings nothing, ends at once what is stopped.
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '@holdfast/platform/failure';
import { eachChunk } from './stream.ts';

const asRequest = (stream: PassThrough, complete = true): IncomingMessage =>
  Object.assign(stream, { complete }) as unknown as IncomingMessage;
const never = new AbortController().signal;
const isFailure = (code: string) => (error: unknown) => error instanceof Failure && error.code === code;

test('every chunk comes once and in order, however slow the taker', async () => {
  const stream = new PassThrough();
  const out: Buffer[] = [];
  const done = eachChunk(
    asRequest(stream),
    (chunk) => {
      out.push(Buffer.from(chunk));
      return out.length % 3 === 0 ? wait(5) : null;
    },
    never,
  );
  const all = Array.from({ length: 40 }, (_, at) => Buffer.alloc(1000 + at, at));
  for (const chunk of all) stream.write(Buffer.from(chunk));
  stream.end();
  await done;
  assert.deepEqual(Buffer.concat(out), Buffer.concat(all));
});

test('a stream that brings nothing is over, one that the taker holds up is not', async () => {
  await assert.rejects(
    eachChunk(asRequest(new PassThrough()), () => null, never, 40),
    isFailure('upload_idle'),
  );
  const slow = new PassThrough();
  slow.end('x');
  await eachChunk(asRequest(slow), () => wait(200), never, 40);
});

test('a stopped stream ends at once, with the reason', async () => {
  const stopping = new AbortController();
  const taking = eachChunk(asRequest(new PassThrough()), () => null, stopping.signal);
  stopping.abort(new Failure('conflict', 'capture_cancelled'));
  await assert.rejects(taking, isFailure('capture_cancelled'));
  await assert.rejects(
    eachChunk(asRequest(new PassThrough()), () => null, stopping.signal),
    isFailure('capture_cancelled'),
  );
});

test('a connection that breaks off is no end of the file', async () => {
  const stream = new PassThrough();
  const taking = eachChunk(asRequest(stream, false), () => null, never);
  stream.destroy();
  await assert.rejects(taking, /broke off/);
});
