// Clips cut out of a capture: whose frames, around what, and never more than fits.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type TestContext, test } from 'node:test';
import { CaptureReader, type PacketSink } from '@holdfast/core-wire';
import { FrameWriter } from './frame-writer.ts';
import { clipBytes, type ClipWant, cutClips } from './store.clip.ts';

type Sent = { from: number; to: number; at_ms: number; length?: number };

/** An Ethernet frame from 10.0.0.<from> to 10.0.0.<to>. */
function frameOf({ from, to, length = 60 }: Sent): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set([2, 0, 0, 0, 0, to, 2, 0, 0, 0, 0, from, 8, 0]);
  bytes.set([0x45, 0, (length - 14) >> 8, (length - 14) & 255, 0, 0, 0x40, 0, 64, 17, 0, 0, 10, 0, 0, from, 10, 0, 0, to], 14);
  return bytes;
}

function captureOf(t: TestContext, sent: readonly Sent[]) {
  const folder = mkdtempSync(join(tmpdir(), 'hf-clip-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const pieces: Buffer[] = [];
  const writer = new FrameWriter((piece) => void pieces.push(Buffer.from(piece)));
  for (const it of sent) {
    const bytes = frameOf(it);
    writer.clock[0] = it.at_ms * 1000;
    writer.packet(bytes, 0, bytes.length, bytes.length, 1);
  }
  writer.flush();
  const all = Buffer.concat(pieces);
  const path = join(folder, 'capture');
  writeFileSync(path, all);
  return { path, sha256: createHash('sha256').update(all).digest('hex'), size_bytes: all.length, sealed: null };
}

/** The frames of a clip: when each was, and between whom. */
function framesOf(bytes: Uint8Array): { at_ms: number; from: number; to: number; length: number }[] {
  const found: { at_ms: number; from: number; to: number; length: number }[] = [];
  const sink: PacketSink = {
    clock: new Float64Array(1),
    packet: (it, start, end) =>
      void found.push({ at_ms: sink.clock[0]! / 1000, from: it[start + 29]!, to: it[start + 33]!, length: end - start }),
  };
  new CaptureReader(sink).push(bytes);
  return found;
}

const want = (it: Partial<ClipWant>): ClipWant => ({ ends: [['10.0.0.1'], ['10.0.0.2']], frame: null, from_ms: 0, comment: 'why', ...it });

test('of two stations only what they said to each other, of one all of it, and by MAC as by address', async (t) => {
  const source = captureOf(t, [
    { from: 1, to: 2, at_ms: 1 },
    { from: 1, to: 3, at_ms: 2 },
    { from: 2, to: 1, at_ms: 3 },
    { from: 3, to: 2, at_ms: 4 },
  ]);
  const wants = [
    want({}),
    want({ ends: [['10.0.0.1']] }),
    want({ ends: [['02:00:00:00:00:03'], ['02:00:00:00:00:02']] }),
    want({ ends: [['10.0.0.9'], ['10.0.0.1']] }),
    want({ ends: [['no address']] }),
  ];
  const clips = await cutClips(source, wants);
  assert.deepEqual(
    clips.map((it) => (it === null ? null : framesOf(it.bytes).map((one) => one.at_ms))),
    [[1, 3], [1, 2, 3], [4], null, null],
  );
  assert.deepEqual([clips[0]!.frames, clips[0]!.first_ms, clips[0]!.last_ms], [2, 1, 3]);
  assert.ok(Buffer.from(clips[0]!.bytes).includes('why'), 'the comment stands in the file');
});

test('two hundred frames at most: a hundred before the moment, the rest from it on', async (t) => {
  const source = captureOf(
    t,
    Array.from({ length: 1000 }, (_, n) => ({ from: n % 2 === 0 ? 1 : 2, to: n % 2 === 0 ? 2 : 1, at_ms: n })),
  );
  const [byTime, byFrame] = await cutClips(source, [want({ from_ms: 500 }), want({ frame: 501 })]);
  for (const clip of [byTime!, byFrame!]) assert.deepEqual([clip.frames, clip.first_ms, clip.last_ms], [200, 400, 599]);
  const [early, late] = await cutClips(source, [want({ frame: 2 }), want({ from_ms: 5000 })]);
  assert.deepEqual([early!.frames, early!.first_ms], [200, 0]);
  assert.deepEqual([late!.frames, late!.last_ms], [100, 999], 'nothing follows: the last that were');
});

test('large frames: 256 KiB at most, and the frame itself is always in it', async (t) => {
  const source = captureOf(
    t,
    Array.from({ length: 100 }, (_, n) => ({ from: 1, to: 2, at_ms: n, length: 20_000 })),
  );
  const [clip] = await cutClips(source, [want({ frame: 50 })]);
  assert.ok(clip!.bytes.length <= clipBytes + 1024, `${clip!.bytes.length} bytes`);
  assert.ok(framesOf(clip!.bytes).some((it) => it.at_ms === 49));
  const [huge] = await cutClips(captureOf(t, [{ from: 1, to: 2, at_ms: 7, length: 200_000 }]), [want({ frame: 1 })]);
  assert.deepEqual(
    framesOf(huge!.bytes).map((it) => it.length),
    [65_535],
    'cut like a snap length would',
  );
});

test('a large capture is cut beside the thread that answers people, which stays free', async (t) => {
  const source = captureOf(
    t,
    Array.from({ length: 40_000 }, (_, n) => ({ from: 3, to: 4, at_ms: n, length: 1500 })).concat([
      { from: 1, to: 2, at_ms: 99_999, length: 60 },
    ]),
  );
  await cutClips(source, [want({})]);
  const before = performance.eventLoopUtilization();
  const [clip] = await cutClips(source, [want({})]);
  const { utilization } = performance.eventLoopUtilization(before);
  assert.equal(clip!.frames, 1);
  assert.ok(utilization < 0.25, `the thread was busy ${Math.round(utilization * 100)} % of the time`);
});

test('a capture that is gone or changed is told as such, also from the other thread', async (t) => {
  const source = captureOf(t, [{ from: 1, to: 2, at_ms: 1 }]);
  await assert.rejects(cutClips({ ...source, path: `${source.path}-gone` }, [want({})]), { code: 'file_missing' });
  writeFileSync(source.path, Buffer.alloc(source.size_bytes));
  await assert.rejects(cutClips(source, [want({})]), { code: 'file_changed' });
  const whole = captureOf(t, [{ from: 1, to: 2, at_ms: 1 }]);
  assert.equal((await cutClips(whole, [want({})]))[0]!.frames, 1, 'the thread goes on');
});
