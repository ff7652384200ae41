// Protocols of servers that are recognised and counted, not read: directories, databases, remote procedure calls.
import type { Dissector } from '../dissector.ts';
import { INTEGER, SEQUENCE, readInteger, readLength } from './ber.ts';
import { berElementLength, peekU16be, peekU16le, peekU32be, peekU8 } from './peek.ts';
import { recogniseOnly } from './recognised.ts';

const MAX_UNIT_BYTES = 0x100000;

const ldapNames: Readonly<Record<number, string>> = {
  0: 'Bind',
  1: 'Bind answer',
  2: 'Unbind',
  3: 'Search',
  4: 'Search entry',
  5: 'Search done',
  6: 'Modify',
  7: 'Modify answer',
  8: 'Add',
  9: 'Add answer',
  10: 'Delete',
  11: 'Delete answer',
  12: 'Rename',
  13: 'Rename answer',
  14: 'Compare',
  15: 'Compare answer',
  16: 'Abandon',
  19: 'Search reference',
  23: 'Extended',
  24: 'Extended answer',
};

/** RFC 4511 clause 4.1.1: sequence, message id, operation; code is the operation's application tag. */
const ldap = recogniseOnly({
  name: 'ldap',
  tcpPorts: [389, 3268],
  udpPorts: [389],
  recognises(bytes, start, end) {
    const first = peekU8(bytes, start + 1, end);
    const at = start + 2 + (first > 0x80 && first <= 0x84 ? first & 0x7f : 0);
    const idLength = peekU8(bytes, at + 1, end);
    const operation = peekU8(bytes, at + 2 + idLength, end);
    const isId = bytes[start] === SEQUENCE && bytes[at] === INTEGER && idLength >= 1 && idLength <= 4;
    return isId && operation >= 0x40 && operation < 0x80 && ldapNames[operation & 0x1f] !== undefined;
  },
  unitLength: (bytes, start, end) => (bytes[start] === SEQUENCE ? berElementLength(bytes, start, end) : -1),
  codeOf(reader) {
    reader.skip(1, 'sequence');
    readLength(reader, 'message length');
    readInteger(reader, 'message id');
    return reader.u8('operation') & 0x1f;
  },
  names: ldapNames,
});

const kerberosNames: Readonly<Record<number, string>> = {
  10: 'AS request',
  11: 'AS answer',
  12: 'TGS request',
  13: 'TGS answer',
  14: 'AP request',
  15: 'AP answer',
  20: 'Safe',
  21: 'Private',
  22: 'Credentials',
  30: 'Error',
};

/** An application tag, and in it a sequence (RFC 4120 clause 5). */
function isKerberos(bytes: Uint8Array, at: number, end: number): boolean {
  const tag = peekU8(bytes, at, end);
  const first = peekU8(bytes, at + 1, end);
  const contentAt = at + 2 + (first > 0x80 && first <= 0x84 ? first & 0x7f : 0);
  return (tag & 0xe0) === 0x60 && kerberosNames[tag & 0x1f] !== undefined && peekU8(bytes, contentAt, end) === SEQUENCE;
}

/** RFC 4120 clause 5: code is the message's application tag; over TCP with a length in front (7.2.2). */
const kerberos = recogniseOnly({
  name: 'kerberos',
  udpPorts: [88],
  recognises: (bytes, start, end) => isKerberos(bytes, start, end),
  codeOf: (reader) => reader.u8('message tag') & 0x1f,
  names: kerberosNames,
});

const kerberosOverTcp = recogniseOnly({
  name: 'kerberos',
  tcpPorts: [88],
  recognises: (bytes, start, end) => isKerberos(bytes, start + 4, end),
  unitLength(bytes, start, end) {
    const length = peekU32be(bytes, start, end);
    if (length < 0) return 0;
    return length > MAX_UNIT_BYTES - 4 || length < 2 ? -1 : 4 + length;
  },
  codeOf(reader) {
    reader.skip(4, 'length');
    return reader.u8('message tag') & 0x1f;
  },
  names: kerberosNames,
});

const tdsNames: Readonly<Record<number, string>> = {
  1: 'SQL batch',
  2: 'Login (old)',
  3: 'Remote procedure',
  4: 'Result',
  6: 'Attention',
  7: 'Bulk load',
  8: 'Federated token',
  14: 'Transaction',
  16: 'Login',
  17: 'Sign-in token',
  18: 'Pre-login',
};

/** MS-TDS 2.2.3.1: type, status, length, process, packet, window. Queries and logins are not read. */
const mssql = recogniseOnly({
  name: 'mssql',
  tcpPorts: [1433, 1434],
  recognises: (bytes, start, end) =>
    end - start >= 8 &&
    tdsNames[bytes[start]!] !== undefined &&
    bytes[start + 1]! < 0x20 &&
    bytes[start + 7] === 0 &&
    peekU16be(bytes, start + 2, end) >= 8,
  unitLength(bytes, start, end) {
    const length = peekU16be(bytes, start + 2, end);
    if (length < 0) return 0;
    return tdsNames[bytes[start]!] === undefined || length < 8 ? -1 : length;
  },
  codeOf: (reader) => reader.u8('packet type'),
  names: tdsNames,
  isResponse: (code) => code === 4,
});

/** MySQL client/server protocol: three bytes of length, a sequence number; a server opens with protocol version 10 and its version as text. */
const mysql = recogniseOnly({
  name: 'mysql',
  tcpPorts: [3306],
  recognises(bytes, start, end) {
    if (end - start < 5) return false;
    const length = peekU16le(bytes, start, end) | (bytes[start + 2]! << 16);
    const isGreeting =
      bytes[start + 3] === 0 && bytes[start + 4] === 10 && peekU8(bytes, start + 5, end) >= 0x30 && peekU8(bytes, start + 5, end) <= 0x39;
    return isGreeting || (length > 0 && length + 4 === end - start);
  },
  unitLength(bytes, start, end) {
    if (end - start < 4) return 0;
    const length = 4 + (peekU16le(bytes, start, end) | (bytes[start + 2]! << 16));
    return length > MAX_UNIT_BYTES ? -1 : length;
  },
  codeOf: () => 0,
  names: { 0: 'Packet' },
  keyOf: () => 'packet',
});

const STARTUP = 0x100;
const STARTUP_VERSION_3 = 0x00030000,
  TLS_REQUEST = 80877103,
  CANCEL_REQUEST = 80877102;

function isPostgresqlStart(bytes: Uint8Array, start: number, end: number): boolean {
  const version = peekU32be(bytes, start + 4, end);
  return bytes[start] === 0 && (version === STARTUP_VERSION_3 || version === TLS_REQUEST || version === CANCEL_REQUEST);
}

/** PostgreSQL frontend/backend protocol 3: a letter and a length; the first message has no letter. */
const postgresql = recogniseOnly({
  name: 'postgresql',
  tcpPorts: [5432],
  recognises(bytes, start, end) {
    const letter = peekU8(bytes, start, end);
    const length = peekU32be(bytes, start + 1, end);
    const isLetter = (letter >= 0x41 && letter <= 0x5a) || (letter >= 0x61 && letter <= 0x7a) || (letter >= 0x31 && letter <= 0x33);
    return isPostgresqlStart(bytes, start, end) || (isLetter && length >= 4 && length < MAX_UNIT_BYTES);
  },
  unitLength(bytes, start, end) {
    if (end - start < 5) return 0;
    const length = bytes[start] === 0 ? peekU32be(bytes, start, end) : 1 + peekU32be(bytes, start + 1, end);
    return length < 5 || length > MAX_UNIT_BYTES ? -1 : length;
  },
  codeOf: (reader) => reader.u8('message type') || STARTUP,
  names: {
    [STARTUP]: 'Startup',
    0x51: 'Query',
    0x50: 'Parse',
    0x42: 'Bind',
    0x45: 'Execute',
    0x44: 'Row or describe',
    0x52: 'Authentication',
    0x58: 'Terminate',
  },
  keyOf: (code) => (code === STARTUP ? 'startup' : String.fromCharCode(code)),
});

const rpcNames = {
  0: 'Request',
  2: 'Answer',
  3: 'Fault',
  11: 'Bind',
  12: 'Bind answer',
  13: 'Bind refused',
  14: 'Alter context',
  15: 'Alter context answer',
  16: 'Third leg',
};

function dceFragmentLength(bytes: Uint8Array, start: number, end: number): number {
  return bytes[start + 4] === 0x10 ? peekU16le(bytes, start + 8, end) : peekU16be(bytes, start + 8, end);
}

/** DCE 1.1 RPC (C706) 12.6.3: version 5, type, flags, data representation, fragment length. */
const dcerpc = recogniseOnly({
  name: 'dcerpc',
  tcpPorts: [135],
  anyPort: true,
  recognises(bytes, start, end) {
    if (end - start < 16 || bytes[start] !== 5 || bytes[start + 1]! > 1 || bytes[start + 2]! > 19) return false;
    const isRepresentation =
      (bytes[start + 4] === 0x10 || bytes[start + 4] === 0) && bytes[start + 5] === 0 && peekU16be(bytes, start + 6, end) === 0;
    return isRepresentation && dceFragmentLength(bytes, start, end) >= 16;
  },
  unitLength(bytes, start, end) {
    if (end - start < 10) return 0;
    return bytes[start] === 5 && dceFragmentLength(bytes, start, end) >= 16 ? dceFragmentLength(bytes, start, end) : -1;
  },
  codeOf(reader) {
    reader.skip(2, 'version');
    return reader.u8('packet type');
  },
  names: rpcNames,
  isResponse: (code) => code === 2 || code === 3 || code === 12 || code === 13 || code === 15,
});

/** RFC 5531 clause 9: a call is type 0 with RPC version 2, an answer type 1 with an accept or reject. */
function isSunRpc(bytes: Uint8Array, at: number, end: number): boolean {
  const type = peekU32be(bytes, at + 4, end);
  const next = peekU32be(bytes, at + 8, end);
  return (type === 0 && next === 2 && isProgram(bytes, at + 12, end)) || (type === 1 && (next === 0 || next === 1));
}

/** Program numbers below 0x60000000 are assigned, local or transient (RFC 5531 clause 13.1); versions are small. */
function isProgram(bytes: Uint8Array, at: number, end: number): boolean {
  const program = peekU32be(bytes, at, end);
  const version = peekU32be(bytes, at + 4, end);
  return program > 0 && program < 0x60000000 && version >= 0 && version < 256;
}

const sunRpcNames = { 0: 'Call', 1: 'Answer' };
const rpcOverUdp = recogniseOnly({
  name: 'rpc',
  udpPorts: [111, 2049],
  recognises: (bytes, start, end) => isSunRpc(bytes, start, end),
  codeOf(reader) {
    reader.skip(4, 'transaction id');
    return reader.u32be('message type');
  },
  names: sunRpcNames,
  isResponse: (code) => code === 1,
});

/** Over TCP with a record mark in front: last-fragment bit and length (RFC 5531 clause 11). */
const rpcOverTcp = recogniseOnly({
  name: 'rpc',
  tcpPorts: [111, 2049],
  anyPort: true,
  recognises: (bytes, start, end) => (peekU32be(bytes, start, end) & 0x7fffffff) >= 12 && isSunRpc(bytes, start + 4, end),
  unitLength(bytes, start, end) {
    if (end - start < 4) return 0;
    const length = 4 + (peekU32be(bytes, start, end) & 0x7fffffff);
    return length > MAX_UNIT_BYTES || length < 12 ? -1 : length;
  },
  codeOf(reader) {
    reader.skip(8, 'record mark and transaction id');
    const type = reader.u32be('message type');
    // Any other number: a later fragment, which has no header of its own.
    return type <= 1 ? type : -1;
  },
  names: sunRpcNames,
  isResponse: (code) => code === 1,
});

export const serverProtocols: readonly Dissector[] = [
  ldap,
  kerberos,
  kerberosOverTcp,
  mssql,
  mysql,
  postgresql,
  dcerpc,
  rpcOverUdp,
  rpcOverTcp,
];
