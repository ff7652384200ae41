// Monday 09:12: a laptop nobody knows stops a packer, moves boiler set points, and stops and reloads a filler.
import { cipRequest, cipResponse, classPath } from '../protocols/cip.ts';
import { unconnected } from '../protocols/enip.ts';
import { readRequest, readResponse, setTransaction, writeMultiple, writeMultipleResponse, writeSingle } from '../protocols/modbus.ts';
import { netbiosRegistration } from '../protocols/names.ts';
import {
  downloadBlockData,
  downloadBlockParameter,
  downloadEndedParameter,
  requestDownloadParameter,
  s7Answer,
  s7Job,
  startParameter,
  stopParameter,
} from '../protocols/s7.ts';
import { broadcast } from '../protocols/neighbours.ts';
import { makeLane, UDP, writeUdp } from '../frames.ts';
import { deviceOf, devicesOf, gatewayIp, ipText } from '../plant.ts';
import type { Device } from '../plant.ts';
import { spawn, vlanOf } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { flowOf, noteIdentity } from '../tally.ts';
import { acknowledge, close, connect, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import { commands, count, countCommand } from './commands.ts';
import type { Command } from './commands.ts';
import { openEnip } from './cyclic-cip.ts';
import { macOf } from './cyclic-profinet.ts';
import { openS7 } from './cyclic-s7.ts';
import { listIdentities, readIdentities, readLists } from './engineering.ts';
import { resolve } from './neighbours.ts';
import { useShare } from './talk.ts';

const second = 1_000_000;
const unwanted = { needed: false, monday: true };

/** Sets the incident on stage; its first changing command falls `delayUs` after the capture's start. */
export function stageMonday(stage: Stage, delayUs: number): void {
  spawn(stage, arrive(stage), delayUs - 150 * second);
  spawn(stage, strike(stage), delayUs);
}

const intruderOf = (stage: Stage): Device => deviceOf(stage.plant, 'l2-intruder');

/** The laptop is plugged in, says its name, sweeps the subnet and lists what answers. */
function* arrive(stage: Stage): Act {
  const laptop = intruderOf(stage);
  yield* resolve(stage, laptop, laptop.ip, null);
  noteIdentity(stage.tally, laptop.key, 'arp', 'ip', 'mac');
  yield* sayName(stage, laptop);
  for (const device of devicesOf(stage.plant, 'line-2')) {
    if (device !== laptop) yield* resolve(stage, laptop, device.ip, macOf(device));
    yield 400_000;
  }
  yield* listIdentities(stage, laptop, unwanted);
  yield* lookAround(stage, laptop);
}

/** Before it strikes, the laptop reaches for the historian and the SCADA server, over a conduit whose list names neither. */
function* lookAround(stage: Stage, laptop: Device): Act {
  yield* resolve(stage, laptop, gatewayIp(stage.plant, laptop), macOf(deviceOf(stage.plant, 'ot-firewall')));
  for (const key of ['hist-01', 'scada-srv-a']) {
    yield* useShare({ stage, client: laptop, server: deviceOf(stage.plant, key), options: unwanted }, 8000);
    yield second;
  }
}

function* sayName(stage: Stage, laptop: Device): Act {
  const all = ((laptop.ip & 0xffffff00) | 0xff) >>> 0;
  const flow = flowOf(
    stage.tally,
    { client: ipText(laptop.ip), server: ipText(all), transport: 'udp', server_port: 137, protocol: 'netbios' },
    false,
    'monday',
  );
  const lane = makeLane(
    { mac: macOf(laptop), ip: laptop.ip, ttl: 128 },
    { mac: broadcast, ip: all, ttl: 128 },
    vlanOf(stage, laptop),
    UDP,
    flow.load,
  );
  writeUdp(stage.wire, lane, 137, 137, netbiosRegistration(0x0417, laptop.name ?? '', laptop.ip));
  noteIdentity(stage.tally, laptop.key, 'netbios', 'name', 'ip');
  yield second;
}

function* strike(stage: Stage): Act {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  yield* stopPacker(stage, at('l2-packer-plc'));
  yield 12 * second;
  yield* moveSetPoints(stage, at('ut-boiler-plc'), 140);
  yield 5 * second;
  yield* moveSetPoints(stage, at('wt-main-plc'), 340);
  yield 15 * second;
  yield* reloadFiller(stage, at('l1-filler-plc'));
}

/** A changing request and its answer: the request is told as an event, both are counted. */
function* command(stage: Stage, session: Session, what: Command, request: Uint8Array, response: Uint8Array, intended = false): Act {
  send(session, false, request);
  countCommand(stage, session.flow, what, intended);
  yield session.rttUs + 2000;
  send(session, true, response);
  count(session.flow, what.protocol, what.key);
  yield 500;
  acknowledge(session, false);
  yield 2000;
}

/** CIP: change the packer's controller to program mode (class 0x8e, service 0x07). */
function* stopPacker(stage: Stage, plc: Device): Act {
  const session = makeSession(stage, intruderOf(stage), plc, 44818, 'enip', unwanted);
  const handle = 0x41700;
  yield* openEnip(session, handle);
  yield* command(
    stage,
    session,
    commands.cipStop,
    unconnected(handle, 9, cipRequest(0x07, classPath(0x8e, 1))),
    unconnected(handle, 9, cipResponse(0x07, 0)),
  );
  count(session.flow, 'enip', 0x6f, 2);
  yield* readIdentities(stage, session, plc, handle);
  yield* close(session);
}

/** Modbus: read the registers once, then write them from a station that never wrote. */
function* moveSetPoints(stage: Stage, plc: Device, address: number): Act {
  const session = makeSession(stage, intruderOf(stage), plc, 502, 'modbus', unwanted);
  yield* connect(session);
  send(session, false, readRequest(1, 3, address, 8));
  yield 1200;
  send(session, true, readResponse(1, 3, 8));
  count(session.flow, 'modbus', 3, 2);
  yield second;
  for (let turn = 1; turn <= 6; turn++) {
    const values = [900 + turn, 0, 1, 999];
    const single = turn % 3 === 0;
    const request = single ? writeSingle(1, 6, address + 10, 950) : writeMultiple(1, address, values);
    const response = single ? writeSingle(1, 6, address + 10, 950) : writeMultipleResponse(1, address, values.length);
    setTransaction(request, turn);
    setTransaction(response, turn);
    yield* command(stage, session, single ? commands.modbusWriteRegister : commands.modbusWriteRegisters, request, response);
    yield 300_000;
  }
  yield* close(session);
}

/** S7comm: read who it is, stop it, send a block, start it again. */
function* reloadFiller(stage: Stage, plc: Device): Act {
  const session = makeSession(stage, intruderOf(stage), plc, 102, 's7comm', unwanted);
  const block = '0800001P';
  yield* openS7(session);
  yield* readLists(stage, session, plc);
  yield second;
  yield* command(stage, session, commands.s7Stop, s7Job(5, stopParameter), s7Answer(5, 0x29));
  yield 2 * second;
  yield* command(stage, session, commands.s7RequestDownload, s7Job(6, requestDownloadParameter(block, 200)), s7Answer(6, 0x1a));
  yield* fetchBlock(
    stage,
    session,
    commands.s7DownloadBlock,
    s7Job(1, downloadBlockParameter(block)),
    s7Answer(1, [0x1b, 0], downloadBlockData(new Uint8Array(200))),
  );
  yield* fetchBlock(stage, session, commands.s7DownloadEnded, s7Job(2, downloadEndedParameter(block)), s7Answer(2, 0x1c));
  yield second;
  yield* command(stage, session, commands.s7Start, s7Job(7, startParameter), s7Answer(7, 0x28));
  yield* close(session);
}

/** In a download the controller asks and the station answers. */
function* fetchBlock(stage: Stage, session: Session, what: Command, job: Uint8Array, answer: Uint8Array): Act {
  send(session, true, job);
  countCommand(stage, session.flow, what, false);
  yield 2500;
  send(session, false, answer);
  count(session.flow, what.protocol, what.key);
  yield 800;
  acknowledge(session, true);
  yield 1500;
}
