// Builds frames and capture files byte by byte, for tests: nothing here knows the reader.

/** Concatenates byte lists. */
export function bytes(...parts: (readonly number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export function u16(value: number, little = false): number[] {
  const pair = [(value >>> 8) & 255, value & 255];
  return little ? pair.reverse() : pair;
}

export function u32(value: number, little = false): number[] {
  const four = [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  return little ? four.reverse() : four;
}

export type Packet = { data: Uint8Array; micros?: number; wireLength?: number };

/** A pcap file. `nanoseconds` chooses the magic; times are given in microseconds. */
export function pcap(
  packets: readonly Packet[],
  options: { little?: boolean; nanoseconds?: boolean; link?: number; magic?: number } = {},
): Uint8Array {
  const { little = true, nanoseconds = false, link = 1 } = options;
  const magic = options.magic ?? (nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4);
  const header = [
    ...u32(magic, little),
    ...u16(2, little),
    ...u16(4, little),
    ...u32(0),
    ...u32(0),
    ...u32(65535, little),
    ...u32(link, little),
  ];
  const records = packets.map(({ data, micros = 0, wireLength = data.length }) => {
    const seconds = Math.floor(micros / 1e6);
    const fraction = (micros - seconds * 1e6) * (nanoseconds ? 1000 : 1);
    const extra = magic === 0xa1b2cd34 ? [...u32(0), ...u32(0)] : [];
    return bytes(u32(seconds, little), u32(fraction, little), u32(data.length, little), u32(wireLength, little), extra, data);
  });
  return bytes(header, ...records);
}

/** A pcapng block with its two lengths. */
export function block(type: number, body: readonly number[] | Uint8Array, little = true): Uint8Array {
  const padding = (4 - (body.length % 4)) % 4;
  const length = 12 + body.length + padding;
  return bytes(u32(type, little), u32(length, little), body, Array<number>(padding).fill(0), u32(length, little));
}

export function sectionHeader(little = true): Uint8Array {
  return block(
    0x0a0d0d0a,
    [...u32(0x1a2b3c4d, little), ...u16(1, little), ...u16(0, little), ...u32(0xffffffff), ...u32(0xffffffff)],
    little,
  );
}

export function interfaceDescription(
  options: { link?: number; tsresol?: number; offsetSeconds?: number; snapLength?: number; little?: boolean } = {},
) {
  const { link = 1, tsresol, offsetSeconds, snapLength = 0, little = true } = options;
  const resolution = tsresol === undefined ? [] : [...u16(9, little), ...u16(1, little), tsresol, 0, 0, 0];
  const halves = [Math.floor((offsetSeconds ?? 0) / 4294967296), offsetSeconds ?? 0];
  const offset =
    offsetSeconds === undefined
      ? []
      : [...u16(14, little), ...u16(8, little), ...(little ? halves.reverse() : halves).flatMap((half) => u32(half, little))];
  return block(1, [...u16(link, little), 0, 0, ...u32(snapLength, little), ...resolution, ...offset, 0, 0, 0, 0], little);
}

export function enhancedPacket(
  data: Uint8Array,
  high: number,
  low: number,
  options: { interfaceId?: number; little?: boolean } = {},
): Uint8Array {
  const { interfaceId = 0, little = true } = options;
  const length = u32(data.length, little);
  return block(6, bytes(u32(interfaceId, little), u32(high, little), u32(low, little), length, length, data), little);
}

const MACS = { client: [0x02, 0, 0, 0, 0, 0x0a], server: [0x02, 0, 0, 0, 0, 0x0b] };

/** An Ethernet frame around `payload`, with VLAN tags outermost first. */
export function ethernet(
  payload: Uint8Array,
  etherType = 0x0800,
  options: { tags?: readonly [number, number][]; fromServer?: boolean } = {},
): Uint8Array {
  const [to, from] = options.fromServer === true ? [MACS.client, MACS.server] : [MACS.server, MACS.client];
  const tags = (options.tags ?? []).flatMap(([type, vlan]) => [...u16(type), ...u16(vlan)]);
  return bytes(to, from, tags, u16(etherType), payload);
}

export type Ends = { source: readonly number[]; target: readonly number[] };
export const clientToServer: Ends = { source: [10, 0, 0, 10], target: [10, 0, 0, 20] };
export const serverToClient: Ends = { source: [10, 0, 0, 20], target: [10, 0, 0, 10] };

export function ipv4(
  payload: Uint8Array,
  protocol: number,
  ends = clientToServer,
  fragment = { id: 1, offset: 0, more: false },
  hops = 64,
): Uint8Array {
  const flags = (fragment.more ? 0x2000 : 0) | (fragment.offset >>> 3);
  return bytes(
    [0x45, 0],
    u16(20 + payload.length),
    u16(fragment.id),
    u16(flags),
    [hops, protocol, 0, 0],
    ends.source,
    ends.target,
    payload,
  );
}

export function ipv6(payload: Uint8Array, next: number, source: readonly number[], target: readonly number[]): Uint8Array {
  return bytes([0x60, 0, 0, 0], u16(payload.length), [next, 64], source, target, payload);
}

export function tcp(
  payload: Uint8Array,
  sequence: number,
  options: { from?: number; to?: number; flags?: number; ack?: number } = {},
): Uint8Array {
  const { from = 50000, to = 502, flags = 0x18, ack = 0 } = options;
  return bytes(u16(from), u16(to), u32(sequence), u32(ack), [0x50, flags], u16(8192), u16(0), u16(0), payload);
}

export function udp(payload: Uint8Array, from: number, to: number): Uint8Array {
  return bytes(u16(from), u16(to), u16(8 + payload.length), u16(0), payload);
}

/** A Modbus/TCP request: Read Holding Registers unless told otherwise. */
export function modbusUnit(transaction: number, code = 3, data: readonly number[] = [0, 0, 0, 1]): Uint8Array {
  return bytes(u16(transaction), u16(0), u16(2 + data.length), [1, code], data);
}

/** One client-to-server frame carrying TCP. */
export function tcpFrame(payload: Uint8Array, sequence: number, options: { from?: number; to?: number; flags?: number } = {}): Uint8Array {
  return ethernet(ipv4(tcp(payload, sequence, options), 6));
}
