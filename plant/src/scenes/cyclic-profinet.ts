// PROFINET of filling line 1: cyclic process data and the controllers' search for devices.
import { ethernetHeader, writeEthernet } from '../frames.ts';
import { deviceOf, devicesOf, ipNumber, macText } from '../plant.ts';
import type { Device } from '../plant.ts';
import { cyclicFrame, dcpMulticast, identifyAll, identifyAnswer, PROFINET, setCycle } from '../protocols/profinet.ts';
import { vlanOf } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { cellOf, flowOf, noteIdentity } from '../tally.ts';
import type { FlowTally } from '../tally.ts';
import type { FieldLink } from './cast.ts';

const periodUs = 2_000_000;

/** The MAC of a device that must have one. */
export function macOf(device: Device): Uint8Array {
  if (device.mac === null) throw new Error(`no MAC for ${device.key}`);
  return device.mac;
}

/** One flow for two MACs, whoever asked first. */
function layerTwoFlow(stage: Stage, client: Uint8Array, server: Uint8Array, protocol: 'profinet-rt' | 'profinet-dcp'): FlowTally {
  const [one, other] = [macText(client), macText(server)];
  const turned = [...stage.tally.flows.values()].find((flow) => flow.client === other && flow.server === one && flow.protocol === protocol);
  return turned ?? flowOf(stage.tally, { client: one, server: other, transport: 'ethernet', server_port: null, protocol }, true);
}

/** Exchanges cyclic real-time frames for ever; tagged with priority 6 as IEC 61158-6-10 asks. */
export function* exchangeProfinet(stage: Stage, link: FieldLink, index: number): Act {
  const [controller, device] = [deviceOf(stage.plant, link.controller), deviceOf(stage.plant, link.device)];
  const [from, to, vlan] = [macOf(controller), macOf(device), vlanOf(stage, device)];
  const flow = layerTwoFlow(stage, from, to, 'profinet-rt');
  const [up, down] = [ethernetHeader(to, from, vlan, PROFINET, 6), ethernetHeader(from, to, vlan, PROFINET, 6)];
  const [out, back] = [cyclicFrame(0x8000 + index), cyclicFrame(0x8100 + index)];
  const cell = cellOf(flow, 'profinet-rt', 'cyclic');
  const waitUs = periodUs / stage.density - 600;
  for (let cycle = index * 64; ; cycle += 64) {
    setCycle(out, cycle);
    out[2] = cycle >> 6;
    writeEthernet(stage.wire, up, flow.load, out);
    yield 600;
    setCycle(back, cycle);
    back[3] = cycle >> 6;
    writeEthernet(stage.wire, down, flow.load, back);
    cell.count += 2;
    yield waitUs;
  }
}

/** One controller asks all devices for their names; they answer one after the other. */
export function* identifyProfinet(stage: Stage, controllerKey: string, xid: number): Act {
  const asker = deviceOf(stage.plant, controllerKey);
  const vlan = vlanOf(stage, asker);
  const ask = layerTwoFlow(stage, macOf(asker), dcpMulticast, 'profinet-dcp');
  writeEthernet(stage.wire, ethernetHeader(dcpMulticast, macOf(asker), vlan, PROFINET), ask.load, identifyAll(xid));
  cellOf(ask, 'profinet-dcp', 5).count++;
  for (const device of devicesOf(stage.plant, asker.zone)) {
    if (device.profinet === undefined || device === asker) continue;
    yield 1500;
    const answer = layerTwoFlow(stage, macOf(asker), macOf(device), 'profinet-dcp');
    const unit = identifyAnswer(xid, device.model ?? '', device.profinet, device.ip, ipNumber('10.80.21.1'));
    writeEthernet(stage.wire, ethernetHeader(macOf(asker), macOf(device), vlan, PROFINET), answer.load, unit);
    cellOf(answer, 'profinet-dcp', 5).count++;
    noteIdentity(stage.tally, device.key, 'profinet-dcp', 'name', 'model', 'vendor', 'ip');
  }
}
