// Runs an inspection over bytes in memory, for tests.
import { createInspection, type CaptureFile, type InspectionOptions, type Report } from '../src/index.ts';

/** @param cuts where to cut the file into chunks; none: one chunk */
export function inspectBytes(
  file: Uint8Array,
  cuts: readonly number[] = [],
  options: InspectionOptions = {},
): { file: CaptureFile; report: Report } {
  const inspection = createInspection(options);
  const capture = inspection.openCapture('test.pcap');
  let from = 0;
  for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
    if (cut <= from || cut >= file.length) continue;
    capture.push(file.slice(from, cut));
    from = cut;
  }
  capture.push(file.subarray(from));
  const read = capture.end();
  return { file: read, report: inspection.report() };
}
