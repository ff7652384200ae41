// holdfast inspect FILE... [--json]: reads captures, prints what was found. Exit 0, or 2 when nothing could be read; needs no server.
import { createInspection, type CaptureFile, type Inspection } from '@holdfast/core-wire';
import { writeHumanReport } from './inspect-report.ts';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import { readCapture } from './read-capture.ts';
import { SeenFiles } from './seen-files.ts';

const NOTHING_READ = 2;
const WRONG_USAGE = 64;

/** Runs the command; faults of single files are in the report, not in the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const names = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--json');
  if (unknown !== undefined || names.length === 0) {
    process.stderr.write(
      `${unknown === undefined ? 'no capture named' : `unknown option ${unknown}`}\nusage: holdfast inspect FILE... [--json]\n`,
    );
    return WRONG_USAGE;
  }
  const inspection = createInspection({ vendorOf: vendorLookup() });
  const files: CaptureFile[] = [];
  const seen = new SeenFiles();
  for (const name of names) files.push(await readOnce(inspection, seen, name));
  const report = inspection.report();
  const text = args.includes('--json') ? `${JSON.stringify(report)}\n` : writeHumanReport(report);
  await new Promise((done) => process.stdout.write(text, done));
  return files.some((file) => file.packets > 0 || file.fault === null) ? 0 : NOTHING_READ;
}

/** The same content twice is counted once. */
async function readOnce(inspection: Inspection, seen: SeenFiles, name: string): Promise<CaptureFile> {
  const twin = await seen.twinOf(name);
  if (twin === null) return readCapture(inspection, name);
  const file = inspection.openCapture(name).end();
  return Object.assign(file, { fault: null, note: `the same as ${twin}: not counted again` });
}
