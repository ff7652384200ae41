// Modbus/TCP polling, the bulk of utilities and water. Hot path: prepared units, patched in place.
import { SYN, writeTcp } from '../frames.ts';
import { put16 } from '../pack.ts';
import { deviceOf } from '../plant.ts';
import {
  exceptionResponse,
  readRequest,
  readResponse,
  setTransaction,
  writeMultiple,
  writeMultipleResponse,
  writeSingle,
} from '../protocols/modbus.ts';
import { isSilent, randomOf } from '../stage.ts';
import type { Act, FlowOptions, Stage } from '../stage.ts';
import { cellOf } from '../tally.ts';
import { acknowledge, connect, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import type { ModbusLink } from './cast.ts';
import { commands, count, countCommand, countError } from './commands.ts';

const periodUs = 4_000_000;

/** Polls for ever; every 61st turn of an operating client also writes, every 97th of a faulty server is refused. */
export function* pollModbus(stage: Stage, link: ModbusLink, options: FlowOptions = {}): Act {
  const session = makeSession(stage, deviceOf(stage.plant, link.client), deviceOf(stage.plant, link.server), 502, 'modbus', options);
  const random = randomOf(stage, `modbus ${link.client} ${link.server}`);
  const request = readRequest(1, link.code, link.address, link.count);
  const response = readResponse(1, link.code, link.count);
  const cell = cellOf(session.flow, 'modbus', link.code);
  const waitUs = periodUs / stage.density;
  yield* connect(session);
  for (let turn = 1; ; turn++) {
    setTransaction(request, turn);
    setTransaction(response, turn);
    if (isSilent(stage, link.client)) return;
    if (isSilent(stage, link.server)) return yield* knock(session, waitUs);
    send(session, false, request);
    cell.count++;
    yield 700 + (turn & 255);
    if (link.refused === true && turn % 97 === 5) yield* refuse(session, link.code, turn);
    else {
      if (link.code !== 1) put16(response, 9 + 2 * (turn % link.count), 400 + (turn & 127));
      send(session, true, response);
      cell.count++;
    }
    yield 300;
    if ((turn & 1) === 0) acknowledge(session, false);
    yield waitUs * (0.9 + 0.2 * random.next());
    if (link.writes === true && turn % 61 === 7) yield* operate(stage, session, link, turn);
  }
}

/** Nobody answers: the client tries to connect again and again. */
function* knock(session: Session, waitUs: number): Act {
  for (;;) {
    writeTcp(session.wire, session.up, session.upPorts, session.upSequence, 0, SYN, nothing, 0, 0);
    yield waitUs;
  }
}

const nothing = new Uint8Array(0);

function* refuse(session: Session, code: number, turn: number): Act {
  const answer = exceptionResponse(1, code, 4);
  setTransaction(answer, turn);
  send(session, true, answer);
  countError(session.flow, 'modbus', code);
  yield 100;
}

function* operate(stage: Stage, session: Session, link: ModbusLink, turn: number): Act {
  const single = turn % 122 === 7;
  const command = single ? commands.modbusWriteRegister : commands.modbusWriteRegisters;
  const request = single
    ? writeSingle(1, 6, link.address + 50, 300 + (turn & 63))
    : writeMultiple(1, link.address + 40, [turn & 63, 1, 0, 250]);
  const response = single ? request : writeMultipleResponse(1, link.address + 40, 4);
  setTransaction(request, 0x8000 | turn);
  setTransaction(response, 0x8000 | turn);
  send(session, false, request);
  countCommand(stage, session.flow, command);
  yield 900;
  send(session, true, response);
  count(session.flow, 'modbus', command.key);
  yield 500;
}
