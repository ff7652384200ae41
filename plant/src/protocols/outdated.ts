// What should not be on a plant's wire any more: FTP (RFC 959), Telnet (RFC 854), HTTP Basic (RFC 7617), SMB 1 (MS-CIFS 2.2.3), old TLS (RFC 2246,
// RFC 6101), SNMP v1 (RFC 1157). Passwords here are made up.
import { be16, be32, ber, berInteger, le16, le32, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';

export const ftpLines: readonly (readonly [client: string, server: string])[] = [
  ['USER rezept\r\n', '331 Password required\r\n'],
  ['PASS flasche-0815\r\n', '230 Logged in\r\n'],
  ['TYPE I\r\n', '200 Type set\r\n'],
  ['QUIT\r\n', '221 Bye\r\n'],
];

export const telnetLines: readonly (readonly [client: string, server: string])[] = [
  ['admin\r\n', 'Password: '],
  ['moxa\r\n', '\r\nL2-CODER> '],
  ['show port\r\n', 'port 1 9600 8N1\r\nL2-CODER> '],
];

export const basicRequest = (host: string) =>
  pack(`GET /config HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Basic YWRtaW46YWRtaW4=\r\n\r\n`);

/** NetBIOS session header and an SMB 1 header (MS-CIFS 2.2.3.1) with an empty body. */
export const smb1Message = (command: number, isReply: boolean) => {
  const body = pack(
    0xff,
    'SMB',
    command,
    le32(0),
    isReply ? 0x98 : 0x18,
    le16(0xc001),
    zeros(12),
    le16(1),
    le16(0),
    le16(0),
    le16(1),
    0,
    le16(0),
  );
  return pack(0, 0, be16(body.length), body);
};

/** Hellos of an old version: 0x0300 is SSL 3.0, 0x0301 TLS 1.0. */
export const oldClientHello = (version: number, random: Uint8Array) =>
  pack(22, be16(version), be16(45), 1, 0, be16(41), be16(version), random.subarray(0, 32), 0, be16(2), be16(0x002f), 1, 0);
export const oldServerHello = (version: number, random: Uint8Array) =>
  pack(22, be16(version), be16(42), 2, 0, be16(38), be16(version), random.subarray(0, 32), 0, be16(0x002f), 0);

const sysName: Part = [0x2b, 6, 1, 2, 1, 1, 5, 0];
/** A question for the name in version 1, and its answer. */
export const snmpV1 = (isAnswer: boolean, name: string) =>
  ber(
    0x30,
    berInteger(0),
    ber(0x04, 'public'),
    ber(
      isAnswer ? 0xa2 : 0xa0,
      berInteger(77),
      berInteger(0),
      berInteger(0),
      ber(0x30, ber(0x30, ber(0x06, sysName), isAnswer ? ber(4, name) : [5, 0])),
    ),
  );

/** An ARP reply nobody asked for: this MAC says it has the address (RFC 5227 clause 3). */
export const arpClaim = (mac: Uint8Array, ip: number) => pack(be16(1), be16(0x0800), 6, 4, be16(2), mac, be32(ip), mac, be32(ip));
