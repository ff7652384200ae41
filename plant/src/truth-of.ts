// The truth of a capture without keeping the capture.
import type { PlantCapture } from './captures.ts';
import type { Truth } from './truth.ts';

/** Makes the whole capture, throws its bytes away and gives its truth. */
export function truthOf(capture: PlantCapture): Truth {
  for (const chunk of capture.chunks()) void chunk;
  return capture.truth();
}
