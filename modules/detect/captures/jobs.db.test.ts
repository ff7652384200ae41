// A capture taken at one machine, through the real job: the capture says at which, and its zones count as seen, not as heard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ZoneObservation } from '@holdfast/observation/schema';
import { bytes, ethernet, ipv4, modbusUnit, pcap, tcp } from '../../../core/wire/test/build-capture.ts';
import { type Holdfast, openHoldfast, type Page } from '../../../test/holdfast.ts';
import type { Capture } from './schema.ts';

/** Device `n` of one network asks device `server` twice, and is answered. */
function talk(n: number, server: number, packets: number) {
  const addressOf = (device: number): number[] => [10, 80, 0, device];
  const macOf = (device: number): number[] => [0x00, 0x1b, 0x1b, 0, 0, device];
  return Array.from({ length: packets }, (_, at) => {
    const [from, to] = at % 2 === 0 ? [n, server] : [server, n];
    const ports = at % 2 === 0 ? { from: 40000 + server, to: 502 } : { from: 502, to: 40000 + server };
    const payload = tcp(modbusUnit(at >> 1), 1 + (at >> 1) * 12, ports);
    const frame = ethernet(ipv4(payload, 6, { source: addressOf(from), target: addressOf(to) }));
    frame.set(bytes(macOf(to), macOf(from)), 0);
    return frame;
  });
}

const file = (frames: readonly Uint8Array[]): Buffer =>
  Buffer.from(pcap(frames.map((data, at) => ({ data, micros: Date.UTC(2026, 10, 12, 9) * 1000 + at * 1000 }))));

async function look(hf: Holdfast, capture: Capture) {
  const { rows: assets } = await hf.ask<Page<{ id: string; ips: string[]; name: string }>>('owner', 'GET', `${hf.site}/assets`);
  const { rows: zones } = await hf.ask<Page<ZoneObservation>>('owner', 'GET', `${hf.site}/observation`);
  const station = assets.find((it) => it.id === capture.station_id);
  const kinds = new Set(zones.flatMap((it) => it.observed.map(({ kind }) => kind)));
  return { station: station?.ips, name: station?.name, kinds: [...kinds], traffic: [...new Set(zones.map((it) => it.traffic))] };
}

test('a capture taken at a station names it; what it talked with is seen, but its zone’s traffic is not heard', async (t) => {
  const hf = await openHoldfast(t);
  const frames = [2, 3, 4, 5].flatMap((partner) => talk(9, partner, 6));
  const capture = await hf.ingest(file(frames), 'at-the-station.pcap');
  const seen = await look(hf, capture);
  assert.deepEqual([capture.state, capture.assets_seen, capture.station_name], ['done', 5, seen.name]);
  assert.deepEqual([seen.station, seen.kinds, seen.traffic], [['10.80.0.9'], ['station'], ['unobserved']]);
});

test('a capture that hears others too was taken at no station, and hears its zone', async (t) => {
  const hf = await openHoldfast(t);
  const frames = [...[2, 3, 4, 5].flatMap((partner) => talk(9, partner, 6)), ...talk(6, 7, 12)];
  const capture = await hf.ingest(file(frames), 'at-the-mirror-port.pcap');
  const seen = await look(hf, capture);
  assert.deepEqual([capture.state, capture.station_id, capture.station_name], ['done', null, null]);
  assert.deepEqual([seen.kinds, seen.traffic], [['capture'], ['observed']]);
});
