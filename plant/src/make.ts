// Writes a capture of the plant: node plant/src/make.ts OUT.pcap [--minutes 30 | --megabytes 600] [--density N] [--seed 1] [--monday | --scene weekend] [--truth OUT.json]
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  changeoverCapture,
  cleaningCapture,
  commissioningCapture,
  dayCapture,
  failoverCapture,
  intrusionCapture,
  mondayCapture,
  weaknessCapture,
  weekendCapture,
} from './captures.ts';
import type { CaptureOptions, PlantCapture } from './captures.ts';
import { makePlant } from './plant.ts';
import type { Plant } from './plant.ts';
import { intrusions, type IntrusionName } from './scenes/intrusions.ts';
import { weaknesses } from './scenes/weaknesses.ts';
import type { WeaknessName } from './scenes/weaknesses.ts';

/** How much denser a capture of a wanted size is than the demo: as close polling as a real line has. */
const denseTraffic = 80;
const aWeekMinutes = 7 * 24 * 60;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string' },
      megabytes: { type: 'string' },
      density: { type: 'string' },
      start: { type: 'string' },
      seed: { type: 'string', default: '1' },
      monday: { type: 'boolean', default: false },
      scene: { type: 'string' },
      truth: { type: 'string' },
    },
  });
  const [out, ...more] = positionals;
  if (out === undefined || more.length > 0)
    throw new Error(
      'usage: make.ts OUT.pcap|OUT.pcapng [--minutes N | --megabytes N] [--density N] [--start ISO] [--seed N] [--monday | --scene NAME] [--truth OUT.json]',
    );
  return { out, values };
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} wants a number above 0, not "${text}"`);
  return value;
}

type Make = (plant: Plant, options: CaptureOptions) => PlantCapture;
const days: Readonly<Record<string, Make>> = {
  weekend: weekendCapture,
  changeover: changeoverCapture,
  commissioning: commissioningCapture,
  cleaning: cleaningCapture,
  failover: failoverCapture,
};
const oddities: readonly string[] = [...Object.keys(weaknesses), 'silent_device'];
const deeds: readonly string[] = Object.keys(intrusions);

/** The capture of a scene by its name: another day, a weakness, or an intrusion. */
function sceneOf(name: string | undefined, isMonday: boolean): Make {
  if (name === undefined) return isMonday ? mondayCapture : dayCapture;
  const day = days[name];
  if (day !== undefined) return day;
  if (deeds.includes(name)) return (plant, options) => intrusionCapture(plant, name as IntrusionName, options);
  if (!oddities.includes(name))
    throw new Error(`--scene wants one of ${[...Object.keys(days), ...oddities, ...deeds].join(', ')}, not "${name}"`);
  return (plant, options) => weaknessCapture(plant, name as WeaknessName, options);
}

function main(): void {
  const { out, values } = readArguments();
  const [minutes, megabytes, density] = [
    positive('minutes', values.minutes),
    positive('megabytes', values.megabytes),
    positive('density', values.density),
  ];
  const options: CaptureOptions = { format: out.endsWith('.pcapng') ? 'pcapng' : 'pcap' };
  if (values.start !== undefined) options.start = values.start;
  if (megabytes !== undefined)
    Object.assign(options, { maximumBytes: megabytes * 1_000_000, minutes: aWeekMinutes, density: denseTraffic });
  if (minutes !== undefined) options.minutes = minutes;
  if (density !== undefined) options.density = density;
  const plant = makePlant(positive('seed', values.seed) ?? 1);
  const capture = sceneOf(values.scene, values.monday)(plant, options);
  const file = openSync(out, 'w');
  for (const chunk of capture.chunks()) for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
  closeSync(file);
  const truth = capture.truth();
  if (values.truth !== undefined) writeFileSync(values.truth, `${JSON.stringify(truth, null, 1)}\n`);
  const { frames, bytes } = truth.capture;
  process.stdout.write(`${out}: ${frames} frames, ${bytes} bytes, ${truth.flows.length} flows, ${truth.assets.length} devices\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
