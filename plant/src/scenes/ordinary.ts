// Puts the ordinary plant on the stage: every device and every flow begins within the first eight minutes.
import { makeRandom } from '../random.ts';
import { spawn } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { cipIoLinks, cipLinks, modbusLinks, profinetLinks, s7Links } from './cast.ts';
import { exchangeCipIo, pollCip } from './cyclic-cip.ts';
import { pollModbus } from './cyclic-modbus.ts';
import { exchangeProfinet, identifyProfinet } from './cyclic-profinet.ts';
import { pollS7 } from './cyclic-s7.ts';
import { stageEngineering } from './engineering.ts';
import { announceBridge, announceLldp, keepArp } from './neighbours.ts';
import { stageOffice } from './office.ts';
import { stageOperations } from './operations.ts';

const second = 1_000_000;

export function stageOrdinary(stage: Stage): void {
  stageNeighbours(stage);
  stageCyclic(stage);
  stageOffice(stage);
  stageOperations(stage);
  stageEngineering(stage);
}

export function stageNeighbours(stage: Stage): void {
  const random = makeRandom(stage.plant.seed, 'neighbours');
  for (const device of stage.plant.devices) {
    if (device.mac === null || device.intruder === true) continue;
    spawn(stage, keepArp(stage, device), random.between(0, 90 * second));
    const speaks = device.description !== undefined && device.kind !== 'printer' && device.kind !== 'ups' && device.kind !== 'time-server';
    if (speaks) spawn(stage, announceLldp(stage, device, device.description ?? ''), random.between(0, 30 * second));
    else if (device.profinet !== undefined)
      spawn(stage, announceLldp(stage, device, siemensDescription(device)), random.between(0, 30 * second));
  }
  spawn(stage, announceBridge(stage, 'sw-core-1'), 400_000);
}

const siemensDescription = (device: { model?: string; order_number?: string; firmware?: string }): string =>
  `Siemens, SIMATIC, ${device.model}, ${device.order_number}, HW: Version 1, FW: Version ${device.firmware}`;

function stageCyclic(stage: Stage): void {
  const random = makeRandom(stage.plant.seed, 'cyclic');
  const begin = (act: Act): void => spawn(stage, act, random.between(0, 6 * second));
  for (const link of modbusLinks) begin(pollModbus(stage, link));
  for (const link of s7Links) begin(pollS7(stage, link));
  for (const link of cipLinks) begin(pollCip(stage, link));
  for (const link of cipIoLinks) begin(exchangeCipIo(stage, link));
  profinetLinks.forEach((link, index) => begin(exchangeProfinet(stage, link, index)));
  spawn(stage, identifyProfinet(stage, 'l1-filler-plc', 0x1001), 20 * second);
  spawn(stage, identifyProfinet(stage, 'l1-convey-plc', 0x1002), 25 * second);
}
