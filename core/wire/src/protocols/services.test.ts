// Services of computers and network gear: SNMP, HTTP, SSDP, TLS, SSH, RDP, SMB, OPC UA.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dissector } from '../dissector.ts';
import { bytesOf, hexOf, replay } from '../../test/replay.ts';
import { http, ssdp } from './http.ts';
import { opcua } from './opcua.ts';
import { rdp } from './rdp.ts';
import { smb } from './smb.ts';
import { snmp } from './snmp.ts';
import { ssh } from './ssh.ts';
import { tls } from './tls.ts';

const client = (hex: string) => [{ from: 'client' as const, hex }];
const server = (hex: string) => [{ from: 'server' as const, hex }];
const recognises = (dissector: Dissector, hex: string) => dissector.recognises(bytesOf(hex), 0, bytesOf(hex).length);
const length = (dissector: Dissector, hex: string) => dissector.unitLength!(bytesOf(hex), 0, bytesOf(hex).length);

const ber = (tag: string, content: string) => {
  const size = content.replaceAll(' ', '').length / 2;
  return `${tag}${size < 128 ? size.toString(16).padStart(2, '0') : `82${size.toString(16).padStart(4, '0')}`}${content}`;
};
const community = ber('04', hexOf('s3cret'));
const snmpMessage = (pdu: string, bindings: string, error = '00') =>
  ber('30', `020101${community}${ber(pdu, `0204000000010201${error}020100${ber('30', bindings)}`)}`);
const binding = (oid: string, value: string) => ber('30', ber('06', oid) + value);

test('an SNMP answer tells system, name, place and maker, and never the community', () => {
  const bindings =
    binding('2b06010201010100', ber('04', hexOf('FortiGate-100F v7.2.8,build1639'))) +
    binding('2b06010201010200', ber('06', '2b06010401e044650103e8')) +
    binding('2b06010201010500', ber('04', hexOf('FW-OT-01'))) +
    binding('2b06010201010600', ber('04', hexOf('Hall 2')));
  const said = replay(snmp, server(snmpMessage('a2', bindings)));
  assert.deepEqual(said.operations, ['snmp.2 diagnose response']);
  assert.deepEqual(said.identities, [
    'sender description=FortiGate-100F v7.2.8,build1639',
    'sender model=FortiGate-100F',
    'sender firmware=v7.2.8',
    'sender vendor=Fortinet',
    'sender vendor=Fortinet',
    'sender name=FW-OT-01',
    'sender location=Hall 2',
  ]);
  assert.doesNotMatch(JSON.stringify(said), /s3cret/);
});

test('an SNMP set configures, a get only asks, an encrypted message is not read', () => {
  assert.deepEqual(replay(snmp, client(snmpMessage('a3', binding('2b06010201010500', ber('04', hexOf('x')))))).operations, [
    'snmp.3 configure request T0836',
  ]);
  assert.deepEqual(replay(snmp, client(snmpMessage('a0', binding('2b06010201010500', '0500')))).identities, []);
  const encrypted = ber(
    '30',
    `020103${ber('30', '0201010202100004010302 0103'.replaceAll(' ', ''))}${ber('04', '3000')}${ber('04', 'deadbeef')}`,
  );
  assert.deepEqual(replay(snmp, client(encrypted)).undecoded, ['snmp']);
});

test('HTTP is counted by method, and describes its server once a conversation', () => {
  const answer = hexOf('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nserver: Microsoft-IIS/10.0\r\nSet-Cookie: id=geheim\r\n\r\n<html>');
  const said = replay(http, [
    ...client(hexOf('GET /login?password=geheim HTTP/1.1\r\nAuthorization: Basic Z2VoZWlt\r\n\r\n')),
    ...server(answer),
    ...server(answer),
  ]);
  assert.deepEqual(said.operations, ['http.GET read request', 'http.response other response', 'http.response other response']);
  assert.deepEqual(said.identities, ['sender description=Microsoft-IIS/10.0', 'sender operating_system=Windows']);
  assert.doesNotMatch(JSON.stringify(said), /geheim/);
  assert.deepEqual(replay(http, server(hexOf('HTTP/1.1 404 Not Found\r\n\r\n'))).operations, ['http.response other response error']);
  assert.equal(recognises(http, hexOf('GETTING started')), false);
});

test('SSDP notes what a device says it runs', () => {
  const said = replay(
    ssdp,
    client(hexOf('NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nSERVER: Linux/4.9 UPnP/1.0 AXIS/1.0\r\n\r\n')),
  );
  assert.deepEqual(said.operations, ['ssdp.NOTIFY identify request']);
  assert.deepEqual(said.identities, ['sender description=Linux/4.9 UPnP/1.0 AXIS/1.0', 'sender operating_system=Linux']);
});

test('TLS is read while it is in the clear; what is encrypted is counted as not read', () => {
  const hello = `16 0301 0020 01 00001c 0303 ${'00'.repeat(26)}`;
  const said = replay(tls, [
    ...client(hello),
    ...client('17 0303 0004 deadbeef'),
    ...client('16 0303 0004 9c8d7e6f'),
    ...server('15 0303 0002 02 28'),
  ]);
  assert.deepEqual(said.operations, ['tls.handshake.1 session request', 'tls.21 session response error']);
  assert.deepEqual(said.undecoded, ['tls', 'tls']);
  assert.equal(length(tls, hello), 37);
  assert.equal(length(tls, '16 03'), 0);
  assert.equal(length(tls, '16 0301 7fff 00'), -1);
});

test('SSH tells its software in its first line', () => {
  const said = replay(ssh, server(hexOf('SSH-2.0-OpenSSH_8.4p1 Debian-5\r\n')));
  assert.deepEqual(said.operations, ['ssh.identification session response']);
  assert.deepEqual(said.identities, ['sender description=SSH-2.0-OpenSSH_8.4p1 Debian-5', 'sender operating_system=Debian']);
});

test('RDP counts its connection and keeps no user name', () => {
  const connect = `0300002b 26 e0 0000 0000 00 ${hexOf('Cookie: mstshash=geheim\r\n')} 0100080003000000`;
  const said = replay(rdp, [
    ...client(connect),
    ...server('03000013 0e d0 0000 1234 00 0200080002000000'),
    ...client('17 0303 0004 deadbeef'),
  ]);
  assert.deepEqual(said.operations, ['rdp.224 session request', 'rdp.208 session response']);
  assert.deepEqual(said.undecoded, ['rdp']);
  assert.doesNotMatch(JSON.stringify(said), /geheim/);
  assert.equal(length(rdp, '44 80 c8 00 00'), 200);
});

test('SMB is counted by command and version', () => {
  const smb1 = '00000023 ff534d42 72 00000000 18 0128 0000 0000000000000000 0000 0000 0001 0000 0000 00';
  const smb2 = `00000040 fe534d42 4000 0000 16000 0c0`.replaceAll(' ', '');
  const answer = `00000040 fe534d42 4000 0000 220000c0 0500 0100 01000000 ${'00'.repeat(44)}`;
  const said = replay(smb, [...client(smb1), ...server(answer)]);
  assert.deepEqual(said.operations, ['smb.smb1.114 session request', 'smb.smb2.5 other response error']);
  assert.equal(length(smb, smb2), 68);
  assert.equal(recognises(smb, '00000004 deadbeef'), false);
});

const opcuaMessage = (type: string, body: string) => {
  const size = 8 + body.replaceAll(' ', '').length / 2;
  return hexOf(`${type}F`) + size.toString(16).padStart(2, '0') + '000000' + body;
};

test('OPC UA transport messages are counted, and a hello tells the host it was sent to', () => {
  const url = 'opc.tcp://line1-server:4840/';
  const hello = opcuaMessage('HEL', `${'00'.repeat(20)}${url.length.toString(16)}000000${hexOf(url)}`);
  const said = replay(opcua, [
    ...client(hello),
    ...server(opcuaMessage('ACK', '00'.repeat(20))),
    ...client(opcuaMessage('MSG', '00'.repeat(20))),
    ...server(opcuaMessage('ERR', '00007d80 ffffffff')),
  ]);
  assert.deepEqual(said.operations, [
    'opcua.transport.HEL session request',
    'opcua.transport.ACK session response',
    'opcua.transport.MSG other request',
    'opcua.transport.ERR session response error',
  ]);
  assert.deepEqual(said.identities, ['receiver name=line1-server']);
  assert.equal(length(opcua, hexOf('MSGF') + '00000100'), 0x10000);
  assert.equal(length(opcua, hexOf('MSGF') + '00000001'), -1, '16 MiB is no unit');
  assert.equal(recognises(opcua, hexOf('MSGX') + '10000000'), false);
});
