// Hot path: pairs of ends fall into buckets, and all that shares state falls into one: a packet goes by its two ends, whichever way it
// flows and whatever wraps it.
import * as frames from '../frame.ts';
import { Frame } from '../frame.ts';

// V8 folds a module's own constants into its code and loads imported ones at every use.
const { IP, IP_FRAGMENT, LAYER_2 } = frames;

export const ETHERNET_LINK = 1;
const VLAN_TAG = 0x8100;
const IPV4 = 0x0800;
/** A header without options, version 4. */
const PLAIN_IPV4 = 0x45;
/** EtherTypes between these wrap nothing: PROFINET is among them. */
const PPPOE = 0x8864,
  SERVICE_TAG = 0x88a8;
/** Ethernet, one tag and an IPv4 header. */
export const SHORTEST = 14 + 4 + 20;

/** Pairs of ends fall into this many buckets. */
export const BUCKETS = 4096;
/** Stands for the bucket of a packet nobody can read: it goes to the first share, which counts it with its file. */
export const NOBODYS = -1;

/** The bucket of a pair of ends; the same for both directions. */
export function bucketOf(a: number, b: number): number {
  const hash = Math.imul(a ^ b, 0x9e3779b1) ^ Math.imul((a + b) | 0, 0x85ebca77);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

const frame = new Frame();

/** 1 for 0, 0 for any other number up to 2^31. */
function isZero(value: number): number {
  return (value - 1) >>> 31;
}

/**
 * The bucket of an Ethernet frame of SHORTEST bytes or more at `start`: at most one VLAN tag and an IPv4 header without options, or a
 * protocol of its own that wraps nothing; NOBODYS for others, which `bucketOfPacket` walks. No branch asks what it is: one packet is
 * tagged and the next is not, and the processor cannot guess which.
 */
export function bucketOfFrame(view: DataView, start: number): number {
  const at = (start + 14 + (isZero(view.getUint16((start + 12) | 0) ^ VLAN_TAG) << 2)) | 0;
  const type = view.getUint16((at - 2) | 0);
  const isIpv4 = isZero((type ^ IPV4) | (view.getUint8(at) ^ PLAIN_IPV4));
  const wrapsNothing = ((PPPOE - type) & (type - SERVICE_TAG)) >>> 31;
  if ((isIpv4 | wrapsNothing) === 0) return NOBODYS;
  // Addresses in an IPv4 header; of others the lower words of the MACs.
  const target = (start + 2 + ((at + 10 - start) & -isIpv4)) | 0;
  const source = (start + 8 + ((at + 8 - start) & -isIpv4)) | 0;
  return bucketOf(view.getInt32(target), view.getInt32(source));
}

/** Finds the bucket of the packet `bytes[start..end)`: by its IP addresses where it has any, else by its MACs; NOBODYS without either. */
export function bucketOfPacket(bytes: Uint8Array, view: DataView, start: number, end: number, wireLength: number, link: number): number {
  if (link === ETHERNET_LINK && end - start >= SHORTEST) {
    const bucket = bucketOfFrame(view, start);
    if (bucket !== NOBODYS) return bucket;
  }
  return bucketOfWalked(frame.walk(bytes, start, end, wireLength, link));
}

function bucketOfWalked(found: number): number {
  if (found === LAYER_2) return frame.hasMacs ? bucketOf(frame.sourceMacLow, frame.targetMacLow) : NOBODYS;
  if (found !== IP && found !== IP_FRAGMENT) return NOBODYS;
  if (frame.version === 4) return bucketOf(frame.source0, frame.target0);
  const source = frame.source0 ^ Math.imul(frame.source1, 3) ^ Math.imul(frame.source2, 5) ^ Math.imul(frame.source3, 7);
  const target = frame.target0 ^ Math.imul(frame.target1, 3) ^ Math.imul(frame.target2, 5) ^ Math.imul(frame.target3, 7);
  return bucketOf(source, target);
}
