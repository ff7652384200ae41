// S7comm, COTP and S7comm-plus units built by hand, with what they mean.
import { hexOf } from '../../test/replay.ts';
import type { Unit, Vector } from '../../test/replay.ts';

/** RFC 1006 section 6: version 3, reserved, length of all. */
export function tpkt(hex: string): string {
  const body = hex.replaceAll(/\s/g, '');
  return `0300${(4 + body.length / 2).toString(16).padStart(4, '0')}${body}`;
}

const data = (hex: string): string => tpkt(`02f080 ${hex}`);
export const client = (hex: string): Unit => ({ from: 'client', hex: data(hex) });
export const server = (hex: string): Unit => ({ from: 'server', hex: data(hex) });

const word = (value: number): string => value.toString(16).padStart(4, '0');

/** Read SZL: the request for `list`, and its answer of `records` cut into PDUs of `room` bytes, as a controller sends them. */
export function readSzl(list: string, recordLength: number, records: readonly string[], room = 0x1000): Unit[] {
  const whole = `${list}0000${word(recordLength)}${word(records.length)}${records.join('')}`.replaceAll(/\s/g, '');
  const units = [client(`32 07 0000 0500 0008 0008 000112 04 11 44 01 00 ff 09 0004 ${list} 0000`)];
  for (let at = 0; at < whole.length; at += room * 2) {
    const part = whole.slice(at, at + room * 2);
    const bytes = part.length / 2;
    const more = at + room * 2 < whole.length;
    if (at > 0) units.push(client('32 07 0000 0600 000c 0004 000112 08 12 44 01 02 00 00 0000 0a 00 0000'));
    const parameters = `000112 08 12 84 01 02 ${more || at > 0 ? 'd5' : '00'} ${more ? '01' : '00'} 0000`;
    units.push(server(`32 07 0000 ${at > 0 ? '0600' : '0500'} 000c ${word(bytes + 4)} ${parameters} ff 09 ${word(bytes)} ${part}`));
  }
  return units;
}

const moduleRecord = (index: string, order: string, versions: string): string => `${index} ${hexOf(order.padEnd(20))} 00c0 ${versions}`;

/** SZL 0011: module, basic hardware, basic firmware. */
export const moduleRecords: readonly string[] = [
  moduleRecord('0001', '6ES7 315-2EH14-0AB0', '0003 0001'),
  moduleRecord('0006', '6ES7 315-2EH14-0AB0', '0005 0001'),
  moduleRecord('0007', '', '5603 0206'),
];

const component = (index: number, text: string): string => word(index) + hexOf(text, 32);

/** SZL 001c: station, module, plant, copyright, serial, type, memory card, manufacturer, location. */
export const componentRecords: readonly string[] = [
  component(1, 'Filler line 2'),
  component(2, 'PLC_1'),
  component(3, '=A1+B2'),
  component(4, 'Original Siemens Equipment'),
  component(5, 'S C-B1U393142011'),
  component(7, 'CPU 315-2 PN/DP'),
  component(8, 'MMC 4A1AC019'),
  `0009002af6000001${'00'.repeat(26)}`,
  component(11, 'hall 3'),
];

/** What `componentRecords` say, in order. */
export const componentIdentities: readonly string[] = [
  'sender name=Filler line 2',
  'sender name=PLC_1',
  'sender plant_designation==A1+B2',
  'sender serial=S C-B1U393142011',
  'sender model=CPU 315-2 PN/DP',
  'sender module.memory-card.serial=MMC 4A1AC019',
  'sender vendor=Siemens',
  'sender location=hall 3',
];

const piService = (block: string, name: string): string => {
  const parameters = `28 00000000 0000fd ${word(block.length / 2)} ${block} ${word(name.length).slice(2)} ${hexOf(name, name.length)}`;
  return `32 01 0000 0700 ${word(parameters.replaceAll(' ', '').length / 2)} 0000 ${parameters}`;
};
const piAnswer = '32 03 0000 0700 0001 0000 0000 28';

/** User data of a group and subfunction without data, as request. */
const userData = (group: number, subfunction: string): string =>
  `32 07 0000 0800 0008 0004 000112 04 11 4${group.toString(16)} ${subfunction} 00 0a 00 0000`;

export const s7commVectors: readonly Vector[] = [
  {
    name: 'opens: connection request, confirm, setup communication',
    units: [
      { from: 'client', hex: tpkt('11 e0 0000 0001 00 c0 01 0a c1 02 0100 c2 02 0142') },
      { from: 'server', hex: tpkt('11 d0 0001 0003 00 c0 01 0a c1 02 0100 c2 02 0142') },
      client('32 01 0000 0001 0008 0000 f0 00 0001 0001 01e0'),
      server('32 03 0000 0001 0008 0000 0000 f0 00 0001 0001 00f0'),
    ],
    operations: ['cotp.224 session request', 'cotp.208 session response', 's7comm.240 session request', 's7comm.240 session response'],
    identities: ['sender role=programming device (PG)', 'receiver module.2.role=S7 partner in rack 2, slot 2'],
  },
  {
    name: 'reads a variable, and an answer whose item failed is an error',
    units: [
      client('32 01 0000 0002 000e 0000 04 01 12 0a 10 02 0004 0001 84 000000'),
      server('32 03 0000 0002 0002 0008 0000 04 01 ff 04 0020 01020304'),
      server('32 03 0000 0003 0002 000a 0000 04 02 ff 04 0008 aa 00 0a 00 0004'),
    ],
    operations: ['s7comm.4 read request', 's7comm.4 read response', 's7comm.4 read response error'],
  },
  {
    name: 'writes a variable, once refused',
    units: [
      client('32 01 0000 0003 000e 0006 05 01 12 0a 10 02 0002 0001 84 000000 00 04 0010 0001'),
      server('32 03 0000 0003 0002 0001 0000 05 01 ff'),
      server('32 03 0000 0004 0002 0001 0000 05 01 05'),
      server('32 03 0000 0005 0002 0000 8104 05 00'),
    ],
    operations: [
      's7comm.5 write request T0855',
      's7comm.5 write response T0855',
      's7comm.5 write response error T0855',
      's7comm.5 write response error T0855',
    ],
  },
  {
    name: 'stops and starts the controller',
    units: [
      client('32 01 0000 0006 0010 0000 29 0000000000 09 505f50524f4752414d'),
      server('32 03 0000 0006 0001 0000 0000 29'),
      client(piService('', 'P_PROGRAM')),
      server(piAnswer),
    ],
    operations: [
      's7comm.41 stop request T0858',
      's7comm.41 stop response T0858',
      's7comm.40 start request T0858',
      's7comm.40 start response T0858',
    ],
  },
  {
    name: 'classes program invocation services by their name',
    units: [
      client(piService('01003041303030303150', '_INSE')),
      server(piAnswer),
      client(piService('', '_GARB')),
      client(piService('', '_MODU')),
      client(piService('', '_NOSUCH')),
    ],
    operations: [
      's7comm.40 program request T0889',
      's7comm.40 program response T0889',
      's7comm.40 configure request',
      's7comm.40 program request T0889',
      's7comm.40 configure request T0858',
    ],
  },
  {
    name: 'loads blocks down and up',
    units: ['1a', '1b', '1c', '1d', '1e', '1f'].map((code) => client(`32 01 0000 0001 0001 0000 ${code}`)),
    operations: [26, 27, 28]
      .map((key) => `s7comm.${key} program request T0843`)
      .concat([29, 30, 31].map((key) => `s7comm.${key} program request T0845`)),
  },
  {
    name: 'counts an acknowledgement without parameters apart, classed by the job it answers',
    units: [client('32 01 0000 0600 0001 0000 1d'), server('32 02 0000 0600 0000 0000 d241'), server('32 02 0000 0601 0000 0000 0000')],
    operations: ['s7comm.29 program request T0845', 's7comm.ack program response error', 's7comm.ack other response'],
  },
  {
    name: 'classes user data by group and subfunction',
    units: [
      userData(7, '02'),
      userData(7, '01'),
      userData(1, '08'),
      userData(1, '09'),
      userData(1, '0c'),
      userData(3, '01'),
      userData(4, '07'),
      userData(6, '01'),
      userData(5, '01'),
      userData(15, '01'),
      userData(9, '01'),
    ].map(client),
    operations: [
      's7comm.userdata.7 configure request T0836',
      's7comm.userdata.7 diagnose request',
      's7comm.userdata.1 write request T0836',
      's7comm.userdata.1 write request T0835',
      's7comm.userdata.1 configure request T0809',
      's7comm.userdata.3 diagnose request',
      's7comm.userdata.4 configure request T0878',
      's7comm.userdata.6 write request',
      's7comm.userdata.5 session request',
      's7comm.userdata.15 program request T0843',
      's7comm.userdata.9 other request',
    ],
  },
  {
    name: 'reads the module identification',
    units: readSzl('0011', 28, moduleRecords),
    operations: ['s7comm.userdata.4 identify request T0888', 's7comm.userdata.4 identify response T0888'],
    identities: ['sender order_number=6ES7 315-2EH14-0AB0', 'sender vendor=Siemens', 'sender hardware=5', 'sender firmware=V3.2.6'],
  },
  {
    name: 'a refused identification is still one, with an error',
    units: [
      client('32 07 0000 0500 0008 0008 000112 04 11 44 01 00 ff 09 0004 001c 0000'),
      server('32 07 0000 0500 000c 0004 000112 08 12 84 01 02 00 00 d401 0a 00 0000'),
    ],
    operations: ['s7comm.userdata.4 identify request T0888', 's7comm.userdata.4 identify response error T0888'],
  },
  {
    name: 'reads the mode and the mode switch',
    units: [
      ...readSzl('0424', 20, [`5144 ff 48 ${'00'.repeat(16)}`]),
      ...readSzl('0132', 40, [`0004 0001 0001 0001 0003 ${'00'.repeat(30)}`]),
    ],
    operations: ['request', 'response', 'request', 'response'].map((direction) => `s7comm.userdata.4 diagnose ${direction}`),
    identities: ['sender state=RUN', 'sender module.mode-switch.state=STOP'],
  },
  {
    name: 'a controller that stops says so unasked',
    units: [server('32 07 0000 0000 000c 0004 000112 08 12 00 00 01 00 00 0000 00 00 0000')],
    operations: ['s7comm.userdata.0 diagnose unsolicited T0858'],
    identities: ['sender state=STOP'],
  },
  {
    name: 'counts what is not S7 under cotp',
    units: [
      { from: 'client', hex: tpkt('02 f0 00') },
      { from: 'client', hex: tpkt('02 f0 80 0d 10 0506 13 01 00') },
      { from: 'client', hex: tpkt('06 80 0001 0002 00') },
    ],
    operations: ['cotp.240 other request', 'cotp.240 other request', 'cotp.128 session request'],
  },
];

const plus = (opcode: string, code: string, rest: string): string => {
  const body = `${opcode} 0000 ${code} 0000 0001 ${rest}`.replaceAll(' ', '');
  return `72 01 ${word(body.length / 2)} ${body}`;
};

export const s7commPlusVectors: readonly Vector[] = [
  {
    name: 'opens and closes a session; the controller names itself',
    units: [
      { from: 'client', hex: tpkt(`16 e0 0000 0004 00 c1 02 0600 c2 0f ${hexOf('SIMATIC-ROOT-ES', 15)}`.replace('16', '1b')) },
      client(plus('31', '04ca', '00000120 36 0000011d')),
      server(plus('32', '04ca', `36 ${hexOf('1;6ES7 214-1HE30-0XB0 ;V2.2', 27)}`)),
      client(plus('31', '04d4', '000003c0 34 000003c0')),
    ],
    operations: [
      'cotp.224 session request',
      's7comm-plus.1226 session request',
      's7comm-plus.1226 session response',
      's7comm-plus.1236 session request',
    ],
    identities: [
      'sender role=engineering station',
      'sender order_number=6ES7 214-1HE30-0XB0',
      'sender firmware=V2.2',
      'sender vendor=Siemens',
    ],
  },
  {
    name: 'tells reading from writing and from changing the program',
    units: [
      client(plus('31', '054c', '000003c0 34')),
      client(plus('31', '0542', '000003c0 34')),
      client(plus('31', '04ca', '000003c0 34 00000003')),
      client(plus('31', '04d4', '000003c0 34 8a320001')),
      server(plus('33', '0000', '00')),
    ],
    operations: [
      's7comm-plus.1356 read request',
      's7comm-plus.1346 write request',
      's7comm-plus.1226 program request',
      's7comm-plus.1236 program request',
      's7comm-plus.1 read unsolicited',
    ],
  },
  {
    name: 'looks behind the digest of version 3',
    units: [client(`72 03 0033 20 ${'ab'.repeat(32)} 31 0000 054c 0000 0001 000003c0 34 00000000`)],
    operations: ['s7comm-plus.1356 read request'],
  },
];
