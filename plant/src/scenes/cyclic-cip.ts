// EtherNet/IP of packaging line 2: tag reading over class 3 connections and class 1 I/O. Hot path: prepared units, patched in place.
import { hashOf } from '../random.ts';
import { putLe16, putLe32 } from '../pack.ts';
import { deviceOf } from '../plant.ts';
import {
  forwardOpen,
  forwardOpenAnswer,
  forwardOpenIo,
  multipleService,
  multipleServiceAnswer,
  readTag,
  readTagAnswer,
  writeTag,
  writeTagAnswer,
} from '../protocols/cip.ts';
import { connected, ioCountAt, ioDatagram, ioSequenceAt, registerSession, sequenceAt, unconnected } from '../protocols/enip.ts';
import { writeUdp } from '../frames.ts';
import { randomOf, udpBetween } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { cellOf } from '../tally.ts';
import { acknowledge, connect, exchange, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import type { CipLink, FieldLink } from './cast.ts';
import { commands, count, countCommand } from './commands.ts';

const periodUs = 3_000_000;
const ioPeriodUs = 2_000_000;

/** Opens the encapsulation session (CIP Vol. 2, 2-4.4). */
export function* openEnip(session: Session, handle: number): Act {
  yield* connect(session);
  yield* exchange(session, registerSession(0), registerSession(handle));
  count(session.flow, 'enip', 0x65, 2);
}

/** Polls tags for ever; every 47th turn of an operating client also writes one. */
export function* pollCip(stage: Stage, link: CipLink): Act {
  const session = makeSession(stage, deviceOf(stage.plant, link.client), deviceOf(stage.plant, link.server), 44818, 'enip');
  const random = randomOf(stage, `cip ${link.client} ${link.server}`);
  const id = hashOf(stage.plant.seed, `cip ${link.client} ${link.server}`);
  const [handle, target, originator] = [(id & 0xffff) | 0x10000, id & 0x7fffffff, (id ^ 0x55aa55aa) & 0x7fffffff];
  yield* openEnip(session, handle);
  yield* exchange(
    session,
    unconnected(handle, 1, forwardOpen(0, originator, id & 0xffff, link.slot)),
    unconnected(handle, 1, forwardOpenAnswer(target, originator, id & 0xffff)),
  );
  count(session.flow, 'enip', 0x6f, 2);
  count(session.flow, 'cip', 0x54, 2);
  const { request, response } = readUnits(link, handle, target, originator);
  const cells = {
    unit: cellOf(session.flow, 'enip', 0x70),
    multiple: cellOf(session.flow, 'cip', 0x0a),
    read: cellOf(session.flow, 'cip', 0x4c),
  };
  const several = link.tags.length > 1 ? 1 : 0;
  for (let turn = 1; ; turn++) {
    putLe16(request, sequenceAt, turn);
    putLe16(response, sequenceAt, turn);
    send(session, false, request);
    yield 800 + (turn & 255);
    putLe32(response, response.length - 4, turn);
    send(session, true, response);
    cells.unit.count += 2;
    cells.multiple.count += 2 * several;
    cells.read.count += 2 * link.tags.length;
    yield 300;
    if ((turn & 1) === 0) acknowledge(session, false);
    yield (periodUs / stage.density) * (0.9 + 0.2 * random.next());
    if (link.writes !== undefined && turn % 47 === 11) yield* operate(stage, session, link.writes, handle, target, originator, turn);
  }
}

function readUnits(link: CipLink, handle: number, target: number, originator: number) {
  const requests = link.tags.map(readTag);
  const answers = link.tags.map(() => readTagAnswer(0));
  const [request, answer] =
    requests.length > 1 ? [multipleService(requests), multipleServiceAnswer(answers)] : [requests[0] ?? [], answers[0] ?? []];
  return { request: connected(handle, target, request), response: connected(handle, originator, answer) };
}

function* operate(stage: Stage, session: Session, tag: string, handle: number, target: number, originator: number, turn: number): Act {
  const request = connected(handle, target, writeTag(tag, turn & 63));
  const response = connected(handle, originator, writeTagAnswer());
  putLe16(request, sequenceAt, 0x8000 | turn);
  putLe16(response, sequenceAt, 0x8000 | turn);
  send(session, false, request);
  count(session.flow, 'enip', 0x70, 1);
  countCommand(stage, session.flow, commands.cipWriteTag);
  yield 900;
  send(session, true, response);
  count(session.flow, 'enip', 0x70, 1);
  count(session.flow, 'cip', 0x4d);
  yield 400;
}

/** Opens a class 1 connection and exchanges process data for ever. */
export function* exchangeCipIo(stage: Stage, link: FieldLink): Act {
  const [controller, device] = [deviceOf(stage.plant, link.controller), deviceOf(stage.plant, link.device)];
  const session = makeSession(stage, controller, device, 44818, 'enip');
  const id = hashOf(stage.plant.seed, `io ${link.controller} ${link.device}`);
  const [handle, target, originator] = [(id & 0xffff) | 0x20000, id & 0x7fffffff, (id ^ 0x33cc33cc) & 0x7fffffff];
  yield* openEnip(session, handle);
  yield* exchange(
    session,
    unconnected(handle, 2, forwardOpenIo(0, originator, id & 0xffff, 8, 16)),
    unconnected(handle, 2, forwardOpenAnswer(target, originator, id & 0xffff, 10_000)),
  );
  count(session.flow, 'enip', 0x6f, 2);
  count(session.flow, 'cip', 0x54, 2);
  const { flow, up, down } = udpBetween(stage, controller, device, 2222, 'cip-io');
  const out = ioDatagram(target, [1, 0, 0, 0, new Uint8Array(8)]);
  const back = ioDatagram(originator, new Uint8Array(16));
  const cell = cellOf(flow, 'cip-io', 0);
  const waitUs = ioPeriodUs / stage.density - 1500;
  for (let turn = 1; ; turn++) {
    numberDatagram(out, turn);
    writeUdp(stage.wire, up, 2222, 2222, out);
    yield 1000 + (turn & 255);
    numberDatagram(back, turn);
    back[ioCountAt + 4] = turn;
    writeUdp(stage.wire, down, 2222, 2222, back);
    cell.count += 2;
    yield waitUs;
  }
}

function numberDatagram(datagram: Uint8Array, turn: number): void {
  putLe32(datagram, ioSequenceAt, turn);
  putLe16(datagram, ioCountAt, turn);
}
