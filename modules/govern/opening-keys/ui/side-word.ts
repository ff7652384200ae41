// What a key is called: by its side and whose it is.
import type { OpeningKeys, Side } from '../schema.ts';

export function sideWord(of: Side, second: OpeningKeys['second_held_by']) {
  if (of === 'first') return 'side.first';
  return second === 'plant' ? 'side.second_plant' : 'side.second_works_council';
}
