// The merged inventory: what is one device and what is not, where each attribute was read, what contradicts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, ipv4, pcap, tcp, u16, type Packet } from './build-capture.ts';
import { inspectBytes } from './inspect-bytes.ts';
import { vectors } from '../src/protocols/modbus.vectors.ts';

const macs = {
  plc: [0x00, 0x80, 0xf4, 0, 0, 1],
  scada: [0x02, 0, 0, 0, 0, 2],
  router: [0x02, 0, 0, 0, 0, 3],
  all: [255, 255, 255, 255, 255, 255],
};
const ips = { plc: [10, 0, 0, 20], scada: [10, 0, 0, 10], router: [10, 0, 0, 1], far: [10, 9, 9, 9], further: [10, 8, 8, 8] };
type Host = keyof typeof macs;

function frame(from: Host, to: Host, payload: Uint8Array, etherType = 0x0800): Packet {
  return { data: bytes(macs[to], macs[from], u16(etherType), payload), micros: 1.7e15 };
}

function arpReply(of: Host, ip: readonly number[]): Packet {
  return frame(of, 'all', bytes([0, 1, 8, 0, 6, 4, 0, 2], macs[of], ip, macs.all, ip), 0x0806);
}

function modbus(
  from: Host,
  to: Host,
  source: readonly number[],
  target: readonly number[],
  hex: string,
  hops: number,
  sequence = 1,
): Packet {
  const payload = Uint8Array.from(hex.replaceAll(' ', '').match(/../g)!, (pair) => Number.parseInt(pair, 16));
  const isAnswer = from === 'plc';
  const segment = tcp(payload, sequence, isAnswer ? { from: 502, to: 50000 } : { from: 50000, to: 502 });
  return frame(from, to, ipv4(segment, 6, { source, target }, undefined, hops));
}

function assetsOf(packets: readonly Packet[]) {
  const vendorOf = (mac: string) => (mac.startsWith('00:80:f4') ? 'Telemecanique Electrique' : null);
  return inspectBytes(pcap(packets), [], { vendorOf }).report.assets;
}

const ask = modbus('scada', 'plc', ips.scada, ips.plc, vectors.readHoldingRegisters, 128);
const identify = modbus('plc', 'scada', ips.plc, ips.scada, vectors.deviceIdentification, 64);

test('merges MAC, address and identity into one device, each with where it was read', () => {
  const assets = assetsOf([arpReply('plc', ips.plc), ask, identify]);
  const plc = assets.find((asset) => asset.ips.includes('10.0.0.20'));
  assert.deepEqual(plc?.macs, ['00:80:f4:00:00:01']);
  assert.equal(plc?.vendor, 'AmpMax');
  assert.equal(plc?.order_number, 'M80-10-5');
  assert.equal(plc?.firmware, 'V1.20');
  assert.deepEqual(plc?.names, ['Feed Pump A']);
  assert.equal(plc?.packets, 2);
  const place = { file: 'test.pcap', time: '2023-11-14T22:13:20.000000Z' };
  const read = (name: string) => plc?.attributes.filter((attribute) => attribute.name === name);
  assert.deepEqual(read('firmware'), [{ name: 'firmware', value: 'V1.20', protocol: 'modbus', ...place, frame: 3, confidence: 1 }]);
  assert.deepEqual(
    read('mac')?.map(({ value, protocol, frame: at }) => [value, protocol, at]),
    [['00:80:f4:00:00:01', 'arp', 1]],
  );
  assert.deepEqual(
    read('vendor')?.map(({ value, protocol }) => [value, protocol]),
    [
      ['AmpMax', 'modbus'],
      ['Schneider Electric', 'mac-registry'],
    ],
  );
  assert.equal(assets.length, 2);
});

test('shows two differing values of like confidence as a conflict', () => {
  const changed = vectors.deviceIdentification.replace('56312e3230', '56312e3231').replace('0006', '0007');
  const again = modbus('plc', 'scada', ips.plc, ips.scada, changed, 64, 1 + 67);
  const plc = assetsOf([ask, identify, again]).find((asset) => asset.ips.includes('10.0.0.20'));
  assert.equal(plc?.model, 'M80');
  assert.deepEqual(plc?.conflicts, ['firmware']);
});

test('says why a kind and a level were inferred', () => {
  const plc = assetsOf([ask, identify]).find((asset) => asset.ips.includes('10.0.0.20'));
  const kind = plc?.attributes.find((attribute) => attribute.name === 'kind');
  assert.equal(kind?.value, plc?.kind);
  assert.equal(kind?.protocol, 'inference');
  assert.deepEqual(kind?.why, [{ code: 'serves_only_field', params: { protocols: 'modbus' } }]);
});

test('does not merge addresses behind a router with the router', () => {
  const through = [
    modbus('router', 'plc', ips.far, ips.plc, vectors.readHoldingRegisters, 127),
    modbus('router', 'plc', ips.further, ips.plc, vectors.readHoldingRegisters, 63),
  ];
  const assets = assetsOf([arpReply('router', ips.router), arpReply('plc', ips.plc), ...through]);
  const sorted = assets.map(({ macs: own, ips: addresses }) => [own.length, addresses]).sort();
  assert.deepEqual(sorted, [
    [0, ['10.8.8.8']],
    [0, ['10.9.9.9']],
    [1, ['10.0.0.1']],
    [1, ['10.0.0.20']],
  ]);
  const router = assets.find((asset) => asset.ips.includes('10.0.0.1'));
  assert.deepEqual(router?.macs, ['02:00:00:00:00:03']);
});

test('does not merge many networks behind one MAC even where nobody spoke ARP', () => {
  const through = [ips.far, ips.further].map((source) => modbus('router', 'plc', source, ips.plc, vectors.readHoldingRegisters, 128));
  const assets = assetsOf(through);
  assert.deepEqual(
    assets.filter((asset) => asset.ips.length > 0 && asset.macs.length > 0),
    [],
  );
});

test('does not merge a single address whose hop count a router lowered', () => {
  const assets = assetsOf([modbus('router', 'plc', ips.far, ips.plc, vectors.readHoldingRegisters, 126)]);
  assert.equal(assets.find((asset) => asset.ips.includes('10.9.9.9'))?.macs.length, 0);
});

test('keeps an answering-for-all router from swallowing a network (proxy ARP)', () => {
  const claims = [2, 3, 4, 5, 6, 7].map((host) => arpReply('router', [10, 0, 5, host]));
  const assets = assetsOf(claims);
  assert.equal(assets.filter((asset) => asset.ips.length === 1 && asset.macs.length === 0).length, 6);
});

test('takes broadcast, multicast and unspecified addresses for nobody', () => {
  const hello = frame('scada', 'all', ipv4(new Uint8Array(12), 17, { source: [0, 0, 0, 0], target: [255, 255, 255, 255] }));
  const group = frame('scada', 'all', ipv4(new Uint8Array(12), 17, { source: ips.scada, target: [224, 0, 0, 251] }));
  assert.deepEqual(
    assetsOf([hello, group]).map((asset) => [asset.macs, asset.ips]),
    [[['02:00:00:00:00:02'], ['10.0.0.10']]],
  );
});
