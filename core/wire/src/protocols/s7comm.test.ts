// S7comm, COTP and S7comm-plus against hand-built units, and against any bytes at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOf, hexOf, replay, replayBytes } from '../../test/replay.ts';
import { cotp } from './cotp.ts';
import {
  client,
  componentIdentities,
  componentRecords,
  readSzl,
  s7commPlusVectors,
  s7commVectors,
  server,
  tpkt,
} from './s7comm.vectors.ts';

const vectors = [...s7commVectors, ...s7commPlusVectors];

for (const vector of vectors) {
  test(vector.name, () => {
    const said = replay(cotp, vector.units);
    assert.deepEqual(said.operations, vector.operations);
    assert.deepEqual(said.identities, vector.identities ?? []);
    assert.deepEqual(said.faults, []);
    assert.deepEqual(said.undecoded, []);
  });
}

test('every unit of the vectors is recognised and measured', () => {
  for (const { hex } of vectors.flatMap((vector) => vector.units)) {
    const bytes = bytesOf(hex);
    assert.equal(cotp.recognises(bytes, 0, bytes.length), true, hex);
    assert.equal(cotp.unitLength!(bytes, 0, bytes.length), bytes.length, hex);
  }
});

test('component identification reads the same wherever the answer is cut', () => {
  for (let room = 12; room < 330; room++) {
    const said = replay(cotp, readSzl('001c', 34, componentRecords, room));
    assert.deepEqual(said.identities, componentIdentities, `${room} bytes a PDU`);
    assert.deepEqual(said.faults, []);
  }
});

test('an answer that follows nothing is not read as the start of a list', () => {
  const middle = server(`32 07 0000 0600 000c 0014 000112 08 12 84 01 02 d5 00 0000 ff 09 0010 ${'41'.repeat(16)}`);
  assert.deepEqual(replay(cotp, [middle]).identities, []);
});

test('names what it counts', () => {
  const { names } = replay(cotp, [client('32 01 0000 0001 0001 0000 05'), ...readSzl('0011', 28, [])]);
  assert.deepEqual(names, ['write variable', 'CPU functions: read SZL (identification)', 'CPU functions: read SZL (identification)']);
});

test('leaves RDP alone, which speaks TPKT too', () => {
  const request = bytesOf(tpkt(`27 e0 0000 0000 00 ${hexOf('Cookie: mstshash=operator\r\n')} 0100080003000000`));
  const connectInitial = bytesOf(tpkt('02f080 7f658201'));
  assert.equal(cotp.recognises(request, 0, request.length), false);
  assert.equal(cotp.recognises(connectInitial, 0, connectInitial.length), false);
});

test('refuses a length below the shortest TPKT, and waits for one that is cut', () => {
  assert.equal(cotp.unitLength!(bytesOf('03000006'), 0, 4), -1);
  assert.equal(cotp.unitLength!(bytesOf('0300'), 0, 2), 0);
  assert.equal(cotp.unitLength!(bytesOf('0400'), 0, 2), -1);
});

test('a job cut after its function is counted, and the fault names what is missing', () => {
  const said = replay(cotp, [client('32 01 0000 0002 000e 0000 04 01 12 0a')]);
  assert.deepEqual(said.operations, ['s7comm.4 read request']);
  assert.deepEqual(said.faults, ['truncated at 18: parameters and data']);
});

test('a header cut short is counted as not decoded', () => {
  assert.deepEqual(replay(cotp, [client('32 01 0000')]).undecoded, ['s7comm']);
  assert.deepEqual(replay(cotp, [{ from: 'client', hex: '03000007' }]).undecoded, ['cotp']);
});

test('S7comm-plus inside TLS is recognised and not decoded, as is a later part of a cut PDU', () => {
  const said = replay(cotp, [client('17 03 03 0010 00112233445566778899aabbccddeeff'), server('72 02 000c d8be52277b862b4d74edda47')]);
  assert.deepEqual(said.undecoded, ['s7comm-plus', 's7comm-plus']);
  assert.deepEqual(said.operations, []);
});

test('any bytes are read without a throw, and a unit says at most one operation', () => {
  const unit = fc.record({ from: fc.constantFrom('client' as const, 'server' as const), bytes: fc.uint8Array({ maxLength: 300 }) });
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 6 }), (units) => {
      const said = replayBytes(cotp, units);
      assert.ok(said.operations.length + said.undecoded.length <= units.length);
    }),
  );
});

test('a unit of the vectors with any byte changed and cut anywhere is read without a throw', () => {
  const known = vectors.flatMap((vector) => vector.units).map((unit) => ({ from: unit.from, bytes: bytesOf(unit.hex) }));
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
      const said = replayBytes(cotp, units);
      assert.ok(said.operations.length + said.undecoded.length <= units.length);
    }),
    { numRuns: 500 },
  );
});

test('says of units that come again what decoding them anew says, whatever changed in them', () => {
  const messages = [
    '32 01 0000 0001 000e 0000 04 01 12 0a 10 02 0004 0001 84 000000',
    '32 01 0000 0001 000e 0000 04 01 12 0a 10 02 0004 0002 84 000000',
    '32 01 0000 0001 000e 0008 05 01 12 0a 10 02 0004 0001 84 000000 00 04 0020 01020304',
    '32 03 0000 0001 0002 0008 0000 04 01 ff 04 0020 01020304',
    '32 03 0000 0001 0002 0009 0000 04 02 ff 03 0001 01 00 0a 00 0000',
    '32 03 0000 0001 0002 0001 0000 05 01 ff',
    '32 03 0000 0001 0002 0002 0000 05 02 ff 0a',
    '32 02 0000 0001 0000 0000 0000',
    '32 01 0000 0001 0008 0000 f0 00 0001 0001 01e0',
    '32 03 0000 0001 0008 0000 0000 f0 00 0001 0001 01e0',
    '32 07 0000 0001 0008 0008 000112 04 11 44 01 00 ff 09 0004 0011 0000',
  ].map((hex) => bytesOf(client(hex).hex));
  const sent = fc.record({
    from: fc.constantFrom('client' as const, 'server' as const),
    which: fc.nat({ max: messages.length - 1 }),
    reference: fc.nat({ max: 2 }),
    at: fc.option(fc.nat(), { freq: 4 }),
    to: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(1, 3, 4, 5, 0x32, 0xf0, 0xff)),
  });
  fc.assert(
    fc.property(fc.array(sent, { minLength: 10, maxLength: 80 }), (list) => {
      const units = list.map(({ from, which, reference, at, to }) => {
        const bytes = messages[which]!.slice();
        bytes[12] = reference;
        if (at !== null) bytes[at % bytes.length] = to;
        return { from, bytes };
      });
      assert.deepEqual(replayBytes(cotp, units), replayBytes(cotp, units, false));
    }),
    { numRuns: 1000 },
  );
});

test('a job names the areas and blocks it touches', () => {
  const elementsOf = (message: string) => replay(cotp, [client(message)]).elements;
  const item = (number: string, area: string) => `12 0a 10 02 0004 ${number} ${area} 000000`;
  assert.deepEqual(elementsOf(`32 01 0000 0001 0026 0000 04 03 ${item('0001', '84')} ${item('0000', '83')} ${item('0007', '81')}`), [
    's7comm db 1 read',
    's7comm m  read',
    's7comm i  read',
  ]);
  assert.deepEqual(elementsOf(`32 01 0000 0001 000e 0005 05 01 ${item('000a', '84')} 00 04 0008 01`), ['s7comm db 10 write']);
  assert.deepEqual(elementsOf('32 01 0000 0001 0010 0000 04 01 12 0c b0 02 10 0004 0000 08 000c 0002'), [
    's7comm db 4 read',
    's7comm db 12 read',
  ]);
  const download = `32 01 0000 0001 0012 0000 1a 00 0100 0000 0000 09 ${hexOf('_0800001P')}`;
  assert.deepEqual(elementsOf(download), ['s7comm block:OB 1 program']);
  assert.deepEqual(elementsOf(`32 01 0000 0001 0012 0000 1d 00 0000 0000 0000 09 ${hexOf('_0E00042A')}`), ['s7comm block:FB 42 program']);
});
