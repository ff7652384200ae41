// The plant on other days than the ordinary one: a weekend, a changeover, a commissioning day, cleaning, a failover of the SCADA server.
import { cipRequest, cipResponse, classPath } from '../protocols/cip.ts';
import { unconnected } from '../protocols/enip.ts';
import { setTransaction, writeMultiple, writeMultipleResponse } from '../protocols/modbus.ts';
import {
  downloadBlockData,
  downloadBlockParameter,
  downloadEndedParameter,
  requestDownloadParameter,
  s7Answer,
  s7Job,
  startParameter,
  stopParameter,
  writeAnswer,
  writeJob,
} from '../protocols/s7.ts';
import { deviceOf } from '../plant.ts';
import type { Device } from '../plant.ts';
import { spawn } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import type { SceneName } from '../tally.ts';
import { acknowledge, close, connect, makeSession, send } from '../tcp.ts';
import type { Session } from '../tcp.ts';
import { modbusLinks, s7Links } from './cast.ts';
import { commands, count, countCommand } from './commands.ts';
import type { Command } from './commands.ts';
import { openEnip } from './cyclic-cip.ts';
import { pollModbus } from './cyclic-modbus.ts';
import { openS7, pollS7 } from './cyclic-s7.ts';
import { identifyCip, identifyS7 } from './engineering.ts';
import { stageOperations } from './operations.ts';
import { stageNeighbours } from './ordinary.ts';
import { useShare } from './talk.ts';

const second = 1_000_000;
const minute = 60 * second;

/** The lines stand, utilities and water run, nobody is in the office; at night the servers are saved whole. */
export function stageWeekend(stage: Stage): void {
  stageNeighbours(stage);
  stageOperations(stage, false);
  const runs = (key: string): boolean => key.startsWith('ut-') || key.startsWith('wt-');
  let delay = second;
  const begin = (act: Act): void => spawn(stage, act, (delay += 150_000));
  for (const link of modbusLinks) if (runs(link.server)) begin(pollModbus(stage, { ...link, writes: false }));
  for (const link of s7Links) if (link.client.startsWith('scada')) begin(pollS7(stage, { ...link, writes: false }));
  for (const key of ['scada-srv-a', 'hist-01', 'ews-tia-01'])
    spawn(
      stage,
      useShare({ stage, client: deviceOf(stage.plant, 'ot-backup-01'), server: deviceOf(stage.plant, key) }, 160_000),
      4 * minute,
    );
}

/** Line 1 gets another product: its panels write recipes, the SCADA server sets the mixer, line 2's recipe follows. */
export function stageChangeover(stage: Stage, delayUs: number): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  const recipes: [string, string, number][] = [
    ['l1-filler-hmi', 'l1-filler-plc', 30],
    ['l1-capper-hmi', 'l1-capper-plc', 30],
    ['l1-mixer-hmi', 'l1-mixer-plc', 30],
    ['scada-srv-a', 'l1-mixer-plc', 101],
  ];
  recipes.forEach(([client, server, block], order) =>
    spawn(stage, writeRecipe(stage, at(client), at(server), block), delayUs + order * 20 * second),
  );
  spawn(stage, setRegisters(stage, at('ut-cip-hmi'), at('ut-cip-plc'), 240, 12), delayUs + 90 * second);
}

/** Cleaning in place: the cleaning station is set and steps through its programme; the filler's valves are told to follow. */
export function stageCleaning(stage: Stage, delayUs: number): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  spawn(stage, setRegisters(stage, at('ut-cip-hmi'), at('ut-cip-plc'), 260, 30), delayUs);
  spawn(stage, setRegisters(stage, at('ut-cip-plc'), at('ut-cip-drv-1'), 3240, 20), delayUs + 10 * second);
  spawn(stage, setRegisters(stage, at('ut-cip-plc'), at('ut-cip-drv-2'), 3240, 20), delayUs + 15 * second);
  spawn(stage, writeRecipe(stage, at('l1-filler-hmi'), at('l1-filler-plc'), 40), delayUs + 20 * second);
}

/** Engineers load programs: a block into the capper, a new mode for the labeller; each controller is asked first who it is. */
export function stageCommissioning(stage: Stage, delayUs: number): void {
  const at = (key: string): Device => deviceOf(stage.plant, key);
  spawn(stage, identifyS7(stage, at('ews-tia-01'), at('l1-capper-plc')), delayUs - 30 * second);
  spawn(stage, loadBlock(stage, at('ews-tia-01'), at('l1-capper-plc'), '0800001P'), delayUs);
  spawn(stage, loadBlock(stage, at('ews-tia-01'), at('l1-capper-plc'), '0E00042P'), delayUs + 60 * second);
  spawn(stage, identifyCip(stage, at('l2-ews'), at('l2-label-plc')), delayUs + 20 * second);
  spawn(stage, restartCip(stage, at('l2-ews'), at('l2-label-plc')), delayUs + 40 * second);
}

/** The first SCADA server's driver stops: the second polls the controllers the first had. */
export function stageFailover(stage: Stage, delayUs: number): void {
  const [first, second_] = ['scada-srv-a', 'scada-srv-b'].map((key) => deviceOf(stage.plant, key));
  if (first === undefined || second_ === undefined) return;
  stage.silentFrom.set(first.key, delayUs);
  const options = { scene: 'failover' as const };
  let delay = delayUs + 4 * second;
  for (const link of modbusLinks)
    if (link.client === first.key) spawn(stage, pollModbus(stage, { ...link, client: second_.key }, options), (delay += 200_000));
  for (const link of s7Links)
    if (link.client === first.key) spawn(stage, pollS7(stage, { ...link, client: second_.key }, options), (delay += 200_000));
}

/** A changing request and its answer. */
export function* order(stage: Stage, session: Session, what: Command, request: Uint8Array, response: Uint8Array): Act {
  send(session, false, request);
  countCommand(stage, session.flow, what);
  yield session.rttUs + 1500;
  send(session, true, response);
  count(session.flow, what.protocol, what.key);
  yield 600;
  acknowledge(session, false);
  yield second;
}

function* writeRecipe(stage: Stage, client: Device, plc: Device, block: number): Act {
  const session = makeSession(stage, client, plc, 102, 's7comm', { scene: 'changeover' });
  yield* openS7(session);
  for (let value = 0; value < 8; value++)
    yield* order(stage, session, commands.s7Write, writeJob(block, value * 4, [0, 100 + value]), writeAnswer());
  yield* close(session);
}

function* setRegisters(stage: Stage, client: Device, server: Device, address: number, steps: number): Act {
  const session = makeSession(stage, client, server, 502, 'modbus', { scene: 'cleaning' });
  yield* connect(session);
  for (let step = 0; step < steps; step++) {
    const request = writeMultiple(1, address, [step, 1, 60, 0]);
    const response = writeMultipleResponse(1, address, 4);
    setTransaction(request, step + 1);
    setTransaction(response, step + 1);
    yield* order(stage, session, commands.modbusWriteRegisters, request, response);
  }
  yield* close(session);
}

/** Stops a controller, sends it a block and starts it again. */
export function* loadBlock(stage: Stage, client: Device, plc: Device, block: string, scene: SceneName = 'commissioning'): Act {
  const session = makeSession(stage, client, plc, 102, 's7comm', { scene });
  yield* openS7(session);
  yield* order(stage, session, commands.s7Stop, s7Job(5, stopParameter), s7Answer(5, 0x29));
  yield* order(stage, session, commands.s7RequestDownload, s7Job(6, requestDownloadParameter(block, 200)), s7Answer(6, 0x1a));
  const data = downloadBlockData(new Uint8Array(200));
  yield* fetched(stage, session, commands.s7DownloadBlock, s7Job(1, downloadBlockParameter(block)), s7Answer(1, [0x1b, 0], data));
  yield* fetched(stage, session, commands.s7DownloadEnded, s7Job(2, downloadEndedParameter(block)), s7Answer(2, 0x1c));
  yield* order(stage, session, commands.s7Start, s7Job(7, startParameter), s7Answer(7, 0x28));
  yield* close(session);
}

/** In a download the controller asks and the station answers. */
function* fetched(stage: Stage, session: Session, what: Command, job: Uint8Array, answer: Uint8Array): Act {
  send(session, true, job);
  countCommand(stage, session.flow, what);
  yield 2500;
  send(session, false, answer);
  count(session.flow, what.protocol, what.key);
  yield 800;
  acknowledge(session, true);
  yield 1500;
}

/** CIP class 0x8e: to program mode (0x07) and back to run (0x06). */
function* restartCip(stage: Stage, client: Device, plc: Device): Act {
  const session = makeSession(stage, client, plc, 44818, 'enip', { scene: 'commissioning' });
  const handle = 0x52000;
  yield* openEnip(session, handle);
  for (const [what, service] of [
    [commands.cipStop, 0x07],
    [commands.cipStart, 0x06],
  ] as const) {
    const request = unconnected(handle, 9, cipRequest(service, classPath(0x8e, 1)));
    yield* order(stage, session, what, request, unconnected(handle, 9, cipResponse(service, 0)));
    count(session.flow, 'enip', 0x6f, 2);
    yield 20 * second;
  }
  yield* close(session);
}
