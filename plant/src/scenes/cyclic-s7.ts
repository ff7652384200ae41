// S7comm polling of filling line 1. Hot path: prepared units, patched in place.
import { deviceOf } from '../plant.ts';
import {
  cotpConfirm,
  cotpRequest,
  readAnswer,
  readJob,
  s7Answer,
  s7Job,
  setReference,
  setupParameter,
  writeAnswer,
  writeJob,
} from '../protocols/s7.ts';
import { isSilent, randomOf } from '../stage.ts';
import type { Act, FlowOptions, Stage } from '../stage.ts';
import { cellOf } from '../tally.ts';
import { acknowledge, connect, exchange, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import type { S7Link } from './cast.ts';
import { commands, count, countCommand } from './commands.ts';

const periodUs = 3_000_000;
/** Where the first value of the first item stands in a read answer. */
const firstValueAt = 25;

/** Opens COTP and negotiates the PDU size, as every S7 client does first. */
export function* openS7(session: Session): Act {
  yield* connect(session);
  yield* exchange(session, cotpRequest(2), cotpConfirm(2));
  yield* exchange(session, s7Job(1, setupParameter), s7Answer(1, setupParameter));
  count(session.flow, 's7comm', 0xf0, 2);
}

/** Polls for ever; every 53rd turn of a panel also writes. */
export function* pollS7(stage: Stage, link: S7Link, options: FlowOptions = {}): Act {
  const session = makeSession(stage, deviceOf(stage.plant, link.client), deviceOf(stage.plant, link.server), 102, 's7comm', options);
  const random = randomOf(stage, `s7 ${link.client} ${link.server}`);
  const request = readJob(link.areas);
  const response = readAnswer(link.areas.map((area) => area[2]));
  const cell = cellOf(session.flow, 's7comm', 4);
  const waitUs = periodUs / stage.density;
  yield* openS7(session);
  for (let turn = 2; ; turn++) {
    setReference(request, turn);
    setReference(response, turn);
    if (isSilent(stage, link.client)) return;
    send(session, false, request);
    cell.count++;
    yield 1200 + (turn & 511);
    response[firstValueAt] = turn;
    send(session, true, response);
    cell.count++;
    yield 400;
    if ((turn & 1) === 0) acknowledge(session, false);
    yield waitUs * (0.9 + 0.2 * random.next());
    if (link.writes === true && turn % 53 === 9) yield* operate(stage, session, turn);
  }
}

function* operate(stage: Stage, session: Session, turn: number): Act {
  const request = writeJob(30, 2 * (turn & 7), [0, turn & 127]);
  const response = writeAnswer();
  setReference(request, 0x4000 | turn);
  setReference(response, 0x4000 | turn);
  send(session, false, request);
  countCommand(stage, session.flow, commands.s7Write);
  yield 1500;
  send(session, true, response);
  count(session.flow, 's7comm', 5);
  yield 500;
}
