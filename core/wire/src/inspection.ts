// One inspection: captures opened one after the other, read in chunks, reported together.
import { CaptureReader } from './capture/capture-reader.ts';
import type { Dissector } from './dissector.ts';
import { Engine, type EngineLimits } from './engine.ts';
import { reportAssets, type InventoryOptions } from './inventory/inventory.ts';
import { dissectors as allDissectors } from './registry.ts';
import { rowsOf, type Findings, type FindingsRows } from './findings.ts';
import { mergeFindings } from './shares/merge.ts';
import type { SharePlan } from './shares/plan.ts';
import { Share } from './shares/share.ts';
import type { CaptureFile, Report } from './report.ts';
import { describeWith } from './report/describe.ts';
import { reportEvents } from './report/report-events.ts';
import { reportFlows } from './report/report-flows.ts';
import { formatMicros } from './report/times.ts';

/** What an inspection may be told. All limits have defaults that keep it under 150 MB. */
export type InspectionOptions = {
  /** Name of the manufacturer behind a MAC's first three bytes, null when unknown. */
  vendorOf?: (mac: string) => string | null;
  limits?: Partial<EngineLimits>;
  dissectors?: readonly Dissector[];
  /** Only this share of the packets is read; the others are counted. Of all shares every file must be opened, in the same order. */
  share?: { plan: SharePlan; number: number };
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

/** What one share's inspection found; its files know the time of that share's packets only. */
export type SharedFindings = FindingsRows & { files: CaptureFile[] };

export type Inspection = {
  /** Opens the next capture; the one before must have ended. */
  openCapture(name: string): OpenCapture;
  /** What was found, for the inspection of another share of the same captures to take in; ends this one. */
  found(): SharedFindings;
  /**
   * Everything found in all captures; ends the inspection.
   * @param others what the inspections of the other shares found
   */
  report(others?: readonly SharedFindings[]): Report;
};

const defaultLimits: EngineLimits = {
  addresses: 400_000,
  connections: 131_072,
  conversations: 16_384,
  flows: 200_000,
  operations: 600_000,
  events: 100_000,
  observations: 200_000,
};

/** Starts an inspection. Pure: no clock, no files; memory is bounded whatever is pushed. */
export function createInspection(options: InspectionOptions = {}): Inspection {
  const dissectors = options.dissectors ?? allDissectors;
  const limits = { ...defaultLimits, ...options.limits };
  const share = options.share === undefined ? null : new Share(options.share.plan, options.share.number);
  const engine = new Engine(dissectors, limits, share);
  const files: CaptureFile[] = [];
  let opened = 0;
  return {
    openCapture(name) {
      engine.openFile(opened++);
      return openCapture(engine, name, files);
    },
    found() {
      engine.settle();
      return { ...rowsOf(engine), files };
    },
    report(others = []) {
      engine.settle();
      for (const other of others) files.forEach((file, at) => widenTime(file, other.files[at]!));
      const found = others.length === 0 ? engine : mergeFindings([rowsOf(engine), ...others], limits, engine.dispatch);
      const vendorOf = options.vendorOf ?? (() => null);
      return { capture: { files, packets: engine.packets }, ...reportFindings(found, dissectors, files, vendorOf) };
    },
  };
}

function reportFindings(
  found: Findings,
  dissectors: readonly Dissector[],
  files: readonly CaptureFile[],
  vendorOf: InventoryOptions['vendorOf'],
): Omit<Report, 'capture'> {
  const describe = describeWith(dissectors);
  const fileNames = files.map((file) => file.name);
  const { flows, protocols } = reportFlows(found, describe);
  return {
    assets: reportAssets(found, { vendorOf, fileNames, flows }),
    flows,
    flows_folded: found.flows.folded,
    protocols,
    events: reportEvents(found, describe, fileNames),
    events_folded: found.events.folded,
  };
}

/** ISO 8601 times of equal length compare as text. */
function widenTime(file: CaptureFile, { first, last }: CaptureFile): void {
  if (first !== null && (file.first === null || first < file.first)) file.first = first;
  if (last !== null && (file.last === null || last > file.last)) file.last = last;
}

function openCapture(engine: Engine, name: string, files: CaptureFile[]): OpenCapture {
  const reader = new CaptureReader(engine);
  const before = engine.packets;
  return {
    push: (chunk) => reader.push(chunk),
    end() {
      reader.end();
      const packets = engine.packets - before;
      const file: CaptureFile = {
        name,
        format: reader.format,
        packets,
        bytes: reader.bytes,
        first: engine.hasSeenTime ? formatMicros(engine.firstMicros) : null,
        last: engine.hasSeenTime ? formatMicros(engine.lastMicros) : null,
        truncated: reader.truncated,
        fault: reader.fault ?? (packets === 0 ? reader.note : null),
        note: noteOn(engine, reader),
      };
      files.push(file);
      return file;
    },
    get progress() {
      return { bytes: reader.bytes, packets: engine.packets - before };
    },
  };
}

/** The cut, and the packets of this file that nothing here can read. */
function noteOn(engine: Engine, reader: CaptureReader): string | null {
  const notes = reader.note === null ? [] : [reader.note];
  for (const [link, count] of engine.unsupportedLinks) notes.push(`${count} packets of link type ${link}, which is not read`);
  if (engine.cutPackets > 0) notes.push(`${engine.cutPackets} packets too short for their headers`);
  return notes.length === 0 ? null : notes.join('; ');
}
