// The report a person reads: what was captured, who is there, who talks, what was changed.
import type { Report } from '@holdfast/core-wire';

/** Plain text, at most 120 columns. */
export function writeHumanReport(report: Report): string {
  return `${report.capture.packets} packets\n`;
}
