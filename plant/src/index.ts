// The door of the simulated plant.
export {
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
export { intrusions, type IntrusionName } from './scenes/intrusions.ts';
export { weaknesses, type WeaknessName } from './scenes/weaknesses.ts';
export type { CaptureOptions, PlantCapture } from './captures.ts';
export type { CaptureFormat } from './capture-file.ts';
export { makePlant } from './plant.ts';
export type { Device, Plant } from './plant.ts';
export { truthOf } from './truth-of.ts';
export type { Truth, TruthAsset, TruthConduit, TruthEvent, TruthFlow, TruthSign, TruthZone } from './truth.ts';
