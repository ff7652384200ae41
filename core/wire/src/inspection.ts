// One inspection: captures opened one after the other, read in chunks, reported together.
import { CaptureReader } from './capture/capture-reader.ts';
import type { Dissector } from './dissector.ts';
import { Dispatch } from './dispatch.ts';
import { Engine, type EngineLimits } from './engine.ts';
import { defaultLimits } from './engine-limits.ts';
import { reportAssets, type InventoryOptions } from './inventory/inventory.ts';
import { dissectors as allDissectors } from './registry.ts';
import type { Findings } from './findings.ts';
import type { CaptureFile, Report } from './report.ts';
import { describeWith } from './report/describe.ts';
import { reportEvents } from './report/report-events.ts';
import { reportFlows } from './report/report-flows.ts';
import { reportSigns } from './report/report-signs.ts';
import { formatMicros } from './report/times.ts';

/** What an inspection may be told. All limits have defaults that keep it under 150 MB. */
export type InspectionOptions = {
  /** Name of the manufacturer behind a MAC's first three bytes, null when unknown. */
  vendorOf?: (mac: string) => string | null;
  limits?: Partial<EngineLimits>;
  dissectors?: readonly Dissector[];
};

/** A capture being read. */
export type OpenCapture = {
  /** Takes the next bytes, uncompressed. Never throws on what they say. */
  push(chunk: Uint8Array): void;
  /** Closes the file and says how it went. */
  end(): CaptureFile;
  /** How far it is: bytes pushed, packets read. */
  readonly progress: { bytes: number; packets: number };
};

export type Inspection = {
  /** Opens the next capture; the one before must have ended. */
  openCapture(name: string): OpenCapture;
  /** Everything found in all captures; ends the inspection. */
  report(): Report;
};

/** Starts an inspection. Pure: no clock, no files; memory is bounded whatever is pushed. */
export function createInspection(options: InspectionOptions = {}): Inspection {
  const dissectors = options.dissectors ?? allDissectors;
  const engine = new Engine(new Dispatch(dissectors), { ...defaultLimits, ...options.limits });
  const files: CaptureFile[] = [];
  return {
    openCapture(name) {
      engine.openFile(files.length);
      const reader = new CaptureReader(engine);
      const before = engine.packets;
      const packets = (): number => engine.packets - before;
      return {
        push: (chunk) => reader.push(chunk),
        end() {
          reader.end();
          const file = describeFile(name, reader, packets(), engine, engine);
          files.push(file);
          return file;
        },
        get progress() {
          return { bytes: reader.bytes, packets: packets() };
        },
      };
    },
    report() {
      engine.settle();
      return reportFindings(engine, dissectors, files, engine.packets, options.vendorOf);
    },
  };
}

/** The report of what was found in all files. */
export function reportFindings(
  found: Findings,
  dissectors: readonly Dissector[],
  files: CaptureFile[],
  packets: number,
  vendorOf: InventoryOptions['vendorOf'] = () => null,
): Report {
  const describe = describeWith(dissectors);
  const fileNames = files.map((file) => file.name);
  const { flows, protocols } = reportFlows(found, describe);
  return {
    capture: { files, packets },
    assets: reportAssets(found, { vendorOf, fileNames, flows }),
    flows,
    flows_folded: found.flows.folded,
    conversations_folded: found.hours.folded,
    protocols,
    events: reportEvents(found, describe, fileNames),
    events_folded: found.events.folded,
    signs: reportSigns(found, fileNames),
    signs_folded: found.signs.folded,
  };
}

/** How the reading of a file went. @param span when its first and last packet were @param counted who counted what nobody can read */
export function describeFile(
  name: string,
  reader: CaptureReader,
  packets: number,
  span: { readonly firstMicros: number; readonly lastMicros: number },
  counted: Engine,
): CaptureFile {
  const hasTime = span.firstMicros !== Number.POSITIVE_INFINITY;
  return {
    name,
    format: reader.format,
    packets,
    bytes: reader.bytes,
    first: hasTime ? formatMicros(span.firstMicros) : null,
    last: hasTime ? formatMicros(span.lastMicros) : null,
    truncated: reader.truncated,
    fault: reader.fault ?? (packets === 0 ? reader.note : null),
    note: noteOn(counted, reader),
  };
}

/** The cut, and the packets of this file that nothing here can read. */
function noteOn(engine: Engine, reader: CaptureReader): string | null {
  const notes = reader.note === null ? [] : [reader.note];
  for (const [link, count] of engine.unsupportedLinks) notes.push(`${count} packets of link type ${link}, which is not read`);
  if (engine.cutPackets > 0) notes.push(`${engine.cutPackets} packets too short for their headers`);
  return notes.length === 0 ? null : notes.join('; ');
}
