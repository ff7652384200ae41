// The door of the simulated plant.
export { dayCapture, mondayCapture } from './captures.ts';
export type { CaptureOptions, PlantCapture } from './captures.ts';
export type { CaptureFormat } from './capture-file.ts';
export { makePlant } from './plant.ts';
export type { Device, Plant } from './plant.ts';
export { truthOf } from './truth-of.ts';
export type { Truth, TruthAsset, TruthConduit, TruthEvent, TruthFlow, TruthZone } from './truth.ts';
