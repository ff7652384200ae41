// Talk between neighbours on one wire: ARP (RFC 826), LLDP (IEEE 802.1AB-2016, clause 8), spanning tree (IEEE 802.1D-2004, 9.3).
import { be16, be32, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

export const ARP = 0x0806;
export const LLDP = 0x88cc;
export const broadcast = Uint8Array.of(255, 255, 255, 255, 255, 255);
export const lldpMulticast = Uint8Array.of(0x01, 0x80, 0xc2, 0, 0, 0x0e);
export const bridgeMulticast = Uint8Array.of(0x01, 0x80, 0xc2, 0, 0, 0);

export const arpRequest = (mac: Uint8Array, ip: number, wanted: number) =>
  pack(be16(1), be16(0x0800), 6, 4, be16(1), mac, be32(ip), zeros(6), be32(wanted));
export const arpReply = (mac: Uint8Array, ip: number, to: Uint8Array, toIp: number) =>
  pack(be16(1), be16(0x0800), 6, 4, be16(2), mac, be32(ip), to, be32(toIp));

export type LldpFacts = { mac: Uint8Array; port: string; name: string; description: string; ip: number; capabilities: number };

/** System capabilities (8.5.8.1). */
export const lldpCapabilities = { bridge: 0x0004, accessPoint: 0x000c, router: 0x0014, station: 0x0080 } as const;

/** One LLDP data unit: chassis MAC, port, time to live, names, capabilities, management address. */
export function lldpUnit(facts: LldpFacts): Uint8Array<ArrayBuffer> {
  const tlv = (type: number, ...content: Part[]): Part => {
    const body = pack(...content);
    return [be16((type << 9) | body.length), body];
  };
  return pack(
    [tlv(1, 4, facts.mac), tlv(2, 7, facts.port), tlv(3, be16(120)), tlv(4, `Port ${facts.port}`)],
    [tlv(5, facts.name), tlv(6, facts.description.slice(0, 255)), tlv(7, be16(facts.capabilities), be16(facts.capabilities))],
    [tlv(8, 5, 1, be32(facts.ip), 2, be32(1), 0), be16(0)],
  );
}

/** A rapid spanning tree unit with its LLC header. */
export const bridgeUnit = (bridge: Uint8Array): Part => [
  0x42,
  0x42,
  0x03,
  be16(0),
  2,
  2,
  0x3c,
  be16(0x8000),
  bridge,
  be32(0),
  be16(0x8000),
  bridge,
  be16(0x8001),
  be16(0),
  be16(20 * 256),
  be16(2 * 256),
  be16(15 * 256),
  0,
];
