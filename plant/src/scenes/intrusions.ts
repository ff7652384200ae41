// Things nobody should do in a plant, one a scene: each command ordinary by itself.
import { requestDownloadParameter, s7Answer, s7Job, startParameter, stopParameter } from '../protocols/s7.ts';
import { deviceOf } from '../plant.ts';
import type { Device } from '../plant.ts';
import { spawn } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { close, makeSession } from '../tcp.ts';
import { commands } from './commands.ts';
import { openS7 } from './cyclic-s7.ts';
import { loadBlock, order } from './other-days.ts';
import { useDesktop } from './talk.ts';

const second = 1_000_000;

/** Scenes by name: what happens `delayUs` after the capture's start. */
export const intrusions = {
  it_ot_pivot: (stage) => pivot(stage, 'pc-instand-02', 'ews-tia-01', 'l1-capper-plc'),
  odd_order: (stage) => oddOrder(stage, 'ews-tia-01', 'l1-capper-plc'),
  safety_touched: (stage) => loadBlock(stage, ...pair(stage, 'ews-tia-01', 'l1-mixer-plc'), '0800035P', 'weakness'),
} satisfies Record<string, (stage: Stage) => Act>;
export type IntrusionName = keyof typeof intrusions;

/** Puts one on stage. */
export function stageIntrusion(stage: Stage, name: IntrusionName, delayUs: number): void {
  spawn(stage, intrusions[name](stage), delayUs);
}

const pair = (stage: Stage, client: string, server: string): [Device, Device] => [
  deviceOf(stage.plant, client),
  deviceOf(stage.plant, server),
];

/** From the office to the desktop of an engineering station, and from there a block into a controller. */
function* pivot(stage: Stage, office: string, host: string, plc: string): Act {
  const [client, station] = pair(stage, office, host);
  yield* useDesktop({ stage, client, server: station, options: { needed: false, scene: 'weakness' } }, 'instand', 30);
  yield 20 * second;
  yield* loadBlock(stage, station, deviceOf(stage.plant, plc), '0800001P', 'weakness');
}

/** The commands of every download, but stopped in its middle. */
function* oddOrder(stage: Stage, from: string, to: string): Act {
  const [client, plc] = pair(stage, from, to);
  const session = makeSession(stage, client, plc, 102, 's7comm', { scene: 'weakness' });
  yield* openS7(session);
  yield* order(stage, session, commands.s7RequestDownload, s7Job(5, requestDownloadParameter('0800001P', 200)), s7Answer(5, 0x1a));
  yield* order(stage, session, commands.s7Stop, s7Job(6, stopParameter), s7Answer(6, 0x29));
  yield* order(stage, session, commands.s7Start, s7Job(7, startParameter), s7Answer(7, 0x28));
  yield* close(session);
}
