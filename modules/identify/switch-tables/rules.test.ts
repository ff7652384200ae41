// MAC tables as the makers print them: one entry a device, the port and the VLAN where they stand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isNoDevice, mostOnOnePort, readTable, uplinksOf } from './rules.ts';

const read = (text: string) => readTable(text).entries.map(({ mac, port, vlan }) => [mac, port, vlan]);

test('reads Cisco IOS', () => {
  const text = `          Mac Address Table
-------------------------------------------
Vlan    Mac Address       Type        Ports
----    -----------       --------    -----
 All    0100.0ccc.cccc    STATIC      CPU
  20    001b.1b12.3456    DYNAMIC     Gi1/0/4
  20    0080.f4aa.0102    DYNAMIC     Fa0/12
Total Mac Addresses for this criterion: 3`;
  assert.deepEqual(read(text), [
    ['00:1b:1b:12:34:56', 'Gi1/0/4', 20],
    ['00:80:f4:aa:01:02', 'Fa0/12', 20],
  ]);
  assert.equal(readTable(text).skipped, 1);
});

test('reads Cisco NX-OS, with its marks and ages', () => {
  assert.deepEqual(
    read(
      '   VLAN     MAC Address      Type      age     Secure NTFY   Ports\n*   10     0050.56a1.0b2c    dynamic   0          F    F    Eth1/33',
    ),
    [['00:50:56:a1:0b:2c', 'Eth1/33', 10]],
  );
});

test('reads Hirschmann and Siemens SCALANCE', () => {
  const hios =
    'VLAN ID  MAC Address        Interface  IfIndex  Status\n-------  -----------------  ---------  -------  ------\n1        00:80:63:AA:BB:CC  1/3        3        learned';
  assert.deepEqual(read(hios), [['00:80:63:aa:bb:cc', '1/3', 1]]);
  const scalance =
    'Vlan    Mac Address         Type     Ports\n----    -----------         ----     -----\n1       00:1b:1b:aa:bb:cc   Learnt   P0.5';
  assert.deepEqual(read(scalance), [['00:1b:1b:aa:bb:cc', 'P0.5', 1]]);
});

test('reads HP ProCurve and Aruba, with the port before the VLAN or after it', () => {
  assert.deepEqual(read('  MAC Address   Port  VLAN\n  ------------- ----- ----\n  001122-334455 A7    100'), [
    ['00:11:22:33:44:55', 'A7', 100],
  ]);
  assert.deepEqual(read('MAC Address          VLAN     Type       Port\n00:11:22:33:44:55    10       dynamic    1/1/5'), [
    ['00:11:22:33:44:55', '1/1/5', 10],
  ]);
});

test('reads Moxa, whose ports are bare numbers', () => {
  assert.deepEqual(
    read('MAC               Type             Port\n----------------- ---------------- ----\n00-90-E8-01-02-03 learnt(unicast)  4'),
    [['00:90:e8:01:02:03', '4', null]],
  );
});

test('reads Juniper and what a person typed', () => {
  assert.deepEqual(read('vlan100    00:05:86:11:22:33   D        -   ge-0/0/1.0'), [['00:05:86:11:22:33', 'ge-0/0/1.0', 100]]);
  assert.deepEqual(read('00:05:86:11:22:33;Port 7'), [['00:05:86:11:22:33', 'Port7', null]]);
  assert.deepEqual(read('mac,port,vlan\n"000586112233","Gi0/1","30"'), [['00:05:86:11:22:33', 'Gi0/1', 30]]);
});

test('reads snmpwalk of both bridge MIBs', () => {
  assert.deepEqual(
    read(
      '.1.3.6.1.2.1.17.4.3.1.2.0.80.86.161.11.44 = INTEGER: 3\nSNMPv2-SMI::mib-2.17.7.1.2.2.1.2.20.0.27.27.1.2.3 = INTEGER: 12\ndot1dTpFdbPort.0.27.27.1.2.4 = 0',
    ),
    [
      ['00:50:56:a1:0b:2c', '3', null],
      ['00:1b:1b:01:02:03', '12', 20],
    ],
  );
});

test('names a line with an address and no port, and keeps quiet about prose', () => {
  const found = readTable('show mac address-table\nthe address 00:11:22:33:44:55 was seen\n');
  assert.deepEqual(found.entries, []);
  assert.deepEqual(found.not_understood, [{ line: 2, text: 'the address 00:11:22:33:44:55 was seen' }]);
});

test('an entry twice counts once; a group is no device; many behind one port are an uplink', () => {
  const line = ' 20 001b.1b12.3456 DYNAMIC Gi1/0/4\n';
  assert.equal(readTable(line + line).entries.length, 1);
  assert.ok(isNoDevice('01:00:5e:00:00:01') && isNoDevice('ff:ff:ff:ff:ff:ff') && !isNoDevice('00:1b:1b:00:00:01'));
  const many = Array.from({ length: mostOnOnePort + 1 }, (_, at) => ({
    mac: `00:1b:1b:00:00:${String(at + 10)}`,
    port: 'Gi1/0/24',
    vlan: 1,
  }));
  assert.deepEqual([...uplinksOf([...many, { mac: '00:1b:1b:00:01:00', port: 'Gi1/0/1', vlan: 1 }])], ['Gi1/0/24']);
});

test('never throws, whatever is pasted', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 400 }),
        fc.string({ unit: fc.constantFrom(...'0123456789abcdef:.- \n/=vlanportmac'), maxLength: 400 }),
      ),
      (text) => {
        for (const it of readTable(text).entries) assert.match(it.mac, /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);
      },
    ),
  );
});
