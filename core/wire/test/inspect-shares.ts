// Test support: one inspection of some captures, and several that share their packets, as the text of their report.
import { createInspection, type SharedFindings, type InspectionOptions, type SharePlan } from '../src/index.ts';

export type NamedCapture = { name: string; content: Uint8Array };

function read(captures: readonly NamedCapture[], options: InspectionOptions) {
  const inspection = createInspection(options);
  for (const { name, content } of captures) {
    const capture = inspection.openCapture(name);
    capture.push(content);
    capture.end();
  }
  return inspection;
}

/** The report of one inspection that reads everything. */
export function reportOfOne(captures: readonly NamedCapture[], options: InspectionOptions = {}): string {
  return JSON.stringify(read(captures, options).report());
}

/** The report of as many inspections as the plan names; what they found goes through a copy, as between threads. */
export function reportOfShares(captures: readonly NamedCapture[], plan: SharePlan, options: InspectionOptions = {}): string {
  const [first, ...others] = Array.from({ length: Math.max(...plan) + 1 }, (_, number) =>
    read(captures, { ...options, share: { plan, number } }),
  );
  const found: SharedFindings[] = others.map((inspection) => structuredClone(inspection.found()));
  return JSON.stringify(first!.report(found));
}

/** A plan that shares out by chance: numbers from `seed` (xorshift32). */
export function planByChance(seed: number, shares: number): SharePlan {
  let state = seed | 1;
  return Uint8Array.from({ length: 4096 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % shares;
  });
}
