// What bounds the memory of an inspection when nobody says otherwise.
import type { EngineLimits } from './engine.ts';

export const defaultLimits: EngineLimits = {
  addresses: 400_000,
  connections: 131_072,
  conversations: 16_384,
  flows: 200_000,
  hours: 250_000,
  elements: 500_000,
  operations: 600_000,
  events: 100_000,
  observations: 200_000,
};
