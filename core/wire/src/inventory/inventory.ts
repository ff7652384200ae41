// One merged inventory out of sightings and observations.
import type { Engine } from '../engine.ts';
import type { ReportAsset, ReportFlow } from '../report.ts';

export type InventoryOptions = { vendorOf: (mac: string) => string | null; fileNames: readonly string[]; flows: readonly ReportFlow[] };

/** Every device seen, with where each of its attributes was read. */
export function reportAssets(_engine: Engine, _options: InventoryOptions): ReportAsset[] {
  return [];
}
