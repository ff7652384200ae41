// Hot path: which addresses a packet goes between, as numbers, without a table: for who looks for the packets of a few devices.
import * as frames from './frame.ts';
import { Frame } from './frame.ts';
import { parseAddress } from './addresses.ts';

const { IP, IP_FRAGMENT, LAYER_2 } = frames;
const ARP = 0x0806;
const MAC_FROM = 2 ** 32;
const IPV6_FROM = 2 ** 50;

/** No address. */
export const NO_END = -1;

/** MACs and IP addresses of one packet after another; of ARP the addresses it asks and answers for. RFC 826. */
export class PacketEnds {
  source = NO_END;
  target = NO_END;
  sourceMac = NO_END;
  targetMac = NO_END;
  readonly #frame = new Frame();

  /** Reads `bytes[start..end)` of link type `link`; `wireLength` is its length before capture cut it. */
  read(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): void {
    const frame = this.#frame;
    const found = frame.walk(bytes, start, end, wireLength, link);
    this.sourceMac = frame.hasMacs ? macKey(frame.sourceMacHigh, frame.sourceMacLow) : NO_END;
    this.targetMac = frame.hasMacs ? macKey(frame.targetMacHigh, frame.targetMacLow) : NO_END;
    this.source = this.target = NO_END;
    if (found === LAYER_2 && frame.etherType === ARP && frame.end - frame.start >= 28) {
      this.source = wordAt(bytes, frame.start + 14);
      this.target = wordAt(bytes, frame.start + 24);
    }
    if (found !== IP && found !== IP_FRAGMENT) return;
    const isShort = frame.version === 4;
    this.source = isShort ? frame.source0 >>> 0 : ipv6Key(frame.source0, frame.source1, frame.source2, frame.source3);
    this.target = isShort ? frame.target0 >>> 0 : ipv6Key(frame.target0, frame.target1, frame.target2, frame.target3);
  }
}

/** The number `PacketEnds` gives an address; null when the text is none. Of IPv6 two addresses may share one, once in 2^48. */
export function endOf(text: string): number | null {
  const words = parseAddress(text);
  if (words === null) return null;
  if (words.length === 1) return words[0]! >>> 0;
  return words.length === 2 ? macKey(words[0]!, words[1]!) : ipv6Key(words[0]!, words[1]!, words[2]!, words[3]!);
}

const macKey = (high: number, low: number): number => MAC_FROM + (high & 0xffff) * 2 ** 32 + (low >>> 0);

function ipv6Key(a: number, b: number, c: number, d: number): number {
  const high = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca77) ^ Math.imul(c, 0xc2b2ae35);
  const low = Math.imul(c ^ Math.imul(d, 0x9e3779b1), 0xc2b2ae35) ^ d ^ Math.imul(a, 0x27d4eb2f) ^ Math.imul(b, 0x165667b1);
  return IPV6_FROM + ((high ^ (high >>> 16)) & 0xffff) * 2 ** 32 + (low >>> 0);
}

const wordAt = (b: Uint8Array, at: number): number => ((b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!) >>> 0;
