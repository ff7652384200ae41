// Hot path: which packets of a capture are one engine's, where several read the same capture. All that shares state falls to the same
// one: a packet goes by its two ends, whichever way it flows and whatever wraps it. A packet of another share costs a few loads.
import { IP, IP_FRAGMENT, LAYER_2, Frame } from '../frame.ts';

const ETHERNET_LINK = 1;
const MAC_HEADER = 14;
const VLAN_TAG = 0x8100;
const IPV4 = 0x0800;
const FIRST_ETHER_TYPE = 0x0600;
/** A header without options, version 4. */
const PLAIN_IPV4 = 0x45;
/** Wrap something whose ends count, beside IPv4: IPv6, further tags, PPPoE. */
const IPV6 = 0x86dd,
  SERVICE_TAG = 0x88a8,
  OLD_SERVICE_TAG = 0x9100,
  PPPOE = 0x8864;
/** Pairs of ends fall into this many buckets. */
export const BUCKETS = 4096;

/** Stands for the bucket of a packet nobody can read: every engine takes it, to count it with its file. */
export const NOBODYS = -1;

/** The bucket of a pair of ends; the same for both directions. */
export function bucketOf(a: number, b: number): number {
  const hash = Math.imul(a ^ b, 0x9e3779b1) ^ Math.imul((a + b) | 0, 0x85ebca77);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

function wraps(type: number): boolean {
  return type === IPV4 || type === IPV6 || type === VLAN_TAG || type === PPPOE || type === SERVICE_TAG || type === OLD_SERVICE_TAG;
}

/** Finds a packet's bucket: by its IP addresses where it has any, else by its MACs. */
export class Buckets {
  readonly #frame = new Frame();

  of(bytes: Uint8Array, view: DataView, start: number, end: number, wireLength: number, link: number): number {
    if (link === ETHERNET_LINK && end - start >= MAC_HEADER + 4 + 20) {
      let at = start + MAC_HEADER;
      let type = view.getUint16(start + 12);
      if (type === VLAN_TAG) {
        type = view.getUint16(at + 2);
        at += 4;
      }
      if (type === IPV4 && view.getUint8(at) === PLAIN_IPV4) return bucketOf(view.getInt32(at + 12), view.getInt32(at + 16));
      if (type >= FIRST_ETHER_TYPE && !wraps(type)) return bucketOf(view.getInt32(start + 8), view.getInt32(start + 2));
    }
    return this.#walk(bytes, start, end, wireLength, link);
  }

  #walk(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): number {
    const frame = this.#frame;
    const found = frame.walk(bytes, start, end, wireLength, link);
    if (found === LAYER_2) return frame.hasMacs ? bucketOf(frame.sourceMacLow, frame.targetMacLow) : NOBODYS;
    if (found !== IP && found !== IP_FRAGMENT) return NOBODYS;
    if (frame.version === 4) return bucketOf(frame.source0, frame.target0);
    const source = frame.source0 ^ Math.imul(frame.source1, 3) ^ Math.imul(frame.source2, 5) ^ Math.imul(frame.source3, 7);
    const target = frame.target0 ^ Math.imul(frame.target1, 3) ^ Math.imul(frame.target2, 5) ^ Math.imul(frame.target3, 7);
    return bucketOf(source, target);
  }
}

/** One engine's share. */
export class Share {
  readonly #buckets = new Buckets();
  readonly #shareOf: Uint8Array;
  readonly #number: number;

  /** @param shareOf the share of each bucket (BUCKETS of them) @param number this engine's */
  constructor(shareOf: Uint8Array, number: number) {
    this.#shareOf = shareOf;
    this.#number = number;
  }

  owns(bytes: Uint8Array, view: DataView, start: number, end: number, wireLength: number, link: number): boolean {
    const bucket = this.#buckets.of(bytes, view, start, end, wireLength, link);
    return bucket === NOBODYS || this.#shareOf[bucket] === this.#number;
  }
}
