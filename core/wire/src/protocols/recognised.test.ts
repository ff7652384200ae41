// Every protocol that is recognised without depth: one unit it must know, and that it knows no other protocol's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteReader } from '../byte-reader.ts';
import type { Dissector } from '../dissector.ts';
import { dissectors } from '../registry.ts';
import { bytesOf, hexOf, replay, replayBytes } from '../../test/replay.ts';
import { officeProtocols } from './recognised-office.ts';
import { plantProtocols } from './recognised-plant.ts';
import { serverProtocols } from './recognised-server.ts';

type Sample = { operation: string; hex: string; transport: 'tcp' | 'udp' | 'ethernet' };

const samples: readonly Sample[] = [
  { operation: 'ntp.3 other request', transport: 'udp', hex: `23 00 06 ec ${'00'.repeat(44)}` },
  { operation: 'syslog.6 diagnose request', transport: 'udp', hex: hexOf('<134>Oct 11 22:14:15 fw-1 accept') },
  { operation: 'ftp.reply session response', transport: 'tcp', hex: hexOf('220 ready\r\n') },
  { operation: 'ftp.command session request', transport: 'tcp', hex: hexOf('USER anonymous\r\n') },
  { operation: 'smtp.command session request', transport: 'tcp', hex: hexOf('EHLO mx\r\n') },
  { operation: 'telnet.negotiation other request', transport: 'tcp', hex: 'fffd18 fffd20' },
  { operation: 'ldap.3 other request', transport: 'tcp', hex: '300c 020101 6307 0400 0a0100 0a01' },
  { operation: 'kerberos.10 other request', transport: 'udp', hex: '6a06 3004 a103 0201' },
  { operation: 'kerberos.10 other request', transport: 'tcp', hex: '00000008 6a06 3004 a103 0201' },
  { operation: 'mssql.18 other request', transport: 'tcp', hex: '12 01 000c 0000 01 00 deadbeef' },
  { operation: 'mysql.packet other request', transport: 'tcp', hex: `0b000000 0a ${hexOf('8.0.36')}00 01000000`.replace('0b', '0c') },
  { operation: 'postgresql.startup other request', transport: 'tcp', hex: '00000008 04d2162f' },
  { operation: 'postgresql.Q other request', transport: 'tcp', hex: `51 0000000d ${hexOf('select 1')}00` },
  { operation: 'vnc.version session request', transport: 'tcp', hex: hexOf('RFB 003.008\n') },
  { operation: 'dcerpc.11 other request', transport: 'tcp', hex: '05 00 0b 03 10000000 1000 0000 01000000' },
  { operation: 'rpc.0 other request', transport: 'udp', hex: '7e86ab4a 00000000 00000002 000186a0 00000002 00000003' },
  { operation: 'rpc.0 other request', transport: 'tcp', hex: '80000018 7e86ab4a 00000000 00000002 000186a0 00000002 00000003' },
  { operation: 'mqtt.1 other request', transport: 'tcp', hex: `10 0d 0004 ${hexOf('MQTT')} 04 02 003c 0001 61` },
  { operation: 'iec104.u.7 other request', transport: 'tcp', hex: '680407000000' },
  { operation: 'iec104.100 other request', transport: 'tcp', hex: '680e 00000200 64 01 0600 0d91 000000 14' },
  { operation: 'dnp3.1 other request', transport: 'tcp', hex: '0564 14 c3 0004 0100 fb5f c0 c0 01 3c0206 3c0306 3c0406 3c0106 8a51' },
  { operation: 'dnp3.link.0 other request', transport: 'tcp', hex: '0564 05 c0 0100 0004 e921' },
  { operation: 'bacnet.confirmed.12 other request', transport: 'udp', hex: '810a0011 0104 00 05 01 0c 0c02000007 194d' },
  { operation: 'bacnet.unconfirmed.8 other request', transport: 'udp', hex: '810b000c 0120 ffff 00 ff 1008' },
  { operation: 'ads.2 other request', transport: 'tcp', hex: `0000 20000000 ${'00'.repeat(16)} 0200 0400 ${'00'.repeat(12)}` },
  { operation: 'fins.257 other request', transport: 'udp', hex: '80 00 02 00 0a 00 00 14 00 01 0101 82 0064 00 0001' },
  {
    operation: 'fins.257 other request',
    transport: 'tcp',
    hex: `${hexOf('FINS')} 0000001a 00000002 00000000 80 00 02 00 0a 00 00 14 00 01 0101 82 0064 00 0001`,
  },
  { operation: 'melsec.1025 other request', transport: 'tcp', hex: '5000 00 ff ff03 00 0c00 1000 0104 0000 640000 a8 0100' },
  { operation: 'ethercat.4 read request', transport: 'ethernet', hex: `0e10 04 01 e803 0000 0200 0000 0000 0000` },
  { operation: 'goose.message other request', transport: 'ethernet', hex: `0001 0010 0000 0000 61 06 80 04 ${hexOf('ied1')}` },
  { operation: 'sv.message other request', transport: 'ethernet', hex: '4000 000e 0000 0000 60 04 80 01 01 a2' },
  { operation: 'ptp.0 other request', transport: 'udp', hex: `00 02 002c 00 00 0200 ${'00'.repeat(36)}` },
  { operation: 'hart-ip.54 other request', transport: 'tcp', hex: '0100030000030012 82 b9fd95266f 36 01 00 2d' },
];

const shallow = [...officeProtocols, ...serverProtocols, ...plantProtocols];
const protocolOf = (sample: Sample) => sample.operation.slice(0, sample.operation.indexOf('.'));
const fits = (dissector: Dissector, sample: Sample) =>
  dissector.name === protocolOf(sample) &&
  (sample.transport === 'tcp'
    ? dissector.tcpPorts !== undefined
    : sample.transport === 'udp'
      ? dissector.udpPorts !== undefined
      : dissector.etherTypes !== undefined);
const dissectorOf = (sample: Sample) => shallow.find((dissector) => fits(dissector, sample));

test('each knows its own unit, measures it and counts it once', () => {
  for (const sample of samples) {
    const dissector = dissectorOf(sample);
    assert.ok(dissector, `${sample.operation} over ${sample.transport}`);
    const bytes = bytesOf(sample.hex);
    assert.equal(dissector.recognises(bytes, 0, bytes.length), true, sample.operation);
    const from = sample.operation.includes(' response') ? 'server' : 'client';
    assert.deepEqual(replay(dissector, [{ from, hex: sample.hex }]).operations, [sample.operation]);
    if (sample.transport === 'tcp' && dissector.unitLength)
      assert.equal(dissector.unitLength(bytes, 0, bytes.length), bytes.length, sample.operation);
  }
});

test('every protocol of the tables has a unit here', () => {
  const sampled = new Set(samples.map(protocolOf));
  assert.deepEqual(
    shallow.map((dissector) => dissector.name).filter((name) => !sampled.has(name)),
    [],
  );
});

test('a protocol on any port is never taken for another, whatever port it came to', () => {
  for (const sample of samples) {
    const bytes = bytesOf(sample.hex);
    for (const dissector of dissectors.filter((one) => one.anyPort === true && one.name !== protocolOf(sample)))
      assert.equal(dissector.recognises(bytes, 0, bytes.length), false, `${sample.operation} taken for ${dissector.name}`);
  }
});

test('no protocol recognises a run of zeros, of ones, or of plain words', () => {
  const noise = ['00'.repeat(64), 'ff'.repeat(64), hexOf('the quick brown fox jumps over the lazy dog and runs away')].map(bytesOf);
  for (const bytes of noise) {
    const taken = dissectors.filter((one) => one.name !== 'telnet' && one.name !== 'profinet-rt' && one.recognises(bytes, 0, bytes.length));
    assert.deepEqual(
      taken.map((one) => one.name),
      [],
    );
  }
});

const ours = dissectors.filter((one) => !['modbus', 'enip', 'cotp', 'cip-io'].includes(one.name));

test('any bytes: nothing throws, lengths are sane, reading stays inside the unit', () => {
  const startOf = fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.constantFrom(...samples.map((sample) => bytesOf(sample.hex))));
  fc.assert(
    fc.property(startOf, fc.uint8Array({ maxLength: 300 }), fc.nat(40), (head, tail, cut) => {
      const bytes = Uint8Array.from([...head.subarray(0, Math.max(0, head.length - cut)), ...tail]);
      for (const dissector of ours) {
        dissector.recognises(bytes, 0, bytes.length);
        const length = dissector.unitLength?.(bytes, 0, bytes.length) ?? 0;
        assert.ok(Number.isInteger(length) && length >= -1 && length <= 1 << 21, `${dissector.name}: ${length}`);
        const said = replayBytes(dissector, [{ from: 'client', bytes }]);
        assert.ok(said.operations.length <= 1 && said.identities.length < 1000);
      }
    }),
    { numRuns: 300 },
  );
});

test('a unit cut anywhere is a fault or less, never an invention', () => {
  for (const dissector of ours) {
    const reader = new ByteReader();
    for (const sample of samples.filter((one) => protocolOf(one) === dissector.name)) {
      const bytes = bytesOf(sample.hex);
      for (let end = 0; end < bytes.length; end++) {
        reader.reset(bytes, 0, end);
        assert.ok(replayBytes(dissector, [{ from: 'client', bytes: bytes.subarray(0, end) }]).operations.length <= 1);
      }
    }
  }
});
