// ARP, LLDP and spanning tree: what every wire carries whether or not anybody talks.
import { ethernetHeader, llcFrame, makeLoad, writeEthernet } from '../frames.ts';
import { pack } from '../pack.ts';
import { deviceOf, gatewayIp, toldIn } from '../plant.ts';
import type { Device } from '../plant.ts';
import {
  ARP,
  arpReply,
  arpRequest,
  bridgeMulticast,
  bridgeUnit,
  broadcast,
  LLDP,
  lldpCapabilities,
  lldpMulticast,
  lldpUnit,
} from '../protocols/neighbours.ts';
import { gatewayOf, isSilent, randomOf, vlanOf } from '../stage.ts';
import type { Act, Stage } from '../stage.ts';
import { noteIdentity } from '../tally.ts';
import { macOf } from './cyclic-profinet.ts';

const second = 1_000_000;
const load = makeLoad();

/** Asks who has an address; the answer comes when `answer` is given. */
export function* resolve(stage: Stage, asker: Device, ip: number, answer: Uint8Array | null): Act {
  const vlan = vlanOf(stage, asker);
  writeEthernet(stage.wire, ethernetHeader(broadcast, macOf(asker), vlan, ARP), load, arpRequest(macOf(asker), asker.ip, ip));
  yield 300;
  if (answer === null) return;
  writeEthernet(stage.wire, ethernetHeader(macOf(asker), answer, vlan, ARP), load, arpReply(answer, ip, macOf(asker), asker.ip));
}

/** Announces itself once, then asks for its gateway every few minutes. */
export function* keepArp(stage: Stage, device: Device): Act {
  const random = randomOf(stage, `arp ${device.key}`);
  const gateway = gatewayOf(stage, device);
  yield* resolve(stage, device, device.ip, null);
  noteIdentity(stage.tally, device.key, 'arp', 'ip', 'mac');
  for (;;) {
    yield random.between(2 * second, 20 * second);
    if (device !== gateway && device.name !== null) yield* resolve(stage, device, gatewayIp(stage.plant, device), macOf(gateway));
    yield random.between(180 * second, 300 * second);
    if (isSilent(stage, device.key)) return;
  }
}

function capabilitiesOf(device: Device): number {
  if (device.kind === 'switch') return lldpCapabilities.bridge;
  if (device.kind === 'router' || device.kind === 'firewall') return lldpCapabilities.router;
  return device.kind === 'access-point' ? lldpCapabilities.accessPoint : lldpCapabilities.station;
}

/** The edge of the network itself: one LLDP unit every 30 s. */
export function* announceLldp(stage: Stage, device: Device, description: string): Act {
  const unit = lldpUnit({
    mac: macOf(device),
    port: 'port-001',
    name: device.name ?? '',
    description,
    ip: device.ip,
    capabilities: capabilitiesOf(device),
  });
  const header = ethernetHeader(lldpMulticast, macOf(device), 0, LLDP);
  for (;;) {
    writeEthernet(stage.wire, header, load, unit);
    noteIdentity(stage.tally, device.key, 'lldp', 'name', 'description', 'ip', ...toldIn(device, description));
    yield 30 * second;
  }
}

/** The root bridge says hello. */
export function* announceBridge(stage: Stage, key: string): Act {
  const bridge = macOf(deviceOf(stage.plant, key));
  const frame = llcFrame(bridgeMulticast, bridge, bridgeUnit(bridge));
  const [header, body] = [frame.subarray(0, 14), pack(frame.subarray(14))];
  for (;;) {
    writeEthernet(stage.wire, header, load, body);
    yield 10 * second;
  }
}
