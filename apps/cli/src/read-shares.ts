// Reads one thread's shares of what another put into the ring.
import type { ShareReader } from '@holdfast/core-wire';
import type { PacketRing } from './packet-ring.ts';

/** Reads a thread's shares of all pieces that come in the ring, to its end. */
export function readShares(shares: ShareReader, ring: PacketRing): void {
  for (let slot = ring.toEmpty(); slot !== null; slot = ring.toEmpty()) {
    shares.take(slot);
    ring.emptied();
  }
}
