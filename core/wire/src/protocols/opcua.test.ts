// OPC UA services: what is asked for, by node id, in clear, signed, cut and encrypted messages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hexOf, replay, replayBytes, type Unit } from '../../test/replay.ts';
import { opcua } from './opcua.ts';
import { services } from './opcua-services.ts';

const le32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer).toString('hex');
const text = (value: string | null) => (value === null ? 'ffffffff' : le32(value.length) + hexOf(value));
const node = (id: number) => `0100${le32(id).slice(0, 4)}`;
const message = (type: string, body: string) => hexOf(type) + le32(8 + body.length / 2) + body;
const policy = (name: string) => `http://opcfoundation.org/UA/SecurityPolicy#${name}`;
const open = (name: string, id: number) =>
  message('OPNF', le32(0) + text(policy(name)) + text(null).repeat(2) + le32(1) + le32(1) + node(id));
const chunk = (type: string, request: number, body: string) => message(type, le32(7) + le32(1) + le32(request) + le32(request) + body);
const ask = (request: number, id: number) => chunk('MSGF', request, node(id) + '00'.repeat(20));
/** Timestamp, request handle, service result. */
const answer = (request: number, id: number, result = 0) => chunk('MSGF', request, node(id) + '00'.repeat(12) + le32(result));

const units = (...hexes: string[]): Unit[] => hexes.map((hex, at) => ({ from: at % 2 === 0 ? 'client' : 'server', hex }));
const servicesOf = (said: { operations: string[] }) => said.operations.filter((operation) => !operation.includes('transport'));

test('counts the service beside the message that carries it, and says what it does', () => {
  const said = replay(opcua, units(open('None', 446), open('None', 449), ask(2, 631), answer(2, 634), ask(3, 673), answer(3, 676)));
  assert.deepEqual(said.operations, [
    'opcua.transport.OPN session request',
    'opcua.446 session request',
    'opcua.transport.OPN session response',
    'opcua.449 session response',
    'opcua.transport.MSG other request',
    'opcua.631 read request',
    'opcua.transport.MSG other response',
    'opcua.634 read response',
    'opcua.transport.MSG other request',
    'opcua.673 write request T0855',
    'opcua.transport.MSG other response',
    'opcua.676 write response',
  ]);
  assert.deepEqual(said.undecoded, []);
});

test('writing, calling a method and changing the nodes of a server are told apart from reading', () => {
  const said = replay(opcua, units(ask(1, 712), answer(1, 715), ask(2, 488), answer(2, 491), ask(3, 527), answer(3, 530)));
  assert.deepEqual(
    servicesOf(said).filter((operation) => operation.includes('request')),
    ['opcua.712 write request T0855', 'opcua.488 configure request T0836', 'opcua.527 read request'],
  );
});

test('an answer with a bad result and a service fault are errors', () => {
  const said = replay(opcua, units(ask(1, 673), answer(1, 676, 0x80370000), ask(2, 631), answer(2, 397)));
  assert.deepEqual(servicesOf(said), [
    'opcua.673 write request T0855',
    'opcua.676 write response error',
    'opcua.631 read request',
    'opcua.397 other response error',
  ]);
});

test('a message in several chunks is one service', () => {
  const cut: Unit[] = [
    { from: 'client', hex: ask(4, 631) },
    { from: 'server', hex: chunk('MSGC', 4, node(634) + '00'.repeat(16)) },
    { from: 'server', hex: chunk('MSGC', 4, node(673)) },
    { from: 'server', hex: chunk('MSGF', 4, node(673)) },
    { from: 'client', hex: ask(5, 631) },
  ];
  const said = replay(opcua, cut);
  assert.deepEqual(servicesOf(said), ['opcua.631 read request', 'opcua.634 read response', 'opcua.631 read request']);
  assert.deepEqual(said.undecoded, []);
});

test('what is encrypted is counted as a message and as not read; what is only signed is read', () => {
  const secret = chunk('MSGF', 1, '8d41f0c3771b20aa93');
  const said = replay(opcua, units(open('Basic256Sha256', 0x9999), secret, ask(2, 631)));
  assert.deepEqual(said.operations, [
    'opcua.transport.OPN session request',
    'opcua.transport.MSG other response',
    'opcua.transport.MSG other request',
    'opcua.631 read request',
  ]);
  assert.deepEqual(said.undecoded, ['opcua', 'opcua']);
});

test('a service nobody published is counted by its number in a channel without security, and only there', () => {
  const clear = replay(opcua, units(open('None', 446), open('None', 449), ask(2, 4242)));
  assert.deepEqual(servicesOf(clear).at(-1), 'opcua.4242 other request');
  assert.deepEqual(servicesOf(replay(opcua, units(ask(2, 4242)))), []);
});

test('every service has an answer of the same class beside it', () => {
  for (const [id, { name, isResponse, operationClass }] of services) {
    if (isResponse) continue;
    const reply = [...services.values()].find((one) => one.name === `${name} response`);
    assert.deepEqual([reply?.isResponse, reply?.operationClass], [true, operationClass], `${id} ${name}`);
  }
});

test('any bytes are read without a throw', () => {
  const start = fc.constantFrom('OPNF', 'MSGF', 'MSGC', 'CLOF', 'HELF');
  fc.assert(
    fc.property(fc.array(fc.tuple(start, fc.uint8Array({ maxLength: 60 })), { maxLength: 6 }), (messages) => {
      const said = replayBytes(
        opcua,
        messages.map(([type, body]) => ({ from: 'client', bytes: Uint8Array.from([...Buffer.from(type), 0, 0, 0, 0, ...body]) })),
      );
      assert.equal(said.operations.filter((operation) => operation.includes('transport')).length, messages.length);
    }),
  );
});
