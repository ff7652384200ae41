// Reads files that two threads share: small pieces that stay in the processor's cache, and nothing asynchronous, for both are busy.
import { closeSync, openSync, readSync } from 'node:fs';
import { PIECE_BYTES, planShares, type CaptureFile, type SharedInspection, type ShareReader, type SharePlan } from '@holdfast/core-wire';
import { packingOf } from '@holdfast/platform/unpack';
import type { PacketRing } from './packet-ring.ts';
import type { SharedFile } from './second-thread.ts';

/** Enough to see nearly every pair of ends that speaks all the time. */
const SAMPLE_BYTES = 2 << 20;

/** Reads each file to its known length, handing the second thread's packets over in the ring. Throws what the file system says. */
export function readShared(inspection: SharedInspection, files: readonly SharedFile[], ring: PacketRing): CaptureFile[] {
  const read = files.map((file) => readOne(inspection, file, ring));
  ring.close();
  return read;
}

function readOne(inspection: SharedInspection, { name, length_bytes }: SharedFile, ring: PacketRing): CaptureFile {
  const capture = inspection.openCapture(name);
  const descriptor = openSync(name, 'r');
  try {
    for (let left = length_bytes; left > 0;) {
      const slot = ring.toFill();
      const length = readSync(descriptor, slot.bytes, 0, Math.min(left, PIECE_BYTES), null);
      if (length === 0) break;
      capture.sort(slot, length);
      ring.filled();
      capture.read(slot);
      left -= length;
    }
  } finally {
    closeSync(descriptor);
  }
  return capture.end();
}

/** Reads a thread's shares of all pieces that come in the ring, to its end. */
export function readShares(shares: ShareReader, ring: PacketRing): void {
  for (let slot = ring.toEmpty(); slot !== null; slot = ring.toEmpty()) {
    shares.take(slot);
    ring.emptied();
  }
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
