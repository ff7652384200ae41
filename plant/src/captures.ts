// Captures of the plant: an ordinary day of any length, and the Monday of the incident.
import { makeCaptureWriter } from './capture-file.ts';
import type { CaptureFormat } from './capture-file.ts';
import type { Plant } from './plant.ts';
import { stageIntrusion } from './scenes/intrusions.ts';
import type { IntrusionName } from './scenes/intrusions.ts';
import { stageMonday } from './scenes/monday.ts';
import { stageOrdinary } from './scenes/ordinary.ts';
import { stageChangeover, stageCleaning, stageCommissioning, stageFailover, stageWeekend } from './scenes/other-days.ts';
import { stageWeakness } from './scenes/weaknesses.ts';
import type { WeaknessName } from './scenes/weaknesses.ts';
import type { SceneName } from './tally.ts';
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

/** A Saturday night: 14 November 2026, 22:00 in the plant. Half an hour, thinned out. */
export const weekendCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  scene(plant, 'weekend', { start: '2026-11-14T21:00:00Z', minutes: 30, density: 0.2, ...options }, stageWeekend);

type OnTop = (stage: Stage, delayUs: number) => void;
/** An ordinary quarter of an hour, in which after five minutes something else begins. */
const onOrdinary = (plant: Plant, kind: SceneName, start: string, options: CaptureOptions, setScene: OnTop, name?: string): PlantCapture =>
  scene(
    plant,
    kind,
    { start, minutes: 12, density: 0.3, ...options },
    (stage) => {
      stageOrdinary(stage);
      setScene(stage, sceneDelayUs);
    },
    name,
  );

const sceneDelayUs = 300_000_000;

/** Another product on line 1: Tuesday 17 November 2026, 06:00 in the plant. */
export const changeoverCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(plant, 'changeover', '2026-11-17T05:00:00Z', options, stageChangeover);

/** Engineers load programs: Wednesday 18 November 2026, 13:00 in the plant. */
export const commissioningCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(plant, 'commissioning', '2026-11-18T12:00:00Z', options, stageCommissioning);

/** Cleaning in place: Friday 20 November 2026, 14:00 in the plant. */
export const cleaningCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(plant, 'cleaning', '2026-11-20T13:00:00Z', options, stageCleaning);

/** The second SCADA server takes over: Thursday 19 November 2026, 10:00 in the plant. */
export const failoverCapture = (plant: Plant, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(plant, 'failover', '2026-11-19T09:00:00Z', options, stageFailover);

/** One weakness or oddity on an ordinary day: Thursday 19 November 2026, 15:00 in the plant. */
export const weaknessCapture = (plant: Plant, name: WeaknessName, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(
    plant,
    'weakness',
    '2026-11-19T14:00:00Z',
    options,
    (stage, delayUs) => stageWeakness(stage, name, delayUs),
    name.replaceAll('_', '-'),
  );

/** Something nobody should do, on an ordinary day: Thursday 26 November 2026, 15:00 in the plant. */
export const intrusionCapture = (plant: Plant, name: IntrusionName, options: CaptureOptions = {}): PlantCapture =>
  onOrdinary(
    plant,
    'weakness',
    '2026-11-26T14:00:00Z',
    options,
    (stage, delayUs) => stageIntrusion(stage, name, delayUs),
    name.replaceAll('_', '-'),
  );

const scene = (
  plant: Plant,
  kind: SceneName,
  options: CaptureOptions,
  setScene: (stage: Stage) => void,
  name: string = kind,
): PlantCapture => capture(plant, `lindenau-${name}.${options.format ?? 'pcap'}`, kind, options, setScene);

function capture(plant: Plant, name: string, kind: SceneName, options: CaptureOptions, setScene: (stage: Stage) => void): PlantCapture {
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
