// Captures of the plant: an ordinary day of any length, and the Monday of the incident.
import { makeCaptureWriter } from './capture-file.ts';
import type { CaptureFormat } from './capture-file.ts';
import type { Plant } from './plant.ts';
import { stageMonday } from './scenes/monday.ts';
import { stageOrdinary } from './scenes/ordinary.ts';
import { makeStage, step } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Truth } from './truth.ts';
import { truthFrom } from './truth.ts';

export type CaptureOptions = {
  /** Time 0 as ISO 8601 UTC. */
  start?: string;
  /** How long in plant time. */
  minutes?: number;
  /** Ends at this size at the latest (bytes); the last frame is whole. */
  maximumBytes?: number;
  /** How much faster than the demo the cyclic traffic runs; 1 is a thin sample of a real plant. */
  density?: number;
  format?: CaptureFormat;
};

/** A capture that is made while it is read. `truth` counts what has been written so far: ask it after the last chunk. */
export type PlantCapture = { name: string; chunks(): Generator<Uint8Array, void, void>; truth(): Truth };

/** The ordinary day: Thursday 12 November 2026, 10:00 in the plant. 30 minutes are about 12 MB and show every device and flow. */
export const dayCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  capture(
    plant,
    `lindenau-day.${options.format ?? 'pcap'}`,
    'day',
    { start: '2026-11-12T09:00:00Z', minutes: 30, density: 0.8, ...options },
    stageOrdinary,
  );

/** The Monday: 09:02 to 09:16 in the plant; at 09:12 a station sends commands no operator would. About 4 MB. */
export const mondayCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  capture(
    plant,
    `lindenau-monday.${options.format ?? 'pcap'}`,
    'monday',
    { start: '2026-11-16T08:02:00Z', minutes: 14, density: 0.3, ...options },
    (stage) => {
      stageOrdinary(stage);
      stageMonday(stage, attackDelayUs);
    },
  );

/** From 09:02 to 09:12. */
const attackDelayUs = 600_000_000;

function capture(
  plant: Plant,
  name: string,
  kind: 'day' | 'monday',
  options: CaptureOptions,
  setScene: (stage: Stage) => void,
): PlantCapture {
  const startUs = Date.parse(options.start ?? '') * 1000;
  if (!Number.isFinite(startUs)) throw new Error(`not a time: ${options.start}`);
  const writer = makeCaptureWriter(options.format ?? 'pcap', startUs);
  const stage = makeStage(plant, writer, options.density ?? 1, startUs);
  const endUs = (options.minutes ?? 30) * 60_000_000;
  const maximumBytes = options.maximumBytes ?? Infinity;
  return { name, chunks, truth: () => truthFrom(stage, kind, writer) };

  function* chunks(): Generator<Uint8Array, void, void> {
    if (writer.frames > 0) throw new Error('a capture is made once');
    setScene(stage);
    while (writer.bytes < maximumBytes && step(stage, endUs)) {
      while (writer.ready.length > 0) yield writer.ready.shift() as Uint8Array;
    }
    yield* writer.ready;
    yield writer.rest();
  }
}
