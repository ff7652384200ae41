// EtherNet/IP and CIP units built by hand from CIP Vol 1 and 2, with what they mean.
import { hexOf } from '../../test/replay.ts';
import type { Unit, Vector } from '../../test/replay.ts';

const tight = (hex: string): string => hex.replaceAll(/\s/g, '');
/** A number as little-endian hex of `bytes` bytes. */
const le = (value: number, bytes: number): string =>
  Array.from({ length: bytes }, (_, at) => (Math.floor(value / 256 ** at) % 256).toString(16).padStart(2, '0')).join('');
const sized = (hex: string, bytes: number): string => le(tight(hex).length / 2, bytes) + tight(hex);

/** Encapsulation (Vol 2 2-3.1): command, length, session, status, sender context, options. */
export function encapsulate(command: number, body: string, context = 0, status = 0): string {
  return (
    le(command, 2) + le(tight(body).length / 2, 2) + '01020304' + le(status, 4) + le(context, 4) + '00000000' + '00000000' + tight(body)
  );
}

/** An unconnected message (Send RR Data): null address item, unconnected data item. */
export const unconnected = (cip: string, context = 1): string =>
  encapsulate(0x6f, `00000000 0000 0200 0000 0000 b200 ${sized(cip, 2)}`, context);

/** A connected message (Send Unit Data): connected address item, sequence count, message. */
export const connected = (cip: string, sequence = 7, connection = 0x80fe004c): string =>
  encapsulate(0x70, `00000000 0000 0200 a100 0400 ${le(connection, 4)} b100 ${sized(le(sequence, 2) + tight(cip), 2)}`);

export const client = (hex: string): Unit => ({ from: 'client', hex });
export const server = (hex: string): Unit => ({ from: 'server', hex });

/** A request: service, padded path with its size in words, data. */
export const request = (service: string, path: string, rest = ''): string =>
  tight(service) + le(tight(path).length / 4, 1) + tight(path) + tight(rest);

/** A Multiple Service Packet's data: count, offsets, messages (Vol 1 A-4.10). */
export function packed(messages: readonly string[]): string {
  let offset = 2 + messages.length * 2;
  let offsets = '';
  for (const message of messages) {
    offsets += le(offset, 2);
    offset += tight(message).length / 2;
  }
  return le(messages.length, 2) + offsets + messages.map(tight).join('');
}

export const packet = (messages: readonly string[]): string => request('0a', '2002 2401', packed(messages));
export const packetAnswer = (messages: readonly string[]): string => `8a 00 00 00 ${packed(messages)}`;

/** Unconnected Send to a backplane slot (Vol 1 3-5.5.4). */
const routed = (message: string, slot: string): string => {
  const inner = sized(message, 2);
  const pad = tight(message).length % 4 === 0 ? '' : '00';
  return request('52', '2006 2401', `0a f0 ${inner}${pad} 01 00 01${slot}`);
};

const shortText = (text: string): string => sized(hexOf(text), 1);

/** Identity attributes 1 to 7 of a 1756-L61 in remote run. */
export const controllerIdentity = `0100 0e00 3600 10 14 6030 3f825100 ${shortText('1756-L61/B LOGIX5561')}`;

const controllerFacts: readonly (readonly [string, string])[] = [
  ['state', 'run, key in remote'],
  ['vendor', 'Rockwell Automation/Allen-Bradley'],
  ['device_type', 'Programmable Logic Controller'],
  ['product_code', '54'],
  ['firmware', '16.20'],
  ['serial', '0051823f'],
  ['model', '1756-L61/B LOGIX5561'],
];
export const controllerIdentities = (prefix = ''): string[] => controllerFacts.map(([name, value]) => `sender ${prefix}${name}=${value}`);

const IDENTITY = '2001 2401';
const forwardOpen = (connection: number, slot: string): string =>
  request(
    '54',
    '2006 2401',
    `0a 0e 00000000 ${le(connection, 4)} 0100 0100 78563412 03 000000 80841e00 f443 80841e00 f443 a3 03 01${slot} 2002 2401`,
  );

const pccc = (command: string): string => request('4b', '2067 2401', `07 4d00 e0312b3d ${command}`);
const pcccAnswer = (command: string): string => `cb 00 00 00 07 4d00 e0312b3d ${command}`;
const TAG = '91 05 5370656564 00';

export const enipVectors: readonly Vector[] = [
  {
    name: 'opens and closes a session',
    units: [
      client(encapsulate(0x65, '0100 0000')),
      server(encapsulate(0x65, '0100 0000')),
      server(encapsulate(0x65, '0100 0000', 0, 0x69)),
      client(encapsulate(0x66, '')),
    ],
    operations: ['enip.101 session request', 'enip.101 session response', 'enip.101 session response error', 'enip.102 session request'],
  },
  {
    name: 'lists identities: the answer says who answers, whoever is taken for the server',
    units: [
      client(encapsulate(0x63, '')),
      client(
        encapsulate(
          0x63,
          `0100 0c00 ${sized(`0100 0002 af12 c0a80a78 0000000000000000 0100 0c00 3a00 04 07 3000 c3ae5100 ${shortText('1756-ENBT/A')} 03`, 2)}`,
        ),
      ),
    ],
    operations: ['enip.99 identify request T0846', 'enip.99 identify response T0846'],
    identities: [
      'sender ip=192.168.10.120',
      'sender state=no I/O connections established',
      'sender vendor=Rockwell Automation/Allen-Bradley',
      'sender device_type=Communications Adapter',
      'sender product_code=58',
      'sender firmware=4.7',
      'sender serial=0051aec3',
      'sender model=1756-ENBT/A',
      'sender state=operational',
    ],
  },
  {
    name: 'an answer knows its request: identity of the device itself',
    units: [client(unconnected(request('01', IDENTITY))), server(unconnected(`81 00 00 00 ${controllerIdentity}`))],
    operations: ['enip.111 other request', 'cip.1 identify request T0888', 'enip.111 other response', 'cip.1 identify response T0888'],
    identities: controllerIdentities(),
  },
  {
    name: 'a routed request names the slot its answer comes from, and is told once however often it is polled',
    units: [
      client(unconnected(routed(request('01', IDENTITY), '03'))),
      server(unconnected(`81 00 00 00 ${controllerIdentity}`)),
      client(unconnected(routed(request('01', IDENTITY), '03'), 2)),
      server(unconnected(`81 00 00 00 ${controllerIdentity}`, 2)),
    ],
    operations: ['', ''].flatMap(() => [
      'enip.111 other request',
      'cip.82 session request',
      'cip.1 identify request T0888',
      'enip.111 other response',
      'cip.1 identify response T0888',
    ]),
    identities: controllerIdentities('module.3.'),
  },
  {
    name: 'a routed request to an empty slot fails as a routed request',
    units: [client(unconnected(routed(request('01', IDENTITY), '09'))), server(unconnected('d2 00 01 01 0402'))],
    operations: [
      'enip.111 other request',
      'cip.82 session request',
      'cip.1 identify request T0888',
      'enip.111 other response',
      'cip.82 session response error',
    ],
  },
  {
    name: 'answers on a connection opened to a slot come from that slot',
    units: [
      client(unconnected(forwardOpen(0x80fe004c, '05'))),
      server(unconnected('d4 00 00 00 016b0700 4c00fe80 0100 0100 78563412 80841e00 80841e00 00 00')),
      client(connected(request('0e', `${IDENTITY} 3007`), 9, 0x00076b01)),
      server(connected(`8e 00 00 00 ${shortText('1756-L61/B')}`, 9)),
      client(connected(request('03', IDENTITY, '0200 0600 0400'), 10, 0x00076b01)),
      server(connected('83 00 00 00 0200 0600 0000 3f825100 0400 0000 1014', 10)),
    ],
    operations: [
      'enip.111 other request',
      'cip.84 session request',
      'enip.111 other response',
      'cip.84 session response',
      'enip.112 other request',
      'cip.14 identify request T0888',
      'enip.112 other response',
      'cip.14 identify response T0888',
      'enip.112 other request',
      'cip.3 identify request T0888',
      'enip.112 other response',
      'cip.3 identify response T0888',
    ],
    identities: ['sender module.5.model=1756-L61/B', 'sender module.5.serial=0051823f', 'sender module.5.firmware=16.20'],
  },
  {
    name: 'the program name of a controller is its name',
    units: [client(unconnected(request('01', '2064 2401'))), server(unconnected(`81 00 00 00 0f00 ${hexOf('NiftyController')} 0000`))],
    operations: ['enip.111 other request', 'cip.1 identify request T0888', 'enip.111 other response', 'cip.1 identify response T0888'],
    identities: ['sender name=NiftyController'],
  },
  {
    name: 'counts every service in a packet of services, and its answers by what was asked',
    units: [
      client(
        connected(
          packet([
            request('4c', TAG, '0100'),
            request('4c', TAG, '0100'),
            request('4d', TAG, 'c400 0100 01000000'),
            request('03', '208e 2401', '0100 0100'),
          ]),
        ),
      ),
      server(connected(packetAnswer(['cc 00 00 00 c400 01000000', 'cc 00 04 00', 'cd 00 00 00', '83 00 00 00 0100 0100 0000 0000']))),
    ],
    operations: [
      'enip.112 other request',
      'cip.10 other request',
      'cip.76 read request',
      'cip.76 read request',
      'cip.77 write request T0855',
      'cip.3 diagnose request',

      'enip.112 other response',
      'cip.10 other response',
      'cip.76 read response',
      'cip.76 read response error',
      'cip.77 write response T0855',
      'cip.3 diagnose response',
    ],
  },
  {
    name: 'classes what changes a Logix controller, with the indicators of ACID',
    units: [
      ['06', '208e 2401'],
      ['07', '208e 2401'],
      ['5c', '208e 2401'],
      ['08', '20ac 2400'],
      ['51', '206a 2401'],
      ['4d', '2068 2401'],
      ['4e', '2069 2401'],
      ['04', '208b 2401'],
      ['4e', TAG],
      ['53', TAG],
      ['52', TAG],
    ].map(([service, path]) => client(connected(request(service!, path!)))),
    operations: [
      'cip.6 start request T0858',
      'cip.7 stop request T0858',
      'cip.92 session request',
      'cip.8 program request T0843',
      'cip.81 write request T0836',
      'cip.77 write request T0835',
      'cip.78 write request T0835',
      'cip.4 configure request T0836',
      'cip.78 write request T0855',
      'cip.83 write request T0855',
      'cip.82 read request',
    ].flatMap((operation) => ['enip.112 other request', operation]),
  },
  {
    name: 'classes common services by the class they are asked of',
    units: [
      ['05', '2001 2401'],
      ['10', '2004 2464 3003'],
      ['0e', '2004 2464 3003'],
      ['10', '20f5 2401 3005'],
      ['0e', '20f5 2401 3005'],
      ['4b', '20a1 2401'],
      ['01', '21 00 0401 2401'],
    ].map(([service, path]) => client(unconnected(request(service!, path!)))),
    operations: [
      'cip.5 start request T0816',
      'cip.16 write request T0855',
      'cip.14 read request',
      'cip.16 configure request T0836',
      'cip.14 diagnose request',
      'cip.75 program request T0857',
      'cip.1 diagnose request',
    ].flatMap((operation) => ['enip.111 other request', operation]),
  },
  {
    name: 'looks into PCCC: reading, writing, changing the mode, who it is',
    units: [
      client(unconnected(pccc('0f 00 0100 a2 02 07 89 00 00'))),
      client(unconnected(pccc('0f 00 0200 aa 02 07 89 00 00 0100'), 2)),
      server(unconnected(pcccAnswer('4f f0 0200'), 2)),
      client(unconnected(pccc('0f 00 0300 80 01'))),
      client(unconnected(pccc('0f 00 0400 80 06'))),
      client(unconnected(pccc('06 00 0500 03'), 5)),
      server(unconnected(pcccAnswer(`46 00 0500 00 ee 4a 9f 23 ${hexOf('1766-LEC   ')} 0000 2600`), 5)),
    ],
    operations: [
      'enip.111 other request',
      'cip.75 read request',
      'enip.111 other request',
      'cip.75 write request T0855',
      'enip.111 other response',
      'cip.75 write response error T0855',
      'enip.111 other request',
      'cip.75 stop request T0858',
      'enip.111 other request',
      'cip.75 start request T0858',
      'enip.111 other request',
      'cip.75 identify request T0888',
      'enip.111 other response',
      'cip.75 identify response T0888',
    ],
    identities: ['sender model=1766-LEC', 'sender order_number=1766-LEC', 'sender vendor=Rockwell Automation/Allen-Bradley'],
  },
];
