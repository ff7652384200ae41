// The reading thread: takes a capture's bytes from the server's thread or from a stored file, undoes gzip, and sends the report back.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';
import { type CaptureFile, createInspection, type OpenCapture } from '@holdfast/core-wire';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import type { FromReader, ReaderStart, ToReader } from './reader.ts';

/** What a compressed capture may grow to; beyond that it is cut with a fault that says so. */
const limitUnpackedBytes = 100 * 2 ** 30;

const port = parentPort!;
const vendorOf = vendorLookup();
const say = (message: FromReader) => port.postMessage(message);

/**
 * Where bytes go: straight to the capture, or through gunzip when the first two bytes say gzip. Decided at the first chunk.
 * INVARIANT: after `take` nothing looks at the chunk any more, its memory is filled anew.
 */
type Intake = { take(chunk: Uint8Array): Promise<void>; close(): Promise<{ problem: string | null; content_sha256: string | null }> };

const straight = (to: OpenCapture): Intake => ({
  take: async (chunk) => to.push(chunk),
  close: async () => ({ problem: null, content_sha256: null }),
});

function unzipping(to: OpenCapture): Intake {
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  let problem: string | null = null;
  let unpacked = 0;
  const hash = createHash('sha256');
  const over = new Promise<void>((resolve) => {
    gunzip.on('end', resolve);
    gunzip.on('error', (error) => {
      problem = `gzip: ${error.message}`;
      resolve();
    });
  });
  gunzip.on('data', (chunk: Uint8Array) => {
    unpacked += chunk.length;
    hash.update(chunk);
    if (unpacked <= limitUnpackedBytes) to.push(chunk);
    else gunzip.destroy(new Error(`unpacks to more than ${limitUnpackedBytes} bytes`));
  });
  return {
    async take(chunk) {
      if (problem === null) await Promise.race([new Promise((resolve) => gunzip.write(chunk, resolve)), over]);
    },
    async close() {
      gunzip.end();
      await over;
      return { problem, content_sha256: hash.digest('hex') };
    },
  };
}

/** One capture from its first byte to its report. */
function readCapture(start: ReaderStart) {
  const inspection = createInspection({ vendorOf });
  const capture = inspection.openCapture(start.name);
  let intake: Intake | null = null;
  let taken = 0;
  const take = async (chunk: Uint8Array): Promise<void> => {
    intake ??= chunk[0] === 0x1f && chunk[1] === 0x8b ? unzipping(capture) : straight(capture);
    await intake.take(chunk);
    taken += chunk.length;
    say({ kind: 'took', read_bytes: taken, packets: capture.progress.packets });
  };
  const finish = async (): Promise<void> => {
    const closed = await intake?.close();
    const file: CaptureFile = capture.end();
    if (closed !== undefined && closed.problem !== null) file.fault = closed.problem;
    say({ kind: 'report', report: inspection.report(), content_sha256: closed?.content_sha256 ?? null });
  };
  const readFile = async (path: string): Promise<void> => {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 << 20 })) await take(chunk as Uint8Array);
    await finish();
  };
  return { take, finish, readFile };
}

let reading: ReturnType<typeof readCapture> | null = null;

async function hear(message: ToReader): Promise<void> {
  if (message.kind === 'open') {
    reading = readCapture(message);
    if (message.path !== null) await reading.readFile(message.path);
  } else if (message.kind === 'chunk') await reading?.take(message.chunk);
  else {
    await reading?.finish();
    reading = null;
  }
}

let line: Promise<void> = Promise.resolve();
port.on('message', (message: ToReader) => {
  line = line.then(() => hear(message));
});
