// Feeds one file (or `-`, standard input) to an inspection, undoing gzip on the way. Faults of the file system become the file's fault.
import { closeSync, openSync, read } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { CaptureFile, Inspection, OpenCapture } from '@holdfast/core-wire';

const CHUNK_BYTES = 2 << 20;
const readDescriptor = promisify(read);

/** Reads `name` to its end. Never rejects: what went wrong stands in `fault`. */
export async function readCapture(inspection: Inspection, name: string): Promise<CaptureFile> {
  const capture = inspection.openCapture(name);
  let problem: string | null = null;
  let descriptor = -1;
  try {
    descriptor = name === '-' ? 0 : openSync(name, 'r');
    problem = await readAll(descriptor, capture);
  } catch (error) {
    problem = sayWhy(error);
  }
  if (descriptor > 0) closeSync(descriptor);
  const file = capture.end();
  if (problem !== null) file.fault = problem;
  return file;
}

/** The next chunk is read by another thread while this one is inspected. */
async function readAll(descriptor: number, capture: OpenCapture): Promise<string | null> {
  let buffer = new Uint8Array(CHUNK_BYTES);
  let spare = new Uint8Array(CHUNK_BYTES);
  let length = await readChunk(descriptor, buffer);
  if (buffer[0] === 0x1f && buffer[1] === 0x8b && length > 1) return readGzip(descriptor, buffer, length, capture);
  while (length > 0) {
    const next = readChunk(descriptor, spare);
    capture.push(buffer.subarray(0, length));
    length = await next;
    [buffer, spare] = [spare, buffer];
  }
  return null;
}

/** A gzip stream may be cut or damaged: what came out before counts. */
async function readGzip(descriptor: number, buffer: Uint8Array, length: number, capture: OpenCapture): Promise<string | null> {
  const gunzip = createGunzip({ chunkSize: 1 << 20 });
  let problem: string | null = null;
  const finished = new Promise<void>((done) => {
    gunzip.on('end', done);
    gunzip.on('error', (error) => {
      problem = `gzip: ${error.message}`;
      done();
    });
  });
  gunzip.on('data', (chunk: Uint8Array) => capture.push(chunk));
  while (length > 0 && problem === null) {
    const chunk = buffer.slice(0, length);
    if (!gunzip.write(chunk)) await Promise.race([new Promise((drained) => gunzip.once('drain', drained)), finished]);
    length = await readChunk(descriptor, buffer);
  }
  gunzip.end();
  await finished;
  return problem;
}

/** Reads what is there, 0 bytes at the end; a pipe may say "try again" while its writer thinks. */
async function readChunk(descriptor: number, buffer: Uint8Array): Promise<number> {
  for (;;) {
    try {
      return (await readDescriptor(descriptor, buffer, 0, buffer.length, null)).bytesRead;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      await wait(5);
    }
  }
}

function sayWhy(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'no permission to read it';
  if (code === 'EISDIR') return 'this is a folder, not a capture';
  return message ?? 'it could not be read';
}
