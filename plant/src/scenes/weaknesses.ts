// One weakness or oddity a scene, each with what an inspection must say of it.
import { ethernetHeader, makeLoad, SYN, RST, ACK, writeEthernet, writeTcp } from '../frames.ts';
import { deviceOf, devicesOf, ipText, macText } from '../plant.ts';
import type { Device } from '../plant.ts';
import { pack } from '../pack.ts';
import { exceptionResponse, readRequest, setTransaction } from '../protocols/modbus.ts';
import {
  arpClaim,
  basicRequest,
  ftpLines,
  oldClientHello,
  oldServerHello,
  smb1Message,
  snmpV1,
  telnetLines,
} from '../protocols/outdated.ts';
import { ARP, broadcast } from '../protocols/neighbours.ts';
import { httpResponse } from '../protocols/web.ts';
import { makeRandom } from '../random.ts';
import { spawn, vlanOf } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { noteSign } from '../tally.ts';
import { close, connect, exchange, makeSession, send } from '../tcp.ts';
import { countError, count } from './commands.ts';
import { macOf } from './cyclic-profinet.ts';
import { askUdp } from './talk.ts';

const second = 1_000_000;
const nothing = new Uint8Array(0);

/** Scenes by name: what happens `delayUs` after the capture's start. */
export const weaknesses = {
  ftp_login: (stage) => lines(stage, 'ews-tia-01', 'l1-filler-hmi', 21, 'ftp', '220 TP1200 ready\r\n', ftpLines, 'password'),
  telnet_login: (stage) => lines(stage, 'l2-ews', 'l2-coder', 23, 'telnet', 'L2-CODER login: ', telnetLines, 'prompt'),
  http_basic: (stage) => basic(stage, 'pc-instand-01', 'l2-coder'),
  smb1: (stage) => oldShare(stage, 'l2-ftview', 'srv-print-01'),
  ssl3: (stage) => oldTls(stage, 'ews-tia-01', 'l1-filler-hmi', 0x0300, 'SSL 3.0'),
  tls10: (stage) => oldTls(stage, 'ews-tia-01', 'l1-mixer-hmi', 0x0301, 'TLS 1.0'),
  snmp_v1: (stage) => askName(stage, 'ot-nms-01', 'sw-l2-1'),
  duplicate_address: (stage) => claims(stage, 'l2-coder', 'l2-ews', true),
  arp_takeover: (stage) => claims(stage, 'l2-ews', 'ut-boiler-plc', false),
  exception_burst: (stage) => refused(stage, 'scada-srv-b', 'ut-gateway', 400),
  port_scan: (stage) => scan(stage, 'pc-instand-02'),
} satisfies Record<string, (stage: Stage) => Act>;
export type WeaknessName = keyof typeof weaknesses | 'silent_device';

/** Puts one on stage. The silent device is asked on and on and answers nothing any more. */
export function stageWeakness(stage: Stage, name: WeaknessName, delayUs: number): void {
  if (name !== 'silent_device') return spawn(stage, weaknesses[name](stage), delayUs);
  const [device, asker] = [deviceOf(stage.plant, 'wt-flow-1'), deviceOf(stage.plant, 'wt-main-plc')];
  stage.silentFrom.set(device.key, delayUs);
  spawn(stage, tell(stage, 'silent_device', asker, device, 'modbus', ''), delayUs);
}

function* tell(stage: Stage, kind: string, client: Device, server: Device, protocol: string, detail: string, count_ = 1): Act {
  const ends = { client: ipText(client.ip), server: ipText(server.ip) };
  noteSign(stage.tally, { time_us: stage.wire.nowUs, kind, ...ends, protocol, detail, count: count_ });
  yield 0;
}

const pair = (stage: Stage, client: string, server: string): [Device, Device] => [
  deviceOf(stage.plant, client),
  deviceOf(stage.plant, server),
];
const options = { needed: false, scene: 'weakness' as const };

function* lines(
  stage: Stage,
  from: string,
  to: string,
  port: number,
  protocol: 'ftp' | 'telnet',
  greeting: string,
  turns: readonly (readonly [string, string])[],
  way: string,
): Act {
  const [client, server] = pair(stage, from, to);
  const session = makeSession(stage, client, server, port, protocol, options);
  yield* connect(session);
  send(session, true, pack(greeting));
  yield second;
  yield* tell(stage, 'cleartext_credentials', client, server, protocol, way);
  for (const [asked, answered] of turns) {
    yield* exchange(session, pack(asked), pack(answered));
    yield second;
  }
  yield* close(session);
}

function* basic(stage: Stage, from: string, to: string): Act {
  const [client, server] = pair(stage, from, to);
  const session = makeSession(stage, client, server, 80, 'http', options);
  yield* connect(session);
  yield* tell(stage, 'cleartext_credentials', client, server, 'http', 'basic');
  yield* exchange(session, basicRequest(ipText(server.ip)), httpResponse('NPort', '<html/>'));
  yield* close(session);
}

function* oldShare(stage: Stage, from: string, to: string): Act {
  const [client, server] = pair(stage, from, to);
  const session = makeSession(stage, client, server, 445, 'smb', options);
  yield* connect(session);
  yield* tell(stage, 'smb1', client, server, 'smb', '');
  for (const command of [0x72, 0x73, 0x75]) yield* exchange(session, smb1Message(command, false), smb1Message(command, true));
  yield* close(session);
}

function* oldTls(stage: Stage, from: string, to: string, version: number, detail: string): Act {
  const [client, server] = pair(stage, from, to);
  const random = makeRandom(stage.plant.seed, `${from} ${to} hello`).bytes(32);
  const session = makeSession(stage, client, server, 443, 'tls', options);
  yield* connect(session);
  yield* tell(stage, 'old_tls', client, server, 'tls', detail);
  yield* exchange(session, oldClientHello(version, random), oldServerHello(version, random));
  yield* close(session);
}

function* askName(stage: Stage, from: string, to: string): Act {
  const [client, server] = pair(stage, from, to);
  yield* tell(stage, 'snmp_community', client, server, 'snmp', 'v1');
  yield* askUdp({ stage, client, server, options }, 161, 'snmp', snmpV1(false, ''), snmpV1(true, server.name ?? ''));
}

/** A second machine says it has an address; its owner goes on saying so, or is not heard of it again. */
function* claims(stage: Stage, from: string, owner: string, goesOn: boolean): Act {
  const [thief, held] = pair(stage, from, owner);
  const say = (device: Device): void =>
    writeEthernet(
      stage.wire,
      ethernetHeader(broadcast, macOf(device), vlanOf(stage, held), ARP),
      makeLoad(),
      arpClaim(macOf(device), held.ip),
    );
  if (!goesOn) stage.silentFrom.set(held.key, stage.wire.nowUs);
  say(held);
  yield 2 * second;
  say(thief);
  noteSign(stage.tally, {
    time_us: stage.wire.nowUs,
    kind: goesOn ? 'duplicate_address' : 'mac_changed',
    client: macText(macOf(thief)),
    server: ipText(held.ip),
    protocol: 'arp',
    detail: macText(macOf(held)),
    count: 1,
  });
  for (let turn = 0; turn < 3; turn++) {
    yield 2 * second;
    say(goesOn && turn % 2 === 0 ? held : thief);
  }
}

function* refused(stage: Stage, from: string, to: string, times: number): Act {
  const [client, server] = pair(stage, from, to);
  const session = makeSession(stage, client, server, 502, 'modbus', options);
  yield* connect(session);
  yield* tell(stage, 'exception_burst', client, server, 'modbus', '', times);
  const [request, answer] = [readRequest(1, 3, 40_000, 10), exceptionResponse(1, 3, 2)];
  for (let turn = 1; turn <= times; turn++) {
    setTransaction(request, turn);
    setTransaction(answer, turn);
    yield* exchange(session, request, answer);
    count(session.flow, 'modbus', 3);
    countError(session.flow, 'modbus', 3);
    yield 50_000;
  }
  yield* close(session);
}

/** A machine of the office knocks at the ports of every controller of line 1; they refuse. */
function* scan(stage: Stage, from: string): Act {
  const client = deviceOf(stage.plant, from);
  const targets = devicesOf(stage.plant, 'line-1').filter((device) => device.kind === 'plc' || device.kind === 'hmi');
  for (const server of targets) {
    for (const port of [21, 22, 23, 80, 102, 135, 443, 445, 502, 3389, 4840, 44818]) {
      const session = makeSession(stage, client, server, port, 'tcp', options);
      writeTcp(stage.wire, session.up, session.upPorts, session.upSequence, 0, SYN, nothing, 0, 0);
      yield session.rttUs;
      writeTcp(stage.wire, session.down, session.downPorts, 0, (session.upSequence + 1) >>> 0, RST | ACK, nothing, 0, 0);
      yield 20_000;
    }
  }
  noteSign(stage.tally, {
    time_us: stage.wire.nowUs,
    kind: 'scan',
    client: ipText(client.ip),
    server: '',
    protocol: 'tcp',
    detail: '',
    count: targets.length * 12,
  });
}
