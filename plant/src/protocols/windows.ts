// What Windows hosts say to each other: SMB 2/3 (MS-SMB2), RDP (MS-RDPBCGR), Kerberos (RFC 4120), LDAP (RFC 4511).
import { be32, ber, berInteger, le16, le32, pack, zeros } from '../pack.ts';
import type { Part } from '../pack.ts';
import { tpkt } from './s7.ts';

/** Direct TCP transport (MS-SMB2, 2.1): zero and a 24-bit length. */
const overTcp = (...content: Part[]): Uint8Array<ArrayBuffer> => {
  const body = pack(...content);
  return pack(be32(body.length), body);
};

const smbHeader = (command: number, flags: number, messageId: number): Part => [
  0xfe,
  'SMB',
  le16(64),
  le16(0),
  le32(0),
  le16(command),
  le16(1),
  le32(flags),
  le32(0),
  le32(messageId),
  le32(0),
  le32(0xfeff),
  zeros(4),
  zeros(8),
  zeros(16),
];

/** Negotiate for dialects 2.1 and 3.0.2 (2.2.3), and its answer (2.2.4). */
export const smbNegotiate = (guid: Uint8Array) =>
  overTcp(smbHeader(0, 0, 0), le16(36), le16(2), le16(1), le16(0), le32(0x7f), guid, zeros(8), le16(0x0210), le16(0x0302));
export const smbNegotiated = (guid: Uint8Array) =>
  overTcp(
    smbHeader(0, 1, 0),
    le16(65),
    le16(1),
    le16(0x0302),
    le16(0),
    guid,
    le32(0x7f),
    le32(0x100000),
    le32(0x100000),
    le32(0x100000),
    zeros(16),
    le16(128),
    le16(0),
    le32(0),
  );

/** An encrypted message (2.2.41): signature, nonce, original size, session. */
export function smbEncrypted(random: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length }, (_, at) => (random[at & 15] ?? 0) ^ (at * 29));
  return overTcp(
    0xfd,
    'SMB',
    random.subarray(0, 16),
    random.subarray(0, 11),
    zeros(5),
    le32(length),
    le16(0),
    le16(1),
    le32(0x11),
    le32(0x400),
    bytes,
  );
}

/** The connection request with a cookie, asking for TLS (2.2.1.1), and the confirm (2.2.1.2). */
export const rdpRequest = (user: string) => {
  const rest = pack(`Cookie: mstshash=${user}\r\n`, 1, 0, le16(8), le32(3));
  return tpkt(6 + rest.length, 0xe0, 0, 0, 0, 0, 0, rest);
};
export const rdpConfirm = () => tpkt(14, 0xd0, 0, 0, 0x12, 0x34, 0, 2, 0x1f, le16(8), le32(2));

const text = (value: string): Part => ber(0x1b, value);
const principal = (type: number, ...names: string[]): Uint8Array =>
  ber(0x30, ber(0xa0, berInteger(type)), ber(0xa1, ber(0x30, names.map(text))));

/** AS-REQ without pre-authentication (5.4.1). */
export const kerberosRequest = (user: string, realm: string, nonce: number) => {
  const body = ber(
    0x30,
    ber(0xa0, ber(0x03, 0, be32(0x40810010))),
    ber(0xa1, principal(1, user)),
    ber(0xa2, text(realm)),
    ber(0xa3, principal(2, 'krbtgt', realm)),
    ber(0xa5, ber(0x18, '20370913024805Z')),
    ber(0xa7, berInteger(nonce)),
    ber(0xa8, ber(0x30, berInteger(18), berInteger(17))),
  );
  return ber(0x6a, ber(0x30, ber(0xa1, berInteger(5)), ber(0xa2, berInteger(10)), ber(0xa4, body)));
};

/** KRB-ERROR 25, pre-authentication required (5.9.1): the usual first answer. */
export const kerberosError = (realm: string) =>
  ber(
    0x7e,
    ber(
      0x30,
      ber(0xa0, berInteger(5)),
      ber(0xa1, berInteger(30)),
      ber(0xa4, ber(0x18, '20261112090000Z')),
      ber(0xa5, berInteger(1)),
      ber(0xa6, berInteger(25)),
      ber(0xa9, text(realm)),
      ber(0xaa, principal(2, 'krbtgt', realm)),
    ),
  );

const ldapMessage = (id: number, operation: Part): Uint8Array<ArrayBuffer> => ber(0x30, berInteger(id), operation);

/** A search of the root entry for the naming context (4.5.1), the entry, and the end (4.5.2). */
export const ldapSearch = () =>
  ldapMessage(
    1,
    ber(
      0x63,
      ber(4, ''),
      ber(0x0a, 0),
      ber(0x0a, 0),
      berInteger(0),
      berInteger(0),
      ber(1, 0),
      ber(0x87, 'objectClass'),
      ber(0x30, ber(4, 'defaultNamingContext')),
    ),
  );
export const ldapResult = (context: string) =>
  pack(
    ldapMessage(1, ber(0x64, ber(4, ''), ber(0x30, ber(0x30, ber(4, 'defaultNamingContext'), ber(0x31, ber(4, context)))))),
    ldapMessage(1, ber(0x65, ber(0x0a, 0), ber(4, ''), ber(4, ''))),
  );
