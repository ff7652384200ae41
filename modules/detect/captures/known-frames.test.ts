// Which frames of a capture stood in an earlier one: every same one, as often as it did, and none else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaptureReader, type PacketSink } from '@holdfast/core-wire';
import fc from 'fast-check';
import { FrameWriter } from './frame-writer.ts';
import { FreshSink, hashFrame, KnownFrames } from './known-frames.ts';

type Frame = { micros: number; bytes: Uint8Array; wire: number; link: number };
const frame = fc.record({
  micros: fc.integer({ min: 0, max: 5 }).map((it) => 1_700_000_000_000_000 + it * 400_000),
  bytes: fc.uint8Array({ minLength: 0, maxLength: 9 }),
  wire: fc.integer({ min: 9, max: 10 }),
  link: fc.constantFrom(1, 113),
});
const keyOf = (it: Frame): string => `${it.micros} ${it.link} ${it.wire} ${Buffer.from(it.bytes).toString('hex')}`;
const hashOf = (it: Frame, seed = 7): number => hashFrame(it.bytes, 0, it.bytes.length, it.micros, it.wire, it.link, seed);

class Keep implements PacketSink {
  readonly clock = new Float64Array(1);
  readonly share = null;
  readonly frames: Frame[] = [];
  pass(): void {}
  packet(bytes: Uint8Array, start: number, end: number, wire: number, link: number): void {
    this.frames.push({ micros: this.clock[0]!, bytes: bytes.slice(start, end), wire, link });
  }
}

const countOf = (frames: readonly Frame[], key: string): number => frames.filter((it) => keyOf(it) === key).length;

test('of each frame as many are known as the earlier capture that held it most often', () => {
  fc.assert(
    fc.property(fc.array(fc.array(frame, { maxLength: 12 }), { maxLength: 3 }), fc.array(frame, { maxLength: 20 }), (earlier, now) => {
      const tables = earlier.map((frames) => {
        const table = new KnownFrames();
        for (const it of frames) table.add(it.micros, hashOf(it));
        return table;
      });
      const fresh = new Keep();
      const sink = new FreshSink(tables, 7, fresh);
      const places: number[] = [];
      now.forEach((it, at) => {
        const before = fresh.frames.length;
        sink.clock[0] = it.micros;
        sink.packet(it.bytes, 0, it.bytes.length, it.wire, it.link);
        if (fresh.frames.length > before) places.push(at + 1);
      });
      for (const key of new Set(now.map(keyOf))) {
        const known = Math.max(0, ...earlier.map((frames) => countOf(frames, key)));
        assert.equal(countOf(fresh.frames, key), Math.max(0, countOf(now, key) - known));
      }
      assert.equal(sink.known + fresh.frames.length, now.length);
      assert.deepEqual(
        fresh.frames.map((_, at) => sink.placeOf(at + 1)),
        places,
      );
    }),
  );
});

test('one bit, one microsecond, one byte of length or another link make another frame', () => {
  const bytes = Uint8Array.from({ length: 61 }, (_, at) => at * 7);
  const one: Frame = { micros: 1_700_000_000_123_456, bytes, wire: 61, link: 1 };
  const others = [
    { ...one, micros: one.micros + 1 },
    { ...one, wire: 62 },
    { ...one, link: 113 },
    { ...one, bytes: bytes.subarray(0, 60) },
    ...Array.from({ length: 61 * 8 }, (_, bit) => ({
      ...one,
      bytes: bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
    })),
  ];
  assert.equal(new Set([one, ...others].map((it) => hashOf(it))).size, others.length + 1);
  assert.notEqual(hashOf(one, 8), hashOf(one, 7));
});

test('many frames have as many hashes', () => {
  const bytes = new Uint8Array(64);
  const view = new DataView(bytes.buffer);
  const seen = new Set<number>();
  for (let at = 0; at < 500_000; at += 1) {
    view.setUint32(20, at);
    seen.add(hashFrame(bytes, 0, 64, 1_700_000_000_000_000, 64, 1, 99));
  }
  assert.equal(seen.size, 500_000);
});

test('forgets the oldest seconds when there are too many frames', () => {
  const table = new KnownFrames(1000);
  for (let at = 0; at < 5000; at += 1) table.add(at * 10_000, at);
  assert.equal(table.take(0, 0), false);
  assert.equal(table.take(4999 * 10_000, 4999), true);
  assert.equal(table.take(4999 * 10_000, 4999), false);
});

test('frames come out of the writer as they went in', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 30 }), (frames) => {
      const out = new Keep();
      const reader = new CaptureReader(out);
      const writer = new FrameWriter((piece) => reader.push(piece.slice()));
      for (const it of frames) {
        writer.clock[0] = it.micros;
        writer.packet(it.bytes, 0, it.bytes.length, it.wire, it.link);
      }
      writer.flush();
      assert.equal(reader.fault, null);
      assert.deepEqual(out.frames.map(keyOf), frames.map(keyOf));
    }),
  );
});
