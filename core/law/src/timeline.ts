// The days in the law that concern a plant, past and coming.
import { timeline } from './timeline.data.ts';
import type { Sourced, Words } from './words.ts';

/** What somebody is in the eyes of the law: runs a plant, was named critical, sells products, builds machines, provides digital services. */
export type Hat = 'operator' | 'critical' | 'maker' | 'machine_builder' | 'digital';

/** `on`: a day. `change`: what changes for whom it concerns. */
export type TimelineEntry = Sourced & {
  readonly id: string;
  readonly on: string;
  readonly title: Words;
  readonly change: Words;
  readonly concerns: { readonly jurisdiction: string; readonly hats: readonly Hat[] };
};

export type TimelineDay = TimelineEntry & { readonly is_past: boolean; readonly concerns_us: boolean };

/** Every day of the Union and of the jurisdictions asked for, earliest first; `concerns_us` where one of the hats is worn. `today`: YYYY-MM-DD. */
export function timelineFor(today: string, asked: { jurisdictions: readonly string[]; hats: readonly Hat[] }): readonly TimelineDay[] {
  return timeline
    .filter(({ concerns }) => concerns.jurisdiction === 'EU' || asked.jurisdictions.includes(concerns.jurisdiction))
    .map((each) => ({ ...each, is_past: each.on < today, concerns_us: each.concerns.hats.some((hat) => asked.hats.includes(hat)) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
}
