// Feeds one file (or `-`, standard input) to an inspection, undoing its compression on the way. Faults of the file system become the file's fault.
import { closeSync, openSync, read } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CaptureFile, Inspection, OpenCapture } from '@holdfast/core-wire';
import { type Unpacker, unpackerFor, unpackFault } from '@holdfast/platform/unpack';

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
  const unpacker = unpackerFor(buffer.subarray(0, length));
  if (unpacker !== null) return readPacked(unpacker, descriptor, buffer, length, capture);
  while (length > 0) {
    const next = readChunk(descriptor, spare);
    capture.push(buffer.subarray(0, length));
    length = await next;
    [buffer, spare] = [spare, buffer];
  }
  return null;
}

/** A compressed file may be cut or damaged: what came out before counts. One that unpacks without end is left. */
async function readPacked(
  { name, stream }: Unpacker,
  descriptor: number,
  buffer: Uint8Array,
  length: number,
  capture: OpenCapture,
): Promise<string | null> {
  let problem: string | null = null;
  let packed = 0;
  let unpacked = 0;
  const finished = new Promise<void>((done) => {
    stream.on('end', done);
    stream.on('close', done);
    stream.on('error', (error) => {
      problem ??= `${name}: ${error.message}`;
      done();
    });
  });
  stream.on('data', (chunk: Uint8Array) => {
    if (problem !== null) return;
    unpacked += chunk.length;
    capture.push(chunk);
    const fault = unpackFault(packed, unpacked);
    if (fault === null) return;
    problem = `${name}: ${fault}`;
    stream.destroy();
  });
  while (length > 0 && problem === null) {
    packed += length;
    const chunk = buffer.slice(0, length);
    if (!stream.write(chunk)) await Promise.race([new Promise((drained) => stream.once('drain', drained)), finished]);
    length = await readChunk(descriptor, buffer);
  }
  if (problem === null) stream.end();
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
