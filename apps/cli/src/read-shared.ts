// Reads files that two threads share: small pieces that stay in the processor's cache, and nothing asynchronous, for both are busy.
import { closeSync, openSync, readSync } from 'node:fs';
import { planShares, type CaptureFile, type Inspection, type SharePlan } from '@holdfast/core-wire';
import { packingOf } from '@holdfast/platform/unpack';
import type { SharedFile } from './second-thread.ts';

const CHUNK_BYTES = 256 << 10;
/** Enough to see nearly every pair of ends that speaks all the time. */
const SAMPLE_BYTES = 2 << 20;

/** Reads each file to its known length. Throws what the file system says. */
export function readShared(inspection: Inspection, files: readonly SharedFile[]): CaptureFile[] {
  const buffer = new Uint8Array(CHUNK_BYTES);
  return files.map(({ name, length_bytes }) => {
    const capture = inspection.openCapture(name);
    const descriptor = openSync(name, 'r');
    try {
      for (let left = length_bytes; left > 0;) {
        const length = readSync(descriptor, buffer, 0, Math.min(left, CHUNK_BYTES), null);
        if (length === 0) break;
        capture.push(length === CHUNK_BYTES ? buffer : buffer.subarray(0, length));
        left -= length;
      }
    } finally {
      closeSync(descriptor);
    }
    return capture.end();
  });
}

/** Plans by the beginning of the largest file; null when sharing gains nothing, or one of them is compressed. */
export function planFiles(files: readonly SharedFile[]): SharePlan | null {
  if (files.some(({ name }) => packingOf(beginningOf(name, 4)) !== null)) return null;
  const largest = files.reduce((a, b) => (b.length_bytes > a.length_bytes ? b : a));
  return planShares(beginningOf(largest.name, SAMPLE_BYTES));
}

function beginningOf(name: string, length: number): Uint8Array {
  const buffer = new Uint8Array(length);
  const descriptor = openSync(name, 'r');
  try {
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}
