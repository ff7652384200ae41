// Captures: the same for the same seed, in time order, whole, in constant memory.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { dayCapture, mondayCapture } from './captures.ts';
import type { PlantCapture } from './captures.ts';
import { makePlant } from './plant.ts';
import { checkFrame, pcapngRecords, pcapRecords } from './test-frames.ts';

const shaOf = (capture: PlantCapture): string => {
  const hash = createHash('sha256');
  for (const chunk of capture.chunks()) hash.update(chunk);
  return hash.digest('hex');
};
const bytesOf = (capture: PlantCapture): Uint8Array => Buffer.concat([...capture.chunks()]);

test('the same seed gives the same bytes, another seed gives others', () => {
  const first = shaOf(mondayCapture(makePlant(1)));
  assert.equal(shaOf(mondayCapture(makePlant(1))), first);
  assert.notEqual(shaOf(mondayCapture(makePlant(2))), first);
});

test('every frame of the Monday is whole, in time order, with right checksums', () => {
  const capture = mondayCapture(makePlant(1));
  const file = bytesOf(capture);
  let [frames, before] = [0, Date.parse('2026-11-16T08:02:00Z') * 1000];
  const vlans = new Set<number>();
  for (const { timeUs, frame } of pcapRecords(file)) {
    frames++;
    const checked = checkFrame(frame);
    assert.equal(checked.fault, null, `frame ${frames}`);
    assert.ok(timeUs >= before, `frame ${frames} goes back in time`);
    before = timeUs;
    vlans.add(checked.vlan);
  }
  const { capture: written } = capture.truth();
  assert.deepEqual([frames, file.length], [written.frames, written.bytes]);
  assert.ok(before < Date.parse('2026-11-16T08:16:00Z') * 1000);
  assert.deepEqual(
    [...vlans].sort((a, b) => a - b),
    [0, 10, 21, 22, 30, 35, 40, 41],
  );
});

test('pcapng carries the same frames at the same times as pcap', () => {
  const options = { minutes: 3 };
  const plain = [...pcapRecords(bytesOf(dayCapture(makePlant(3), options)))];
  const other = [...pcapngRecords(bytesOf(dayCapture(makePlant(3), { ...options, format: 'pcapng' })))];
  assert.ok(plain.length > 3000);
  assert.deepEqual(
    other.map(({ timeUs }) => timeUs),
    plain.map(({ timeUs }) => timeUs),
  );
  assert.ok(other.every(({ frame }, index) => Buffer.compare(frame, plain[index]?.frame ?? new Uint8Array()) === 0));
});

test('the demo captures are small enough to load at the first start', () => {
  const [day, monday] = [dayCapture(makePlant(1)), mondayCapture(makePlant(1))].map((capture) => bytesOf(capture).length);
  assert.ok(day !== undefined && day > 5_000_000 && day < 15_000_000, `day ${day}`);
  assert.ok(monday !== undefined && monday > 2_000_000 && monday < 4_500_000, `monday ${monday}`);
});

test('a long capture is made in constant memory and ends at the wanted size', () => {
  const capture = dayCapture(makePlant(1), { density: 80, minutes: 10_000, maximumBytes: 120_000_000 });
  let [bytes, peak] = [0, 0];
  const before = process.memoryUsage().rss;
  for (const chunk of capture.chunks()) {
    bytes += chunk.length;
    peak = Math.max(peak, process.memoryUsage().rss - before);
  }
  assert.ok(bytes >= 120_000_000 && bytes < 120_010_000, `${bytes} bytes`);
  assert.ok(peak < 90_000_000, `${peak} bytes more than before`);
});

test('a capture is made once', () => {
  const capture = dayCapture(makePlant(1), { minutes: 1 });
  bytesOf(capture);
  assert.throws(() => bytesOf(capture), /made once/);
});
