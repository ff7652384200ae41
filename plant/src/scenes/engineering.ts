// Engineering stations ask the controllers who they are.
import { broadcast } from '../protocols/neighbours.ts';
import { classPath, cipRequest, cipResponse, identityPath, unconnectedSend } from '../protocols/cip.ts';
import { identityAttributes, listIdentityRequest, listIdentityResponse, unconnected } from '../protocols/enip.ts';
import { exceptionResponse, identifyRequest, identifyResponse } from '../protocols/modbus.ts';
import { componentEntries, moduleEntries, szlRequest, szlResponse } from '../protocols/s7.ts';
import { makeLane, UDP, writeUdp } from '../frames.ts';
import { deviceOf, devicesOf, ipText, moduleSerial } from '../plant.ts';
import type { Device } from '../plant.ts';
import { hashOf } from '../random.ts';
import { nextPort, randomOf, spawn, udpBetween, vlanOf } from '../stage.ts';
import type { Act, FlowOptions, Stage } from '../stage.ts';
import { cellOf, flowOf, noteIdentity } from '../tally.ts';
import { close, connect, exchange, makeSession } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import { modbusLinks } from './cast.ts';
import { count, countError } from './commands.ts';
import { openEnip } from './cyclic-cip.ts';
import { macOf } from './cyclic-profinet.ts';
import { openS7 } from './cyclic-s7.ts';

const second = 1_000_000;

/** Sets the engineers on stage. */
export function stageEngineering(stage: Stage): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  const random = randomOf(stage, 'engineering');
  const begin = (act: Act): void => spawn(stage, act, random.between(40 * second, 240 * second));
  for (const device of devicesOf(stage.plant, 'line-1')) if (device.kind === 'plc') begin(identifyS7(stage, at('ews-tia-01'), device));
  spawn(stage, listIdentities(stage, at('l2-ews')), 70 * second);
  for (const device of devicesOf(stage.plant, 'line-2')) if (device.kind === 'plc') begin(identifyCip(stage, at('l2-ews'), device));
  for (const key of new Set(modbusLinks.map((link) => link.server))) begin(identifyModbus(stage, at('scada-srv-b'), at(key)));
}

/** Reads the module and component identification of an S7 controller. */
export function* identifyS7(stage: Stage, client: Device, plc: Device, options: FlowOptions = {}): Act {
  const session = makeSession(stage, client, plc, 102, 's7comm', options);
  yield* openS7(session);
  yield* readLists(stage, session, plc);
  yield* close(session);
}

/** The two system status lists on an open session. */
export function* readLists(stage: Stage, session: Session, plc: Device): Act {
  const components = componentEntries([
    [1, 'LINDENAU L1'],
    [2, plc.name ?? ''],
    [3, plc.key.startsWith('l1-') ? '=L1' : ''],
    [4, 'Original Siemens Equipment'],
    [5, plc.serial ?? ''],
    [7, plc.model ?? ''],
  ]);
  yield* exchange(
    session,
    szlRequest(2, 0x0011),
    szlResponse(2, 0x0011, 28, moduleEntries(plc.order_number ?? '', plc.firmware ?? 'V1.0.0')),
  );
  yield* exchange(session, szlRequest(3, 0x001c), szlResponse(3, 0x001c, 34, components));
  count(session.flow, 's7comm', 'userdata.4', 4);
  noteIdentity(stage.tally, plc.key, 's7comm', 'order_number', 'firmware', 'serial', 'name', 'model', 'vendor');
}

/** Asks everybody in the subnet for their CIP identity over UDP broadcast. */
export function* listIdentities(stage: Stage, asker: Device, options: FlowOptions = {}): Act {
  const all = ((asker.ip & 0xffffff00) | 0xff) >>> 0;
  const port = nextPort(stage, asker);
  const key = { client: ipText(asker.ip), server: ipText(all), transport: 'udp', server_port: 44818, protocol: 'enip' } as const;
  const ask = flowOf(stage.tally, key, options.needed ?? true, options.monday === true ? 'monday' : 'day');
  const lane = makeLane(
    { mac: macOf(asker), ip: asker.ip, ttl: 128 },
    { mac: broadcast, ip: all, ttl: 128 },
    vlanOf(stage, asker),
    UDP,
    ask.load,
  );
  writeUdp(stage.wire, lane, port, 44818, listIdentityRequest());
  cellOf(ask, 'enip', 0x63).count++;
  for (const device of devicesOf(stage.plant, asker.zone)) {
    if (device.cip === undefined) continue;
    yield 1800;
    const { flow, down } = udpBetween(stage, asker, device, 44818, 'enip', options);
    writeUdp(stage.wire, down, 44818, port, listIdentityResponse(device.ip, device.cip, device.serialNumber));
    cellOf(flow, 'enip', 0x63).count++;
    noteIdentity(stage.tally, device.key, 'enip', 'vendor', 'model', 'firmware', 'serial');
  }
}

/** Reads the identity object of an adapter and of the controller behind it. */
export function* identifyCip(stage: Stage, client: Device, plc: Device, options: FlowOptions = {}): Act {
  const session = makeSession(stage, client, plc, 44818, 'enip', options);
  const handle = (hashOf(stage.plant.seed, `identify ${client.key} ${plc.key}`) & 0xffff) | 0x30000;
  yield* openEnip(session, handle);
  yield* readIdentities(stage, session, plc, handle);
  yield* close(session);
}

/** Get Attributes All of the identity object, directly and through the backplane; one attribute that is not there. */
export function* readIdentities(stage: Stage, session: Session, plc: Device, handle: number): Act {
  const tell = (key: number, times = 1): void => count(session.flow, 'cip', key, times);
  const ask = cipRequest(0x01, identityPath);
  if (plc.cip === undefined) return;
  yield* exchange(
    session,
    unconnected(handle, 3, ask),
    unconnected(handle, 3, cipResponse(0x01, 0, identityAttributes(plc.cip, plc.serialNumber))),
  );
  tell(0x01, 2);
  for (const { slot, identity } of plc.modules ?? []) {
    const answer = cipResponse(0x01, 0, identityAttributes(identity, moduleSerial(plc, slot)));
    yield* exchange(session, unconnected(handle, 4, unconnectedSend(ask, slot)), unconnected(handle, 4, answer));
    tell(0x52);
    tell(0x01, 2);
    count(session.flow, 'enip', 0x6f, 2);
  }
  yield* exchange(session, unconnected(handle, 5, cipRequest(0x0e, classPath(1, 1, 99))), unconnected(handle, 5, cipResponse(0x0e, 0x14)));
  tell(0x0e);
  countError(session.flow, 'cip', 0x0e);
  count(session.flow, 'enip', 0x6f, 4);
  noteIdentity(stage.tally, plc.key, 'cip', 'vendor', 'model', 'firmware', 'serial');
}

/** Modbus 43/14; devices without an identification refuse it. */
function* identifyModbus(stage: Stage, client: Device, server: Device): Act {
  const session = makeSession(stage, client, server, 502, 'modbus');
  yield* connect(session);
  const { vendor, order_number, firmware, model } = server;
  const known = order_number !== undefined;
  const facts = { vendor: vendor ?? '', productCode: order_number ?? '', revision: firmware ?? '', model: model ?? '' };
  const answer = known ? identifyResponse(1, facts) : exceptionResponse(1, 0x2b, 1);
  yield* exchange(session, identifyRequest(1), answer);
  count(session.flow, 'modbus', 0x2b);
  if (known) {
    count(session.flow, 'modbus', 0x2b);
    noteIdentity(stage.tally, server.key, 'modbus', 'vendor', 'order_number', 'firmware', 'model');
  } else countError(session.flow, 'modbus', 0x2b);
  yield* close(session);
}
