// Reads files that two threads share: small pieces that stay in the processor's cache, and nothing asynchronous while both are busy.
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { PIECE_BYTES, planShares, type CaptureFile, type SharedInspection, type SharedPiece, type SharePlan } from '@holdfast/core-wire';
import { packingOf } from '@holdfast/platform/packing';
import type { PacketRing } from './packet-ring.ts';
import type { SharedFile } from './second-thread.ts';

/** Enough to see nearly every pair of ends that speaks all the time. */
const SAMPLE_BYTES = 2 << 20;

/** Reads each file to its known length, handing the second thread's packets over in the ring. Throws what the file system says. */
export async function readShared(inspection: SharedInspection, files: readonly SharedFile[], ring: PacketRing): Promise<CaptureFile[]> {
  const read: CaptureFile[] = [];
  for (const file of files) read.push(await readOne(inspection, file, ring));
  ring.close();
  return read;
}

async function readOne(inspection: SharedInspection, { name, length_bytes }: SharedFile, ring: PacketRing): Promise<CaptureFile> {
  const capture = inspection.openCapture(name);
  const descriptor = openSync(name, 'r');
  try {
    for (let left = length_bytes; left > 0;) {
      const slot = ring.toFill() ?? (await slotOf(ring));
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

/** A full ring: whether the other thread ended, only the event loop knows. */
async function slotOf(ring: PacketRing): Promise<SharedPiece> {
  for (;;) {
    await setImmediate();
    const slot = ring.toFill();
    if (slot !== null) return slot;
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
