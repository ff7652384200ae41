// A capture of a very wide plant: many devices, many flows, two or three packets for each; written frame by frame.
import { bytes, ethernet, ipv4, modbusUnit, pcap, tcp, u16, udp, type Packet } from '../../core/wire/test/build-capture.ts';

const devicesPerNetwork = 50;
const servedPorts = [502, 502, 102, 44818, 4840, 443, 445, 3389, 80, 22];

/** `assets` devices in networks of 50, each announcing itself, and `flows` flows, four fifths of them within their network. */
export function wideCapture(assets: number, flows: number): Uint8Array {
  const packets: Packet[] = [];
  for (let device = 0; device < assets; device += 1) packets.push({ data: announcement(device), micros: timeOf(packets.length) });
  for (let flow = 0; flow < flows; flow += 1) {
    const client = flow % assets;
    const round = Math.floor(flow / assets);
    const server = round < 4 ? neighbourOf(client, round + 1) % assets : (client + 997 * (round + 1)) % assets;
    const port = servedPorts[(client + round) % servedPorts.length]!;
    const ends = { source: addressOf(client), target: addressOf(server) };
    const unit = port === 502 ? tcp(modbusUnit(flow & 0xffff, round === 2 ? 6 : 3), 1, { from: 40000 + round, to: port }) : null;
    const payload = unit ?? (port === 443 ? udp(bytes([0, 0, 0, 0]), 40000, port) : tcp(bytes([0]), 1, { from: 40000 + round, to: port }));
    const frame = ethernet(ipv4(payload, port === 443 ? 17 : 6, ends));
    frame.set(macOf(server), 0);
    frame.set(macOf(client), 6);
    packets.push({ data: frame, micros: timeOf(packets.length) });
  }
  return pcap(packets);
}

function timeOf(packet: number): number {
  return Date.UTC(2026, 10, 12, 9) * 1000 + packet * 5000;
}

function neighbourOf(device: number, step: number): number {
  const network = Math.floor(device / devicesPerNetwork) * devicesPerNetwork;
  return network + ((device - network + step * 7) % devicesPerNetwork);
}

function addressOf(device: number): number[] {
  const network = Math.floor(device / devicesPerNetwork);
  return [10, network >> 8, network & 255, 10 + (device % devicesPerNetwork)];
}

/** Of makers whose prefixes the registry knows, in turn: Siemens, Rockwell, Schneider, Phoenix Contact. */
function macOf(device: number): number[] {
  const prefix = [
    [0x00, 0x1b, 0x1b],
    [0x00, 0x00, 0xbc],
    [0x00, 0x80, 0xf4],
    [0x00, 0xa0, 0x45],
  ][device % 4]!;
  return [...prefix, (device >> 16) & 255, (device >> 8) & 255, device & 255];
}

/** A gratuitous ARP (RFC 5227, 3). */
function announcement(device: number): Uint8Array {
  const [mac, ip] = [macOf(device), addressOf(device)];
  const frame = ethernet(bytes(u16(1), u16(0x0800), [6, 4], u16(1), mac, ip, [0, 0, 0, 0, 0, 0], ip), 0x0806);
  frame.set([255, 255, 255, 255, 255, 255], 0);
  frame.set(mac, 6);
  return frame;
}
