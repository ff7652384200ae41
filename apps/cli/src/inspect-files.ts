// Inspects files into one report: with two threads where one was started and it works out, otherwise one file after the other.
import { createInspection, createSharedInspection, type Inspection, type Report } from '@holdfast/core-wire';
import { vendorLookup } from '@holdfast/platform/mac-vendors';
import { makeRing, PacketRing } from './packet-ring.ts';
import { planFiles, readShared } from './read-shared.ts';
import type { SecondThread } from './second-thread.ts';
import type { SeenFiles } from './seen-files.ts';

/** Never rejects: what went wrong with a file stands in its `fault`. */
export async function inspectFiles(names: readonly string[], second: SecondThread | null): Promise<Report> {
  if (second !== null) {
    const report = await inspectTogether(second).catch(() => null);
    second.stop();
    if (report !== null) return report;
  }
  const { SeenFiles } = await import('./seen-files.ts');
  const inspection = createInspection({ vendorOf: vendorLookup() });
  const seen = new SeenFiles();
  for (const name of names) await readOnce(inspection, seen, name);
  return inspection.report();
}

/** Null when the files are better read by one thread, or changed while two were reading. */
async function inspectTogether(second: SecondThread): Promise<Report | null> {
  const plan = planFiles(second.files);
  if (plan === null) return null;
  const inspection = createSharedInspection(plan, { vendorOf: vendorLookup() });
  const memory = makeRing();
  const ring = new PacketRing(memory);
  const answer = second.read(memory, plan, () => ring.giveUp());
  await readShared(inspection, second.files, ring);
  inspection.settle();
  const found = await answer;
  return found === null ? null : inspection.report(found);
}

/** The same content twice is counted once. */
async function readOnce(inspection: Inspection, seen: SeenFiles, name: string): Promise<void> {
  const { readCapture } = await import('./read-capture.ts');
  const twin = await seen.twinOf(name);
  if (twin === null) return void (await readCapture(inspection, name));
  const file = inspection.openCapture(name).end();
  Object.assign(file, { fault: null, note: `the same as ${twin}: not counted again` });
}
