// What descriptions give away, in the formats of makers met in plants and offices.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributeNames, type AttributeName } from '../words.ts';
import { descriptionFormats } from './description-formats.ts';
import { readDescription } from './description.ts';

type Told = Partial<Record<AttributeName, string>>;

const told: readonly [string, Told][] = [
  [
    'Siemens, SIMATIC NET, SCALANCE X204-2, 6GK5 204-2BB10-2AA3, HW: Version 5, FW: Version V05.02.04',
    { vendor: 'Siemens', model: 'SCALANCE X204-2', order_number: '6GK5 204-2BB10-2AA3', hardware: '5', firmware: 'V05.02.04' },
  ],
  [
    'Siemens, SIMATIC S7, CPU-1500, 6ES7 512-1CK00-0AB0 , HW: Version 2, FW: Version V2.0.5, S C-H5N873282016',
    {
      vendor: 'Siemens',
      model: 'CPU-1500',
      order_number: '6ES7 512-1CK00-0AB0',
      hardware: '2',
      firmware: 'V2.0.5',
      serial: 'S C-H5N873282016',
    },
  ],
  [
    'Siemens, SIMATIC NET, CP 343-1 Lean, 6GK7 343-1CX10-0XE0, HW: Version 1, FW: Version V2.5.0',
    { vendor: 'Siemens', model: 'CP 343-1 Lean', order_number: '6GK7 343-1CX10-0XE0', hardware: '1', firmware: 'V2.5.0' },
  ],
  ['Allen-Bradley 1783-BMS20CGP', { vendor: 'Rockwell Automation', model: '1783-BMS20CGP' }],
  [
    'Cisco IOS Software, S5700 Software (S5700-UNIVERSALK9-M), Version 15.2(4)EA3, RELEASE SOFTWARE (fc2)',
    { vendor: 'Rockwell Automation', operating_system: 'Cisco IOS', firmware: '15.2(4)EA3' },
  ],
  [
    'Cisco IOS Software, IE2000 Software (IE2000-UNIVERSALK9-M), Version 15.2(7)E2, RELEASE SOFTWARE (fc3)',
    { vendor: 'Cisco', operating_system: 'Cisco IOS', firmware: '15.2(7)E2' },
  ],
  [
    'Cisco IOS Software [Gibraltar], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 16.12.4, RELEASE SOFTWARE (fc5)',
    { vendor: 'Cisco', operating_system: 'Cisco IOS XE', firmware: '16.12.4' },
  ],
  ['Cisco Adaptive Security Appliance Version 9.8(2)', { vendor: 'Cisco', operating_system: 'Cisco ASA', firmware: '9.8(2)' }],
  ['MOXA EDS-510E-3GTXSFP V4.1 build 17051512', { vendor: 'Moxa', model: 'EDS-510E-3GTXSFP', firmware: 'V4.1' }],
  ['EDS-408A-MM-SC', { vendor: 'Moxa', model: 'EDS-408A-MM-SC' }],
  ['Moxa NPort 5110A Ver 1.4', { vendor: 'Moxa', model: 'NPort 5110A', firmware: '1.4' }],
  ['Hirschmann Rail Switch Power - SW: HiOS-2A-08.7.01', { vendor: 'Hirschmann', model: 'Rail Switch Power', firmware: '08.7.01' }],
  ['Hirschmann MACH - SW: L3P-09.0.11', { vendor: 'Hirschmann', model: 'MACH', firmware: '09.0.11' }],
  ['FL SWITCH 2208', { vendor: 'Phoenix Contact', model: 'FL SWITCH 2208' }],
  ['Phoenix Contact FL MGUARD RS4000, FW: 8.8.1', { vendor: 'Phoenix Contact', model: 'FL MGUARD RS4000', firmware: '8.8.1' }],
  [
    'Westermo Lynx-210-F2G, primary:v4.32.1, backup:v4.32.1, bootloader:v2017.12.0-7',
    { vendor: 'Westermo', model: 'Lynx-210-F2G', firmware: 'v4.32.1' },
  ],
  [
    'HP J9776A 2530-24G Switch, revision YA.16.04.0008, ROM YA.15.19',
    { vendor: 'HPE Aruba', order_number: 'J9776A', model: '2530-24G Switch', firmware: 'YA.16.04.0008' },
  ],
  [
    'ProCurve J4903A Switch 2824, revision I.10.77, ROM I.08.07',
    { vendor: 'HPE Aruba', order_number: 'J4903A', model: 'Switch 2824', firmware: 'I.10.77' },
  ],
  [
    'Juniper Networks, Inc. ex2200-24t-4g Ethernet Switch, kernel JUNOS 12.3R6.6, Build date: 2014-03-13',
    { vendor: 'Juniper', operating_system: 'Junos', model: 'ex2200-24t-4g', firmware: '12.3R6.6' },
  ],
  ['RouterOS CCR1009-7G-1C-1S+', { vendor: 'MikroTik', operating_system: 'RouterOS', model: 'CCR1009-7G-1C-1S+' }],
  [
    'MikroTik RouterOS 6.45.9 (long-term) RB750Gr3',
    { vendor: 'MikroTik', operating_system: 'RouterOS', model: 'RB750Gr3', firmware: '6.45.9' },
  ],
  [
    'USW-24-250W, 4.0.21.9965, Linux 3.6.5',
    { vendor: 'Ubiquiti', operating_system: 'Linux 3.6.5', model: 'USW-24-250W', firmware: '4.0.21.9965' },
  ],
  ['LANCOM 1781VA (over ISDN) 9.24.0286 / 14.01.2018', { vendor: 'LANCOM', model: 'LANCOM 1781VA', firmware: '9.24.0286' }],
  ['LANCOM L-54 Wireless', { vendor: 'LANCOM', model: 'LANCOM L-54' }],
  ['FortiGate-60F v7.2.5,build1517,230606 (GA.F)', { vendor: 'Fortinet', model: 'FortiGate-60F', firmware: 'v7.2.5' }],
  ['LANTIME/M200 V6.24.021', { vendor: 'Meinberg', model: 'LANTIME/M200', firmware: '6.24.021' }],
  [
    'APC Web/SNMP Management Card (MB:v4.1.0 PF:v6.4.6 PN:apc_hw05_aos_646.bin AF1:v6.4.6 AN1:apc_hw05_sumx_646.bin MN:AP9631 HR:08 SN: ZA1644012345 MD:10/31/2016) (Embedded PowerNet SNMP Agent SW v2.2 compatible)',
    { vendor: 'APC', model: 'AP9631', firmware: 'v6.4.6', hardware: '08', serial: 'ZA1644012345' },
  ],
  ['Lexmark MS810 version NH61.DN.N634 kernel 3.0.0 All-N-1', { vendor: 'Lexmark', model: 'Lexmark MS810', firmware: 'NH61.DN.N634' }],
  ['HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD153,EEPROM JSI24090012', { vendor: 'HP', model: 'JETDIRECT' }],
  ['snomD735', { vendor: 'Snom', model: 'snomD735' }],
  ['Linux gw-7 5.10.0-8-amd64 #1 SMP Debian 5.10.46-4 (2021-08-03) x86_64', { operating_system: 'Debian' }],
  ['Linux edge 4.9.76 #0 SMP armv7l', { operating_system: 'Linux 4.9.76' }],
  [
    'Hardware: Intel64 Family 6 Model 158 Stepping 10 AT/AT COMPATIBLE - Software: Windows Version 6.3 (Build 17763 Multiprocessor Free)',
    { operating_system: 'Windows' },
  ],
  ['a description nobody knows, version 3', {}],
];

for (const [text, attributes] of told) {
  test(`reads "${text.slice(0, 70)}"`, () => assert.deepEqual(Object.fromEntries(readDescription(text)), attributes));
}

test('every group of a format is an attribute', () => {
  const groups = descriptionFormats.flatMap(({ pattern }) => [...pattern.source.matchAll(/\(\?<(\w+)>/g)].map((group) => group[1]));
  assert.deepEqual(
    groups.filter((name) => !attributeNames.some((known) => known === name)),
    [],
  );
});

test('any text is read without a throw, and no attribute is empty', () => {
  const word = fc.constantFrom(
    'Siemens, ',
    'SIMATIC, ',
    'APC (MB:',
    'PF:v1',
    ') ',
    'MOXA ',
    'Hirschmann ',
    '- SW: ',
    'Version ',
    'x',
    ' 1.2',
    '(',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
      ),
      (text) => {
        for (const value of readDescription(text).values()) assert.notEqual(value, '');
      },
    ),
  );
});
