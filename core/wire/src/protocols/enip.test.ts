// EtherNet/IP, CIP and CIP I/O against hand-built units, hostile packets, and any bytes at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteReader } from '../byte-reader.ts';
import { bytesOf, replay, replayBytes } from '../../test/replay.ts';
import { cipIo } from './cip-io.ts';
import { emptyPath, readPath } from './cip-path.ts';
import { enip } from './enip.ts';
import { client, connected, encapsulate, enipVectors, packed, packet, packetAnswer, request, server, unconnected } from './enip.vectors.ts';

for (const vector of enipVectors) {
  test(vector.name, () => {
    const said = replay(enip, vector.units);
    assert.deepEqual(said.operations, vector.operations);
    assert.deepEqual(said.identities, vector.identities ?? []);
    assert.deepEqual(said.faults, []);
    assert.deepEqual(said.undecoded, []);
  });
}

test('every unit of the vectors is recognised and measured', () => {
  for (const { hex } of enipVectors.flatMap((vector) => vector.units)) {
    const bytes = bytesOf(hex);
    assert.equal(enip.recognises(bytes, 0, bytes.length), true, hex);
    assert.equal(enip.unitLength!(bytes, 0, bytes.length), bytes.length, hex);
  }
});

test('zeros and unknown commands are not EtherNet/IP', () => {
  assert.equal(enip.recognises(new Uint8Array(64), 0, 64), false);
  assert.equal(enip.unitLength!(bytesOf('ffff0000'), 0, 4), -1);
  assert.equal(enip.unitLength!(bytesOf('6f00'), 0, 2), 0);
  const wrongOptions = bytesOf(encapsulate(0x65, '01000000'));
  wrongOptions[20] = 1;
  assert.equal(enip.recognises(wrongOptions, 0, wrongOptions.length), false);
  assert.equal(enip.unitLength!(wrongOptions, 0, wrongOptions.length), -1);
});

test('names a service with its class, and one without by its number', () => {
  const said = replay(enip, [
    client(unconnected(request('01', '2001 2401'))),
    client(unconnected(request('06', '208e 2401'))),
    client(unconnected(request('4f', '206a 2401'))),
  ]);
  assert.deepEqual(said.names, [
    'Send RR Data',
    'Identity: Get Attributes All',
    'Send RR Data',
    'Logix controller: Start',
    'Send RR Data',
    'Logix class 0x6a: service 0x4f',
  ]);
});

test('reads a path of every kind of segment', () => {
  const segments: [string, Partial<ReturnType<typeof emptyPath>>][] = [
    ['2001 2401 3007', { cipClass: 1, instance: 1, attribute: 7 }],
    ['2100 1a03 2500 0201 3100 0500', { cipClass: 0x31a, instance: 0x102, attribute: 5 }],
    ['2200 01000000 2600 ffff0000', { cipClass: 1, instance: 0xffff }],
    ['34 04 0100 0e00 3600 1014 0105 2002 2401', { cipClass: 2, instance: 1, slot: 5, hops: 1 }],
    ['12 0c 3139322e3136382e312e3130', { slot: -1, hops: 1 }],
    ['0f 02 1200', { slot: -1, hops: 1 }],
    ['91 05 5370656564 00 2803', { symbolic: true }],
    ['63 616263', { symbolic: true }],
    ['43 05 80 02 01020304 2004', { cipClass: 4 }],
    ['208e 2401 2074 2402', { cipClass: 0x74, instance: 2 }],
  ];
  for (const [hex, expected] of segments) {
    const bytes = bytesOf(hex);
    const reader = new ByteReader();
    const path = emptyPath();
    reader.reset(bytes, 0, bytes.length);
    readPath(reader, bytes.length / 2, path);
    assert.deepEqual(path, { ...emptyPath(), ...expected }, hex);
    assert.equal(reader.fault, null, hex);
  }
});

test('a path longer than its unit, and a reserved segment, are faults with a place', () => {
  assert.deepEqual(replay(enip, [client(unconnected('01 7f 2001 2401'))]).faults, ['truncated at 46: path segment']);
  assert.deepEqual(replay(enip, [client(unconnected('01 01 e000'))]).faults, ['invalid at 43: path segment']);
});

test('follows packets in packets only so deep', () => {
  let message = request('01', '2001 2401');
  for (let depth = 0; depth < 8; depth++) message = packet([message]);
  const said = replay(enip, [client(unconnected(message))]);
  assert.deepEqual(said.faults, ['invalid at 86: packets nested too deep']);
  assert.equal(said.operations.filter((operation) => operation.startsWith('cip.10 ')).length, 5);
});

test('offsets that turn back are refused, so overlapping packets cannot multiply', () => {
  const inner = request('01', '2001 2401');
  const overlapping = `0a02 20022401 0300 0800 0800 0800 ${inner}`;
  const said = replay(enip, [client(unconnected(overlapping))]);
  assert.equal(said.operations.filter((operation) => operation.startsWith('cip.1 ')).length <= 1, true);
  assert.deepEqual(replay(enip, [client(unconnected(`0a02 20022401 0200 0a00 0600 ${inner}`))]).faults, ['invalid at 52: message offset']);
});

test('answers whose request was not seen are classed by the service alone', () => {
  const said = replay(enip, [server(connected(packetAnswer(['cc 00 00 00', 'ce 00 00 00', '81 00 00 00'])))]);
  assert.deepEqual(said.operations.slice(1), [
    'cip.10 other response',
    'cip.76 read response',
    'cip.78 other response',
    'cip.1 diagnose response',
  ]);
  assert.deepEqual(said.identities, []);
});

test('an answer of another service than was asked says nothing about identity', () => {
  const said = replay(enip, [client(unconnected(request('0e', '2001 2401 3007'))), server(unconnected(`81 00 00 00 ${'41'.repeat(30)}`))]);
  assert.deepEqual(said.identities, []);
});

test('two hundred equal reads in one packet take one place in memory', () => {
  const reads = Array.from({ length: 200 }, () => request('4c', '20722401'));
  const answers = Array.from({ length: 200 }, () => 'cc000000');
  const kept = client(unconnected(request('01', '2001 2401'), 99));
  const said = replay(enip, [
    kept,
    client(connected(packet(reads))),
    server(connected(packetAnswer(answers))),
    server(unconnected(`81 00 00 00 ${'00'.repeat(15)}`, 99)),
  ]);
  assert.deepEqual(
    said.names.slice(-202, -2),
    Array.from({ length: 200 }, () => 'Logix class 0x72: service 0x4c'),
  );
  assert.equal(said.names.at(-1), 'Identity: Get Attributes All');
});

test('a unit whose length lies is counted, with a fault', () => {
  const said = replay(enip, [client('6f00ff0000000000000000000000000000000000000000000000')]);
  assert.deepEqual(said.operations, ['enip.111 other request']);
  assert.deepEqual(said.faults, ['truncated at 24: data']);
});

test('cyclic I/O is one unsolicited code', () => {
  const hex = '0200 0280 0800 01000000 02000000 b100 0400 01000000';
  const bytes = bytesOf(hex);
  assert.equal(cipIo.recognises(bytes, 0, bytes.length), true);
  assert.deepEqual(replay(cipIo, [server(hex)]).operations, ['cip-io.0 other unsolicited']);
  const wrong = '0200 0280 0400 01000000 b100 0000';
  assert.equal(cipIo.recognises(bytesOf(wrong), 0, bytesOf(wrong).length), false);
});

const side = fc.constantFrom('client' as const, 'server' as const);

test('any bytes are read without a throw', () => {
  const unit = fc.record({ from: side, bytes: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(fc.property(fc.array(unit, { maxLength: 6 }), (units) => (replayBytes(enip, units), replayBytes(cipIo, units), true)));
});

test('any packet of services says at most one operation for every two bytes', () => {
  const words = fc.array(fc.integer({ min: 0, max: 0x40 }), { maxLength: 120 });
  fc.assert(
    fc.property(side, words, (from, offsets) => {
      const body = offsets.map((offset) => `${offset.toString(16).padStart(2, '0')}00`).join('');
      const message = from === 'client' ? `0a0220022401${body}` : `8a000000${body}`;
      const { operations } = replay(enip, [{ from, hex: connected(message) }]);
      assert.ok(operations.length <= 2 + offsets.length);
    }),
    { numRuns: 300 },
  );
});

test('a unit of the vectors with any byte changed and cut anywhere is read without a throw', () => {
  const known = enipVectors.flatMap((vector) => vector.units).map((unit) => ({ from: unit.from, bytes: bytesOf(unit.hex) }));
  const changes = fc.array(fc.record({ which: fc.nat(), at: fc.nat(), to: fc.integer({ min: 0, max: 255 }), cut: fc.nat() }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(changes, (list) => {
      const units = list.map(({ which, at, to, cut }) => {
        const { from, bytes } = known[which % known.length]!;
        const changed = bytes.slice();
        changed[at % bytes.length] = to;
        return { from, bytes: cut % 3 === 0 ? changed.subarray(0, cut % bytes.length) : changed };
      });
      replayBytes(enip, units);
    }),
    { numRuns: 500 },
  );
});

test('says of units that come again what decoding them anew says, whatever changed in them', () => {
  const tag = request('4c', '9108 4f45455f476f6f64', '0100');
  const messages = [
    packet([tag, tag]),
    packetAnswer(['cc000000 c400 00000000', 'cc000000 c400 01000000']),
    packetAnswer(['cc000000 c400 00000000', 'cc000500']),
    tag,
    'cc000000 c400 00000000',
    request('4d', '9105 5370656564 00', 'c400 0100 01000000'),
    'cd000000',
    request('0e', '2001 2401 3007'),
    `8e000000 0e${'41'.repeat(14)}`,
    request('4b', '2067 2401', '07 0100 00000000 0f00 0100 a2'),
  ];
  const sent = fc.record({
    from: side,
    which: fc.nat({ max: messages.length - 1 }),
    sequence: fc.nat({ max: 2 }),
    at: fc.option(fc.nat(), { freq: 4 }),
    to: fc.nat({ max: 255 }),
  });
  fc.assert(
    fc.property(fc.array(sent, { minLength: 10, maxLength: 80 }), (list) => {
      const units = list.map(({ from, which, sequence, at, to }) => {
        const bytes = bytesOf(connected(messages[which]!, sequence));
        if (at !== null) bytes[at % bytes.length] = to;
        return { from, bytes };
      });
      assert.deepEqual(replayBytes(enip, units), replayBytes(enip, units, false));
    }),
    { numRuns: 500 },
  );
});

test('packs what it unpacks', () => {
  assert.equal(packed(['0102', '03']), '0200' + '0600' + '0800' + '010203');
});
