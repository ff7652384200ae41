// Words of gaps: the required ten, what goes beyond them, the road, gaps with their plan, the first measures and the vendors' door.
import { id, listQuery, oneOrMore, page, reason, time } from '@holdfast/platform/shapes';
import { cellState, citation, words } from '@holdfast/requirements/schema';
import { z } from 'zod';

const day = z.iso.date();
export const asOf = z.object({ as_of: time.optional() });

/** A kind of evidence that holds or lacks; `good` of `of` is what it counts. */
export const piece = z.object({
  artefact: z.string(),
  title: words,
  requirement_id: z.string(),
  state: cellState,
  good: z.number().int(),
  of: z.number().int(),
  by_hand: z.boolean(),
  bindings: z.array(z.object({ id: z.string(), title: words.nullable(), good: z.number().int(), of: z.number().int(), state: cellState })),
});
export type Piece = z.infer<typeof piece>;

export const minimumItem = z.object({
  no: z.number().int(),
  id: z.string(),
  title: words,
  question: words,
  missing: words,
  yes: z.boolean(),
  only_by_hand: z.boolean(),
  holds_to: z.string().nullable(),
  pieces: z.array(piece),
  requirements: z.array(z.object({ id: z.string(), citation })),
});
export type MinimumItem = z.infer<typeof minimumItem>;

export const booster = z.object({
  id: z.string(),
  title: words,
  why: words,
  ticked: z.boolean(),
  until_on: z.string().nullable(),
  by_name: z.string().nullable(),
  at: time.nullable(),
});
export type Booster = z.infer<typeof booster>;

export const minimum = z.object({
  as_of: time,
  yes: z.number().int(),
  of: z.number().int(),
  items: z.array(minimumItem),
  boosters: z.array(booster),
});
export type Minimum = z.infer<typeof minimum>;

export const stageName = z.enum(['crawl', 'walk', 'run']);
/** `state`: done and still held by evidence; done once, but the evidence lapsed; met and not yet declared; or open. */
export const stage = z.object({
  id: stageName,
  title: words,
  aim: words,
  state: z.enum(['done', 'lapsed', 'met', 'open']),
  met: z.number().int(),
  of: z.number().int(),
  done_at: time.nullable(),
  done_by_name: z.string().nullable(),
  conditions: z.array(
    z.object({
      id: z.string(),
      title: words,
      met: z.boolean(),
      items: z.array(z.object({ no: z.number().int(), title: words })),
      pieces: z.array(piece),
      bindings: z.array(z.object({ id: z.string(), title: words.nullable() })),
    }),
  ),
});
export type Stage = z.infer<typeof stage>;
export const road = z.object({ as_of: time, stages: z.array(stage) });
export type Road = z.infer<typeof road>;

/** `id`: `minimum:3`, or a requirement's id. `owner_from`: named for this gap, or who answers for the role. */
export const gap = z.object({
  id: z.string(),
  no: z.number().int().nullable(),
  title: words,
  consequence: words,
  state: cellState,
  lacking: z.array(words),
  requirement_id: z.string(),
  citation,
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  owner_role: z.string(),
  owner_from: z.enum(['plan', 'role']).nullable(),
  due_on: z.string().nullable(),
  overdue: z.boolean(),
});
export type Gap = z.infer<typeof gap>;
export const gapQuery = listQuery.extend({ as_of: time.optional(), of: oneOrMore, due: oneOrMore });
export const gapPage = page(gap);
/** A gap's id as it stands in the list. */
export const gapId = z.string().regex(/^(minimum:([1-9]|10)|[A-Za-z0-9][A-Za-z0-9.-]{1,59})$/);
export const newPlan = z.object({ owner_id: id, due_on: day, reason: reason.optional() });

/** `offered`: not on the plant's list yet; `id` is then that of the template. */
export const measure = z.object({
  id: z.string(),
  template: z.string(),
  title: words,
  how: words,
  item: z.number().int(),
  role: z.string(),
  owner_id: id.nullable(),
  owner_name: z.string().nullable(),
  due_on: z.string().nullable(),
  overdue: z.boolean(),
  state: z.enum(['offered', 'open', 'done', 'dropped']),
  started_at: time.nullable(),
  closed_at: time.nullable(),
  closed_by_name: z.string().nullable(),
});
export type Measure = z.infer<typeof measure>;
export const measureQuery = listQuery.extend({ as_of: time.optional(), state: oneOrMore });
export const measurePage = page(measure);
export const startedMeasures = z.object({ started: z.number().int() });
export const changedMeasure = z.object({ owner_id: id, due_on: day });
export const closedMeasure = z.object({ outcome: z.enum(['done', 'dropped']), reason });

export const boosterName = z.string().regex(/^[a-z_]{3,60}$/);
export const newTick = z.object({ until_on: day, reason });
export const clearedTick = z.object({ reason });

/** How vendors come in until there is one recorded door, or that there is one. */
export const vendorWay = z.enum(['bastion', 'attended', 'none']);
export const vendorDoor = z.object({
  way: vendorWay,
  owner_id: id,
  owner_name: z.string().nullable(),
  by_on: z.string(),
  at: time,
  by_name: z.string().nullable(),
});
export const newVendorDoor = z.object({ way: vendorWay, owner_id: id, by_on: day, reason });
/** What the first hour ends with. */
export const firstHour = z.object({
  zones: z.number().int(),
  zones_owned: z.number().int(),
  zones_without: z.array(z.object({ id, name: z.string(), version: z.number().int() })),
  vendor_door: vendorDoor.nullable(),
  tabletop_on: z.string().nullable(),
  tabletop_plan_id: z.string().nullable(),
});
export type FirstHour = z.infer<typeof firstHour>;
