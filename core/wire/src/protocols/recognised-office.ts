// Protocols of ordinary computers that are recognised and counted, not read: time, logs, files, mail, shells, screens.
import type { Dissector } from '../dissector.ts';
import { DIAGNOSE, SESSION } from '../words.ts';
import { peekU8, startsWithAny, startsWithText } from './peek.ts';
import { recogniseOnly } from './recognised.ts';

/** RFC 5905 clause 7.3: version and mode in the first byte; code is the mode. */
const ntp = recogniseOnly({
  name: 'ntp',
  udpPorts: [123],
  recognises(bytes, start, end) {
    const first = peekU8(bytes, start, end);
    const version = (first >> 3) & 7;
    const mode = first & 7;
    return first >= 0 && version >= 1 && version <= 4 && mode >= 1 && end - start >= (mode >= 6 ? 8 : 48);
  },
  codeOf: (reader) => reader.u8('leap, version, mode') & 7,
  names: { 1: 'Symmetric active', 2: 'Symmetric passive', 3: 'Client', 4: 'Server', 5: 'Broadcast', 6: 'Control', 7: 'Private' },
  isResponse: (mode, fromServer) => mode === 2 || mode === 4 || (mode >= 6 && fromServer),
});

/** RFC 5424 clause 6.2.1: `<priority>`; code is the severity. */
const syslog = recogniseOnly({
  name: 'syslog',
  udpPorts: [514],
  recognises: (bytes, start, end) => bytes[start] === 0x3c && priorityAt(bytes, start, end) >= 0,
  codeOf: (reader) => priorityAt(reader.bytes, reader.position, reader.end) & 7,
  names: { 0: 'Emergency', 1: 'Alert', 2: 'Critical', 3: 'Error', 4: 'Warning', 5: 'Notice', 6: 'Informational', 7: 'Debug' },
  operationClass: DIAGNOSE,
});

function priorityAt(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start + 1; at < Math.min(end, start + 5); at++) {
    const byte = bytes[at]!;
    if (byte === 0x3e) return at > start + 1 && value <= 191 ? value : -1;
    if (byte < 0x30 || byte > 0x39) return -1;
    value = value * 10 + byte - 0x30;
  }
  return -1;
}

const REPLY = 0,
  COMMAND = 1;

/** Line protocols: a three-digit reply or one of the verbs. What the lines say is not read: they carry passwords. */
function isLine(bytes: Uint8Array, start: number, end: number, verbs: readonly string[]): boolean {
  return isReplyLine(bytes, start, end) || startsWithAny(bytes, start, end, verbs);
}

function isReplyLine(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 4) return false;
  const isDigits = bytes[start]! >= 0x31 && bytes[start]! <= 0x35 && isDigit(bytes[start + 1]!) && isDigit(bytes[start + 2]!);
  return isDigits && (bytes[start + 3] === 0x20 || bytes[start + 3] === 0x2d);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

const ftpVerbs = [
  'USER ',
  'PASS ',
  'ACCT ',
  'CWD ',
  'CDUP',
  'QUIT',
  'PORT ',
  'PASV',
  'EPSV',
  'EPRT ',
  'TYPE ',
  'RETR ',
  'STOR ',
  'APPE ',
  'DELE ',
  'LIST',
  'NLST',
  'MLSD',
  'SIZE ',
  'SYST',
  'FEAT',
  'NOOP',
  'AUTH ',
  'PWD',
  'MKD ',
  'RMD ',
  'RNFR ',
  'RNTO ',
  'OPTS ',
];
const smtpVerbs = ['EHLO ', 'HELO ', 'MAIL FROM:', 'RCPT TO:', 'DATA\r\n', 'QUIT', 'RSET', 'NOOP', 'STARTTLS', 'AUTH ', 'VRFY '];
const lineKeys = ['reply', 'command'] as const;
const lineNames = { [REPLY]: 'Reply', [COMMAND]: 'Command' };

function lineProtocol(name: 'ftp' | 'smtp', tcpPorts: readonly number[], verbs: readonly string[]): Dissector {
  return recogniseOnly({
    name,
    tcpPorts,
    recognises: (bytes, start, end) => isLine(bytes, start, end, verbs),
    codeOf: (reader) => (isReplyLine(reader.bytes, reader.position, reader.end) ? REPLY : COMMAND),
    names: lineNames,
    keyOf: (code) => lineKeys[code] ?? String(code),
    isResponse: (code) => code === REPLY,
    operationClass: SESSION,
    ...(name === 'ftp' && { tellsPassword: (bytes, start, end) => startsWithText(bytes, start, end, 'PASS '), passwordWay: 'password' }),
  });
}

const ftp = lineProtocol('ftp', [21], ftpVerbs);
const smtp = lineProtocol('smtp', [25, 587], smtpVerbs);

const prompts = ['assword:', 'asswort:', 'PASSWORD:', 'Kennwort:'] as const;

/** A server that asks for a password: what is answered goes over the wire letter by letter, and is not looked at. */
function endsWithPrompt(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end;
  while (last > start && bytes[last - 1] === 0x20) last--;
  return prompts.some((prompt) => last - prompt.length >= start && startsWithText(bytes, last - prompt.length, last, prompt));
}

/** RFC 854: a negotiation (255, 251..254) or printable text. */
const telnet = recogniseOnly({
  name: 'telnet',
  tcpPorts: [23],
  recognises(bytes, start, end) {
    if (bytes[start] === 0xff) return peekU8(bytes, start + 1, end) >= 0xf0;
    for (let at = start; at < Math.min(end, start + 16); at++)
      if (bytes[at]! >= 0x7f || (bytes[at]! < 0x20 && (bytes[at]! < 7 || bytes[at]! > 13) && bytes[at] !== 0x1b && bytes[at] !== 0))
        return false;
    return end > start;
  },
  codeOf: (reader) => (reader.u8('first byte') === 0xff ? 1 : 0),
  names: { 0: 'Text', 1: 'Negotiation' },
  keyOf: (code) => (code === 1 ? 'negotiation' : 'text'),
  tellsPassword: (bytes, start, end, fromServer) => fromServer && endsWithPrompt(bytes, start, end),
  passwordWay: 'prompt',
});

/** RFC 6143 clause 7.1.1: the version line both sides open with. */
const vnc = recogniseOnly({
  name: 'vnc',
  tcpPorts: [5900, 5901, 5902, 5903, 5800],
  anyPort: true,
  recognises: (bytes, start, end) => startsWithText(bytes, start, end, 'RFB 00'),
  codeOf: () => 0,
  names: { 0: 'Protocol version' },
  keyOf: () => 'version',
  operationClass: SESSION,
});

export const officeProtocols: readonly Dissector[] = [ntp, syslog, ftp, smtp, telnet, vnc];
