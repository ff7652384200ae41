// The second thread: reads its shares of the pieces the first one puts into the ring, and sends what it found.
import { parentPort } from 'node:worker_threads';
import type { SharePlan } from '@holdfast/core-wire';
import { createShareReader } from '@holdfast/core-wire/share-reader';
import { PacketRing } from './packet-ring.ts';
import { readShares } from './read-shares.ts';

parentPort!.once('message', ({ memory, plan }: { memory: SharedArrayBuffer; plan: SharePlan }) => {
  const ring = new PacketRing(memory);
  try {
    const shares = createShareReader(plan, 1);
    readShares(shares, ring);
    parentPort!.postMessage(shares.found());
  } catch (error) {
    ring.giveUp();
    throw error;
  }
});
