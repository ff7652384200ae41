// Names and addresses: DNS (RFC 1035), NetBIOS name service (RFC 1002), DHCP (RFC 2131 and 2132).
import { be16, be32, fixed, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

const dnsName = (name: string): Part => [name.split('.').map((label) => [label.length, label]), 0];

/** A question for an IPv4 address. */
export const dnsQuery = (id: number, name: string) => pack(be16(id), be16(0x0100), be16(1), zeros(6), dnsName(name), be16(1), be16(1));

/** Its answer; `ip` null is "no such name". */
export const dnsAnswer = (id: number, name: string, ip: number | null) =>
  pack(
    be16(id),
    be16(ip === null ? 0x8183 : 0x8180),
    be16(1),
    be16(ip === null ? 0 : 1),
    zeros(4),
    dnsName(name),
    be16(1),
    be16(1),
    ip === null ? [] : [be16(0xc00c), be16(1), be16(1), be32(600), be16(4), be32(ip)],
  );

/** First-level encoding (RFC 1001, 14.1): 15 letters and the suffix. */
const netbiosName = (name: string, suffix: number): Part => [
  32,
  [...(fixed(name.toUpperCase(), 15, ' ') + String.fromCharCode(suffix))].map((letter) => [
    0x41 + (letter.charCodeAt(0) >> 4),
    0x41 + (letter.charCodeAt(0) & 15),
  ]),
  0,
];

/** A broadcast name registration (RFC 1002, 4.2.2). */
export const netbiosRegistration = (id: number, name: string, ip: number) =>
  pack(
    be16(id),
    be16(0x2910),
    be16(1),
    be16(0),
    be16(0),
    be16(1),
    netbiosName(name, 0),
    be16(0x20),
    be16(1),
    be16(0xc00c),
    be16(0x20),
    be16(1),
    be32(300_000),
    be16(6),
    be16(0),
    be32(ip),
  );

export type DhcpFacts = {
  transaction: number;
  mac: Uint8Array;
  ip: number;
  server: number;
  gateway: number;
  host: string;
  vendorClass: string;
};

const bootp = (op: 1 | 2, facts: DhcpFacts, yours: number, options: Part): Uint8Array<ArrayBuffer> =>
  pack(
    op,
    1,
    6,
    0,
    be32(facts.transaction),
    zeros(8),
    be32(yours),
    zeros(8),
    facts.mac,
    zeros(10),
    zeros(192),
    be32(0x63825363),
    options,
    255,
  );

const option = (code: number, ...content: Part[]): Part => {
  const body = pack(...content);
  return [code, body.length, body];
};

/** A DHCP request with host name (12) and vendor class (60). */
export const dhcpRequest = (facts: DhcpFacts) =>
  bootp(1, facts, 0, [
    option(53, 3),
    option(61, 1, facts.mac),
    option(50, be32(facts.ip)),
    option(12, facts.host),
    option(60, facts.vendorClass),
    option(55, 1, 3, 6, 15),
  ]);

/** The acknowledgement that gives the address. */
export const dhcpAcknowledge = (facts: DhcpFacts) =>
  bootp(2, facts, facts.ip, [
    option(53, 5),
    option(54, be32(facts.server)),
    option(51, be32(28_800)),
    option(1, be32(0xffffff00)),
    option(3, be32(facts.gateway)),
  ]);
