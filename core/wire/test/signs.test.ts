// What is worth a look: passwords in the clear without the password, old versions, contested addresses; once for each pair of ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smb } from '../src/protocols/smb.ts';
import { snmp } from '../src/protocols/snmp.ts';
import { http } from '../src/protocols/http.ts';
import { tls } from '../src/protocols/tls.ts';
import { officeProtocols } from '../src/protocols/recognised-office.ts';
import { bytes, ethernet, ipv4, pcap, tcp, type Packet } from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';
import { planByChance, reportOfOne, reportOfShares } from './inspect-shares.ts';
import { hexOf, replay } from './replay.ts';

const named = (name: string) => officeProtocols.find((one) => one.name === name)!;
const client = (hex: string) => ({ from: 'client' as const, hex });
const server = (hex: string) => ({ from: 'server' as const, hex });

test('a password in the clear is a sign, and is kept nowhere', () => {
  const secret = 'hunter2secret';
  const told = [
    replay(named('ftp'), [client(hexOf('USER line1\r\n')), client(hexOf(`PASS ${secret}\r\n`))]),
    replay(http, [client(hexOf(`GET / HTTP/1.1\r\nHost: plc\r\nAUTHORIZATION: basic ${secret}\r\n\r\n`))]),
    replay(named('telnet'), [server(hexOf('login: ')), server(hexOf('Password: ')), client(hexOf(`${secret}\r\n`))]),
  ];
  assert.deepEqual(
    told.map((said) => said.signs),
    [['cleartext_credentials password'], ['cleartext_credentials basic'], ['cleartext_credentials prompt']],
  );
  assert.ok(!JSON.stringify(told).includes(secret));
});

test('no sign without a password: a page, a digest, a body that looks like a header', () => {
  for (const text of [
    'GET / HTTP/1.1\r\nHost: plc\r\n\r\n',
    'GET / HTTP/1.1\r\nAuthorization: Digest username="a"\r\n\r\n',
    'POST / HTTP/1.1\r\n\r\n\nAuthorization: Basic eA==\r\n',
  ])
    assert.deepEqual(replay(http, [client(hexOf(text))]).signs, [], text);
  assert.deepEqual(replay(named('ftp'), [client(hexOf('USER anonymous\r\n')), server(hexOf('331 PASS please\r\n'))]).signs, []);
  assert.deepEqual(replay(named('telnet'), [client(hexOf('password:'))]).signs, []);
});

test('the version a server chose is told when it is an old one', () => {
  const hello = (version: string) => [server(`16 0303 0026 02 000022 ${version} ${'ab'.repeat(32)}`)];
  assert.deepEqual(
    ['0300', '0301', '0302', '0303'].map((version) => replay(tls, hello(version)).signs),
    [['old_tls SSL 3.0'], ['old_tls TLS 1.0'], ['old_tls TLS 1.1'], []],
  );
  assert.deepEqual(replay(tls, [client(`16 0301 0026 01 000022 0301 ${'ab'.repeat(32)}`)]).signs, []);
});

test('SMB version 1 is a sign once it is spoken, not when it is only offered', () => {
  const message = (command: string, flags: string) => `00000020 ff534d42 ${command} 00000000 ${flags} ${'00'.repeat(22)}`;
  assert.deepEqual(replay(smb, [client(message('72', '18'))]).signs, []);
  assert.deepEqual(replay(smb, [server(message('72', '98'))]).signs, ['smb1 ']);
  assert.deepEqual(replay(smb, [client(message('73', '18'))]).signs, ['smb1 ']);
  assert.deepEqual(replay(smb, [client(`00000040 fe534d42 4000 0000 00000000 0000 0000 00000000 ${'00'.repeat(44)}`)]).signs, []);
});

test('SNMP with a community tells its version and never the community', () => {
  const get = (version: string) =>
    `3029 0201${version} 0406 ${hexOf('secret')} a01c 0204 00000001 020100 020100 300e 300c 0608 2b06010201010100 0500`;
  const said = [replay(snmp, [client(get('00'))]), replay(snmp, [client(get('01'))])];
  assert.deepEqual(
    said.map((one) => one.signs),
    [['snmp_community v1'], ['snmp_community v2c']],
  );
  assert.ok(!JSON.stringify(said).includes('secret'));
});

const arpFrame = (mac: number, ip: number, at: number): Packet => {
  const own = [2, 0, 0, 0, 0, mac];
  const frame = ethernet(bytes([0, 1, 8, 0, 6, 4, 0, 2], own, [10, 0, 0, ip], [2, 0, 0, 0, 0, 99], [10, 0, 0, 99]), 0x0806);
  frame.set([2, 0, 0, 0, 0, 99, ...own]);
  return { data: frame, micros: 1e15 + at };
};

test('an address that two MACs go on claiming is a duplicate; one that goes over has changed', () => {
  const packets = [
    arpFrame(1, 10, 0),
    arpFrame(2, 10, 5),
    arpFrame(1, 10, 9),
    arpFrame(3, 11, 10),
    arpFrame(3, 11, 12),
    arpFrame(4, 11, 20),
    arpFrame(5, 12, 30),
  ];
  const { signs } = inspectBytes(pcap(packets)).report;
  assert.deepEqual(
    signs.map(({ kind, client: later, server: address, detail, frame }) => [kind, later, address, detail, frame]),
    [
      ['duplicate_address', '02:00:00:00:00:02', '10.0.0.10', '02:00:00:00:00:01', 2],
      ['mac_changed', '02:00:00:00:00:04', '10.0.0.11', '02:00:00:00:00:03', 6],
    ],
  );
});

const ftpFrames = (): Packet[] =>
  Array.from({ length: 6 }, (_, at) => {
    const line = new TextEncoder().encode('PASS x\r\n');
    const ends = { source: [10, 0, 0, 1 + (at % 2)], target: [10, 0, 0, 9] };
    const data = ethernet(ipv4(tcp(line, 100 + at * 8, { from: 50000 + at, to: 21, flags: 0x18, ack: 1 }), 6, ends), 0x0800);
    return { data, micros: 1e15 + at };
  });

test('a sign is told once for each pair of ends, with how often and where first, the same from one engine and from several', () => {
  const content = pcap([...ftpFrames(), arpFrame(1, 10, 10), arpFrame(2, 10, 11)]);
  const { signs } = inspectBytes(content).report;
  assert.deepEqual(
    signs.map((one) => [one.kind, one.client, one.count, one.frame]),
    [
      ['cleartext_credentials', '10.0.0.1', 3, 1],
      ['cleartext_credentials', '10.0.0.2', 3, 2],
      ['mac_changed', '02:00:00:00:00:02', 1, 8],
    ],
  );
  const captures = [{ name: 'a', content }];
  for (let seed = 1; seed < 6; seed++) assert.equal(reportOfShares(captures, planByChance(seed, 3)), reportOfOne(captures));
  const { report } = inspectBytes(content, [], { limits: { observations: 1 } });
  assert.ok(report.signs_folded > 0);
});
