// Captures that overlap: a frame that stands in two of them is counted once, whatever file, format or compression it comes in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import type { Capture } from '@holdfast/captures/schema';
import { type Holdfast, openHoldfast, plantBytes } from './holdfast.ts';
import { leftOpenBelow } from './open-files.ts';

/** Where each record of a pcap begins, and where the last one ends. */
function recordsOf(pcap: Uint8Array): number[] {
  const view = new DataView(pcap.buffer, pcap.byteOffset, pcap.byteLength);
  const places = [24];
  while (places.at(-1)! < pcap.length) places.push(places.at(-1)! + 16 + view.getUint32(places.at(-1)! + 8, true));
  return places;
}

const day = plantBytes(1_500_000, 1, '2026-11-10T09:00:00Z');
const places = recordsOf(day);
const frames = places.length - 1;
/** The capture with its frames `from` to `to`, as a ring buffer or an export would write it. */
const cut = (from: number, to: number): Buffer => Buffer.concat([day.subarray(0, 24), day.subarray(places[from], places[to])]);

/** What is counted of flows, operations and events, apart from ids. */
async function counted(hf: Holdfast): Promise<unknown> {
  return {
    flows: await hf.rows(
      `select client_address, server_address, transport, protocol, packets, bytes, first_seen, last_seen from holdfast.flow order by 1, 2, 3, 4, 5, 6`,
    ),
    operations: await hf.rows(
      `select f.client_address, f.server_address, o.protocol, o.key, o.count, o.errors from holdfast.flow_operation o join holdfast.flow f on f.id = o.flow_id order by 1, 2, 3, 4`,
    ),
    events: await hf.rows(`select at, protocol, operation, class from holdfast.event order by 1, 2, 3, 4`),
  };
}

/** Everything counted once from the capture as a whole. */
async function wholeDay(): Promise<unknown> {
  const ends: (() => Promise<void>)[] = [];
  const hf = await openHoldfast({ after: (work) => void ends.push(work) });
  await hf.ingest(Buffer.from(day), 'day.pcap');
  const all = await counted(hf);
  for (const end of ends) await end();
  return all;
}

const totals = (all: unknown): { packets: number; bytes: number; operations: number; events: number } => {
  type All = { flows: { packets: unknown; bytes: unknown }[]; operations: { count: unknown }[]; events: unknown[] };
  const { flows, operations, events } = all as All;
  return {
    packets: flows.reduce((sum, it) => sum + Number(it.packets), 0),
    bytes: flows.reduce((sum, it) => sum + Number(it.bytes), 0),
    operations: operations.reduce((sum, it) => sum + Number(it.count), 0),
    events: events.length,
  };
};

test('files of a ring that overlap count what the day counts', async (t) => {
  const whole = await wholeDay();
  const hf = await openHoldfast(t);
  const [a, b, c] = [Math.floor(frames * 0.3), Math.floor(frames * 0.5), Math.floor(frames * 0.7)];
  const first = await hf.ingest(cut(0, b), 'ring-1.pcap');
  const second = await hf.ingest(cut(a, c), 'ring-2.pcap');
  const third = await hf.ingest(zstdCompressSync(cut(b, frames)), 'ring-3.pcap.zst');
  assert.deepEqual([first.packets, first.packets_known], [b, 0]);
  assert.deepEqual([second.state, second.packets, second.packets_known], ['done', c - a, b - a]);
  assert.deepEqual([third.state, third.packets, third.packets_known], ['done', frames - b, c - b]);
  const parts = await counted(hf);
  const [got, wanted] = [totals(parts), totals(whole)];
  // Who asks and who answers may look otherwise in a part; how much went between them does not.
  assert.deepEqual([got.packets, got.bytes], [wanted.packets, wanted.bytes]);
  // A question at the end of one file and its answer in the next are one operation only where one file holds both.
  assert.ok(Math.abs(got.operations - wanted.operations) <= 12, `${got.operations} of ${wanted.operations}`);
  assert.ok(Math.abs(got.events - wanted.events) <= 4, `${got.events} of ${wanted.events}`);
});

test('a part of a capture that was counted brings nothing new, and says so', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(Buffer.from(day), 'day.pcap');
  const before = await counted(hf);
  const part = await hf.ingest(cut(100, 900), 'part.pcap');
  assert.deepEqual([part.state, part.packets, part.packets_known, part.assets_new, part.flows_seen], ['done', 800, 800, 0, 0]);
  assert.deepEqual(await counted(hf), before);
  // The day was read only as far as the part reaches.
  assert.deepEqual(await leftOpenBelow(hf.dataDir), [], 'no file is left for the collector to close');
});

test('both sent at once are still counted once', async (t) => {
  const hf = await openHoldfast(t);
  const [a, b] = [Math.floor(frames * 0.4), Math.floor(frames * 0.6)];
  const both = await Promise.all([hf.upload('owner', cut(0, b), 'a.pcap'), hf.upload('owner', cut(a, frames), 'b.pcap')]);
  await hf.idle();
  const rows = await Promise.all(both.map(({ body }) => hf.ask<Capture>('owner', 'GET', `${hf.site}/captures/${body.id}`)));
  assert.deepEqual(
    rows.map((it) => it.state),
    ['done', 'done'],
  );
  assert.equal(
    rows.reduce((sum, it) => sum + it.packets - it.packets_known, 0),
    frames,
  );
});

test('other frames at the same time are all counted', async (t) => {
  const hf = await openHoldfast(t);
  await hf.ingest(Buffer.from(day), 'line-1.pcap');
  const other = await hf.ingest(plantBytes(800_000, 2, '2026-11-10T09:00:00Z'), 'line-2.pcap');
  assert.deepEqual([other.state, other.packets_known], ['done', 0]);
});

test('the frame of an event is the one in its own file, also behind known ones', async (t) => {
  const [alone, behind] = [await openHoldfast(t), await openHoldfast(t)];
  const half = Math.floor(frames / 10);
  await alone.ingest(Buffer.from(day), 'day.pcap');
  const events = await alone.rows<{ frame: string }>(`select frame from holdfast.event where frame > $1 order by frame`, [half + 50]);
  await behind.ingest(cut(0, half), 'morning.pcap');
  await behind.ingest(Buffer.concat([Buffer.from(day), Buffer.alloc(3)]), 'day.pcap');
  const again = await behind.rows<{ frame: string }>(
    `select e.frame from holdfast.event e join holdfast.capture c on c.id = e.capture_id where c.name = 'day.pcap' and e.frame > $1 order by frame`,
    [half + 50],
  );
  assert.ok(events.length > 0);
  assert.deepEqual(again, events);
});
