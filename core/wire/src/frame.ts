// Hot path: from a frame's bytes to its ends. Typed fields of one reused object, byte reads, no allocation per packet.
// Link types: https://www.tcpdump.org/linktypes.html. Layers: IEEE 802.3, 802.1Q, 802.1ad, 802.2; RFC 2516, 791, 8200.

/** What `walk` found. */
export const UNSUPPORTED_LINK = 0,
  LAYER_2 = 1,
  IP = 2,
  IP_FRAGMENT = 3,
  CUT = 4;

/** Stand in for an EtherType: LLC without SNAP (DSAP and SSAP in the lower bits), and vendor SNAP. */
export const LLC = 0x10000,
  SNAP = 0x20000;

const MAX_TAGS = 8;
const MAX_EXTENSIONS = 16;

/**
 * The outermost parts of one packet. Numbers are kept as signed 32-bit so that V8 holds them without boxing.
 * After `walk` returns IP or IP_FRAGMENT, `start..end` is the transport's bytes that were captured and `wireEnd` where they would end uncut.
 */
export class Frame {
  /** 0 where the link has no addresses. */
  sourceMacHigh = 0;
  sourceMacLow = 0;
  targetMacHigh = 0;
  targetMacLow = 0;
  hasMacs = false;
  /** -1 without a tag; the innermost of several. */
  vlan = -1;
  /** EtherType, or LLC / SNAP plus its identifier. */
  etherType = 0;
  version = 0;
  source0 = 0;
  source1 = 0;
  source2 = 0;
  source3 = 0;
  target0 = 0;
  target1 = 0;
  target2 = 0;
  target3 = 0;
  protocol = 0;
  hops = 0;
  start = 0;
  end = 0;
  wireEnd = 0;
  fragmentId = 0;
  fragmentOffset = 0;
  moreFragments = false;

  /** Reads `bytes[start..end)` of link type `link`; `wireLength` is the frame's length before capture cut it. */
  walk(bytes: Uint8Array, start: number, end: number, wireLength: number, link: number): number {
    this.vlan = -1;
    this.hasMacs = false;
    this.wireEnd = start + wireLength;
    if (link === 1) return this.#ethernet(bytes, start, end);
    switch (link) {
      case 12:
      case 14:
      case 101:
      case 228:
      case 229:
        return this.#rawIp(bytes, start, end);
      case 113:
        return this.#linuxCooked(bytes, start, end);
      case 276:
        return this.#linuxCooked2(bytes, start, end);
      case 0:
      case 108:
        return this.#loopback(bytes, start, end);
      default:
        return UNSUPPORTED_LINK;
    }
  }

  #ethernet(b: Uint8Array, start: number, end: number): number {
    if (end - start < 14) return CUT;
    this.hasMacs = true;
    this.targetMacHigh = (b[start]! << 8) | b[start + 1]!;
    this.targetMacLow = (b[start + 2]! << 24) | (b[start + 3]! << 16) | (b[start + 4]! << 8) | b[start + 5]!;
    this.sourceMacHigh = (b[start + 6]! << 8) | b[start + 7]!;
    this.sourceMacLow = (b[start + 8]! << 24) | (b[start + 9]! << 16) | (b[start + 10]! << 8) | b[start + 11]!;
    return this.#etherType(b, start + 12, end);
  }

  /** Follows tags from the EtherType at `at`. */
  #etherType(b: Uint8Array, at: number, end: number): number {
    let type = (b[at]! << 8) | b[at + 1]!;
    at += 2;
    for (let tags = 0; type === 0x8100 || type === 0x88a8 || type === 0x9100; tags++) {
      if (end - at < 4 || tags === MAX_TAGS) return CUT;
      this.vlan = ((b[at]! << 8) | b[at + 1]!) & 0xfff;
      type = (b[at + 2]! << 8) | b[at + 3]!;
      at += 4;
    }
    return this.#network(b, at, end, type);
  }

  #network(b: Uint8Array, at: number, end: number, type: number): number {
    if (type === 0x0800) return this.#ipv4(b, at, end);
    if (type === 0x86dd) return this.#ipv6(b, at, end);
    if (type < 0x0600) return this.#llc(b, at, end, type);
    if (type === 0x8864 && end - at >= 8) {
      const inner = (b[at + 6]! << 8) | b[at + 7]!;
      if (inner === 0x0021) return this.#ipv4(b, at + 8, end);
      if (inner === 0x0057) return this.#ipv6(b, at + 8, end);
    }
    return this.#layer2(at, end, type);
  }

  #layer2(at: number, end: number, type: number): number {
    this.etherType = type;
    this.start = at;
    this.end = end;
    return LAYER_2;
  }

  /** IEEE 802.2: the length field ends the payload, padding follows. */
  #llc(b: Uint8Array, at: number, end: number, length: number): number {
    if (length > 0 && at + length < end) end = at + length;
    if (end - at < 3) return this.#layer2(at, end, LLC);
    const saps = (b[at]! << 8) | b[at + 1]!;
    if (saps !== 0xaaaa || b[at + 2] !== 3 || end - at < 8) return this.#layer2(at, end, LLC | saps);
    const organisation = (b[at + 3]! << 16) | (b[at + 4]! << 8) | b[at + 5]!;
    const type = (b[at + 6]! << 8) | b[at + 7]!;
    if (organisation === 0 && type >= 0x0600) return this.#network(b, at + 8, end, type);
    return this.#layer2(at, end, SNAP | type);
  }

  #rawIp(b: Uint8Array, at: number, end: number): number {
    if (end <= at) return CUT;
    const version = b[at]! >> 4;
    return version === 6 ? this.#ipv6(b, at, end) : version === 4 ? this.#ipv4(b, at, end) : this.#layer2(at, end, 0);
  }

  /** LINKTYPE_LINUX_SLL: a sender's address of up to 8 bytes, then the protocol. */
  #linuxCooked(b: Uint8Array, at: number, end: number): number {
    if (end - at < 16) return CUT;
    return this.#cooked(b, at + 6, (b[at + 4]! << 8) | b[at + 5]!, at + 14, at + 16, end);
  }

  #linuxCooked2(b: Uint8Array, at: number, end: number): number {
    if (end - at < 20) return CUT;
    return this.#cooked(b, at + 12, b[at + 11]!, at, at + 20, end);
  }

  #cooked(b: Uint8Array, address: number, addressLength: number, type: number, payload: number, end: number): number {
    if (addressLength === 6) {
      this.hasMacs = true;
      this.sourceMacHigh = (b[address]! << 8) | b[address + 1]!;
      this.sourceMacLow = (b[address + 2]! << 24) | (b[address + 3]! << 16) | (b[address + 4]! << 8) | b[address + 5]!;
      this.targetMacHigh = 0;
      this.targetMacLow = 0;
    }
    const etherType = (b[type]! << 8) | b[type + 1]!;
    if (etherType === 0x8100 && end - payload >= 4) {
      this.vlan = ((b[payload]! << 8) | b[payload + 1]!) & 0xfff;
      return this.#network(b, payload + 4, end, (b[payload + 2]! << 8) | b[payload + 3]!);
    }
    // 4 is LINUX_SLL_P_802_2: an LLC frame follows.
    if (etherType === 4) return this.#llc(b, payload, end, 0);
    return this.#network(b, payload, end, etherType);
  }

  /** LINKTYPE_NULL in the capturing machine's byte order, LINKTYPE_LOOP in network order: the value is small either way. */
  #loopback(b: Uint8Array, at: number, end: number): number {
    if (end - at < 4) return CUT;
    const family = b[at]! | b[at + 3]!;
    if (family === 2) return this.#ipv4(b, at + 4, end);
    if (family === 24 || family === 28 || family === 30 || family === 10) return this.#ipv6(b, at + 4, end);
    return this.#layer2(at + 4, end, 0);
  }

  /** RFC 791. A total length of 0 is what segmentation offload leaves. */
  #ipv4(b: Uint8Array, at: number, end: number): number {
    if (end - at < 20) return CUT;
    const headerLength = (b[at]! & 0x0f) << 2;
    if (b[at]! >> 4 !== 4 || headerLength < 20 || end - at < headerLength) return this.#layer2(at, end, 0x0800);
    const total = (b[at + 2]! << 8) | b[at + 3]!;
    this.etherType = 0x0800;
    this.version = 4;
    this.hops = b[at + 8]!;
    this.protocol = b[at + 9]!;
    this.source0 = (b[at + 12]! << 24) | (b[at + 13]! << 16) | (b[at + 14]! << 8) | b[at + 15]!;
    this.target0 = (b[at + 16]! << 24) | (b[at + 17]! << 16) | (b[at + 18]! << 8) | b[at + 19]!;
    this.start = at + headerLength;
    if (total >= headerLength && at + total < this.wireEnd) this.wireEnd = at + total;
    this.end = this.wireEnd < end ? this.wireEnd : end;
    const fragment = (b[at + 6]! << 8) | b[at + 7]!;
    if ((fragment & 0x3fff) === 0) return IP;
    this.fragmentId = (b[at + 4]! << 8) | b[at + 5]!;
    this.fragmentOffset = (fragment & 0x1fff) << 3;
    this.moreFragments = (fragment & 0x2000) !== 0;
    return IP_FRAGMENT;
  }

  /** RFC 8200 with its extension headers. A payload length of 0 is a jumbogram or offload. */
  #ipv6(b: Uint8Array, at: number, end: number): number {
    if (end - at < 40) return CUT;
    if (b[at]! >> 4 !== 6) return this.#layer2(at, end, 0x86dd);
    const length = (b[at + 4]! << 8) | b[at + 5]!;
    this.etherType = 0x86dd;
    this.version = 6;
    this.hops = b[at + 7]!;
    this.#ipv6Addresses(b, at + 8);
    if (length > 0 && at + 40 + length < this.wireEnd) this.wireEnd = at + 40 + length;
    this.end = this.wireEnd < end ? this.wireEnd : end;
    return this.#ipv6Extensions(b, at + 40, b[at + 6]!);
  }

  #ipv6Addresses(b: Uint8Array, at: number): void {
    this.source0 = (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
    this.source1 = (b[at + 4]! << 24) | (b[at + 5]! << 16) | (b[at + 6]! << 8) | b[at + 7]!;
    this.source2 = (b[at + 8]! << 24) | (b[at + 9]! << 16) | (b[at + 10]! << 8) | b[at + 11]!;
    this.source3 = (b[at + 12]! << 24) | (b[at + 13]! << 16) | (b[at + 14]! << 8) | b[at + 15]!;
    this.target0 = (b[at + 16]! << 24) | (b[at + 17]! << 16) | (b[at + 18]! << 8) | b[at + 19]!;
    this.target1 = (b[at + 20]! << 24) | (b[at + 21]! << 16) | (b[at + 22]! << 8) | b[at + 23]!;
    this.target2 = (b[at + 24]! << 24) | (b[at + 25]! << 16) | (b[at + 26]! << 8) | b[at + 27]!;
    this.target3 = (b[at + 28]! << 24) | (b[at + 29]! << 16) | (b[at + 30]! << 8) | b[at + 31]!;
  }

  /** RFC 8200 clause 4: hop-by-hop 0, routing 43, destination 60, mobility 135, authentication 51, fragment 44. */
  #ipv6Extensions(b: Uint8Array, at: number, next: number): number {
    let found = IP;
    for (let count = 0; count < MAX_EXTENSIONS; count++) {
      const isFragment = next === 44;
      if (!isFragment && next !== 0 && next !== 43 && next !== 60 && next !== 135 && next !== 51) break;
      if (this.end - at < 8) return CUT;
      const length = isFragment ? 8 : next === 51 ? (b[at + 1]! + 2) << 2 : (b[at + 1]! + 1) << 3;
      next = b[at]!;
      if (isFragment) found = this.#ipv6Fragment(b, at);
      at += length;
      if (found === IP_FRAGMENT && this.fragmentOffset > 0) break;
    }
    if (at > this.end) return CUT;
    this.protocol = next;
    this.start = at;
    return found;
  }

  #ipv6Fragment(b: Uint8Array, at: number): number {
    const field = (b[at + 2]! << 8) | b[at + 3]!;
    this.fragmentOffset = field & 0xfff8;
    this.moreFragments = (field & 1) !== 0;
    this.fragmentId = (b[at + 4]! << 24) | (b[at + 5]! << 16) | (b[at + 6]! << 8) | b[at + 7]!;
    return this.fragmentOffset === 0 && !this.moreFragments ? IP : IP_FRAGMENT;
  }
}
